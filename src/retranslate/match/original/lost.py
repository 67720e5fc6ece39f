"""Matches of rule ``name/missing``: names that the original has and the translation does not, under any form."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from retranslate.model import Evidence, Kind, Match, Span, Term
from retranslate.text.words import vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retranslate.glossary import Glossary
    from retranslate.match.original.linked import Group
    from retranslate.match.original.literal import Literal
    from retranslate.match.shielded import Shielded
    from retranslate.text import BlockView

RULE: Final = "name/missing"
KINDS: Final = frozenset({Kind.COMPANY, Kind.PRODUCT, Kind.GAME, Kind.PERSON, Kind.ORG, Kind.WORK})
FIRST: Final = 3  # words of a paragraph that a note stands at
SHORTEST: Final = 3  # letters of a word of a name by which a text may call it in short: Luckin, Zhengyao


def find(
    view: Shielded, glossary: Glossary, linked: Sequence[Group], found: Iterable[Match], literal: Literal
) -> list[Match]:
    """One match, for a note, at the first words of a group for each name that is lost there.

    Only where the link is sure, and never for a name that is a word of its language besides (理想 is an ideal, too) or
    that stands in a block beside, where a translation may have moved it.
    """
    has: dict[int, set[str]] = defaultdict(set)
    for one in found:
        has[one.span.block] |= {one.term.name, one.term.source, *one.rivals}
    for name in view.known:
        has[name.span.block] |= {name.term.name, name.term.source}
    terms = {term.name: term for term in glossary.terms if term.kind in KINDS}
    matches = []
    for group in (group for group in linked if group.sure):
        around = range(max(0, group.blocks[0] - 2), min(len(view.blocks), group.blocks[-1] + 3))
        there = set[str]().union(*(has[at] for at in around))
        said = set[str]().union(*(vocabulary(view.blocks[at].folded.text) for at in group.blocks))
        for term in (terms[name] for name in sorted(group.said) if name in terms and name not in literal.words):
            if not {term.name, term.source} & there and not _in_short(term, said):
                matches.append(_note(term, group.words[term.name], view.blocks[group.blocks[0]]))
    return matches


def _in_short(term: Term, said: set[str]) -> bool:
    return any(len(word.text) >= SHORTEST and word.text in said for word in words(term.name.casefold()))


def _note(term: Term, source: str, block: BlockView) -> Match:
    first = block.words[:FIRST]
    start, end = block.folded.to_raw(first[0].start, first[-1].end) if first else (0, len(block.block.text))
    why = f"the original names {term.name} ({source}) here; the translation does not"
    return Match(Span(block.index, start, end), term, RULE, evidence=(Evidence(RULE, 0.0, why),), partial=True)
