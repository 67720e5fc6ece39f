"""What a second run over the corrected text would still find, said in terms of the first text.

Repairing one name can bring another to light (a neighbour that is now a known name is evidence). Promise 3 is that
fixing the corrected text finds nothing more, so the pipeline looks again and brings what it finds back here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from retranslate.model import Block, Document, Edit, Outcome, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Piece:
    """Where one edit landed: ``[start, end)`` of the accepted block's text stands for ``edit.span``."""

    start: int
    end: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class Accepted:
    """The corrected document, and for each of its blocks the block it was and the pieces that differ."""

    document: Document
    origins: tuple[int, ...]
    pieces: tuple[tuple[Piece, ...], ...]


def accept(document: Document, edits: Iterable[Edit]) -> Accepted:
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
    return Accepted(replace(document, blocks=tuple(blocks)), tuple(origins), tuple(pieces))


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
    return replace(block, text="".join(parts), frozen=frozen), tuple(pieces)


def _forward(at: int, pieces: Iterable[Piece]) -> int:
    """Where raw offset ``at``, which no edit covers, stands once ``pieces`` have landed."""
    return at + sum(
        piece.end - piece.start - (piece.edit.span.end - piece.edit.span.start)
        for piece in pieces
        if piece.edit.span.end <= at
    )


def settle(document: Document, edits: tuple[Edit, ...], accepted: Accepted, more: Iterable[Edit]) -> tuple[Edit, ...]:
    """``edits`` and, brought back to ``document``, ``more`` that was found in ``accepted``; unresolved."""
    late = [_back(document, accepted, one) for one in more]
    dropped = set(chain.from_iterable(touched for _, touched in late))
    found = [one for one, _ in late]
    spans = {one.span for one in found}
    kept = (one for one in edits if one not in dropped and not (one.after is None and one.span in spans))
    return (*kept, *found)


def _back(document: Document, accepted: Accepted, one: Edit) -> tuple[Edit, tuple[Edit, ...]]:
    """``one`` in terms of ``document``, and the earlier edits that it now says as well."""
    block = accepted.origins[one.span.block]
    landed = accepted.pieces[one.span.block]
    text = accepted.document.blocks[one.span.block].text
    raw = document.blocks[block].text
    if one.after == "" and (one.span.start, one.span.end) == (0, len(text)):
        return replace(one, span=Span(block, 0, len(raw)), before=raw), tuple(piece.edit for piece in landed)
    touched = [piece for piece in landed if piece.start < one.span.end and one.span.start < piece.end]
    start = min([one.span.start, *(piece.start for piece in touched)])
    end = max([one.span.end, *(piece.end for piece in touched)])
    span = Span(block, _backward(start, landed, touched), _backward(end, landed, touched))
    after = text[start : one.span.start] + (one.after or "") + text[one.span.end : end]
    said = tuple(piece.edit for piece in touched)
    whole = replace(one, span=span, before=raw[span.start : span.end], after=after)
    return (_composed(whole, said) if said else whole), said


def _backward(at: int, landed: Iterable[Piece], touched: list[Piece]) -> int:
    for piece in touched:
        if at == piece.start:
            return piece.edit.span.start
        if at == piece.end:
            return piece.edit.span.end
    return at - sum(
        piece.end - piece.start - (piece.edit.span.end - piece.edit.span.start) for piece in landed if piece.end <= at
    )


def _composed(whole: Edit, said: tuple[Edit, ...]) -> Edit:
    """A later edit that reaches into earlier ones speaks for all of them, no surer than the least sure."""
    named = next((one for one in said if one.term), said[0])
    weakest = Outcome.ASK if Outcome.ASK in (whole.outcome, *(one.outcome for one in said)) else Outcome.AUTO
    return replace(
        named,
        span=whole.span,
        before=whole.before,
        after=whole.after,
        outcome=weakest,
        confidence=min(whole.confidence, *(one.confidence for one in said)),
        why=(*named.why, *whole.why),
    )
