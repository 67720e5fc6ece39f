"""Every use of what may be a name, in all documents, without what the glossary knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate import judge, match, text
from retranslate.judge.scene import Scene, scenes
from retranslate.judge.weigh import local
from retranslate.match import canonical
from retranslate.match.forms import Shape, occurrences
from retranslate.model import Match, Outcome, Span, Term
from retranslate.rules import furniture
from retranslate.suggest.entities import Use
from retranslate.suggest.harvest import clauses, harvest
from retranslate.suggest.mention import Mention
from retranslate.text.fold import key, unify
from retranslate.text.spans import apart, overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from retranslate.glossary import Glossary
    from retranslate.model import Document
    from retranslate.suggest.vocabulary import Vocabulary
    from retranslate.text import View

RULE: Final = "name/suggest"  # of no edit: what the judge is asked about
CLAUSE: Final = 2.5  # log-odds from which on the judge takes a clause for a name


class Page(NamedTuple):
    """A document, read: what the glossary knows in it, by block, and the blocks of the web page around it."""

    view: View
    known: dict[int, tuple[Span, ...]]
    skipped: frozenset[int]

    def scenes(self, mentions: Iterable[Mention]) -> tuple[Scene, ...]:
        """The sentences of ``mentions`` as the judge reads them."""
        matches = [Match(one.span, Term(one.text), RULE) for one in mentions]
        blocks = dict.fromkeys(one.span.block for one in matches)
        return scenes(self.view, matches, (span for block in blocks for span in self.known.get(block, ())))

    def knows(self, mention: Mention) -> bool:
        """Whether the glossary has at least half of it."""
        shared = (
            min(span.end, mention.span.end) - max(span.start, mention.span.start)
            for span in self.known.get(mention.span.block, ())
            if overlap(span, mention.span)
        )
        return sum(shared) * 2 >= mention.span.end - mention.span.start


def read(document: Document, glossary: Glossary) -> Page:
    """``document`` with what ``fix`` would make right in it, and what is right already."""
    view = text.view(document)
    edits = judge.judge(view, match.find(view, glossary), glossary)
    wrong = [edit.span for edit in edits if edit.outcome is not Outcome.NOTE]
    right = [one.span for one in canonical.mentions(view, glossary)]
    known: dict[int, tuple[Span, ...]] = {}
    for span in sorted({*wrong, *right}):
        known[span.block] = (*known.get(span.block, ()), span)
    return Page(view, known, frozenset(edit.span.block for edit in furniture.find(view, glossary)))


def uses(pages: Sequence[Page], glossary: Glossary, vocabulary: Vocabulary) -> list[Use]:
    """Every use of every wording that some page has as a name and that no row lists, in order."""
    listed = {key(row.text) for row in glossary.variants} | {key(term.name) for term in glossary.terms}
    found = [harvest(page.view, page.skipped, vocabulary) for page in pages]
    forms = {mention.text for here in found for mention in here}
    return [
        Use(number, mention)
        for number, (page, here) in enumerate(zip(pages, found, strict=True))
        for mention in _everywhere(page, [*_clauses(page), *here], forms, vocabulary)
        if not page.knows(mention) and key(mention.text) not in listed
    ]


def _clauses(page: Page) -> list[Mention]:
    """The clauses that the judge takes for a name where they stand."""
    asked = list(clauses(page.view, page.skipped))
    worth = (sum(evidence.weight for evidence in local(scene)) for scene in page.scenes(asked))
    best = sorted(zip(asked, worth, strict=True), key=lambda pair: (-pair[1], len(pair[0].text)))
    return list(apart(one for one, odds in best if odds >= CLAUSE))


def _everywhere(
    page: Page, harvested: Iterable[Mention], forms: Iterable[str], vocabulary: Vocabulary
) -> Iterator[Mention]:
    """The mentions that were ``harvested``, and the same letters elsewhere; where they overlap, the longest."""
    found = {mention.span: mention for mention in harvested}
    for hit in occurrences(page.view, forms):
        block = page.view.blocks[hit.span.block]
        raw = block.block.text[hit.span.start : hit.span.end]
        free = not block.is_protected(hit.span.start, hit.span.end)
        if free and not hit.plural and hit.shape is not Shape.SPLIT and _is_same(raw, hit.form, vocabulary):
            words = tuple(word.text for word in text.words(key(hit.form)))
            found.setdefault(hit.span, Mention(hit.span, unify(raw), words, telling=False))
    yield from apart(sorted(found.values(), key=lambda one: (one.span.start - one.span.end, one.span)))


def _is_same(raw: str, form: str, vocabulary: Vocabulary) -> bool:
    """Whether letters that look like a wording are that wording: English words must have its capitals."""
    words = [word.text for word in text.words(key(form))]
    if len(words[-1]) == 1 or any(map(vocabulary.is_strange, words)):
        return True
    return len(words) > 1 and (form.islower() or unify(raw) == form)
