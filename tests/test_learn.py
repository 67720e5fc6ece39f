"""``retranslate learn`` as an editor's desk meets it: what it prints, what it writes, what it never loses."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from retranslate.cli import job, main
from retranslate.glossary import places
from retranslate.review import ledger

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROWS = "# ours\nvariant\tterm\tsource\tkind\towner\nMiha Tour\tmiHoYo\t米哈游\tcompany\tann\n"
TEXT = "The players of Mihayou are many.\n\nMiha Tour makes games, and Fragrant Drifting sells milk tea.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / ".cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    (tmp_path / "glossary.tsv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def review(path: Path, order: str, *retyped: tuple[str, str]) -> None:
    """What an editor does who takes ``order`` (accept, reject or leave) for all changes and types over some words."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for one in [*root.iter(f"{W}ins", f"{W}del")] if order != "leave" else []:
        parent = one.getparent()
        assert parent is not None
        if (one.tag == f"{W}ins") == (order == "accept"):
            for run_ in one:
                one.addprevious(run_)
        parent.remove(one)
    for text in root.iter(f"{W}delText") if order == "reject" else ():
        text.tag = f"{W}t"
    for text in root.iter(f"{W}t"):
        for old, new in retyped:
            text.text = (text.text or "").replace(old, new)
    parts["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def reviewed(folder: Path, order: str = "accept", *retyped: tuple[str, str]) -> Path:
    assert run("fix", "a.txt", "-q", "--force").exit_code == 0
    path = folder / "a.redline.docx"
    review(path, order, *retyped)
    return path


def test_an_accepted_form_and_a_repair_by_hand_become_rows(folder: Path) -> None:
    reviewed(folder, "accept", ("Fragrant Drifting", "Xiangpiaopiao"))
    said = run("learn", "a.redline.docx").stdout
    assert "a.redline.docx: 2 accepted, 1 repair by hand" in said
    assert "+Mihayou\tmiHoYo\t米哈游\tcompany" in said
    assert "# add variant: once accepted in a.txt: “The players of Mihayou are many.”" in said
    assert "# add term: repaired by hand once in a.txt" in said
    assert "2 rows to add (with --write)" in said
    assert (folder / "glossary.tsv").read_text(encoding="utf-8") == ROWS
    assert len(ledger.read(folder / "glossary.decisions.tsv")) == 2


def test_write_carries_out_what_was_shown_and_touches_nothing_else(folder: Path) -> None:
    data = b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode()
    (folder / "glossary.tsv").write_bytes(data)
    reviewed(folder)
    assert "1 row added" in run("learn", "a.redline.docx", "--write").stdout
    after = (folder / "glossary.tsv").read_bytes()
    assert after.startswith(data.replace(b"owner\r\n", b"owner\tnote\r\n"))
    assert after.decode("utf-8-sig").endswith("\r\nMihayou\tmiHoYo\t米哈游\tcompany\t\tlearned from a.txt\r\n")
    again = run("learn", "a.redline.docx", "--write").stdout
    assert "nothing to change" in again
    assert "new decision" not in again
    assert (folder / "glossary.tsv").read_bytes() == after


def test_dry_run_writes_nothing(folder: Path) -> None:
    reviewed(folder)
    assert "1 row to add" in run("learn", "-n", "a.redline.docx").stdout
    assert not (folder / "glossary.decisions.tsv").exists()
    assert run("learn", "-n", "--write", "a.redline.docx").exit_code == 2


def test_json(folder: Path) -> None:
    reviewed(folder, "accept", ("Fragrant Drifting", "Xiangpiaopiao"))
    report = json.loads(run("learn", "a.redline.docx", "--json").stdout)
    assert report["schema"] == 1
    (document,) = report["documents"]
    assert document["path"] == "a.redline.docx"
    assert document["decisions"][0] == {
        "block": 0,
        "start": 15,
        "end": 22,
        "before": "Mihayou",
        "after": "miHoYo",
        "term": "miHoYo",
        "rule": "name/forecast",
        "verdict": "accepted",
        "written": None,
    }
    assert document["added"] == [{"block": 2, "before": "Fragrant Drifting", "written": "Xiangpiaopiao"}]
    assert [one["action"] for one in report["proposals"]] == ["add variant", "add term"]
    assert report["proposals"][0]["row"]["variant"] == "Mihayou"
    assert set(report["proposals"][0]) == {"action", "row", "because"}


def test_two_rejections_and_fix_asks(folder: Path) -> None:
    (folder / "a.txt").write_text("The players of Mihayou are many.\n\nMihayou makes games.\n", encoding="utf-8")
    assert outcomes() == ["auto", "auto"]
    reviewed(folder, "reject")
    said = run("learn", "a.redline.docx").stdout
    assert "2 rejected" in said
    assert "+Mihayou\tmiHoYo\t\t\t\tnever" in said
    assert outcomes() == ["ask", "ask"]
    run("learn", "a.redline.docx", "--write")
    assert outcomes() == []


def outcomes() -> list[str]:
    job._glossary.cache_clear()  # one process, one reading of a glossary
    report = json.loads(run("check", "a.txt", "--output-format", "json").stdout)
    return [edit["outcome"] for edit in report["documents"][0]["edits"] if edit["after"] is not None]


def test_nothing_decided_teaches_nothing(folder: Path) -> None:
    reviewed(folder, "leave")
    said = run("learn", "a.redline.docx").stdout
    assert "2 pending" in said
    assert "nothing to change" in said
    assert not (folder / "glossary.decisions.tsv").exists()


def test_without_a_glossary_of_his_own_the_editor_gets_a_copy_of_the_shipped_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = folder / "package" / "glossary.tsv"
    shipped.parent.mkdir()
    shipped.write_text(ROWS, encoding="utf-8")
    monkeypatch.setattr(places, "shipped", lambda: shipped)
    (folder / "glossary.tsv").unlink()
    reviewed(folder)
    assert "glossary.tsv: new, a copy of the glossary that ships" in run("learn", "a.redline.docx", "--write").stdout
    own = (folder / "glossary.tsv").read_text(encoding="utf-8")
    assert own.startswith(ROWS.replace("owner\n", "owner\tnote\n"))
    assert "\nMihayou\tmiHoYo" in own
    assert shipped.read_text(encoding="utf-8") == ROWS
    assert not (shipped.parent / "glossary.decisions.tsv").exists()


def test_what_a_row_of_another_glossary_says_is_known(folder: Path) -> None:
    (folder / "mine.tsv").write_text("variant\tterm\n", encoding="utf-8")
    both = ("-g", "glossary.tsv", "-g", "mine.tsv")
    assert run("fix", "a.txt", "-q", *both).exit_code == 0
    review(folder / "a.redline.docx", "accept")
    assert "1 row added" in run("learn", "a.redline.docx", *both, "--write").stdout
    assert "Mihayou\tmiHoYo\t米哈游" in (folder / "mine.tsv").read_text(encoding="utf-8")
    assert (folder / "glossary.tsv").read_text(encoding="utf-8") == ROWS
    assert (folder / "mine.decisions.tsv").exists()


def test_somebody_elses_redline_gives_candidates(folder: Path) -> None:
    assert run("fix", "a.txt", "-q").exit_code == 0
    with zipfile.ZipFile("a.redline.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "customXml" not in name}
    parts["docProps/custom.xml"] = b'<Properties xmlns="urn:none"/>'
    with zipfile.ZipFile("theirs.docx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(b"retranslate", b"Ann"))
    said = run("learn", "theirs.docx").stdout
    assert "no redline of retranslate; 2 replacements" in said
    assert "+Mihayou\tmiHoYo" in said
    assert not (folder / "glossary.decisions.tsv").exists()


def test_a_redline_that_lost_its_record(folder: Path) -> None:
    """What is left after a save as ODT and back: the id. The record is found under it, or asked for."""
    assert run("fix", "a.txt", "-q").exit_code == 0
    path = folder / "a.redline.docx"
    whole = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "customXml" not in name}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    review(path, "accept")
    assert "2 accepted" in run("learn", "a.redline.docx").stdout
    for kept in (folder / ".cache" / "redlines").rglob("*.xml"):
        kept.unlink()
    result = run("learn", "a.redline.docx")
    assert result.exit_code == 2
    assert "has lost the record of its edits" in result.stderr
    (folder / "first.docx").write_bytes(whole)
    assert "2 accepted" in run("learn", "a.redline.docx").stdout


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("none.docx", None, "cannot be read"),
        ("text.docx", b"no zip", "not a Word document"),
        ("a.odt", b"PK\x03\x04", "broken zip"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_others_are_learnt_from(
    folder: Path, name: str, data: bytes | None, says: str
) -> None:
    reviewed(folder)
    if data is not None:
        (folder / name).write_bytes(data)
    result = run("learn", name, "a.redline.docx")
    assert result.exit_code == 2
    assert name in result.stderr
    assert says in result.stderr
    assert "2 accepted" in result.stdout
