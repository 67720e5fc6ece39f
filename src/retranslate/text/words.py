"""Where words begin and end."""

from __future__ import annotations

import re
from typing import NamedTuple

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007"
_WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")


class Word(NamedTuple):
    """A run of letters and digits, or one Chinese character; offsets in the text given to `words`."""

    start: int
    end: int
    text: str


def words(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in order. Apostrophes, hyphens, dots and underscores separate."""
    return tuple(Word(found.start(), found.end(), found.group()) for found in _WORD.finditer(text))
