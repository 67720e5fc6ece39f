"""The text as the finders see it: what is right in it is known and out of bounds, what the rows claim is known too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retranslate.match import canonical
from retranslate.match.claims import claims, longest
from retranslate.text.spans import merge, overlapping
from retranslate.text.view import View

if TYPE_CHECKING:
    from retranslate.glossary import Glossary
    from retranslate.match.canonical import Mention
    from retranslate.match.claims import Claim


@dataclass(frozen=True, slots=True)
class Shielded(View):
    """A view in which canonical names and the wordings of ``never`` rows are protected, too.

    ``known`` are the canonical names that stand in the text, in document order; ``claims`` are the rows that have a
    say in what is not protected, in whatever shape; they may overlap. A canonical name that is only a part of a longer
    listed wording is not protected: where "Ali cloud Shanghai" is listed, it is one wording, whatever "Shanghai" is.
    """

    known: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def shield(view: View, glossary: Glossary) -> Shielded:
    """Find what is right in ``view`` and what the rows say of the rest."""
    known = canonical.mentions(view, glossary)
    said = tuple(claims(view, glossary))
    rows = longest(one for one in said if all(_beats(one, name) for name in overlapping(known, one.span)))
    ranges: dict[int, list[tuple[int, int]]] = {}
    for kept in (
        *(row.span for row in rows if row.never),
        *(name.span for name in known if not overlapping(rows, name.span)),
    ):
        ranges.setdefault(kept.block, []).append((kept.start, kept.end))
    blocks = tuple(
        [
            replace(block, protected=merge((*block.protected, *ranges[block.index])))
            if block.index in ranges
            else block
            for block in view.blocks
        ]
    )
    free = (one for one in said if not blocks[one.span.block].is_protected(one.span.start, one.span.end))
    return Shielded(view.document, blocks, view.kept, known, tuple(free))


def _beats(claim: Claim, name: Mention) -> bool:
    """Whether a row may speak where a canonical name stands: when it holds more, or the name is not quite right."""
    if claim.span == name.span:
        return claim.never or (claim.listed and (bool(claim.evidence) or not name.exact))
    return claim.span.start <= name.span.start and name.span.end <= claim.span.end
