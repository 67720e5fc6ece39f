"""What a marked-up text's paragraphs carry besides their text: looks, links, lists, tables."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx.names import R_, RELATIONSHIPS, RPR, VAL, R, w
from retranslate.formats.docx.package import Package, parse, relationships_of, to_bytes
from retranslate.formats.inline import Cell, Inline, ListItem, Style, Styled
from retranslate.model import Block, Document, Place
from retranslate.redline import grid, template
from retranslate.redline.surgery import write_text

ADDRESS_AT_MOST: Final = 2000  # characters of a link; Word takes 2,083 at most
INDENT: Final = 360  # twentieths of a point, of every level of a list
AFTER_TABLE: Final = 160  # twentieths of a point between a table and what follows
DEEPEST: Final = 8  # level of a list in Word
LAST_NUMBER: Final = 32767  # that Word counts a list to
_SCHEMES: Final = frozenset(("http", "https", "mailto", "ftp", "tel"))
_NUMBERING: Final = "word/numbering.xml"
_LINK_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_RUN_ORDER: Final = ((Style.STRONG, "b"), (Style.EMPHASIS, "i"), (Style.STRIKE, "strike"))  # as the schema wants it


class Marks:
    """The marks of one document, on their way into the package ``base``."""

    def __init__(self, document: Document, base: Package) -> None:
        assert isinstance(document.origin, Styled)
        self._blocks = document.blocks
        self._given = document.origin
        self._main = base.main
        self._links = _Links(base)
        self._lists = _Lists(base)
        self._paragraphs: list[etree._Element] = []

    def style(self, index: int) -> str:
        """The style of a block that stands in a table; "" for the others."""
        cell = self._given.cells[index]
        return "" if cell is None else grid.style_of(cell)

    def fill(self, paragraph: etree._Element, index: int) -> None:
        """Give the ``paragraph`` of a block, which has its style, all that the block holds."""
        block, item, cell = self._blocks[index], self._given.lists[index], self._given.cells[index]
        self._lists.set_item(paragraph, block, item, cell)
        if cell is None and index and self._given.cells[index - 1] and block.place is not Place.HEADING:
            _set_apart(paragraph)
        _fill(paragraph, block.text, self._given.inlines[index], self._links)
        self._paragraphs.append(paragraph)

    def parts(self) -> dict[str, bytes]:
        """Put the paragraphs of each table into one; the parts that lists and links have changed."""
        inside = [(cell, index) for index, cell in enumerate(self._given.cells) if cell is not None]
        for _, group in groupby(inside, key=lambda one: one[0].table):
            members = [grid.Member(cell, self._blocks[at].text, self._paragraphs[at]) for cell, at in group]
            first = members[0].paragraph
            item = self._given.lists[self._paragraphs.index(first)]
            body = first.getparent()
            assert body is not None
            at = body.index(first)
            body.insert(at, grid.table(members, _indent(item) if item else 0))
        return {relationships_of(self._main): to_bytes(self._links.root), _NUMBERING: to_bytes(self._lists.root)}


def _set_apart(paragraph: etree._Element) -> None:
    """Room above ``paragraph``, which follows on a table."""
    spacing = etree.Element(w("spacing"), {w("before"): str(AFTER_TABLE)})
    indent = paragraph[0].find(w("ind"))
    if indent is None:
        paragraph[0].append(spacing)
    else:
        indent.addprevious(spacing)


def _indent(item: ListItem) -> int:
    """Where the text of ``item`` begins, in twentieths of a point."""
    return INDENT * (min(item.level, DEEPEST) + 1)


class _OpenList(NamedTuple):
    """A list that goes on: its number id, and the last number it showed."""

    ordered: bool
    identity: str
    last: int


class _Lists:
    """The numbering part, which gains a ``w:num`` for every list so that each counts for itself."""

    def __init__(self, base: Package) -> None:
        self.root = parse(base.parts[_NUMBERING], base.name)
        self._open: list[_OpenList] = []  # one a level
        self._count = 0

    def set_item(self, paragraph: etree._Element, block: Block, item: ListItem | None, cell: Cell | None) -> None:
        """Make ``paragraph`` the list item it opens, or indent it like the one it belongs to."""
        if item is None:
            if block.text.strip():
                self._open.clear()
        elif cell is not None:
            return
        elif not item.opens:
            etree.SubElement(paragraph[0], w("ind"), {w("left"): str(_indent(item))})
        else:
            level = min(item.level, DEEPEST)
            number = etree.SubElement(paragraph[0], w("numPr"))
            etree.SubElement(number, w("ilvl"), {VAL: str(level)})
            etree.SubElement(number, w("numId"), {VAL: self._list_of(item, level)})

    def _list_of(self, item: ListItem, level: int) -> str:
        """The number id of the list that ``item`` goes on with, or begins."""
        del self._open[level + 1 :]
        if len(self._open) > level:
            before = self._open.pop()
            if before.ordered == item.ordered and (not item.ordered or item.number == before.last + 1):
                self._open.append(before._replace(last=item.number))
        while len(self._open) <= level:
            identity = self._number(item, len(self._open))
            self._open.append(_OpenList(item.ordered, identity, item.number))
        return self._open[level].identity

    def _number(self, item: ListItem, level: int) -> str:
        self._count += 1
        number = etree.SubElement(self.root, w("num"), {w("numId"): str(self._count)})
        abstract = template.NUMBERS if item.ordered else template.BULLETS
        etree.SubElement(number, w("abstractNumId"), {VAL: abstract})
        start = item.number if item.number <= LAST_NUMBER else 1
        for one in range(9):
            override = etree.SubElement(number, w("lvlOverride"), {w("ilvl"): str(one)})
            etree.SubElement(override, w("startOverride"), {VAL: str(start if one == level else 1)})
        return str(self._count)


class _Links:
    """The main part's relationships, which gain one for every address that the text links to."""

    def __init__(self, base: Package) -> None:
        self.root = parse(base.parts[relationships_of(base.main)], base.name)
        self._known: dict[str, str] = {}

    def id(self, address: str) -> str:
        """The relationship id of ``address``."""
        if address not in self._known:
            self._known[address] = f"rIdLink{len(self._known) + 1}"
            etree.SubElement(
                self.root,
                f"{{{RELATIONSHIPS}}}Relationship",
                {"Id": self._known[address], "Type": _LINK_TYPE, "Target": address, "TargetMode": "External"},
            )
        return self._known[address]


