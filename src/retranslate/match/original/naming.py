"""Where the source names of a glossary stand in an original."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.forecast import languages
from retranslate.forecast.compile import sources

if TYPE_CHECKING:
    from retranslate.forecast.language import Language
    from retranslate.glossary import Glossary

_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_RUN: Final = re.compile(r"\w+")
TRADITIONAL: Final = 0.05  # of the Chinese characters; a text in simplified ones has next to none outside GB 2312


class Naming(NamedTuple):
    """What one paragraph names: how often each term, by its canonical name, and which stand only inside longer names.

    ``words`` are the source names by which it does; ``text`` is the paragraph, spelled as they are.
    """

    said: Counter[str]
    inside: frozenset[str]
    words: dict[str, str]
    text: str


def namings(texts: Sequence[str], glossary: Glossary) -> list[Naming]:
    """What each of ``texts`` names; where source names overlap the longest is meant (盛大游戏 is not 盛大)."""
    spell = _spelling("".join(texts), tuple(map(Path, glossary.dictionaries)))
    terms: dict[str, list[str]] = defaultdict(list)
    for term in glossary.terms:
        for source in sources(term.source) if term.name else ():
            terms[spell(source)].append(term.name)
    terms.pop("", None)
    if not terms:
        return [Naming(Counter(), frozenset(), {}, text) for text in texts]
    from ahocorasick_rs import AhoCorasick

    names = sorted(terms)
    index = AhoCorasick(names)
    found = []
    for text in map(spell, texts):
        hits = [hit for hit in index.find_matches_as_indexes(text, overlapping=True) if _whole(text, *hit[1:])]
        longest = set(_longest(hits))
        said = Counter(name for hit in hits if hit in longest for name in terms[names[hit[0]]])
        words = {
            name: names[hit[0]] for hit in hits for name in terms[names[hit[0]]] if hit in longest or not said[name]
        }
        found.append(Naming(said, frozenset(words.keys() - said.keys()), words, text))
    return found


def _longest(hits: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    chosen: list[tuple[int, int, int]] = []
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        if hit[1] >= end:
            chosen.append(hit)
            end = hit[2]
    return chosen


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a name in Latin letters is no part of a longer word; Chinese has no blanks to tell by."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(before) and _latin(text[start])) and not (_latin(text[end - 1]) and _latin(after))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _spelling(text: str, dictionaries: tuple[Path, ...]) -> Callable[[str], str]:
    """How texts and names are made comparable: one width and case, and one kind of characters if ``text`` needs it."""
    han = _HAN.findall(text)
    odd = sum(not _encodes(char) for char in han)
    if odd <= TRADITIONAL * len(han):
        return _plain
    return partial(_simplified, language=languages(dictionaries)[0])


def _encodes(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _simplified(text: str, language: Language) -> str:
    plain = _plain(text)
    return _RUN.sub(lambda run: language.normal(run.group()) if language.claims(run.group()) else run.group(), plain)
