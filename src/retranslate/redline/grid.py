"""A table of a new document: its cells, and columns as wide as what stands in them wants."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx.names import VAL, w
from retranslate.formats.inline import Align, Cell
from retranslate.redline import template

WIDTH: Final = 9070  # twentieths of a point between the page's margins (16 cm)
_LETTER: Final = (
    120  # the same, of a letter of a table's text: a wide one of a wide font, for not every office has ours
)
_CHINESE: Final = 190  # of a Chinese character, which is as wide as it is high
_PADDING: Final = 2 * template.CELL_MARGIN
_LONGEST_WORD: Final = 24  # letters; a longer word may break
_LONGEST_LINE: Final = 60  # letters; no column gets more for the sake of a longer text
_JUSTIFIED: Final = {Align.CENTER: "center", Align.RIGHT: "right"}


class Member(NamedTuple):
    """A paragraph of a table, its text and its cell."""

    cell: Cell
    text: str
    paragraph: etree._Element


def table(members: Sequence[Member], indent: int) -> etree._Element:
    """A ``w:tbl`` that holds the paragraphs of ``members``, moved ``indent`` twentieths of a point to the right."""
    widths = column_widths([(one.cell.column, one.text) for one in members], WIDTH - indent)
    root = etree.Element(w("tbl"))
    _set_properties(root, sum(widths), indent)
    grid = etree.SubElement(root, w("tblGrid"))
    for width in widths:
        etree.SubElement(grid, w("gridCol"), {w("w"): str(width)})
    in_head = True
    for _, row in groupby(members, key=lambda one: one.cell.row):
        cells = [list(found) for _, found in groupby(row, key=lambda one: one.cell.column)]
        in_head = in_head and all(found[0].cell.header for found in cells)
        home = _row(root, header=in_head)
        for found in cells:
            _set_cell(home, found, widths[found[0].cell.column])
    return root


def style_of(cell: Cell) -> str:
    """The style of a paragraph in ``cell``."""
    return template.TABLE_HEADING if cell.header else template.TABLE_TEXT


def _set_properties(root: etree._Element, width: int, indent: int) -> None:
    properties = etree.SubElement(root, w("tblPr"))
    etree.SubElement(properties, w("tblStyle"), {VAL: template.TABLE})
    etree.SubElement(properties, w("tblW"), {w("w"): str(width), w("type"): "dxa"})
    if indent:
        etree.SubElement(properties, w("tblInd"), {w("w"): str(indent), w("type"): "dxa"})
    etree.SubElement(properties, w("tblLayout"), {w("type"): "fixed"})


def _row(root: etree._Element, *, header: bool) -> etree._Element:
    """A new row; the head of a table stands again at the top of its next page."""
    row = etree.SubElement(root, w("tr"))
    if header:
        properties = etree.SubElement(row, w("trPr"))
        etree.SubElement(properties, w("cantSplit"))
        etree.SubElement(properties, w("tblHeader"))
    return row


def _set_cell(row: etree._Element, members: Sequence[Member], width: int) -> None:
    cell = etree.SubElement(row, w("tc"))
    properties = etree.SubElement(cell, w("tcPr"))
    etree.SubElement(properties, w("tcW"), {w("w"): str(width), w("type"): "dxa"})
    for one in members:
        if one.cell.align in _JUSTIFIED:
            etree.SubElement(one.paragraph[0], w("jc"), {VAL: _JUSTIFIED[one.cell.align]})
        cell.append(one.paragraph)


def column_widths(texts: Sequence[tuple[int, str]], room: int) -> list[int]:
    """The width of each column, out of (column, text) of all cells and the ``room`` for all.

    If there is room, each gets up to twice what its longest line wants. Else each gets its longest word's
    width, and the rest goes where lines are longest (CSS 2.1, 17.5.2.2). If not even the words fit, the longest break.
    """
    count = max(column for column, _ in texts) + 1
    least = [_PADDING + 3 * _LETTER] * count
    most = list(least)
    for column, text in texts:
        longest = max(map(_width, text.split()), default=0)
        least[column] = max(least[column], _PADDING + min(longest, _LONGEST_WORD * _LETTER))
        line = max(map(_width, text.split("\n")))
        most[column] = max(most[column], _PADDING + min(line, _LONGEST_LINE * _LETTER), least[column])
    if sum(most) <= room:
        stretch = min(2.0, room / sum(most))
        return [int(width * stretch) for width in most]
    if sum(least) <= room:
        share = (room - sum(least)) / (sum(most) - sum(least))
        return [int(low + (high - low) * share) for low, high in zip(least, most, strict=True)]
    return _narrowed(least, room)


def _narrowed(wanted: Sequence[int], room: int) -> list[int]:
    """``wanted`` widths made to fit: no column wider than one limit, which is as high as can be."""
    left, limit = room, 0
    for before, width in enumerate(sorted(wanted)):
        limit = left // (len(wanted) - before)
        if width > limit:
            break
        left -= width
    return [min(width, limit) for width in wanted]


def _width(text: str) -> int:
    return sum(_CHINESE if unicodedata.east_asian_width(char) in "WF" else _LETTER for char in text)
