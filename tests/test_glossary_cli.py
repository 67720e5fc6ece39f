"""``retranslate glossary`` as it is typed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from retranslate import glossary
from retranslate.cli import main
from retranslate.review import ledger

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
    assert run("add", "-n", "x y", "z").output == "glossary.tsv:6: would be added: x y → z\n"
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


def test_add_shows_what_the_row_would_have_changed(folder: Path) -> None:
    (folder / "one.txt").write_text("Qihubao Tech hired Wang.\nMiha Tour paid Qihubao Tech.\nA Qihubao Techno fan.\n")
    (folder / "two.txt").write_text("Nothing here.\n")
    entry = ledger.Entry(
        "2026-01-01", "one.txt 1f", "1:15-27", "Qihubao Tech", "Qihoo", "name/fuzzy", "ask", "0.5", "rejected", "", ""
    )
    ledger.append(folder / "glossary.decisions.tsv", [entry])
    before = (folder / "glossary.tsv").read_text()
    against = ("--against", "one.txt", "--against", "two.txt")
    output = run("add", "-n", "Qihubao Tech", "Qihoo", "--apply", "auto", *against).output
    assert output.splitlines() == [
        "one.txt: 2 places (2 auto)",
        "  1:1 auto: [Qihubao Tech → Qihoo] hired Wang.",
        "  2:16 auto: Miha Tour paid [Qihubao Tech → Qihoo]., was rejected by the editor",
        "two.txt: no place",
        "2 articles: 2 places (2 auto)",
        "Editors on 'Qihubao Tech': 1 rejected",
        "glossary.tsv:3: would be added: Qihubao Tech → Qihoo",
    ]
    assert (folder / "glossary.tsv").read_text() == before
    output = run("add", "Miha Tour", "miHoYo", "--apply", "never", "--against", "one.txt").output
    assert "  2:1 no longer changed: [Miha Tour → as it is] paid" in output
    assert "No such file" in run("add", "x y", "z", "--against", "none.txt", code=2).stderr


def test_export_and_import(folder: Path) -> None:
    path = folder / "glossary.tsv"
    path.write_text(HEADER + "# names\nMiha Tour\tmiHoYo\t米哈游\tcompany\n=1+1 x\t@home\n")
    result = run("export", "names.tbx")
    assert result.stdout == "names.tbx: 2 entries\n"
    assert result.stderr == "not carried: 1 comment line\n"
    for name in ("names.tbx", "names.csv", "names.xlsx"):
        run("export", name)
        assert run("import", name).stderr == "glossary.tsv: nothing new\n"
        assert run("import", name, "-g", "new.tsv").stderr == "new.tsv: 2 added\n"
        assert glossary.load([folder / "new.tsv"]).terms == glossary.load([path]).terms
        (folder / "new.tsv").unlink()
    assert run("export", "-", "--format", "deepl").stdout == "米哈游,miHoYo\n"
    assert run("export", "-", "--format", "google", "--first", "variant").stdout == "Miha Tour,miHoYo\n'=1+1 x,'@home\n"
    assert "give --format" in run("export", "names.doc", code=2).stderr
    assert "does not exist" in run("export", "none/names.tbx", code=2).stderr


def test_import_tells_conflicts_and_what_is_left_behind(folder: Path) -> None:
    path = folder / "glossary.tsv"
    text = "Miha Tour,Meituan\n原神,Genshin Impact\nStation B\n"
    result = run("import", "-", code=1, stdin=text.encode())
    assert result.stderr.splitlines() == [
        "not carried: 1 row without a second column",
        "glossary.tsv:2: 'Miha Tour': term is 'miHoYo' here and 'Meituan' in -:2 (choose one)",
        "glossary.tsv: 1 added, 1 conflict",
    ]
    after = HEADER + "Miha Tour\tmiHoYo\n\tGenshin Impact\t原神\t\t\t\t\n"
    assert path.read_text() == after
    run("import", "-", "-n", "--on-conflict", "keep-update", stdin=text.encode())
    assert path.read_text() == after
    run("import", "-", "--on-conflict", "keep-update", stdin=text.encode())
    assert path.read_text() == after.replace("Miha Tour\tmiHoYo\n", "Miha Tour\tMeituan\t\t\t\t\t\n")
    assert "has 1 column and no header" in run("import", "-", code=2, stdin=b"words\n").stderr
    assert "is no TBX" in run("import", "-", code=2, stdin=b"<html/>").stderr
    assert "Excel workbook" in run("import", "-", code=2, stdin=b"PK\x03\x04").stderr


def test_merge_two(folder: Path) -> None:
    (folder / "other.tsv").write_text(HEADER + "Miha Tour\tmiHoYo\t米哈游\nx y\tz\n")
    merged = HEADER + "Miha Tour\tmiHoYo\t米哈游\t\t\t\t\nx y\tz\n"
    result = run("merge", "glossary.tsv", "other.tsv", "-o", "-")
    assert result.stdout == merged
    assert result.stderr == "-: 1 added, 1 amended\n"
    run("merge", "glossary.tsv", "other.tsv", "-o", "both.tsv")
    run("merge", "glossary.tsv", "other.tsv")
    assert (folder / "both.tsv").read_text() == (folder / "glossary.tsv").read_text() == merged
    run("merge", "none.tsv", "other.tsv", code=2)


def git(folder: Path, *args: str, code: int = 0) -> str:
    """Run git in ``folder``, and expect exit ``code``."""
    settings = ("user.name=a", "user.email=a@b", "init.defaultBranch=main", "commit.gpgsign=false")
    command = ["git", *(word for one in settings for word in ("-c", one)), *args]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == code, result.stdout + result.stderr
    return result.stdout + result.stderr


def test_merge_as_git_does(folder: Path) -> None:
    """The two lines of configuration that docs/glossary.md gives, in a repository of two branches."""
    if not shutil.which("git"):
        pytest.skip("git is not installed: its merges cannot be tested")
    path = folder / "glossary.tsv"
    page = (Path(__file__).parent.parent / "docs" / "glossary.md").read_text(encoding="utf-8")
    lines = page.partition("<!-- git -->\n```\n")[2].partition("```")[0]
    git(folder, "init")
    subprocess.run(
        ["bash", "-ec", lines.replace("retranslate", f"{sys.executable} -m retranslate")], cwd=folder, check=True
    )
    base = HEADER + "# names\nMiha Tour\tmiHoYo\t\t\t\t\t\nStation B\tBilibili\t\t\t\t\t\n"

    def commit(branch: str, text: str) -> None:
        git(folder, "checkout", "-q", "-B", branch, *(() if branch == "main" else ("main",)))
        path.write_text(text)
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", branch)

    commit("main", base)
    commit("theirs", base.replace("Bilibili\t\t", "Bilibili\tB站\t") + "x y\tz\t\t\t\t\t\n")
    commit("clash", base.replace("miHoYo\t\t\t\t", "miHoYo\t\t\tauto\t"))
    commit("ours", base.replace("miHoYo\t\t\t\t", "miHoYo\t\t\task\t") + "a b\tc\t\t\t\t\t\n")
    git(folder, "merge", "-q", "theirs", "-m", "m")
    merged = path.read_text()
    assert merged == (
        HEADER + "# names\nMiha Tour\tmiHoYo\t\t\task\t\t\nStation B\tBilibili\tB站\t\t\t\t\n"
        "a b\tc\t\t\t\t\t\nx y\tz\t\t\t\t\t\n"
    )
    assert "CONFLICT" in git(folder, "merge", "-q", "clash", "-m", "m", code=1)
    ask, auto = (f"Miha Tour\tmiHoYo\t\t\t{policy}\t\t\n" for policy in ("ask", "auto"))
    assert path.read_text() == merged.replace(ask, f"<<<<<<< ours\n{ask}=======\n{auto}>>>>>>> theirs\n")
    assert "wait to be merged" in run("check", code=1).output


LEDGER = [
    ("2026-01-05", "Miha Tour", "miHoYo", "accepted"),
    ("2026-01-06", "miha  tour", "miHoYo", "accepted"),
    ("2026-02-01", "Miha Tour", "miHoYo", "rejected"),
    ("2026-03-01", "Mihayou", "miHoYo", "accepted"),
]


def test_stats(folder: Path) -> None:
    text = HEADER + "Miha Tour\tmiHoYo\t米哈游\tcompany\nMiha You\tmiHoYo\n\tBilibili\tB站\nbad row\n"
    (folder / "glossary.tsv").write_text(text)
    assert "No decisions yet" in run("stats").output
    rows = [
        ledger.Entry(date, f"a{at}", f"{at}:0-1", variant, term, "name/listed", "ask", "0.5", verdict, "", "")
        for at, (date, variant, term, verdict) in enumerate(LEDGER)
    ]
    ledger.append(folder / "glossary.decisions.tsv", rows)
    report = json.loads(run("stats", "--json").output)
    assert (report["rows"], report["terms"], report["decisions"], report["unlisted"]) == (3, 2, 4, 1)
    assert report["forms"] == {"miHoYo": 2, "Bilibili": 0}
    assert report["uses"][0] | {"where": "glossary.tsv:2", "accepted": 2, "rejected": 1} == report["uses"][0]
    assert report["growth"] == {"2026-01": 1, "2026-03": 2}
    output = run("stats", "-v").output
    assert "   67 %  2 of 3  glossary.tsv:2  Miha Tour → miHoYo" in output.replace("  67", "   67")
    assert "1 row never met:\n  glossary.tsv:3  Miha You" in output
    assert "2026-01  ████████████████████ 1\n  2026-03  ████████████████████████████████████████ 2" in output
