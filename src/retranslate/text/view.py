"""A document as the finders see it; made once, read by every finder, cue and rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from retranslate.model import Block, Document
from retranslate.text.fold import Folded, fold
from retranslate.text.protected import protected
from retranslate.text.sentences import sentences
from retranslate.text.spans import touches
from retranslate.text.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class View:
    """A document, read block by block in order.

    ``kept`` is what finders have read out of single blocks; the next look at the document need not read it again.
    """

    document: Document
    blocks: tuple[BlockView, ...]
    kept: dict[tuple[int, ...], tuple[object, Any]]

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
        return known if known.index == index else replace(known, index=index)
    folded = fold(block.text)
    return BlockView(index, block, folded, words(folded.text), sentences(block.text), protected(block))
