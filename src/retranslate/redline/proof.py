"""Prove a redline before it is written: what it says before and after, and that nothing else is different."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from retranslate.edit import ProofError, corrected
from retranslate.formats.docx import package, story
from retranslate.formats.docx.names import AUTHOR, DEL, ID, PPR, REVISIONS, RPR, P, w
from retranslate.formats.docx.package import CONTENT_TYPES, Package, relationships_of
from retranslate.formats.docx.reader import Origin
from retranslate.formats.docx.story import Story
from retranslate.model import Document, Edit, Options, Problem
from retranslate.redline import lint, writer
from retranslate.redline.reader import Redline, read_stories
from retranslate.redline.restore import normal, reject

_REWRITTEN: Final = frozenset(("header", "footer", "footnotes", "endnotes", "comments"))
_NUMBERED: Final = (*REVISIONS, w("rPrChange"))


def prove(document: Document, edits: Sequence[Edit], data: bytes) -> None:
    """Check that ``data`` is a redline of ``document`` with ``edits``, and nothing more.

    Rejecting our revisions gives the input: text, formatting and structure. Accepting them gives the corrected text.
    What no edit touched is the same bytes. The markup keeps the rules of `lint`, and no id is used twice.

    Raises:
        ProofError: it is not: a bug of ours.
    """
    written = package.read(data, document.name)
    redline, stories = read_stories(written)
    if fault := next(_text_faults(document, edits, redline), None):
        raise _fail(document.name, fault)
    original = writer.word_document(document, Options()).origin
    assert isinstance(original, Origin)
    assert redline.manifest is not None
    ours = redline.manifest.authors
    said = Counter(one.id for one in redline.comments if one.author in ours)
    fresh = Counter[str]()
    for old, new in zip(original.stories, stories, strict=True):
        if fault := _story_fault(old, new, ours, said, fresh):
            raise _fail(document.name, f"{old.part}: {fault}")
    fresh += said
    used = writer.used_ids(original.package)
    if twice := [one for one, count in fresh.items() if count > 1 or int(one) in used]:
        raise _fail(document.name, f"the id {twice[0]} is used twice")
    if isinstance(document.origin, Origin) and (fault := _part_fault(original.package, written)):
        raise _fail(document.name, fault)


def _text_faults(document: Document, edits: Sequence[Edit], redline: Redline) -> Iterator[str]:
    found = redline.manifest
    if found is None or found.edits != tuple(replace(one, evidence=()) for one in edits):
        yield "the manifest does not hold the edits"
    texts = tuple(block.text for block in document.blocks)
    if len(redline.before) != len(texts):
        yield f"{len(texts)} blocks became {len(redline.before)}"
    expected = corrected(document, edits)
    for index, (old, before, wanted, after) in enumerate(
        zip(texts, redline.before, expected, redline.after, strict=True)
    ):
        if old != before:
            yield f"block {index}: rejecting every edit gives {before!r}, not {old!r}"
        if after != wanted and not (wanted is None and after == ""):  # a last paragraph stays, empty
            yield f"block {index}: accepting every edit gives {after!r}, not {wanted!r}"


def _story_fault(old: Story, new: Story, ours: Collection[str], said: Collection[str], fresh: Counter[str]) -> str:
    """What is wrong with one part; "" if nothing. Counts the new ids in ``fresh``."""
    if len(old.slices) != len(new.slices) or _gaps(old) != _gaps(new):
        return "something between the paragraphs is different"
    changed = [
        index
        for index, (a, b) in enumerate(zip(old.slices, new.slices, strict=True))
        if old.xml[slice(*a)] != new.xml[slice(*b)]
    ]
    if not changed:
        return ""
    before, after = story.fragment(old, changed), story.fragment(new, changed)
    faults = Counter(lint.faults(after)) - Counter(lint.faults(before))
    if faults:
        return min(faults)
    for index, paragraph in zip(changed, after, strict=True):
        if _mark_fault(new, index, paragraph, ours):
            return "a paragraph mark is deleted where no paragraph follows"
    fresh += Counter(_ids(after)) - Counter(_ids(before))
    reject(after, ours, said)
    for one, other in zip(before, after, strict=True):
        if normal(one) != normal(other):
            return "rejecting every edit does not restore the formatting and structure of a paragraph"
    return ""


def _gaps(one: Story) -> list[bytes]:
    ends = (0, *(end for _, end in one.slices))
    starts = (*(start for start, _ in one.slices), len(one.xml))
    return [one.xml[end:start] for end, start in zip(ends, starts, strict=True)]


def _mark_fault(one: Story, index: int, paragraph: etree._Element, ours: Collection[str]) -> bool:
    marks = [mark for mark in paragraph.iterfind(f".//{PPR}/{RPR}/{DEL}") if mark.get(AUTHOR) in ours]
    return any(not writer.followed(one, index, next(mark.iterancestors(P))) for mark in marks)


def _ids(root: etree._Element) -> list[str]:
    return [one.get(ID, "") for one in root.iter(*_NUMBERED)]


def _part_fault(original: Package, written: Package) -> str:
    """Whether every entry that a redline has no business with is the same, in the same order."""
    ours = {
        CONTENT_TYPES,
        relationships_of(original.main),
        *(one for one in written.parts if one.startswith("customXml/")),
    }
    ours |= {one.target for one in original.relationships(original.main) if one.kind in _REWRITTEN} | {original.main}
    with zipfile.ZipFile(io.BytesIO(original.data)) as old, zipfile.ZipFile(io.BytesIO(written.data)) as new:
        before = [(one.filename, one.CRC) for one in old.infolist()]
        after = [(one.filename, one.CRC) for one in new.infolist()][: len(before)]
    for (name, content), (now, found) in zip(before, after, strict=True):
        if name != now:
            return f"{name} is out of its place in the package"
        if content != found and name not in ours:
            return f"{name} is different"
    return ""


def _fail(name: str, fault: str) -> ProofError:
    return ProofError(Problem(name, fault, "a bug of ours: nothing was written, please report it"))
