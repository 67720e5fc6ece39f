"""How well one name explains some words, and by which steps: a search for the best path through the name's pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from retranslate.forecast.costs import (
    CAPITALS,
    COMMA,
    CONFUSED,
    FUNCTION_WORD,
    FUSED,
    GENERIC_WORD,
    LONGER_CUT,
    LOWER_SPELLED,
    MISREAD,
    MIXED_SPELLING,
    NO_CAPITALS,
    ORDINARY_OPENING,
    ORDINARY_RESPELLED,
    ORDINARY_SPELLED,
    PHRASE_CAP,
    REORDERED,
    REORDERED_BY_OF,
    SPELLED,
    SPELLED_ON,
    SPELLED_REORDERED,
    SPELLED_REST_DROPPED,
    SYSTEM,
    TRANSLATED_REST_DROPPED,
)
from retranslate.forecast.english import FUNCTION, GENERIC, distance, root
from retranslate.forecast.models import Name, Sense
from retranslate.forecast.reader import EVERYDAY_CHANCE, NEXT_OTHER_NAME, OPENING_CHANCE, OTHER_NAME, Cut, Known, Reader
from retranslate.forecast.tokens import Gap, Token

GLOSS, KEPT = "gloss", "kept"
MOST_BETWEEN: Final = 3  # words put between two pieces
SHORTEST_MISREAD: Final = 3  # syllables; in shorter words one that is misread leaves too little
USUAL: Final = "pinyin"  # the spelling in which one syllable may be misread
TURNING: Final = frozenset(("of", "for"))
FULL_COST: Final = 2.0  # from here up a dropped character is one that a spelled name would keep


class Step(NamedTuple):
    """Characters ``[start, stop)`` of the source became folded text ``[first, last)``; ``how`` says by which way."""

    start: int
    stop: int
    first: int
    last: int
    how: str


class Path(NamedTuple):
    """Words ``[first, last)`` of a block explained: ``score`` is log10 of how much likelier they are as this name."""

    score: float
    first: int
    last: int
    steps: tuple[Step, ...]
    dropped: tuple[int, ...]


class _Arc(NamedTuple):
    """What the words up to ``last`` (exclusive) can be: characters ``[start, stop)`` in a row."""

    last: int
    start: int
    stop: int
    gain: float
    system: str
    steps: tuple[Step, ...]


class _State(NamedTuple):
    """The best way so far to have used the characters of ``mask``, the last of them before ``stop``."""

    score: float
    first: int
    mask: int
    stop: int
    system: str
    steps: tuple[Step, ...]
    spelled_last: bool


def best(
    name: Name, row: Sequence[Token], known: Sequence[Known], reader: Reader, first: int, last: int
) -> Path | None:
    """The best path of ``name`` that begins and ends inside words ``[first, last)`` of ``row``, or None."""
    ends: dict[int, dict[tuple[int, int, str], _State]] = {}
    found: _State | None = None
    end, total = 0, 0.0
    for at in range(first, last):
        arcs = list(_arcs(name, row, known, reader, at, last))
        if not arcs:
            continue
        before = [_START, *_reachable(ends, row, at)]
        for arc in arcs:
            mask = (1 << arc.stop) - (1 << arc.start)
            for state in before:
                if state.mask & mask:
                    continue
                step = _joined(state, arc, at, mask, row)
                here = ends.setdefault(arc.last, {})
                key = (step.mask, step.stop, step.system)
                if key not in here or here[key].score < step.score:
                    here[key] = step
                    final = step.score + _whole(name, step, row, arc.last)
                    if found is None or final > total:
                        found, end, total = step, arc.last, final
    if found is None:
        return None
    dropped = tuple(at for at in range(len(name.source)) if not found.mask >> at & 1)
    return Path(total, found.first, end, found.steps, dropped)


_START: Final = _State(0.0, -1, 0, 0, "", (), False)


def _reachable(ends: dict[int, dict[tuple[int, int, str], _State]], row: Sequence[Token], at: int) -> Iterator[_State]:
    """States whose words end before word ``at``, paid for the words and marks between."""
    price = 0.0
    for end in range(at, max(-1, at - MOST_BETWEEN - 1), -1):
        if end < at:
            between = row[end].text
            if between in FUNCTION:
                price += FUNCTION_WORD
            elif between in GENERIC:
                price += GENERIC_WORD
            else:
                return
        gap = row[end].gap if end < len(row) else Gap.BREAK
        for state in ends.get(end, {}).values():
            if gap is not Gap.BREAK:
                adjacent = state.spelled_last and end == at
                yield state._replace(
                    score=state.score - price - (COMMA if gap is Gap.MARK else 0.0), spelled_last=adjacent
                )
        if gap is Gap.BREAK:
            return
        price += COMMA if gap is Gap.MARK else 0.0


def _joined(state: _State, arc: _Arc, at: int, mask: int, row: Sequence[Token]) -> _State:
    score = state.score + arc.gain
    system = state.system
    if arc.system:
        system, price = _with_system(system, arc.system)
        score -= price
        if state.spelled_last:
            score += SPELLED - SPELLED_ON - (OTHER_NAME - NEXT_OTHER_NAME)
    if state.mask and arc.start < state.stop:
        turned = at > 0 and row[at - 1].text in TURNING
        score -= SPELLED_REORDERED if arc.system else REORDERED_BY_OF if turned else REORDERED
    spelled = bool(arc.system) and all(step.how not in (GLOSS, KEPT) for step in arc.steps)
    first = state.first if state.mask else at
    return _State(score, first, state.mask | mask, arc.stop, system, state.steps + arc.steps, spelled)


def _with_system(used: str, more: str) -> tuple[str, float]:
    """The spelling of a name so far, with that of more of it. Most syllables are the same in all: one price will do."""
    if more == used or (used and more == USUAL):
        return used, 0.0
    if used in ("", USUAL):
        return more, SYSTEM[more]
    return used, MIXED_SPELLING


def _whole(name: Name, state: _State, row: Sequence[Token], end: int) -> float:
    """What the form as a whole adds: characters left out, capitals of a translated one."""
    missing = [cost for at, cost in enumerate(name.drops) if not state.mask >> at & 1]
    total = -sum(missing)
    hows = {step.how for step in state.steps}
    translated = hows <= {GLOSS, KEPT}
    if missing and max(missing) >= FULL_COST and (translated or hows.isdisjoint((GLOSS, KEPT))):
        total -= TRANSLATED_REST_DROPPED if translated else SPELLED_REST_DROPPED
    if translated:
        total -= CAPITALS if capitals(row[state.first : end]) else NO_CAPITALS
    return total


def capitals(words: Sequence[Token]) -> bool:
    """Whether the content words among ``words`` have capitals that mark them as a name."""
    content = [word for word in words if word.text not in FUNCTION]
    return all(word.capital for word in content) and any(word.telling for word in content)


def _arcs(
    name: Name, row: Sequence[Token], known: Sequence[Known], reader: Reader, at: int, last: int
) -> Iterator[_Arc]:
    word = known[at]
    for start, stop, unit in name.pieces:
        how = KEPT if name.source[start:stop].isascii() else GLOSS  # Latin letters and figures stay as they are
        for sense in word.senses.get(unit, ()):
            arc = as_sense(row, known, at, last, start, stop, sense, how)
            if arc is not None:
                yield arc
    for cut in word.spelled:
        for start in range(len(name.source) - len(cut.parts) + 1):
            arc = _spelled(name, row[at], at, cut, start, word, reader)
            if arc is not None:
                yield arc
    for cut in word.fused:
        yield from _fused(name, row[at], at, cut, reader)


def as_sense(
    row: Sequence[Token],
    known: Sequence[Known],
    at: int,
    last: int,
    start: int,
    stop: int,
    sense: Sense,
    how: str = GLOSS,
) -> _Arc | None:
    """A sense whose words stand at ``at`` one after the other, function words between them aside."""
    gains, end = [], at
    for rank, word in enumerate(sense.words):
        while rank and end < last and row[end].text in FUNCTION and row[end].text != word:
            end += 1
        if end >= last or (rank and row[end].gap is Gap.BREAK) or not same_root(row[end].text, word):
            return None
        gains.append(known[end].chance - distance(row[end].text, word))
        end += 1
    gain = min(sum(gains), max(PHRASE_CAP, *gains)) if len(gains) > 1 else gains[0]
    step = Step(start, stop, row[at].start, row[end - 1].end, how)
    return _Arc(end, start, stop, gain - sense.cost, "", (step,))


def _spelled(name: Name, token: Token, at: int, cut: Cut, start: int, word: Known, reader: Reader) -> _Arc | None:
    """The syllables of one word against characters in a row."""
    total, system, offset, other = SPELLED + LONGER_CUT * (cut.longer and len(token.pieces) == 1), "", 0, False
    hows: list[str] = []
    for index, (syllable, _) in enumerate(cut.parts):
        cost, how = sound(name, start + index, syllable, reader)
        if not how:
            if len(cut.parts) < SHORTEST_MISREAD or "" in hows:
                return None
            cost = MISREAD + reader.models.syllables[syllable][1]
        other = other or (bool(how) and cost > 0)
        total += cost
        if how:
            system, price = _with_system(system, how)
            total += price if price == MIXED_SPELLING else 0.0
        hows.append(how)
    if "" in hows and (other or system != USUAL):
        return None
    steps = []
    for index, (how, (syllable, _)) in enumerate(zip(hows, cut.parts, strict=True), start):
        first, last = token.at(offset), token.at(offset + len(syllable))
        steps.append(Step(index, index + 1, first, last, how or f"{system}, misread"))
        offset += len(syllable)
    total += _unlike_a_name(token, word, system)
    return _Arc(at + 1, start, start + len(steps), cut.chance - total, system, tuple(steps))


def _unlike_a_name(token: Token, word: Known, system: str) -> float:
    """What speaks against taking a word for a spelled name: no capital, or being an English word."""
    respelled = ORDINARY_RESPELLED if SYSTEM[system] and word.chance <= EVERYDAY_CHANCE else 0.0
    if not token.capital:
        return respelled + LOWER_SPELLED
    if word.chance > OPENING_CHANCE:
        return respelled
    return respelled + (ORDINARY_OPENING if token.first else ORDINARY_SPELLED)


def sound(name: Name, at: int, syllable: str, reader: Reader) -> tuple[float, str]:
    """What it costs that ``syllable`` spells character ``at``, and in which spelling ("" when it cannot)."""
    sounds = name.sounds[at]
    exact = sounds.get(syllable)
    if exact is not None:
        return exact[1], exact[0]
    families = reader.families(syllable)
    for one, (system, cost) in sounds.items() if families else ():
        if any(family in families for family in reader.families(one)):
            return cost + CONFUSED, system
    return 0.0, ""


def _fused(name: Name, token: Token, at: int, cut: Cut, reader: Reader) -> Iterator[_Arc]:
    """One word made of an English word and syllables, or of two English words, against characters in a row."""

    def go(index: int, stop: int, offset: int) -> Iterator[tuple[float, tuple[Step, ...], str]]:
        if index == len(cut.parts):
            yield 0.0, (), ""
            return
        text, is_syllable = cut.parts[index]
        first, last = token.at(offset), token.at(offset + len(text))
        for end, cost, how in _part(name, stop, text, reader, is_syllable=is_syllable):
            for rest, steps, system in go(index + 1, end, offset + len(text)):
                yield cost + rest, (Step(stop, end, first, last, how), *steps), how if is_syllable else system

    for start in range(len(name.source)):
        for cost, steps, system in go(0, start, 0):
            yield _Arc(at + 1, start, steps[-1].stop, cut.chance - cost - FUSED, system, steps)


def _part(name: Name, at: int, text: str, reader: Reader, *, is_syllable: bool) -> Iterator[tuple[int, float, str]]:
    if at >= len(name.source):
        return
    if is_syllable:
        cost, how = sound(name, at, text, reader)
        if how and cost < CONFUSED:
            yield at + 1, cost, how
        return
    senses = {sense.unit: sense for sense in reversed(reader.senses(text)) if len(sense.words) == 1}
    for start, stop, unit in name.pieces:
        if start == at and unit in senses:
            yield stop, senses[unit].cost + distance(text, senses[unit].words[0]), GLOSS


def same_root(word: str, other: str) -> bool:
    """Whether two folded words are forms of one."""
    return word == other or root(word)[0] == root(other)[0]
