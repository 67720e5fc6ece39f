"""The series benchmark's articles say truly where their garbled names are."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

SERIES = Path(__file__).parent.parent / "benchmarks" / "series"
NUMBERS = [f"{number:02}" for number in range(1, 25)]


@dataclass(frozen=True, slots=True)
class Mention:
    """One garbled name: start and end in code points of the article's text."""

    start: int
    end: int
    garbled: str
    canonical: str
    source: str


def article(number: str) -> str:
    """The text of the article, as it stands in the file."""
    return (SERIES / f"{number}.txt").read_bytes().decode("utf-8")


def mentions(number: str) -> list[Mention]:
    """The garbled names of the article, in the order of the file."""
    with (SERIES / f"{number}.names.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Mention(int(row["start"]), int(row["end"]), row["garbled"], row["canonical"], row["source"]) for row in rows
        ]


def test_every_article_of_the_series_has_its_names() -> None:
    assert sorted(path.stem for path in SERIES.glob("??.txt")) == NUMBERS
    assert sorted(path.name for path in SERIES.glob("*.tsv")) == [f"{number}.names.tsv" for number in NUMBERS]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_mention_stands_where_its_row_says(number: str) -> None:
    text = article(number)
    rows = mentions(number)
    assert rows
    assert [text[row.start : row.end] for row in rows] == [row.garbled for row in rows]


@pytest.mark.parametrize("number", NUMBERS)
def test_mentions_are_in_order_and_do_not_overlap(number: str) -> None:
    rows = mentions(number)
    assert all(before.end <= after.start for before, after in pairwise(rows))


@pytest.mark.parametrize("number", NUMBERS)
def test_no_mention_is_correct_already_or_cut_out_of_a_word(number: str) -> None:
    text = article(number)
    for row in mentions(number):
        assert row.garbled != row.canonical
        assert not text[row.start - 1 : row.start].isalnum()
        assert not text[row.end : row.end + 1].isalnum()


@pytest.mark.parametrize("number", NUMBERS)
def test_an_article_is_a_short_piece_of_plain_text(number: str) -> None:
    text = article(number)
    assert 130 <= len(text.split()) <= 230
    assert "[[" not in text
    assert "|" not in text


def test_names_come_back_in_several_articles_and_forms() -> None:
    articles: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for number in NUMBERS:
        for row in mentions(number):
            articles[row.canonical].add(number)
            forms[row.canonical].add(row.garbled.lower())
    back = [name for name in articles if len(articles[name]) >= 3 and len(forms[name]) >= 2]
    assert len(back) >= 15
    assert len(articles) > len(back) + 10, "new names come, too"


def test_a_canonical_name_has_one_source() -> None:
    pairs = {(row.canonical, row.source) for number in NUMBERS for row in mentions(number)}
    assert len(pairs) == len({canonical for canonical, _ in pairs}) == len({source for _, source in pairs})
