"""Slips of one or two letters in a rare name: what a typist or an engine makes once, so that nobody lists it.

Similarity finds a candidate here, and everything else must speak for it: the word is unknown to English, it is no other
name of the glossary, the other words of the form stand beside it letter by letter, and it is long. Two words of whole
pinyin syllables are two names ("Yuan Zhen" is not "Yuan Shen"), however alike they look.
"""

import re
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.match.context import context
from retranslate.match.wording import is_ordinary
from retranslate.model import Apply, Evidence, Kind, Match, Span, Term, Variant
from retranslate.text.fold import keys
from retranslate.text.ordinary import zipf
from retranslate.text.words import Word, vocabulary, whole, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retranslate.glossary import Glossary
    from retranslate.text import BlockView, View

RULE = "name/fuzzy"
# From this many letters on so many slips: a letter added, lost or changed, or two neighbours swapped.
_SLIPS: Final = ((10, 2), (6, 1))
_SHORTEST: Final = 5  # letters of a word with a slip
_JOINTS: Final = frozenset(("", " ", "-"))
_FINAL: Final = "a(?:ng?|i|o)?|ou|ong|e(?:ng?|i|r)?"
_INITIAL_SYLLABLE: Final = (  # Hanyu Pinyin without tones
    rf"(?:[bpmf]|[dtnl]|[gkh]|[zcs]h?|r|w|y)(?:{_FINAL})|[bpmfw]o|[bpmdtnljqxy]i(?:a(?:ng?|o)?|e|ng?|u|ong)?|[zcsr]h?i"
    r"|(?:[dtnl]|[gkh]|[zcs]h?|r)u(?:a(?:ng?|i)?|o|n|i)?|[bpmfw]u|[jqxy]u(?:an|e|n)?|[nl]ve?"
)
_SYLLABLE: Final = rf"(?:{_INITIAL_SYLLABLE}|{_FINAL}|o)"
_PINYIN: Final = rf"{_SYLLABLE}(?:{_INITIAL_SYLLABLE})*"  # by the rules: inside, no syllable begins with a vowel
_LOOSE_PINYIN: Final = rf"{_SYLLABLE}+"  # as firms write it: "Yonganxing"


class _Form(NamedTuple):
    """A name or variant, folded and cut into words; ``words[at]`` is the one the slip stands in."""

    words: tuple[str, ...]
    at: int
    slips: int
    text: str
    term: Term
    row: Variant | None


def find(view: "View", glossary: "Glossary") -> "Iterator[Match]":
    """Matches of rule ``name/fuzzy``; ``score`` is 1 - slips / letters of the slipped word."""
    names, folded, own, choices = view.once((glossary, find), partial(_read, glossary))
    there = {word.text for block in view.blocks for word in block.words}
    meant = _meant(there - own, choices) if choices else {}
    if not meant:
        return
    forms = _forms(meant, names, folded)
    for block in view.blocks:
        for index, word in enumerate(block.words):
            match = _best(view, block, index, forms[word.text]) if word.text in forms else None
            if match:
                yield match


_Choices = dict[str, dict[int, list[str]]]  # words that may be slipped, by first letter and length


def _read(glossary: "Glossary") -> tuple[list[tuple[str, Term, Variant | None]], list[str], set[str], _Choices]:
    """The names of ``glossary``, how they look folded, the words they are made of, and those that may be slipped."""
    names = _names(glossary)
    folded = keys([text for text, _, _ in names])
    own = vocabulary(" ".join(folded))
    choices: _Choices = {}
    for word in own:
        if _slips(word) and _is_word(word):
            choices.setdefault(word[0], {}).setdefault(len(word), []).append(word)
    return names, folded, own, choices


def _names(glossary: "Glossary") -> list[tuple[str, Term, Variant | None]]:
    """What a slip may be a slip of: every name and variant but for common wording."""
    names: list[tuple[str, Term, Variant | None]] = [(term.name, term, None) for term in glossary.terms]
    names += [(row.text, row.term, row) for row in glossary.variants if row.apply is not Apply.NEVER]
    return [one for one in names if one[1].kind not in (Kind.FURNITURE, Kind.IDIOM)]


