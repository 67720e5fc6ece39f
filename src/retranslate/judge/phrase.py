"""What shape a phrase has when it is read as ordinary English, and how ordinary its words are."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from retranslate.text.ordinary import zipf
from retranslate.text.speech import NOUN, can_be, mostly, parts

KNOWN_NAME = 2.5  # Zipf: what is this frequent and no word of the lexicon is a name that English readers know;
KNOWN_PINYIN = 3.7  # one that can be read as pinyin must be more frequent, since that is what garbled names look like
_PINYIN = (  # compiled for words of which it matters
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:[aeiou]|ai|ei|ao|ou|an|en|ang|eng|ong|er|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|ve))+"
)


class Shape(StrEnum):
    """The grammatical shape of a phrase read as ordinary English."""

    CLAUSE = "clause"  # are you hungry, where to go
    VERB = "verb"  # keep, know almost
    COUNT = "count noun"  # fast hand, hammer
    PLURAL = "plural"  # nails, sunny days
    MASS = "mass noun"  # vibrato, spring rain
    WHOLE = "noun phrase"  # the beginning, today's headlines, everyone
    LABEL = "label"  # station B, platform 9
    PROPER = "proper noun"  # Himalaya, eBay
    MODIFIER = "modifier"  # hungry, on the way home
    ODD = "no English"  # Mihayou, Sheng large cloud


@cache
def shape(phrase: str) -> Shape:
    """Guess the shape of a folded ``phrase``."""
    words = phrase.replace("'s", " 's").replace("-", " ").split()
    names = [word for word in words if _name(word)]
    if names and (len(names) == len(words) or not all(re.fullmatch(_PINYIN, name) for name in names)):
        return Shape.PROPER
    if names or not words or not all(map(_english, words)):
        return Shape.ODD
    last = words[-1]
    if len(words) == 1:
        return _single(last)
    if last.isdecimal() or (len(last) == 1 and last not in "ai"):
        return Shape.LABEL
    return _several(words)


def _english(word: str) -> bool:
    return word == "'s" or len(word) == 1 or bool(parts(word))


def _name(word: str) -> bool:
    if parts(word) or len(word) == 1 or word == "'s":
        return parts(word) == "P"
    known = zipf(word)
    return known >= KNOWN_PINYIN or (known >= KNOWN_NAME and not re.fullmatch(_PINYIN, word))


def _single(word: str) -> Shape:
    if mostly(word, "so"):
        return Shape.WHOLE
    if mostly(word, "zN"):
        return Shape.PLURAL if can_be(word, "N") else Shape.VERB
    if can_be(word, NOUN) and not mostly(word, "ar"):
        return _noun(word)
    if mostly(word, "vdg"):
        return Shape.VERB
    return Shape.MODIFIER


def _several(words: list[str]) -> Shape:
    first, last = words[0], words[-1]
    if _clause(words):
        return Shape.CLAUSE
    if _verb_first(words):
        return Shape.VERB
    if "of" in words[1:-1]:
        head = _noun(words[words.index("of") - 1])
        return Shape.WHOLE if mostly(first, "D") or head is Shape.MASS else head
    if mostly(first, "p"):
        return Shape.MODIFIER
    if mostly(first, "DQ") or (words[1] == "'s" and _noun(first) is not Shape.COUNT):
        return Shape.WHOLE
    if can_be(last, NOUN):
        return _noun(last)
    if mostly(last, "g"):
        return Shape.MASS
    return Shape.VERB if can_be(first, "v") else Shape.MODIFIER


def _clause(words: list[str]) -> bool:
    return (
        mostly(words[0], "swbm")
        or any(mostly(word, "sbm") for word in words[1:])
        or words[0] in {"what", "which", "who", "whose"}
    )


def _verb_first(words: list[str]) -> bool:
    first, second = words[0], words[1]
    if second == "of" and can_be(first, NOUN):
        return False
    return (mostly(first, "v") and not can_be(first, "nua")) or (
        can_be(first, "vg")
        and (mostly(second, "Dptor") or (second == "and" and mostly(first, "vg") and can_be(words[-1], "vg")))
    )


def _noun(word: str) -> Shape:
    letters = parts(word)
    if "N" in letters:
        return Shape.PLURAL
    return Shape.MASS if "u" in letters else Shape.COUNT
