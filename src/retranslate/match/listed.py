"""Variants that stand in the text as the glossary lists them, in any case and behind any kind of blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.match.claims import longest
from retranslate.model import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retranslate.glossary import Glossary
    from retranslate.match.shield import Shielded

RULE = "name/listed"


def find(view: Shielded, glossary: Glossary) -> Iterator[Match]:
    """Matches of rule ``name/listed``: whole words; where rows overlap the longest wording has it."""
    for claim in longest(one for one in view.claims if one.listed):
        yield Match(claim.span, claim.row.term, RULE, claim.row, evidence=claim.evidence)
