"""A document as the finders see it; made once, read by every finder, cue and rule."""

from __future__ import annotations

from dataclasses import dataclass

from retranslate.model import Block, Document
from retranslate.text.fold import Folded, fold
from retranslate.text.protected import protected
from retranslate.text.sentences import sentences
from retranslate.text.spans import touches
from retranslate.text.words import Word, words


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block, read. ``words`` are in offsets of ``folded.text``; ``sentences`` and ``protected`` in raw offsets.

    ``protected`` are the raw ranges that no edit may touch: the block's frozen ones, URLs, e-mail addresses, code,
    suppressed lines.
    """

    index: int
    block: Block
    folded: Folded
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    protected: tuple[tuple[int, int], ...]

    def is_protected(self, start: int, end: int) -> bool:
        """Whether raw ``[start, end)`` touches what no edit may touch; an empty range only inside one."""
        return touches(self.protected, start, end)


@dataclass(frozen=True, slots=True)
class View:
    """A document, read block by block in order."""

    document: Document
    blocks: tuple[BlockView, ...]


def view(document: Document) -> View:
    """Read every block of ``document`` once."""
    return View(document, tuple([_view(index, block) for index, block in enumerate(document.blocks)]))


def _view(index: int, block: Block) -> BlockView:
    folded = fold(block.text)
    return BlockView(index, block, folded, words(folded.text), sentences(block.text), protected(block))
