"""What a source language must know, so that names written in it can be forecast."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Gloss(NamedTuple):
    """English ``words`` that may stand for a piece of a name; ``cost`` is -log10 of how likely an engine picks them."""

    words: tuple[str, ...]
    cost: float


class Reading(NamedTuple):
    """One written sound of a character: ``sound`` in ASCII letters, its ``system`` (``pinyin`` ...), its cost."""

    sound: str
    system: str
    cost: float


class Syllable(NamedTuple):
    """A syllable that the language's names are spelled with.

    ``family`` is shared by the syllables it is confused with; ``bits`` is -log10 of its share in names.
    """

    sound: str
    system: str
    family: str
    bits: float


class Language(Protocol):
    """One source language. Methods but ``claims`` may read dictionaries, not before they are asked."""

    code: str

    def claims(self, source: str) -> bool:
        """Whether ``source`` is written in this language."""

    def normal(self, source: str) -> str:
        """``source`` in the one spelling that every other method expects (simplified characters, say)."""

    def pieces(self, source: str) -> Iterator[tuple[int, int]]:
        """The parts of ``source`` that may be read or translated as one, half-open ranges in code points."""

    def glosses(self, piece: str) -> tuple[Gloss, ...]:
        """What a dictionary has for ``piece``, cheapest first; empty when it has nothing."""

    def readings(self, source: str) -> tuple[tuple[Reading, ...], ...]:
        """The ways each character of ``source`` may be spelled, in the context of the whole name."""

    def drops(self, source: str) -> tuple[float, ...]:
        """What leaving out each character of ``source`` costs."""

    def surnames(self) -> frozenset[str]:
        """Common surnames of persons, as they are spelled."""

    def syllables(self) -> tuple[Syllable, ...]:
        """All syllables that a name in this language is spelled with."""
