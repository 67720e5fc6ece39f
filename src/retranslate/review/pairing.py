"""Which reviewed paragraphs can only stand for which blocks, so that the rest is small enough to compare by words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from retranslate.model import Mark
from retranslate.review.align import Part, Token

_RARE: Final = 10  # a word that stands in no more different blocks than this can tell a block
LARGEST: Final = 4_000_000  # cells of one alignment: about a second and 50 MB


class Gap(NamedTuple):
    """Blocks and reviewed paragraphs, by index, that are to be compared with each other and nothing else.

    ``moved``: the paragraph does not stand where the block stood.
    """

    blocks: tuple[int, ...]
    paragraphs: tuple[int, ...]
    moved: bool = False


def gaps(blocks: Sequence[Sequence[Part]], paragraphs: Sequence[Sequence[Token]]) -> Iterator[Gap]:
    """Every block and every paragraph, each in one gap.

    A paragraph that is a block with each edit accepted, rejected or pending is a gap of its own with it, wherever it
    stands now (it may have been moved); what lies between two such pairs that keep their order is one gap.
    """
    pairs = _pairs(blocks, paragraphs)
    steady = _steady(pairs)
    for block, paragraph in pairs:
        yield Gap((block,), (paragraph,), moved=(block, paragraph) not in steady)
    taken_blocks, taken_paragraphs = {one for one, _ in pairs}, {one for _, one in pairs}
    from_block = from_paragraph = 0
    for block, paragraph in [*sorted(steady), (len(blocks), len(paragraphs))]:
        gap = Gap(
            tuple(index for index in range(from_block, block) if index not in taken_blocks),
            tuple(index for index in range(from_paragraph, paragraph) if index not in taken_paragraphs),
        )
        if gap.blocks or gap.paragraphs:
            yield from _cut(gap, blocks, paragraphs)
        from_block, from_paragraph = block + 1, paragraph + 1


def fits(parts: Sequence[Part], row: Sequence[Token]) -> bool:
    """Whether ``row`` is ``parts`` with each slot accepted, rejected or (with anything marked in it) pending."""
    reached = {0}
    for part in parts:
        following: set[int] = set()
        for at in reached:
            if part.slot is None:
                if at < len(row) and row[at] == part.token:
                    following.add(at + 1)
                continue
            following.update(at + len(words) for words in (part.before, part.after) if _reads(words, row, at))
            following.update(_pending(part, row, at))
        if not following:
            return False
        reached = following
    return len(row) in reached


def _reads(words: tuple[str, ...], row: Sequence[Token], at: int) -> bool:
    found = row[at : at + len(words)]
    return tuple(token.text for token in found) == words and all(token.mark is Mark.NONE for token in found)


def _pending(part: Part, row: Sequence[Token], at: int) -> Iterator[int]:
    """Where the slot may end if it is wholly pending: its deleted side reads as before, its inserted side as after."""
    sides: dict[Mark, list[str]] = {Mark.DELETED: [], Mark.INSERTED: []}
    longest = len(part.before) + len(part.after)
    for end in range(at + 1, min(at + longest, len(row)) + 1):
        token = row[end - 1]
        for mark in sides if token.mark is Mark.NONE else (token.mark,):
            sides[mark].append(token.text)
        marked = any(one.mark is not Mark.NONE for one in row[at:end])
        if marked and tuple(sides[Mark.DELETED]) == part.before and tuple(sides[Mark.INSERTED]) == part.after:
            yield end


def _pairs(blocks: Sequence[Sequence[Part]], paragraphs: Sequence[Sequence[Token]]) -> list[tuple[int, int]]:
    """The blocks that only one paragraph can be, with it, in the order of the blocks.

    Blocks that are the same, edits and all, are paired in order with the paragraphs that fit them and nothing else, if
    these are as many.
    """
    kinds: dict[tuple[Part, ...], list[int]] = {}  # blocks that are the same but for the numbers of their edits
    for index, parts in enumerate(blocks):
        kinds.setdefault(tuple(part.anonymous for part in parts), []).append(index)
    where: dict[str, set[tuple[Part, ...]]] = {}
    for kind in kinds:
        for word in {word for part in kind for word in part.words}:
            where.setdefault(word, set()).add(kind)
    found: dict[tuple[Part, ...], list[int]] = {}
    for index, row in enumerate(paragraphs):
        fitting = _fitting(row, where)
        if len(fitting) == 1:
            found.setdefault(fitting[0], []).append(index)
    return sorted(
        pair
        for kind, fits in found.items()
        if len(fits) == len(kinds[kind])
        for pair in zip(kinds[kind], fits, strict=True)
    )


def _fitting(row: Sequence[Token], where: dict[str, set[tuple[Part, ...]]]) -> list[tuple[Part, ...]]:
    """The kinds of blocks that ``row`` may be; none where it has no word that tells."""
    words = {token.text for token in row}
    telling = [where[word] for word in words if len(where.get(word, ())) <= _RARE and word in where]
    if not telling or not words <= where.keys():
        return []
    return [kind for kind in set.intersection(*telling) if fits(kind, row)]


def _steady(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most pairs whose paragraphs keep the order of the blocks: a longest increasing subsequence."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, (_, paragraph) in enumerate(pairs):
        at = bisect_left(ends, paragraph)
        before.append(last[at - 1] if at else None)
        ends[at : at + 1] = [paragraph]
        last[at : at + 1] = [index]
    chain: set[tuple[int, int]] = set()
    step = last[-1] if last else None
    while step is not None:
        chain.add(pairs[step])
        step = before[step]
    return chain


def _cut(gap: Gap, blocks: Sequence[Sequence[Part]], paragraphs: Sequence[Sequence[Token]]) -> Iterator[Gap]:
    """``gap``, or smaller ones where it is too large to compare as a whole: by the words that pairs have in common."""
    size = sum(len(blocks[one]) + 1 for one in gap.blocks) * sum(len(paragraphs[one]) + 1 for one in gap.paragraphs)
    if size <= LARGEST or len(gap.blocks) < 2 or len(gap.paragraphs) < 2:
        yield gap
        return
    middle = gap.blocks[len(gap.blocks) // 2]
    words = Counter(part.token.text for part in blocks[middle] if part.slot is None)
    likest = max(gap.paragraphs, key=lambda one: likeness(words, Counter(token.text for token in paragraphs[one])))
    at_block, at_paragraph = gap.blocks.index(middle), gap.paragraphs.index(likest)
    for part in (
        Gap(gap.blocks[:at_block], gap.paragraphs[:at_paragraph]),
        Gap((middle,), (likest,)),
        Gap(gap.blocks[at_block + 1 :], gap.paragraphs[at_paragraph + 1 :]),
    ):
        if part.blocks or part.paragraphs:
            yield from _cut(part, blocks, paragraphs)


def likeness(words: Counter[str], others: Counter[str]) -> float:
    """The share of words that two texts have in common (Dice): 0 none, 1 the same words."""
    total = sum(words.values()) + sum(others.values())
    return 2 * sum((words & others).values()) / total if total else 0.0
