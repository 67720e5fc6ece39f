"""Edits of the text a reader sees, written into the Markdown source they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import Final, NamedTuple

from retranslate.edit import corrected, deletes_block
from retranslate.formats.markdown import Piece, Source, parse
from retranslate.model import Block, Document, Edit, Place, Problem, RetranslateError

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>~&|]")
_BLANKS: Final = re.compile(r"[ \t\r\n]*+(?!>)")  # but not up to a quotation's mark
_AT_START: Final = re.compile(r"\d+(?=[.)])")  # what would become a list item


class Manner(Enum):
    """How to write an edit; each block's edits are tried in these manners until its text comes out right."""

    AS_IS = auto()
    ESCAPED = auto()  # with backslashes before what Markdown would take for its own
    UNMARKED = auto()  # and without the marks that begin or end inside the edit
    UNMARKED_ESCAPED = auto()
    PULLED_UP = auto()  # what follows a deleted paragraph moves up to where it began, behind the marker of a list item


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def patch(document: Document, source: Source, edits: Iterable[Edit]) -> str:
    """The source with ``edits`` in it, everything else as it is.

    The result is read again: it is given back only if its blocks are the corrected ones.

    Raises:
        RetranslateError: in no manner do they come out right.
    """
    by_block = {
        index: tuple(group)
        for index, group in groupby(
            sorted((edit for edit in edits if edit.after is not None), key=lambda edit: edit.span),
            key=lambda edit: edit.span.block,
        )
    }
    wanted = _wanted(document, [edit for group in by_block.values() for edit in group])
    ways = {index: _ways(document, source, index, group) for index, group in by_block.items()}
    tried = dict.fromkeys(by_block, 0)
    blamed = 0
    for _ in range(len(Manner) * (len(by_block) + 1)):
        text = _apply(document, source, by_block, {index: ways[index][at] for index, at in tried.items()})
        wrong = _wrong(wanted, parse(document.name, text, source.encoded))
        if wrong is None:
            return text
        blamed = max((index for index in by_block if index <= wrong), default=min(by_block))
        left = (index for index in by_block if index <= blamed and tried[index] + 1 < len(ways[index]))
        at_fault = max(left, default=None)
        if at_fault is None:
            break
        for index in by_block:  # one before it is at fault, not those that were blamed in vain
            tried[index] = 0 if at_fault < index <= blamed else tried[index]
        tried[at_fault] += 1
    line = source.position(document, by_block[blamed][0].span)[0]
    hint = "write a .docx or .txt instead"
    raise RetranslateError(Problem(f"{document.name}:{line}", "the edit has no place in Markdown", hint))


def _ways(document: Document, source: Source, index: int, edits: Sequence[Edit]) -> tuple[Manner, ...]:
    """The manners to try for the edits of a block, the best first."""
    ways = tuple(Manner)[:-1]
    item, piece = source.lists[index], source.pieces[index]
    opens = item is not None and item.opens and bool(piece.starts)
    if opens and not piece.whole and deletes_block(edits[0], document.blocks[index]):
        return Manner.AS_IS, Manner.UNMARKED, Manner.PULLED_UP
    return ways


def _wanted(document: Document, edits: Sequence[Edit]) -> list[tuple[int, Block, str]]:
    """What must be read again: the block's index, the block, and its corrected text; an empty cell is one still."""
    texts = zip(document.blocks, corrected(document, edits), strict=True)
    return [
        (index, block, text or "")
        for index, (block, text) in enumerate(texts)
        if block.place is Place.TABLE_CELL or (text or "").strip()
    ]


def _wrong(wanted: Sequence[tuple[int, Block, str]], again: Document) -> int | None:
    """The first block that does not come out as wanted, or the one before it where only its place is wrong."""
    blocks = [block for block in again.blocks if block.place is Place.TABLE_CELL or block.text.strip()]
    for at, (index, block, text) in enumerate(wanted):
        found = blocks[at] if at < len(blocks) else None
        if found is None or found.text.strip() != text.strip():
            return index
        if (found.place, found.level) != (block.place, block.level):
            return index - 1
    return None if len(blocks) == len(wanted) else wanted[-1][0] if wanted else 0


