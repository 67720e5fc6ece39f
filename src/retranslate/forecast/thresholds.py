"""From a path's score to what it is worth to the judge: a row for each sort of path, with its reason."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Final


class Sort(StrEnum):
    """What sort of form a path makes of a name."""

    PINYIN = "pinyin"  # spelled throughout
    MIXED = "mixed"  # spelled in part, translated in part
    LITERAL = "literal"  # translated throughout, two words or more, with capitals that tell
    PHRASE = "phrase"  # the same without
    WORD = "word"  # translated into a single word


class Tier:
    """Scores (log10 likelihood ratio) from which a form, by itself, is worth a question and worth a change.

    Below ``auto`` it may also be the ``rival``, whatever the sentence says: only the rest of the document can tell.
    """

    def __init__(self, ask: float, auto: float, rival: str, reason: str) -> None:
        self.ask: Final = ask
        self.auto: Final = auto
        self.rival: Final = rival
        self.reason: Final = reason


TIERS: Final = {
    Sort.PINYIN: Tier(
        3.5, 4.8, "another Chinese name", "most pinyin is some other name; two syllables, each exact, reach 5"
    ),
    Sort.MIXED: Tier(
        3.6, 4.8, "another Chinese name", "a spelled and a translated part of one name hardly ever meet by chance"
    ),
    Sort.LITERAL: Tier(
        4.0, 5.8, "ordinary words", "in capitals, words meet in the order of a name once in 100,000 from 4 on"
    ),
    Sort.PHRASE: Tier(
        4.7, 8.5, "ordinary words", "without, once in 40,000 from 4.7 on; nothing but chance marks the phrase as a name"
    ),
    Sort.WORD: Tier(9.0, 99.0, "an ordinary word", "a single word never makes a name known: a shell is a shell"),
}

AT_ASK, AT_AUTO = 0.8, 3.0  # natural log-odds that a form at the tier's scores is worth


class Sign:
    """What speaks against a form: natural log-odds, what it may be instead, the words for an editor.

    ``passing``: a sure form of the same name elsewhere in the document silences it.
    """

    def __init__(self, weight: float, rival: str, why: str, *, passing: bool = False) -> None:
        self.weight: Final = weight
        self.rival: Final = rival
        self.why: Final = why
        self.passing: Final = passing


SIGNS: Final = {
    "person": Sign(-1.0, "a person of that name", "written as persons are, surname first", passing=True),
    "known": Sign(-1.0, "a name known in English", "English knows the name as it stands"),
    "part": Sign(-1.5, "something else", "leaves out a part that carries the name"),
    "longer": Sign(-2.3, "part of a longer name", "stands in a row with other words in capitals"),
    "dictionary": Sign(-0.3, "ordinary words", "the plain meaning of the characters"),
}

SLACK = 0.5  # so far below its tier the sentence may still make a form worth a question, no farther
BELOW = 4.0  # natural log-odds lost with every point below: there, chance finds are the rule
WORST, BEST = -9.0, 7.0
CROWD = 1000  # names; from here on each has less of a claim to any one form


def crowd(names: int) -> float:
    """What the number of names loaded takes from each one's score: the chance that some name fits grows with it."""
    return math.log10(max(1.0, names / CROWD))


def weight(sort: Sort, score: float) -> float:
    """The natural log-odds that a path of this sort and score speaks with: straight lines through its tier."""
    tier = TIERS[sort]
    slope = BELOW if score < tier.ask else (AT_AUTO - AT_ASK) / (tier.auto - tier.ask)
    return max(WORST, min(BEST, AT_ASK + slope * (score - tier.ask)))
