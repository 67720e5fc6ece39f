"""Spans and ranges side by side: which touch, which may stand together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retranslate.model import Span


class Spanned(Protocol):
    """Anything that stands at a span of a document."""

    @property
    def span(self) -> Span:
        """Where it stands."""


T = TypeVar("T", bound=Spanned)


def merge(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """``ranges`` in order, those that overlap or touch made one, empty ones left out."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def touches(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``[start, end)`` shares a place with one of ``ranges`` (merged); an empty one when it lies inside."""
    at = bisect_right(ranges, start, key=lambda range_: range_[1])
    return at < len(ranges) and (ranges[at][0] < end if start < end else ranges[at][0] < start)


def covers(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``[start, end)`` lies whole inside one of ``ranges`` (merged)."""
    at = bisect_left(ranges, end, key=lambda range_: range_[1])
    return at < len(ranges) and ranges[at][0] <= start


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.block == other.block and one.start < other.end and other.start < one.end


def apart(items: Iterable[T]) -> tuple[T, ...]:
    """Of ``items``, given in order of precedence, those that overlap none before them; in document order."""
    taken: dict[int, list[T]] = {}
    for item in items:
        there = taken.setdefault(item.span.block, [])
        at = bisect_right(there, item.span.start, key=lambda one: one.span.end)
        if at == len(there) or there[at].span.start >= item.span.end:
            there.insert(at, item)
    return tuple([item for block in sorted(taken) for item in taken[block]])


def overlapping(items: Sequence[T], span: Span) -> Sequence[T]:
    """Those of ``items`` (in document order, without overlaps) that share a character with ``span``."""
    first = bisect_right(items, (span.block, span.start), key=lambda one: (one.span.block, one.span.end))
    last = bisect_left(items, (span.block, span.end), key=lambda one: (one.span.block, one.span.start))
    return items[first:last]
