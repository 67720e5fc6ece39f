"""From edits to what is written: the smallest change of each block, and the comments beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from retranslate.edit import deletes_block
from retranslate.formats.docx.reader import Origin
from retranslate.model import Document, Edit, Options, Outcome, Place
from retranslate.redline import comments
from retranslate.redline.comments import Comment, Policy
from retranslate.redline.manifest import doubtful
from retranslate.redline.revise import Change
from retranslate.redline.surgery import Ids
from retranslate.redline.tokens import difference

_NOTE_MARKS = {Place.FOOTNOTE: b"footnote", Place.ENDNOTE: b"endnote"}


def plan(
    document: Document, edits: Sequence[Edit], options: Options, ids: Ids
) -> tuple[Mapping[int, list[Change]], list[Comment]]:
    """What to write for ``edits`` into ``document``, a Word document's: the changes of each block, and the comments."""
    words = comments.texts(edits, Policy(options.comments))
    changes: dict[int, list[Change]] = defaultdict(list)
    said: list[Comment] = []
    for number, edit in enumerate(edits):
        author = options.author if edit.outcome is Outcome.AUTO else doubtful(options.author)
        identity = ids.take() if number in words else None
        if identity is not None:
            home = _commentable(document, edit.span.block)
            where = "" if home == edit.span.block else _whereabouts(document, edit)
            said.append(Comment(author, options.date, where + words[number], identity))
            if where:
                end = len(document.blocks[home].text)
                changes[home].append(Change(end, end, None, author, comment=identity))
                identity = None
        changes[edit.span.block] += _change(document, edit, author, identity)
    _keep_apart(changes)
    return changes, said


def _keep_apart(changes: dict[int, list[Change]]) -> None:
    """Date deletions that touch another of the same author apart, or LibreOffice shows an editor one change for two."""
    last: tuple[int, Change] | None = None  # the last change, if it is a deletion with nothing inserted behind it
    for block in sorted(changes):
        for number, one in enumerate(changes[block]):
            if one.text is None:
                continue
            if last is not None and one.end > one.start and one.author == last[1].author:
                end = (last[0] + 1, 0) if last[1].mark else (last[0], last[1].end)
                one = one._replace(later=end == (block, one.start) and not last[1].later)
                changes[block][number] = one
            last = (block, one) if not one.text else None


def _change(document: Document, edit: Edit, author: str, comment: str | None) -> Iterator[Change]:
    span = edit.span
    if edit.after is None:
        if comment is not None:
            yield Change(span.start, span.end, None, author, comment=comment)
    elif deletes_block(edit, document.blocks[span.block]):
        yield Change(span.start, span.end, "", author, mark=True, comment=comment)
    else:
        start, end, text = difference(edit.before, edit.after)
        yield Change(span.start + start, span.start + end, text, author, comment=comment)


def _commentable(document: Document, index: int) -> int:
    """The block that carries the comment on block ``index``: Word wants comments in the body, outside text boxes.

    A text box's comment stands at the paragraph that holds the box, a note's at the one that refers to it, a header's
    or footer's at the first with text.
    """
    origin = document.origin
    assert isinstance(origin, Origin)
    if origin.homes[index].story == 0:
        while document.blocks[index].place is Place.TEXT_BOX and index > 0:
            index -= 1
        return index
    if document.blocks[index].place in _NOTE_MARKS:
        return _referring(origin, index)
    places = enumerate(document.blocks)
    return next((at for at, block in places if block.text and block.place is not Place.TEXT_BOX), 0)


def _referring(origin: Origin, index: int) -> int:
    """The block of the body that refers to the note of block ``index``."""
    body, story = origin.stories[0], origin.stories[origin.homes[index].story]
    kind = _NOTE_MARKS[story.place]
    before = story.xml[: story.slices[story.locate(origin.homes[index].paragraph)[0]][0]]
    identities = re.findall(rb"<(?:\w+:)?%b\s[^>]*?\bid=[\"'](-?\d+)" % kind, before)
    identity = identities[-1] if identities else b"0"
    mark = re.search(rb"%bReference\b[^>]*?\bid=[\"']%b[\"']" % (kind, identity), body.xml)
    if mark is None:
        return 0
    at = bisect_right(body.slices, (mark.start(), len(body.xml))) - 1
    return next(block for block, home in enumerate(origin.homes) if home.paragraph >= body.firsts[at])


def _whereabouts(document: Document, edit: Edit) -> str:
    return f"In a {document.blocks[edit.span.block].place.value}, \u201c{edit.before[:60]}\u201d:\n"
