"""A redline that an editor has worked in: its paragraphs as they stand, and what of them still hangs in our revisions.

Revisions that the editor recorded count as carried out: his deletions are gone, his insertions are text. Ids and dates
are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from retranslate.formats.docx import identity, package, story
from retranslate.formats.docx.leaves import Leaf, Walk
from retranslate.formats.docx.names import AUTHOR, DEL_TEXT, DELETIONS, INSERTIONS, REVISIONS, P, T
from retranslate.formats.docx.package import Package, refuse
from retranslate.formats.docx.reader import hidden, story_parts
from retranslate.model import Edit, Mark
from retranslate.redline import kept, manifest
from retranslate.redline.manifest import Manifest
from retranslate.redline.reader import OURS
from retranslate.redline.tokens import difference

Paragraph = tuple[tuple[str, Mark], ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """``paragraphs`` in document order, each in pieces; ``manifest`` is None for a document that is no redline of ours.

    Without a manifest other authors' pending revisions are marked: they are what can be learnt from. What then still
    hangs in revisions of ours was decided by nobody, and counts as rejected.
    """

    paragraphs: tuple[Paragraph, ...]
    manifest: Manifest | None


def read(data: bytes, name: str = "redline", *, beside: Iterable[Path] = ()) -> Reviewed:
    """Read a document that comes back from review.

    ``beside`` are the folders where the redline as it was written may stand, for a document that lost its manifest.

    Raises:
        RetranslateError: not a Word document, or one that is not safe to open; a redline of ours without its manifest.
    """
    identity.check_signature(data, name)
    opened = package.read(data, name)
    identity.check(opened)
    found = manifest.read(opened) or _kept(opened, beside)
    if found is None:
        return Reviewed(tuple(_paragraphs(opened, lambda one: one.get(AUTHOR) not in OURS)), None)
    if not all(_fits(one, found.before) for one in found.edits):
        hint = "fix the article again, and review the new redline"
        raise refuse(opened.name, "holds a damaged record of its edits (one of them is out of place)", hint)
    ours, proposed = found.authors | OURS, _proposed(found)
    return Reviewed(tuple(_paragraphs(opened, lambda one: one.get(AUTHOR) in ours or _says(one) in proposed)), found)


def _fits(edit: Edit, before: tuple[str, ...]) -> bool:
    span = edit.span
    return 0 <= span.block < len(before) and before[span.block][span.start : span.end] == edit.before


def _proposed(found: Manifest) -> frozenset[tuple[str, str]]:
    """What each edit deletes and what it writes."""
    changes = ((one.before, *difference(one.before, one.after)) for one in found.edits if one.after is not None)
    return frozenset((before[start:end].strip(), text.strip()) for before, start, end, text in changes)


def _says(revision: etree._Element) -> tuple[str, str]:
    """What ``revision`` and the one beside it delete and write: our own is known by it under any other name.

    Programs that take out personal data call every author "Author".
    """
    if revision.tag in DELETIONS:
        beside = revision.getnext()
        return _text(revision), _text(beside if beside is not None and beside.tag in INSERTIONS else None)
    beside = revision.getprevious()
    return _text(beside if beside is not None and beside.tag in DELETIONS else None), _text(revision)


def _text(revision: etree._Element | None) -> str:
    return "" if revision is None else "".join(one.text or "" for one in revision.iter(T, DEL_TEXT)).strip()


def _kept(opened: Package, beside: Iterable[Path]) -> Manifest | None:
    """The manifest that the document once held, as it was kept elsewhere; None if it never held one."""
    identity = kept.wanted(opened)
    if identity is None:
        return None
    record = kept.find(identity, beside)
    if record is None:
        hint = "put the redline as it was written into the same folder, and run again"
        raise refuse(opened.name, "has lost the record of its edits (was it saved as ODT?)", hint)
    return manifest.loads(record, opened.name)


def _paragraphs(opened: Package, marked: Callable[[etree._Element], bool]) -> list[Paragraph]:
    """Every paragraph; of revisions that are not ``marked``, the editor's count as accepted, ours as rejected."""
    made: list[Paragraph] = []
    for part, place in story_parts(opened):
        _, root, paragraphs = story.read(part, place, opened.parts[part], opened.name)
        second = hidden(root)
        walk = Walk((), lambda one: marked(one) or (one.tag in INSERTIONS) != (one.get(AUTHOR) in OURS))
        for paragraph in paragraphs:
            if paragraph not in second:
                made.append(tuple((leaf.text, _mark(leaf, marked)) for leaf in walk.leaves(paragraph)))
    return made


def _mark(leaf: Leaf, marked: Callable[[etree._Element], bool]) -> Mark:
    """The mark of ``leaf``: a marked deletion holds, whoever inserted what it deletes."""
    inserted = False
    for ancestor in leaf.element.iterancestors():
        if ancestor.tag == P:
            break
        if ancestor.tag in REVISIONS and marked(ancestor):
            if ancestor.tag in DELETIONS:
                return Mark.DELETED
            inserted = True
    return Mark.INSERTED if inserted else Mark.NONE
