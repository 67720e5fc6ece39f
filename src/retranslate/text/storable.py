"""Which characters a Word document can hold: those of XML 1.0's Char."""

from __future__ import annotations

import re
from typing import Final

_CONTROL: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_HIGH: Final = "[\ud800-\udfff\ufffe\uffff]"  # compiled where there is one: it takes as long as ten others


def unstorable(text: str) -> re.Match[str] | None:
    """The first character of ``text`` that no document can hold."""
    control, high = _CONTROL.search(text), re.search(_HIGH, text) if _has_high(text) else None
    return min(filter(None, (control, high)), key=re.Match.start, default=None)


def storable(text: str) -> str:
    """``text`` without the characters that no document can hold."""
    text = _CONTROL.sub("", text)
    return re.sub(_HIGH, "", text) if _has_high(text) else text


def _has_high(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return True
    return "\ufffe" in text or "\uffff" in text
