"""Whether two wordings render one name: each character of it is either spelled or translated, in both of them.

"Yuan Shen" and "Original God" are one name if there are characters that are read yuan and shen and mean original and
god. What is compared is how likely it is that one source name gave both wordings, against chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.forecast.english import GENERIC, distance, root
from retranslate.suggest import table
from retranslate.text.ordinary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retranslate.suggest.vocabulary import Vocabulary

LONGEST: Final = 2  # syllables that one word translates
SAME_WORD: Final = 0.2  # log10; names that share a word are compared among themselves, see `entities`
LEFT_OUT: Final = -0.6  # log10; a word such as Group or Network that one of the two lacks
CUT_OFF: Final = -2.0  # log10; any other word at the end that one of the two lacks: names are said in short
HOMOPHONES: Final = 0.6  # -log10 of one word of two characters among those that sound like it
OTHER_PIECE: Final = 1.3  # -log10 of one piece among all that a word may translate
RAREST, COMMONEST = 5.5, 2.5  # -log10 of a word in a name: no rarer, no commoner than this
INNER: Final = table.words("inner") - {"a"} | {"s"}  # but Lu a Ming
UNKNOWN: Final = "?"
MOST_READINGS: Final = 4


class Atom(NamedTuple):
    """A syllable or a word of a wording."""

    text: str
    spelled: bool


class Rendering(NamedTuple):
    """What two wordings have in common: log10 of the odds against chance, the characters as far as they are known.

    ``source`` has a question mark for each syllable that only sounds alike; ``told`` are words that one translates and
    the other spells or translates otherwise, with the characters that explain both. ``same`` are words of
    both (their roots), ``left`` counts those of one alone.
    """

    score: float
    source: str = ""
    told: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    left: int = 0

    def and_then(self, step: Rendering) -> Rendering:
        """This, with ``step`` behind it."""
        told, same = (*self.told, *step.told), (*self.same, *step.same)
        return Rendering(self.score + step.score, self.source + step.source, told, same, self.left + step.left)


NOTHING: Final = Rendering(float("-inf"))


@dataclass(frozen=True, slots=True)
class Renderings:
    """Compares wordings by what a dictionary has for their words and syllables."""

    vocabulary: Vocabulary

    def readings(self, words: Sequence[str]) -> tuple[tuple[Atom, ...], ...]:
        """The folded ``words`` of a wording as syllables and as words; a word that can be both is read both ways."""
        ways = [self._ways(word) for word in words if word not in INNER] or [self._ways(word) for word in words]
        return tuple(tuple(chain(*way)) for way in islice(product(*ways), MOST_READINGS))

    def _ways(self, word: str) -> tuple[tuple[Atom, ...], ...]:
        as_word = (Atom(word, spelled=False),)
        if not self.vocabulary.syllables(word):
            return (as_word,)
        spelled = tuple(Atom(one, spelled=True) for one in self.vocabulary.cuts(word)[0])
        return (spelled, as_word) if self.vocabulary.is_plain(word) else (spelled,)

    def beginnings(self, words: Sequence[str]) -> frozenset[str]:
        """What a wording (folded words) may begin with: two wordings of one name share some of it."""
        found: set[str] = set()
        for atoms in self.readings(words):
            generic = next((at for at, atom in enumerate(atoms) if atom.text not in GENERIC), 0)
            for atom in atoms[: generic + 1]:
                pieces = (
                    self.vocabulary.lexicon.sounding(atom.text)
                    if atom.spelled
                    else self.vocabulary.lexicon.meaning(atom.text)
                )
                found |= {atom.text if atom.spelled else root(atom.text)[0], *(one.characters[0] for one in pieces)}
        return frozenset(found)

    def compare(self, one: Sequence[str], other: Sequence[str]) -> Rendering:
        """What two wordings (folded words) have in common when all of both is explained, else `NOTHING`."""
        pairs = product(self.readings(one), self.readings(other))
        return max((self.common(*pair) for pair in pairs), key=lambda found: found.score)

    def common(self, one: Sequence[Atom], other: Sequence[Atom]) -> Rendering:
        """What two wordings, each read in one way, have in common."""
        best = {(0, 0): Rendering(0.0)}
        for i, j in product(range(len(one) + 1), range(len(other) + 1)):
            here = best.get((i, j))
            if here is None:
                continue
            for a, b, step in self._steps(one[i:], other[j:]):
                made = here.and_then(step)
                if made.score > best.get((i + a, j + b), NOTHING).score:
                    best[i + a, j + b] = made
        return best.get((len(one), len(other)), NOTHING)

    def _steps(self, one: Sequence[Atom], other: Sequence[Atom]) -> Iterator[tuple[int, int, Rendering]]:
        if one and other:
            mine, its = one[0], other[0]
            if mine.spelled and its.spelled and mine.text == its.text:
                yield 1, 1, Rendering(self.vocabulary.lexicon.syllables[mine.text], UNKNOWN)
            if not mine.spelled and not its.spelled and root(mine.text)[0] == root(its.text)[0]:
                near = distance(mine.text, its.text) < 2
                if near:
                    yield 1, 1, Rendering(SAME_WORD, same=(root(mine.text)[0],))
            elif not mine.spelled and not its.spelled:
                found = self._both_translate(mine.text, its.text)
                if found:
                    yield 1, 1, found
            yield from ((a, 1, step) for a, step in self._translates(one, its))
            yield from ((1, b, step) for b, step in self._translates(other, mine))
        for a, side in ((1, one), (0, other)):
            if side and (side[0].text in GENERIC or (not (one and other) and side[0].text.isalpha())):
                yield a, 1 - a, Rendering(LEFT_OUT if side[0].text in GENERIC else CUT_OFF, left=1)

    def _translates(self, spelled: Sequence[Atom], word: Atom) -> Iterator[tuple[int, Rendering]]:
        """The syllables that ``spelled`` begins with and ``word`` may translate."""
        if word.spelled:
            return
        meant = self.vocabulary.lexicon.meaning(word.text)
        for size in range(1, LONGEST + 1):
            said = spelled[:size]
            if len(said) < size or not all(atom.spelled for atom in said):
                return
            sound = " ".join(atom.text for atom in said)
            share = {piece.characters: piece.cost for piece in self.vocabulary.lexicon.sounding(sound)}
            usual = HOMOPHONES if size > 1 else None
            costs = (
                (piece.cost + share.get(piece.characters, usual or 9.0), piece.characters)
                for piece in meant
                if piece.sound == sound
            )
            cost, characters = min(costs, default=(9.0, ""))
            if cost < rarity(word.text):
                told = f"{characters} is read {''.join(atom.text for atom in said)} and means “{word.text}”"
                yield size, Rendering(rarity(word.text) - cost, characters, (told,))

    def _both_translate(self, one: str, other: str) -> Rendering | None:
        """The characters that ``one`` and ``other`` may both translate."""
        costs = {piece.characters: piece.cost for piece in self.vocabulary.lexicon.meaning(one)}
        shared = (
            (piece.cost + costs[piece.characters], piece.characters)
            for piece in self.vocabulary.lexicon.meaning(other)
            if piece.characters in costs
        )
        cost, characters = min(shared, default=(9.0, ""))
        gain = rarity(other) - cost - OTHER_PIECE
        if gain <= 0:
            return None
        return Rendering(gain, characters, (f"{characters} means “{one}” and “{other}”",))


def rarity(word: str) -> float:
    """-log10 of how often a word stands in names, roughly as in all text."""
    return min(RAREST, max(COMMONEST, 9.0 - zipf(word)))
