"""Names that the glossary lacks: what may be a garbled name in some articles, the likeliest first.

Whatever may be a name is harvested (`harvest`), all its uses are found (`uses`), those of one name are put together
(`entities`, by way of `rendering`), and cues say how likely it is garbled (`cues`, weights.tsv).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.forecast.compile import sources as cells
from retranslate.model import Problem
from retranslate.suggest.case import Case, case
from retranslate.suggest.entities import Entity, entities, joined
from retranslate.suggest.lexicon import lexicon
from retranslate.suggest.rendering import Renderings
from retranslate.suggest.uses import Page, read, uses
from retranslate.suggest.vocabulary import Vocabulary
from retranslate.suggest.weights import probability, weigh

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retranslate.glossary import Glossary
    from retranslate.model import Document

FLOOR: Final = 0.05  # probability; below it a name is right as it stands, for all that the text says
REASONS: Final = 4
MOST: Final = 30  # uses of a name whose sentences are read; more say the same again


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that the glossary lacks.

    ``spellings`` are counted, the most frequent first. ``source`` is its name in the original, None where there is no
    original or it does not say, and ``term`` the glossary's term with that source; ``guess`` are characters that would
    explain the words in which the spellings differ. ``score`` is the probability (0-1)
    that it is a garbled name. ``first`` is the sentence of its first use. ``perhaps`` are spellings of other
    suggestions that may be the same name, each with the reason. ``files`` counts the uses by document, by its name.
    """

    spellings: tuple[tuple[str, int], ...]
    source: str | None
    term: str | None
    score: float
    first: str
    why: tuple[str, ...]
    guess: str | None
    perhaps: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, int], ...]


class Suggested(NamedTuple):
    """The names, the likeliest to be garbled first, and what there was to say besides."""

    names: tuple[Suggestion, ...]
    problems: tuple[Problem, ...] = ()


class Examined(NamedTuple):
    """The documents as read, every name that the glossary lacks, right ones too, and what there was to say."""

    pages: tuple[Page, ...]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]


def suggest(documents: Sequence[Document], glossary: Glossary, originals: Sequence[Document | None] = ()) -> Suggested:
    """The names of ``documents``, taken together, that ``glossary`` lacks; the likeliest to be garbled first.

    ``originals`` are the articles in their own language, in the order of ``documents``; they tell the source names.

    Raises `RetranslateError` for a dictionary of ``glossary`` that cannot be read.
    """
    pages, cases, problems = examine(documents, glossary, originals)
    terms = {source.casefold(): term.name for term in glossary.terms for source in cells(term.source)}
    names = (_suggestion(one, pages, terms) for one in cases)
    return Suggested(tuple(sorted((one for one in names if one.score >= FLOOR), key=_rank)), problems)


def examine(documents: Sequence[Document], glossary: Glossary, originals: Sequence[Document | None] = ()) -> Examined:
    """What `suggest` weighs, in the order of the first uses."""
    vocabulary = Vocabulary(lexicon(tuple(map(Path, glossary.dictionaries))))
    pages = tuple(read(document, glossary) for document in documents)
    renderings = Renderings(vocabulary)
    found = entities(uses(pages, glossary, vocabulary), [page.view for page in pages], renderings)
    problems = [*(one for document in documents for one in document.problems), *glossary.problems]
    if any(originals):
        from retranslate.suggest.original import sources

        told = sources(found, pages, originals, glossary, renderings)
        found = joined(found, told.names)
        problems += [_unrelated(documents[at], originals[at]) for at in told.unrelated]
    return Examined(pages, tuple(_case(entity, pages, vocabulary) for entity in found), tuple(problems))


def _rank(one: Suggestion) -> tuple[float, int]:
    return -one.score, -sum(count for _, count in one.spellings)


def _unrelated(document: Document, original: Document | None) -> Problem:
    name = original.name if original else ""
    said = f"seems to be no original of {document.name}, and was not used"
    return Problem(name, said, "give -s once a file, in the order of the files")


def _case(entity: Entity, pages: Sequence[Page], vocabulary: Vocabulary) -> Case:
    looked_at = entity.uses[:MOST]
    numbers = dict.fromkeys(use.document for use in looked_at)
    seen = [pages[at].scenes([use.mention for use in looked_at if use.document == at]) for at in numbers]
    return case(entity, tuple(scene for some in seen for scene in some), vocabulary)


def _suggestion(one: Case, pages: Sequence[Page], terms: Mapping[str, str]) -> Suggestion:
    entity, evidence = one.entity, weigh(one)
    telling = sorted(evidence, key=lambda reason: -reason.weight)
    first = entity.uses[0]
    block = pages[first.document].view.blocks[first.mention.span.block]
    start, end = next(s for s in block.sentences if s[0] <= first.mention.span.start < s[1])
    return Suggestion(
        spellings=tuple(entity.spellings.most_common()),
        source=entity.source or None,
        term=terms.get(entity.source.casefold()),
        score=round(probability(evidence), 3),
        first=" ".join(block.block.text[start:end].split()),
        why=tuple(reason.why for reason in telling if reason.weight > 0)[:REASONS],
        guess=entity.guess or None,
        perhaps=entity.perhaps,
        files=tuple(Counter(pages[use.document].view.document.name for use in entity.uses).items()),
    )
