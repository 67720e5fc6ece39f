"""Where what was computed once is kept: safe to delete at any time, never required."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from retranslate import files
from retranslate.model import RetranslateError

_BY_XDG: Final = sys.platform == "linux" and not hasattr(sys, "getandroidapilevel")
_ROOTS: Final = (("XDG_CACHE_HOME", ""), ("HOME", ".cache"))  # variable, the folder in what it names


def folder() -> Path:
    """The user's cache folder for retranslate, or ``$RETRANSLATE_CACHE``; it may not exist yet.

    platformdirs knows it everywhere, and takes longer to import than all that a run keeps takes to read: on Linux, two
    variables say the same.
    """
    given = os.environ.get("RETRANSLATE_CACHE")
    if given:
        return Path(given)
    for variable, inner in _ROOTS if _BY_XDG else ():
        root = os.environ.get(variable, "")
        if root.startswith("/"):  # else it does not count (XDG Base Directory Specification)
            return Path(root, inner, "retranslate")
    from platformdirs import user_cache_path

    return user_cache_path("retranslate")


def keep(path: Path, data: bytes, *, most: int | None = None, synced: bool = False) -> None:
    """Make ``data`` the content of ``path``, a file below `folder`, and leave the newest ``most`` files beside it.

    A cache that cannot be written costs time, nothing else. Whoever reads what was not ``synced`` must be able to tell
    whole content from broken: a power cut may have come between.
    """
    with suppress(OSError, RetranslateError):
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(path, data, synced=synced)
        if most is not None:
            for old in sorted(filter(_is_whole, path.parent.iterdir()), key=_age)[most:]:
                old.unlink()


def _is_whole(path: Path) -> bool:
    return not path.name.startswith(".")  # else another run writes it


def _age(path: Path) -> int:
    return -path.stat().st_mtime_ns
