"""What a glossary row asks of the words around a match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from retranslate.model import Evidence
from retranslate.text.fold import key
from retranslate.text.words import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retranslate.model import Span, Variant
    from retranslate.text import View

WEIGHT: Final = 3.0  # an editor wrote the condition down for this very row: 20 to 1 where it holds
_REACH: Final = 3  # blank lines or captions between two neighbouring sentences at most


def context(view: View, row: Variant, span: Span) -> tuple[Evidence, ...] | None:
    """What the context of ``row`` says for a match at ``span``, or None when the row does not apply there.

    A word is near when it stands, whole and in any case, in the sentence of the match or in the one before or after
    it (in the next paragraph if need be), the match itself aside. One of the plain words must be near; none of
    the ``!words`` may be.
    """
    if not row.context:
        return ()
    texts = tuple(key(text) for text in _near(view, span))
    wanted = [word for word in row.context if not word.startswith("!")]
    if any(_stands(key(word[1:]), texts) for word in row.context if word.startswith("!")):
        return None
    there = next((word for word in wanted if _stands(key(word), texts)), None)
    if wanted and there is None:
        return None
    return (Evidence("context", WEIGHT, f"“{there}” is near, as the glossary asks"),) if there else ()


def _stands(word: str, texts: tuple[str, ...]) -> bool:
    if not word:
        return False
    for text in texts:
        at = text.find(word)
        while at >= 0:
            if whole(text, at, at + len(word)):
                return True
            at = text.find(word, at + 1)
    return False


def _near(view: View, span: Span) -> Iterator[str]:
    """The raw text around ``span``: its sentence on both sides, and one sentence more before and after."""
    block = view.blocks[span.block]
    text, sentences = block.block.text, block.sentences
    first = next(i for i, (_, end) in enumerate(sentences) if span.start < end)
    last = next(i for i, (_, end) in enumerate(sentences) if span.end <= end)
    yield text[sentences[max(first - 1, 0)][0] : span.start]
    yield text[span.end : sentences[min(last + 1, len(sentences) - 1)][1]]
    if first == 0:
        yield _beside(view, span.block, -1)
    if last == len(sentences) - 1:
        yield _beside(view, span.block, +1)


def _beside(view: View, index: int, step: int) -> str:
    """The nearest sentence of the blocks before (``step`` -1) or after (+1) block ``index``; "" when there is none."""
    for distance in range(1, _REACH + 1):
        other = index + step * distance
        if not 0 <= other < len(view.blocks):
            return ""
        block = view.blocks[other]
        if block.words:
            start, end = block.sentences[-1 if step < 0 else 0]
            return block.block.text[start:end]
    return ""
