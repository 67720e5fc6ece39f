"""A place where a name may stand, and the line it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retranslate.forecast.tokens import Gap, Token, tokens
from retranslate.model import Span
from retranslate.text.fold import unify

if TYPE_CHECKING:
    from retranslate.text import BlockView


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a name may stand: ``text`` with blanks, quotes and dashes made equal, ``words`` folded.

    ``telling``: a capital there that neither a sentence's start nor a title explains.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    telling: bool


class Line:
    """A block with its tokens."""

    def __init__(self, block: BlockView) -> None:
        self.block, self.row = block, tokens(block)

    def mention(self, first: int, last: int) -> Mention:
        """Tokens ``first`` to ``last`` (not included) as a mention."""
        start, end = self.block.folded.to_raw(self.row[first].start, self.row[last - 1].end)
        said = self.row[first:last]
        telling = any(token.telling for token in said)
        text = unify(self.block.block.text[start:end])
        return Mention(Span(self.block.index, start, end), text, tuple(token.text for token in said), telling)

    def raw(self, token: Token) -> str:
        """``token`` as it stands in the block."""
        return self.block.block.text[slice(*self.block.folded.to_raw(token.start, token.end))]

    def between(self, at: int) -> str:
        """What stands before token ``at``, folded, up to the token before it."""
        end = self.row[at].start if at < len(self.row) else len(self.block.folded.text)
        return self.block.folded.text[self.row[at - 1].end if at else 0 : end]

    def joined(self, at: int) -> bool:
        """Whether nothing but a blank or a hyphen stands before token ``at``."""
        return 0 < at < len(self.row) and self.row[at].gap is Gap.NONE
