"""What an editor did with each edit, read from the text that came back. When in doubt: pending.

The manifest tells what every paragraph was and what we proposed; the reviewed document tells what stands there now and
what still hangs in revisions of ours. Ids and dates are ignored: no application keeps them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from retranslate.model import Decision, Edit, Mark, Span, Verdict
from retranslate.review.align import BREAK, Part, Place, Token, align, tokens
from retranslate.review.pairing import Gap, gaps, likeness
from retranslate.review.proposals import Added
from retranslate.text.sentences import sentences

_ALIKE = 0.5  # two paragraphs with so much in common may be one, edited
_NEAR = 3  # words of the first text, on each side, among which one must still stand for a verdict to be trusted


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a document: a decision for every edit that proposed something, and what the editor did besides."""

    decisions: tuple[Decision, ...]
    added: tuple[Added, ...]


Paragraph = tuple[tuple[str, Mark], ...]  # a reviewed paragraph: pieces of text, each with its mark


def read(before: Sequence[str], edits: Iterable[Edit], paragraphs: Sequence[Paragraph]) -> Reviewed:
    """Compare the reviewed ``paragraphs`` with the blocks ``before`` and the resolved ``edits`` proposed for them."""
    by_block: dict[int, list[Edit]] = {}
    for edit in edits:
        if edit.after is not None:
            by_block.setdefault(edit.span.block, []).append(edit)
    blocks = [
        _parts(text, sorted(by_block.get(index, []), key=lambda one: one.span)) for index, text in enumerate(before)
    ]
    current = [tuple(token for text, mark in paragraph for token in tokens(text, mark)) for paragraph in paragraphs]
    decisions: list[Decision] = []
    added: list[Added] = []
    for gap in gaps([block.parts for block in blocks], current):
        found = _compare(gap, blocks, before, current)
        decisions += found.decisions
        added += found.added
    return Reviewed(tuple(sorted(_trusted(decisions, before, current), key=lambda one: one.span)), tuple(added))


@dataclass(frozen=True, slots=True)
class _Block:
    parts: tuple[Part, ...]
    edits: tuple[Edit, ...]  # of the slots, by number


def _parts(text: str, edits: Sequence[Edit]) -> _Block:
    parts: list[Part] = []
    at = 0
    for number, edit in enumerate(edits):
        parts += (Part(token) for token in tokens(text[at : edit.span.start]))
        spellings = (tuple(token.text for token in tokens(side)) for side in (edit.before, edit.after or ""))
        parts.append(Part(Token(""), number, *spellings))
        at = edit.span.end
    parts += (Part(token) for token in tokens(text[at:]))
    return _Block(tuple(parts), tuple(edits))


def _compare(gap: Gap, blocks: Sequence[_Block], before: Sequence[str], current: Sequence[Sequence[Token]]) -> Reviewed:
    """Align the blocks of ``gap`` with its paragraphs, all in one row, so that split and joined paragraphs line up."""
    parts: list[Part] = []
    owners: list[int] = []  # the block of each part
    for index in gap.blocks:
        if parts:
            parts.append(Part(Token(BREAK)))
            owners.append(index)
        parts += blocks[index].parts
        owners += [index] * len(blocks[index].parts)
    row: list[Token] = []
    for index in gap.paragraphs:
        if row:
            row.append(Token(BREAK))
        row += current[index]
    places = align(parts, row)
    decisions = [
        _decision(at, parts, places, row, blocks[owners[at]].edits[part.slot], before)
        for at, part in enumerate(parts)
        if part.slot is not None
    ]
    return Reviewed(tuple(decisions), tuple(_added(parts, places, row, owners, before)))


def _decision(
    at: int, parts: Sequence[Part], places: Sequence[Place], row: Sequence[Token], edit: Edit, before: Sequence[str]
) -> Decision:
    part, place = parts[at], places[at]
    here = row[place.start : place.end]
    beside = _beside(at, places, row)
    verdict, written = _verdict(part, here, beside)
    unsure = verdict in _SETTLED and _neighbour_replaced(at, parts, places, beside)
    if verdict is not Verdict.GONE and (unsure or not _anchored(at, parts, places)):
        verdict, written = Verdict.PENDING, None
    text = before[edit.span.block]
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


_SETTLED = (Verdict.ACCEPTED, Verdict.REJECTED)


def _verdict(part: Part, here: Sequence[Token], beside: tuple[str, str]) -> tuple[Verdict, str | None]:
    spelled = tuple(token.text for token in here)
    if any(token.mark is not Mark.NONE for token in here):
        return Verdict.PENDING, None
    written = _text([*tokens(beside[0]), *here, *tokens(beside[1])]).strip()
    if spelled == part.after:
        return (Verdict.AMENDED, written) if any(map(_wordy, beside)) else (Verdict.ACCEPTED, None)
    if spelled == part.before:
        return (Verdict.AMENDED, written) if any(map(_wordy, beside)) else (Verdict.REJECTED, None)
    return (Verdict.AMENDED, written) if written else (Verdict.GONE, None)


def _beside(at: int, places: Sequence[Place], row: Sequence[Token]) -> tuple[str, str]:
    """What was written directly before and after the slot at ``at``, that was not in the first text."""
    left = places[at - 1].end if at else 0
    right = places[at + 1].start if at + 1 < len(places) else len(row)
    return _text(row[left : places[at].start]), _text(row[places[at].end : right])


