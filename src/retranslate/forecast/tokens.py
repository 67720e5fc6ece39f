"""The words of a block as names are read from it: possessives apart, apostrophes in names healed, breaks marked."""

from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from retranslate.model import Block, Document
from retranslate.text import BlockView, Word, view

LONGER: Final = 3  # letters; shorter words are small in titles too
TITLE: Final = 5  # longer words; fewer cannot tell
_ENDINGS: Final = frozenset(("s", "t", "re", "ll", "ve", "d", "m"))  # what an apostrophe joins in English
_STOPS: Final = frozenset(".!?;\n()[]{}|/\u3002\uff01\uff1f\uff1b\u2026")
_JOINTS: Final = frozenset(("", " ", "'", "-"))
_new: Final = tuple.__new__


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
    openings = iter(sorted({start for start, _ in block.sentences}))
    opening = next(openings, len(raw))
    made: list[Token] = []
    before, capital = 0, False
    for group in _groups(block.words, text):
        start, end, said = group[0] if len(group) == 1 else _healed(group)
        at, between = starts[start], text[before:start]
        first = opening <= at
        while opening <= at:
            opening = next(openings, len(raw))
        capital = raw[at].isupper() or (capital and between == "-")
        telling = capital and not first and not titled
        made.append(_new(Token, (start, end, said, _gap(between), capital, telling, first, group)))
        before = end
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
    raw, starts = block.block.text, block.folded.starts
    capitals = [raw[starts[start]].isupper() for start, _, text in block.words if len(text) > LONGER]
    return len(capitals) >= TITLE and sum(capitals) * 3 > 2 * len(capitals)


def _groups(words: tuple[Word, ...], text: str) -> list[tuple[Word, ...]]:
    """Words joined by an apostrophe that is not English grammar's (Xi'an, Ch'ing) go together."""
    if "'" not in text:
        return [(word,) for word in words]
    groups: list[tuple[Word, ...]] = [words[:1]] if words else []
    for one, other in pairwise(words):
        joined = text[one.end : other.start] == "'" and other.text not in _ENDINGS
        if joined and one.text.isascii() and one.text.isalpha():
            groups[-1] = (*groups[-1], other)
        else:
            groups.append((other,))
    return groups


def _healed(group: tuple[Word, ...]) -> Word:
    return Word(group[0].start, group[-1].end, "".join([word.text for word in group]))


@lru_cache(maxsize=1 << 10)
def _gap(between: str) -> Gap:
    if between in _JOINTS:
        return Gap.NONE
    return Gap.MARK if _STOPS.isdisjoint(between) else Gap.BREAK
