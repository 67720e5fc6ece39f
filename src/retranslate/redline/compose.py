"""A new Word document for a text that came as none: one paragraph a block, in real styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx import package
from retranslate.formats.docx.names import PPR, R_, RELATIONSHIPS, RPR, VAL, P, R, w
from retranslate.formats.docx.package import Package, parse, relationships_of
from retranslate.formats.inline import Cell, Inline, ListItem, Style, Styled
from retranslate.model import Block, Document, Options, Place
from retranslate.redline import grid, template
from retranslate.redline.surgery import write_text

TITLE_AT_MOST: Final = 120  # characters of a text file's first line that may be its title
ADDRESS_AT_MOST: Final = 2000  # characters of a link; Word takes 2,083 at most
INDENT: Final = 360  # twentieths of a point, of every level of a list
AFTER_TABLE: Final = 160  # twentieths of a point between a table and what follows
DEEPEST: Final = 8  # level of a list in Word
LAST_NUMBER: Final = 32767  # that Word counts a list to
_SCHEMES: Final = frozenset(("http", "https", "mailto", "ftp", "tel"))
_NUMBERING, _CORE = "word/numbering.xml", "docProps/core.xml"
_LINK_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_STYLES: Final = {Place.QUOTATION: "Quote", Place.CODE: template.CODE, Place.LIST_ITEM: "ListParagraph"}
_RUN_ORDER: Final = ((Style.STRONG, "b"), (Style.EMPHASIS, "i"), (Style.STRIKE, "strike"))  # as the schema wants it


def compose(document: Document, options: Options) -> bytes:
    """A Word document whose paragraphs are the blocks of ``document``, without revisions."""
    base = template.template()
    marks = document.origin if isinstance(document.origin, Styled) else _Bare(document)
    title = _title(document) if isinstance(marks, _Bare) else None
    links = _Links(base)
    lists = _Lists(base)
    root = parse(base.parts[base.main], base.name)
    section = root[0][-1]
    paragraphs: list[etree._Element] = []
    for index, (block, item, cell) in enumerate(zip(document.blocks, marks.lists, marks.cells, strict=True)):
        paragraph = etree.Element(P)
        section.addprevious(paragraph)
        _set_style(paragraph, "Heading1" if index == title else _style(block, cell))
        lists.set_item(paragraph, block, item, cell)
        if cell is None and index and marks.cells[index - 1] and block.place is not Place.HEADING:
            _set_apart(paragraph)
        _fill(paragraph, block.text, marks.inlines[index], links)
        paragraphs.append(paragraph)
    _set_tables(document, marks, paragraphs)
    changed = {
        base.main: _bytes(root),
        relationships_of(base.main): _bytes(links.root),
        _NUMBERING: _bytes(lists.root),
        _CORE: _core(_heading(document, title), options),
    }
    return package.write(base, changed, options.date)


class _Bare:
    """The marks of a document that has none."""

    def __init__(self, document: Document) -> None:
        count = len(document.blocks)
        self.inlines: tuple[tuple[Inline, ...], ...] = ((),) * count
        self.lists: tuple[ListItem | None, ...] = (None,) * count
        self.cells: tuple[Cell | None, ...] = (None,) * count


def _set_tables(document: Document, marks: Styled, paragraphs: list[etree._Element]) -> None:
    """Put the paragraphs of each table into one."""
    inside = [(cell, index) for index, cell in enumerate(marks.cells) if cell is not None]
    for _, group in groupby(inside, key=lambda one: one[0].table):
        members = [grid.Member(cell, document.blocks[at].text, paragraphs[at]) for cell, at in group]
        first = members[0].paragraph
        item = marks.lists[paragraphs.index(first)]
        body = first.getparent()
        assert body is not None
        at = body.index(first)
        body.insert(at, grid.table(members, _indent(item) if item else 0))


def _title(document: Document) -> int | None:
    """The block that is a plain text's title: its first line, if short and set apart."""
    lines = [index for index, block in enumerate(document.blocks) if block.text.strip()]
    if not lines or len(document.blocks[lines[0]].text) > TITLE_AT_MOST:
        return None
    first = lines[0]
    alone = first + 1 == len(document.blocks) or not document.blocks[first + 1].text.strip()
    return first if alone else None


def _heading(document: Document, title: int | None) -> str:
    if title is not None:
        return document.blocks[title].text.strip()
    return next((block.text.strip() for block in document.blocks if block.place is Place.HEADING), "")


def _style(block: Block, cell: Cell | None) -> str:
    if cell is not None:
        return grid.style_of(cell)
    if not block.text.strip():
        return template.BLANK
    if block.place is Place.HEADING:
        return f"Heading{min(max(block.level, 1), 9)}"
    return _STYLES.get(block.place, "Normal")


def _set_style(paragraph: etree._Element, style: str) -> None:
    properties = etree.SubElement(paragraph, PPR)
    if style != "Normal":
        etree.SubElement(properties, w("pStyle"), {VAL: style})


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


def _core(title: str, options: Options) -> bytes:
    """The core properties: the title, and dates that are the run's."""
    cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dc, terms, xsi = (
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
        "http://www.w3.org/2001/XMLSchema-instance",
    )
    root = etree.Element(f"{{{cp}}}coreProperties", nsmap={"cp": cp, "dc": dc, "dcterms": terms, "xsi": xsi})
    etree.SubElement(root, f"{{{dc}}}title").text = title
    etree.SubElement(root, f"{{{dc}}}creator").text = options.author
    etree.SubElement(root, f"{{{cp}}}lastModifiedBy").text = options.author
    for name in ("created", "modified"):
        etree.SubElement(root, f"{{{terms}}}{name}", {f"{{{xsi}}}type": "dcterms:W3CDTF"}).text = options.date
    etree.SubElement(root, f"{{{dc}}}language").text = "en-US"
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
