"""The spellings of a name: which of them a syllable belongs to, as a set packed in an int, and what they cost."""

from __future__ import annotations

from functools import cache
from typing import Final

SYSTEMS: Final = (  # name, -log10 of how likely a whole name is spelled so; the first is the usual one
    ("pinyin", 0.0),
    ("Wade-Giles", 1.0),
    ("Cantonese", 1.2),
)
MIXED: Final = 1.0  # two syllables of one name that no spelling has both
NONE: Final = 0
USUAL: Final = 1


def code(name: str) -> int:
    """The set that holds the spelling ``name`` alone."""
    return 1 << next(at for at, (one, _) in enumerate(SYSTEMS) if one == name)


@cache
def price(systems: int) -> float:
    """The price of the cheapest spelling of the set; nothing for the empty one."""
    return min((cost for at, (_, cost) in enumerate(SYSTEMS) if systems >> at & 1), default=0.0)


@cache
def label(systems: int) -> str:
    """The name of the cheapest spelling of the set."""
    return next((name for at, (name, _) in enumerate(SYSTEMS) if systems >> at & 1), "")


def common(used: int, more: int) -> tuple[int, float]:
    """The spellings that what was spelled so far and ``more`` of it may both be in, and the price of mixing two."""
    if not (used and more):
        return used | more, 0.0
    return (used & more, 0.0) if used & more else (used, MIXED)
