"""A saved web page: the article's text, without navigation, share bars and comments (trafilatura finds it).

Title, headings, paragraphs, lists, quotations, tables, code, emphasis and links are kept. A page is read,
never written.
"""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from retranslate.formats.inline import MOST_COLUMNS, Cell, Inline, ListItem, Style
from retranslate.formats.plain import decode
from retranslate.model import Block, Document, Place, Problem, RetranslateError
from retranslate.text.storable import storable, unstorable

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST: Final = 20_000_000  # bytes; articles are smaller, and an extractor reads the whole page several times
_MARKED: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD: Final = 4096  # bytes in which a page names its encoding; the standard says 1024
_SUPERSETS: Final = {  # what browsers read where a page names the smaller encoding (WHATWG Encoding, 4.2)
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "unicode": "utf-8",
    "utf-16": "utf-8",  # a page whose letters can be read as ASCII is not in UTF-16, whatever it says
}
_CONTROLS: Final = bytes(code for code in range(1, 32) if code not in b"\t\n\r")
_STYLES: Final = {"#b": Style.STRONG, "#i": Style.EMPHASIS, "#t": Style.CODE}
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_BLOCKS: Final = frozenset(("p", "head", "list", "item", "quote", "table", "div"))
_ADDRESS: Final = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The origin of a web page's document: its blocks' marks, see `retranslate.formats.inline.Styled`."""

    inlines: tuple[tuple[Inline, ...], ...]
    lists: tuple[ListItem | None, ...]
    cells: tuple[Cell | None, ...]


def read(data: bytes, name: str, *, encoding: str | None = None) -> Document:
    """Read the article of a saved web page; ``name`` is for messages.

    The encoding is the one named, that of a byte-order mark, the one the page names itself, or UTF-8.

    Raises:
        RetranslateError: trafilatura is not installed, the page is too large, in another encoding, or holds no article.
    """
    if len(data) > LARGEST:
        message = f"is {len(data) // 1_000_000} MB of HTML, more than the {LARGEST // 1_000_000} MB that are read"
        raise RetranslateError(Problem(name, message, "save the article's text instead"))
    if not data.startswith(_MARKED):
        encoding = encoding or _named(data)
        data = data.translate(None, _CONTROLS)  # they are no text in HTML
    text, _ = decode(data, name, encoding=encoding)
    title, body = _extract(_REFERENCE.sub(_storable, text), name)
    reader = _Reader()
    reader.children(body)
    if title and not any(block.place is Place.HEADING and block.level == 1 for block in reader.blocks[:3]):
        reader.prepend(title)
    if not reader.blocks:
        raise _no_article(name)
    return Document(name, tuple(reader.blocks), Page(tuple(reader.inlines), tuple(reader.lists), tuple(reader.cells)))


def _named(data: bytes) -> str | None:
    """The encoding that the page names."""
    found = _CHARSET.search(data[:_HEAD])
    charset = found.group(1).decode("ascii").lower() if found else None
    return _SUPERSETS.get(charset, charset) if charset else None


def _storable(reference: re.Match[str]) -> str:
    """A reference to a character, gone where no document can hold the character."""
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return "" if code > sys.maxunicode or unstorable(chr(code)) else reference.group()


def _extract(text: str, name: str) -> tuple[str, _Element]:
    """The title and the body that trafilatura finds, quietly."""
    try:
        import trafilatura
    except ImportError:
        hint = 'pip install "retranslate[html]", or save the article as text'
        raise RetranslateError(Problem(name, "reading web pages needs trafilatura", hint)) from None
    import logging

    from retranslate.formats.html_layout import untangle

    for library in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    found: Any = None
    try:
        tree = trafilatura.load_html(text)
        if tree is not None:
            untangle(tree)
            found = trafilatura.bare_extraction(
                tree, include_comments=False, include_formatting=True, include_links=True, with_metadata=True
            )
    except Exception as error:  # whatever an extractor trips over on a broken page
        message = f"cannot be read as a web page: {type(error).__name__}"
        raise RetranslateError(Problem(name, message, "save the article's text instead")) from error
    if found is None or found.body is None or not len(found.body):
        raise _no_article(name)
    return _line(found.title or ""), found.body


def _no_article(name: str) -> RetranslateError:
    return RetranslateError(Problem(name, "no article was found on this page", "save the article's text instead"))


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


@dataclass(slots=True)
class _Text:
    """A block's text as it grows, blanks in a row becoming one."""

    text: str = ""
    inlines: list[Inline] = field(default_factory=list)
    frozen: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        piece = _BLANKS.sub(" ", storable(text or ""))
        if not self.text:  # an indent is the page's layout, whatever blanks it is made of
            self.text = piece.lstrip()
        else:
            self.text += piece.lstrip(" ") if self.text[-1] in " \n" else piece

    def add_break(self) -> None:
        self.text = self.text.rstrip(" ")
        if self.text:
            self.text += "\n"

    def element(self, element: _Element) -> None:
        """Take in an element of running text, with what it holds and what follows it."""
        start = len(self.text)
        if element.tag == "lb":
            self.add_break()
        elif isinstance(element.tag, str) and element.tag != "graphic":
            self.add(element.text)
            for child in element:
                self.element(child)
            self._mark(element, start)
        self.add(element.tail)

    def _mark(self, element: _Element, start: int) -> None:
        style = {"ref": Style.LINK, "del": Style.STRIKE, "code": Style.CODE}.get(str(element.tag))
        style = style or _STYLES.get(element.get("rend", ""))
        end = len(self.text)
        if style is None or not self.text[start:end].strip():
            return
        address = element.get("target", "") if style is Style.LINK else ""
        linked = any(one.style is style and one.start >= start for one in self.inlines)
        if style is Style.LINK and (linked or not _ADDRESS.match(address)):
            return
        self.inlines.append(Inline(start, end, style, address))
        if style is Style.CODE:
            self.frozen.append((start, end))


