"""Forms that no row lists: spans that a source name explains, by its sounds and its meaning."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from retranslate.forecast import models
from retranslate.forecast.explain import Found, explained
from retranslate.forecast.path import beside, described, is_residue, named_before, signs, sort
from retranslate.forecast.reader import Reader
from retranslate.forecast.thresholds import SIGNS, SLACK, TIERS, Sort, crowd, weight
from retranslate.forecast.tokens import Token, tokens
from retranslate.model import Evidence, Kind, Match, Span, Term
from retranslate.text import fold
from retranslate.text.words import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retranslate.forecast.align import Path
    from retranslate.forecast.models import Name
    from retranslate.glossary import Glossary
    from retranslate.text import BlockView, View

RULE: Final = "name/forecast"
FLOOR: Final = min(tier.ask for tier in TIERS.values()) - SLACK  # log10; below this no context makes a span a name
WEAKEST: Final = 0.0  # log10; below this chance explains the words better
AS_WELL: Final = 1.0  # log10; a name whose score is this near explains the span about as well


def find(view: View, glossary: Glossary) -> Iterator[Match]:
    """Matches of rule ``name/forecast``, each the best explanation of its span; their spans do not overlap."""
    compiled = view.once((glossary, models), partial(models, glossary))
    if not compiled:
        return
    reader, less = view.once((compiled,), partial(Reader, compiled)), crowd(len(compiled))
    found: list[Match] = []
    for block in (one for one in view.blocks if one.words):
        row, likely = view.once((block.block, reader), partial(_likely, block, reader, FLOOR + less))
        page = _Page(block, row, reader, glossary)
        chosen = list(_chosen([one for one in likely if page.allows(one)]))
        taken = {at for one, _ in chosen for at in range(one.path.first, one.path.last)}
        found += (page.match(one, rivals, taken) for one, rivals in chosen)
    elsewhere = _Elsewhere.read(found, view, less)
    for match in found:
        yield match._replace(rivals=(*match.rivals, *_doubts(match, less, elsewhere)))


def _likely(block: BlockView, reader: Reader, floor: float) -> tuple[Sequence[Token], list[Found]]:
    row = tokens(block)
    return row, list(explained(row, reader, floor))


def explanations(view: View, glossary: Glossary) -> list[Match]:
    """Every name that explains some words of ``view``, best first: weak ones, single words and overlapping ones too."""
    compiled = models(glossary)
    reader, less, nothing = Reader(compiled), crowd(len(compiled)), _Elsewhere(frozenset(), frozenset())
    found = []
    for block in view.blocks if compiled else ():
        page = _Page(block, tokens(block), reader, glossary)
        found += [page.match(one, (), set()) for one in explained(page.row, reader, WEAKEST, single=True)]
    doubted = (match._replace(rivals=(*match.rivals, *_doubts(match, less, nothing))) for match in found)
    return sorted(doubted, key=lambda match: -match.score)


class _Elsewhere:
    """The terms that stand in the document by a form that leaves no doubt, and by their canonical name."""

    def __init__(self, forms: frozenset[Term], names: frozenset[Term]) -> None:
        self.forms: Final = forms
        self.names: Final = names

    @classmethod
    def read(cls, found: Sequence[Match], view: View, less: float) -> _Elsewhere:
        nothing = cls(frozenset(), frozenset())
        forms = {one.term for one in found if not (one.partial or one.rivals or any(_doubts(one, less, nothing)))}
        text = "\n".join(block.folded.text for block in view.blocks)
        return cls(frozenset(forms), frozenset(term for term in {one.term for one in found} if _stands(term, text)))


def _stands(term: Term, text: str) -> bool:
    name = fold(term.name).text
    at = text.find(name)
    return at >= 0 and whole(text, at, at + len(name))


def _doubts(match: Match, less: float, elsewhere: _Elsewhere) -> Iterator[str]:
    """What a form may be besides the name. A sure form elsewhere settles it; for a spelled one its right name does."""
    cues = [one.cue.partition("/")[2] for one in match.evidence]
    sort = Sort(cues[0])
    settled = match.term in elsewhere.forms or (sort in (Sort.PINYIN, Sort.MIXED) and match.term in elsewhere.names)
    for sign in (SIGNS[cue] for cue in cues[1:]):
        if not (settled and sign.passing):
            yield sign.rival
    if match.score - less < TIERS[sort].auto and not settled:
        yield TIERS[sort].rival


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


class _Page:
    """A block with its words, and what its matches are made with."""

    def __init__(self, block: BlockView, row: Sequence[Token], reader: Reader, glossary: Glossary) -> None:
        self.block: Final = block
        self.row: Final = row
        self.reader: Final = reader
        self.glossary: Final = glossary

    def span(self, path: Path) -> Span:
        start, end = self.block.folded.to_raw(self.row[path.first].start, self.row[path.last - 1].end)
        return Span(self.block.index, start, end)

    def allows(self, found: Found) -> bool:
        """Whether it may be a match: more than a word, free of what is protected, and nobody's given name."""
        span, path = self.span(found.path), found.path
        kind = sort(path, self.row)
        if kind is Sort.WORD or found.path.score - crowd(len(self.reader.models)) < TIERS[kind].ask - SLACK:
            return False
        if self.block.is_protected(span.start, span.end):
            return False
        given = named_before(path, self.row, self.reader.models.surnames)
        return not given or self._term(found).kind is Kind.PERSON

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
        found = sort(path, self.row)
        worth = weight(found, path.score - crowd(len(self.reader.models)))
        yield Evidence(f"forecast/{found}", round(worth, 3), described(name, path, self.block))
        for cue in signs(path, self.row, name, self.reader):
            if cue != "person" or term.kind is not Kind.PERSON:
                yield Evidence(f"forecast/{cue}", SIGNS[cue].weight, SIGNS[cue].why)

    def _leaves(self, path: Path, taken: set[int]) -> bool:
        """Whether a word beside the span looks like the rest of the same name."""
        return sort(path, self.row) is Sort.PINYIN and any(
            is_residue(self.row[at], self.reader) and at not in taken and not self._is_protected(at)
            for at in beside(path, self.row)
        )

    def _is_protected(self, at: int) -> bool:
        return self.block.is_protected(*self.block.folded.to_raw(self.row[at].start, self.row[at].end))
