"""Every document of ``tests/documents``: redlined, proved, read back by our reader and by one that is not ours."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from redlining import DOCUMENTS, OPTIONS, accepted, ours_rejected, propose, stories
from retranslate import edit, redline
from retranslate.formats import docx

EACH = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)


def test_there_are_enough_documents() -> None:
    assert len(DOCUMENTS) >= 15
    made = {path.stem.split("-")[0] for path in DOCUMENTS}
    assert {"libreoffice", "pandoc"} <= made


@EACH
def test_what_is_written_is_what_was_proposed(path: Path) -> None:
    document = docx.read(path.read_bytes(), path.name)
    edits = propose(document)
    data = redline.write(document, edits, OPTIONS)
    redline.prove(document, edits, data)
    read = redline.read(data)
    assert read.before == tuple(block.text for block in document.blocks)
    wanted = edit.corrected(document, edits)
    assert [text or "" for text in read.after] == [text or "" for text in wanted]
    assert read.manifest is not None
    assert [one.span for one in read.manifest.edits] == [one.span for one in edits]
    assert edits or path.stem == "locked"


@EACH
def test_a_reader_that_is_not_ours_agrees(path: Path) -> None:
    source = path.read_bytes()
    document = docx.read(source, path.name)
    data = redline.write(document, propose(document), OPTIONS)
    assert stories(data, ours_rejected) == stories(source, accepted)
    names = " ".join(text for story in stories(data, accepted).values() for text in story)
    free = " ".join(block.text for block in document.blocks if not block.frozen)
    for name, right in (("Quick Hand", "Kuaishou"), ("Know Almost", "Zhihu")):
        assert name not in names or any(name in block.text for block in document.blocks if block.frozen)
        assert right in names or name not in free


@EACH
def test_the_same_input_gives_the_same_bytes(path: Path) -> None:
    first, second = (docx.read(path.read_bytes(), path.name) for _ in range(2))
    assert redline.write(first, propose(first), OPTIONS) == redline.write(second, propose(second), OPTIONS)


@EACH
def test_no_other_part_is_touched(path: Path) -> None:
    document = docx.read(path.read_bytes(), path.name)
    data = redline.write(document, propose(document), OPTIONS)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        names = before.namelist()
        assert after.namelist()[: len(names)] == names
        assert after.testzip() is None
        changed = {name for name in names if before.read(name) != after.read(name)}
    allowed = ("document.xml", "header", "footer", "notes.xml", "comments.xml", "Content_Types", "rels", "custom.xml")
    assert all(any(word in name for word in allowed) for name in changed)


@EACH
def test_without_edits_nothing_changes_but_the_manifest(path: Path) -> None:
    document = docx.read(path.read_bytes(), path.name)
    data = redline.write(document, (), OPTIONS)
    redline.prove(document, (), data)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        assert all(before.read(name) == after.read(name) for name in before.namelist() if "document.xml" in name[-12:])


@EACH
def test_the_schema_finds_nothing_new(path: Path, tmp_path: Path) -> None:
    document = docx.read(path.read_bytes(), path.name)
    out = tmp_path / path.name
    out.write_bytes(redline.write(document, propose(document), OPTIONS))
    assert not schema_faults(out) - schema_faults(path)


def schema_faults(path: Path) -> set[str]:
    """The kinds of faults that openxml-audit finds in a document."""
    from openxml_audit import OpenXmlValidator

    found = OpenXmlValidator().validate(str(path)).errors
    return {re.sub(r"\d+", "#", f"{one.part_uri} {one.description}") for one in found}
