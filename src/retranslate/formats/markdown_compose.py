"""New Markdown for a document that came as something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from retranslate.edit import corrected
from retranslate.formats.inline import Align, Cell, Inline, ListItem, Style, Styled
from retranslate.formats.markdown import parse
from retranslate.formats.plain import Encoded
from retranslate.model import Block, Document, Edit, Place

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_AT_START: Final = re.compile(r"(?m)^(\s*)(?:([#>+=-])|(\d+)([.)]))")
_EDGES: Final = re.compile(r"^(?:\\\n|\s)+|(?:\\\n|\s)+$")  # blanks and line breaks
_BARE_PIPE: Final = re.compile(r"(?<!\\)\|")
_RULES: Final = {Align.NONE: "---", Align.LEFT: ":--", Align.CENTER: ":-:", Align.RIGHT: "--:"}
_MARKS: Final = {Style.STRONG: "**", Style.EMPHASIS: "*", Style.STRIKE: "~~"}


class _Piece(NamedTuple):
    """A block to be written: its corrected text ("" if it goes), and its marks where its edits put them."""

    block: Block
    text: str
    inlines: Sequence[Inline]
    item: ListItem | None
    cell: Cell | None


def compose(document: Document, edits: Iterable[Edit]) -> str:
    """Markdown for ``document`` corrected by ``edits``; blank lines part its blocks, empty ones are left out."""
    parts: list[str] = []
    tight = owed = False  # whether the last block opened an item; whether one that did was left out
    columns: list[int] = []  # where the text of each open list item begins
    for table, group in groupby(_pieces(document, edits), key=lambda one: one.cell and one.cell.table):
        pieces = list(group)
        for one in pieces if table is None else pieces[:1]:
            opens = one.item is not None and (one.item.opens or owed)
            owed = opens and table is None and not one.text.strip()
            if table is None and not one.text.strip():
                continue
            parts.append("\n" if tight and opens and _can_follow(one.item, columns) else "\n\n" if parts else "")
            lead = _lead(one.item, columns, opens=opens)
            written = _block(one) if table is None else _table(pieces)
            parts.append(lead + written.replace("\n", "\n" + " " * len(lead)))
            tight = opens and table is None
    return "".join((*parts, "\n")) if parts else ""


def _pieces(document: Document, edits: Iterable[Edit]) -> Iterator[_Piece]:
    changes = [edit for edit in edits if edit.after is not None]
    by_block = {
        index: list(found)
        for index, found in groupby(sorted(changes, key=lambda one: one.span), key=lambda one: one.span.block)
    }
    marks = document.origin if isinstance(document.origin, Styled) else None
    for index, (block, text) in enumerate(zip(document.blocks, corrected(document, changes), strict=True)):
        inlines = _moved(marks.inlines[index], by_block.get(index, ())) if marks else ()
        item, cell = (marks.lists[index], marks.cells[index]) if marks else (None, None)
        yield _Piece(block, text or "", inlines, item, cell)


def _can_follow(item: ListItem | None, columns: Sequence[int]) -> bool:
    """Whether an item may stand right below a line of the one before: a new list of a number but 1 may not."""
    return item is None or not item.ordered or item.number == 1 or item.level < len(columns)


def _lead(item: ListItem | None, columns: list[int], *, opens: bool) -> str:
    """What stands before a block: the marker of the list item that it opens, or blanks up to the text of its own."""
    if item is None:
        columns.clear()
        return ""
    if not opens and len(columns) > item.level:
        return " " * columns[item.level]
    del columns[item.level :]
    columns += [columns[-1] if columns else 0] * (item.level - len(columns))
    marker = f"{item.number}. " if item.ordered else "- "
    lead = " " * (columns[-1] if columns else 0) + marker
    columns.append(len(lead))
    return lead if opens else " " * len(lead)


def _table(pieces: Sequence[_Piece]) -> str:
    """A table; its first row is the head, for Markdown has none without."""
    rows: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    aligned: dict[int, Align] = {}
    for one in pieces:
        assert one.cell is not None
        aligned.setdefault(one.cell.column, one.cell.align)
        rows[one.cell.row][one.cell.column] += [_in_cell(one)] if one.text.strip() else []
    lines = ["| " + " | ".join("<br>".join(cell) for cell in row.values()) + " |" for row in rows.values()]
    rule = "| " + " | ".join(_RULES[align] for align in aligned.values()) + " |"
    return "\n".join((lines[0], rule, *lines[1:]))


def _in_cell(piece: _Piece) -> str:
    """A paragraph on one line, without a bare ``|``."""
    return _BARE_PIPE.sub(r"\|", _marked(piece).replace("\\\n", "<br>").replace("\n", " "))


def _moved(inlines: Sequence[Inline], edits: Sequence[Edit]) -> list[Inline]:
    """``inlines`` of a block where its ``edits`` put them; what an edit swallowed is gone."""

    def forward(at: int) -> int:
        shift = 0
        for edit in edits:
            start, end, length = edit.span.start, edit.span.end, len(edit.after or "")
            if end <= at:
                shift += length - (end - start)
            elif start < at:
                return (
                    start + shift + length
                )  # what begins inside an edit begins after it, what ends inside ends with it
        return at + shift

    moved = (Inline(forward(one.start), forward(one.end), one.style, one.href) for one in inlines)
    return [one for one in moved if one.start < one.end]


def _block(piece: _Piece) -> str:
    block, text = piece.block, piece.text
    if block.place is Place.CODE:
        fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`+", text + "`")))
        return f"{fence}\n{text}\n{fence}"
    written = _AT_START.sub(_escaped_start, _marked(piece))
    if block.place is Place.HEADING:
        return "#" * min(max(block.level, 1), 6) + " " + written.replace("\\\n", " ")
    return "> " + written.replace("\n", "\n> ") if block.place is Place.QUOTATION else written


def _marked(piece: _Piece) -> str:
    """The text with its marks; without them where Markdown would not take them for marks: **“so”**called."""
    written = _EDGES.sub("", _inline(piece.text, piece.inlines))
    reads = not piece.inlines or _reads_as(_AT_START.sub(_escaped_start, written), piece.text)
    return written if reads else _EDGES.sub("", _inline(piece.text, ()))


def _reads_as(written: str, text: str) -> bool:
    again = parse("", written, Encoded()).blocks
    return [" ".join(block.text.split()) for block in again] == [" ".join(text.split())]


def _escaped_start(found: re.Match[str]) -> str:
    blank, sign, number, dot = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}" if number else blank


def _inline(text: str, inlines: Sequence[Inline]) -> str:
    """``text`` with its special characters escaped and its marks around what they enclose."""
    inlines = [bare for one in inlines if (bare := _bare(text, one))]
    edges = sorted({0, len(text), *(at for one in inlines for at in (one.start, one.end))})
    parts: list[str] = []
    opened: list[Inline] = []
    for start, end in pairwise(edges):
        here = [one for one in inlines if one.start <= start and end <= one.end]
        kept = _common(opened, here)
        parts += (_close(one) for one in reversed(opened[kept:]))
        fresh = sorted((one for one in here if one not in opened[:kept]), key=lambda one: (-one.end, one.style))
        parts += (_open(one) for one in fresh)
        opened = [*opened[:kept], *fresh]
        is_code = any(one.style is Style.CODE for one in here)
        piece = text[start:end]
        parts.append(piece if is_code else _SPECIAL.sub(r"\\\g<0>", piece).replace("\n", "\\\n"))
    parts += (_close(one) for one in reversed(opened))
    return "".join(parts)


def _bare(text: str, one: Inline) -> Inline | None:
    """``one`` without blanks at its edges, where Markdown wants none."""
    piece = text[one.start : one.end]
    start = one.start + len(piece) - len(piece.lstrip())
    end = one.start + len(piece.rstrip())
    return Inline(start, end, one.style, one.href) if start < end else None


def _common(opened: Sequence[Inline], here: Sequence[Inline]) -> int:
    return next((at for at, one in enumerate(opened) if one not in here), len(opened))


def _open(one: Inline) -> str:
    return {Style.LINK: "[", Style.CODE: "`"}.get(one.style) or _MARKS[one.style]


def _close(one: Inline) -> str:
    if one.style is Style.LINK:
        address = one.href.replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A").replace("|", "%7C")
        return f"](<{address}>)"
    return _open(one)
