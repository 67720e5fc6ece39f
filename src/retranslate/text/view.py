"""A document as the finders see it; made once, read by every finder, cue and rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from retranslate.model import Block, Document
from retranslate.text.fold import Folded, fold
from retranslate.text.protected import protected
from retranslate.text.sentences import sentences
from retranslate.text.spans import merge, touches
from retranslate.text.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
_NOTHING: Final = fold("")


class BlockView:
    """One block, read. ``words`` are in offsets of ``folded.text``; ``sentences`` and ``protected`` in raw offsets.

    ``protected`` are the raw ranges that no edit may touch: the block's frozen ones, URLs, e-mail addresses, code,
    suppressed lines.
    """

    __slots__ = ("block", "folded", "index", "protected", "sentences", "words")

    def __init__(
        self,
        index: int,
        block: Block,
        folded: Folded,
        words: tuple[Word, ...],
        sentences: tuple[tuple[int, int], ...],
        protected: tuple[tuple[int, int], ...],
    ) -> None:
        self.index: Final = index
        self.block: Final = block
        self.folded: Final = folded
        self.words: Final = words
        self.sentences: Final = sentences
        self.protected: Final = protected

    def at(self, index: int) -> BlockView:
        """The same block with the number ``index``."""
        return BlockView(index, self.block, self.folded, self.words, self.sentences, self.protected)

    def protecting(self, ranges: Iterable[tuple[int, int]]) -> BlockView:
        """The same block with the raw ``ranges`` protected too."""
        protected = merge((*self.protected, *ranges))
        return BlockView(self.index, self.block, self.folded, self.words, self.sentences, protected)

    def is_protected(self, start: int, end: int) -> bool:
        """Whether raw ``[start, end)`` touches what no edit may touch; an empty range only inside one."""
        return touches(self.protected, start, end)


class View:
    """A document, read block by block in order.

    ``kept`` is what finders have read out of single blocks; the next look at the document need not read it again.
    """

    def __init__(
        self, document: Document, blocks: tuple[BlockView, ...], kept: dict[tuple[int, ...], tuple[object, Any]]
    ) -> None:
        self.document: Final = document
        self.blocks: Final = blocks
        self.kept: Final = kept

    def once(self, of: tuple[object, ...], read: Callable[[], T]) -> T:
        """What ``read`` gives for the very objects ``of``, asked for once."""
        key = tuple(map(id, of))
        if key not in self.kept:
            self.kept[key] = (of, read())  # holding them, so that no other object can have their identity
        value: T = self.kept[key][1]
        return value


def view(document: Document, before: View | None = None) -> View:
    """Read every block of ``document`` once; a block that ``before`` has read already is not read again."""
    known = {id(one.block): one for one in before.blocks} if before else {}
    blocks = [_view(index, block, known.get(id(block))) for index, block in enumerate(document.blocks)]
    return View(document, tuple(blocks), before.kept if before else {})


def _view(index: int, block: Block, known: BlockView | None) -> BlockView:
    if known is not None:
        return known if known.index == index else known.at(index)
    if not block.text:  # half the blocks of most articles
        return BlockView(index, block, _NOTHING, (), (), ())
    folded = fold(block.text)
    return BlockView(index, block, folded, words(folded.text), sentences(block.text), protected(block))
