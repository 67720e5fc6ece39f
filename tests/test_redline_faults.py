"""Faults sown in the writer: every one must be caught by the proof, before a file is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from redlining import OPTIONS, propose
from retranslate import redline
from retranslate.edit import ProofError
from retranslate.formats import docx
from retranslate.formats.docx import package, story
from retranslate.formats.docx.names import AUTHOR, DEL, R_, XML_SPACE, T
from retranslate.model import Options
from retranslate.redline import comments, manifest, plan, revise, surgery, writer
from retranslate.redline.restore import reject

HERE = Path(__file__).parent / "documents"


def drop_space(element: etree._Element, text: str) -> None:
    element.text = text
    element.attrib.pop(XML_SPACE, "")


def bare_copy(run: etree._Element, ids: surgery.Ids) -> etree._Element:
    parent = run.getparent()
    assert parent is not None
    return etree.SubElement(parent, R_)


def bare_run(insertion: etree._Element, model: Any, text: str) -> None:
    surgery.write_text(etree.SubElement(insertion, R_), text)


def stay_inside(insertion: etree._Element, beside: etree._Element, *, before: bool, ids: surgery.Ids) -> None:
    beside.addnext(insertion)


def swallow(elements: Any, ids: surgery.Ids) -> list[etree._Element]:
    return list(dict.fromkeys(element.getparent() for element in elements))


def comment_inside(paragraph: etree._Element, *rest: Any, **kinds: Any) -> None:
    anchor(paragraph, *rest, **kinds)
    reference = paragraph.findall(".//{*}commentReference")[-1].getparent()
    deletion = paragraph.find(f".//{DEL}/{R_}/..")
    if reference is not None and deletion is not None:
        deletion.append(reference)


def comment_without_end(paragraph: etree._Element, *rest: Any, **kinds: Any) -> None:
    anchor(paragraph, *rest, **kinds)
    paragraph.remove(paragraph.findall("{*}commentRangeEnd")[-1])


def forget_author(revision: etree._Element, child: etree._Element, ids: surgery.Ids) -> etree._Element:
    tail = split_revision(revision, child, ids)
    tail.set(AUTHOR, "nobody")
    return tail


def one_too_many(stretches: Any, start: int, end: int) -> Any:
    return cut(stretches, start, end + 1)


def mark_last(paragraph: etree._Element, deletion: etree._Element) -> None:
    delete_mark(paragraph, deletion)
    looks = deletion.getparent()
    assert looks is not None
    etree.SubElement(looks, "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}b")
    looks.append(deletion)


def lose_properties(paragraph: etree._Element, changes: Any, fields: Any, pen: Any) -> None:
    properties = paragraph.find("{*}pPr")
    if properties is not None:
        paragraph.remove(properties)
    write_changes(paragraph, changes, fields, pen)


def undelete(paragraph: etree._Element, changes: Any, fields: Any, pen: Any) -> None:
    write_changes(paragraph, changes, fields, pen)
    for one in paragraph.findall(f".//{DEL}/{R_}/.."):
        reject(paragraph, {str(one.get(AUTHOR))}, ())


def touch_neighbour(one: Any, fragments: Any) -> bytes:
    return splice(one, fragments).replace(b"</w:body>", b"<w:p/></w:body>")


def touch_section(one: Any, fragments: Any) -> bytes:
    return splice(one, fragments).replace(b'w:pgSz w:w="', b'w:pgSz w:w="1', 1)


def touch_another(one: Any, fragments: Any) -> bytes:
    """Give a paragraph without an edit a format that nobody sees at once."""
    index = next(index for index in range(len(one.slices)) if index not in fragments)
    start, end = one.slices[index]
    head, text, tail = one.xml[start:end].partition(b"<w:t")
    assert text
    looks = b"<w:rPr><w:noProof/></w:rPr>" if b"<w:rPr>" not in head else b"<w:lastRenderedPageBreak/>"
    return splice(one, {**fragments, index: head + looks + text + tail})


def touch_bytes(opened: Any, changed: dict[str, bytes], date: str) -> bytes:
    """Damage an entry that is only copied, in a way that no list of the file tells."""
    data = bytearray(write_package(opened, changed, date))
    one = next(one for one in package.read(bytes(data), "written").entries if one.filename == "word/styles.xml")
    data[one.header_offset + 30 + len(one.filename) + one.compress_size // 2] ^= 1
    return bytes(data)


def touch_style(opened: Any, changed: dict[str, bytes], date: str) -> bytes:
    return write_package(opened, {**changed, "word/styles.xml": opened.parts["word/styles.xml"] + b"\n"}, date)


def by_another(document: Any, edits: Any, options: Options, ids: surgery.Ids) -> Any:
    return plan.plan(document, edits, options._replace(author="nobody"), ids)


def fewer_edits(parts: Any, found: manifest.Manifest) -> None:
    add_manifest(parts, found._replace(edits=found.edits[1:]))


anchor, split_revision, cut, delete_mark = revise._anchor, surgery.split_revision, revise._cut, revise._delete_mark
write_changes, splice, write_package, add_manifest = revise.revise, story.splice, package.write, manifest.add

Fault = tuple[Any, str, Any]
FAULTS: dict[str, tuple[str, Fault]] = {
    "xml:space is dropped": ("runs", (surgery, "set_text", drop_space)),
    "w:t stays in w:del": ("runs", (revise, "DEL_TEXT", T)),
    "a split run loses its format": ("runs", (surgery, "_empty_copy", bare_copy)),
    "an inserted run has no format": ("runs", (revise, "_add_run", bare_run)),
    "an id is used again": ("revisions", (surgery.Ids, "take", lambda self: "3")),
    "every id is the same": ("runs", (surgery.Ids, "take", lambda self: "4711")),
    "an insertion stands in an insertion": ("revisions", (revise, "put", stay_inside)),
    "a note's mark is deleted with the text": ("footnotes", (revise, "isolate", swallow)),
    "a comment is anchored in a deletion": ("runs", (revise, "_anchor", comment_inside)),
    "a comment's range never ends": ("runs", (revise, "_anchor", comment_without_end)),
    "the comments part is forgotten": ("runs", (comments, "add", lambda parts, said: None)),
    "a mark is deleted before a table": ("tables", (writer, "_with_mark", lambda change, *rest: change)),
    "a mark's revision is not its first property": ("listed", (revise, "_delete_mark", mark_last)),
    "half of another's insertion loses its author": ("revisions", (revise, "split_revision", forget_author)),
    "a character too many is deleted": ("runs", (revise, "_cut", one_too_many)),
    "the insertion is forgotten": (
        "runs",
        (revise, "_add_run", lambda *rest: None),
    ),
    "the deletion is forgotten": ("runs", (writer, "revise", undelete)),
    "a revision bears a wrong name": (
        "runs",
        (writer, "plan", by_another),
    ),
    "a revision has no date": ("runs", (writer, "Pen", lambda date, ids: revise.Pen("", ids))),
    "a paragraph loses its properties": ("listed", (writer, "revise", lose_properties)),
    "one copy of a text box is forgotten": ("boxes", (writer, "second_copy", lambda paragraph: None)),
    "a paragraph is added": ("runs", (story, "splice", touch_neighbour)),
    "the page's size is touched": ("runs", (story, "splice", touch_section)),
    "a paragraph without an edit is touched": ("runs", (story, "splice", touch_another)),
    "a style is touched": ("runs", (package, "write", touch_style)),
    "a copied entry is damaged": ("runs", (package, "write", touch_bytes)),
    "the manifest lacks an edit": ("runs", (manifest, "add", fewer_edits)),
    "there is no manifest": ("runs", (manifest, "add", lambda parts, found: None)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_proof_catches(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stem, (module, attribute, fault) = FAULTS[name]
    document = docx.read((HERE / f"{stem}.docx").read_bytes(), stem)
    edits = propose(document)
    sound = redline.write(document, edits, OPTIONS)
    with monkeypatch.context() as patched:
        patched.setattr(module, attribute, fault)
        faulty = redline.write(document, edits, OPTIONS)
    assert faulty != sound
    redline.prove(document, edits, sound)
    with pytest.raises(ProofError):
        redline.prove(document, edits, faulty)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.docx")), ids=lambda path: path.stem)
def test_the_proof_is_of_these_edits(path: Path) -> None:
    document = docx.read(path.read_bytes(), path.name)
    edits = propose(document)
    if edits:
        with pytest.raises(ProofError):
            redline.prove(document, edits[:-1], redline.write(document, edits, OPTIONS))
