"""Where sentences begin and end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_STOP: Final = re.compile(r"([.!?…。！？｡]+)([\"'”’)\]」』）]*)(\s*)")
_CHINESE: Final = frozenset("。！？｡")  # needs no blank after it
_LAST_TOKEN: Final = re.compile(r"[^\s(“‘\"'\[]+$")
_NEXT: Final = re.compile(r"[\s“‘\"'(\[]*(\S)(\w*)")
# Always followed by the name or number they belong to.
_BEFORE_A_NAME: Final = "mr mrs ms dr prof gen col capt lt sgt gov sen rep rev hon st mt fig figs no nos vol pp vs"
# Followed by anything; a sentence ends here only when what follows could not go on with it.
_BEFORE_ANYTHING: Final = (
    "inc ltd co corp llc plc jr sr bros dept univ est approx etc al cf viz ca ed eds jan feb mar apr jun jul aug sep "
    "sept oct nov dec mon tue tues wed thur thurs fri sat ph.d"
)
_INITIALS: Final = re.compile(r"(?:[a-z]\.)+[a-z]")
# Words that begin a new sentence far more often than they go on after an abbreviation.
_OFTEN_FIRST: Final = (
    "the a an this that these those it its he she they we you i his her their our my but and in on at for as if when "
    "while after before since although though however there here what who how why so then now no not with from by to"
)
_TITLES: Final = frozenset(_BEFORE_A_NAME.split())
_SHORT: Final = frozenset(_BEFORE_ANYTHING.split())
_OPENERS: Final = frozenset(_OFTEN_FIRST.split())


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges that together cover ``text`` without gaps; blanks after an end belong to the sentence before.

    Abbreviations, initials, decimal numbers, and stops inside a name or before a comma end nothing.
    """
    cuts = [0, *(found.end() for found in _STOP.finditer(text) if _ends(text, found)), len(text)]
    return tuple([(a, b) for a, b in pairwise(cuts) if a < b])


def _ends(text: str, stop: re.Match[str]) -> bool:
    if stop.end() == len(text) or stop[1][-1] in _CHINESE:
        return True
    ellipsis = stop[1].startswith(("...", "…"))
    if not stop[3] and not (ellipsis and text[stop.end()].isupper()):
        return False
    following = _NEXT.match(text, stop.end())
    if following is None or following[1] in ",;:，；：、)]”’.!?":
        return False
    if stop[1] != "." or stop[2]:  # "Why?" he asked: a question inside a sentence goes on in lower case
        return not following[1].islower()
    token = _LAST_TOKEN.search(text, max(0, stop.start() - 40), stop.start())
    return token is None or not _is_abbreviation(token.group(), following)


def _is_abbreviation(token: str, following: re.Match[str]) -> bool:
    """Whether the stop after ``token`` belongs to it, and the sentence goes on with ``following``."""
    folded = token.casefold()
    begins = (following[1] + following[2]).casefold() in _OPENERS
    if folded in _TITLES:
        return folded != "no" or following[1].isdigit()
    if len(token) == 1 and token.isupper() and token != "I":
        return not begins
    return (folded in _SHORT or _INITIALS.fullmatch(folded) is not None) and not (following[1].isupper() and begins)
