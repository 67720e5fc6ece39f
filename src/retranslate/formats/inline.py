"""What a marked-up text says about its blocks besides their text: emphasis, links, lists, tables.

A format whose texts carry such marks (Markdown, HTML) gives its documents an ``origin`` that is `Styled`; the redline
composes a Word document from it. A plain text's origin is not `Styled` and is composed without.
"""

from enum import StrEnum
from typing import Final, NamedTuple, Protocol, runtime_checkable

MOST_COLUMNS: Final = 63  # of a Word table


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
    """The list item that a block stands in: numbered or bulleted, ``level`` 0 for the outermost list.

    ``number`` is what an ordered item shows (1 for a bulleted one). ``opens``: the block is the item's first, with the
    marker before it; what follows of the same item (a paragraph, code, a table) is indented like it.
    """

    ordered: bool
    level: int = 0
    number: int = 1
    opens: bool = True


class Align(StrEnum):
    """Where the text of a table's column stands; the value is CSS's."""

    NONE = ""
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Cell(NamedTuple):
    """The cell of a table that a block stands in.

    ``table`` counts the document's tables, ``row`` and ``column`` its rows and columns, all from 0. Every row has every
    column: a cell without text holds one empty block, another one block or more. Between two tables stands a block.
    """

    table: int
    row: int
    column: int
    header: bool = False
    align: Align = Align.NONE


@runtime_checkable
class Styled(Protocol):
    """An origin that knows its blocks' marks. Each tuple has one entry a block of the document."""

    @property
    def inlines(self) -> tuple[tuple[Inline, ...], ...]:
        """Each block's stretches, in order of their start."""

    @property
    def lists(self) -> tuple[ListItem | None, ...]:
        """Each block's list item, or None."""

    @property
    def cells(self) -> tuple[Cell | None, ...]:
        """Each block's table cell, or None."""
