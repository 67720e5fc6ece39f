"""Variants in another shape than the listed one."""

from __future__ import annotations

import re

import pytest

from matching import found, glossary, repaired, row, seen
from retranslate import match
from retranslate.model import Kind

ROWS = glossary(
    "Station B > Bilibili",
    "Yuan Shen > Genshin Impact",
    "Mihayou > miHoYo",
    "Lv-Mama > Tuniu",
    "Are you hungry > Ele.me",
    "Legend > The Legend of Mir",
    row("net firm", "Internet company", kind=Kind.TERM),
    row("on line shop", "web store", kind=Kind.TERM),
    "原神 > Genshin Impact",
)


SHAPES = """StationB|Station-B|station‑b|Yuanshen|YuanShen|YUANSHEN|Yuan·Shen|Miha you|Miha-You|Lv Mama|LvMama’s|
Areyou hungry|are-you-hungry|net firms|Net-Firms|Mihayous|Mihayous’|Genshinimpact|Bili Bili"""


@pytest.mark.parametrize("text", re.split(r"[|\n]+", SHAPES))
def test_other_shapes(text: str) -> None:
    assert len(found(f"They like {text} a lot.", ROWS, "inflected")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Station—B",
        "Station - B",
        "Station- B",
        "Yuan, Shen",
        "Legends",
        "Mihayouss",
        "Yuanshenx",
        "原 神",
        "原-神",
        "Stations B",
        "online shop",  # "online" is a word of English, not two of them run together
    ],
)
def test_other_words(text: str) -> None:
    assert found(f"They like {text} a lot.", ROWS, "inflected") == []


@pytest.mark.parametrize(
    ("variant", "text"),
    [
        ("Be long", "belong"),
        ("To get her", "together"),
        ("together", "to get her"),
        ("I pod", "iPod"),
        ("Sea men", "seamen"),
        ("Bel ong", "be long"),
    ],
)
def test_ordinary_words_are_not_names_in_another_shape(variant: str, text: str) -> None:
    assert found(f"They like {text} a lot.", glossary(f"{variant} > Acme")) == []


def test_ordinary_words_that_spell_a_name_together_need_capitals() -> None:
    rows = glossary("Mihazou > Zoo", "Keepfitter > Keep")
    assert found("They keep fitter. Keep Fitter rose. Miha zou", rows) == ["Keep Fitter", "Miha zou"]


def test_a_plural_that_is_a_word_of_its_own() -> None:
    assert found("the Himalayas and the Mihayous", glossary("Himalaya > Ximalaya", "Mihayou > miHoYo")) == ["Mihayous"]


def test_the_plural_is_kept() -> None:
    firms = row("net firm", "Internet company", kind=Kind.TERM)
    rows = glossary("Mihayou > miHoYo", firms, row("steed box", "horse", kind=Kind.TERM))
    assert repaired("Two Mihayous, net firms, steed boxes", rows) == "Two miHoYos, Internet companies, horses"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("StationB", "Station B” written together"),
        ("Station-B", "Station B” with other hyphens"),
        ("Genshini Mpact", "Genshin Impact” written apart"),  # as many words, cut otherwise
    ],
)
def test_the_evidence_says_the_shape(text: str, shape: str) -> None:
    (one,) = match.find(seen(f"On {text} now"), ROWS)
    assert one.evidence[-1].why == f"it is “{shape}"


def test_the_row_is_told() -> None:
    (one,) = match.find(seen("On StationB now"), ROWS)
    assert one.variant == ROWS.variants[0]


def test_a_name_run_together_or_torn_apart() -> None:
    rows = glossary("Alibaba", "Genshin Impact", "Keep", row("net shop", "web store", kind=Kind.TERM))
    assert found("Ali Baba and GenshinImpact; Alibaba, Genshin-Impact; ke ep, webstore", rows) == [
        "Ali Baba",
        "GenshinImpact",
    ]
    assert all(one.variant is None for one in match.find(seen("Ali Baba"), rows))
    assert repaired("Ali Baba’s GenshinImpact", rows) == "Alibaba’s Genshin Impact"
