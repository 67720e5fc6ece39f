"""What stands now where each piece of the first text stood: one alignment of tokens, free of ids and dates.

The first text is a row of `Part` values: tokens that no edit concerns, and slots, one an edit. The reviewed text is a
row of tokens, each with the mark of the pending revision of ours that holds it. The cheapest alignment is found by
dynamic programming over (part, token), as in sequence alignment by Needleman and Wunsch, with slots that take what
suits them for nothing. Costs are in "words the editor must have touched".
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import add, sub
from typing import Final, NamedTuple

from retranslate.model import Mark
from retranslate.text.words import HAN

BREAK: Final = "\n\N{PILCROW SIGN}"  # between two paragraphs
_TOKEN: Final = re.compile(rf"\s|[{HAN}]|[^\W_{HAN}]+|.", re.DOTALL)
_BLANK: Final = 0.2  # a blank or a paragraph break that came or went
_WORD: Final = 1.0
_SLOT_EMPTY: Final = 1.0  # an edit of which nothing is left
_SLOT_STRANGE: Final = 1.0  # a word in an edit's place that is neither side's: as likely as one beside it
_SLOT_TO_BE_EMPTY: Final = 1.1  # ... and less likely where nothing was to stand
_SLOT_ONE_SIDE: Final = 0.5  # a word of one of the two spellings, which is not there as a whole
_SLOT_BOTH: Final = 0.1  # a word that both spellings have
_NEARLY: Final = 1e-9
_MORE: Final = 4  # tokens that may stand in a slot besides its two spellings
_SURE: Final = 0.9  # a reading that so many more words speak for than for any other is the editor's


class Token(NamedTuple):
    """A word, a blank, any other character, or `BREAK`."""

    text: str
    mark: Mark = Mark.NONE

    @property
    def cost(self) -> float:
        """What it costs that this token came or went."""
        return _BLANK if self.text.isspace() or self.text == BREAK else _WORD


@dataclass(frozen=True, slots=True)
class Part:
    """One token of the first text (``slot`` None), or the slot of edit number ``slot`` with both its spellings."""

    token: Token
    slot: int | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All that may stand here, of both spellings."""
        return (self.token.text,) if self.slot is None else self.before + self.after

    @property
    def anonymous(self) -> Part:
        """The part without the number of its edit."""
        return self if self.slot is None else replace(self, slot=0)

    def holds(self, token: Token) -> bool:
        """Whether ``token``, which hangs in a revision of ours, may be of this slot's."""
        return token.text in (self.before if token.mark is Mark.DELETED else self.after)

    @property
    def mirrored(self) -> Part:
        """The part as it is read from the end."""
        return self if self.slot is None else replace(self, before=self.before[::-1], after=self.after[::-1])

    @property
    def stake(self) -> float:
        """What tells the two spellings apart, in words."""
        one, other = Counter(self.before), Counter(self.after)
        return sum(Token(text).cost for text in ((one - other) + (other - one)).elements())

    def reads(self, row: Sequence[Token]) -> tuple[str, ...] | None:
        """Which of the two spellings ``row`` is or holds (blanks aside, unless they are what differs), or None."""
        if any(token.mark is not Mark.NONE for token in row):
            return None
        whole = tuple(token.text for token in row)
        if whole in (self.before, self.after):
            return whole
        bare, sides = _bare(whole), {_bare(side): side for side in (self.before, self.after)}
        if len(sides) == 1:
            return None
        held = [side for side in sides if side == bare or (side and _holds(bare, side))]
        return sides[max(held, key=len)] if held else None

    def inside(self, token: Token) -> float:
        """What it costs that ``token`` stands in this slot, where neither spelling stands as a whole."""
        if token.mark is not Mark.NONE:
            return 0.0 if self.holds(token) else _WORD
        if token.cost == _BLANK:
            return _BLANK
        sides = (token.text in self.before) + (token.text in self.after)
        strange = _SLOT_STRANGE if self.after else _SLOT_TO_BE_EMPTY
        return (strange, _SLOT_ONE_SIDE, _SLOT_BOTH)[sides] * token.cost


