"""Write changes into one paragraph as ``w:del`` and ``w:ins`` (docs/analysis/tracked-changes.md says why so)."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx.controls import CONTROL
from retranslate.formats.docx.fields import CHAR, SIMPLE, Field
from retranslate.formats.docx.leaves import Leaf, leaves, looks_of
from retranslate.formats.docx.names import (
    ALTERNATE,
    AUTHOR,
    DATE,
    DEL,
    DEL_TEXT,
    DELETIONS,
    ID,
    INS,
    INSERTIONS,
    PPR,
    PROOF_ERROR,
    R_,
    RPR,
    T,
    W,
    w,
)
from retranslate.redline.placing import Stretch, holds_more, last_of_first_part, neighbour, put
from retranslate.redline.surgery import (
    Ids,
    copy_of,
    isolate,
    keep_blanks,
    split_revision,
    split_text,
    surface,
    write_text,
)
from retranslate.text.words import has_han

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_NOTES: Final = (w("footnoteReference"), w("endnoteReference"))
_SOLID: Final = (*_NOTES, _MATH, w("drawing"), w("pict"), w("object"), w("ruby"), ALTERNATE, CHAR, SIMPLE, CONTROL)
_FORMAT_CHANGE, _FONTS, _HINT = w("rPrChange"), w("rFonts"), w("hint")
_AFTER_MARK: Final = (w("sectPr"), w("pPrChange"))


class Change(NamedTuple):
    """One change of a paragraph: delete ``[start, end)``, then insert ``text``; for a note, neither (``text`` None).

    ``mark`` takes the paragraph's mark away too. ``comment`` is the id of the comment to anchor around it. ``later``
    dates it a little later, so that it stays a change of its own beside the one it touches.
    """

    start: int
    end: int
    text: str | None
    author: str
    mark: bool = False
    comment: str | None = None
    later: bool = False


class Pen:
    """Writes revisions: knows when (ISO 8601), and the source of their ids."""

    def __init__(self, date: str, ids: Ids) -> None:
        self.ids = ids
        self._date = date
        self._blank: dict[tuple[str, str, bool], etree._Element] = {}

    def revision(self, tag: str, change: Change) -> etree._Element:
        """A new, empty revision for ``change``."""
        key = tag, change.author, change.later
        if key not in self._blank:
            date = _later(self._date) if change.later else self._date
            self._blank[key] = etree.Element(tag, {ID: "", AUTHOR: change.author, DATE: date}, nsmap={"w": W})
        made = copy_of(self._blank[key])
        made.set(ID, self.ids.take())
        return made


def _later(date: str) -> str:
    """Two minutes after ``date``: LibreOffice joins touching changes of an author up to one minute apart."""
    from datetime import datetime, timedelta

    moment = datetime.fromisoformat(date.replace("Z", "+00:00")) + timedelta(minutes=2)
    return moment.isoformat().replace("+00:00", "Z")


def revise(
    paragraph: etree._Element, changes: Iterable[Change], open_fields: tuple[Field, ...] | None, pen: Pen
) -> None:
    """Write ``changes``, which do not overlap except for notes, into ``paragraph``; its fields as `leaves` has them."""
    for error in [one for one in paragraph if one.tag == PROOF_ERROR]:
        paragraph.remove(error)
    ordered = sorted(changes, key=lambda one: (one.start, one.end))
    edits = [one for one in ordered if one.text is not None]
    for note in ordered:
        if note.text is None and note.comment is not None:
            start, end = _widened(note, edits)
            runs = isolate([leaf.element for leaf in _cut(_stretches(paragraph, open_fields), start, end)], pen.ids)
            _anchor(paragraph, runs, note.comment, pen.ids)
    stretches = _stretches(paragraph, open_fields)
    for edit in reversed(edits):
        _revise_once(paragraph, edit, stretches, pen)


def _stretches(paragraph: etree._Element, open_fields: tuple[Field, ...] | None) -> list[Stretch]:
    found, at = [], 0
    for leaf in leaves(paragraph, open_fields):
        if leaf.text:
            found.append(Stretch(at, at + len(leaf.text), leaf))
            at += len(leaf.text)
    return found


def _widened(note: Change, edits: list[Change]) -> tuple[int, int]:
    """The note's stretch, grown over every edit it touches, so that its marks stand outside their revisions."""
    start, end = note.start, note.end
    for edit in edits:
        if edit.start < end and start < edit.end:
            start, end = min(start, edit.start), max(end, edit.end)
    return start, end


def _cut(stretches: list[Stretch], start: int, end: int) -> list[Leaf]:
    """The leaves that hold exactly ``[start, end)``, after cutting the first and last where needed."""
    touched = [one for one in stretches if one.start < end and start < one.end]
    if start == end or not touched:
        return []
    found = [one.leaf for one in touched]
    last, first = touched[-1], touched[0]
    if holds_more(last, end):
        split_text(last.leaf.element, end - last.start)
    if first.start < start:
        found[0] = first.leaf._replace(element=split_text(first.leaf.element, start - first.start))
    return found


