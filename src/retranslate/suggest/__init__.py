"""Names that the glossary lacks: what may be a garbled name in some articles, the likeliest first.

Whatever may be a name is harvested (`harvest`), all its uses are found (`uses`), those of one name are put together
(`entities`, by way of `rendering`), and cues say how likely it is garbled (`cues`, weights.tsv).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from retranslate.suggest.case import Case
from retranslate.suggest.entities import Entity, entities
from retranslate.suggest.lexicon import lexicon
from retranslate.suggest.rendering import Renderings
from retranslate.suggest.uses import Page, read, uses
from retranslate.suggest.vocabulary import Vocabulary
from retranslate.suggest.weights import probability, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.glossary import Glossary
    from retranslate.model import Document, Evidence

FLOOR: Final = 0.1  # probability; below it a name is right as it stands, for all that the text says
REASONS: Final = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that the glossary lacks.

    ``spellings`` are counted, the most frequent first. ``source`` is its name in the original, None where there is no
    original or it does not say; ``guess`` is one that would explain all spellings. ``score`` is the probability (0-1)
    that it is a garbled name. ``first`` is the sentence of its first use. ``perhaps`` are spellings of other
    suggestions that may be the same name, each with the reason. ``files`` counts the uses by document, by its name.
    """

    spellings: tuple[tuple[str, int], ...]
    source: str | None
    score: float
    first: str
    why: tuple[str, ...]
    guess: str | None
    perhaps: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, int], ...]


def suggest(documents: Sequence[Document], glossary: Glossary) -> tuple[Suggestion, ...]:
    """The names of ``documents``, taken together, that ``glossary`` lacks; the likeliest to be garbled first.

    Raises `RetranslateError` for a dictionary of ``glossary`` that cannot be read.
    """
    pages, cases = examine(documents, glossary)
    weighed = [(case, weigh(case)) for case in cases]
    found = [_suggestion(case, evidence, pages, documents) for case, evidence in weighed]
    likely = [one for one in found if one.score >= FLOOR]
    return tuple(sorted(likely, key=lambda one: (-one.score, -sum(count for _, count in one.spellings))))


def examine(documents: Sequence[Document], glossary: Glossary) -> tuple[list[Page], list[Case]]:
    """Every name of ``documents`` that ``glossary`` lacks, right ones too, in the order of their first uses."""
    vocabulary = Vocabulary(lexicon(tuple(map(Path, glossary.dictionaries))))
    pages = [read(document, glossary) for document in documents]
    found = entities(uses(pages, glossary, vocabulary), [page.view for page in pages], Renderings(vocabulary))
    return pages, [_case(entity, pages, vocabulary) for entity in found]


def _case(entity: Entity, pages: Sequence[Page], vocabulary: Vocabulary) -> Case:
    numbers = dict.fromkeys(use.document for use in entity.uses)
    seen = [pages[at].scenes([use.mention for use in entity.uses if use.document == at]) for at in numbers]
    return Case(entity, tuple(scene for some in seen for scene in some), vocabulary)


def _suggestion(
    case: Case, evidence: Sequence[Evidence], pages: Sequence[Page], documents: Sequence[Document]
) -> Suggestion:
    entity = case.entity
    telling = sorted(evidence, key=lambda one: -one.weight)
    first = entity.uses[0]
    block = pages[first.document].view.blocks[first.mention.span.block]
    start, end = next(s for s in block.sentences if s[0] <= first.mention.span.start < s[1])
    return Suggestion(
        spellings=tuple(entity.spellings.most_common()),
        source=None,
        score=round(probability(evidence), 3),
        first=" ".join(block.block.text[start:end].split()),
        why=tuple(one.why for one in telling if one.weight > 0)[:REASONS],
        guess=entity.guess or None,
        perhaps=entity.perhaps,
        files=tuple(Counter(documents[use.document].name for use in entity.uses).items()),
    )
