"""What stands now where each piece of the first text stood: one alignment of tokens, free of ids and dates.

The first text is a row of `Part` values: tokens that no edit concerns, and slots, one an edit. The reviewed text is a
row of tokens, each with the mark of the pending revision of ours that holds it. The cheapest alignment is found by
dynamic programming over (part, token), as in sequence alignment by Needleman and Wunsch, with slots that take what
suits them for nothing. Costs are in "words the editor must have touched".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retranslate.model import Mark

BREAK = "\n\N{PILCROW SIGN}"  # between two paragraphs
_TOKEN = re.compile(r"\s|[^\W_]+|.", re.DOTALL)
_BLANK = 0.2  # a blank or a paragraph break that came or went
_WORD = 1.0
_SLOT_WORD = 0.9  # a word written in an edit's place: a little likelier than one written beside it
_SLOT_EMPTY = 1.5  # an edit of which nothing is left


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


class Place(NamedTuple):
    """What the alignment says of one part: ``[start, end)`` of the reviewed tokens, and whether it was matched."""

    start: int
    end: int
    matched: bool


def tokens(text: str, mark: Mark = Mark.NONE) -> Iterator[Token]:
    """The tokens of ``text``, together the whole of it."""
    return (Token(found, mark) for found in _TOKEN.findall(text))


def align(parts: Sequence[Part], current: Sequence[Token]) -> list[Place]:
    """Where each part stands in ``current``. Time and memory grow with the product of the two lengths."""
    width = len(current) + 1
    inserting = [0.0]
    for token in current:
        inserting.append(inserting[-1] + (token.cost if token.mark is Mark.NONE else _WORD))
    best = inserting[:]
    steps: list[list[int]] = []  # for each part and end: where the part began
    before_extra: list[list[int]] = []  # ... and where the tokens written before it began
    for part in parts:
        arrived, began = _slot(part, best, current) if part.slot is not None else _common(part, best, current)
        extra = list(range(width))
        for at in range(1, width):  # tokens written after this part
            cost = arrived[at - 1] + inserting[at] - inserting[at - 1]
            if cost < arrived[at] - 1e-9:
                arrived[at] = cost
                extra[at] = extra[at - 1]
        steps.append(began)
        before_extra.append(extra)
        best = arrived
    return _trace(parts, current, steps, before_extra)


def _common(part: Part, best: list[float], current: Sequence[Token]) -> tuple[list[float], list[int]]:
    arrived = [cost + part.token.cost for cost in best]  # the token is gone
    began = list(range(len(best)))
    for at, token in enumerate(current, 1):
        if token == part.token and best[at - 1] < arrived[at]:
            arrived[at] = best[at - 1]
            began[at] = at - 1
    return arrived, began


def _slot(part: Part, best: list[float], current: Sequence[Token]) -> tuple[list[float], list[int]]:
    width = len(best)
    arrived = [cost + _SLOT_EMPTY for cost in best]
    began = list(range(width))
    inside, since = best[0], 0  # the cheapest way to stand inside the slot, and where it was entered
    for at, token in enumerate(current, 1):
        step = 0.0 if token.mark is not Mark.NONE else _SLOT_WORD * token.cost
        inside += step
        if inside < arrived[at]:
            arrived[at], began[at] = inside, since
        if best[at] < inside:
            inside, since = best[at], at
    for spelling in (part.before, part.after):
        for start in _found(spelling, current):
            end = start + len(spelling)
            if best[start] <= arrived[end]:
                arrived[end], began[end] = best[start], start
    return arrived, began


def _found(spelling: tuple[str, ...], current: Sequence[Token]) -> Iterator[int]:
    """Where ``spelling`` stands in ``current``, held by no revision of ours."""
    length = len(spelling)
    for start in range(len(current) - length + 1):
        if all(current[start + k].text == spelling[k] and current[start + k].mark is Mark.NONE for k in range(length)):
            yield start


def _trace(
    parts: Sequence[Part], current: Sequence[Token], steps: list[list[int]], extras: list[list[int]]
) -> list[Place]:
    places: list[Place] = []
    at = len(current)
    for part, began, extra in zip(reversed(parts), reversed(steps), reversed(extras), strict=True):
        end = extra[at]
        start = began[end]
        places.append(Place(start, end, part.slot is not None or start < end))
        at = start
    places.reverse()
    return places
