"""Which passages of a translation stand for which passages of its original.

A path of links through both texts, found by dynamic programming as Gale and Church (1993) do for sentences: passages
that belong together have lengths in proportion and share marks (numerals, Latin words, names). A mark that few passages
have tells more, so each is worth one over the number of passages that have it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import inf, log
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS: Final = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))  # passages of ours and of theirs that one link may hold
LINKED, MERGED, SKIPPED = 1.0, -0.7, -0.4  # worth of a link, of every passage beyond one a side, of one left alone
SPREAD: Final = 0.45  # standard deviation of the log of lengths that belong together; paragraphs vary by as much
WORST_LENGTH: Final = -4.0  # however unlike two lengths are, marks may outweigh them
LIKE: Final = 0.8  # log: up to e**0.8 = 2.2 times too long or short, lengths do not speak against a link
OWN: Final = 1.0  # what a mark is worth that one passage of either text has
ENOUGH: Final = 3  # such passages, for their lengths to tell how much longer one language is than the other
MOST: Final = 3  # passages in a link that may be sure
BAND: Final = 20  # passages off the diagonal that are looked at, at least; one in `SLANT` of a long text besides
SLANT: Final = 6


class Passage(NamedTuple):
    """A paragraph: its length in code points (above 0) and the marks by which its other version may be known."""

    length: int
    marks: frozenset[str] = frozenset()


class Link(NamedTuple):
    """Passages of ours and of theirs (indices, each run without gaps) that stand for each other.

    ``sure``: lengths agree, no side is cut in three, and a shared mark or the links on both sides say so too.
    """

    ours: range
    theirs: range
    sure: bool


def align(ours: Sequence[Passage], theirs: Sequence[Passage]) -> tuple[Link, ...]:
    """The best links, in order; a passage without one is in none."""
    if not ours or not theirs:
        return ()
    pairs = _pairs(ours, theirs)
    steps = _path(ours, theirs, pairs)
    ratio = _ratio(ours, theirs, pairs)
    agree = [
        len(mine) + len(other) <= MOST and abs(_drift(ours, theirs, mine, other, ratio)) <= LIKE
        for mine, other in steps
    ]
    marked = [any((i, j) in pairs for i in mine for j in other) for mine, other in steps]
    follows = [True, *(a[0].stop == b[0].start and a[1].stop == b[1].start for a, b in pairwise(steps)), True]
    return tuple(
        Link(mine, other, agree[at] and (marked[at] or (follows[at] and follows[at + 1])))
        for at, (mine, other) in enumerate(steps)
    )


def agreement(links: Sequence[Link], ours: Sequence[Passage], theirs: Sequence[Passage]) -> tuple[int, float]:
    """How many marks of our linked passages stand in those that they are linked to, and the share of all of theirs.

    Texts of two different things are linked by length alone, and share hardly a mark where they are. A passage without
    a link does not count: an original may be only the opening of the article.
    """
    shared = every = 0
    for link in links:
        there = frozenset[str]().union(*(theirs[at].marks for at in link.theirs))
        shared += sum(len(ours[at].marks & there) for at in link.ours)
        every += sum(len(ours[at].marks) for at in link.ours)
    return shared, shared / every if every else 0.0


def _ratio(ours: Sequence[Passage], theirs: Sequence[Passage], pairs: dict[tuple[int, int], float]) -> float:
    """How much longer ours are: as the whole texts are, unless one of them is only a part of what the other is.

    Passages that share a mark of their own tell that; a single one of them may be cut in two or three.
    """
    whole = sum(one.length for one in ours) / sum(one.length for one in theirs)
    known = [ours[mine].length / theirs[other].length for (mine, other), worth in pairs.items() if worth >= OWN]
    if len(known) < ENOUGH or abs(log(whole / median(known))) <= LIKE:
        return whole
    return median(known)


def _pairs(ours: Sequence[Passage], theirs: Sequence[Passage]) -> dict[tuple[int, int], float]:
    """What the shared marks of two passages are worth, where they share any."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(theirs):
        for mark in one.marks:
            places[mark].append(at)
    often = Counter(mark for one in ours for mark in one.marks)
    worth: dict[tuple[int, int], float] = defaultdict(float)
    for at, one in enumerate(ours):
        for mark in sorted(one.marks & places.keys()):
            for there in places[mark]:
                worth[at, there] += 1 / max(often[mark], len(places[mark]))
    return dict(worth)


def _drift(ours: Sequence[Passage], theirs: Sequence[Passage], mine: range, other: range, ratio: float) -> float:
    """The log of how much too long ``mine`` is for ``other``."""
    return log(sum(ours[at].length for at in mine) / (ratio * sum(theirs[at].length for at in other)))


def _path(
    ours: Sequence[Passage], theirs: Sequence[Passage], pairs: dict[tuple[int, int], float]
) -> list[tuple[range, range]]:
    ratio, size, width = _ratio(ours, theirs, pairs), len(ours), len(theirs)
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(size + 1)]  # [i][j]: worth, step of ours, theirs
    band = max(BAND, width // SLANT)
    for i in range(size + 1):
        middle = i * width // size
        for j in range(max(0, middle - band), min(width, middle + band) + 1):
            ways = [(0.0, 0, 0)] if i == j == 0 else []
            for a, b in ((1, 0), (0, 1), *STEPS):
                before = best[i - a].get(j - b) if i >= a and j >= b else None
                if before is not None:
                    gain = SKIPPED
                    if a and b:
                        mine, other = range(i - a, i), range(j - b, j)
                        drift = _drift(ours, theirs, mine, other, ratio) / SPREAD
                        marks = sum(pairs.get((x, y), 0.0) for x in mine for y in other)
                        gain = LINKED + MERGED * (a + b - 2) + max(WORST_LENGTH, -drift * drift / 2) + marks
                    ways.append((before[0] + gain, a, b))
            best[i][j] = max(ways, key=lambda way: way[0], default=(-inf, 0, 1))
    found = []
    i, j = size, width
    while i or j:
        _, a, b = best[i][j]
        if a and b:
            found.append((range(i - a, i), range(j - b, j)))
        i, j = i - a, j - b
    return found[::-1]
