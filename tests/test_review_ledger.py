"""The ledger holds every decision once and loses none."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from retranslate.model import Decision, Outcome, RetranslateError, Span, Verdict
from retranslate.review import ledger
from retranslate.review.ledger import Record

ACCEPTED = Decision(
    Span(3, 5, 12),
    "Mihayou",
    "miHoYo",
    "miHoYo",
    "name/forecast",
    Verdict.ACCEPTED,
    variant="Mihayou",
    outcome=Outcome.ASK,
    confidence=0.9,
    sentence="Take Mihayou as an example.",
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "glossary.decisions.tsv"


def add(path: Path, *decisions: Decision, document: str = "a.txt#1") -> int:
    return ledger.append(path, ledger.entries(decisions, document=document, date="2026-02-02"))


def record(path: Path) -> Record | None:
    return ledger.load(path).record("Mihayou", "miHoYo")


def test_the_same_document_twice_adds_nothing(path: Path) -> None:
    assert add(path, ACCEPTED) == 1
    before = path.read_bytes()
    assert add(path, ACCEPTED) == 0
    assert path.read_bytes() == before
    assert record(path) == Record(accepted=1)


def test_another_document_counts_again(path: Path) -> None:
    add(path, ACCEPTED)
    add(path, ACCEPTED, document="b.txt#2")
    assert record(path) == Record(accepted=2)


def test_a_later_verdict_holds(path: Path) -> None:
    add(path, ACCEPTED)
    assert record(path) == Record(accepted=1)
    add(path, replace(ACCEPTED, verdict=Verdict.REJECTED))
    assert record(path) == Record(rejected=1)
    assert len(ledger.read(path)) == 1


def test_pending_and_gone_decide_nothing(path: Path) -> None:
    assert add(path, replace(ACCEPTED, verdict=Verdict.PENDING), replace(ACCEPTED, verdict=Verdict.GONE)) == 0
    assert not path.exists()


def test_case_and_blanks_of_a_variant_do_not_matter(path: Path) -> None:
    add(path, replace(ACCEPTED, variant="MIHA\u00a0TOUR"))
    assert ledger.load(path).record("Miha Tour", "miHoYo") == Record(accepted=1)


def test_a_sentence_with_tabs_and_line_ends_stays_one_row(path: Path) -> None:
    add(path, replace(ACCEPTED, sentence="one\ttwo\nthree\u2028four"))
    (row,) = ledger.read(path)
    assert row.sentence == "one two three four"


def test_a_row_that_a_crash_tore_is_cut_off(path: Path) -> None:
    add(path, ACCEPTED)
    whole = path.read_bytes()
    path.write_bytes(whole + b"2026-02-02\tb.txt#2\t1:0-")
    assert len(ledger.read(path)) == 1
    add(path, ACCEPTED, document="c.txt#3")
    assert [row.document for row in ledger.read(path)] == ["a.txt#1", "c.txt#3"]
    assert path.read_bytes().startswith(whole)


def test_a_full_disk_takes_the_row_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(path, ACCEPTED)
    before = path.read_bytes()
    real = os.pwrite

    def short(handle: int, data: bytes, at: int) -> int:
        real(handle, data[:10], at)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "pwrite", short)
    with pytest.raises(RetranslateError, match="No space left"):
        add(path, ACCEPTED, document="b.txt#2")
    assert path.read_bytes() == before


def test_rows_merged_by_git_count_once(path: Path) -> None:
    add(path, ACCEPTED)
    row = path.read_text(encoding="utf-8").splitlines()[1]
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    assert record(path) == Record(accepted=1)


def test_the_sums_kept_are_the_sums_made_anew(path: Path, tmp_path: Path) -> None:
    for index in range(5):
        add(path, ACCEPTED, document=f"{index}.txt")
    kept = ledger.load(path)
    for one in (tmp_path / "cache" / "ledger").iterdir():
        one.write_bytes(b"broken")
    assert ledger.load(path) == kept
