"""Variants in another shape than the listed one: plural, hyphenated, written together or apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.match.claims import Claim, longest
from retranslate.match.forms import Shape
from retranslate.match.wording import is_common, is_ordinary
from retranslate.model import Evidence, Match, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retranslate.glossary import Glossary
    from retranslate.match.shield import Shielded

RULE = "name/inflected"


def find(view: Shielded, glossary: Glossary) -> Iterator[Match]:
    """Matches of rule ``name/inflected``. Case and possessives are no other shape: `listed` finds them.

    A name has no plural where its variant is ordinary wording: "legends" is not the game Legend.
    """
    found = (one for one in view.claims if not one.listed and not one.never)
    for claim in longest(one for one in found if not one.plural or _has_plural(one.row)):
        yield Match(claim.span, claim.row.term, RULE, claim.row, evidence=(*claim.evidence, _shape(claim)))


def _has_plural(row: Variant) -> bool:
    return is_common(row.term) or not is_ordinary(row.text)


def _shape(claim: Claim) -> Evidence:
    """How the wording differs from the row: said, not weighed; that it is no listed wording the rule's name tells."""
    how = "in the plural" if claim.shape is Shape.LISTED else claim.shape.value
    return Evidence("shape", 0.0, f"it is “{claim.row.text}” {how}")
