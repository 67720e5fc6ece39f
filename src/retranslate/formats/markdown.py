"""Markdown (CommonMark with tables and strikethrough): the text a reader sees, and its way back into the source.

A block is a paragraph, a heading, a paragraph of a list item, a table cell, a code block or a paragraph of HTML.
Addresses of links, marks of emphasis, pictures, tags, front matter and definitions of links are no text; code, footnote
marks and addresses that show are frozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.formats.inline import Align, Cell, Inline, ListItem
from retranslate.formats.plain import Encoded, decode, encode
from retranslate.model import Block, Document, Edit, Place, Span
from retranslate.text.protected import IGNORE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST: Final = 40  # levels, a list being two; what stands deeper is no text
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FENCE: Final = re.compile(r"(?:---|\+\+\+)[ \t]*")  # of front matter
_KEY: Final = re.compile(r"[\w.-]+[ \t]*[:=]|#")


class Piece(NamedTuple):
    """Where a block stands: character ``i`` at ``source[starts[i]:ends[i]]``, the whole in ``source[first:last]``.

    ``marks`` are the places of its paired marks in the source, ``doubled`` of blanks that repeat the character at an
    offset. ``whole`` says that the lines hold nothing else, so that they can go with the block.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    first: int
    last: int
    whole: bool
    doubled: tuple[tuple[int, tuple[int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of a Markdown document: its decoded source, and what each block is in it."""

    text: str
    encoded: Encoded
    pieces: tuple[Piece, ...] = ()
    inlines: tuple[tuple[Inline, ...], ...] = ()
    lists: tuple[ListItem | None, ...] = ()
    cells: tuple[Cell | None, ...] = ()

    def offset(self, document: Document, span: Span) -> int:
        """The place of ``span`` in the source, in code points; an empty one stands behind the character before it."""
        piece = self.pieces[span.block]
        if 0 < span.start <= len(piece.ends) and span.start == span.end:
            return piece.ends[span.start - 1]
        return piece.starts[span.start] if piece.starts else piece.first

    def position(self, document: Document, span: Span) -> tuple[int, int]:
        """Line and column of ``span`` in the source, from 1."""
        at = self.offset(document, span)
        begin = max(self.text.rfind(end, 0, at) for end in "\r\n") + 1
        return len(re.findall(r"\r\n|\r|\n", self.text[:begin])) + 1, at - begin + 1


@dataclass(slots=True)
class _Item:
    """An open list item: its ``lines``, and whether it is ``fresh``, its first block still to come."""

    ordered: bool
    number: int
    lines: list[int]
    fresh: bool = True


@dataclass(slots=True)
class _Walk:
    """One pass over the block tokens of a source."""

    md: MarkdownIt
    lines: list[str]  # without their ends
    starts: list[int]  # where each line starts in the source; one more for the end
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    inlines: list[tuple[Inline, ...]] = field(default_factory=list)
    lists: list[ListItem | None] = field(default_factory=list)
    cells: list[Cell | None] = field(default_factory=list)
    around: list[str] = field(default_factory=list)  # the open lists (ordered, bullet) and quotations
    numbers: list[int] = field(default_factory=list)  # of the next item of each open list
    items: list[_Item] = field(default_factory=list)
    cell: Cell | None = None
    laid: tuple[int, int] = (-1, 0)  # the line of the last cell laid along its source, and the column behind it

    def take(self, token: Token, parent: Token | None) -> None:
        """Follow one token; ``parent`` is the one before it."""
        name, _, state = token.type.rpartition("_")
        if name in {"ordered_list", "bullet_list", "blockquote"}:
            self._surround(token, name, opens=state == "open")
        elif token.type == "list_item_open" and token.map:
            ordered = self.around[-1] == "ordered"
            self.items.append(_Item(ordered, self.numbers[-1], token.map))
            self.numbers[-1] += ordered
        elif token.type == "list_item_close":
            self.items.pop()
        elif name in {"table", "tr", "th", "td"}:
            self._table(token, name, opens=state == "open")
        elif token.type == "inline" and parent and token.map:
            self._paragraph(token, parent, token.map)
        elif token.type in {"fence", "code_block"} and token.map:
            text = token.content.removesuffix("\n")
            block = Block(text, Place.CODE, frozen=((0, len(text)),) if text else (), offset=self.starts[token.map[0]])
            self._add(block, (), Piece((), (), (), *self._range(token.map), whole=True))
        elif token.type == "html_block" and token.map:
            self._html(token, *token.map)

    def _html(self, token: Token, first: int, last: int) -> None:
        from retranslate.formats.markdown_html import runs
        from retranslate.formats.markdown_map import UnlaidError, places

        content = token.content.removesuffix("\n")
        try:
            at = places(content, self.lines[first:last], self.starts[first:last])
        except UnlaidError:
            return
        for laid, level in runs(content):
            place = Place.HEADING if level else self._here()
            starts, ends = (tuple(at[i] for i in found) for found in (laid.starts, laid.ends))
            frozen = [(0, len(laid.text))] if IGNORE in content else laid.frozen
            block = Block(laid.text, place, level, tuple(sorted(frozen)), starts[0])
            self._add(block, tuple(laid.inlines), Piece(starts, ends, (), starts[0], ends[-1], whole=False))

    def _surround(self, token: Token, name: str, *, opens: bool) -> None:
        kind = name.partition("_")[0]
        if opens:
            self.around.append(kind)
            self.numbers += [int(token.attrs.get("start", 1))] if kind != "blockquote" else []
        elif self.around.pop() != "blockquote":
            self.numbers.pop()

    def _table(self, token: Token, name: str, *, opens: bool) -> None:
        """Follow a table to its cells; a block without text parts it from one right before it."""
        if not opens:
            self.cell = None if name == "table" else self.cell
        elif name == "table" and token.map:
            last = next((cell.table for cell in reversed(self.cells) if cell), -1)
            if self.cells and self.cells[-1]:
                at = self.starts[token.map[0]]
                self._add(Block("", offset=at), (), Piece((), (), (), at, at, whole=False))
            self.cell = Cell(last + 1, -1, -1)
        elif name == "tr" and self.cell:
            self.cell = self.cell._replace(row=self.cell.row + 1, column=-1)
        elif self.cell:
            align = Align(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            column = self.cell.column + 1
            self.cell = self.cell._replace(column=column, header=name == "th", align=align)

    def _paragraph(self, token: Token, parent: Token, lines: list[int]) -> None:
        from retranslate.formats.markdown_map import Laid, UnlaidError, lay

        is_cell = self.cell is not None
        try:
            laid = lay(self.md, token.content, token.children or [])
            at = self._places(token.content, lines, is_cell=is_cell)
        except UnlaidError:
            laid, at = Laid("".join(child.content for child in token.children or [])), []
        frozen = [(0, len(laid.text))] if not at or IGNORE in token.content else laid.frozen
        place, level = self._place(parent)
        starts, ends = (tuple(at[i] for i in found) if at else () for found in (laid.starts, laid.ends))
        marks = tuple(tuple((at[a], at[b]) for a, b in pair) for pair in laid.marks) if at else ()
        doubled = tuple((index, (at[a], at[b])) for index, (a, b) in laid.doubled) if at else ()
        first, last = self._range(parent.map or lines)
        whole = not is_cell and self._is_alone(parent.map or lines)
        offset = starts[0] if starts else first
        block = Block(laid.text, place, level, tuple(sorted(frozen)) if laid.text else (), offset)
        self._add(block, tuple(laid.inlines), Piece(starts, ends, marks, first, last, whole, doubled))  # type: ignore[arg-type]

    def _is_alone(self, lines: list[int]) -> bool:
        """Whether the lines of a paragraph hold no more of its list item, so that the item goes with it."""
        if not self.items or not self.items[-1].fresh:
            return True
        first, last = self.items[-1].lines
        return first == lines[0] and not any(line.strip() for line in self.lines[lines[1] : last])

    def _places(self, content: str, lines: list[int], *, is_cell: bool) -> list[int]:
        from retranslate.formats.markdown_map import cell_places, places

        first, last = lines
        if not is_cell:
            return places(content, self.lines[first:last], self.starts[first:last])
        after = self.laid[1] if self.laid[0] == first else 0
        found = cell_places(content, self.lines[first], self.starts[first], after)
        self.laid = first, found[-1] - self.starts[first]
        return found

    def _place(self, parent: Token) -> tuple[Place, int]:
        if parent.type == "heading_open":
            return Place.HEADING, int(parent.tag[1:])
        return (Place.TABLE_CELL if self.cell else self._here()), 0

    def _here(self) -> Place:
        """The place of a paragraph here."""
        return Place.LIST_ITEM if self.items else Place.QUOTATION if self.around else Place.BODY

    def _range(self, lines: list[int]) -> tuple[int, int]:
        return self.starts[lines[0]], self.starts[min(lines[1], len(self.lines))]

    def _add(self, block: Block, inlines: tuple[Inline, ...], piece: Piece) -> None:
        self.blocks.append(block)
        self.pieces.append(piece)
        self.inlines.append(inlines)
        self.cells.append(self.cell)
        item = self.items[-1] if self.items else None
        self.lists.append(ListItem(item.ordered, len(self.items) - 1, item.number, item.fresh) if item else None)
        if item:
            item.fresh = False


def read(data: bytes, name: str, *, encoding: str | None = None) -> Document:
    """Read Markdown; ``name`` is for messages. Encodings and errors are those of plain text."""
    text, encoded = decode(data, name, encoding=encoding)
    return parse(name, text, encoded)


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """``document`` corrected by ``edits`` (without overlaps; notes are ignored) as Markdown.

    A Markdown document keeps every character of its source outside the edits, its encoding and its line ends. Another
    becomes new Markdown in UTF-8.

    Raises:
        RetranslateError: Markdown has no way to write what an edit asks for at its place.
    """
    if isinstance(document.origin, Source):
        from retranslate.formats.markdown_patch import patch

        return encode(patch(document, document.origin, edits), document.name, document.origin.encoded)
    from retranslate.formats.markdown_compose import compose

    return encode(compose(document, edits), document.name, Encoded())


def parse(name: str, text: str, encoded: Encoded) -> Document:
    """The document whose decoded source is ``text``."""
    found = [match for match in _LINE.finditer(text) if match.group() or match.start() < len(text)]
    lines = [match.group().rstrip("\r\n") for match in found]
    walk = _Walk(_parser(), lines, [*(match.start() for match in found), len(text)])
    hidden = _front_matter(lines)
    tokens = walk.md.parse("\n".join([*[""] * hidden, *lines[hidden:]]))
    for parent, token in zip([None, *tokens], tokens, strict=False):
        walk.take(token, parent)
    source = Source(text, encoded, tuple(walk.pieces), tuple(walk.inlines), tuple(walk.lists), tuple(walk.cells))
    return Document(name, tuple(walk.blocks), source)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return (
        MarkdownIt("commonmark", {"maxNesting": DEEPEST})
        .enable(["table", "strikethrough"])
        .disable("text_join", ignoreInvalid=True)
    )


def _front_matter(lines: list[str]) -> int:
    """How many lines at the top are front matter: between fences, and of the form ``key: value``."""
    if len(lines) < 3 or not _FENCE.fullmatch(lines[0]) or not _KEY.match(lines[1]):
        return 0
    closing = (at for at, line in enumerate(lines) if at and line.rstrip() in {lines[0].rstrip(), "..."})
    return next(closing, -1) + 1
