"""What the original article says to each match, which names only it brings to light, and which ones are lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.forecast.compile import sources
from retranslate.match.original import lost, sought
from retranslate.match.original.linked import Group, groups
from retranslate.match.original.literal import Literal
from retranslate.match.shielded import shield
from retranslate.model import Evidence, Kind
from retranslate.text.spans import apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.glossary import Glossary
    from retranslate.match.shielded import Shielded
    from retranslate.model import Document, Match
    from retranslate.text import View

ALIGNED: Final = "original/aligned"
"""Weighed by the judge, for whom it is the best witness there is."""
PERHAPS, PERHAPS_WEIGHT = "original/perhaps", 1.5  # the name is there, but may be said by other words than these
LACKS, LACKS_WEIGHT = "original/lacks", -3.0  # one time in twenty an original uses a name no row knows, or a pronoun


class Compared(NamedTuple):
    """The matches in document order; ``related`` is False where the original seems to be that of another text."""

    matches: list[Match]
    related: bool = True


def compare(view: View, glossary: Glossary, found: Sequence[Match], original: Document) -> Compared:
    """``found`` with what ``original`` says to each match, and the matches that only ``original`` brings to light.

    What belongs to another text says nothing: ``found`` stays as it is.
    """
    shielded = shield(view, glossary)
    linked = groups(shielded, found, glossary, original)
    if not linked:
        return Compared(list(found), related=False)
    literal = Literal(glossary)
    told = _Told(shielded, literal, linked, found)
    heard = [told.match(one) for one in found]
    new = sought.find(shielded, glossary, linked, heard)
    gone = lost.find(shielded, glossary, linked, [*heard, *new], literal)
    return Compared(sorted((*heard, *new, *gone), key=lambda match: (match.span, match.term.name)))


class _Told:
    """The groups with what stands in them, to answer what the original says to a match."""

    def __init__(self, view: Shielded, literal: Literal, linked: Sequence[Group], found: Sequence[Match]) -> None:
        self.view, self.literal = view, literal
        self.group = {block: group for group in linked for block in group.blocks}
        self.right = Counter((one.span.block, one.term.name) for one in view.known)
        whole = sorted((one for one in found if not one.partial), key=lambda one: one.span.start - one.span.end)
        by_term: dict[str, list[Match]] = {}
        for one in whole:
            by_term.setdefault(one.term.name, []).append(one)
        uses = [one for those in by_term.values() for one in apart(those)]
        self.wrong = Counter((one.span.block, one.term.name) for one in uses)
        self.marked = Counter((one.span.block, one.term.name) for one in uses if self._capital(one))

    def _capital(self, match: Match) -> bool:
        return self.view.blocks[match.span.block].block.text[match.span.start].isupper()

    def match(self, match: Match) -> Match:
        group = self.group.get(match.span.block)
        if group is None or not match.term.source or match.partial:
            return match
        evidence = self._evidence(match, group)
        if evidence is None:
            return match
        rivals = match.rivals
        if evidence.cue == ALIGNED:
            rivals = tuple(one for one in rivals if one in group.said)
        return match._replace(evidence=(*match.evidence, evidence), rivals=rivals)

    def _evidence(self, match: Match, group: Group) -> Evidence | None:
        name = match.term.name
        source = group.words.get(name, match.term.source)
        if group.said[name]:
            return self._said(match, group, source)
        if name in group.inside:
            return Evidence(PERHAPS, PERHAPS_WEIGHT, f"the original has {source} here, in a longer name")
        unsaid = group.sure and name not in group.near and not _in_short(match.term.source, group.text)
        if unsaid and match.term.kind is not Kind.IDIOM:  # idioms bend
            return Evidence(LACKS, LACKS_WEIGHT, f"the original does not have {source} here")
        return None

    def _said(self, match: Match, group: Group, source: str) -> Evidence | None:
        """What it says to ``match`` that the original has its name; those in capitals are meant before others."""
        places = [(block, match.term.name) for block in group.blocks]
        left = group.said[match.term.name] - sum(self.right[place] for place in places)
        marked, capital = sum(self.marked[place] for place in places), self._capital(match)
        if left <= 0 or (not capital and 0 < left <= marked):
            return None
        if left < (marked if capital else sum(self.wrong[place] for place in places)):
            return Evidence(PERHAPS, PERHAPS_WEIGHT, f"the original has {source} here, but not so often")
        if self.literal.means(match, self.view):
            return Evidence(PERHAPS, PERHAPS_WEIGHT, f"the original has {source} here, which means these words, too")
        return Evidence(ALIGNED, 0.0, f"the original has {source} here")


def _in_short(cell: str, text: str) -> bool:
    """Whether ``text`` has the two characters that a source name begins with: 蜜雪冰城 is called 蜜雪 in short."""
    return any(source[:2].casefold() in text for source in sources(cell))
