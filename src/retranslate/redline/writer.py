"""Edits into a package: which paragraph of which part each one changes, and what comes besides."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from lxml import etree

from retranslate.edit import corrected
from retranslate.formats.docx import package, story
from retranslate.formats.docx.leaves import SPECIAL, leaves
from retranslate.formats.docx.names import ALTERNATE, AUTHOR, BOX, CHOICE, FALLBACK, REVISIONS, P
from retranslate.formats.docx.package import parse
from retranslate.formats.docx.reader import Home, Origin, origin_of, read_stories, special
from retranslate.formats.docx.story import Story
from retranslate.model import Document, Edit, Options, Place, Problem, RetranslateError
from retranslate.redline import comments, manifest
from retranslate.redline.manifest import Manifest, doubtful
from retranslate.redline.parts import Parts
from retranslate.redline.plan import plan
from retranslate.redline.revise import Change, Pen, can_lose_mark, revise
from retranslate.redline.surgery import Ids

_MARKS: Final = (
    rb"\s*(?:<(?:\w+:)?(?:bookmarkStart|bookmarkEnd|proofErr|commentRangeStart|commentRangeEnd)\b[^>]*/>\s*)*"
)


def write(document: Document, edits: Iterable[Edit], options: Options) -> bytes:
    """A redline: ``edits`` (resolved: no overlaps but for notes) as tracked changes and comments.

    A Word document's own package is written into; for any other a new one is composed. Author, date and comments
    are those of ``options``.

    Raises:
        RetranslateError: the document holds pending revisions of the same author already; or, a bug of ours, an edit
            is out of place or touches what no edit may touch.
    """
    edits = tuple(edits)
    for edit in edits:
        _must_fit(document, edit)
    target = word_document(document, options)
    origin = target.origin
    assert isinstance(origin, Origin)
    _must_be_fresh(document.name, origin, options.author)
    parts = Parts(origin.package)
    ids = Ids(origin.package.ids)
    changes, said = plan(target, edits, options, ids)
    pen = Pen(options.date, ids)
    for number, one in enumerate(origin.stories):
        here = {index: found for index, found in changes.items() if origin.homes[index].story == number and found}
        if here:
            parts.put(one.part, _rewrite(one, origin.homes, here, pen))
    if said:
        comments.add(parts, said)
    manifest.add(parts, describe(document, edits, options))
    return package.write(origin.package, parts.changed, options.date)


def word_document(document: Document, options: Options) -> Document:
    """``document`` itself if it is a Word document, else with the origin of one composed for it, block for block."""
    if isinstance(document.origin, Origin):
        return document
    from retranslate.redline.compose import compose

    composed = compose(document, options)
    stories = read_stories(composed, Counter())
    if [text for one in stories for _, text, _ in one.blocks] != [one.text for one in document.blocks]:
        raise RetranslateError(Problem(document.name, "cannot be composed as a Word document", "please report this"))
    return document._replace(origin=origin_of(composed, stories))


def _must_fit(document: Document, edit: Edit) -> None:
    block, span = document.blocks[edit.span.block], edit.span
    fault = ""
    if block.text[span.start : span.end] != edit.before:
        fault = "is out of place"
    elif edit.after is not None and any(a < span.end and span.start < b for a, b in block.frozen):
        fault = "touches what no edit may touch"
    if fault:
        where = f"{document.name}: block {span.block}"
        raise RetranslateError(Problem(where, f"the edit of {edit.before!r} {fault}", "please report this"))


def _must_be_fresh(name: str, origin: Origin, author: str) -> None:
    """Refuse a document in which our revisions could not be told from those of an earlier run."""
    for one in origin.stories:
        if author.encode() in one.xml and any(
            found.get(AUTHOR) in (author, doubtful(author)) for found in parse(one.xml, name).iter(*REVISIONS)
        ):
            hint = "accept or reject them first, or choose another name with --author"
            raise RetranslateError(Problem(name, f"already holds changes by {author!r} that are pending", hint))


def describe(document: Document, edits: Sequence[Edit], options: Options) -> Manifest:
    """What a redline is when it is written."""
    return Manifest(
        document.name,
        options.author,
        options.date,
        tuple(block.text for block in document.blocks),
        corrected(document, edits),
        tuple(edits),
    )


def _rewrite(one: Story, homes: Sequence[Home], changes: dict[int, list[Change]], pen: Pen) -> bytes:
    """The part with the paragraphs of ``changes`` rewritten, all else the same bytes."""
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index in sorted(changes):
        at, inner = one.locate(homes[index].paragraph)
        places[at].append((inner, index))
    order = sorted(places)
    root = story.fragment(one, order)
    particular, boxes = special(root, *SPECIAL), next(root.iter(CHOICE), None) is not None
    for at, outermost in zip(order, list(root), strict=True):
        paragraphs = list(outermost.iter(P))
        for inner, index in places[at]:
            paragraph = paragraphs[inner]
            twin = second_copy(paragraph) if boxes else None
            fields = homes[index].fields or (() if paragraph in particular else None)
            todo = [_with_mark(change, one, at, paragraph) for change in changes[index]]
            revise(paragraph, todo, fields, pen)
            if twin is not None:
                silent = [Change(c.start, c.end, c.text, c.author, c.mark) for c in todo if c.text is not None]
                revise(twin, silent, fields, pen)
    return story.splice(one, dict(zip(order, story.fragments(one, root), strict=True)))


def _with_mark(change: Change, one: Story, at: int, paragraph: etree._Element) -> Change:
    """The change as it can be made: a paragraph's mark stays where no paragraph follows, or where it holds more.

    It stays in notes, too: LibreOffice 7.4 loses the next paragraph of a second note when the deletion is accepted.
    """
    in_a_note = one.place in (Place.FOOTNOTE, Place.ENDNOTE)
    if not change.mark or (can_lose_mark(paragraph) and not in_a_note and followed(one, at, paragraph)):
        return change
    return change._replace(mark=False)


def followed(one: Story, at: int, paragraph: etree._Element) -> bool:
    """Whether the next sibling is a paragraph, marks between them aside."""
    parent = paragraph.getparent()
    if parent is not None and parent.getparent() is None:
        between = one.between(at)
        return between is not None and (not between or re.fullmatch(_MARKS, between) is not None)
    following = next((sibling for sibling in paragraph.itersiblings() if len(sibling) or sibling.tag == P), None)
    return following is not None and following.tag == P


def second_copy(paragraph: etree._Element) -> etree._Element | None:
    """The same paragraph in the second copy of its text box, which older readers show; None where it has none."""
    choice = next(paragraph.iterancestors(CHOICE), None)
    alternate = None if choice is None else choice.getparent()
    if choice is None or alternate is None or alternate.tag != ALTERNATE:
        return None
    fallback = alternate.find(FALLBACK)
    if fallback is None or next(fallback.iter(BOX), None) is None:
        return None
    ours, theirs = list(choice.iter(P)), list(fallback.iter(P))
    if len(ours) != len(theirs):
        return None
    twin = theirs[ours.index(paragraph)]
    return twin if _text(twin) == _text(paragraph) else None


def _text(paragraph: etree._Element) -> str:
    return "".join(leaf.text for leaf in leaves(paragraph))
