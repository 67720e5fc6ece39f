"""Canonical names that are right already, and explanations of them."""

from __future__ import annotations

import pytest

from matching import found, glossary, repaired, seen
from retranslate.match.canonical import mentions

ROWS = glossary(
    "Legend > The Legend of Mir",
    "Keeping > Keep",
    "shell > Shell",
    "Station B > Bilibili",
    "Baidu cloud > Baidu AI Cloud",
    "Bidu > Baidu",
    "Yuan Shen > Genshin Impact",
)


def names(text: str) -> list[tuple[str, bool]]:
    there = seen(text)
    return [(there.blocks[0].block.text[one.span.start : one.span.end], one.exact) for one in mentions(there, ROWS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bilibili, BILIBILI and bilibili’s", [("Bilibili", True), ("BILIBILI", False), ("bilibili", False)]),
        ("Keep and keep and KEEP", [("Keep", True)]),
        ("“Genshin\u00a0Impact” and genshin impact", [("Genshin\u00a0Impact", True), ("genshin impact", False)]),
        ("The Legend of Mir and the Legend of Mir", [("The Legend of Mir", True), ("Legend of Mir", True)]),
        ("Genshin-Impact", [("Genshin-Impact", False)]),
        ("Bilibilis", [("Bilibilis", True)]),
        ("Baidu AI Cloud", [("Baidu AI Cloud", True)]),
        ("Shellfish, Bilibilix", []),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, bool]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Legend of Mir",
        "the Legend of Mir",
        "Shell and Keep",
        "Bilibili",
        "Baidu AI Cloud",
        "GENSHIN IMPACT",
        "Bilibilis",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert found(text, ROWS) == []


def test_a_longer_row_may_hold_a_name_that_is_right() -> None:
    assert found("Baidu cloud", ROWS) == ["Baidu cloud"]
    assert found("Baidu and Baidu cloud", ROWS) == ["Baidu cloud"]


def test_a_row_that_reaches_into_a_name_has_no_say() -> None:
    assert found("Genshin Impact factor", glossary("Yuan Shen > Genshin Impact", "Impact factor rank > JCR")) == []
    assert found("Genshin Impact factor", glossary("x > Genshin Impact", "Impact factor > JCR")) == []


def test_chains_and_circles_do_not_run_on() -> None:
    chain = glossary("Aaxin > Bbxin", "Bbxin > Ccxin")
    assert repaired("Aaxin, Bbxin, Ccxin", chain) == "Bbxin, Bbxin, Ccxin"
    circle = glossary("Aaxin > Bbxin", "Bbxin > Aaxin")
    assert repaired("Aaxin, Bbxin", circle) == "Aaxin, Bbxin"


@pytest.mark.parametrize(
    "text",
    [
        "Bilibili (Station B)",
        "Bilibili (“Station B”)",
        "Bilibili, also known as Station B, rose",
        "Bilibili / Station B",
        "Bilibili (formerly Station B)",
        "Bilibili [station-b]",
        "Bilibili’s users",
        "Station B, also known as Bilibili, rose",
        "Station B (now called Bilibili)",
    ],
)
def test_explanations_are_left_alone(text: str) -> None:
    assert repaired(text, ROWS) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Station B (Bilibili) rose", "Bilibili rose"),
        ("Station B（“Bilibili”） rose", "Bilibili rose"),
        ("Station B (Bilibili, Nasdaq: BILI) rose", "Bilibili (Nasdaq: BILI) rose"),
        ("Station B (B站) rose", "Bilibili (B站) rose"),
        ("Bilibili) Station B", "Bilibili) Bilibili"),
        ("Bilibili rose. Station B fell.", "Bilibili rose. Bilibili fell."),
        ("Genshin Impact (Station B)", "Genshin Impact (Bilibili)"),
    ],
)
def test_explanations_that_say_nothing_any_more_go(text: str, expected: str) -> None:
    assert repaired(text, ROWS) == expected
