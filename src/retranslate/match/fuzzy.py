"""Slips of one or two letters in a rare name: what a typist or an engine makes once, so that nobody lists it.

Similarity finds a candidate here, and everything else must speak for it: the word is unknown to English, it is no other
name of the glossary, the other words of the form stand beside it letter by letter, and it is long. Two words of whole
pinyin syllables are two names ("Yuan Zhen" is not "Yuan Shen"), however alike they look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from retranslate.model import Apply, Evidence, Kind, Match, Span, Term, Variant
from retranslate.text.fold import key
from retranslate.text.ordinary import ordinary, zipf
from retranslate.text.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retranslate.glossary import Glossary
    from retranslate.text import BlockView, View

RULE = "name/fuzzy"
_SLIPS: Final = (
    (10, 2),
    (6, 1),
)  # from this many letters on, so many slips (a letter added, lost, changed; two swapped)
_WORD: Final = re.compile(r"[a-z\u00df-\u024f]{5,}")
_JOINT: Final = re.compile(r"[ -]?")
_FINAL: Final = "a(?:ng?|i|o)?|ou|ong|e(?:ng?|i|r)?"
_INITIAL_SYLLABLE: Final = (  # Hanyu Pinyin without tones; inside a word a syllable never begins with a vowel
    rf"(?:[bpmf]|[dtnl]|[gkh]|[zcs]h?|r|w|y)(?:{_FINAL})|[bpmfw]o|[bpmdtnljqxy]i(?:a(?:ng?|o)?|e|ng?|u|ong)?|[zcsr]h?i"
    r"|(?:[dtnl]|[gkh]|[zcs]h?|r)u(?:a(?:ng?|i)?|o|n|i)?|[bpmfw]u|[jqxy]u(?:an|e|n)?|[nl]ve?"
)
_SYLLABLES: Final = re.compile(rf"(?:{_INITIAL_SYLLABLE}|{_FINAL}|o)(?:{_INITIAL_SYLLABLE})*")


@dataclass(frozen=True, slots=True)
class _Form:
    """A name or variant with a rare word in it: ``words[at]`` is the one a slip may stand in."""

    words: tuple[str, ...]
    at: int
    term: Term
    row: Variant | None

    @property
    def word(self) -> str:
        return self.words[self.at]


def find(view: View, glossary: Glossary) -> Iterator[Match]:
    """Matches of rule ``name/fuzzy``; ``score`` is 1 - slips / letters of the slipped word."""
    forms = _forms(glossary)
    own = {word.text for text in _texts(glossary) for word in words(key(text))}
    near: dict[str, tuple[tuple[int, _Form], ...]] = {}
    for block in view.blocks:
        for index, word in enumerate(block.words):
            if word.text not in near:
                near[word.text] = () if word.text in own else _near(word.text, forms)
            match = _best(block, index, near[word.text]) if near[word.text] else None
            if match:
                yield match


def _texts(glossary: Glossary) -> Iterator[str]:
    yield from (term.name for term in glossary.terms)
    yield from (row.text for row in glossary.variants)


def _forms(glossary: Glossary) -> dict[tuple[str, int], list[_Form]]:
    """What may be meant, by first letter and length of the word a slip may stand in."""
    found: dict[tuple[str, int], list[_Form]] = {}
    rows: list[tuple[str, Term, Variant | None]] = [(term.name, term, None) for term in glossary.terms]
    rows += [(row.text, row.term, row) for row in glossary.variants if row.apply is not Apply.NEVER]
    for text, term, row in rows:
        if term.kind in (Kind.FURNITURE, Kind.IDIOM):
            continue
        parts = tuple(word.text for word in words(key(text)))
        if all(map(ordinary, parts)):
            continue
        for at, part in enumerate(parts):
            if _slips(part) and _WORD.fullmatch(part):
                found.setdefault((part[0], len(part)), []).append(_Form(parts, at, term, row))
    return found


def _slips(word: str) -> int:
    return next((slips for length, slips in _SLIPS if len(word) >= length), 0)


def _near(word: str, forms: dict[tuple[str, int], list[_Form]]) -> tuple[tuple[int, _Form], ...]:
    """The forms that ``word`` may be a slip of, with the number of slips."""
    if not _WORD.fullmatch(word) or zipf(word) > 0:
        return ()
    choices = [form for length in range(len(word) - 2, len(word) + 3) for form in forms.get((word[0], length), ())]
    choices = [form for form in choices if _alike(word, form.word)]
    if not choices:
        return ()
    from rapidfuzz.distance import OSA

    measured = ((OSA.distance(word, form.word, score_cutoff=_slips(form.word)), form) for form in choices)
    return tuple((slips, form) for slips, form in measured if 0 < slips <= _slips(form.word))


def _alike(word: str, name: str) -> bool:
    """What can be told without measuring: two slips change four letters at most, and an inflection is no slip."""
    if (_letters(word) ^ _letters(name)).bit_count() > 2 * _slips(name) or word in (name + "s", name + "es"):
        return False
    return not (_SYLLABLES.fullmatch(word) and _SYLLABLES.fullmatch(name))


@lru_cache(maxsize=1 << 16)
def _letters(word: str) -> int:
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 31)
    return mask


def _best(block: BlockView, index: int, near: Iterable[tuple[int, _Form]]) -> Match | None:
    """The one term with the fewest slips whose other words stand around word ``index``; None when two are as good."""
    found = []
    for slips, form in near:
        first = index - form.at
        there = block.words[first : first + len(form.words)] if first >= 0 else ()
        if _spelled(block, there, form):
            found.append((slips, -len(form.words), form.row is not None, form, there))
    found.sort(key=lambda one: (*one[:3], one[3].term.name, one[3].words, one[3].row.text if one[3].row else ""))
    if not found or any(one[3].term.name != found[0][3].term.name and one[0] == found[0][0] for one in found[1:]):
        return None
    slips, _, _, form, there = found[0]
    span = Span(block.index, *block.folded.to_raw(there[0].start, there[-1].end))
    name = form.row.text if form.row else form.term.name
    letters = "one letter" if slips == 1 else "two letters"
    why = Evidence("slip", 0.0, f"“{there[form.at].text}” is {letters} away from “{name}”")
    return Match(span, form.term, RULE, form.row, 1 - slips / len(form.word), (why,))


def _spelled(block: BlockView, there: tuple[Word, ...], form: _Form) -> bool:
    if len(there) != len(form.words):
        return False
    text = block.folded.text
    joined = all(_JOINT.fullmatch(text, one.end, two.start) for one, two in pairwise(there))
    return joined and all(at == form.at or word.text == form.words[at] for at, word in enumerate(there))
