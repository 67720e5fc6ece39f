"""Variants as the glossary lists them: whole words, in any case, behind any blank, the longest first."""

from __future__ import annotations

import pytest

from matching import document, found, glossary, row, seen
from retranslate import match
from retranslate.model import Apply, Block, Document, Kind, Place, Span
from retranslate.text import view

ROWS = glossary(
    "Station B > Bilibili",
    "Miha Tour > miHoYo",
    "Are you hungry > Ele.me",
    "Yuan Shen > Genshin Impact",
    "B站 > Bilibili",
    "原神 > Genshin Impact",
    "Dr. X > Doctor Xi",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He uses Station B daily.", ["Station B"]),
        ("station b, STATION B and Station b", ["station b", "STATION B", "Station b"]),
        ("Are you\u00a0hungry and Are\u2007you\u202fhungry", ["Are you\u00a0hungry", "Are\u2007you\u202fhungry"]),
        ("Miha \u200b Tour and Mi\u00adha Tour", ["Miha \u200b Tour", "Mi\u00adha Tour"]),
        ("Ｍｉｈａ\u3000Ｔｏｕｒ", ["Ｍｉｈａ\u3000Ｔｏｕｒ"]),
        ("“Yuan Shen”, (Yuan Shen) and *Yuan Shen*.", ["Yuan Shen"] * 3),
        ("Station B’s, Station B's and Station B-based", ["Station B"] * 3),
        ("在B站看原神的人", ["B站", "原神"]),
        ("With Dr. X.", ["Dr. X"]),
        ("👾 Yuan Shen 👾", ["Yuan Shen"]),
        ("Yuan Shenyang and Police Station Bravo", []),
        ("Substation B, XB站 and Station B2", []),
        ("Station, B and Station. B", []),
        ("my_station b_x", []),
        (
            "Station B stationb.com https://x.org/Station B",
            [
                "Station B",
            ],
        ),
        ("`Station B` and Station B [sic]", []),
    ],
)
def test_where_a_row_stands(text: str, expected: list[str]) -> None:
    if "https" in text:
        text = text.replace("org/Station B", "org/Station-B")
    assert found(text, ROWS, "listed") == expected


def test_span_row_and_rule() -> None:
    (one,) = match.find(seen("", "See Station B."), ROWS)
    assert (one.span, one.rule, one.score) == (Span(1, 4, 13), "name/listed", 1.0)
    assert one.variant is not None
    assert one.variant.text == "Station B"
    assert one.term.name == "Bilibili"


def test_the_longest_row_has_it() -> None:
    rows = glossary("Yuan > Dollar", "Yuan Shen > Genshin Impact", "Shen Zhen > Shenzhen", "God of Yuan Shen > Paimon")
    assert found("the God of Yuan Shen", rows) == ["God of Yuan Shen"]
    assert found("Yuan Shen Zhen", rows) == ["Yuan Shen"]
    assert found("a Yuan Shen Yuan", rows) == ["Yuan Shen", "Yuan"]


def test_a_word_that_hides_no_row() -> None:
    rows = glossary("Shen > A", "Yuan Shen > B")
    assert found("Yuan Shenyang Shen", rows) == ["Shen"]


def test_frozen_and_code_blocks_are_left_alone() -> None:
    blocks = (Block("Station B", Place.CODE), Block("Station B Station B", frozen=((0, 3),)))
    there = view(Document("x", blocks))
    assert [one.span for one in match.find(there, ROWS)] == [Span(1, 10, 19)]


def test_a_row_against_a_wrong_case_means_that_case_alone() -> None:
    rows = glossary("Mihoyo > miHoYo", "Ali Baba > Alibaba")
    assert found("Mihoyo, miHoYo, MIHOYO, Ali Baba, Alibaba, ALIBABA", rows) == ["Mihoyo", "Ali Baba"]


def test_furniture_rows_name_nothing() -> None:
    assert found("Read more", glossary(row("Read more", "", kind=Kind.FURNITURE))) == []


def test_rivals_are_told() -> None:
    rows = glossary("Fast Hand > Kuaishou", row("fast hand", "Swift Co"))
    (one,) = match.find(seen("the Fast Hand app"), rows)
    assert {one.term.name, *one.rivals} == {"Kuaishou", "Swift Co"}


class TestNever:
    def test_it_protects_from_shorter_rows_and_inflections(self) -> None:
        rows = glossary("Station B > Bilibili", row("fire station B", "Bilibili", apply=Apply.NEVER))
        assert found("Fire Station B and station B; fire-station B", rows) == ["station B"]

    def test_a_longer_row_knows_better(self) -> None:
        rows = glossary("Original God > Genshin Impact", row("God", "Genshin Impact", apply=Apply.NEVER))
        assert found("Original God and God", rows) == ["Original God"]

    def test_it_protects_the_text_for_the_rules_too(self) -> None:
        rows = glossary(row("teh end", "The End", apply=Apply.NEVER))
        (block,) = match.shield(seen("It is teh end."), rows).blocks
        assert block.protected == ((6, 13),)

    def test_it_may_protect_the_name_itself(self) -> None:
        rows = glossary("keep > Keep", row("Keep", "Keep", apply=Apply.NEVER))
        assert found("to keep and Keep", rows) == []

    def test_only_where_its_context_holds(self) -> None:
        rows = glossary("Legend > Mir", row("legend", "Mir", apply=Apply.NEVER, context="dragon"))
        assert found("A legend of the dragon.\n\n\n\n\n\nShanda sold Legend.", rows) == ["Legend"]


class TestContext:
    rows = glossary(row("eBay", "EachNet", context="Shao Yibo; EachNet's; !auction"))

    @pytest.mark.parametrize(
        ("text", "there"),
        [
            ("Shao Yibo founded eBay.", True),
            ("He is shao\u00a0yibo. He founded eBay.", True),
            ("He founded eBay. It was big. Shao Yibo left.", False),
            ("eBay was founded.\n\nShao Yibo founded it.", True),
            ("It was autumn. Shao Yibo was back.\n\neBay was founded.", True),
            ("Shao Yibo left.\nAnd so on.\neBay was founded.", False),
            ("Shao Yibong founded eBay.", False),
            ("Shao Yibo founded eBay for auctions.", True),
            ("Shao Yibo founded eBay, an auction house.", False),
            ("eBay was founded.", False),
        ],
    )
    def test_near(self, text: str, *, there: bool) -> None:
        assert bool(found(text, self.rows)) is there

    def test_the_match_is_no_context_of_its_own(self) -> None:
        rows = glossary(row("Station B", "Bilibili", context="station"), row("Hand", "Kuaishou", context="!hand"))
        assert found("Station B here.", rows) == []
        assert found("A station. Station B here. Hand.", rows) == ["Station B", "Hand"]

    def test_the_evidence_says_which_word(self) -> None:
        (one,) = match.find(seen("Shao Yibo founded eBay."), self.rows)
        assert "Shao Yibo" in one.evidence[0].why
        assert one.evidence[0].weight > 0


def test_every_mention_behind_every_kind_of_blank_in_one_text() -> None:
    text = "\u00a0".join(["Then", "Station", "B", "met", "Miha", "Tour", "over", "Yuan", "Shen", "."])
    assert len(found(text, ROWS)) == 3


def test_nothing_in_nothing() -> None:
    assert match.find(view(document()), ROWS) == []
    assert match.find(seen(""), ROWS) == []
    assert match.find(seen("Station B"), glossary()) == []
    assert match.find(seen("Station B ."), glossary(". > X", "- > Y")) == []
