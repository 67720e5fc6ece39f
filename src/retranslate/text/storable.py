"""Which characters a Word document can hold: those of XML 1.0's Char."""

from __future__ import annotations

import re
from typing import Final

_OUTSIDE: Final = tuple(map(re.compile, ("[\0-\x08\x0b\x0c\x0e-\x1f]", "[\ud800-\udfff\ufffe\uffff]")))
"""Two sets, because one that goes from control characters to surrogates takes ten times as long to compile."""


def unstorable(text: str) -> re.Match[str] | None:
    """The first character of ``text`` that no document can hold."""
    found = [match for outside in _OUTSIDE if (match := outside.search(text))]
    return min(found, key=re.Match.start, default=None)


def storable(text: str) -> str:
    """``text`` without the characters that no document can hold."""
    for outside in _OUTSIDE:
        text = outside.sub("", text)
    return text
