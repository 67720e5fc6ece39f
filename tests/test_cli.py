"""The command line as a user meets it: what it prints, where it writes, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from retranslate.cli import COMMANDS, main

ROWS = "variant\tterm\tsource\tkind\nMihayou\tmiHoYo\t米哈游\tcompany\nAre you hungry\tEle.me\t饿了么\tcompany\n"
TEXT = "Take Mihayou as an example.\n\nA plain line.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / ".cache"))
    (tmp_path / "glossary.tsv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin)


def fails(result: Result, *words: str) -> None:
    """One clear line and exit 2."""
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    for word in words:
        assert word in result.stderr


def test_fix_writes_a_redline_beside_the_article(folder: Path) -> None:
    result = run("fix", "a.txt")
    assert result.exit_code == 0, result.output
    assert (folder / "a.redline.docx").read_bytes().startswith(b"PK")
    assert "miHoYo" in result.stdout
    assert "a.redline.docx" in result.stdout


def test_quiet_prints_nothing() -> None:
    result = run("fix", "-q", "a.txt")
    assert (result.exit_code, result.output) == (0, "")


def test_verbose_gives_reasons() -> None:
    result = run("fix", "-v", "a.txt")
    assert "name/listed" in result.stdout


@pytest.mark.parametrize(
    ("to", "name"), [("txt", "a.corrected.txt"), ("html", "a.redline.html"), ("json", "a.redline.json")]
)
def test_other_outputs(folder: Path, to: str, name: str) -> None:
    assert run("fix", "a.txt", "--to", to).exit_code == 0
    assert "miHoYo" in (folder / name).read_text(encoding="utf-8")


def test_text_holds_doubtful_edits_only_when_asked() -> None:
    text = b"The founder of are you hungry, Mihayou said, sold his app.\n"
    sure = run("fix", "-", "--to", "txt", stdin=text).stdout
    asked = run("fix", "-", "--to", "txt", "--ask", stdin=text).stdout
    assert "miHoYo" in sure
    assert "Ele.me" in asked


def test_standard_input_goes_to_standard_output() -> None:
    result = run("fix", "-", "--to", "txt", stdin=TEXT.encode())
    assert result.stdout == TEXT.replace("Mihayou", "miHoYo")


def test_diff_writes_nothing(folder: Path) -> None:
    result = run("fix", "--diff", "a.txt")
    assert result.exit_code == 0
    assert "-Take Mihayou as an example." in result.stdout
    assert "+Take miHoYo as an example." in result.stdout
    assert not (folder / "a.redline.docx").exists()


def test_same_date_same_bytes(folder: Path) -> None:
    for name in ("one.docx", "two.docx"):
        assert run("fix", "a.txt", "--date", "2026-01-31T09:00:00Z", "-o", name).exit_code == 0
    assert (folder / "one.docx").read_bytes() == (folder / "two.docx").read_bytes()


def test_an_edited_output_is_not_overwritten(folder: Path) -> None:
    assert run("fix", "a.txt").exit_code == 0
    assert run("fix", "a.txt").exit_code == 0
    (folder / "a.redline.docx").write_bytes(b"the editor's work")
    fails(run("fix", "a.txt"), "a.redline.docx", "--force")
    assert (folder / "a.redline.docx").read_bytes() == b"the editor's work"
    assert run("fix", "a.txt", "--force").exit_code == 0


def test_an_output_that_is_the_article_is_refused(folder: Path) -> None:
    fails(run("fix", "a.txt", "-o", "a.txt"), "a.txt")
    assert (folder / "a.txt").read_text(encoding="utf-8") == TEXT


def test_two_articles_never_share_an_output(folder: Path) -> None:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    fails(run("fix", "a.txt", "a.md"), "a.redline.docx")


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"\xc3\x28 \xff")
    result = run("fix", "b.txt", "a.txt")
    assert result.exit_code == 2
    assert "b.txt" in result.stderr
    assert (folder / "a.redline.docx").exists()


def test_side_by_side_is_the_same(folder: Path) -> None:
    for index in range(3):
        (folder / f"n{index}.txt").write_text(TEXT, encoding="utf-8")
    names = [f"n{index}.txt" for index in range(3)]
    alone = run("check", *names, "--output-format", "json")
    beside = run("check", *names, "--output-format", "json", "-j", "2")
    assert alone.stdout == beside.stdout
    assert [one["path"] for one in json.loads(alone.stdout)["documents"]] == names


def test_check_reports_and_exits_1() -> None:
    result = run("check", "a.txt", "--output-format", "json")
    assert result.exit_code == 1
    (document,) = json.loads(result.stdout)["documents"]
    (edit,) = document["edits"]
    assert (edit["block"], edit["start"], edit["end"], edit["offset"]) == (0, 5, 12, 5)
    assert (edit["before"], edit["after"], edit["term"], edit["outcome"]) == ("Mihayou", "miHoYo", "miHoYo", "auto")
    assert document["blocks"] == 3


@pytest.mark.parametrize("form", ["full", "concise", "json", "jsonl", "github", "sarif"])
def test_every_report(form: str) -> None:
    result = run("check", "a.txt", "--output-format", form)
    assert result.exit_code == 1
    assert "Mihayou" in result.stdout


def test_exit_zero() -> None:
    assert run("check", "--exit-zero", "a.txt").exit_code == 0


def test_clean_text_exits_0(folder: Path) -> None:
    (folder / "clean.txt").write_text("Nothing to see here.\n", encoding="utf-8")
    assert run("check", "clean.txt").exit_code == 0


def test_select_and_ignore() -> None:
    assert run("check", "a.txt", "--ignore", "name").exit_code == 0
    assert run("check", "a.txt", "--select", "spacing,quotes").exit_code == 0
    assert run("check", "a.txt", "--select", "name/listed").exit_code == 1
    fails(run("check", "a.txt", "--select", "nmae"), "nmae", "spacing")


def test_glossary_given_replaces_the_nearest(folder: Path) -> None:
    (folder / "other.tsv").write_text("plain line\tshort line\n", encoding="utf-8")
    result = run("check", "a.txt", "-g", "other.tsv", "--output-format", "concise")
    assert "Mihayou" not in result.stdout
    assert run("check", "a.txt", "-g", "missing.tsv").exit_code == 2
    assert run("check", "a.txt", "-g", "other.tsv", "-g", "shipped").exit_code in (0, 1)


def test_settings_of_the_project(folder: Path) -> None:
    (folder / "retranslate.toml").write_text('ignore = ["name"]\n', encoding="utf-8")
    assert run("check", "a.txt").exit_code == 0
    (folder / "retranslate.toml").write_text("colour = 3\n", encoding="utf-8")
    fails(run("check", "a.txt"), "retranslate.toml", "colour")


@pytest.mark.parametrize("date", ["yesterday", "2026-13-01"])
def test_bad_date(date: str) -> None:
    fails(run("fix", "a.txt", "--date", date), date)


def test_missing_file() -> None:
    fails(run("fix", "none.txt"), "none.txt")


def test_every_command_has_help() -> None:
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) > 5


def test_a_closed_pipe_is_no_traceback(folder: Path) -> None:
    (folder / "long.txt").write_text(TEXT * 3000, encoding="utf-8")
    command = f"{sys.executable} -m retranslate check long.txt --output-format full | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