def _text(row: Iterable[Token]) -> str:
    return "".join(" " if token.text == BREAK else token.text for token in row if token.mark is not Mark.DELETED)


def _wordy(text: str) -> bool:
    return any(map(str.isalnum, text))


def _near(at: int, parts: Sequence[Part], step: int) -> Iterator[int]:
    """The parts beside the slot at ``at`` that are words, nearest first, up to the paragraph's edge."""
    at += step
    while 0 <= at < len(parts) and parts[at].token.text != BREAK:
        if parts[at].slot is None and _wordy(parts[at].token.text):
            yield at
        at += step


def _anchored(at: int, parts: Sequence[Part], places: Sequence[Place]) -> bool:
    """Whether one of the nearest words still stands, on each side that has any."""
    for step in (-1, 1):
        near = [index for index, _ in zip(_near(at, parts, step), range(_NEAR), strict=False)]
        if near and not any(places[index].matched for index in near):
            return False
    return True


def _neighbour_replaced(at: int, parts: Sequence[Part], places: Sequence[Place], beside: tuple[str, str]) -> bool:
    """Whether the word next to the slot went and another came in its place: it may belong to the name now."""
    for step, text in ((-1, beside[0]), (1, beside[1])):
        near = next(_near(at, parts, step), None)
        if near is not None and not places[near].matched:
            edge = min(near, at) + 1, max(near, at)
            gone = all(not places[k].matched or not _wordy(parts[k].token.text) for k in range(*edge))
            if gone and (_wordy(text) or _written_between(near, at, places)):
                return True
    return False


def _written_between(near: int, at: int, places: Sequence[Place]) -> bool:
    low, high = sorted((near, at))
    covered = sum(place.end - place.start for place in places[low + 1 : high])
    return places[high].start - places[low].end > covered


def _sentence(text: str, span: Span) -> str:
    for start, end in sentences(text):
        if start <= span.start < end:
            return text[start:end].strip()
    return text.strip()


def _trusted(decisions: list[Decision], before: Sequence[str], current: Sequence[Sequence[Token]]) -> list[Decision]:
    """``decisions``, without trust in deleted paragraphs of which more or fewer copies stand than the verdicts say.

    Copies of one caption look alike: one that was moved, joined or edited is easily taken for another.
    """
    deletions = [one for one in decisions if _is_deletion(one, before) and one.verdict in _SETTLED]
    if not deletions:
        return decisions
    now = [_words(token for token in row if token.mark is not Mark.INSERTED) for row in current]
    then = [_words(tokens(text)) for text in before]
    doubtful = set()
    for text in {one.before for one in deletions}:
        words = _words(tokens(text))
        accepted = [then[one.span.block] for one in deletions if one.verdict is Verdict.ACCEPTED]
        if _like(words, now) != _like(words, then) - _like(words, accepted):
            doubtful.add(text)
    return [
        replace(one, verdict=Verdict.PENDING) if one in deletions and one.before in doubtful else one
        for one in decisions
    ]


def _is_deletion(one: Decision, before: Sequence[str]) -> bool:
    return one.after == "" and one.before == before[one.span.block]


def _words(row: Iterable[Token]) -> Counter[str]:
    """The words among ``row``; all of it where it has none (a line of asterisks)."""
    row = list(row)
    return Counter(token.text for token in row if _wordy(token.text)) or Counter(token.text for token in row)


def _like(words: Counter[str], texts: Iterable[Counter[str]]) -> int:
    """How many copies of ``words``, near enough, ``texts`` hold; a paragraph joined of two may hold two."""
    size = sum(words.values())
    copies = 0
    for other in texts:
        here = int(likeness(words, other) > _ALIKE)
        while sum((_times(words, here + 1) & other).values()) > _ALIKE * size * (here + 1):
            here += 1
        copies += here
    return copies


def _times(words: Counter[str], number: int) -> Counter[str]:
    return Counter({word: count * number for word, count in words.items()})


def _added(
    parts: Sequence[Part], places: Sequence[Place], row: Sequence[Token], owners: Sequence[int], before: Sequence[str]
) -> Iterator[Added]:
    """The words of the first text that others took the place of, away from every edit."""
    at = 0
    while at < len(parts):
        end = at
        while (
            end < len(parts)
            and parts[end].slot is None
            and parts[end].token.text != BREAK
            and not _stands(end, parts, places)
        ):
            end += 1
        apart = all(parts[edge].slot is None for edge in (at - 1, end) if 0 <= edge < len(parts))
        if end > at and apart:
            gone = "".join(part.token.text for part in parts[at:end])
            written = _text(row[places[at - 1].end if at else 0 : places[end].start if end < len(parts) else len(row)])
            if _wordy(gone) and _wordy(written):
                yield Added(owners[at], gone.strip(), written.strip(), before[owners[at]].strip())
        at = max(end, at + 1)


def _stands(at: int, parts: Sequence[Part], places: Sequence[Place]) -> bool:
    """Whether the word at ``at`` still stands; a blank counts with the words beside it."""
    if places[at].matched and not parts[at].token.text.isspace():
        return True
    beside = [k for k in (at - 1, at + 1) if 0 <= k < len(parts)]
    return places[at].matched and any(places[k].matched for k in beside)
