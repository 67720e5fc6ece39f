"""What an editor did with each edit, read from the text that came back. When in doubt: pending.

The manifest tells what every paragraph was and what we proposed; the reviewed document tells what stands there now and
what still hangs in revisions of ours. Ids and dates are ignored: no application keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from retranslate.model import Decision, Edit, Mark, Span, Verdict
from retranslate.review.added import Added, added
from retranslate.review.align import BREAK, Part, Token
from retranslate.review.deletions import pending, trusted
from retranslate.review.layout import LOST, Layout, Line, Paragraph, layout, left_over, parts, wordy
from retranslate.text.sentences import sentences

NEAR: Final = 3  # words of the first text, on each side, among which one must still stand for a verdict to be trusted
_SETTLED: Final = frozenset((Verdict.ACCEPTED, Verdict.REJECTED))
_JOINTS: Final = frozenset("-'\u2019&.")  # what may stand inside a name


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a document: a decision for every edit that proposed something, and what the editor did besides."""

    decisions: tuple[Decision, ...]
    added: tuple[Added, ...]


def read(before: Sequence[str], edits: Iterable[Edit], paragraphs: Sequence[Paragraph]) -> Reviewed:
    """Compare the reviewed ``paragraphs`` with the blocks ``before`` and the resolved ``edits`` proposed for them."""
    by_block: dict[int, list[Edit]] = {}
    for edit in sorted((one for one in edits if one.after is not None), key=lambda one: one.span):
        by_block.setdefault(edit.span.block, []).append(edit)
    found = layout([parts(text, by_block.get(index, [])) for index, text in enumerate(before)], paragraphs)
    decisions = [
        _decision(at, found.lines[block], edits_[part.slot], before[block])
        for block, edits_ in by_block.items()
        for at, part, _ in found.lines[block].of(block)
        if part.slot is not None
    ]
    decisions = _with_nothing_pasted(_with_nothing_pending(decisions, found), found)
    decisions = trusted(_told_apart(decisions, found), before, found)
    return Reviewed(tuple(sorted(decisions, key=lambda one: one.span)), tuple(added(found, before)))


def _decision(at: int, line: Line, edit: Edit, text: str) -> Decision:
    verdict, written = _verdict(at, line)
    if (verdict is not Verdict.GONE and not _anchored(at, line)) or (verdict in _SETTLED and line.places[at].contested):
        verdict, written = Verdict.PENDING, None
    return Decision(
        edit.span,
        edit.before,
        edit.after or "",
        edit.term,
        edit.rule,
        verdict,
        written,
        edit.variant,
        edit.outcome,
        edit.confidence,
        _sentence(text, edit.span),
    )


def _verdict(at: int, line: Line) -> tuple[Verdict, str | None]:
    part, place = line.parts[at], line.places[at]
    left, right = _neighbour(at, line, -1), _neighbour(at, line, 1)
    start = line.places[left].end if left >= 0 else 0
    end = line.places[right].start if right < len(line.parts) else len(line.current)
    marked = [token for token in line.current[start:end] if token.mark is not Mark.NONE]
    here = line.current[place.start : place.end]
    if line.is_gone(at) and not any(part.holds(token) for token in marked if wordy(token.text)):
        return Verdict.ACCEPTED, None
    if marked:
        return Verdict.PENDING, None
    if line.is_amended(left) or line.is_amended(right):
        return Verdict.PENDING, None  # what was written there may be meant here
    before = _written(line.current[start : place.start][::-1], line.parts[left + 1 : at])[::-1]
    after = _written(line.current[place.end : end], line.parts[at + 1 : right])
    spelled = tuple(token.text for token in here)
    if spelled in (part.before, part.after) and not before and not after:
        return (Verdict.ACCEPTED if spelled == part.after else Verdict.REJECTED), None
    written = _text((*before, *here, *after)).strip()
    if _holds_both(written, part):
        return Verdict.PENDING, None
    return (Verdict.AMENDED, written) if written else (Verdict.GONE, None)


def _neighbour(at: int, line: Line, step: int) -> int:
    """The next part from ``at`` on that still stands and is no blank, or is an edit of which something does."""
    at += step
    while 0 <= at < len(line.parts):
        here = line.current[line.places[at].start : line.places[at].end]
        if line.places[at].matched and not all(token.text.isspace() for token in here):
            return at
        at += step
    return at


def _written(row: Sequence[Token], parts: Sequence[Part]) -> Sequence[Token]:
    """What the editor wrote directly beside an edit, from there outward.

    ``row`` runs from the edit to the nearest word that still stands, where ``parts`` stood once. A comma or a new
    paragraph ends what is beside the edit, and ordinary words in place of other ordinary words belong to no name.
    """
    texts = [token.text for token in row]
    edge = next((k for k in range(len(texts)) if _separates(texts, k)), len(texts))
    new = [text for text in texts[:edge] if wordy(text)]
    gone = [part.token.text for part in parts if wordy(part.token.text)]
    ordinary = gone and not any(map(str.isupper, "".join((*new, *gone))))
    return () if not new or ordinary else row[:edge]