@dataclass(slots=True)
class _Reader:
    """Turns the body that trafilatura gives (its own XML: head, p, list, item, quote, table, code ...) into blocks."""

    blocks: list[Block] = field(default_factory=list)
    inlines: list[tuple[Inline, ...]] = field(default_factory=list)
    lists: list[ListItem | None] = field(default_factory=list)
    cells: list[Cell | None] = field(default_factory=list)
    item: ListItem | None = None
    cell: Cell | None = None

    def children(self, parent: _Element, place: Place = Place.BODY) -> None:
        """Read what ``parent`` holds; running text between its blocks becomes a block of its own."""
        loose = _Text()
        loose.add(parent.text)
        for child in parent:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in _BLOCKS or (tag == "code" and _is_block(child)):
                self._add(loose, place)
                loose = _Text()
                self._block(child, tag, place)
                loose.add(child.tail)
            else:
                loose.element(child)
        self._add(loose, place)

    def prepend(self, title: str) -> None:
        """Put the page's title in front."""
        self.blocks.insert(0, Block(title, Place.HEADING, 1))
        self.inlines.insert(0, ())
        self.lists.insert(0, None)
        self.cells.insert(0, None)

    def _block(self, element: _Element, tag: str, place: Place) -> None:
        match tag:
            case "list" if self.cell is None:
                self._list(element)
            case "quote":
                self.children(element, Place.QUOTATION if place is Place.BODY else place)
            case "table":
                self._table(element, place)
            case "code":
                text = "".join(str(piece) for piece in element.itertext()).strip("\n")
                if text.strip():
                    self._append(Block(text, Place.CODE, frozen=((0, len(text)),)), ())
            case "head" if self.cell is None:
                rank = re.fullmatch(r"h([1-6])", element.get("rend", ""))
                self._add(_running(element), Place.HEADING, int(rank.group(1)) if rank else 2)
            case _:
                self.children(element, place)

    def _list(self, element: _Element) -> None:
        outer = self.item
        level, ordered = outer.level + 1 if outer else 0, element.get("rend") == "ol"
        for number, item in enumerate(element, 1):
            self.item = ListItem(ordered, level, number if ordered else 1)
            self.children(item, Place.LIST_ITEM)
        self.item = outer and outer._replace(opens=False)

    def _table(self, table: _Element, place: Place) -> None:
        """Read a table; one that only lays out a page, or stands in a cell, is read as what its cells hold."""
        rows = [list(row.iter("cell")) for row in table.iter("row")]
        if self.cell is None and len(rows) > 1 and _is_caption(rows[0]):
            self.children(rows.pop(0)[0], place)
        if self.cell is not None or not _is_grid(rows):
            for cell in (cell for row in rows for cell in row):
                self.children(cell, place)
            return
        number = next((cell.table + 1 for cell in reversed(self.cells) if cell), 0)
        if self.cells and self.cells[-1]:
            self._append(Block(""), ())
        width = max(map(len, rows))
        for row, cells in enumerate(rows):
            for column in range(width):
                element = cells[column] if column < len(cells) else None
                header = element is not None and element.get("role") == "head"
                self._cell(Cell(number, row, column, header), element)

    def _cell(self, cell: Cell, element: _Element | None) -> None:
        self.cell = cell
        before = len(self.blocks)
        if element is not None:
            self.children(element, Place.TABLE_CELL)
        if len(self.blocks) == before:
            self._append(Block("", Place.TABLE_CELL), ())
        self.cell = None

    def _add(self, running: _Text, place: Place, level: int = 0) -> None:
        text = running.text.rstrip()
        if text:
            inlines = (one for one in running.inlines if one.start < len(text))
            kept = [Inline(one.start, min(one.end, len(text)), one.style, one.href) for one in inlines]
            kept.sort(key=lambda one: (one.start, -one.end))
            self._append(Block(text, place, level, tuple(sorted(running.frozen))), tuple(kept))

    def _append(self, block: Block, inlines: tuple[Inline, ...]) -> None:
        self.blocks.append(block)
        self.inlines.append(inlines)
        self.lists.append(self.item)
        self.cells.append(self.cell)
        self.item = self.item and self.item._replace(opens=False)


def _is_caption(row: list[_Element]) -> bool:
    """Whether the first row is what trafilatura makes of a caption: a head over the first column alone."""
    said = ["".join(map(str, cell.itertext())).strip() for cell in row]
    heads = [cell.get("role") == "head" for cell in row[:2]]
    return heads == [True, False] and bool(said[0]) and not any(said[1:])


def _is_grid(rows: list[list[_Element]]) -> bool:
    """Whether a table holds data, cell by cell, as many in a row as Word has columns."""
    return len(rows) > 1 and 1 < max(map(len, rows)) <= MOST_COLUMNS


def _is_block(code: _Element) -> bool:
    """Whether a ``code`` element is a block of its own and no piece of running text."""
    return "\n" in "".join(map(str, code.itertext())).strip("\n") or any(child.tag == "code" for child in code)


def _running(element: _Element) -> _Text:
    text = _Text()
    text.add(element.text)
    for child in element:
        text.element(child)
    return text