def _meant(strange: set[str], choices: _Choices) -> dict[str, dict[str, int]]:
    """For each word that English does not know the glossary's words it may be a slip of, with the number of slips."""
    found: dict[str, dict[str, int]] = {}
    for word in strange:
        alike = choices.get(word[0]) if len(word) >= _SHORTEST else None
        near = (
            [name for length in range(len(word) - 2, len(word) + 3) for name in alike.get(length, ())] if alike else []
        )
        for name in near if near and _is_word(word) and not zipf(word) else ():
            slips = _distance(word, name) if _alike(word, name) else 0
            if 0 < slips <= _slips(min(word, name, key=len)):
                found.setdefault(word, {})[name] = slips
    return found


def _forms(
    meant: dict[str, dict[str, int]], names: list[tuple[str, Term, Variant | None]], folded: list[str]
) -> dict[str, list[_Form]]:
    """For each slipped word the forms it may stand in; forms of ordinary words alone are none."""
    slipped: dict[str, list[tuple[str, int]]] = {}
    for word, near in meant.items():
        for name, slips in near.items():
            slipped.setdefault(name, []).append((word, slips))
    found: dict[str, list[_Form]] = {}
    some = re.compile("|".join(map(re.escape, sorted(slipped))))
    for (_, term, row), text in zip(names, folded, strict=True):
        if not some.search(text) or is_ordinary(text):
            continue
        parts = tuple(word.text for word in words(text))
        for at, part in enumerate(parts):
            for word, slips in slipped.get(part, ()):
                found.setdefault(word, []).append(_Form(parts, at, slips, row.text if row else term.name, term, row))
    return found


def _is_word(word: str) -> bool:
    """Whether ``word`` is of Latin letters alone."""
    return word.isalpha() and max(word) <= "\u024f"


def _slips(word: str) -> int:
    return next((slips for length, slips in _SLIPS if len(word) >= length), 0)


def _distance(word: str, name: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(word, name, score_cutoff=_slips(name))


def _alike(word: str, name: str) -> bool:
    """What can be told without measuring: two slips change four letters at most, and an inflection is no slip."""
    if (_letters(word) ^ _letters(name)).bit_count() > 2 * _slips(name) or word in (name + "s", name + "es"):
        return False
    if max(_missing(word, name), _missing(name, word)) > _slips(name):
        return False
    return not (re.fullmatch(_PINYIN, word) and re.fullmatch(_LOOSE_PINYIN, name))


def _missing(word: str, name: str) -> int:
    """How many letters of ``name``, wherever they stand, ``word`` does not have: no fewer slips lead to it."""
    return sum(max(0, name.count(letter) - word.count(letter)) for letter in set(name))


@lru_cache(maxsize=1 << 16)
def _letters(word: str) -> int:
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 31)
    return mask


def _best(view: "View", block: "BlockView", index: int, forms: list[_Form]) -> Match | None:
    """The form with the fewest slips that stands around word ``index``; None when two terms are as good."""
    fitting = [form for form in forms if _spelled(block, _window(block, index, form), form)]
    fitting.sort(key=lambda one: (one.slips, -len(one.words), one.row is None, one.term.name, one.text))
    if not fitting or any(one.term.name != fitting[0].term.name and one.slips == fitting[0].slips for one in fitting):
        return None
    form = fitting[0]
    there = _window(block, index, form)
    span = Span(block.index, *block.folded.to_raw(there[0].start, there[-1].end))
    evidence = context(view, form.row, span) if form.row else ()
    if evidence is None:
        return None
    letters = "one letter" if form.slips == 1 else "two letters"
    why = Evidence("slip", 0.0, f"“{there[form.at].text}” is {letters} away from “{form.text}”")
    return Match(span, form.term, RULE, form.row, 1 - form.slips / len(form.words[form.at]), (*evidence, why))


def _window(block: "BlockView", index: int, form: _Form) -> tuple[Word, ...]:
    first = index - form.at
    return block.words[first : first + len(form.words)] if first >= 0 else ()


def _spelled(block: "BlockView", there: tuple[Word, ...], form: _Form) -> bool:
    text = block.folded.text
    if len(there) != len(form.words) or not whole(text, there[0].start, there[-1].end):
        return False
    joined = all(text[one.end : two.start] in _JOINTS for one, two in pairwise(there))
    return joined and all(at == form.at or word.text == form.words[at] for at, word in enumerate(there))