def _apply(document: Document, source: Source, edits: dict[int, tuple[Edit, ...]], manners: dict[int, Manner]) -> str:
    changes: set[_Change] = set()
    for index, group in edits.items():
        piece = source.pieces[index]
        for edit in group:
            if deletes_block(edit, document.blocks[index]) and piece.whole:
                changes.add(_Change(piece.first, _end_of_gap(source.text, piece), ""))
            elif manners[index] is Manner.PULLED_UP:
                blanks = _BLANKS.match(source.text, piece.last)
                changes.add(_Change(piece.starts[0], blanks.end() if blanks else piece.ends[-1], ""))
            else:
                in_cell = document.blocks[index].place is Place.TABLE_CELL
                changes.update(_changes(source.text, piece, edit, manners[index], in_cell=in_cell))
    parts: list[str] = []
    at = 0
    for change in sorted(changes):
        if change.start >= at:
            parts += source.text[at : change.start], change.text
            at = change.end
    return "".join((*parts, source.text[at:]))


def _end_of_gap(text: str, piece: Piece) -> int:
    """The end of a block's lines, and of the blank one after it where another stands before it."""
    before = re.search(r"(?:^|[\r\n])[ \t>]*(?:\r\n|\r|\n)?$", text[: piece.first])
    after = re.compile(r"[ \t>]*(?:\r\n|\r|\n)").match(text, piece.last)
    return after.end() if before and after else piece.last


def _changes(text: str, piece: Piece, edit: Edit, manner: Manner, *, in_cell: bool) -> Iterable[_Change]:
    """What to write where: ``edit.after`` for the first stretch of what the edit covers, nothing for the others."""
    start, end, after = edit.span.start, edit.span.end, edit.after or ""
    if manner in {Manner.ESCAPED, Manner.UNMARKED_ESCAPED}:
        after = _SPECIAL.sub(r"\\\g<0>", after)
        after = _numbered(after, text[piece.ends[end - 1] :][:1]) if start == 0 < end else after
        after = "\\" + after if start == 0 and after[:1] in tuple("#>+-") else after
    elif in_cell:
        after = after.replace("|", r"\|")
    if start == end:
        at = piece.ends[start - 1] if start else piece.starts[0] if piece.starts else piece.first
        yield _Change(at, at, after)
        return
    stretches = _stretches(piece, start, end)
    for number, (first, last) in enumerate(stretches):
        yield _Change(first, last, "" if number else after)
    if not after.endswith(" "):
        yield from (_Change(*place, "") for index, place in piece.doubled if start <= index < end)
    last = stretches[-1][1]
    unmarked = manner in {Manner.UNMARKED, Manner.UNMARKED_ESCAPED}
    for opening, closing in piece.marks:
        emptied = stretches[0][1] <= opening[0] and closing[1] <= last
        crossed = any(stretches[0][0] <= place < last for place, _ in (opening, closing))
        if emptied or (unmarked and crossed) or (not after and _encloses(piece, opening, closing, start, end)):
            yield _Change(*opening, "")
            yield _Change(*closing, "")
        elif stretches[0][1] <= opening[0] < last:  # opens inside, closes outside: now it opens at the next word
            yield _Change(*opening, "")
            word = next((at for at in piece.starts[end:] if not text[at].isspace()), last)
            yield _Change(word, word, text[slice(*opening)])
        elif text[slice(*closing)] in {"]", "][]"} and opening[1] < last and stretches[0][0] < closing[0]:
            yield _Change(*closing, f"][{text[opening[1] : closing[0]]}]")  # its text was its reference, too


def _numbered(after: str, following: str) -> str:
    """``after`` at the start of a block, so that a number and the dot behind it begin no list."""
    after = _AT_START.sub(r"\g<0>\\", after)
    return after + "\\" if after.isdigit() and following in tuple(".)") else after


def _encloses(piece: Piece, opening: tuple[int, int], closing: tuple[int, int], start: int, end: int) -> bool:
    """Whether the marks enclose nothing but what stands at ``[start, end)``."""
    inside = [at for at, place in enumerate(piece.starts) if opening[1] <= place < closing[0]]
    return bool(inside) and start <= inside[0] and inside[-1] < end


def _stretches(piece: Piece, start: int, end: int) -> list[tuple[int, int]]:
    """The source ranges of characters ``[start, end)``, joined where they touch."""
    found = [(piece.starts[start], piece.ends[start])]
    for at in range(start + 1, end):
        first, last = piece.starts[at], piece.ends[at]
        if first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
