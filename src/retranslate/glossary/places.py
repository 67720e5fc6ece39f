"""Where glossaries are, and the ledgers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

NAME: Final = "glossary.tsv"
SHIPPED: Final = "shipped"  # the word for the package's own glossary, where a file is expected


def shipped() -> Path:
    """The glossary that comes with the package; in a checkout, the one at its top."""
    installed = Path(__file__).parents[1] / NAME
    return installed if installed.is_file() else Path(__file__).parents[3] / NAME


def ledger_of(glossary: Path) -> Path:
    """The ledger of what editors decided on edits that ``glossary`` led to; it need not be there."""
    return glossary.with_name(f"{glossary.stem}.decisions.tsv")


def upward(folder: Path) -> Path | None:
    """The ``glossary.tsv`` in ``folder`` or the closest folder above it that has one."""
    here = folder.resolve()
    return next((place / NAME for place in (here, *here.parents) if _is_file(place / NAME)), None)


def nearest(folder: Path) -> Path:
    """The closest glossary from ``folder`` upward, else the shipped one."""
    return upward(folder) or shipped()


def named(given: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """A run's glossaries: those ``given`` (``shipped`` is the one in the package), else the nearest to ``folder``."""
    if not given:
        return (nearest(folder),)
    return tuple(shipped() if name == SHIPPED else Path(name) for name in given)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above that we may not look into
        return False
