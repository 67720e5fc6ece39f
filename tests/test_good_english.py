"""Good English, about China and about anything else, with the shipped glossary: nothing is changed, little is asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from retranslate import formats, glossary, pipeline
from retranslate.glossary import Glossary
from retranslate.model import Options, Outcome

PAGES = sorted((Path(__file__).parent / "data").glob("*/*.txt"))
ASKED = 4  # questions in a thousand words at the most, on pages full of wordings that are names elsewhere


@cache
def shipped() -> Glossary:
    return glossary.load([glossary.shipped()])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_nothing_is_changed_alone(page: Path) -> None:
    edits = pipeline.check(formats.read(page), shipped(), Options()).edits
    assert [(edit.before, edit.after) for edit in edits if edit.outcome is Outcome.AUTO] == []


def test_little_is_asked() -> None:
    words = sum(len(page.read_text(encoding="utf-8").split()) for page in PAGES)
    asked = sum(
        edit.outcome is Outcome.ASK
        for page in PAGES
        for edit in pipeline.check(formats.read(page), shipped(), Options()).edits
    )
    assert words > 8_000
    assert asked <= ASKED * words / 1_000
