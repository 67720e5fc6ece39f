"""A new Word document for a text that came as none: one paragraph a block, in real styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from retranslate.formats.docx import package
from retranslate.formats.docx.names import PPR, R_, VAL, P, W, w
from retranslate.formats.docx.package import Package, parse, to_bytes
from retranslate.model import Block, Document, Options, Place
from retranslate.redline import template
from retranslate.redline.surgery import copy_of, write_text

if TYPE_CHECKING:
    from retranslate.redline.marks import Marks

TITLE_AT_MOST: Final = 120  # characters of a text file's first line that may be its title
_CORE: Final = "docProps/core.xml"
_STYLES: Final = {Place.QUOTATION: "Quote", Place.CODE: template.CODE, Place.LIST_ITEM: "ListParagraph"}


def compose(document: Document, options: Options) -> Package:
    """A Word document whose paragraphs are the blocks of ``document``, without revisions."""
    base = template.template()
    marks = _marks(document, base)
    title = _title(document) if marks is None else None
    root = parse(base.parts[base.main], base.name)
    body = root[0]
    section = body[-1]
    body.remove(section)
    empty: dict[str, etree._Element] = {}  # by style; a copy costs less than to make one anew
    for index, block in enumerate(document.blocks):
        style = "Heading1" if index == title else (marks.style(index) if marks else "") or _style(block)
        if style not in empty:
            empty[style] = _empty(style)
        paragraph = copy_of(empty[style])
        body.append(paragraph)
        if marks:
            marks.fill(paragraph, index)
        elif block.text:
            write_text(etree.SubElement(paragraph, R_), block.text)
    changed = marks.parts() if marks else {}
    body.append(section)
    changed |= {base.main: to_bytes(root), _CORE: _core(_heading(document, title), options)}
    return package.read(package.write(base, changed, options.date), document.name, base)


def _marks(document: Document, base: Package) -> Marks | None:
    """What the text of ``document`` is marked up with; None for a plain one, whose run needs nothing of it."""
    if not hasattr(document.origin, "inlines"):  # asked of the protocol `Styled`, it would have to be imported
        return None
    from retranslate.redline.marks import Marks

    return Marks(document, base)


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


def _style(block: Block) -> str:
    if not block.text.strip():
        return template.BLANK
    if block.place is Place.HEADING:
        return f"Heading{min(max(block.level, 1), 9)}"
    return _STYLES.get(block.place, "Normal")


def _empty(style: str) -> etree._Element:
    """A paragraph in this style, without text."""
    paragraph = etree.Element(P, nsmap={"w": W})
    properties = etree.SubElement(paragraph, PPR)
    if style != "Normal":
        etree.SubElement(properties, w("pStyle"), {VAL: style})
    return paragraph


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
    return to_bytes(root)
