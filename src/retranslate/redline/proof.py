"""Prove a redline before it is written: what it says before and after, and that nothing else is different."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from retranslate.edit import ProofError
from retranslate.formats.docx import package, story
from retranslate.formats.docx.leaves import leaves
from retranslate.formats.docx.names import AUTHOR, DEL, ID, PPR, REVISIONS, RPR, P, w
from retranslate.formats.docx.package import CONTENT_TYPES, Package, relationships_of
from retranslate.formats.docx.reader import Home, Origin
from retranslate.formats.docx.story import Story
from retranslate.model import Document, Edit, Options, Problem
from retranslate.redline import comments, kept, lint, manifest, writer
from retranslate.redline.manifest import Manifest
from retranslate.redline.reader import mark_deleted
from retranslate.redline.restore import reject, same

_REWRITTEN: Final = frozenset(("header", "footer", "footnotes", "endnotes", "comments"))
_NUMBERED: Final = (*REVISIONS, w("rPrChange"))


def prove(document: Document, edits: Sequence[Edit], data: bytes) -> None:
    """Check that ``data`` is a redline of ``document`` with ``edits``, and nothing more.

    Rejecting our revisions gives the input: text, formatting and structure. Accepting them gives the corrected text.
    What no edit touched is the same bytes, so only what differs is read again. The markup keeps the rules of `lint`,
    and no id is used twice.

    Raises:
        ProofError: it is not: a bug of ours.
    """
    fault = next(_faults(document, edits, package.read(data, document.name)), None)
    if fault is not None:
        raise ProofError(Problem(document.name, fault, "a bug of ours: nothing was written, please report it"))


def _faults(document: Document, edits: Sequence[Edit], written: Package) -> Iterator[str]:
    author, date = manifest.signature(written) or ("", "")
    wanted = writer.describe(document, edits, Options(author=author, date=date))
    if not manifest.is_of(written, wanted):
        yield "the manifest does not hold the edits"
        return
    original = writer.word_document(document, Options()).origin
    assert isinstance(original, Origin)
    earlier = {one.id for one in comments.of(original.package)}
    said = Counter(one.id for one in comments.of(written) if one.author in wanted.authors and one.id not in earlier)
    fresh = Counter(said)
    for number, old in enumerate(original.stories):
        new = story.rewritten(old, written.parts.get(old.part, b""))
        if len(old.slices) != len(new.slices) or _gaps(old) != _gaps(new):
            yield f"{old.part}: something between the paragraphs is different"
            return
        blocks = ((index, home) for index, home in enumerate(original.homes) if home.story == number)
        yield from (f"{old.part}: {fault}" for fault in _story_faults(old, new, blocks, wanted, said, fresh))
    used = writer.used_ids(original.package)
    yield from (f"the id {one} is used twice" for one, count in fresh.items() if count > 1 or int(one) in used)
    if isinstance(document.origin, Origin):
        yield from _part_faults(original.package, written)


def _story_faults(
    old: Story,
    new: Story,
    blocks: Iterable[tuple[int, Home]],
    wanted: Manifest,
    said: Collection[str],
    fresh: Counter[str],
) -> Iterator[str]:
    """What is wrong in the paragraphs of one part that differ. Counts the new ids in ``fresh``."""
    changed = _changed(old, new)
    before, after = story.fragment(old, changed), story.fragment(new, changed)
    read: dict[int, etree._Element] = {}
    for index, one in zip(changed, after, strict=True):
        read.update(enumerate(one.iter(P), old.firsts[index]))
        if _mark_fault(new, index, one, wanted.authors):
            yield "a paragraph mark is deleted where no paragraph follows"
    for index, home in blocks:
        if wanted.before[index] != wanted.after[index] or home.paragraph in read:
            yield from _text_faults(index, home, read.get(home.paragraph), wanted)
    yield from Counter(lint.faults(after)) - Counter(lint.faults(before))
    yield from lint.strange_looks(after, wanted.authors)
    fresh.update(Counter(_ids(after)) - Counter(_ids(before)))
    if _copies(before) != _copies(after):
        yield "the two copies of a text box differ"
    reject(after, wanted.authors, said)
    if not same(old, before, after):
        yield "rejecting every edit does not restore the text, formatting and structure"


def _changed(old: Story, new: Story) -> list[int]:
    """The outermost paragraphs that differ."""
    pairs = enumerate(zip(old.slices, new.slices, strict=True))
    return [index for index, (a, b) in pairs if old.xml[slice(*a)] != new.xml[slice(*b)]]


def _text_faults(index: int, home: Home, paragraph: etree._Element | None, found: Manifest) -> Iterator[str]:
    """Whether accepting every edit gives what block ``index`` was to become; the same bytes say the same."""
    after, wanted = found.before[index], found.after[index]
    if paragraph is not None:
        after = "".join([leaf.text for leaf in leaves(paragraph, home.fields)])
        if mark_deleted(paragraph, found.authors):
            if wanted is not None or after:
                yield f"block {index}: accepting every edit deletes {after!r}, which was to stay"
            return
    if after != (wanted or ""):  # a last paragraph that was to go stays, empty
        yield f"block {index}: accepting every edit gives {after!r}, not {wanted!r}"


def _gaps(one: Story) -> list[bytes]:
    ends = (0, *(end for _, end in one.slices))
    starts = (*(start for start, _ in one.slices), len(one.xml))
    return [one.xml[end:start] for end, start in zip(ends, starts, strict=True)]


def _mark_fault(one: Story, index: int, paragraph: etree._Element, ours: Collection[str]) -> bool:
    marks = [mark for mark in paragraph.iterfind(f".//{PPR}/{RPR}/{DEL}") if mark.get(AUTHOR) in ours]
    return any(not writer.followed(one, index, next(mark.iterancestors(P))) for mark in marks)


def _copies(root: etree._Element) -> int:
    """How many paragraphs stand in two copies of a text box that say the same."""
    return sum(writer.second_copy(one) is not None for one in root.iter(P))


def _ids(root: etree._Element) -> list[str]:
    return [one.get(ID, "") for one in root.iter(*_NUMBERED)]


def _part_faults(original: Package, written: Package) -> Iterator[str]:
    """Whether every entry that a redline has no business with is the same, in the same order."""
    ours = {CONTENT_TYPES, original.main, relationships_of(original.main), manifest.find(original)}
    ours |= {one.target for one in original.relationships(original.main) if one.kind in _REWRITTEN}
    ours |= kept.written(original)
    with zipfile.ZipFile(io.BytesIO(original.data)) as old, zipfile.ZipFile(io.BytesIO(written.data)) as new:
        before = [(one.filename, one.CRC) for one in old.infolist()]
        after = [(one.filename, one.CRC) for one in new.infolist()]
    for (name, content), (now, found) in zip(before, after, strict=False):
        if name != now:
            yield f"{name} is out of its place in the package"
        elif content != found and name not in ours:
            yield f"{name} is different"
    if len(after) < len(before):
        yield f"{before[len(after)][0]} is gone"