def _revise_once(paragraph: etree._Element, edit: Change, stretches: list[Stretch], pen: Pen) -> None:
    gone = _cut(stretches, edit.start, edit.end)
    runs = isolate([leaf.element for leaf in gone], pen.ids)
    marks = _delete(runs, edit, pen)
    if edit.text:
        insertion = pen.revision(INS, edit)
        if gone:
            _add_run(insertion, runs[0], edit.text)
            put(insertion, last_of_first_part(gone), before=False, ids=pen.ids)
        else:
            model, beside, before = neighbour(stretches, edit.start, pen.ids)
            _add_run(insertion, model, edit.text)
            if beside is None:
                paragraph.append(insertion)
            else:
                put(insertion, beside, before=before, ids=pen.ids)
        marks = [*marks, insertion]
    if edit.mark:
        _delete_mark(paragraph, pen.revision(DEL, edit))
    if edit.comment is not None:  # what stood between the text and its mark would make two changes of their deletion
        _anchor(paragraph, _in_order(marks), edit.comment, pen.ids, around=not edit.mark)


def _in_order(marks: list[etree._Element]) -> list[etree._Element]:
    """``marks`` as they stand in the paragraph: an insertion may stand before the last deletion."""
    if len(marks) < 3:
        return marks
    place = {one: number for number, one in enumerate(marks[0].getroottree().getroot().iter(DEL, INS))}
    return sorted(marks, key=place.__getitem__)


def _delete(runs: list[etree._Element], edit: Change, pen: Pen) -> list[etree._Element]:
    """Wrap ``runs`` in ``w:del``, one for each group of neighbours."""
    wrappers: list[etree._Element] = []
    before: etree._Element | None = None
    for run in runs:
        if before is None or before.getnext() is not run:
            wrapper = pen.revision(DEL, edit)
            run.addprevious(wrapper)
            wrappers.append(wrapper)
            wrapper.append(run)
        else:
            wrappers[-1].append(run)
        before = wrappers[-1]
        for text in run.iterchildren(T):
            text.tag = DEL_TEXT
            keep_blanks(text, text.text or "")
    for wrapper in wrappers:
        _part_deletions(wrapper, pen.ids)
    return wrappers


def _part_deletions(deletion: etree._Element, ids: Ids) -> None:
    """Split another author's insertion where two deletions in it would touch, which openxml-audit takes for a fault."""
    parent = deletion.getparent()
    if parent is None or parent.tag not in INSERTIONS:
        return
    for border in (deletion.getnext(), deletion):
        before = None if border is None else border.getprevious()
        parent = deletion.getparent()
        if border is None or before is None or parent is None:
            continue
        if before.tag in DELETIONS and border.tag in DELETIONS:
            split_revision(parent, border, ids)


def _add_run(insertion: etree._Element, model: etree._Element | None, text: str) -> None:
    """Add a run with ``text`` that looks like ``model``."""
    run = etree.SubElement(insertion, R_)
    properties = None if model is None else looks_of(model)
    if properties is not None:
        run.append(_looks(properties, text))
    write_text(run, text)


def _looks(properties: etree._Element, text: str) -> etree._Element:
    """The run properties for inserted ``text``: no record of an earlier format, no hint at Chinese if it holds none."""
    looks = copy_of(properties)
    for change in list(looks.iterchildren(_FORMAT_CHANGE)):
        looks.remove(change)
    fonts = next(looks.iterchildren(_FONTS), None)
    if fonts is not None and not has_han(text):
        if fonts.get(_HINT) is not None:
            del fonts.attrib[_HINT]
        if not fonts.attrib:
            looks.remove(fonts)
    return looks


def _delete_mark(paragraph: etree._Element, deletion: etree._Element) -> None:
    properties = paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        paragraph.insert(0, properties)
    looks = properties.find(RPR)
    if looks is None:
        looks = etree.Element(RPR)
        behind = next((one for one in properties if one.tag in _AFTER_MARK), None)
        if behind is None:
            properties.append(looks)
        else:
            behind.addprevious(looks)
    looks.insert(1 if looks.find(INS) is not None else 0, deletion)


def can_lose_mark(paragraph: etree._Element) -> bool:
    """Whether nothing in ``paragraph`` but its text would be joined to the next one, were its mark deleted."""
    properties = paragraph.find(PPR)
    if properties is not None:
        looks = properties.find(RPR)
        if properties.find(w("sectPr")) is not None or (looks is not None and looks.find(DEL) is not None):
            return False
    return next(paragraph.iter(*_SOLID), None) is None


def _anchor(
    paragraph: etree._Element, marked: list[etree._Element], comment: str, ids: Ids, *, around: bool = True
) -> None:
    """Stand the marks of ``comment`` around ``marked`` (or all before it), outside every revision and container."""
    start = etree.Element(w("commentRangeStart"), {ID: comment})
    end = etree.Element(w("commentRangeEnd"), {ID: comment})
    reference = etree.Element(R_)
    etree.SubElement(reference, w("commentReference"), {ID: comment})
    if not marked:
        paragraph.extend((start, end, reference))
        return
    surface(marked[0], ids, after=False).addprevious(start)
    if around:
        surface(marked[-1], ids, after=True).addnext(end)
    else:
        start.addnext(end)
    end.addnext(reference)
