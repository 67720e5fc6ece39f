"""Slips of a letter or two: in rare, long forms alone."""

from __future__ import annotations

import pytest

from matching import found, glossary, row, seen
from retranslate import match
from retranslate.model import Apply

ROWS = glossary(
    "Station B > Bilibili",
    "Mihayou > miHoYo",
    "Yuan Shen > Yuan",
    "Xiaohongshu > RED",
    "Original Goddess > Paimon",
    "Hujiang Lessons > Hujiang EdTech",
    "Great Wall Consulting > GEI",
    "Yonganxing > Youon",
    "Youzu > Yoozoo Games",
    "Genshim > Gamma",
    row("Kuaishoubang", "Kuaishou", context="video"),
    row("Shenmezhan", "Zhan", apply=Apply.NEVER),
)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Mihayuo", "miHoYo"),  # two letters swapped
        ("Mihayoou", "miHoYo"),  # one added
        ("Mihyou", "miHoYo"),  # one lost
        ("Mihaiou’s", "miHoYo"),  # one changed
        ("Xiaohogshuo", "RED"),  # two in a long word
        ("Yoozoon Games", "Yoozoo Games"),  # of a canonical name
        ("Bilibilli", "Bilibili"),
        ("Hujiangg Lessons", "Hujiang EdTech"),
        ("Hujiang-Lesssons", "Hujiang EdTech"),
        ("a Kuaishoubagn video", "Kuaishou"),
    ],
)
def test_slips(text: str, term: str) -> None:
    (one,) = match.find(seen(f"They like {text} a lot."), ROWS)
    assert (one.rule, one.term.name) == ("name/fuzzy", term)
    assert 0.7 < one.score < 1
    assert "away from" in one.evidence[-1].why


@pytest.mark.parametrize(
    "text",
    [
        "Station A",
        "Station C",
        "Stations B",
        "Yuan Zhen",
        "Yuan Shenyang",
        "Yuan Shan",
        "Yuanzhen",
        "Original Goddes",  # ordinary words alone
        "Great Wall Consultin",
        "Mihayang",  # syllables of another name
        "Mihaya",
        "Xiaohongshi",
        "Yongning",
        "Nihayou",
        "Mihayou2",
        "Michael",
        "Bilbao",
        "Genshin",  # in use, if rarely
        "Hujiangg Courses",
        "a Kuaishoubagn shop",  # the row asks for a context
        "Shenmezhann",
        "Miho",
    ],
)
def test_other_words(text: str) -> None:
    assert found(f"They like {text} a lot.", ROWS, "fuzzy") == []


def test_a_word_that_is_in_the_glossary_is_no_slip_of_another() -> None:
    rows = glossary("Mihaxou > miHoYo", "Mihaxuo > Miha Youth")
    assert found("Mihaxuo", rows, "fuzzy") == []
    assert found("Mihaxou", rows, "fuzzy") == []


def test_two_terms_as_near_are_none() -> None:
    rows = glossary("Mihaxou > miHoYo", "Mihazou > Miha Zoo")
    assert found("Mihaqou", rows) == []


def test_addresses_and_names_that_are_right_are_left_alone() -> None:
    assert found("https://x.org/Mihayuo and Mihayuo.com", ROWS) == []
