"""Where a text may say a name wrongly: a finder a file, one way of finding each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from retranslate.match import forecast, fuzzy, gloss, inflected, listed
from retranslate.match.shielded import Shielded, shield
from retranslate.text.spans import covers, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retranslate.glossary import Glossary
    from retranslate.model import Match
    from retranslate.text import View

__all__ = ["FINDERS", "Finder", "find", "shield"]


class Finder(Protocol):
    """A module of this room."""

    def find(self, view: Shielded, glossary: Glossary) -> Iterator[Match]:
        """Matches in ``view``, in any order, outside its protected ranges."""


FINDERS: tuple[Finder, ...] = (listed, inflected, forecast, fuzzy)
"""In the order in which they are believed."""


def find(view: View, glossary: Glossary) -> list[Match]:
    """Every match in ``view``, in document order; matches may overlap.

    What an earlier finder has said of a term, a later one does not say again of the same words or of a part of them.
    """
    shielded = shield(view, glossary)
    found: list[Match] = []
    for finder in FINDERS:
        said = _said(found)
        found += [
            match
            for match in finder.find(shielded, glossary)
            if not shielded.blocks[match.span.block].is_protected(match.span.start, match.span.end)
            and not shielded.refuses(match)
            and not covers(said.get((match.span.block, match.term.name), ()), match.span.start, match.span.end)
        ]
    found = [match for match in found if not gloss.explains(match, shielded)]
    return sorted(found, key=lambda match: (match.span, match.term.name))


def _said(found: Iterable[Match]) -> dict[tuple[int, str], tuple[tuple[int, int], ...]]:
    """Where in which block which term has been found already, whole."""
    ranges: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for match in (match for match in found if not match.partial):
        ranges.setdefault((match.span.block, match.term.name), []).append((match.span.start, match.span.end))
    return {place: merge(there) for place, there in ranges.items()}
