"""A redline read back: every block before and after, its revisions, comments and manifest."""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx import identity, package, story
from retranslate.formats.docx.leaves import SPECIAL, Walk
from retranslate.formats.docx.names import (
    AUTHOR,
    DATE,
    DEL,
    DEL_TEXT,
    DELETIONS,
    INS,
    INSERTIONS,
    MOVE_FROM,
    MOVE_TO,
    P,
    T,
)
from retranslate.formats.docx.reader import hidden, plain_text, special, story_parts
from retranslate.model import Revision
from retranslate.redline import comments, manifest
from retranslate.redline.comments import Comment
from retranslate.redline.manifest import Manifest
from retranslate.redline.restore import mark_deleted

OURS: Final = frozenset(("retranslate", manifest.doubtful("retranslate")))
_MARKS: Final = (INS, DEL, MOVE_TO, MOVE_FROM)


class Redline(NamedTuple):
    """A document with tracked changes.

    ``before[i]`` is block i's text with our pending revisions rejected, ``after[i]`` with them accepted, None where the
    block's paragraph goes away. Revisions of other authors count as accepted in both. ``revisions`` are everybody's
    that are still pending, in document order.
    """

    before: tuple[str, ...]
    after: tuple[str | None, ...]
    revisions: tuple[Revision, ...]
    comments: tuple[Comment, ...]
    manifest: Manifest | None


def read(data: bytes, name: str = "redline", authors: Collection[str] | None = None) -> Redline:
    """Read a redline; ``authors`` are whose revisions are ours (default: those its manifest names).

    Raises:
        RetranslateError: not a Word document, or one that is not safe to open.
    """
    identity.check_signature(data, name)
    opened = package.read(data, name)
    identity.check(opened)
    found = manifest.read(opened)
    ours = authors if authors is not None else found.authors if found is not None else OURS
    before: list[str] = []
    after: list[str | None] = []
    revisions: list[Revision] = []
    for part, place in story_parts(opened):
        _, root, paragraphs = story.read(part, place, opened.parts[part], opened.name)
        _read_story(root, paragraphs, ours, before, after, revisions)
    return Redline(tuple(before), tuple(after), tuple(revisions), comments.of(opened), found)


def _read_story(
    root: etree._Element,
    paragraphs: list[etree._Element],
    ours: Collection[str],
    before: list[str],
    after: list[str | None],
    revisions: list[Revision],
) -> None:
    particular, second = special(root, *SPECIAL, *_MARKS), hidden(root)
    rejecting = Walk((), lambda one: (one.tag in INSERTIONS) != (one.get(AUTHOR) in ours))
    accepting = Walk(())
    joined = ""  # what a block whose mark is deleted leaves to the next one
    for paragraph in paragraphs:
        if paragraph in second:
            continue
        if paragraph not in particular and not accepting.fields and not rejecting.fields:
            text = plain_text(paragraph)
            before.append(text)
            after.append(joined + text)
            joined = ""
            continue
        before.append("".join([leaf.text for leaf in rejecting.leaves(paragraph)]))
        text = joined + "".join([leaf.text for leaf in accepting.leaves(paragraph)])
        gone = mark_deleted(paragraph, ours)
        after.append(None if gone else text)
        joined = text if gone else ""
        revisions.extend(_revisions(paragraph, len(before) - 1))


def _revisions(paragraph: etree._Element, block: int) -> Iterator[Revision]:
    for one in paragraph.iter(*_MARKS):
        if next(one.iterancestors(P)) is not paragraph:
            continue
        kind = "del" if one.tag in DELETIONS else "ins"
        text = "".join([leaf.text or "" for leaf in one.iter(T, DEL_TEXT)])
        yield Revision(kind, block, text, one.get(AUTHOR, ""), one.get(DATE, ""))
