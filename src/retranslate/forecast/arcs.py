"""What the words at one place of a text can be for a name: pieces translated, spelled, kept, or two run together."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from retranslate.forecast.costs import (
    CONFUSED,
    FUSED,
    LONGER_CUT,
    LOWER_SPELLED,
    MISREAD,
    ORDINARY_OPENING,
    ORDINARY_RESPELLED,
    ORDINARY_SPELLED,
    PHRASE_CAP,
    SPELLED,
)
from retranslate.forecast.english import FUNCTION, distance, root
from retranslate.forecast.models import Name, Sense
from retranslate.forecast.reader import EVERYDAY_CHANCE, OPENING_CHANCE, Cut, Known, Reader, chance
from retranslate.forecast.systems import NONE, USUAL, common, price
from retranslate.forecast.tokens import Gap, Token

GLOSS, KEPT, SPELT, MISSPELT = "gloss", "kept", "spelled", "misread"
SHORTEST_MISREAD: Final = 3  # syllables; in shorter words one that is misread leaves too little


class Step(NamedTuple):
    """Characters ``[start, stop)`` of the source became folded text ``[first, last)``; ``how`` says by which way."""

    start: int
    stop: int
    first: int
    last: int
    how: str


class Arc(NamedTuple):
    """What the words up to ``last`` (exclusive) can be: characters ``[start, stop)`` in a row.

    ``gain`` is log10 of how much likelier the words are so than by chance; ``systems`` the spellings they may be in.
    """

    last: int
    start: int
    stop: int
    gain: float
    systems: int
    steps: tuple[Step, ...]


def arcs(name: Name, row: Sequence[Token], known: Sequence[Known], reader: Reader, at: int, last: int) -> Iterator[Arc]:
    """Everything that the word at ``at``, with those after it up to ``last``, can be for ``name``."""
    word = known[at]
    for start, stop, unit in name.pieces:
        how = KEPT if name.source[start:stop].isascii() else GLOSS  # Latin letters and figures stay as they are
        for sense in word.senses.get(unit, ()):
            arc = as_sense(row, at, last, start, stop, sense, how)
            if arc is not None:
                yield arc
    for cut in word.spelled:
        for start in range(len(name.source) - len(cut.parts) + 1):
            arc = _spelled(name, row[at], at, cut, start, reader)
            if arc is not None:
                yield arc
    for cut in word.fused:
        yield from _fused(name, row[at], at, cut, reader)


def as_sense(
    row: Sequence[Token], at: int, last: int, start: int, stop: int, sense: Sense, how: str = GLOSS
) -> Arc | None:
    """A sense whose words stand at ``at`` one after the other, function words between them aside."""
    gains, end = [], at
    for rank, word in enumerate(sense.words):
        while rank and end < last and row[end].text in FUNCTION and row[end].text != word:
            end += 1
        if end >= last or (rank and row[end].gap is Gap.BREAK) or not same_root(row[end].text, word):
            return None
        gains.append(chance(row[end].text) - distance(row[end].text, word))
        end += 1
    gain = min(sum(gains), max(PHRASE_CAP, *gains)) if len(gains) > 1 else gains[0]
    step = Step(start, stop, row[at].start, row[end - 1].end, how)
    return Arc(end, start, stop, gain - sense.cost, NONE, (step,))


def _spelled(name: Name, token: Token, at: int, cut: Cut, start: int, reader: Reader) -> Arc | None:
    """The syllables of one word against characters in a row."""
    systems, total, misread, exact = NONE, SPELLED, -1, True
    for index, (syllable, _) in enumerate(cut.parts):
        cost, how = sound(name, start + index, syllable, reader)
        if how:
            exact = exact and not cost
            systems, mixing = common(systems, how)
            total += cost + mixing
        elif misread < 0 and len(cut.parts) >= SHORTEST_MISREAD:
            misread = index
            total += MISREAD + reader.models.syllables[syllable][1]
        else:
            return None
    if misread >= 0 and not (exact and systems & USUAL):
        return None
    total += _unlike_a_name(token, systems) + LONGER_CUT * (cut.longer and len(token.pieces) == 1)
    steps = tuple(_spelled_steps(token, cut, start, misread))
    return Arc(at + 1, start, start + len(steps), cut.chance - total, systems, steps)


def _spelled_steps(token: Token, cut: Cut, start: int, misread: int) -> Iterator[Step]:
    offset = 0
    for index, (syllable, _) in enumerate(cut.parts):
        first, last = token.at(offset), token.at(offset + len(syllable))
        yield Step(start + index, start + index + 1, first, last, MISSPELT if index == misread else SPELT)
        offset += len(syllable)


def _unlike_a_name(token: Token, systems: int) -> float:
    """What speaks against taking a word for a spelled name: no capital, or being an English word."""
    as_word = chance(token.text)
    english = as_word <= EVERYDAY_CHANCE and price(systems) > 0
    if not token.capital:
        return LOWER_SPELLED + (ORDINARY_RESPELLED if english else 0.0)
    if as_word > OPENING_CHANCE:
        return ORDINARY_SPELLED if english else 0.0
    return (ORDINARY_OPENING if token.first else ORDINARY_SPELLED) + (ORDINARY_SPELLED if english else 0.0)


def sound(name: Name, at: int, syllable: str, reader: Reader) -> tuple[float, int]:
    """What it costs that ``syllable`` spells character ``at``, and in which spellings (none when it cannot)."""
    sounds = name.sounds[at]
    exact = sounds.get(syllable)
    if exact is not None:
        return exact[1], exact[0]
    near = reader.near(name, at)
    found = min((near[family] for family in reader.families(syllable) if family in near), default=None)
    return (found[1] + CONFUSED, found[2]) if found else (0.0, NONE)


def _fused(name: Name, token: Token, at: int, cut: Cut, reader: Reader) -> Iterator[Arc]:
    """One word made of an English word and syllables, or of two English words, against characters in a row."""

    def go(index: int, stop: int, offset: int) -> Iterator[tuple[float, tuple[Step, ...], int]]:
        if index == len(cut.parts):
            yield 0.0, (), NONE
            return
        text, is_syllable = cut.parts[index]
        first, last = token.at(offset), token.at(offset + len(text))
        for end, cost, systems in _part(name, stop, text, reader, is_syllable=is_syllable):
            step = Step(stop, end, first, last, SPELT if is_syllable else GLOSS)
            for rest, steps, others in go(index + 1, end, offset + len(text)):
                both, mixing = common(systems, others)
                yield cost + rest + mixing, (step, *steps), both

    for start in range(len(name.source)):
        for cost, steps, systems in go(0, start, 0):
            yield Arc(at + 1, start, steps[-1].stop, cut.chance - cost - FUSED, systems, steps)


def _part(name: Name, at: int, text: str, reader: Reader, *, is_syllable: bool) -> Iterator[tuple[int, float, int]]:
    """Where a part of a run-together word that begins at character ``at`` ends, its cost, and its spellings."""
    if at >= len(name.source):
        return
    if is_syllable:
        cost, systems = sound(name, at, text, reader)
        if systems and cost < CONFUSED:
            yield at + 1, cost, systems
        return
    senses = {sense.unit: sense for sense in reversed(reader.senses(text)) if len(sense.words) == 1}
    for start, stop, unit in name.pieces:
        if start == at and unit in senses:
            yield stop, senses[unit].cost + distance(text, senses[unit].words[0]), NONE


def same_root(word: str, other: str) -> bool:
    """Whether two folded words are forms of one."""
    return word == other or root(word)[0] == root(other)[0]
