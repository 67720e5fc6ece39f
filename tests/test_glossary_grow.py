"""A row comes into a glossary whole, once, and without taking another one's place."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import files, glossary
from retranslate.glossary.grow import What, add
from retranslate.glossary.store import rewrite
from retranslate.glossary.table import append
from retranslate.model import RetranslateError

HEADER = "variant\tterm\tsource\tkind\tapply\tcontext\tnote\n"
ROWS = HEADER + "Station B\tBilibili\tB站\n# by hand\nMiha Tour\tmiHoYo\t\t\task\n"


def table(text: str = ROWS) -> glossary.Table:
    return glossary.parse(text.encode(), "a")


def test_a_new_row_goes_under_the_last() -> None:
    growth = add(table(), {"variant": " Mihayou ", "term": "miHoYo", "note": ""})
    assert (growth.what, growth.where, growth.advice) == (What.ADDED, "a:5", ())
    assert glossary.encode(growth.table).decode() == ROWS + "Mihayou\tmiHoYo\t\t\t\t\t\n"


def test_a_known_row_is_not_added_again() -> None:
    growth = add(table(), {"variant": "miha  tour", "term": "miHoYo"})
    assert (growth.what, growth.where) == (What.KNOWN, "a:4")
    assert glossary.encode(growth.table).decode() == ROWS
    growth = add(table(HEADER + "\tmiHoYo\t米哈游\n"), {"term": "miHoYo", "source": "米哈游"})
    assert growth.what is What.KNOWN


def test_other_cells_of_a_known_row_are_amended() -> None:
    growth = add(table(), {"variant": "Miha Tour", "term": "miHoYo", "source": "米哈游", "apply": "auto"})
    assert (growth.what, growth.where) == (What.AMENDED, "a:4")
    assert glossary.encode(growth.table).decode().endswith("Miha Tour\tmiHoYo\t米哈游\t\tauto\t\t\n")
    growth = add(table("Station B\tBilibili\nx y\tz\n"), {"variant": "x y", "term": "z", "kind": "game"})
    assert (growth.what, growth.where) == (What.AMENDED, "a:3")
    assert glossary.encode(growth.table).decode() == "variant\tterm\tkind\nStation B\tBilibili\nx y\tz\tgame\n"


def test_another_terms_variant_is_refused_or_forced() -> None:
    with pytest.raises(RetranslateError, match="a:4: 'Miha Tour' is 'miHoYo' already"):
        add(table(), {"variant": "Miha Tour", "term": "Meituan"})
    growth = add(table(), {"variant": "Miha Tour", "term": "Meituan"}, force=True)
    assert glossary.encode(growth.table).decode() == ROWS.replace("miHoYo\t\t\task", "Meituan\t\t\task\t\t")


def test_another_context_is_another_row() -> None:
    growth = add(table(), {"variant": "Miha Tour", "term": "Meituan", "context": "food"})
    assert growth.what is What.ADDED
    growth = add(growth.table, {"variant": "Miha Tour", "term": "miHoYo", "context": "game"})
    assert (growth.what, growth.where) == (What.AMENDED, "a:4")
    assert add(growth.table, {"variant": "miha tour", "term": "Meituan", "context": "food"}).what is What.KNOWN


FAULTY = [
    ({"variant": "B", "term": "Bilibili"}, "single letter"),
    ({"variant": "Bilibili", "term": "Bilibili"}, "corrects to itself"),
    ({"variant": "x y", "term": "MiHoYo"}, "the term 'MiHoYo' is 'miHoYo' in line 4"),
    ({"variant": "x y", "term": "Miha Tour"}, "'Miha Tour' corrects 'Miha Tour', which is the term of line 5"),
    ({"variant": "x y"}, "has no term"),
    ({"variant": "x y", "term": "z", "kind": "firm"}, "unknown kind"),
    ({"variant": "", "term": ""}, "neither a variant nor a term"),
    ({"variant": "Are you hungry", "term": "Ele.me", "apply": "auto"}, "ordinary English"),
]


@pytest.mark.parametrize(("row", "message"), FAULTY)
def test_a_row_with_a_fault_is_refused(row: dict[str, str], message: str) -> None:
    with pytest.raises(RetranslateError, match=message):
        add(table(), row)


def test_force_lets_a_fault_in_and_says_so() -> None:
    growth = add(table(), {"variant": "B", "term": "Bilibili"}, force=True)
    assert [finding.check for finding in growth.advice] == ["short"]


def test_old_faults_do_not_stand_in_the_way() -> None:
    assert add(table(ROWS + "B\tBilibili\n"), {"variant": "x y", "term": "Bilibili"}).what is What.ADDED


NAME = st.text("abcXY é米'-#\t", min_size=1, max_size=8)


@given(st.lists(st.tuples(NAME, NAME), max_size=8))
@settings(max_examples=60)
def test_what_was_added_is_read_back(pairs: list[tuple[str, str]]) -> None:
    found = table("")
    taken: dict[str, str] = {}
    for variant, term in pairs:
        try:
            found = add(found, {"variant": variant, "term": term}).table
        except RetranslateError:
            continue
        taken[glossary.spelling(variant)] = term.strip()
    read = glossary.combine([glossary.parse(glossary.encode(found), "a")])
    assert read.problems == ()
    assert {glossary.spelling(one.text): one.term.name for one in read.variants} == {
        key: term for key, term in taken.items() if key
    }


def test_rewrite_refuses_a_file_that_changed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tsv"
    path.write_text(ROWS)

    def change(read: glossary.Table) -> glossary.Table:
        path.write_text(ROWS + "an editor\twas here\n")
        return append(read, [{"variant": "x", "term": "y"}])

    with pytest.raises(RetranslateError, match="changed since it was read"):
        rewrite(path, change)
    assert path.read_text() == ROWS + "an editor\twas here\n"


def test_rewrite_writes_nothing_when_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tsv"
    path.write_text(ROWS)
    before = path.stat().st_ino
    rewrite(path, lambda read: read)
    assert path.stat().st_ino == before
    rewrite(tmp_path / "new.tsv", lambda read: read, start=b"x\ty\n")
    assert (tmp_path / "new.tsv").read_bytes() == b"x\ty\n"


def _add_many(path: Path, name: str, count: int) -> None:
    for number in range(count):
        rewrite(path, lambda read, row=f"{name}{number}": append(read, [{"variant": row, "term": "t"}]))  # type: ignore[misc]


def test_two_writers_lose_no_row(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tsv"
    path.write_text(HEADER)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_add_many, args=(path, name, 25)) for name in ("Ax", "By")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = {variant.text for variant in glossary.load([path]).variants}
    assert found == {f"{name}{number}" for name in ("Ax", "By") for number in range(25)}


GROW = """
import sys
from pathlib import Path
from retranslate.glossary.store import rewrite
from retranslate.glossary.table import append
rewrite(Path(sys.argv[1]), lambda table: append(table, [{"variant": "Mihayou", "term": "miHoYo"}]))
"""


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("fault", ["error=ENOSPC", "error=EIO", "signal=KILL"])
@pytest.mark.parametrize("call", ["write", "fsync", "rename", "fchmod"])
def test_at_any_failing_call_the_glossary_is_old_or_new(tmp_path: Path, call: str, fault: str, nth: int) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed: faults cannot be injected (apt-get install strace)")
    path = tmp_path / "glossary.tsv"
    path.write_text(ROWS)
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:{fault}:when={nth}"]
    command = [*inject, sys.executable, "-B", "-c", GROW, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ptrace" in result.stderr:
        pytest.skip(f"strace may not trace here: {result.stderr.strip()}")
    assert path.read_text() in (ROWS, ROWS + "Mihayou\tmiHoYo\t\t\t\t\t\n")
    if nth == 1:
        assert result.returncode != 0, "the fault was not met"
    if result.returncode == 1:
        assert "retranslate.model.RetranslateError" in result.stderr
    files.replace(tmp_path / "next", b"")
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".retranslate")] == []


def test_the_faults_would_catch_a_plain_write(tmp_path: Path) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed: faults cannot be injected (apt-get install strace)")
    path = tmp_path / "glossary.tsv"
    path.write_text(ROWS)
    plain = "import sys; from pathlib import Path; Path(sys.argv[1]).write_text('new')"
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=write:signal=KILL:when=1"]
    result = subprocess.run([*inject, sys.executable, "-B", "-c", plain, str(path)], capture_output=True, check=False)
    if b"ptrace" in result.stderr:
        pytest.skip("strace may not trace here")
    assert path.read_text() not in (ROWS, "new")
