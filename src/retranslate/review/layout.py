"""The blocks of the first text side by side with the paragraphs that came back, wherever they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from retranslate.model import Edit, Mark
from retranslate.review.align import BREAK, Part, Place, Token, align, row, tokens
from retranslate.review.pairing import LARGEST, Gap, gaps

Paragraph = tuple[tuple[str, Mark], ...]  # a reviewed paragraph: pieces of text, each with its mark
Run = list[tuple[int, int]]  # reviewed tokens, each as its paragraph and its place in it
LOST: Final = 0.5  # a block of which less than this share of words stands where it should is looked for elsewhere
_FOUND: Final = 0.6  # ... and found where at least this share stands


@dataclass(frozen=True, slots=True)
class Line:
    """Blocks side by side with reviewed tokens: ``places[i]`` is where ``parts[i]`` stands in ``current``.

    ``owners[i]`` is the block of part ``i``; ``origins[k]`` are paragraph and place in it of token ``k``, None for a
    `BREAK` between two of them.
    """

    parts: tuple[Part, ...]
    owners: tuple[int, ...]
    places: tuple[Place, ...]
    current: tuple[Token, ...]
    origins: tuple[tuple[int, int] | None, ...]

    def is_amended(self, at: int) -> bool:
        """Whether part ``at`` is a slot with free words in it, and what stands there is neither of its spellings."""
        if not 0 <= at < len(self.parts) or self.parts[at].slot is None:
            return False
        here = self.current[self.places[at].start : self.places[at].end]
        spelled = tuple(token.text for token in here)
        return spelled not in (self.parts[at].before, self.parts[at].after) and any(
            token.mark is Mark.NONE and wordy(token.text) for token in here
        )

    def is_gone(self, at: int) -> bool:
        """Whether part ``at`` is a whole block that was to be deleted, and no free word stands in its place."""
        beside = (other for other in (at - 1, at + 1) if 0 <= other < len(self.parts))
        whole = all(self.owners[other] != self.owners[at] or self.parts[other].token.text == BREAK for other in beside)
        here = self.current[self.places[at].start : self.places[at].end]
        free = any(token.mark is Mark.NONE and wordy(token.text) for token in here)
        return whole and not self.parts[at].after and not free

    def accounted(self, at: int) -> Iterator[int]:
        """The reviewed tokens that part ``at`` explains: itself, a spelling of the slot, what is pending of it."""
        free = not self.is_amended(at)
        for k in range(self.places[at].start, self.places[at].end):
            if free if self.current[k].mark is Mark.NONE else self.parts[at].holds(self.current[k]):
                yield k

    def of(self, block: int) -> Iterator[tuple[int, Part, Place]]:
        """The parts of ``block`` with their numbers and places."""
        for at, owner in enumerate(self.owners):
            if owner == block:
                yield at, self.parts[at], self.places[at]


@dataclass(frozen=True, slots=True)
class Layout:
    """All of a document: each block as parts, each paragraph as a row of tokens, and the line that each block is in.

    ``moved`` are the blocks that stand elsewhere now.
    """

    blocks: tuple[tuple[Part, ...], ...]
    rows: tuple[tuple[Token, ...], ...]
    lines: dict[int, Line]
    moved: set[int]

    def standing(self, block: int) -> float | None:
        """The share (0-1) of the words of ``block``, outside its slots, that stand; None if it has no such word."""
        return _standing(self.lines[block], block)

    def text(self, run: Run) -> str:
        """The text of a run."""
        return "".join(self.rows[paragraph][at].text for paragraph, at in run)


def parts(text: str, edits: Sequence[Edit]) -> tuple[Part, ...]:
    """``text`` as parts, with a slot for each of ``edits`` (in order, without overlaps)."""
    made: list[Part] = []
    at = 0
    for number, edit in enumerate(edits):
        made += (Part(token) for token in tokens(text[at : edit.span.start]))
        spellings = (tuple(token.text for token in tokens(side)) for side in (edit.before, edit.after or ""))
        made.append(Part(Token(""), number, *spellings))
        at = edit.span.end
    made += (Part(token) for token in tokens(text[at:]))
    return tuple(made)


def layout(blocks: Sequence[tuple[Part, ...]], paragraphs: Sequence[Paragraph]) -> Layout:
    """Line up every block. One of which little stands where it should is looked for in what stands for nothing."""
    found = Layout(tuple(blocks), tuple(row(paragraph) for paragraph in paragraphs), {}, set())
    for gap in gaps(found.blocks, found.rows):
        line = _line(gap, found)
        found.lines.update(dict.fromkeys(gap.blocks, line))
        found.moved.update(gap.blocks if gap.moved else ())
    for block in range(len(blocks)):
        stands = found.standing(block)
        if stands is not None and stands < LOST:
            elsewhere = _elsewhere(block, found)
            if elsewhere is not None:
                found.lines[block] = elsewhere
                found.moved.add(block)
    return found


def left_over(found: Layout) -> list[Run]:
    """The reviewed tokens that stand for nothing: no word of the first text, no edit's spelling, nothing pending.

    They come in runs, each with a word in it.
    """
    used: set[tuple[int, int] | None] = set()
    for line in {id(line): line for line in found.lines.values()}.values():
        for at, owner in enumerate(line.owners):
            if found.lines[owner] is line:
                used.update(line.origins[k] for k in line.accounted(at))
    runs: list[Run] = []
    for paragraph, row_ in enumerate(found.rows):
        run: Run = []
        for at, token in enumerate(row_):
            if (paragraph, at) not in used:
                run.append((paragraph, at))
            elif run and not token.text.isspace():
                runs.append(run)
                run = []
        runs += [run] if run else []
    return [run for run in runs if wordy(found.text(run))]


def wordy(text: str) -> bool:
    """Whether ``text`` holds a letter or digit."""
    return any(map(str.isalnum, text))


def _line(gap: Gap, found: Layout) -> Line:
    """The blocks and paragraphs of ``gap``, each in one row, so that split and joined paragraphs line up."""
    made: list[Part] = []
    owners: list[int] = []
    for block in gap.blocks:
        if made:
            made.append(Part(Token(BREAK)))
            owners.append(block)
        made += found.blocks[block]
        owners += [block] * len(found.blocks[block])
    runs = [[(paragraph, at) for at in range(len(found.rows[paragraph]))] for paragraph in gap.paragraphs]
    current, origins = _joined(runs, found)
    return Line(tuple(made), tuple(owners), tuple(align(made, current)), current, origins)


def _joined(runs: Sequence[Run], found: Layout) -> tuple[tuple[Token, ...], tuple[tuple[int, int] | None, ...]]:
    current: list[Token] = []
    origins: list[tuple[int, int] | None] = []
    for number, run in enumerate(runs):
        if number:
            current.append(Token(BREAK))
            origins.append(None)
        current += (found.rows[paragraph][at] for paragraph, at in run)
        origins += run
    return tuple(current), tuple(origins)


def _standing(line: Line, block: int) -> float | None:
    words = [place.matched for _, part, place in line.of(block) if part.slot is None and wordy(part.token.text)]
    return sum(words) / len(words) if words else None


def _elsewhere(block: int, found: Layout) -> Line | None:
    """``block`` lined up with what stands for nothing so far, if enough of it stands there."""
    made = found.blocks[block]
    current, origins = _joined(left_over(found), found)
    if len(made) * len(current) > LARGEST or len(current) * 2 < len(made):
        return None
    line = Line(made, (block,) * len(made), tuple(align(made, current, somewhere=True)), current, origins)
    stands = _standing(line, block)
    return line if stands is not None and stands >= _FOUND else None
