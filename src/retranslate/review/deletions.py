"""Whether a paragraph that was to be deleted is gone: copies of one caption look alike, and may stand anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from retranslate.model import Decision, Mark, Verdict
from retranslate.review.align import Token, tokens
from retranslate.review.layout import LOST, Layout, Run, left_over, wordy

_A_PIECE: Final = 0.34  # what stands for nothing and holds this share of a paragraph's words may be what is left of it
_GARBLED: Final = 70  # ... or resembles it so much by its letters (rapidfuzz: 0 nothing, 100 the same)
_A_PARAGRAPH: Final = 55  # ... or so much, if it is a paragraph of its own
_A_SNIPPET: Final = 75  # ... or so much, if it has less than half its length
_SHORTEST: Final = 5  # characters that can resemble anything


def pending(one: Decision) -> Decision:
    """The decision, not to be trusted."""
    return one._replace(verdict=Verdict.PENDING, written=None)


def trusted(decisions: Sequence[Decision], before: Sequence[str], found: Layout) -> list[Decision]:
    """``decisions``, with those on whole paragraphs held against all copies that stand in the document.

    Where as many copies stand as stood, none was deleted. Where a copy or a piece of one stands that the verdicts do
    not account for, or a copy that was to stay does not, nobody can say which is which: pending.
    """
    groups: dict[str, list[Decision]] = {}
    for one in decisions:
        if _is_deletion(one, before):
            groups.setdefault(one.before, []).append(one)
    if not groups:
        return list(decisions)
    leavings = [(found.text(run), _enough(run, found)) for run in left_over(found)]
    settled: dict[int, Decision] = {}
    for text, group in groups.items():
        for one in _settled(text, group, before, leavings, found):
            settled[one.span.block] = one
    return [settled[one.span.block] if _is_deletion(one, before) else one for one in decisions]


def _is_deletion(one: Decision, before: Sequence[str]) -> bool:
    return one.after == "" and one.before == before[one.span.block]


def _settled(
    text: str, group: Sequence[Decision], before: Sequence[str], leavings: Sequence[tuple[str, int]], found: Layout
) -> list[Decision]:
    """The decisions of ``group``, all on paragraphs that read ``text``, as far as they can be trusted."""
    words = _words(tokens(text))
    blocks = {one.span.block for one in group}
    kept = [block for block, other in enumerate(before) if other == text and block not in blocks]
    reading = sum(_reads(block, words, found) for block in kept)
    copies = sum(_times(words, _words(row, Mark.NONE)) for row in found.rows)
    waiting = sum(_times(words, _words(row, Mark.DELETED)) for row in found.rows)
    standing = copies - reading
    counts = Counter(one.verdict for one in group)
    if _missing(kept, words, found) or standing + waiting > len(group):
        return [pending(one) for one in group]
    if standing == len(group):
        return [one._replace(verdict=Verdict.REJECTED, written=None) for one in group]
    if not counts[Verdict.REJECTED] <= standing <= counts[Verdict.REJECTED] + counts[Verdict.PENDING] - waiting:
        return [pending(one) for one in group]
    if any(_may_be(text, words, leaving, enough) for leaving, enough in leavings):
        group = [pending(one) if one.verdict is Verdict.ACCEPTED else one for one in group]
    return _told_apart(group, {*blocks, *kept}, found)


def _told_apart(group: Sequence[Decision], copies: Collection[int], found: Layout) -> list[Decision]:
    """``group``, pending where some of several copies in a row stand and others do not: which ones?

    What was deleted between them, or moved away, does not tell them apart.
    """
    verdicts = {one.span.block: one.verdict for one in group}
    rows: list[list[int]] = []
    apart = True
    for block in (one for one in range(len(found.blocks)) if one in copies or one not in found.moved):
        if block in copies:
            rows = [*rows, [block]] if apart else [*rows[:-1], [*rows[-1], block]]
            apart = False
        else:
            apart = apart or any(wordy(token.text) and token.mark is Mark.NONE for token in _row(block, found))
    mixed = {block for row in rows if len({verdicts[one] for one in row if one in verdicts}) > 1 for block in row}
    return [pending(one) if one.span.block in mixed else one for one in group]


def _words(row: Iterable[Token], mark: Mark = Mark.NONE) -> list[str]:
    """The words of ``row`` under ``mark``; all else but blanks where there is no word (a line of asterisks)."""
    found = [token.text for token in row if token.mark is mark and not token.text.isspace()]
    return [text for text in found if wordy(text)] or found


def _times(words: Sequence[str], row: Sequence[str]) -> int:
    """How often ``words`` stand in ``row``, one after another."""
    at = count = 0
    while words and at + len(words) <= len(row):
        same = row[at : at + len(words)] == words
        count += same
        at += len(words) if same else 1
    return count


def _reads(block: int, words: Sequence[str], found: Layout) -> bool:
    """Whether ``block`` stands, and reads ``words`` now."""
    return _words(_row(block, found)) == words


def _row(block: int, found: Layout) -> tuple[Token, ...]:
    """What stands now where ``block`` stood."""
    places = [place for _, _, place in found.lines[block].of(block)]
    return found.lines[block].current[places[0].start : places[-1].end] if places else ()


def _missing(kept: Sequence[int], words: Sequence[str], found: Layout) -> bool:
    """Whether a block of ``kept`` no longer reads so, nor stands with an edit that an editor may have taken."""
    for block in kept:
        stands = found.standing(block) or 0.0
        edited = any(part.slot is not None for part in found.blocks[block])
        if not _reads(block, words, found) and not (edited and stands >= LOST):
            return True
    return False


def _enough(run: Run, found: Layout) -> int:
    """How much what stands for nothing must resemble a paragraph to be what is left of it."""
    rest = [found.rows[paragraph] for paragraph in {paragraph for paragraph, _ in run}]
    standing = sum(wordy(token.text) for row in rest for token in row)
    return _A_PARAGRAPH if standing == sum(wordy(found.text([place])) for place in run) else _GARBLED


def _may_be(text: str, words: Sequence[str], leaving: str, enough: int) -> bool:
    """Whether ``leaving`` may be what an editor left of ``text``: where letters resemble it by ``enough``."""
    from rapidfuzz.fuzz import partial_ratio

    if "".join(text.split()) in "".join(leaving.split()):
        return True  # joined to another paragraph without a blank between them
    shared = Counter(words) & Counter(_words(tokens(leaving)))
    if sum(shared.values()) >= max(1.0, _A_PIECE * len(words)):
        return True
    enough = enough if 2 * len(leaving) >= len(text) else _A_SNIPPET
    return min(len(text), len(leaving)) >= _SHORTEST and partial_ratio(text, leaving) >= enough
