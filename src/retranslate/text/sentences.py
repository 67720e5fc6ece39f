"""Where sentences begin and end."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?\u3002\uff01\uff1f\u2026]+[\"'\u201d\u2019)\]]*(?=\s|$)\s*")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges that together cover ``text`` without gaps; blanks after an end belong to the sentence before."""
    cuts = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    return tuple((a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b)
