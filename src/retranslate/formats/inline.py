"""What a marked-up text says about its blocks besides their text: emphasis, links, lists.

A format whose texts carry such marks (Markdown, HTML) gives its documents an ``origin`` that is `Styled`; the redline
composes a Word document from it. A plain text's origin is not `Styled` and is composed without.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable


class Style(StrEnum):
    """How a stretch of a block looks, or what it does."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    STRIKE = "strike"


class Inline(NamedTuple):
    """``block.text[start:end]`` has ``style``; half-open, in code points.

    Stretches of one block may nest and overlap; a link never crosses another link. ``href`` is a link's address,
    else "".

    """

    start: int
    end: int
    style: Style
    href: str = ""


class ListItem(NamedTuple):
    """A block that opens a list item: numbered or bulleted, ``level`` 0 for the outermost list.

    A later paragraph of the same item is not an item of its own: its entry in `Styled.lists` is None.
    """

    ordered: bool
    level: int = 0


@runtime_checkable
class Styled(Protocol):
    """An origin that knows its blocks' marks. Both tuples have one entry a block of the document."""

    @property
    def inlines(self) -> tuple[tuple[Inline, ...], ...]:
        """Each block's stretches, in order of their start."""

    @property
    def lists(self) -> tuple[ListItem | None, ...]:
        """Each block's list item, or None."""
