"""``retranslate glossary`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from retranslate.cli import main

HEADER = "variant\tterm\tsource\tkind\tapply\tcontext\tnote\n"


def run(*args: str | Path, code: int = 0, stdin: bytes | None = None) -> Result:
    """Run a command, and expect exit ``code``."""
    result = CliRunner().invoke(main, ["glossary", *map(str, args)], input=stdin)
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with a glossary of one row."""
    (tmp_path / "glossary.tsv").write_text(HEADER + "Miha Tour\tmiHoYo\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_a_good_glossary(folder: Path) -> None:
    assert run("check").output == "no faults in 1 row\n"
    deep = folder / "a"
    deep.mkdir()
    (deep / "b.tsv").write_text("x y\tz\nLegend\tThe Legend of Mir\n")
    assert run("check", "glossary.tsv", deep / "b.tsv").output.endswith("no faults, 1 to look at in 3 rows\n")
    run("check", "--strict", deep / "b.tsv", code=1)
    assert "no faults in 1 row" in run("check", "-", stdin=b"x y\tz\n").output
    assert "fault" in run("check", "shipped").output


def test_check_a_bad_glossary(folder: Path) -> None:
    (folder / "glossary.tsv").write_text(HEADER + "Miha Tour\tmiHoYo\nMiha Tour\tmiHoYo\nB\tBilibili\n")
    output = run("check", code=1).output.splitlines()
    assert output == [
        "glossary.tsv:3: 'Miha Tour' stands in line 2 already (remove one of the two rows) [duplicate]",
        "glossary.tsv:4: the variant 'B' is a single letter (give the whole wording, or remove the row) [short]",
        "2 faults in 3 rows",
    ]
    report = json.loads(run("check", "--json", code=1).output)
    assert report["schema"] == 1
    assert report["rows"] == 3
    assert report["problems"][0] == {
        "where": "glossary.tsv:3",
        "file": "glossary.tsv",
        "line": 3,
        "check": "duplicate",
        "level": "fault",
        "message": "'Miha Tour' stands in line 2 already",
        "hint": "remove one of the two rows",
    }


@pytest.mark.parametrize("name", ["none.tsv", ".", "a.xlsx"])
def test_check_what_cannot_be_read(folder: Path, name: str) -> None:
    (folder / "a.xlsx").write_bytes(b"PK\x03\x04")
    result = run("check", name, code=2)
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_add(folder: Path) -> None:
    path = folder / "glossary.tsv"
    result = run("add", "Mihayou", "miHoYo", "--source", "米哈游", "--kind", "company", "--apply", "auto")
    assert result.output == "glossary.tsv:3: added: Mihayou → miHoYo\n"
    assert path.read_text().endswith("\nMihayou\tmiHoYo\t米哈游\tcompany\tauto\t\t\n")
    assert run("add", "Mihayou", "miHoYo").output == "glossary.tsv:3: known: Mihayou → miHoYo\n"
    assert run("add", "", "Bilibili", "--source", "B站").output == "glossary.tsv:4: added: B站 → Bilibili\n"
    assert "added: Are you hungry?" in run("add", "Are you hungry?", "--apply", "never").output
    before = path.read_text()
    assert "added" in run("add", "-n", "x y", "z").output
    assert "is 'miHoYo' already (correct that row, or use --force)" in run("add", "Mihayou", "x", code=2).stderr
    assert "unknown" not in run("add", "a b", "c", "--kind", "firm", code=2).stdout
    assert "not written to" in run("add", "a b", "c", "-g", "shipped", code=2).stderr
    assert path.read_text() == before


def test_add_to_a_file_that_is_not_there(folder: Path) -> None:
    run("add", "x y", "z", "-g", "new.tsv")
    assert (folder / "new.tsv").read_text() == HEADER + "x y\tz\t\t\t\t\t\n"
    assert "does not exist" in run("add", "x y", "z", "-g", "none/new.tsv", code=2).stderr


def test_add_without_a_glossary_of_ones_own_copies_the_shipped_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = folder / "package.tsv"
    shipped.write_text(HEADER + "Station B\tBilibili\n")
    (folder / "glossary.tsv").unlink()
    monkeypatch.setattr("retranslate.glossary.places.shipped", lambda: shipped)
    output = run("add", "Miha Tour", "miHoYo").output
    assert output.startswith("glossary.tsv: new, a copy of the glossary that ships with retranslate\n")
    assert (folder / "glossary.tsv").read_text() == shipped.read_text() + "Miha Tour\tmiHoYo\t\t\t\t\t\n"


def test_add_where_the_settings_say(folder: Path) -> None:
    (folder / "retranslate.toml").write_text('glossary = ["shipped", "house.tsv"]\n')
    run("add", "Miha Tour", "miHoYo")
    assert (folder / "house.tsv").exists()
    (folder / "retranslate.toml").write_text('glossary = ["shipped"]\n')
    assert "with -g FILE" in run("add", "Miha Tour", "miHoYo", code=2).stderr
