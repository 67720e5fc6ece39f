"""Plain-text cases of ``retranslate suggest``: tests/cases/README.md says how to add one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retranslate import formats
from retranslate.glossary import Glossary
from retranslate.model import Document
from retranslate.suggest import Suggestion, suggest

CASES = sorted((Path(__file__).parent / "cases" / "suggest").glob("*.txt"))
LIKELY = 0.5


def sections(path: Path) -> dict[str, str]:
    parts = re.split(r"^--- (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert parts[0].strip(), f"{path.name}: say first what the case is about"
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert set(found) <= {"in", "original", "names", "right"}, f"{path.name}: unknown section"
    return found


def document(text: str) -> Document:
    return formats.read_bytes(text.encode(), "case.txt", suffix=".txt")


def shown(one: Suggestion) -> str:
    """``Mihayou | Miha Tour = 米哈游``."""
    return " | ".join(sorted(text for text, _ in one.spellings)) + (f" = {one.source}" if one.source else "")


def expected(line: str) -> str:
    forms, equals, source = line.partition(" = ")
    return " | ".join(sorted(forms.split(" | "))) + equals + source


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = sections(path)
    original = document(case["original"]) if "original" in case else None
    found = suggest([document(case["in"])], Glossary((), ()), [original]).names
    wanted = [expected(line) for line in case.get("names", "").splitlines()]
    assert sorted(map(shown, found[: len(wanted)])) == sorted(wanted)
    likely = {text for one in found if one.score >= LIKELY for text, _ in one.spellings}
    assert not likely & set(case.get("right", "").splitlines())


def test_there_are_cases() -> None:
    assert CASES