def _fill(paragraph: etree._Element, text: str, stretches: tuple[Inline, ...], links: _Links) -> None:
    link: Inline | None = None
    home = paragraph
    for start, end, active in _cuts(text, stretches):
        now = next((one for one in active if one.style is Style.LINK and _address(one.href)), None)
        if now is not link:
            link = now
            home = paragraph
            if link is not None:
                home = etree.SubElement(paragraph, w("hyperlink"), {f"{{{R}}}id": links.id(_address(link.href))})
        _add_run(home, text[start:end], {one.style for one in active if one.style is not Style.LINK or now})


def _address(href: str) -> str:
    """``href`` as a Word document may hold it: an address that is safe to follow and well formed; else "" (no link)."""
    from urllib.parse import quote

    address = quote(href.strip(), safe="%/:=&?~#+!$,;'@()*-._")
    scheme = re.match(r"([A-Za-z][\w+.-]*):", address)
    if not address or address.startswith("#") or len(address) > ADDRESS_AT_MOST:
        return ""
    return address if scheme is None or scheme.group(1).lower() in _SCHEMES else ""


def _cuts(text: str, stretches: tuple[Inline, ...]) -> Iterator[tuple[int, int, tuple[Inline, ...]]]:
    """The pieces of ``text`` that look alike throughout, with the stretches they lie in."""
    borders = sorted({0, len(text), *(one.start for one in stretches), *(one.end for one in stretches)})
    for start, end in pairwise(borders):
        yield start, end, tuple(one for one in stretches if one.start <= start and end <= one.end)


def _add_run(parent: etree._Element, text: str, styles: set[Style]) -> None:
    run = etree.SubElement(parent, R_)
    named = template.LINK if Style.LINK in styles else template.CODE_RUN if Style.CODE in styles else ""
    marks = [tag for style, tag in _RUN_ORDER if style in styles]
    if named or marks:
        properties = etree.SubElement(run, RPR)
        if named:
            etree.SubElement(properties, w("rStyle"), {VAL: named})
        for tag in marks:
            etree.SubElement(properties, w(tag))
    write_text(run, text)
