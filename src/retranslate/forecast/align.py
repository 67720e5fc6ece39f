"""How well one name explains some words, and by which steps: a search for the best path through the name's pieces."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from retranslate.forecast.arcs import GLOSS, KEPT, MISSPELT, SPELT, Arc, Step
from retranslate.forecast.arcs import arcs as arcs_at
from retranslate.forecast.costs import (
    CAPITALS,
    COMMA,
    COMMA_IN_WORDS,
    FUNCTION_WORD,
    GENERIC_WORD,
    NO_CAPITALS,
    REORDERED,
    REORDERED_IN_ENGLISH,
    SMALL_VERB,
    SPELLED,
    SPELLED_ON,
    SPELLED_REORDERED,
    SPELLED_REST_DROPPED,
    TRANSLATED_REST_DROPPED,
)
from retranslate.forecast.english import FUNCTION, GENERIC
from retranslate.forecast.models import Name
from retranslate.forecast.reader import NEXT_OTHER_NAME, OTHER_NAME, Known, Reader
from retranslate.forecast.systems import NONE, common, label, price
from retranslate.forecast.tokens import Gap, Token
from retranslate.text.speech import mostly

MOST_BETWEEN: Final = 3  # words put between two pieces
TURNING: Final = frozenset(("of", "for"))
INFLECTED_VERB: Final = "zd"  # parts of speech: sends; sent
FULL_COST: Final = 2.0  # from here up a dropped character is one that a spelled name would keep


class Path(NamedTuple):
    """Words ``[first, last)`` of a block explained: ``score`` is log10 of how much likelier they are as this name."""

    score: float
    first: int
    last: int
    steps: tuple[Step, ...]
    dropped: tuple[int, ...]


class _State(NamedTuple):
    """The best way so far to have used the characters of ``mask``, the last of them before ``stop``."""

    score: float
    first: int
    mask: int
    stop: int
    systems: int
    steps: tuple[Step, ...]
    spelled_last: bool


def best(
    name: Name, row: Sequence[Token], known: Sequence[Known], reader: Reader, first: int, last: int
) -> Path | None:
    """The best path of ``name`` that begins and ends inside words ``[first, last)`` of ``row``, or None."""
    ends: dict[int, dict[tuple[int, int, int], _State]] = {}
    found: _State | None = None
    end, total = 0, 0.0
    for at in range(first, last):
        arcs = list(arcs_at(name, row, known, reader, at, last))
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
                key = (step.mask, step.stop, step.systems)
                if key not in here or here[key].score < step.score:
                    here[key] = step
                    final = step.score + _whole(name, step, row, arc.last)
                    if found is None or final > total:
                        found, end, total = step, arc.last, final
    if found is None:
        return None
    dropped = tuple(at for at in range(len(name.source)) if not found.mask >> at & 1)
    return Path(total, found.first, end, tuple(_labelled(found)), dropped)


_START: Final = _State(0.0, -1, 0, 0, NONE, (), False)


def _reachable(ends: dict[int, dict[tuple[int, int, int], _State]], row: Sequence[Token], at: int) -> Iterator[_State]:
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


def _labelled(state: _State) -> Iterator[Step]:
    """The steps, spelled ones by the name of the spelling that they turned out to share."""
    names = {SPELT: label(state.systems), MISSPELT: f"{label(state.systems)}, misread"}
    for step in state.steps:
        yield step._replace(how=names.get(step.how, step.how))


def _joined(state: _State, arc: Arc, at: int, mask: int, row: Sequence[Token]) -> _State:
    score = state.score + arc.gain
    systems, mixing = common(state.systems, arc.systems)
    score -= mixing + price(systems) - price(state.systems)
    if arc.systems and state.spelled_last:
        score += SPELLED - SPELLED_ON - (OTHER_NAME - NEXT_OTHER_NAME)
    if state.mask and arc.start < state.stop:
        turned = (at > 0 and row[at - 1].text in TURNING) or row[at].text.isdecimal() or len(row[at].text) == 1
        score -= SPELLED_REORDERED if arc.systems else REORDERED_IN_ENGLISH if turned else REORDERED
    spelled = all(step.how not in (GLOSS, KEPT) for step in arc.steps)
    first = state.first if state.mask else at
    return _State(score, first, state.mask | mask, arc.stop, systems, state.steps + arc.steps, spelled)


def _whole(name: Name, state: _State, row: Sequence[Token], end: int) -> float:
    """What the form as a whole adds: characters left out, a verb beside the name, capitals of a translated one."""
    missing = [cost for at, cost in enumerate(name.drops) if not state.mask >> at & 1]
    total = -sum(missing)
    hows = {step.how for step in state.steps}
    translated = hows <= {GLOSS, KEPT}
    if missing and max(missing) >= FULL_COST and (translated or hows.isdisjoint((GLOSS, KEPT))):
        total -= TRANSLATED_REST_DROPPED if translated else SPELLED_REST_DROPPED
    if verb_outside(row[state.first : end]):
        total -= SMALL_VERB
    if translated and capitals(row[state.first : end]):
        total -= CAPITALS
    elif translated:
        total -= NO_CAPITALS
        total -= COMMA_IN_WORDS * any(word.gap is Gap.MARK for word in row[state.first + 1 : end])
    return total


def verb_outside(words: Sequence[Token]) -> bool:
    """Whether the first or last word is a small inflected verb, and another word has a capital: no name bends so."""
    outside = [word for word in (words[0], words[-1]) if not word.capital]
    if not any(mostly(word.text, INFLECTED_VERB) and word.text not in GENERIC for word in outside):
        return False
    return any(word.capital for word in words)


def capitals(words: Sequence[Token]) -> bool:
    """Whether the content words among ``words`` have capitals that mark them as a name."""
    content = [word for word in words if word.text not in FUNCTION and not word.text.isdecimal()]
    return all(word.capital for word in content) and any(word.telling for word in content)