def _separates(texts: Sequence[str], at: int) -> bool:
    """Whether the token ``at`` ends what may be a name: a paragraph's end, a mark, but no dot as in Ele.me or Inc."""
    text, rest = texts[at], texts[at + 1 :]
    if text == BREAK or text.isspace() or wordy(text):
        return text == BREAK
    return text not in _JOINTS or (rest[:1] == [" "] and any(map(wordy, rest)))


def _holds_both(written: str, part: Part) -> bool:
    """Whether ``written`` holds what was there before and what was to be there, one beside the other: half decided."""
    before, after = "".join(part.before).split(), "".join(part.after).split()
    rest = " ".join(written.split()).replace(" ".join(after), "", 1) if after else ""
    return bool(before) and " ".join(before) in rest and " ".join(after) in " ".join(written.split())


def _text(row: Iterable[Token]) -> str:
    return "".join(" " if token.text == BREAK else token.text for token in row)


def _anchored(at: int, line: Line) -> bool:
    """Whether one of the nearest words of the block still stands, on each side that has any.

    Where nothing stands in the slot itself, it must be the very next one.
    """
    reach = NEAR if line.places[at].start < line.places[at].end else 1
    for step in (-1, 1):
        near = [index for index, _ in zip(_words(at, line, step), range(reach), strict=False)]
        if near and not any(line.places[index].matched for index in near):
            return False
    return True


def _words(at: int, line: Line, step: int) -> Iterator[int]:
    """The words of the block beside the slot at ``at``, nearest first."""
    block = line.owners[at]
    at += step
    while 0 <= at < len(line.parts) and line.owners[at] == block:
        if line.parts[at].slot is None and wordy(line.parts[at].token.text):
            yield at
        at += step


def _sentence(text: str, span: Span) -> str:
    for start, end in sentences(text):
        if start <= span.start < end:
            return text[start:end].strip()
    return text.strip()


def _with_nothing_pending(decisions: Sequence[Decision], found: Layout) -> list[Decision]:
    """``decisions``, pending where their wording still hangs in a revision that belongs to no edit any more.

    That is what is left where a paragraph was moved while its revisions were pending.
    """
    waiting = {mark: " ".join(_marked(found, mark)) for mark in (Mark.DELETED, Mark.INSERTED)}
    return [
        pending(one) if _in(one.before, waiting[Mark.DELETED]) or _in(one.after, waiting[Mark.INSERTED]) else one
        for one in decisions
    ]


def _with_nothing_pasted(decisions: Sequence[Decision], found: Layout) -> list[Decision]:
    """``decisions``, pending where an edit may have been accepted by a paste alone.

    LibreOffice pastes pending insertions as text, and pending deletions not at all. An editor who left other edits
    pending may have left those of a paragraph pending, too, that he cut out and put elsewhere.
    """
    if not any(token.mark is not Mark.NONE for row in found.rows for token in row):
        return list(decisions)
    return [
        pending(one) if one.verdict is Verdict.ACCEPTED and one.span.block in found.moved else one for one in decisions
    ]


def _marked(found: Layout, mark: Mark) -> Iterator[str]:
    for run in left_over(found):
        here = [found.rows[paragraph][at] for paragraph, at in run]
        yield "".join(token.text for token in here if token.mark is mark)


def _in(text: str, waiting: str) -> bool:
    return wordy(text) and "".join(text.split()) in "".join(waiting.split())


def _told_apart(decisions: Sequence[Decision], found: Layout) -> list[Decision]:
    """``decisions``, pending in blocks that are the same, edits and all, where nobody can say which of them is which.

    That is so where one of them does not stand, or where their verdicts differ and one of them was moved or retyped.
    """
    kinds: dict[tuple[Part, ...], list[int]] = {}
    by_block: dict[int, list[Decision]] = {}
    for one in decisions:
        by_block.setdefault(one.span.block, []).append(one)
    for block in by_block:
        kinds.setdefault(tuple(part.anonymous for part in found.blocks[block]), []).append(block)
    unsure = {block for blocks in kinds.values() if _unsure(blocks, by_block, found) for block in blocks}
    return [pending(one) if one.span.block in unsure else one for one in decisions]


def _unsure(blocks: Sequence[int], by_block: Mapping[int, Sequence[Decision]], found: Layout) -> bool:
    if len(blocks) == 1 or (len(found.blocks[blocks[0]]) == 1 and not found.blocks[blocks[0]][0].after):
        return False  # whole paragraphs that were to be deleted are looked at by themselves
    verdicts = [tuple(one.verdict for one in by_block[block]) for block in blocks]
    stand = all((found.standing(block) or 1.0) >= LOST for block in blocks)
    if not stand or any(Verdict.GONE in of_block for of_block in verdicts):
        return True
    changed = not found.moved.isdisjoint(blocks) or any(Verdict.AMENDED in of_block for of_block in verdicts)
    return changed and len(set(verdicts)) > 1
