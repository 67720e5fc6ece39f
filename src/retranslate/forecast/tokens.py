"""The words of a block as names are read from it: possessives apart, apostrophes in names healed, breaks marked."""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import pairwise
from typing import Final, NamedTuple

from retranslate.model import Block, Document
from retranslate.text import BlockView, Word, view

LONGER: Final = 3  # letters; shorter words are small in titles too
TITLE: Final = 5  # longer words; fewer cannot tell
_ENDINGS: Final = frozenset(("s", "t", "re", "ll", "ve", "d", "m"))  # what an apostrophe joins in English
_STOP: Final = re.compile(r"[.!?;\n()\[\]{}|/\u3002\uff01\uff1f\uff1b\u2026]")
_JOINT: Final = re.compile(r"[ '-]|")


class Gap(IntEnum):
    """What stands before a word: nothing but a blank or hyphen, a lighter mark, or the end of what belongs together."""

    NONE = 0
    MARK = 1
    BREAK = 2


class Token(NamedTuple):
    """A word of a block; ``start`` and ``end`` are offsets in the block's folded text.

    ``capital``: its raw form begins with one, or follows on one by a hyphen (Jui-min); ``telling``: that marks a name.
    ``first``: it opens a sentence. ``pieces``: the words it was healed from.
    """

    start: int
    end: int
    text: str
    gap: Gap
    capital: bool
    telling: bool
    first: bool
    pieces: tuple[Word, ...]

    def at(self, offset: int) -> int:
        """The folded offset of the letter ``offset`` of ``text`` (its end for the length of ``text``)."""
        for piece in self.pieces:
            if offset <= len(piece.text):
                return piece.start + offset
            offset -= len(piece.text)
        return self.end


def tokens(block: BlockView) -> tuple[Token, ...]:
    """The tokens of ``block`` in order."""
    text, raw, starts = block.folded.text, block.block.text, block.folded.starts
    titled = _titled(block)
    opens = sorted({start for start, _ in block.sentences})
    made: list[Token] = []
    end_before = sentence = 0
    for group in _groups(block.words, text):
        start, end = group[0].start, group[-1].end
        at = starts[start]
        first = sentence < len(opens) and opens[sentence] <= at
        while sentence < len(opens) and opens[sentence] <= at:
            sentence += 1
        said = "".join(word.text for word in group)
        capital = raw[at].isupper() or (text[end_before:start] == "-" and bool(made) and made[-1].capital)
        telling = capital and not first and not titled
        made.append(Token(start, end, said, _gap(text[end_before:start]), capital, telling, first, group))
        end_before = end
    return tuple(made)


def spoken_block(said: str) -> tuple[BlockView, tuple[Token, ...]]:
    """A text that is no document's, as a block, and its tokens."""
    block = view(Document("", (Block(said),))).blocks[0]
    return block, tokens(block)


def spoken(said: str) -> tuple[Token, ...]:
    """The tokens of a text that is no document's."""
    return spoken_block(said)[1]


def _titled(block: BlockView) -> bool:
    """Whether most longer words have capitals, so that a capital marks nothing: a title line, shouting."""
    longer = [word for word in block.words if len(word.text) > LONGER]
    starts = [block.block.text[block.folded.to_raw(word.start, word.end)[0]] for word in longer]
    return len(longer) >= TITLE and sum(start.isupper() for start in starts) * 3 > 2 * len(longer)


def _groups(words: tuple[Word, ...], text: str) -> list[tuple[Word, ...]]:
    """Words joined by an apostrophe that is not English grammar's (Xi'an, Ch'ing) go together."""
    groups: list[tuple[Word, ...]] = [words[:1]] if words else []
    for one, other in pairwise(words):
        joined = text[one.end : other.start] == "'" and other.text not in _ENDINGS
        if joined and one.text.isascii() and one.text.isalpha():
            groups[-1] = (*groups[-1], other)
        else:
            groups.append((other,))
    return groups


def _gap(between: str) -> Gap:
    if between == " ":
        return Gap.NONE
    if _STOP.search(between):
        return Gap.BREAK
    return Gap.NONE if _JOINT.fullmatch(between) else Gap.MARK
