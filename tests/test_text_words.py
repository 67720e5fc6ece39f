"""Words, and where a wording stands whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retranslate.text.words import _any_word as any_word
from retranslate.text.words import vocabulary, whole, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Station B's users", ["Station", "B", "s", "users"]),
        ("all-in-one 3.5", ["all", "in", "one", "3", "5"]),
        ("在B站看", ["在", "B", "站", "看"]),
        ("naïve cafe\u0301!", ["naïve", "cafe\u0301"]),
        ("a_b", ["a", "b"]),
        ("", []),
        ("…—", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@given(st.text())
def test_words_stand_where_they_say_in_order(text: str) -> None:
    there = words(text)
    assert all(text[word.start : word.end] == word.text for word in there)
    assert all(one.end <= two.start for one, two in pairwise(there))
    assert vocabulary(text) == {word.text for word in there}


@given(st.text(st.characters(max_codepoint=127)))
def test_the_fast_way_for_ascii_gives_the_same(text: str) -> None:
    assert [word.text for word in words(text)] == any_word().findall(text)


@pytest.mark.parametrize(
    ("before", "wording", "after", "expected"),
    [
        ("", "station b", "", True),
        ("(", "station b", "'s", True),
        ("the-", "station b", "-made", True),
        ("", "station b", "ravo", False),
        ("sub", "station b", "", False),
        ("", "station b", "_x", False),
        ("", "station b", "2", False),
        ("", "double 11", ".", True),
        ("", "double 11", ".11", False),
        ("2.", "3 billion", "", False),
        ("1,", "000 yuan", "", False),
        ("in 2, ", "3 yuan", "", True),
        ("在", "station b", "看", True),
        ("看", "b站", "的", True),
        ("b", "站", "x", True),
        ("a", "b站", "", False),
        ("", "miha", "\u0301", False),
        ("é", "miha", "", False),
        ("カ", "b", "タ", True),
    ],
)
def test_whole(before: str, wording: str, after: str, expected: bool) -> None:  # noqa: FBT001
    text = before + wording + after
    assert whole(text, len(before), len(before) + len(wording)) is expected
