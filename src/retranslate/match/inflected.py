"""Variants in another shape than the listed one: plural, hyphenated, written together or apart; and names, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from retranslate.match.claims import Claim, longest
from retranslate.match.forms import Shape
from retranslate.match.wording import is_common, is_ordinary
from retranslate.model import Evidence, Match
from retranslate.text.fold import key
from retranslate.text.ordinary import zipf
from retranslate.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retranslate.glossary import Glossary
    from retranslate.match.shielded import Shielded

RULE = "name/inflected"
_SYLLABLE: Final = r"(?:[zcs]h|[b-df-hj-np-tw-z])?[aeiou]{1,3}(?:ng?|r)?\b ?"  # roughly pinyin
_KNOWN: Final = 2.0  # Zipf: a word English uses, if rarely


def find(view: Shielded, glossary: Glossary) -> Iterator[Match]:
    """Matches of rule ``name/inflected``. Case and possessives are no other shape: `listed` finds them.

    A name has no plural that English knows as a word: "legends" is not the game Legend. Two syllables of pinyin in one
    word are left to `forecast`, which weighs whose they are.
    """
    found = (one for one in view.claims if not (one.listed or one.never or _runs_together(one)))
    for claim in longest(one for one in found if not one.plural or _has_plural(view, one)):
        row = None if claim.own else claim.row
        yield Match(claim.span, claim.row.term, RULE, row, evidence=(*claim.evidence, _shape(claim)))


def _has_plural(view: Shielded, claim: Claim) -> bool:
    block = view.blocks[claim.span.block]
    last = words(key(block.block.text[claim.span.start : claim.span.end]))[-1].text
    return is_common(claim.row.term) or not (is_ordinary(claim.row.text) or zipf(last) >= _KNOWN)


def _runs_together(claim: Claim) -> bool:
    """Whether it is a name of two spelled syllables written as one: as likely it is another (Changan, not Chang An)."""
    joined = claim.own and claim.shape is Shape.JOINED
    return joined and bool(re.fullmatch(f"(?:{_SYLLABLE}){{2}}", key(claim.row.text)))


def _shape(claim: Claim) -> Evidence:
    """How the wording differs from the row: said, not weighed; that it is no listed wording the rule's name tells."""
    how = "in the plural" if claim.shape is Shape.LISTED else claim.shape.value
    return Evidence("shape", 0.0, f"it is “{claim.row.text}” {how}")
