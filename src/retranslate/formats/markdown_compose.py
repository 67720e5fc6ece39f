"""New Markdown for a document that came as something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from retranslate.edit import corrected
from retranslate.formats.inline import Inline, ListItem, Style, Styled
from retranslate.formats.markdown import parse
from retranslate.formats.plain import Encoded
from retranslate.model import Block, Document, Edit, Place

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_AT_START: Final = re.compile(r"(?m)^(\s*)(?:([#>+=-])|(\d+)([.)]))")
_MARKS: Final = {Style.STRONG: "**", Style.EMPHASIS: "*", Style.STRIKE: "~~"}


def compose(document: Document, edits: Iterable[Edit]) -> str:
    """Markdown for ``document`` corrected by ``edits``; blank lines part its blocks, empty ones are left out."""
    changes = [edit for edit in edits if edit.after is not None]
    styled = document.origin if isinstance(document.origin, Styled) else None
    count = len(document.blocks)
    inlines = styled.inlines if styled else ((),) * count
    items = styled.lists if styled else (None,) * count
    parts: list[str] = []
    tight = False
    level: int | None = None  # of the list item that paragraphs may belong to
    for index, (block, text) in enumerate(zip(document.blocks, corrected(document, changes), strict=True)):
        if text is None or not text.strip():
            continue
        moved = _moved(inlines[index], [edit for edit in changes if edit.span.block == index])
        is_item = block.place is Place.LIST_ITEM and items[index] is not None
        if parts:
            parts.append("\n" if tight and is_item else "\n\n")
        level = item.level if (item := items[index]) else level if block.place is Place.LIST_ITEM else None
        inside = "    " * level + "   " if level is not None and not is_item else ""
        parts.append(inside + _block(block, text, moved, item).replace("\n", f"\n{inside}"))
        tight = is_item
    return "".join((*parts, "\n")) if parts else ""


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


def _block(block: Block, text: str, inlines: Sequence[Inline], item: ListItem | None) -> str:
    if block.place is Place.CODE:
        fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall("`+", text + "`")))
        return f"{fence}\n{text}\n{fence}"
    written = _AT_START.sub(_escaped_start, _inline(text, inlines).strip())
    if inlines and not _reads_as(written, text):  # **“so”**called is no emphasis
        written = _AT_START.sub(_escaped_start, _inline(text, ()).strip())
    if block.place is Place.HEADING:
        return "#" * min(max(block.level, 1), 6) + " " + written.replace("\\\n", " ")
    if item is not None:
        indent = "    " * item.level
        return indent + ("1. " if item.ordered else "- ") + written.replace("\n", f"\n{indent}   ")
    if block.place is Place.QUOTATION:
        return "> " + written.replace("\n", "\n> ")
    return written


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
        address = one.href.replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A")
        return f"](<{address}>)"
    return _open(one)
