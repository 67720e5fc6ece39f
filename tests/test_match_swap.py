"""What stands after a swap: a sentence an editor would sign."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import edits, glossary, repaired, row, seen
from retranslate.model import Kind

ROWS = glossary(
    "Station B > Bilibili",
    "Miha Tour > miHoYo",
    "Miha Games > miHoYo",
    "Are you hungry > Ele.me",
    "Yuan Shen > Genshin Impact",
    "Ali cloud > Alibaba Cloud",
    "Legend > The Legend of Mir",
    "Jiaotong > Shanghai Jiao Tong University",
    "Bili Corp > Bilibili Inc.",
    "Yo zu > Yoozoo Games",
    "Nuclear Baa > NBA China",
    "“Mir” > Mir 2",
    "Jing Dong Mall > JD.com",
    row("as said", "indeed", kind=Kind.IDIOM),
    row("same track", "same sector", kind=Kind.TERM),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the article
        ("a Are you hungry courier", "an Ele.me courier"),
        ("A Are you hungry courier", "An Ele.me courier"),
        ("He is an Are you hungry courier", "He is an Ele.me courier"),
        ("an Miha Tour game", "a miHoYo game"),
        ("a\u00a0“Are you hungry” rider", "an\u00a0“Ele.me” rider"),
        ("A ARE YOU HUNGRY RIDER", "AN Ele.me RIDER"),
        ("AN MIHA TOUR GAME", "A miHoYo GAME"),
        ("An Miha Tour game", "A miHoYo game"),
        ("a Ali cloud server", "an Alibaba Cloud server"),
        ("a Nuclear Baa fan", "an NBA China fan"),
        ("Plan A Are you hungry", "Plan A Ele.me"),
        ("a big Are you hungry", "a big Ele.me"),
        ("vitamin-a Are you hungry", "vitamin-a Ele.me"),
        # case
        ("Miha Tour rose. Miha Tour fell.", "miHoYo rose. miHoYo fell."),
        ("MIHA TOUR ROSE", "miHoYo ROSE"),
        ("As said, it rose. It rose, as said.", "Indeed, it rose. It rose, indeed."),
        ("“As said.”", "“Indeed.”"),
        ("On the same track.", "On the same sector."),
        # the possessive
        ("Station B’s and Station B's users", "Bilibili’s and Bilibili's users"),
        ("Miha Games’ studio", "miHoYo’s studio"),
        ("the ‘Miha Games’ studio", "the ‘miHoYo’ studio"),
        ("Yo zu’s studio", "Yoozoo Games’s studio"),
        # words twice
        ("Yuan Shen Impact sold", "Genshin Impact sold"),
        ("Yuan Shen Impacts", "Genshin Impact Impacts"),
        ("Yuan Shen impact on sales", "Genshin Impact impact on sales"),
        ("Ali cloud cloud servers", "Alibaba Cloud cloud servers"),
        ("Ali cloud Cloud", "Alibaba Cloud"),
        ("the Legend sold", "The Legend of Mir sold"),
        ("at Jiaotong University", "at Shanghai Jiao Tong University"),
        ("at Shanghai\u00a0Jiaotong", "at Shanghai Jiao Tong University"),
        ("Station B website website", "Bilibili website"),
        ("Station B that that man", "Bilibili that that man"),
        ("Station B Bilibili", "Bilibili"),
        ("Bilibili Station B", "Bilibili"),
        ("Station B, Bilibili", "Bilibili, Bilibili"),
        # stops and marks
        ("the game “Mir”, not Mir", "the game “Mir 2”, not Mir"),
        ("Jing Dong Mall (JD.com)", "JD.com"),
        ("By Bili Corp. It rose.", "By Bilibili Inc. It rose."),
        ("By Bili Corp, yes", "By Bilibili Inc., yes"),
        ("By Bili Corp...", "By Bilibili Inc...."),
        ("“Yuan Shen” (Yuan Shen) ‘Yuan Shen’", "“Genshin Impact” (Genshin Impact) ‘Genshin Impact’"),
        ("to\u00a0Yuan\u00a0Shen\u00a0and", "to\u00a0Genshin Impact\u00a0and"),
    ],
)
def test_repaired(text: str, expected: str) -> None:
    assert repaired(text, ROWS) == expected


def test_what_may_not_change_stops_a_wider_repair() -> None:
    text = "See a `x` Are you hungry https://a.org/b"
    assert repaired(text, ROWS) == "See a `x` Ele.me https://a.org/b"
    assert repaired("@a Are you hungry", ROWS) == "@a Ele.me"


def test_each_repair_is_one_edit() -> None:
    there = seen("She is a Are you hungry (Ele.me) courier")
    (one,) = edits(there, ROWS)
    assert (one.before, one.after) == ("a Are you hungry (Ele.me)", "an Ele.me")


WORDS = st.sampled_from(
    [
        "a",
        "an",
        "The",
        "the",
        "Station B",
        "Miha Tour",
        "Are you hungry",
        "Yuan Shen",
        "Impact",
        "Ali cloud",
        "cloud",
        "Cloud",
        "Legend",
        "(Bilibili)",
        "’s",
        ",",
        ".",
        "“",
        "”",
        "Bilibili",
        "as said",
        "Jiaotong",
        "University",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", "\u00a0", "  "])), max_size=10))
def test_nothing_but_the_repair_changes(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + blank for word, blank in parts)
    there = seen(text)
    for one in edits(there, ROWS):
        assert one.before == text[one.span.start : one.span.end]
        assert one.term is not None
        assert one.term.removesuffix(".").casefold() in (one.after or "").casefold()