class Place(NamedTuple):
    """What the alignment says of one part: ``[start, end)`` of the reviewed tokens, and whether it was matched.

    ``contested``: the part is a slot, and another verdict on it would ask hardly more of the editor.
    """

    start: int
    end: int
    matched: bool
    contested: bool = False


def _bare(texts: Sequence[str]) -> tuple[str, ...]:
    """``texts`` without blanks, and without a paragraph's end at either end."""
    words = tuple(text for text in texts if not text.isspace())
    while words and words[0] == BREAK:
        words = words[1:]
    while words and words[-1] == BREAK:
        words = words[:-1]
    return words


def _holds(row: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(row[at : at + len(part)] == part for at in range(len(row) - len(part) + 1))


def tokens(text: str, mark: Mark = Mark.NONE) -> Iterator[Token]:
    """The tokens of ``text``, together the whole of it."""
    return (Token(found, mark) for found in _TOKEN.findall(text))


def joined(pieces: Iterable[tuple[str, Mark]]) -> list[tuple[str, Mark]]:
    """``pieces`` of a paragraph with neighbours of one mark put together: applications cut runs anywhere."""
    made: list[tuple[str, Mark]] = []
    for text, mark in pieces:
        if made and made[-1][1] is mark:
            made[-1] = (made[-1][0] + text, mark)
        else:
            made.append((text, mark))
    return made


def row(pieces: Iterable[tuple[str, Mark]]) -> tuple[Token, ...]:
    """The tokens of a paragraph."""
    return tuple([token for text, mark in joined(pieces) for token in tokens(text, mark)])


def align(parts: Sequence[Part], current: Sequence[Token], *, somewhere: bool = False) -> list[Place]:
    """Where each part stands in ``current``; ``somewhere`` in it: what stands before and after them all costs nothing.

    Time and memory grow with the product of the two lengths.
    """
    steps, before, costs = _forward(parts, current, somewhere=somewhere)
    end = min(range(len(costs)), key=costs.__getitem__) if somewhere else len(current)
    places = _trace(parts, steps, end)
    _, behind, _ = _forward([part.mirrored for part in reversed(parts)], current[::-1], somewhere=somewhere)
    standing = _standing(current)
    for number, reached in before.items():
        left = behind[len(parts) - 1 - number][::-1]
        alone = all(part.token.text == BREAK for part in (*parts[:number][-1:], *parts[number + 1 :][:1]))
        rivals = _readings(parts[number], current, standing, (reached, left), costs[end], alone=alone)
        places[number] = places[number]._replace(contested=len(rivals) > 1)
    return places


_Ends = tuple[list[float], Sequence[int]]  # what it costs to end a part at each place, and how many tokens it has then


class _Step(NamedTuple):
    """Of one part: the cost of ending it at each place, less the cost of writing all up to there; where it began."""

    relative: array[float]
    began: Sequence[int]  # how many tokens before its end


def _forward(
    parts: Sequence[Part], current: Sequence[Token], *, somewhere: bool
) -> tuple[list[_Step], dict[int, array[float]], list[float]]:
    """Each part's step; what it costs to reach each slot at each place; and what all parts cost up to each place."""
    standing = _standing(current)
    inserting = [0.0, *accumulate(_WORD if token.mark is not Mark.NONE else token.cost for token in current)]
    best = [0.0] * len(inserting) if somewhere else inserting
    steps: list[_Step] = []
    reached: dict[int, array[float]] = {}
    for number, part in enumerate(parts):
        if part.slot is None:
            arrived, began = _common(part.token, best, standing)
        else:
            reached[number] = array("d", best)
            arrived, began = _slot(part, best, current, standing)
        relative = array("d", map(sub, arrived, inserting))  # so that tokens written after the part cost nothing
        steps.append(_Step(relative, began))
        best = list(map(add, accumulate(relative, min), inserting))
    return steps, reached, best


def _standing(current: Sequence[Token]) -> dict[str, list[int]]:
    """Where each word stands that is held by no revision of ours."""
    standing: dict[str, list[int]] = {}
    for at, token in enumerate(current):
        if token.mark is Mark.NONE:
            standing.setdefault(token.text, []).append(at)
    return standing


def _readings(
    part: Part,
    current: Sequence[Token],
    standing: dict[str, list[int]],
    around: tuple[Sequence[float], Sequence[float]],
    least: float,
    *,
    alone: bool,
) -> set[tuple[str, ...] | None]:
    """The spellings of a slot (None: neither) that the cheapest alignments read, or others nearly as cheap.

    ``around`` is what all before and all behind the slot costs, at each place; ``least`` the cheapest of all.
    Where the slot is ``alone`` in its paragraph, what is written over it is one too.
    """
    before, behind = around
    most = least + _SURE * min(part.stake, 1.0)
    found: set[tuple[str, ...] | None] = set()
    for spelling in {part.before, part.after}:
        if any(before[at] + behind[at + len(spelling)] <= most for at in _found(spelling, current, standing)):
            found.add(spelling)
    if part.before and part.after and any(a + b + _SLOT_EMPTY <= most for a, b in zip(before, behind, strict=True)):
        found.add(None)
    longest = len(part.before) + len(part.after) + _MORE
    for start, cost in enumerate(before[:-1]):
        if cost + behind[start] - longest * _WORD > most:
            continue  # too far from where the slot can be for any word more to make up for it
        for end in range(start, min(start + longest, len(current))):
            cost += part.inside(current[end])
            if cost + behind[end + 1] <= most:
                reading = part.reads(current[start : end + 1])
                if reading is not None or not alone or _is_apart(current, start, end):
                    found.add(reading)
    return found


def _is_apart(current: Sequence[Token], first: int, last: int) -> bool:
    """Whether paragraphs begin with token ``first`` and end with token ``last``, or something there is pending."""
    if any(token.mark is not Mark.NONE for token in current[first : last + 1]):
        return True
    edges = (current[max(first - 1, 0) : first + 1], current[last : last + 2])
    return all(len(edge) < 2 or BREAK in (edge[0].text, edge[1].text) for edge in edges)


def _common(token: Token, best: Sequence[float], standing: dict[str, list[int]]) -> _Ends:
    gone = token.cost
    arrived = [cost + gone for cost in best]
    length = bytearray(len(best))
    for at in standing.get(token.text, ()):
        if best[at] < arrived[at + 1] + _NEARLY:
            arrived[at + 1] = best[at]
            length[at + 1] = 1
    return arrived, length


def _slot(part: Part, best: Sequence[float], current: Sequence[Token], standing: dict[str, list[int]]) -> _Ends:
    arrived = [cost + _SLOT_EMPTY for cost in best]
    length = array("L", bytes(array("L").itemsize * len(best)))
    inside, since = best[0], 0  # the cheapest way to stand inside the slot, and where it was entered
    for at, token in enumerate(current, 1):
        inside += part.inside(token)
        if inside < arrived[at]:
            arrived[at], length[at] = inside, at - since
        if best[at] < inside:
            inside, since = best[at], at
    for spelling in (part.before, part.after):
        for start in _found(spelling, current, standing):
            end = start + len(spelling)
            if best[start] <= arrived[end] + _NEARLY:
                arrived[end], length[end] = best[start], len(spelling)
    return arrived, length


def _found(spelling: tuple[str, ...], current: Sequence[Token], standing: dict[str, list[int]]) -> Iterable[int]:
    """Where ``spelling`` stands in ``current``, held by no revision of ours."""
    if not spelling:
        return range(len(current) + 1)
    wanted = [Token(text) for text in spelling]
    starts = standing.get(spelling[0], ())
    return [start for start in starts if list(current[start : start + len(wanted)]) == wanted]


def _trace(parts: Sequence[Part], steps: Sequence[_Step], at: int) -> list[Place]:
    places: list[Place] = []
    for part, step in zip(reversed(parts), reversed(steps), strict=True):
        least = min(step.relative[: at + 1]) + _NEARLY
        end = next(place for place in range(at, -1, -1) if step.relative[place] <= least)
        start = end - step.began[end]
        places.append(Place(start, end, part.slot is not None or start < end))
        at = start
    places.reverse()
    return places
