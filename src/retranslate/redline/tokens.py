"""The smallest whole tokens in which two texts differ."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from retranslate.text.words import HAN

_TOKEN: Final = re.compile(rf"[{HAN}]|[^\W_{HAN}]+(?:[-'.\u2019\u2010\u2011][^\W_{HAN}]+)*|\s+|.", re.DOTALL)


class Difference(NamedTuple):
    """``before[start:end]`` becomes ``text``; all else is the same."""

    start: int
    end: int
    text: str


def tokens(text: str) -> list[str]:
    """Words (with their hyphens, apostrophes and dots), single Chinese characters, runs of blanks, other characters."""
    return _TOKEN.findall(text)


def difference(before: str, after: str) -> Difference:
    """Drop the tokens that both texts begin and end with; never a part of a token."""
    old, new = tokens(before), tokens(after)
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    most = shorter - head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    start = sum(map(len, old[:head]))
    end = len(before) - sum(map(len, old[len(old) - tail :]))
    return Difference(start, end, "".join(new[head : len(new) - tail]))
