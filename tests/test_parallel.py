"""Paragraphs of a translation find those of the original."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate.text.parallel import Link, Passage, agreement, align

LENGTHS = st.lists(st.integers(20, 400), min_size=1, max_size=25)


def pairs(links: tuple[Link, ...]) -> list[tuple[int, int]]:
    return [(mine, other) for link in links for mine in link.ours for other in link.theirs]


@settings(max_examples=60, deadline=None)
@given(LENGTHS, st.floats(1.5, 4.0))
def test_as_many_of_like_lengths_are_one_to_one(lengths: list[int], ratio: float) -> None:
    ours = [Passage(round(length * ratio)) for length in lengths]
    links = align(ours, [Passage(length) for length in lengths])
    assert pairs(links) == [(at, at) for at in range(len(lengths))]
    assert all(link.sure for link in links)


@settings(max_examples=60, deadline=None)
@given(LENGTHS, LENGTHS, st.data())
def test_links_go_forward_and_hold_a_passage_once(mine: list[int], other: list[int], data: st.DataObject) -> None:
    marks = st.frozensets(st.sampled_from("abcdef"), max_size=2)
    ours = [Passage(length, data.draw(marks)) for length in mine]
    theirs = [Passage(length, data.draw(marks)) for length in other]
    links = align(ours, theirs)
    for side, size in (
        ([at for link in links for at in link.ours], len(ours)),
        ([at for link in links for at in link.theirs], len(theirs)),
    ):
        assert side == sorted(set(side))
        assert all(0 <= at < size for at in side)
    shared, share = agreement(links, ours, theirs)
    assert 0 <= share <= 1
    assert (shared == 0) == (share == 0)


@pytest.mark.parametrize("seed", range(12))
def test_a_quarter_of_the_paragraphs_is_gone(seed: int) -> None:
    chance = random.Random(seed)
    lengths = [chance.randint(40, 300) for _ in range(40)]
    marks = [frozenset({f"n{at}"} if chance.random() < 0.6 else ()) for at in range(40)]
    kept = sorted(chance.sample(range(40), 30))
    theirs = [Passage(length, mark) for length, mark in zip(lengths, marks, strict=True)]
    ours = [Passage(round(lengths[at] * 3 * chance.uniform(0.8, 1.25)), marks[at]) for at in kept]
    found = {(kept[mine], other) for mine, other in pairs(align(ours, theirs))}
    right = {(at, at) for at in kept}
    assert len(found & right) >= 0.8 * len(right)
    assert len(found & right) >= 0.8 * len(found)


def test_a_paragraph_cut_in_two() -> None:
    marks = [frozenset({"Suzhou"}), frozenset({"2019"}), frozenset({"40"}), frozenset()]
    ours = [Passage(length, mark) for length, mark in zip((300, 150, 160, 240), marks, strict=True)]
    theirs = [Passage(100, marks[0]), Passage(105, marks[1] | marks[2]), Passage(80, marks[3])]
    assert pairs(align(ours, theirs)) == [(0, 0), (1, 1), (2, 1), (3, 2)]


def test_nothing_to_align() -> None:
    assert align([], [Passage(3)]) == ()
    assert align([Passage(3)], []) == ()
    assert agreement((), [], []) == (0, 0.0)
