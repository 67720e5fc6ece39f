"""Prove a redline before it is written: what it says before and after, and that nothing else is different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from retranslate.edit import ProofError
from retranslate.formats.docx import package, story
from retranslate.formats.docx.leaves import SPECIAL, leaves
from retranslate.formats.docx.names import AUTHOR, CHOICE, DEL, ID, REVISIONS, RPR, P, w
from retranslate.formats.docx.package import CONTENT_TYPES, Package, relationships_of
from retranslate.formats.docx.reader import Home, Origin, plain_text, special
from retranslate.formats.docx.story import Story
from retranslate.model import Document, Edit, Options, Problem, RetranslateError
from retranslate.redline import comments, kept, lint, manifest, writer
from retranslate.redline.manifest import Manifest
from retranslate.redline.restore import mark_deleted, reject, same

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
    fault = next(_faults(document, edits, data), None)
    if fault is not None:
        raise ProofError(Problem(document.name, fault, "a bug of ours: nothing was written, please report it"))


def _faults(document: Document, edits: Sequence[Edit], data: bytes) -> Iterator[str]:
    original = writer.word_document(document, Options()).origin
    assert isinstance(original, Origin)
    try:
        written = package.read(data, document.name, original.package)
    except RetranslateError as error:
        yield f"the redline cannot be read: it {error.problem.message}"
        return
    author, date = manifest.signature(written) or ("", "")
    wanted = writer.describe(document, edits, Options(author=author, date=date))
    if not manifest.is_of(written, wanted):
        yield "the manifest does not hold the edits"
        return
    earlier = {one.get(ID, "") for one in comments.elements(original.package)}
    signed = [one.get(ID, "") for one in comments.elements(written) if one.get(AUTHOR, "") in wanted.authors]
    said = Counter([one for one in signed if one not in earlier])
    fresh = Counter(said)
    for number, old in enumerate(original.stories):
        found = story.rewritten(old, written.parts.get(old.part, b""))
        if found is None:
            yield f"{old.part}: something between the paragraphs is different"
            return
        new, changed = found
        blocks = ((index, home) for index, home in enumerate(original.homes) if home.story == number)
        yield from (f"{old.part}: {fault}" for fault in _story_faults(old, new, changed, blocks, wanted, said, fresh))
    used = original.package.ids
    yield from (f"the id {one} is used twice" for one, count in fresh.items() if count > 1 or int(one) in used)
    if isinstance(document.origin, Origin):
        yield from _part_faults(original.package, written)


def _story_faults(
    old: Story,
    new: Story,
    changed: list[int],
    blocks: Iterable[tuple[int, Home]],
    wanted: Manifest,
    said: Collection[str],
    fresh: Counter[str],
) -> Iterator[str]:
    """What is wrong in the paragraphs of one part that differ. Counts the new ids in ``fresh``."""
    after = story.fragment(new, changed)
    read: dict[int, etree._Element] = {}
    for index, one in zip(changed, after, strict=True):
        read.update(enumerate(one.iter(P), old.firsts[index]))
    particular = special(after, *SPECIAL)
    for index, home in blocks:
        if wanted.before[index] != wanted.after[index] or home.paragraph in read:
            yield from _text_faults(index, home, read.get(home.paragraph), particular, wanted)
    places = dict(zip(after, changed, strict=True))
    for outermost, paragraph in _without_mark(after, wanted.authors):
        if not writer.followed(new, places[outermost], paragraph):
            yield "a paragraph mark is deleted where no paragraph follows"
    yield from lint.strange_looks(after, wanted.authors)
    yield from _new_faults(old, changed, after, wanted.authors, fresh)
    reject(after, wanted.authors, said)
    if not same(old, changed, after):
        yield "rejecting every edit does not restore the text, formatting and structure"


def _new_faults(
    old: Story, changed: list[int], after: etree._Element, ours: Collection[str], fresh: Counter[str]
) -> Iterator[str]:
    """What is wrong in ``after`` and was not before. Counts the new ids in ``fresh``.

    Only where somebody else's revisions, box copies or faults are found is it asked what stood there before.
    """
    faults, ids = Counter(lint.faults(after)), Counter(_ids(after))
    others = next(after.iter(CHOICE), None) is not None or ids.total() > sum(
        one.get(AUTHOR) in ours for one in after.iter(*REVISIONS)
    )
    if faults or others:
        before = story.fragment(old, changed)
        yield from faults - Counter(lint.faults(before))
        ids -= Counter(_ids(before))
        if _copies(after) != _copies(before):
            yield "the two copies of a text box differ"
    fresh.update(ids)


def _text_faults(
    index: int, home: Home, paragraph: etree._Element | None, particular: Collection[etree._Element], found: Manifest
) -> Iterator[str]:
    """Whether accepting every edit gives what block ``index`` was to become; the same bytes say the same."""
    after, wanted = found.before[index], found.after[index]
    if paragraph is not None:
        simple = not home.fields and paragraph not in particular
        after = plain_text(paragraph) if simple else "".join([leaf.text for leaf in leaves(paragraph, home.fields)])
        if mark_deleted(paragraph, found.authors):
            if wanted is not None or after:
                yield f"block {index}: accepting every edit deletes {after!r}, which was to stay"
            return
    if after != (wanted or ""):  # a last paragraph that was to go stays, empty
        yield f"block {index}: accepting every edit gives {after!r}, not {wanted!r}"


def _without_mark(root: etree._Element, ours: Collection[str]) -> Iterator[tuple[etree._Element, etree._Element]]:
    """The paragraphs whose mark ``ours`` deleted, each behind the outermost paragraph it stands in."""
    for deletion in root.iter(DEL):
        looks = deletion.getparent()
        if looks is not None and looks.tag == RPR and deletion.get(AUTHOR) in ours:
            around = list(looks.iterancestors(P))
            yield around[-1], around[0]


def _copies(root: etree._Element) -> int:
    """How many paragraphs stand in two copies of a text box that say the same."""
    return sum(writer.second_copy(one) is not None for box in root.iter(CHOICE) for one in box.iter(P))


def _ids(root: etree._Element) -> list[str]:
    return [one.get(ID, "") for one in root.iter(*_NUMBERED)]


def _part_faults(original: Package, written: Package) -> Iterator[str]:
    """Whether every entry that a redline has no business with is the same, in the same order."""
    ours = {CONTENT_TYPES, original.main, relationships_of(original.main), manifest.find(original)}
    ours |= {one.target for one in original.relationships(original.main) if one.kind in _REWRITTEN}
    ours |= kept.written(original)
    for old, new in zip(original.entries, written.entries, strict=False):
        if old.filename != new.filename:
            yield f"{old.filename} is out of its place in the package"
        elif old.filename not in ours and package.packed(original.data, old) != package.packed(written.data, new):
            yield f"{old.filename} is different"
    if len(written.entries) < len(original.entries):
        yield f"{original.entries[len(written.entries)].filename} is gone"
