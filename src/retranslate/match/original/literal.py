"""Names that are words of their own language, too: 贝壳 is Beike and a shell; the original does not tell them apart."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from retranslate.forecast import models
from retranslate.forecast.english import root
from retranslate.match import forecast
from retranslate.text.words import words

if TYPE_CHECKING:
    from retranslate.glossary import Glossary
    from retranslate.model import Match
    from retranslate.text import View


class Literal:
    """What a dictionary knows of the source names of ``glossary``."""

    def __init__(self, glossary: Glossary) -> None:
        self._models = models(glossary)
        self._terms = glossary.terms

    def means(self, match: Match, view: View) -> bool:
        """Whether these words may translate the source name as the plain word that it is, too.

        No capital marks a name, and a dictionary has the whole source name, for these very words or for words that no
        row lists (大饼 is Bitcoin's nickname, and a big cake).
        """
        block = view.blocks[match.span.block]
        start, end = block.folded.from_raw(match.span.start, match.span.end)
        roots = [root(word.text)[0] for word in words(block.folded.text[start:end])]
        if not roots or self._capital(match, view):
            return False
        if match.rule == forecast.RULE:
            return match.term.name in self.words
        return any(
            [root(word)[0] for word in sense.words] == roots and match.term.name in self._named(sense.unit)
            for sense in self._models.senses(roots[0])
        )

    def _capital(self, match: Match, view: View) -> bool:
        """Whether the words have a capital that neither a heading nor the start of a sentence explains."""
        block = view.blocks[match.span.block]
        text = block.block.text
        before = text[: match.span.start].split()
        return text[match.span.start].isupper() and block.block.level == 0 and bool(before) and before[-1].islower()

    def _named(self, unit: int) -> set[str]:
        """The terms of which the piece with this number is the whole source name."""
        names = map(self._models.name, self._models.homes(unit))
        return {self._terms[one.term].name for one in names if (0, len(one.source), unit) in one.pieces}

    @cached_property
    def words(self) -> frozenset[str]:
        """The terms that are known words of their language: an original may have these without meaning the name."""
        names = (self._models.name(number) for number in range(len(self._models)))
        return frozenset(
            self._terms[one.term].name
            for one in names
            if any((start, stop) == (0, len(one.source)) for start, stop, _ in one.pieces)
        )
