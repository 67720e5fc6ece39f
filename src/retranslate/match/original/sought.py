"""Matches of rule ``name/original``: words that would mean nothing by themselves, where the original has the name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from retranslate.match import forecast
from retranslate.match.forms import Shape, occurrences
from retranslate.model import Apply, Evidence, Kind, Match
from retranslate.text.spans import overlap
from retranslate.text.view import View

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from retranslate.glossary import Glossary
    from retranslate.match.original.linked import Group
    from retranslate.match.shielded import Shielded
    from retranslate.model import Variant

RULE: Final = "name/original"
FLOOR: Final = 2.0  # log10: a hundred times likelier as the name than by chance, and few words stand in a paragraph
UNLISTED: Final = Evidence("original/unlisted", -3.5, "no row lists these words")  # so that a form at `FLOOR` is asked
OTHER_WORDS: Final = "other words"  # what an unlisted form may always be: such a match is never more than a question
NAMED: Final = frozenset({Kind.COMPANY, Kind.PRODUCT, Kind.GAME, Kind.PERSON, Kind.ORG, Kind.WORK, Kind.PLACE})


def find(view: Shielded, glossary: Glossary, linked: Sequence[Group], found: Iterable[Match]) -> list[Match]:
    """What stands for the names that a group's paragraphs have and its blocks lack: at most as many as are lacking.

    Wordings whose rows ask for other words nearby come first, then what a source name explains.
    """
    there: dict[int, list[Match]] = defaultdict(list)
    for one in found:
        there[one.span.block].append(one)
    lacking = {at: _lacking(view, glossary, group, there) for at, group in enumerate(linked)}
    names = {name for short in lacking.values() for name in short}
    blocks = {block for at, group in enumerate(linked) if lacking[at] for block in group.blocks}
    likely: dict[int, list[Match]] = defaultdict(list)
    for one in _candidates(view, glossary, names, blocks):
        span = one.span
        taken = (other for other in there[span.block] if not other.partial and overlap(other.span, span))
        if not view.blocks[span.block].is_protected(span.start, span.end) and not any(taken):
            likely[span.block].append(one)
    return [one for at, group in enumerate(linked) for one in _chosen(lacking[at], likely, group)]


def _lacking(view: Shielded, glossary: Glossary, group: Group, there: dict[int, list[Match]]) -> dict[str, int]:
    """How often the paragraphs have each name beyond what the blocks have, under whatever form."""
    blocks = frozenset(group.blocks)
    have: dict[str, int] = defaultdict(int)
    for block in blocks:
        for one in there[block]:
            have[one.term.name] += 1
    for name in view.known:
        have[name.term.name] += name.span.block in blocks
    kinds = {term.name: term.kind for term in glossary.terms if term.name in group.said}
    short = {name: count - have[name] for name, count in group.said.items() if kinds.get(name) in NAMED}
    return {name: count for name, count in short.items() if count > 0}


def _candidates(view: Shielded, glossary: Glossary, names: Collection[str], blocks: Collection[int]) -> Iterator[Match]:
    """Words of ``blocks`` that may stand for ``names``, the likelier first."""
    if not names:
        return
    part = View(view.document, tuple(block for block in view.blocks if block.index in blocks), view.kept)
    rows: dict[str, list[Variant]] = defaultdict(list)
    for row in glossary.variants:
        if row.term.name in names and row.context and row.apply is not Apply.NEVER:
            rows[row.text].append(row)
    for hit in occurrences(part, rows):
        if hit.shape is Shape.LISTED and not hit.plural:
            yield from (Match(hit.span, row.term, RULE, row) for row in rows[hit.form])
    for one in forecast.explanations(part, glossary):
        if one.term.name in names and one.score >= FLOOR:
            explained = one.evidence[0]._replace(weight=0.0)
            yield one._replace(rule=RULE, evidence=(explained, UNLISTED), rivals=(OTHER_WORDS,), partial=False)


def _chosen(lacking: dict[str, int], likely: dict[int, list[Match]], group: Group) -> Iterator[Match]:
    """The likeliest of each lacking name, as many as are lacking, without overlaps."""
    left = dict(lacking)
    every = sorted(
        (one for block in group.blocks for one in likely[block] if one.term.name in left),
        key=lambda one: (one.variant is None, -one.score, one.span, one.term.name),
    )
    kept: list[Match] = []
    for one in every:
        if left[one.term.name] and not any(overlap(other.span, one.span) for other in kept):
            left[one.term.name] -= 1
            kept.append(one)
    for one in kept:
        why = f"the original has {group.words[one.term.name]} here"
        yield one._replace(evidence=(*one.evidence, Evidence("original/aligned", 0.0, why)))
