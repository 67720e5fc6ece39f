"""How a glossary file is changed: read, worked on and replaced, while no other writer of ours may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from retranslate import files
from retranslate.glossary.table import Table, encode, parse


def open_table(path: Path, *, start: bytes = b"") -> Table:
    """The file's table; ``start`` is what a file that is not there begins with. Raises RetranslateError."""
    return parse(files.read_bytes(path) if path.exists() else start, files.shown(path))


def rewrite(path: Path, change: Callable[[Table], Table], *, start: bytes = b"") -> Table:
    """Replace the file by what ``change`` makes of it, whole or not at all; returns the new table.

    Locked against every other writer of ours, and refused if the file was changed by anybody since it was read. Where
    ``change`` changes nothing, nothing is written. ``start`` is what a file that is not there begins with. Raises
    RetranslateError.
    """
    with files.lock(path):
        there = path.exists()
        data = files.read_bytes(path) if there else start
        table = change(parse(data, files.shown(path)))
        after = encode(table)
        if after != data or not there:
            files.replace(path, after, expect=files.digest(data) if there else files.ABSENT)
    return table
