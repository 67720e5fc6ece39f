"""Variants that stand in the text as the glossary lists them, in any case and behind any kind of blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.match.claims import longest
from retranslate.model import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retranslate.glossary import Glossary
    from retranslate.match.shielded import Shielded
    from retranslate.model import Span

RULE = "name/listed"


def find(view: Shielded, glossary: Glossary) -> Iterator[Match]:
    """Matches of rule ``name/listed``: whole words; where rows overlap the longest wording has it."""
    listed = [one for one in view.claims if one.listed]
    terms: dict[Span, set[str]] = {}
    for one in listed:
        terms.setdefault(one.span, set()).add(one.row.term.name)
    for one in longest(listed):
        rivals = tuple(sorted(terms[one.span] - {one.row.term.name}))
        yield Match(one.span, one.row.term, RULE, one.row, evidence=one.evidence, rivals=rivals)
