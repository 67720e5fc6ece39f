"""What was compiled from source names: one value that the finder reads, the same fresh or out of the cache."""

import marshal
from array import array
from collections import defaultdict
from typing import Final, NamedTuple

from retranslate.forecast.english import openings

Syllables = dict[str, tuple[tuple[str, ...], float]]  # a spelled syllable: its families, -log10 of its share in names


_new: Final = tuple.__new__
PLACES: Final = 256  # more characters than any name has


class Sense(NamedTuple):
    """English ``words`` for the piece of a name with the number ``unit``, at ``cost``."""

    unit: int
    words: tuple[str, ...]
    cost: float


class Name(NamedTuple):
    """One source name: ``pieces`` are (start, stop, unit); ``sounds[at]`` maps a spelling to (systems, cost).

    ``term`` numbers the terms that were compiled, in their order; several names may belong to one.
    """

    term: int
    source: str
    pieces: tuple[tuple[int, int, int], ...]
    sounds: tuple[dict[str, tuple[int, float]], ...]
    drops: tuple[float, ...]


class Models:
    """Compiled names with their two indexes: English roots to senses, families of syllables to names.

    Records stay packed until they are asked for, so that a run pays for the words of its text, not for the glossary.
    ``surnames`` are spelled ones of persons.
    """

    def __init__(
        self,
        syllables: Syllables,
        surnames: frozenset[str],
        roots: dict[str, bytes],
        sounds: dict[str, bytes],
        homes: list[bytes],
        names: list[bytes],
    ) -> None:
        self.syllables: Final = syllables
        self.surnames: Final = surnames
        self._roots: Final = roots
        self._sounds: Final = sounds
        self._homes: Final = homes
        self._names: Final = names
        self._known: Final[dict[int, Name]] = {}

    @classmethod
    def empty(cls) -> "Models":
        """No name at all."""
        return cls({}, frozenset(), {}, {}, [], [])

    def senses(self, root: str) -> tuple[Sense, ...]:
        """The senses whose first word has this root."""
        packed = self._roots.get(root)
        return tuple([_new(Sense, one) for one in marshal.loads(packed)]) if packed else ()

    def senses_of(self, units: set[int]) -> dict[int, list[Sense]]:
        """All senses of pieces by their number. Reads every record: for explanations, not for finding."""
        found: dict[int, list[Sense]] = {unit: [] for unit in units}
        for root in self._roots:
            for sense in self.senses(root):
                if sense.unit in found:
                    found[sense.unit].append(sense)
        return found

    def has_root(self, root: str) -> bool:
        """Whether any name has a sense whose first word has this root."""
        return root in self._roots

    def openings(self) -> frozenset[str]:
        """What the words begin with that begin a sense of any name."""
        return openings(self._roots)

    def homes(self, unit: int) -> "memoryview[int]":
        """The numbers of the names that hold the piece with this number."""
        return memoryview(self._homes[unit]).cast("Q")

    def sounding(self, family: str) -> "memoryview[int]":
        """Where a syllable of this family stands: the name's number times `PLACES`, and the character's place."""
        return memoryview(self._sounds.get(family, b"")).cast("Q")

    def heard(self) -> frozenset[str]:
        """The spelled syllables that any name may have."""
        there = self._sounds.keys()
        return frozenset([sound for sound, (families, _) in self.syllables.items() if not there.isdisjoint(families)])

    def name(self, number: int) -> Name:
        """The name with this number."""
        if number not in self._known:
            self._known[number] = Name(*marshal.loads(self._names[number]))
        return self._known[number]

    def __len__(self) -> int:
        return len(self._names)

    def dumps(self) -> bytes:
        """All of it as bytes, for `loads` of the same Python version."""
        return marshal.dumps((self.syllables, self.surnames, self._roots, self._sounds, self._homes, self._names))


def loads(data: bytes) -> Models:
    """What `Models.dumps` gave; raises ValueError, EOFError or TypeError for anything else."""
    return Models(*marshal.loads(data))


def build(
    syllables: Syllables, surnames: frozenset[str], names: list[Name], senses: dict[str, list[Sense]], units: int
) -> Models:
    """Pack names and their indexes; ``units`` is the number of pieces that have a sense."""
    homes: list[dict[int, None]] = [{} for _ in range(units)]
    sounds: dict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(names):
        for _, _, unit in name.pieces:
            homes[unit][number] = None
        for at, spelled in enumerate(name.sounds):
            for sound in spelled:
                for family in syllables.get(sound, ((), 0.0))[0]:
                    sounds[family].add(number * PLACES + at)
    return Models(
        syllables,
        surnames,
        {root: marshal.dumps(tuple(map(tuple, found))) for root, found in senses.items()},
        {family: array("Q", sorted(found)).tobytes() for family, found in sounds.items()},
        [array("Q", found).tobytes() for found in homes],
        [marshal.dumps(tuple(name)) for name in names],
    )
