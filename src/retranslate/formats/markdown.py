"""Markdown (CommonMark with tables and strikethrough): the text a reader sees, and its way back into the source.

A block is a paragraph, a heading, a paragraph of a list item, a table cell or a code block. Addresses of links, marks
of emphasis, pictures, HTML, front matter and definitions of links are no text; code, footnote marks and addresses that
show are frozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.formats.inline import Inline, ListItem
from retranslate.formats.plain import Encoded, decode, encode
from retranslate.model import Block, Document, Edit, Place, Span
from retranslate.text.protected import IGNORE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

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
class _Walk:
    """One pass over the block tokens of a source."""

    md: MarkdownIt
    lines: list[str]  # without their ends
    starts: list[int]  # where each line starts in the source; one more for the end
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    inlines: list[tuple[Inline, ...]] = field(default_factory=list)
    lists: list[ListItem | None] = field(default_factory=list)
    around: list[str] = field(default_factory=list)  # the open lists (ordered, bullet) and quotations
    item: tuple[ListItem, list[int]] | None = None  # an item whose first block is to come, with its lines
    row: int = -1
    column: int = 0

    def take(self, token: Token, parent: Token | None) -> None:
        """Follow one token; ``parent`` is the one before it."""
        kind, _, state = token.type.rpartition("_")
        if kind in {"ordered_list", "bullet_list", "blockquote"}:
            self.around.append(kind.partition("_")[0]) if state == "open" else self.around.pop()
        elif token.type == "list_item_open" and token.map:
            depth = sum(kind != "blockquote" for kind in self.around)
            self.item = ListItem(self.around[-1] == "ordered", depth - 1), token.map
        elif token.type == "inline" and parent and token.map:
            self._paragraph(token, parent, token.map)
        elif token.type in {"fence", "code_block"} and token.map:
            text = token.content.removesuffix("\n")
            block = Block(text, Place.CODE, frozen=((0, len(text)),) if text else (), offset=self.starts[token.map[0]])
            self._add(block, (), Piece((), (), (), *self._range(token.map), whole=True))

    def _paragraph(self, token: Token, parent: Token, lines: list[int]) -> None:
        from retranslate.formats.markdown_map import Laid, UnlaidError, lay

        is_cell = parent.type in {"th_open", "td_open"}
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
        if self.item is None:
            return True
        first, last = self.item[1]
        return first == lines[0] and not any(line.strip() for line in self.lines[lines[1] : last])

    def _places(self, content: str, lines: list[int], *, is_cell: bool) -> list[int]:
        from retranslate.formats.markdown_map import cell_places, places

        first, last = lines
        if not is_cell:
            return places(content, self.lines[first:last], self.starts[first:last])
        self.row, after = first, self.column if self.row == first else 0
        found = cell_places(content, self.lines[first], self.starts[first], after)
        self.column = found[-1] - self.starts[first]
        return found

    def _place(self, parent: Token) -> tuple[Place, int]:
        if parent.type == "heading_open":
            return Place.HEADING, int(parent.tag[1:])
        if parent.type in {"th_open", "td_open"}:
            return Place.TABLE_CELL, 0
        if any(kind != "blockquote" for kind in self.around):
            return Place.LIST_ITEM, 0
        return (Place.QUOTATION if self.around else Place.BODY), 0

    def _range(self, lines: list[int]) -> tuple[int, int]:
        return self.starts[lines[0]], self.starts[min(lines[1], len(self.lines))]

    def _add(self, block: Block, inlines: tuple[Inline, ...], piece: Piece) -> None:
        self.blocks.append(block)
        self.pieces.append(piece)
        self.inlines.append(inlines)
        self.lists.append(self.item[0] if self.item else None)
        self.item = None


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
    source = Source(text, encoded, tuple(walk.pieces), tuple(walk.inlines), tuple(walk.lists))
    return Document(name, tuple(walk.blocks), source)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join", ignoreInvalid=True)


def _front_matter(lines: list[str]) -> int:
    """How many lines at the top are front matter: between fences, and of the form ``key: value``."""
    if len(lines) < 3 or not _FENCE.fullmatch(lines[0]) or not _KEY.match(lines[1]):
        return 0
    closing = (at for at, line in enumerate(lines) if at and line.rstrip() in {lines[0].rstrip(), "..."})
    return next(closing, -1) + 1
