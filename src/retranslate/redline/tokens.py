"""The smallest whole tokens in which two texts differ."""

from __future__ import annotations

import re
from functools import cache

from retranslate.text.words import FIRST_HAN, HAN


def tokens(text: str) -> list[str]:
    """Words (with their hyphens, apostrophes and dots), single Chinese characters, runs of blanks, other characters."""
    return _token(HAN if max(text, default="") >= FIRST_HAN else "").findall(text)


@cache
def _token(han: str) -> re.Pattern[str]:  # many characters take long to compile: only for texts that have some
    chinese = f"[{han}]|" if han else ""
    return re.compile(rf"{chinese}[^\W_{han}]+(?:[-'.\u2019\u2010\u2011][^\W_{han}]+)*|\s+|.", re.DOTALL)


def difference(before: str, after: str) -> tuple[int, int, str]:
    """Start, end and text: ``before[start:end]`` becomes ``text``, and all else is the same; no part of a token is."""
    old, new = tokens(before), tokens(after)
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    most = shorter - head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    start = sum(map(len, old[:head]))
    end = len(before) - sum(map(len, old[len(old) - tail :]))
    return start, end, "".join(new[head : len(new) - tail])
