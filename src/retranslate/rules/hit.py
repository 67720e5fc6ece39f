"""What stands around a place in a text: the words and the sentence a rule looks at before it says anything."""

import re
from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from retranslate.text import BlockView, View

_WORD_BEFORE: Final = r"[^\W_]+$"  # like the next ones not compiled before there is a hit
_WORD_AFTER: Final = r"[\s“‘\"'(]*([^\W_]+)"
_TOKEN_BEFORE: Final = r"\S*$"
_TOKEN_AFTER: Final = r"\S*"
_REACH: Final = 80  # code points: what is further off says nothing of a place, and need not be read again for each
_LONGEST: Final = 300  # code points of a sentence read on either side; some texts have no full stops
_WIDEST: Final = 500  # code points between parentheses that belong together


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
    def of(cls, seen: BlockView, found: re.Match[str], view: View) -> "Hit":
        """The hit of a pattern in ``seen``, a block of ``view``."""
        start, end = found.span()
        first = seen.sentences[bisect_right(seen.sentences, start, key=lambda span: span[1])][0]
        last = seen.sentences[bisect_left(seen.sentences, end, key=lambda span: span[1])][1]
        around = view.blocks[max(0, seen.index - 1) : seen.index + 2]
        beside = tuple(other.block.text for other in around if other is not seen)
        return cls(seen.block.text, start, end, max(first, start - _LONGEST), min(last, end + _LONGEST), beside)

    @property
    def sentence(self) -> str:
        """The text of the sentences around the hit."""
        return self.text[self.first : self.last]

    @property
    def before(self) -> str:
        """What stands shortly before the hit."""
        return self.text[max(0, self.start - _REACH) : self.start]

    @property
    def after(self) -> str:
        """What stands shortly after the hit."""
        return self.text[self.end : self.end + _REACH]

    @property
    def word_before(self) -> str:
        """The word that ends where the hit starts, or ""."""
        found = re.search(_WORD_BEFORE, self.before)
        return found.group() if found else ""

    @property
    def word_after(self) -> str:
        """The first word after the hit, past blanks and opening marks, or ""."""
        found = re.match(_WORD_AFTER, self.after)
        return found.group(1) if found else ""

    @property
    def token(self) -> str:
        """The hit with what stands around it up to the next blanks."""
        head, tail = re.search(_TOKEN_BEFORE, self.before), re.match(_TOKEN_AFTER, self.after)
        return (head.group() if head else "") + self.text[self.start : self.end] + (tail.group() if tail else "")


def opening(text: str, close: int) -> int | None:
    """Where the parenthesis that closes at ``close`` opens."""
    depth = 0
    for at in range(close, max(-1, close - _WIDEST), -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if not depth:
            return at
    return None


def closing(text: str, opened: int) -> int | None:
    """Where the parenthesis that opens at ``opened`` closes."""
    depth = 0
    for at in range(opened, min(len(text), opened + _WIDEST)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return None
