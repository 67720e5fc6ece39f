"""Forms that no row lists are found from the source name alone."""

from __future__ import annotations

import pytest

from retranslate import text
from retranslate.glossary import Glossary
from retranslate.match import forecast
from retranslate.model import Block, Document, Match, Term


def found(said: str, *terms: Term) -> list[Match]:
    seen = text.view(Document("test", (Block(said),)))
    return list(forecast.find(seen, Glossary(terms, ())))


def spans(said: str, *terms: Term) -> list[str]:
    return [said[match.span.start : match.span.end] for match in found(said, *terms)]


MIHOYO = Term("miHoYo", "米哈游")


@pytest.mark.parametrize("form", ["Mihayou", "Miha Tour", "Mi Ha You", "Rice Ha Tour", "MiHaYou", "Mi-Hayou"])
def test_a_source_name_alone_finds_its_garbled_forms(form: str) -> None:
    assert spans(f"Then {form} hired an artist.", MIHOYO) == [form]


def test_why_shows_the_path() -> None:
    (match,) = found("Then Miha Tour hired an artist.", MIHOYO)
    assert match.evidence[0].cue == "forecast/mixed"
    assert match.evidence[0].why == "米 Mi + 哈 ha (pinyin) + 游 Tour (gloss)"
