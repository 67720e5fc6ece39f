"""What a second run over the corrected text would still find, said in terms of the first text.

Repairing one name can bring another to light (a neighbour that is now a known name is evidence). Promise 3 is that
fixing the corrected text finds nothing more, so the pipeline looks again and brings what it finds back here.
"""

from typing import TYPE_CHECKING, NamedTuple

from retranslate.model import Block, Document, Edit, Outcome, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Piece(NamedTuple):
    """Where one edit landed: ``[start, end)`` of the accepted block's text stands for ``edit.span``."""

    start: int
    end: int
    edit: Edit


class Accepted(NamedTuple):
    """The corrected document, and for each of its blocks the block it was and the pieces that differ."""

    document: Document
    origins: tuple[int, ...]
    pieces: tuple[tuple[Piece, ...], ...]


def accept(document: Document, edits: "Iterable[Edit]") -> Accepted:
    """Accept all ``edits`` (resolved; notes are ignored); blocks that are deleted are not there."""
    by_block: dict[int, list[Edit]] = {}
    for one in edits:
        if one.after is not None:
            by_block.setdefault(one.span.block, []).append(one)
    blocks, origins, pieces = [], [], []
    for index, block in enumerate(document.blocks):
        ours = by_block.get(index, [])
        if any(deletes_block(one, block) for one in ours):
            continue
        changed, landed = _accept_block(block, ours)
        blocks.append(changed)
        origins.append(index)
        pieces.append(landed)
    return Accepted(document._replace(blocks=tuple(blocks)), tuple(origins), tuple(pieces))


def deletes_block(one: Edit, block: Block) -> bool:
    """Whether ``one`` takes away the whole of ``block``, its line end too."""
    return one.after == "" and (one.span.start, one.span.end) == (0, len(block.text))


def _accept_block(block: Block, edits: list[Edit]) -> tuple[Block, tuple[Piece, ...]]:
    if not edits:
        return block, ()
    parts: list[str] = []
    pieces: list[Piece] = []
    at = length = 0
    for one in sorted(edits, key=lambda edit: edit.span):
        kept, after = block.text[at : one.span.start], one.after or ""
        start = length + len(kept)
        length = start + len(after)
        parts += kept, after
        pieces.append(Piece(start, length, one))
        at = one.span.end
    parts.append(block.text[at:])
    frozen = tuple((_forward(a, pieces), _forward(b, pieces)) for a, b in block.frozen)
    return block._replace(text="".join(parts), frozen=frozen), tuple(pieces)


def _forward(at: int, pieces: "Iterable[Piece]") -> int:
    """Where raw offset ``at``, which no edit covers, stands once ``pieces`` have landed."""
    return at + sum(
        piece.end - piece.start - (piece.edit.span.end - piece.edit.span.start)
        for piece in pieces
        if piece.edit.span.end <= at
    )


def settle(document: Document, edits: tuple[Edit, ...], accepted: Accepted, more: "Iterable[Edit]") -> tuple[Edit, ...]:
    """``edits`` and, brought back to ``document``, ``more`` that was found in ``accepted``; unresolved.

    Later edits that reach into earlier ones become one edit with them. Applied to ``document`` the result gives what
    ``more`` gives applied to ``accepted``.
    """
    by_block: dict[int, list[Edit]] = {}
    for one in more:
        by_block.setdefault(one.span.block, []).append(one)
    found: list[Edit] = []
    said: set[Edit] = set()
    for index, late in by_block.items():
        for group in _groups(late, accepted.pieces[index]):
            found.append(_back(document, accepted, index, group))
            said.update(piece.edit for piece in group.pieces)
    spans = {one.span for one in found}
    return (*(one for one in edits if one not in said and not (one.after is None and one.span in spans)), *found)


class _Group(NamedTuple):
    """Later edits and earlier pieces of one accepted block that overlap: ``[start, end)`` of its text."""

    start: int
    end: int
    late: tuple[Edit, ...]
    pieces: tuple[Piece, ...]


def _groups(late: list[Edit], pieces: tuple[Piece, ...]) -> list[_Group]:
    """What overlaps, put together; groups of earlier pieces alone are left out."""
    parts = [_Group(one.span.start, one.span.end, (one,), ()) for one in late]
    parts += [_Group(piece.start, piece.end, (), (piece,)) for piece in pieces]
    groups: list[_Group] = []
    for part in sorted(parts, key=lambda part: (part.start, part.end)):
        last = groups[-1] if groups else None
        if last is not None and part.start < last.end:
            end = max(last.end, part.end)
            groups[-1] = _Group(last.start, end, last.late + part.late, last.pieces + part.pieces)
        else:
            groups.append(part)
    return [group for group in groups if group.late]


def _back(document: Document, accepted: Accepted, index: int, group: _Group) -> Edit:
    """The edit of ``document`` that says what ``group`` says of block ``index`` of the corrected text."""
    block = accepted.origins[index]
    text, raw = accepted.document.blocks[index].text, document.blocks[block].text
    if any(deletes_block(one, accepted.document.blocks[index]) for one in group.late):
        span, after = Span(block, 0, len(raw)), ""
    else:
        landed = accepted.pieces[index]
        span = Span(block, _backward(group.start, landed, group.pieces), _backward(group.end, landed, group.pieces))
        after = _spelled(text, group)
    whole = group.late[0]._replace(span=span, before=raw[span.start : span.end], after=after)
    return _composed(whole, (*(piece.edit for piece in group.pieces), *group.late[1:]))


def _spelled(text: str, group: _Group) -> str:
    parts: list[str] = []
    at = group.start
    for one in group.late:
        parts += text[at : one.span.start], one.after or ""
        at = one.span.end
    return "".join((*parts, text[at : group.end]))


def _backward(at: int, landed: "Iterable[Piece]", touched: tuple[Piece, ...]) -> int:
    """Where offset ``at`` of the corrected text stands in the first text; an edge of a touched piece is its edit's."""
    for piece in touched:
        if at == piece.start:
            return piece.edit.span.start
        if at == piece.end:
            return piece.edit.span.end
    return at - sum(
        piece.end - piece.start - (piece.edit.span.end - piece.edit.span.start) for piece in landed if piece.end <= at
    )


def _composed(whole: Edit, said: tuple[Edit, ...]) -> Edit:
    """An edit that speaks for others too: their reasons beside its own, and no surer than the least sure of them."""
    if not said:
        return whole
    named = next((one for one in (*said, whole) if one.term), whole)
    weakest = Outcome.ASK if Outcome.ASK in (whole.outcome, *(one.outcome for one in said)) else Outcome.AUTO
    reasons = dict.fromkeys(reason for one in (*said, whole) for reason in one.why)
    return named._replace(
        span=whole.span,
        before=whole.before,
        after=whole.after,
        outcome=weakest,
        confidence=min(whole.confidence, *(one.confidence for one in said)),
        why=tuple(reasons),
    )
