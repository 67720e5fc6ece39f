"""An indefinite article that does not go with the sound of the word after it.

## What it does
Puts *an* before a vowel sound and *a* before a consonant sound: the sound counts, not the letter. Where usage is
divided (*a/an historic*, *a/an FAQ*) or the sound cannot be known from the spelling, nothing is said.

## Why
Machine translation picks the article before it settles on the noun. The slip is small, and readers stumble over it.

## Example
    It took a hour to become an unicorn.

## Use instead
    It took an hour to become a unicorn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from retranslate.glossary import Glossary
from retranslate.model import Edit, Outcome
from retranslate.rules.english import is_foreign_word, is_prose
from retranslate.rules.hit import Hit
from retranslate.rules.policy import Policy
from retranslate.text import BlockView, View, speech
from retranslate.text.article import indefinite
from retranslate.text.fold import even

WRONG_SOUND: Final = Policy("articles", Outcome.AUTO, 0.99, "“{after}” goes before the sound that “{word}” begins with")
_CANDIDATE: Final = re.compile(
    r"([Aa](?<![\w'.&/@#-].)n?)(?= +[\"']?((?:[$£¥]|€\b)?[^\W_](?:[\w.,'&+-]*\w)?))"  # of the evened text
)
_SIGN: Final = r"^[a-z]+\d"  # like the next ones not compiled before an article may be wrong
_SENTENCE_START: Final = r"(?:^|[.!?:;…—]['\"’”)]*)[\s“‘\"'(]*$"
_WORD_BEFORE: Final = r"(\w+)\W*$"


def find(view: View, glossary: Glossary) -> Iterator[Edit]:
    """Every article that is wrong by sound."""
    for seen in (one for one in view.blocks if one.words):
        for found, article, right, word in view.once((seen.block, _wrong), partial(_wrong, seen)):
            if _is_article(Hit.of(seen, found, view), article, word):
                after = right.capitalize() if article[0].isupper() else right
                yield WRONG_SOUND.edit(seen, found.start(1), found.end(1), after, word=word)


def _wrong(seen: BlockView) -> list[tuple[re.Match[str], str, str, str]]:
    """What may be a wrong article: where it stands, the article, the right one, the word it goes before."""
    text = seen.block.text
    wrong: list[tuple[re.Match[str], str, str, str]] = []
    for found in _CANDIDATE.finditer(even(text)):
        article, word = (text[slice(*found.span(group))] for group in (1, 2))
        right = indefinite(word)
        if right and right != article.casefold():
            wrong.append((found, article, right, word))
    return wrong


def _is_article(hit: Hit, article: str, word: str) -> bool:
    """Whether this is an English article before its word: no letter, label, name or other language."""
    if article[0].isupper() and (not re.search(_SENTENCE_START, hit.before) or not word[0].islower()):
        return False  # Plan A, An Lushan, "A Introduction"
    if (
        len(word) == 1
        or re.search(_SIGN, word)
        or (word.islower() and speech.is_closed(word) and not word.startswith("one"))
    ):
        return False  # choose a or b, a op1 b
    neighbour = re.search(_WORD_BEFORE, hit.before)
    beside = neighbour.group(1).casefold() if neighbour else ""
    if beside.isdigit() or is_foreign_word(beside) or is_foreign_word(word.casefold()):
        return False
    return is_prose(hit.sentence)
