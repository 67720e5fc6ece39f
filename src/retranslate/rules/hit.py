"""What stands around a place in a text: the words and the sentence a rule looks at before it says anything."""

from __future__ import annotations

import re
from typing import NamedTuple

from retranslate.text import BlockView, View

_WORD_BEFORE = re.compile(r"[^\W_]+$")
_WORD_AFTER = re.compile(r"[\s“‘\"'(]*([^\W_]+)")
_REACH = 80  # how far back a word or token is looked for, in code points: no longer ones matter


class Hit(NamedTuple):
    """Raw ``text[start:end]`` of a block, and ``text[first:last]``, the sentence or sentences it stands in.

    ``beside`` are the texts of the blocks directly before and after.
    """

    text: str
    start: int
    end: int
    first: int
    last: int
    beside: tuple[str, ...]

    @classmethod
    def of(cls, seen: BlockView, found: re.Match[str], view: View) -> Hit:
        """The hit of a pattern in ``seen``, a block of ``view``."""
        start, end = found.span()
        touched = [span for span in seen.sentences if span[0] < end and start < span[1]]
        around = view.blocks[max(0, seen.index - 1) : seen.index + 2]
        beside = tuple(other.block.text for other in around if other is not seen)
        return cls(seen.block.text, start, end, touched[0][0], touched[-1][1], beside)

    @property
    def sentence(self) -> str:
        """The text of the sentences around the hit."""
        return self.text[self.first : self.last]

    @property
    def word_before(self) -> str:
        """The word that ends where the hit starts, or ""."""
        found = _WORD_BEFORE.search(self.text[max(0, self.start - _REACH) : self.start])
        return found.group() if found else ""

    @property
    def word_after(self) -> str:
        """The first word after the hit, past blanks and opening marks, or ""."""
        found = _WORD_AFTER.match(self.text, self.end)
        return found.group(1) if found else ""

    @property
    def token(self) -> str:
        """The hit with all that stands around it up to the next blanks."""
        head = re.search(r"\S*$", self.text[max(0, self.start - _REACH) : self.start])
        tail = re.compile(r"\S*").match(self.text, self.end)
        return (head.group() if head else "") + self.text[self.start : self.end] + (tail.group() if tail else "")


def opening(text: str, close: int) -> int | None:
    """Where the parenthesis that closes at ``close`` opens."""
    depth = 0
    for at in range(close, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if not depth:
            return at
    return None


def closing(text: str, opened: int) -> int | None:
    """Where the parenthesis that opens at ``opened`` closes."""
    depth = 0
    for at in range(opened, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return None
