"""Where a text may say a name wrongly: a finder a file, one way of finding each.

Finders see a shielded view: beside addresses and code, the canonical names that are right and the wordings that a row
protects are out of bounds. A canonical name that is part of a longer listed wording does not count
("Ali cloud Shanghai" is one wording, whatever "Shanghai" is).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from retranslate.match import canonical, fuzzy, gloss, inflected, listed
from retranslate.text.spans import merge, overlapping
from retranslate.text.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retranslate.glossary import Glossary
    from retranslate.match.canonical import Mention
    from retranslate.model import Match, Span


class Finder(Protocol):
    """A module of this room."""

    def find(self, view: View, glossary: Glossary) -> Iterator[Match]:
        """Matches in ``view``, in any order, outside its protected ranges."""


FINDERS: tuple[Finder, ...] = (listed, inflected, fuzzy)


def find(view: View, glossary: Glossary) -> list[Match]:
    """Every match in ``view``, in document order; matches may overlap, but no two say the same of one span."""
    known = canonical.mentions(view, glossary)
    shielded = _shielded(view, glossary, known)
    found: dict[tuple[Span, str], Match] = {}
    for finder in FINDERS:
        for match in finder.find(shielded, glossary):
            span = match.span
            if not shielded.blocks[span.block].is_protected(span.start, span.end):
                found.setdefault((span, match.term.name), match)
    return sorted(
        (match for match in found.values() if not gloss.explains(view, match, known)),
        key=lambda match: (match.span, match.term.name),
    )


def shield(view: View, glossary: Glossary) -> View:
    """``view`` with the canonical names that are right and the wordings of ``never`` rows protected as well."""
    return _shielded(view, glossary, canonical.mentions(view, glossary))


def _shielded(view: View, glossary: Glossary, known: Sequence[Mention]) -> View:
    rows = listed.longest(
        claim
        for claim in listed.claims(view, glossary)
        if (claim.listed or claim.never) and all(_beats(claim, name) for name in overlapping(known, claim.span))
    )
    ranges: dict[int, list[tuple[int, int]]] = {}
    for kept in (
        *(row.span for row in rows if row.never),
        *(name.span for name in known if not overlapping(rows, name.span)),
    ):
        ranges.setdefault(kept.block, []).append((kept.start, kept.end))
    blocks = (
        replace(block, protected=merge((*block.protected, *ranges[block.index]))) if block.index in ranges else block
        for block in view.blocks
    )
    return replace(view, blocks=tuple(blocks))


def _beats(claim: listed.Claim, name: Mention) -> bool:
    """Whether a row may speak where a canonical name stands: when it holds more, or the name is not quite right."""
    if claim.span == name.span:
        return claim.never or bool(claim.evidence) or not name.exact
    return claim.span.start <= name.span.start and name.span.end <= claim.span.end
