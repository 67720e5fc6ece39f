"""A little word, a phrase or a mark that stands twice in a row.

## What it does
Asks to take the second one away: of a little word that English never doubles (*the the*, but not *had had*, *that that*
or *very very*), of three or more words said again at once, and of two different marks with a blank between them, where
the weaker goes. It never decides alone.

## Why
Where two pieces of a translation are put together, what stood at the seam may come out of both.

## Example
    It was launched in the the spring. Why not? . Nobody would say.

## Use instead
    It was launched in the spring. Why not? Nobody would say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import compress
from operator import eq
from typing import Final

from retranslate.glossary import Glossary
from retranslate.model import Edit, Outcome, Place
from retranslate.rules import table
from retranslate.rules.english import is_prose
from retranslate.rules.hit import Hit
from retranslate.rules.policy import Policy
from retranslate.text import BlockView, View
from retranslate.text.fold import even

TWICE: Final = Policy("doubled", Outcome.ASK, 0.9, "“{word}” stands twice")
PHRASE: Final = Policy("doubled", Outcome.ASK, 0.8, "the words stand twice in a row")
MARKS: Final = Policy("doubled", Outcome.ASK, 0.85, "two marks stand together; one is probably left over")

# All of them search the evened text.
_TWO_MARKS: Final = re.compile(r"([?!,]) +([,.])(?=\s|$)")


@cache
def _word() -> re.Pattern[str]:  # compiled when needed, like the next: few blocks say a word twice
    return re.compile(r"(?<![\w'.-])([A-Za-z]+)( +)\1(?![\w']|-\w)", re.IGNORECASE)


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(r"(?<![\w'-])([^\W\d_]+(?: [^\W\d_]+){2,11})( +)\1(?![\w'-])")


def find(view: View, glossary: Glossary) -> Iterator[Edit]:
    """Every second one of a pair that should not be one."""
    for seen in (one for one in view.blocks if one.words):
        seams = view.once((seen.block, _seams), partial(_seams, seen))  # the next look need not read it again
        for seam in seams:
            yield from seam(seen, view)


def _seams(seen: BlockView) -> tuple[Callable[[BlockView, View], Iterator[Edit]], ...]:
    """What is worth a search in ``seen``: cheaper to see than to search for it."""
    if seen.block.place is Place.CODE:
        return ()
    words = [word.text for word in seen.words]
    twice = not table.words("never-twice").isdisjoint(compress(words, map(eq, words, words[1:])))
    marks = _TWO_MARKS.search(even(seen.block.text)) is not None
    told = ((_words, twice), (_phrases, _says_again(words)), (_marks, marks))
    return tuple(search for search, worth in told if worth)


def _says_again(words: Sequence[str]) -> bool:
    """Whether some of ``words``, and not just two, stand twice in a row."""
    triples = [*zip(words, words[1:], words[2:], strict=False)]
    if len(set(triples)) == len(triples):
        return False
    last: dict[tuple[str, str, str], int] = {}
    for at, triple in enumerate(triples):
        before = last.get(triple)
        if before is not None and words[before:at] == words[at : 2 * at - before]:
            return True
        last[triple] = at
    return False


def _words(seen: BlockView, view: View) -> Iterator[Edit]:
    for found in _word().finditer(even(seen.block.text)):
        word = found.group(1)
        little = word.casefold() in table.words("never-twice") and not _is_name(found)
        if little and is_prose(Hit.of(seen, found, view).sentence):
            yield TWICE.edit(seen, found.start(), found.end(), word, word=word)


def _phrases(seen: BlockView, view: View) -> Iterator[Edit]:
    for found in _phrase().finditer(even(seen.block.text)):
        words = found.group(1).split()
        if len(set(words)) == len(words):  # not: again and again and again
            yield PHRASE.edit(seen, found.start(), found.end(), seen.block.text[slice(*found.span(1))])


def _marks(seen: BlockView, view: View) -> Iterator[Edit]:
    text = even(seen.block.text)
    for found in _TWO_MARKS.finditer(text):
        strong, weak = found.groups()
        start = len(text[: found.start()].rstrip(" "))
        before = seen.block.text[start - 1 : start]
        if before.isalnum() or before in tuple("_)”’"):
            kept = weak if (strong, weak) == (",", ".") else strong
            yield MARKS.edit(seen, start, found.end(), kept)


def _is_name(found: re.Match[str]) -> bool:
    """Whether the second word has a capital of its own: The The, AND and, Title Case."""
    return found.group(1).isupper() or found.group()[found.end(2) - found.start()].isupper()
