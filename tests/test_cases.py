"""Plain-text cases: tests/cases/README.md says how to add one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from retranslate import formats, glossary, pipeline
from retranslate.formats import plain
from retranslate.glossary import Glossary
from retranslate.model import Document, Edit, Options, Outcome

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    rows: str | None
    text: str
    auto: str
    ask: str
    notes: tuple[str, ...] | None


def read(path: Path) -> Case:
    parts = re.split(r"^--- (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert set(sections) <= {"glossary", "in", "auto", "ask", "note"}, f"{path.name}: unknown section"
    assert parts[0].strip(), f"{path.name}: say first what the case is about"
    auto = sections.get("auto", sections["in"])
    notes = tuple(sections["note"].splitlines()) if "note" in sections else None
    return Case(sections.get("glossary"), sections["in"], auto, sections.get("ask", auto), notes)


@cache
def shipped() -> Glossary:
    return glossary.load([glossary.shipped()])


def glossary_of(case: Case, folder: Path) -> Glossary:
    if case.rows is None:
        return shipped()
    path = folder / "glossary.tsv"
    path.write_text(case.rows.replace("→", "\t"), encoding="utf-8")
    return glossary.load([path])


def accept(text: str, rows: Glossary) -> tuple[str, str, tuple[Edit, ...]]:
    """The text after the sure edits, after all edits, and the edits."""
    document = formats.read_bytes(text.encode(), "case.txt", suffix=".txt")
    edits = pipeline.check(document, rows, Options()).edits
    sure = [one for one in edits if one.outcome is Outcome.AUTO]
    return written(document, sure), written(document, edits), edits


def written(document: Document, edits: list[Edit] | tuple[Edit, ...]) -> str:
    return plain.write(document, [one for one in edits if one.after is not None]).decode()


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (CASES / folder).glob("*.txt"))


def check(path: Path, folder: Path) -> None:
    case = read(path)
    auto, ask, edits = accept(case.text, glossary_of(case, folder))
    assert auto == case.auto
    assert ask == case.ask
    if case.notes is not None:
        assert tuple(one.before for one in edits if one.outcome is Outcome.NOTE) == case.notes


@pytest.mark.parametrize("path", files("wild", "negative"), ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    check(path, tmp_path)


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=pytest.mark.xfail(strict=True)) for path in files("known-failures")],
    ids=lambda path: path.stem,
)
def test_known_failure(path: Path, tmp_path: Path) -> None:
    check(path, tmp_path)


@pytest.mark.parametrize("path", files("wild", "negative"), ids=lambda path: path.stem)
def test_case_behind_no_break_spaces(path: Path, tmp_path: Path) -> None:
    case = read(path)
    rows = glossary_of(case, tmp_path)
    names = [one for one in accept(case.text, rows)[2] if one.rule.startswith("name/") and one.after is not None]
    hidden = [
        one
        for one in accept(re.sub(r"(?<=\w) (?=\w)", "\u00a0", case.text), rows)[2]
        if one.rule.startswith("name/") and one.after is not None
    ]
    assert [(one.term, one.span.start, one.span.end) for one in hidden] == [
        (one.term, one.span.start, one.span.end) for one in names
    ]


def test_folders_are_filled() -> None:
    assert all(files(folder) for folder in ("wild", "negative"))
