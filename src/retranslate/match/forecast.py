"""Forms that no row lists: spans that a source name explains, by its sounds and its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.forecast import models
from retranslate.forecast.explain import Found, explained
from retranslate.forecast.path import beside, described, is_residue, like_a_person, sort
from retranslate.forecast.reader import Reader
from retranslate.forecast.thresholds import LIKE_A_PERSON, Sort, crowd, weight
from retranslate.forecast.tokens import Token, tokens
from retranslate.model import Evidence, Kind, Match, Span, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path as File

    from retranslate.forecast.align import Path
    from retranslate.forecast.models import Name
    from retranslate.glossary import Glossary
    from retranslate.text import BlockView, View

RULE: Final = "name/forecast"
FLOOR: Final = 2.0  # log10; below this no context makes a span a name
AS_WELL: Final = 1.0  # log10; a name whose score is this near explains the span about as well


def find(view: View, glossary: Glossary, *, dictionaries: Sequence[File] = ()) -> Iterator[Match]:
    """Matches of rule ``name/forecast``, each the best explanation of its span; their spans do not overlap.

    ``dictionaries`` are the user's own, see `retranslate.forecast.mandarin.dictionary.users`.
    """
    compiled = models(glossary, dictionaries)
    if not compiled:
        return
    reader = Reader(compiled)
    for block in view.blocks:
        page = _Page(block, tokens(block), reader, glossary)
        found = [one for one in explained(page.row, reader, FLOOR + crowd(len(compiled))) if page.allows(one.path)]
        chosen = list(_chosen(found))
        taken = {at for one, _ in chosen for at in range(one.path.first, one.path.last)}
        for one, rivals in chosen:
            yield page.match(one, rivals, taken)


def _chosen(found: list[Found]) -> Iterator[tuple[Found, list[Found]]]:
    """The best of those that overlap, with those of other names that explain as much about as well."""
    taken: list[Found] = []
    for one in sorted(found, key=lambda one: (-one.path.score, one.path.first, one.name)):
        if not any(_overlap(one, other) for other in taken):
            taken.append(one)
            yield one, [other for other in found if other is not one and _rivals(one, other)]


def _overlap(one: Found, other: Found) -> bool:
    return other.path.first < one.path.last and one.path.first < other.path.last


def _rivals(one: Found, other: Found) -> bool:
    return _overlap(one, other) and other.path.score >= one.path.score - AS_WELL


class _Page(NamedTuple):
    """A block with its words, and what its matches are made with."""

    block: BlockView
    row: Sequence[Token]
    reader: Reader
    glossary: Glossary

    def span(self, path: Path) -> Span:
        start, end = self.block.folded.to_raw(self.row[path.first].start, self.row[path.last - 1].end)
        return Span(self.block.index, start, end)

    def allows(self, path: Path) -> bool:
        span = self.span(path)
        return sort(path) is not Sort.WORD and not self.block.is_protected(span.start, span.end)

    def match(self, one: Found, rivals: Sequence[Found], taken: set[int]) -> Match:
        name = self.reader.models.name(one.name)
        term = self.glossary.terms[name.term]
        others = dict.fromkeys(self._term(rival).name for rival in rivals)
        return Match(
            self.span(one.path),
            term,
            RULE,
            score=round(one.path.score, 3),
            evidence=tuple(self._evidence(one.path, name, term)),
            rivals=tuple(other for other in others if other != term.name),
            partial=self._leaves(one.path, taken),
        )

    def _term(self, found: Found) -> Term:
        return self.glossary.terms[self.reader.models.name(found.name).term]

    def _evidence(self, path: Path, name: Name, term: Term) -> Iterator[Evidence]:
        found = sort(path)
        worth = weight(found, path.score - crowd(len(self.reader.models)))
        yield Evidence(f"forecast/{found}", round(worth, 3), described(name, path, self.block))
        person = found is Sort.PINYIN and like_a_person(path, self.row, self.reader.models.surnames)
        if person and term.kind is not Kind.PERSON:
            yield Evidence("forecast/person", LIKE_A_PERSON, "written as persons are, surname first")

    def _leaves(self, path: Path, taken: set[int]) -> bool:
        """Whether a word beside the span looks like the rest of the same name."""
        return sort(path) is Sort.PINYIN and any(
            is_residue(self.row[at], self.reader) and at not in taken and not self._is_protected(at)
            for at in beside(path, self.row)
        )

    def _is_protected(self, at: int) -> bool:
        return self.block.is_protected(*self.block.folded.to_raw(self.row[at].start, self.row[at].end))
