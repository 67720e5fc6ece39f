"""What was compiled from source names: one value that the finder reads, the same fresh or out of the cache."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Syllables = dict[str, tuple[tuple[str, ...], float]]  # a spelled syllable: its families, -log10 of its share in names


class Sense(NamedTuple):
    """English ``words`` for the piece of a name with the number ``unit``, at ``cost``."""

    unit: int
    words: tuple[str, ...]
    cost: float


class Name(NamedTuple):
    """One source name: ``pieces`` are (start, stop, unit); ``sounds[at]`` maps a spelling to (system, cost).

    ``term`` numbers the terms that were compiled, in their order; several names may belong to one.
    """

    term: int
    source: str
    pieces: tuple[tuple[int, int, int], ...]
    sounds: tuple[dict[str, tuple[str, float]], ...]
    drops: tuple[float, ...]


class Home(NamedTuple):
    """Where a unit or a sound stands in a name: characters ``[start, stop)``."""

    name: int
    start: int
    stop: int


@dataclass(slots=True)
class Models:
    """Compiled names with their two indexes: English roots to senses, families of syllables to names.

    Records stay packed until they are asked for, so that a run pays for the words of its text, not for the glossary.
    ``syllables`` maps every spelled syllable to its families and its -log10 share among syllables of names.
    """

    syllables: Syllables
    _roots: dict[str, bytes]
    _sounds: dict[str, bytes]
    _homes: list[bytes]
    _names: list[bytes]
    _known: dict[int, Name] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> Models:
        """No name at all."""
        return cls({}, {}, {}, [], [])

    def senses(self, root: str) -> tuple[Sense, ...]:
        """The senses whose first word has this root."""
        packed = self._roots.get(root)
        return tuple(Sense(*one) for one in marshal.loads(packed)) if packed else ()

    def has_root(self, root: str) -> bool:
        """Whether any name has a sense whose first word has this root."""
        return root in self._roots

    def homes(self, unit: int) -> Iterator[Home]:
        """Where the piece with this number stands."""
        return _unpack_homes(self._homes[unit])

    def sounding(self, family: str) -> Iterator[Home]:
        """Where a syllable of this family stands."""
        return _unpack_homes(self._sounds.get(family, b""))

    def name(self, number: int) -> Name:
        """The name with this number."""
        if number not in self._known:
            self._known[number] = Name(*marshal.loads(self._names[number]))
        return self._known[number]

    def __len__(self) -> int:
        return len(self._names)

    def dumps(self) -> bytes:
        """All of it as bytes, for `loads` of the same Python version."""
        return marshal.dumps((self.syllables, self._roots, self._sounds, self._homes, self._names))


def loads(data: bytes) -> Models:
    """What `Models.dumps` gave; raises ValueError, EOFError or TypeError for anything else."""
    return Models(*marshal.loads(data))


def build(
    syllables: Syllables,
    names: list[Name],
    senses: dict[str, list[Sense]],
    families: dict[str, set[Home]],
    units: int,
) -> Models:
    """Pack names and their indexes."""
    homes: list[list[Home]] = [[] for _ in range(units)]
    for number, name in enumerate(names):
        for start, stop, unit in name.pieces:
            homes[unit].append(Home(number, start, stop))
    return Models(
        syllables,
        {root: marshal.dumps(tuple(map(tuple, found))) for root, found in senses.items()},
        {family: _pack_homes(sorted(found)) for family, found in families.items()},
        [_pack_homes(found) for found in homes],
        [_pack(name) for name in names],
    )


def _pack(record: Any) -> bytes:
    return marshal.dumps(tuple(record))


def _pack_homes(homes: list[Home]) -> bytes:
    return array("Q", [home.name << 16 | home.start << 8 | home.stop for home in homes]).tobytes()


def _unpack_homes(packed: bytes) -> Iterator[Home]:
    for one in memoryview(packed).cast("Q"):
        yield Home(one >> 16, one >> 8 & 255, one & 255)
