"""What shape a phrase has when it is read as ordinary English, and how ordinary its words are."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from retranslate.judge.english import NOUN, can_be, mostly, parts
from retranslate.text.ordinary import zipf

PLURAL_LOSS = -1.0  # log10: a plural rarer than this against its singular is a mass noun's ("rices")
NO_WORD = 2.0  # Zipf: a string that English uses less than once in ten million words is no English word
IN_LEXICON = 3.0  # Zipf: lexicon.txt holds every English word from here up


class Shape(StrEnum):
    """The grammatical shape of a phrase read as ordinary English."""

    CLAUSE = "clause"  # are you hungry, where to go
    VERB = "verb"  # keep, know almost
    COUNT = "count noun"  # fast hand, legend
    PLURAL = "plural"  # nails, today's headlines
    MASS = "mass noun"  # vibrato, millet
    LABEL = "label"  # station B, platform 9
    PROPER = "proper noun"  # Himalaya, eBay
    MODIFIER = "modifier"  # hungry, suddenly
    ODD = "no English"  # Mihayou, Sheng large cloud


def ordinary(word: str) -> bool:
    """Whether the folded ``word`` is an English word, a frequent real name included."""
    if parts(word) or len(word) == 1:
        return True
    return NO_WORD <= zipf(word) < IN_LEXICON


@cache
def shape(phrase: str) -> Shape:
    """Guess the shape of a folded ``phrase``."""
    words = phrase.replace("'", " '").replace("-", " ").split()
    words = [word for word in words if word not in {"'", "'s"}]
    if not words or not all(map(ordinary, words)):
        return Shape.ODD
    first, last = words[0], words[-1]
    if len(words) > 1 and (last.isdecimal() or (len(last) == 1 and last not in "ai")):
        return Shape.LABEL
    if _clause(words):
        return Shape.CLAUSE
    if parts(last) == "P":
        return Shape.PROPER
    if len(words) == 1:
        return _single(first)
    if _verb_first(first, words[1]):
        return Shape.VERB
    if can_be(last, NOUN) or not parts(last):
        return _noun(last)
    return Shape.VERB if can_be(first, "v") else Shape.MODIFIER


def _verb_first(first: str, second: str) -> bool:
    return (mostly(first, "v") and not can_be(first, "na")) or (can_be(first, "vg") and mostly(second, "Dptor"))


def _clause(words: list[str]) -> bool:
    return len(words) > 1 and (
        mostly(words[0], "swbm")
        or any(mostly(word, "sbm") for word in words[1:])
        or words[0] in {"what", "which", "who", "how", "let's"}
    )


def _single(word: str) -> Shape:
    if mostly(word, NOUN) or (can_be(word, NOUN) and not mostly(word, "var")):
        return _noun(word)
    if mostly(word, "zN"):
        return Shape.PLURAL if can_be(word, "N") else Shape.VERB
    if mostly(word, "vdg"):
        return Shape.VERB
    return Shape.MODIFIER if parts(word) else _noun(word)


def _noun(word: str) -> Shape:
    if can_be(word, "N"):
        return Shape.PLURAL
    plural = word + ("es" if word.endswith(("s", "x", "ch", "sh", "o")) else "s")
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        plural = word[:-1] + "ies"
    return Shape.COUNT if zipf(plural) - zipf(word) > PLURAL_LOSS else Shape.MASS
