"""Which glossary a command means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from retranslate import config
from retranslate.glossary import places
from retranslate.model import Problem, RetranslateError

if TYPE_CHECKING:
    from retranslate.glossary import Table


def here() -> tuple[str, ...]:
    """The glossaries that ``fix`` uses for an article in the current folder."""
    return config.load(Path.cwd()).glossary or (str(_shown(places.nearest(Path.cwd()))),)


def table(name: str) -> Table:
    """The table in the file ``name``; ``-`` is standard input, ``shipped`` the glossary in the package."""
    from retranslate import files, glossary

    if name == "-":
        import sys

        return glossary.parse(sys.stdin.buffer.read(), "-")
    path = places.shipped() if name == places.SHIPPED else Path(name)
    return glossary.parse(files.read_bytes(path), files.shown(path))


def own() -> tuple[Path, bytes]:
    """The glossary to write to from the current folder, and what it begins with where it is not there yet.

    That is the last one in the project's settings, else the nearest upward, else a new ``glossary.tsv`` in the current
    folder, which begins as a copy of the shipped one (it will stand in for that one from then on).
    """
    settings = config.load(Path.cwd()).glossary
    if settings:
        mine = [name for name in settings if name != places.SHIPPED]
        if not mine:
            problem = Problem("settings", "name no glossary but the shipped one", "say which to write to, with -g FILE")
            raise RetranslateError(problem)
        return Path(mine[-1]), b""
    found = places.upward(Path.cwd())
    if found:
        return _shown(found), b""
    return Path(places.NAME), places.shipped().read_bytes()


def _shown(path: Path) -> Path:
    """``path`` as a user in the current folder would write it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
