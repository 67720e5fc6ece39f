"""Whatever ends ``learn --write``, glossary and ledger are as they were or as they shall be, and no row is lost.

Every write is made to fail in turn, by syscall (strace): with the process killed there, and with the disk full there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import missing
from retranslate.review import ledger
from test_learn import ROWS, review

TEXT = "The players of Mihayou are many.\n\nMiha Tour makes games, and {} sells milk tea.\n"
WRITES = {
    "pwrite64": 1,
    "write": 2,
    "fsync": 3,
    "rename": 2,
    "ftruncate": 1,
}  # how many of each fail


REPAIRS = {"a": ("Fragrant Drifting", "Xiangpiaopiao"), "b": ("Snow King", "Mixue"), "c": ("Happy Tea", "Heytea")}


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a glossary, a ledger with the decisions on one article, and two reviewed redlines to learn from."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "glossary.tsv").write_text(ROWS, encoding="utf-8")
    for name, (tea, _) in REPAIRS.items():
        (folder / f"{name}.txt").write_text(TEXT.format(tea), encoding="utf-8")
    assert run(folder, "fix", *(f"{name}.txt" for name in REPAIRS), "-q").returncode == 0
    for name, repair in REPAIRS.items():
        review(folder / f"{name}.redline.docx", "accept", repair)
    assert run(folder, "learn", "c.redline.docx").returncode == 0
    return folder


@pytest.fixture
def desk(pattern: Path, tmp_path: Path) -> Path:
    return copied(pattern, tmp_path / "desk")


def run(folder: Path, *words: str, under: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    settings = {"RETRANSLATE_CACHE": str(folder / ".cache"), "SOURCE_DATE_EPOCH": "1770000000"}
    environment = {**os.environ, **settings, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*under, sys.executable, "-m", "retranslate", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def state(folder: Path) -> tuple[bytes, bytes]:
    return (folder / "glossary.tsv").read_bytes(), (folder / "glossary.decisions.tsv").read_bytes()


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


@pytest.mark.parametrize("call", WRITES)
@pytest.mark.parametrize("fault", ["signal=KILL", "error=ENOSPC"])
def test_old_or_new(call: str, fault: str, desk: Path, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        missing("strace is missing: apt install strace")
    old = state(desk)
    done = copied(desk, tmp_path / "done")
    assert run(done, "learn", "a.redline.docx", "--write").returncode == 0
    new = state(done)
    assert new[0] != old[0]
    assert new[1].startswith(old[1])
    assert len(new[1]) > len(old[1])
    hits = 0
    for number in range(1, WRITES[call] + 1):
        here = copied(desk, tmp_path / str(number))
        under = ("strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")
        ended = run(here, "learn", "a.redline.docx", "--write", under=under)
        hits += ended.returncode != 0
        glossary, decisions = state(here)
        assert glossary in (old[0], new[0]), (call, number)
        assert decisions in (old[1], new[1]), (call, number)
        assert "Traceback" not in ended.stderr or call == "write"  # standard output is full, too
        assert run(here, "learn", "a.redline.docx", "--write").returncode == 0
        assert state(here) == new
        assert not [*here.glob(".retranslate-*")]
    assert hits, f"no {call} failed: what does learn write with?"


def test_two_learners_at_once(desk: Path) -> None:
    """Each adds its rows; none takes the other's."""
    words = [["learn", f"{name}.redline.docx", "--write"] for name in "ab"]
    environment = {**os.environ, "RETRANSLATE_CACHE": str(desk / ".cache")}
    for _ in range(3):
        running = [
            subprocess.Popen([sys.executable, "-m", "retranslate", *one], cwd=desk, env=environment) for one in words
        ]
        assert [one.wait(60) for one in running] == [0, 0]
    rows = (desk / "glossary.tsv").read_text(encoding="utf-8")
    assert all(rows.count(name) == 1 for name in ("Xiangpiaopiao", "Mixue", "Mihayou"))
    assert len(ledger.read(desk / "glossary.decisions.tsv")) == 6


def test_a_glossary_changed_meanwhile_is_not_overwritten(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from retranslate.glossary import Table, parse, store
    from retranslate.model import RetranslateError

    path = desk / "glossary.tsv"

    def change(table: Table) -> Table:
        path.write_text(ROWS + "x\ty\t\t\t\n", encoding="utf-8")
        return parse(ROWS.encode() + b"a\tb\t\t\t\n", "glossary.tsv")

    with pytest.raises(RetranslateError, match="was changed since it was read"):
        store.rewrite(path, change)
    assert path.read_text(encoding="utf-8").endswith("x\ty\t\t\t\n")


def test_a_disk_that_is_full_from_the_start(desk: Path) -> None:
    """A limit on the size of files stands in for it: the ledger can take one byte more."""
    size = (desk / "glossary.decisions.tsv").stat().st_size
    old = state(desk)
    blocks = size // 1024 + 1
    command = f"ulimit -f {blocks}; exec {sys.executable} -m retranslate learn a.redline.docx --write"
    padding = "\n" * (blocks * 1024 - size - 1)
    with (desk / "glossary.decisions.tsv").open("a", encoding="utf-8") as file:
        file.write(padding)
    environment = {**os.environ, "RETRANSLATE_CACHE": str(desk / ".cache")}
    ended = subprocess.run(
        ["bash", "-c", command], cwd=desk, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "cannot be written" in ended.stderr
    assert state(desk) == (old[0], old[1] + padding.encode())


@pytest.mark.parametrize("number", [1, 2])
def test_killed_at_the_first_lesson(number: int, desk: Path, tmp_path: Path) -> None:
    """Before the ledger is there, and between the ledger and the glossary: learning again comes to the same end."""
    if shutil.which("strace") is None:
        missing("strace is missing: apt install strace")
    (desk / "glossary.decisions.tsv").unlink()
    done = copied(desk, tmp_path / "done")
    assert run(done, "learn", "a.redline.docx", "--write").returncode == 0
    kill = ("strace", "-f", "-o", "/dev/null", "-e", "trace=rename", "-e", f"inject=rename:signal=KILL:when={number}")
    assert run(desk, "learn", "a.redline.docx", "--write", under=kill).returncode != 0
    assert (desk / "glossary.decisions.tsv").exists() == (number == 2)
    assert (desk / "glossary.tsv").read_text(encoding="utf-8") == ROWS
    assert run(desk, "learn", "a.redline.docx", "--write").returncode == 0
    assert state(desk) == state(done)
