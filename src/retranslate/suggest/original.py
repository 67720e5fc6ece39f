"""Which name of the original a wording stands for: characters that are read so, mean so, and stand in the same places.

A wording is laid along the original: every syllable must be the reading of a character, every word the meaning of
some, one after the other. Where several stretches explain it, and where none does, the paragraphs that belong to those
it is used in decide: the name must stand there, and not elsewhere.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.forecast.english import GENERIC
from retranslate.glossary import Glossary
from retranslate.match.original.linked import Group, groups
from retranslate.match.original.naming import namings
from retranslate.match.shielded import shield
from retranslate.model import Match, Term
from retranslate.suggest.rendering import rarity
from retranslate.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from retranslate.model import Document
    from retranslate.suggest.entities import Entity
    from retranslate.suggest.rendering import Atom, Renderings
    from retranslate.suggest.uses import Page

SURE: Final = 1.5  # log10 of the odds against chance, from which on a stretch is a mark by which paragraphs are linked
LEAST: Final = 0.5  # the same, from which on a stretch explains a wording at all
NEAR: Final = 1.5  # log10; stretches this near to the best are told apart by where they stand
SKIPPED, DROPPED, DROPPED_GENERIC = -1.2, -1.5, -0.5  # log10: a character, a word, a word such as Group left out
SWAPPED: Final = -0.8  # log10; two neighbours in the other order: Station B is B站, Mount Tai 泰山
LONGER: Final = 0.4  # log10 for each further character that one word explains: 贝壳 rather than 壳 for shell
LITERAL: Final = 1.5  # log10 for each letter or figure that stands in the original as it is
LENGTHS: Final = range(2, 7)  # characters of a name that no reading and no meaning explains
TOGETHER: Final = 2  # places where both stand, for such a name
_ANY: Final = Glossary((Term("-", "-"),), ())  # texts are spelled for comparison where there is a term
_HAN: Final = re.compile("[\u4e00-\u9fff]+")


class Stretch(NamedTuple):
    """A stretch of the original that explains a wording: log10 of the odds against chance."""

    source: str
    score: float


class Told(NamedTuple):
    """The source name of each entity, "" where none is told; the documents whose originals are those of other texts."""

    names: list[str]
    unrelated: list[int]


class _Way(NamedTuple):
    start: int
    score: float
    dropped: bool


class Original:
    """The text of an original, to lay wordings along."""

    def __init__(self, document: Document, renderings: Renderings) -> None:
        self.document, self._lexicon = document, renderings.vocabulary.lexicon
        self._renderings = renderings
        texts = [block.text for block in document.blocks]
        self.text = "\n".join(fold(one.text).text for one in namings(texts, _ANY))  # in simplified characters
        self._chance = math.log10(max(10, len(self.text)))

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, char in enumerate(self.text):
            places[char].append(at)
        return places

    def raw(self, source: str) -> str:
        """``source``, folded, as the original first writes it."""
        found = re.search(re.escape(source), "\n".join(block.text for block in self.document.blocks), re.IGNORECASE)
        return found.group() if found else source

    def is_plain(self, source: str) -> bool:
        """Whether a dictionary has ``source`` for a plain word of English."""
        return source in self._plain

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(self._lexicon.meanings_of(self._renderings.vocabulary.is_plain))

    def stretches(self, words: Sequence[str]) -> list[Stretch]:
        """What explains a wording (folded words), best first."""
        best: dict[str, float] = {}
        for atoms in self._renderings.readings(words):
            for order, cost in _orders(atoms):
                for end, way in self._laid(order).items():
                    source, score = self.text[way.start : end], way.score + cost
                    if _HAN.search(source):
                        best[source] = max(best.get(source, score), score)
        found = [Stretch(source, score - self._chance) for source, score in best.items()]
        return sorted((one for one in found if one.score >= LEAST), key=lambda one: (-one.score, one.source))

    def _laid(self, atoms: Sequence[Atom]) -> dict[int, _Way]:
        """The best way to lay all atoms one after the other, by where it ends."""
        first, *others = atoms
        ways: dict[int, _Way] = {}
        for start, end, gain in self._matches(first):
            _keep(ways, end, _Way(start, gain, dropped=False))
        for atom in others:
            longer: dict[int, _Way] = {}
            for start, end, gain in self._matches(atom):
                for gap in (0, 1):
                    way = ways.get(start - gap)
                    if way and "\n" not in self.text[start - gap : start]:
                        _keep(longer, end, way._replace(score=way.score + SKIPPED * gap + gain))
            lost = DROPPED_GENERIC if atom.text in GENERIC else DROPPED
            for end, way in ways.items():
                if not atom.spelled and not way.dropped:
                    _keep(longer, end, way._replace(score=way.score + lost, dropped=True))
            ways = longer
        return ways

    def _matches(self, atom: Atom) -> Iterator[tuple[int, int, float]]:
        """Where ``atom`` may come from: start, end, log10 against chance."""
        if atom.spelled:
            gain = self._lexicon.syllables[atom.text]
            for piece in self._lexicon.sounding(atom.text):
                yield from ((at, at + 1, gain) for at in self._places.get(piece.characters, ()))
            return
        if atom.text.isdecimal() or len(atom.text) == 1:
            at = self.text.find(atom.text)
            while at >= 0:
                yield at, at + len(atom.text), LITERAL * len(atom.text)
                at = self.text.find(atom.text, at + 1)
            return
        for piece in self._lexicon.meaning(atom.text):
            gain = rarity(atom.text) - piece.cost + LONGER * (len(piece.characters) - 1)
            for at in self._places.get(piece.characters[0], ()):
                if self.text.startswith(piece.characters, at):
                    yield at, at + len(piece.characters), gain


def _orders(atoms: tuple[Atom, ...]) -> Iterator[tuple[tuple[Atom, ...], float]]:
    """``atoms`` as they stand, then with two neighbours swapped, unless both are syllables; what that costs."""
    yield atoms, 0.0
    for at in range(len(atoms) - 1):
        one, other = atoms[at : at + 2]
        if not (one.spelled and other.spelled):
            yield (*atoms[:at], other, one, *atoms[at + 2 :]), SWAPPED


def _keep(ways: dict[int, _Way], end: int, way: _Way) -> None:
    if end not in ways or way.score > ways[end].score:
        ways[end] = way


def sources(
    entities: Sequence[Entity],
    pages: Sequence[Page],
    originals: Sequence[Document | None],
    glossary: Glossary,
    renderings: Renderings,
) -> Told:
    """What ``originals``, one a document or None, tell of ``entities``."""
    told, unrelated = [""] * len(entities), []
    for number, original in enumerate(originals):
        here = {
            at: entity
            for at, entity in enumerate(entities)
            if not told[at] and any(use.document == number for use in entity.uses)
        }
        if original is not None and here:
            found = _sources(here, number, pages[number], Original(original, renderings), glossary)
            if found is None:
                unrelated.append(number)
            for at, source in (found or {}).items():
                told[at] = source
    return Told(told, unrelated)


def _sources(
    entities: Mapping[int, Entity], number: int, page: Page, original: Original, glossary: Glossary
) -> dict[int, str] | None:
    """The source names that one original tells; None where it seems to be that of another text."""
    stretches = {
        at: max((original.stretches(one.words) for one in entity.wordings.values()), key=_best)
        for at, entity in entities.items()
    }
    marks = {at: found[0].source for at, found in stretches.items() if _best(found) >= SURE}
    linked = _linked(entities, marks, number, page, original, glossary)
    if not linked:
        return None
    told: dict[int, str] = {}
    for at, found in stretches.items():
        near = [one for one in found if one.score > found[0].score - NEAR]
        there = _groups(entities[at], number, linked)
        counted = [(sum(one.source in fold(group.text).text for group in there), one.score, one.source) for one in near]
        often, _, source = max(counted, default=(0, 0.0, ""))
        if there and often * 2 >= len(there):
            told[at] = source
    for at, entity in entities.items():
        beside = "" if at in told else _beside(_groups(entity, number, linked), linked, {*told.values()}, original)
        if beside:
            told[at] = beside
    return {at: original.raw(source) for at, source in told.items()}


def _best(found: Sequence[Stretch]) -> float:
    return found[0].score if found else -math.inf


def _linked(
    entities: Mapping[int, Entity],
    marks: Mapping[int, str],
    number: int,
    page: Page,
    original: Original,
    glossary: Glossary,
) -> tuple[Group, ...]:
    """The paragraphs that belong together, the names that are as good as sure taken for marks of theirs."""
    terms = {at: Term(entities[at].uses[0].mention.text, source) for at, source in marks.items()}
    found = [
        Match(use.mention.span, terms[at], "name/suggest")
        for at in marks
        for use in entities[at].uses
        if use.document == number
    ]
    known = glossary._replace(terms=(*glossary.terms, *terms.values()))
    return groups(shield(page.view, glossary), found, known, original.document)


def _groups(entity: Entity, number: int, linked: Iterable[Group]) -> list[Group]:
    """Those that hold a use of ``entity``."""
    blocks = {use.mention.span.block for use in entity.uses if use.document == number}
    return [group for group in linked if not blocks.isdisjoint(group.blocks)]


def _beside(there: Sequence[Group], linked: Sequence[Group], taken: set[str], original: Original) -> str:
    """The one name that stands in every one of ``there`` and nowhere else; "" where there is none or several.

    What a dictionary has as a plain word is no name.
    """
    if len(there) < TOGETHER:
        return ""
    elsewhere = "\n".join(group.text for group in linked if group not in there)
    runs = _HAN.findall(there[0].text)
    grams = {run[at : at + size] for run in runs for size in LENGTHS for at in range(len(run) - size + 1)}
    common = {gram for gram in grams if all(gram in group.text for group in there) and gram not in elsewhere}
    kept = {gram for gram in common if not (any(gram in one for one in taken) or original.is_plain(gram))}
    longest = [gram for gram in kept if not any(gram != other and gram in other for other in kept)]
    return longest[0] if len(longest) == 1 else ""
