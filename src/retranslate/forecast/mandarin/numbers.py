"""Chinese numerals as figures: 二十 is 20, 第二十 is 20th."""

from __future__ import annotations

import re
from typing import Final

from retranslate.forecast.language import Gloss

AS_FIGURES, AS_ORDINAL = 0.5, 0.6

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_NUMERAL: Final = re.compile("(第?)([零〇一二两三四五六七八九十百千]+)([万亿]?)")
NUMERAL: Final = (
    "第?[零〇一二两三四五六七八九十百千]{2,}[万亿]?|第[零〇一二两三四五六七八九十百千]"  # is not cut in pieces
)


def glosses(piece: str) -> tuple[Gloss, ...]:
    """The figures that stand for ``piece``, when the whole of it is a numeral."""
    found = _NUMERAL.fullmatch(piece)
    if found is None:
        return ()
    value = _value(found[2]) * {"": 1, "万": 10_000, "亿": 100_000_000}[found[3]]
    figures = Gloss((str(value),), AS_FIGURES)
    return (figures, Gloss((_ordinal(value),), AS_ORDINAL)) if found[1] else (figures,)


def _value(numeral: str) -> int:
    if not set(numeral) & set(_UNITS):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"
