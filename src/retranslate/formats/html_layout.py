"""A page's markup made plain before its article is looked for: tables that only lay it out, captions, lists in cells.

The extractor takes tables for data: it would join what stands in a cell of a layout, move a table inside another one
behind it, and drop lists in cells and captions of pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_CELL: Final = 1000  # code points; a table with a longer cell lays out the page
_PARTS: Final = ("tbody", "thead", "tfoot", "tr", "td", "th")
_CELLS: Final = ("td", "th")
_BLOCK_TAGS: Final = """
address article aside blockquote center details div dl figure footer form h1 h2 h3 h4 h5 h6 header hr main nav noscript
ol p pre script section style table ul
"""
_BLOCKS: Final = frozenset(_BLOCK_TAGS.split())


def untangle(tree: _Element) -> None:
    """Make layout tables of ``tree`` divisions, and lines parted by breaks, captions and lists in cells paragraphs."""
    etree.strip_tags(tree, "font", "center")
    for figure in tree.iter("figure", "figcaption"):
        figure.tag = "div" if figure.tag == "figure" else "p"
    for division in [one for one in tree.iter("div") if _is_broken(one)]:
        _set_paragraphs(division)
    for table in list(tree.iter("table")):  # the outer ones first, so that one inside a layout may still hold data
        if _is_layout(table):
            parts = [part for part in table.iter(*_PARTS) if next(part.iterancestors("table"), None) is table]
            for cell in [part for part in parts if part.tag in _CELLS]:
                _set_paragraphs(cell)
            for part in (table, *parts):
                part.tag = "div"
        else:
            for part in table.iter("ul", "ol", "li"):
                part.tag = "p" if part.tag == "li" else "div"


def _is_layout(table: _Element) -> bool:
    """Whether a table holds another one or a headline, is a single column or row, or has a cell long as an article."""
    if next(table.iterdescendants("table", "h1", "h2", "article"), None) is not None:
        return True
    rows = [sum(cell.tag in _CELLS for cell in row) for row in table.iter("tr")]
    if len(rows) < 2 or max(rows) < 2:
        return True
    return any(len("".join(map(str, cell.itertext()))) > LONGEST_CELL for cell in table.iter(*_CELLS))


def _is_broken(division: _Element) -> bool:
    """Whether the paragraphs of a division are parted by two breaks in a row."""
    pairs = pairwise(division)
    return any(one.tag == other.tag == "br" and not (one.tail or "").strip() for one, other in pairs)


def _set_paragraphs(cell: _Element) -> None:
    """Make a paragraph of each line of running text in ``cell``."""
    made = list(_paragraphs(cell))
    cell.text = None
    for child in list(cell):
        cell.remove(child)
    cell.extend(made)


def _paragraphs(cell: _Element) -> Iterator[_Element]:
    """The blocks of ``cell``, and new paragraphs with what stands between them and its line breaks."""
    line = etree.Element("p")
    line.text = cell.text
    for child in list(cell):
        tail, child.tail = child.tail, None
        if child.tag == "br" or child.tag in _BLOCKS:
            yield from _filled(line)
            if child.tag != "br":
                yield child
            line = etree.Element("p")
            line.text = tail
        else:
            line.append(child)
            child.tail = tail
    yield from _filled(line)


def _filled(line: _Element) -> Iterator[_Element]:
    if "".join(map(str, line.itertext())).strip():
        yield line
