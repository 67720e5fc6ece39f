"""What no edit may touch."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retranslate.model import Block, Place
from retranslate.text.protected import protected
from retranslate.text.spans import touches


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in protected(Block(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.com/Station-B?x=1, please.", ["https://example.com/Station-B?x=1"]),
        ("(https://example.com/a_(b))", ["https://example.com/a_(b)"]),
        ("at www.station-b.cn.", ["www.station-b.cn"]),
        ("“https://example.com/a”，然后", ["https://example.com/a"]),
        ("stationb.com is up, so is sub.station-b.com.cn/path.", ["stationb.com", "sub.station-b.com.cn/path"]),
        ("write to station.b@example.org, or call", ["station.b@example.org"]),
        ("follow @StationB and #StationB, issue #1", ["@StationB", "#StationB"]),
        ("JD.com and Dangdang.com, not jd.com", ["jd.com"]),
        ("run `Station B` now", ["`Station B`"]),
        ("run ``a ` Station B`` now", ["``a ` Station B``"]),
        ("it's `quoted like this'", []),
        ("Station B [sic] and Station B", ["B"]),
        ("“Station B” [sic]", ["B”"]),
        ("open /usr/share/station/b or ./a/b", ["/usr/share/station/b", "./a/b"]),
        (r"C:\Station\B", [r"C:\Station\B"]),
        ("Ele.me and Inc. and 3.5 and/or that", []),
        ("Are you hungry.In 2018 it rose.", []),
        ("hungry?Yes", []),
        ("price is 5 @ 3", []),
    ],
)
def test_protected(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_a_line_that_asks_to_be_left_alone_is() -> None:
    text = "Station B stays. <!-- retranslate:ignore -->"
    assert parts(text) == [text]


def test_code_and_frozen_ranges_are_protected() -> None:
    assert protected(Block("Station B", Place.CODE)) == ((0, 9),)
    assert protected(Block("Station B here", frozen=((3, 5), (0, 4)))) == ((0, 5),)


@given(st.text(st.sampled_from("aB./:@`[]sic htp-\\(“ ")))
def test_ranges_are_apart_and_inside(text: str) -> None:
    there = protected(Block(text))
    assert all(0 <= start < end <= len(text) for start, end in there)
    assert all(one[1] < two[0] for one, two in pairwise(there))


def test_touching() -> None:
    ranges = ((2, 4), (6, 8))
    hits = [(start, end) for start in range(10) for end in range(start, 10) if touches(ranges, start, end)]
    slow = [
        (start, end)
        for start in range(10)
        for end in range(start, 10)
        if any((start < b and a < end) if start < end else a < start < b for a, b in ranges)
    ]
    assert hits == slow


def test_time_is_linear_on_addresses_that_never_end() -> None:
    text = "a." * 20_000 + "`" * 2_000 + "x@" * 5_000
    protected(Block(text))
