"""The ledger holds every decision once and loses none."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate.model import Decision, Outcome, RetranslateError, Span, Verdict
from retranslate.review import acceptance, ledger
from retranslate.review.acceptance import Record

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
def path(tmp_path: Path) -> Path:
    return tmp_path / "glossary.decisions.tsv"


def add(path: Path, *decisions: Decision, document: str = "a.txt#1") -> int:
    return ledger.append(path, ledger.entries(decisions, document=document, date="2026-02-02"))


def record(path: Path, variant: str = "Mihayou", term: str = "miHoYo") -> Record:
    """What the judge is told, looked up as it does."""
    decisions = acceptance.load(path)
    assert decisions is not None
    answer = decisions.record(variant, term)
    return Record(answer.accepted, answer.rejected, answer.amended)


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
    add(path, ACCEPTED._replace(verdict=Verdict.REJECTED))
    assert record(path) == Record(rejected=1)
    assert len(ledger.read(path)) == 1


def test_pending_and_gone_decide_nothing(path: Path) -> None:
    assert add(path, ACCEPTED._replace(verdict=Verdict.PENDING), ACCEPTED._replace(verdict=Verdict.GONE)) == 0
    assert not path.exists()


def test_case_and_blanks_of_a_variant_do_not_matter(path: Path) -> None:
    add(path, ACCEPTED._replace(variant="MIHA\u00a0TOUR"))
    assert record(path, "Miha  Tour") == Record(accepted=1)
    assert record(path, "miha tour") == Record(accepted=1)
    assert record(path, "Miha Tours") == record(path, "Miha Tour", "Miha") == Record()


def test_a_sentence_with_tabs_and_line_ends_stays_one_row(path: Path) -> None:
    add(path, ACCEPTED._replace(sentence="one\ttwo\nthree\u2028four"))
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


def test_renamed_the_same_article_counts_once(path: Path) -> None:
    add(path, ACCEPTED, document="a.txt#1")
    assert add(path, ACCEPTED, document="b.txt#1") == 0


def test_all_that_is_asked_is_looked_up_in_one_pass(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(path, *(ACCEPTED._replace(span=Span(at, 0, 6), variant=f"Form {at}") for at in range(9)))
    asked: list[set[str]] = []

    def about(path: Path, forms: set[str]) -> tuple[ledger.Entry, ...]:
        asked.append(set(forms))
        return ledger.about(path, forms)

    monkeypatch.setattr(acceptance, "about", about)
    decisions = acceptance.load(path)
    assert decisions is not None
    answers = [decisions.record(f"form {at}", "miHoYo") for at in range(9)]
    assert [one.accepted for one in answers] == [1] * 9
    assert decisions.record("Form 3", "miHoYo").rejected == 0
    assert len(asked) == 1


def test_no_ledger_knows_nothing(path: Path) -> None:
    assert acceptance.load(path) is None
    assert ledger.read(path) == ledger.about(path, ["Mihayou"]) == ()


def test_only_the_last_decisions_on_a_form_count(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "RECENT", 3)
    for day in range(5):
        add(
            path,
            ACCEPTED._replace(verdict=Verdict.REJECTED if day < 2 else Verdict.ACCEPTED),
            document=f"{day}.txt#{day}",
        )
    assert record(path) == Record(accepted=3)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.sampled_from(["accepted", "rejected"])), max_size=40)
)
def test_rows_are_found_wherever_the_file_is_cut(rows: list[tuple[int, int, str]]) -> None:
    """Looked up in pieces of any size, the rows are those of the whole file."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "glossary.decisions.tsv"
        lines = [
            "\t".join(
                (
                    "2026-02-02",
                    f"a.txt#{document}",
                    f"{at}:0-1",
                    f"Form {at % 3}",
                    "T",
                    "r",
                    "ask",
                    "0.5",
                    verdict,
                    "",
                    "s" * at,
                )
            )
            for document, at, verdict in rows
        ]
        path.write_text(ledger.HEAD + "".join(f"{line}\n" for line in lines) + "2026-02-02\ta.txt", encoding="utf-8")
        wanted = {(f"a.txt#{document}", f"{at}:0-1"): verdict for document, at, verdict in rows if at % 3 == 1}
        for size in (1, 7, 64, 1 << 20):
            patch.setattr(ledger, "_CHUNK", size)
            patch.setattr(ledger, "_PROBE", max(1, size // 3))
            found = ledger.about(path, ["form 1"])
            assert {(one.document, one.at): one.verdict for one in found} == wanted
            assert len(found) == len(wanted)
            assert [one for one in ledger.read(path) if one.variant == "Form 1"] == sorted(
                found, key=ledger.read(path).index
            )
