"""Forms that no row lists: spans that a source name explains, by its sounds and its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from retranslate.forecast import models
from retranslate.forecast.explain import Found, explained
from retranslate.forecast.path import described, residue, sort
from retranslate.forecast.reader import Reader
from retranslate.forecast.thresholds import Sort, weight
from retranslate.forecast.tokens import Token, tokens
from retranslate.model import Evidence, Match, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from retranslate.forecast.models import Models
    from retranslate.glossary import Glossary
    from retranslate.text import BlockView, View

RULE: Final = "name/forecast"
FLOOR: Final = 2.0  # log10; below this no context makes a span a name
AS_WELL: Final = 1.0  # log10; a name whose score is this near explains the span about as well


def find(view: View, glossary: Glossary, *, dictionaries: Sequence[Path] = ()) -> Iterator[Match]:
    """Matches of rule ``name/forecast``, each the best explanation of its span; their spans do not overlap."""
    compiled = models(glossary, dictionaries)
    if not compiled:
        return
    reader = Reader(compiled)
    for block in view.blocks:
        row = tuple(token for token in tokens(block))
        found = [one for one in explained(row, reader, FLOOR) if _allowed(one, block, row, compiled, glossary)]
        for one, rivals in _chosen(found):
            yield _match(one, rivals, block, row, compiled, glossary)


def _allowed(one: Found, block: BlockView, row: Sequence[Token], compiled: Models, glossary: Glossary) -> bool:
    start, end = block.folded.to_raw(row[one.path.first].start, row[one.path.last - 1].end)
    return not block.is_protected(start, end) and sort(one.path) is not Sort.WORD


def _chosen(found: list[Found]) -> Iterator[tuple[Found, list[Found]]]:
    """The best of those that overlap, with those of other names that explain as much about as well."""
    taken: list[Found] = []
    for one in sorted(found, key=lambda one: (-one.path.score, one.path.first, one.name)):
        if all(one.path.last <= other.path.first or other.path.last <= one.path.first for other in taken):
            taken.append(one)
            yield one, [other for other in found if other is not one and _rivals(one, other)]


def _rivals(one: Found, other: Found) -> bool:
    overlap = other.path.first < one.path.last and one.path.first < other.path.last
    return overlap and other.path.score >= one.path.score - AS_WELL


def _match(
    one: Found, rivals: Sequence[Found], block: BlockView, row: Sequence[Token], compiled: Models, glossary: Glossary
) -> Match:
    path = one.path
    name = compiled.name(one.name)
    term = glossary.terms[name.term]
    start, end = block.folded.to_raw(row[path.first].start, row[path.last - 1].end)
    found = sort(path)
    others = dict.fromkeys(glossary.terms[compiled.name(rival.name).term].name for rival in rivals)
    return Match(
        Span(block.index, start, end),
        term,
        RULE,
        score=round(path.score, 3),
        evidence=(Evidence(f"forecast/{found}", round(weight(found, path.score), 3), described(name, path, block)),),
        rivals=tuple(other for other in others if other != term.name),
        partial=residue(path, row, name),
    )
