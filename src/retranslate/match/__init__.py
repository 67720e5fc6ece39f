"""Where a text may say a name wrongly: a finder a file, one way of finding each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from retranslate.match import fuzzy, gloss, inflected, listed
from retranslate.match.shielded import Shielded, shield

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retranslate.glossary import Glossary
    from retranslate.model import Match, Span
    from retranslate.text import View

__all__ = ["FINDERS", "Finder", "find", "shield"]


class Finder(Protocol):
    """A module of this room."""

    def find(self, view: Shielded, glossary: Glossary) -> Iterator[Match]:
        """Matches in ``view``, in any order, outside its protected ranges."""


FINDERS: tuple[Finder, ...] = (listed, inflected, fuzzy)


def find(view: View, glossary: Glossary) -> list[Match]:
    """Every match in ``view``, in document order; matches may overlap, but no two say the same of one span."""
    shielded = shield(view, glossary)
    found: dict[tuple[Span, str], Match] = {}
    for finder in FINDERS:
        for match in finder.find(shielded, glossary):
            span = match.span
            if not shielded.blocks[span.block].is_protected(span.start, span.end):
                found.setdefault((span, match.term.name), match)
    return sorted(
        (match for match in found.values() if not gloss.explains(match, shielded)),
        key=lambda match: (match.span, match.term.name),
    )
