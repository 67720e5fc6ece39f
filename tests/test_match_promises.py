"""What holds for every text and every glossary."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import document, edits, glossary, repaired, seen
from retranslate import edit, match
from retranslate.glossary import Glossary
from retranslate.match import canonical
from retranslate.model import Block, Document, Term, Variant
from retranslate.text import view

PARTS = [
    "Legend",
    "Mir",
    "the",
    "of",
    "Yuan",
    "yuan",
    "Shen",
    "Station",
    "B",
    "Keep",
    "Mihayou",
    "Zhen",
    "Impact",
    "B站",
]
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3, unique=True).map(" ".join)
ROWS = st.lists(st.tuples(NAMES, NAMES), max_size=4)
SHAPES = (
    lambda name: name,
    lambda name: f"{name}s",
    lambda name: f"{name}’s",
    lambda name: f"“{name}”",
    lambda name: f"a {name}",
    str.upper,
    str.lower,
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace(" ", ""),
    lambda name: name.replace(" ", "\u00a0"),
)
TEXTS = st.lists(st.sampled_from([*PARTS, ",", ".", "“", "a", "’s", "(", ")", "👾", "İ"]), max_size=12).map(" ".join)


def rows_of(pairs: list[tuple[str, str]]) -> Glossary:
    unique = {variant.casefold(): (variant, name) for variant, name in pairs if variant != name}
    return glossary(*(f"{variant} > {name}" for variant, name in unique.values()))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ROWS.filter(bool), st.data())
def test_what_is_repaired_stays_so(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    """Chains (A to B, B to C), circles, and names that hold a variant ("Legend" in "The Legend of Mir") among them.

    Not those whose repair makes new neighbours ("Mir" between two "Legend" that are to be "Mir"): see the next.
    """
    rows = rows_of(pairs)
    every = [name for pair in pairs for name in pair]
    names = st.sampled_from([name for name in every if not edits(seen(repaired(name, rows)), rows)] or ["Mir"])
    chosen = data.draw(st.lists(st.tuples(st.sampled_from(SHAPES), names), max_size=5))
    once = repaired(" was then put before ".join(shape(name) for shape, name in chosen), rows)
    assert edits(seen(once), rows) == ()


def test_a_wording_said_again_is_no_noun_said_twice() -> None:
    rows = glossary("Legend > Legend Legend Legend")
    once = repaired("LEGEND LEGEND LEGEND", rows)
    assert edits(seen(once), rows) == ()


@pytest.mark.parametrize("text", ["B站Bilibili", "B站 Bilibili", "Bilibili B站", "B站"])
def test_a_name_beside_its_chinese_is_said_once(text: str) -> None:
    assert repaired(f"It was on {text} too.", glossary("B站 > Bilibili")) == "It was on Bilibili too."


@pytest.mark.parametrize("text", ["B站LegendMir", "B站Legend Mir", "B站 Legend Mir"])
def test_a_chinese_name_run_together_is_not_begun_anew(text: str) -> None:
    assert repaired(text, glossary("B站 > B站 Legend Mir")).count("Legend") == 1


@settings(max_examples=300, deadline=None)
@given(ROWS, TEXTS)
def test_repairs_that_make_new_neighbours_come_to_rest(pairs: list[tuple[str, str]], text: str) -> None:
    rows = rows_of(pairs)
    for _ in range(4):
        before, text = text, repaired(text, rows)
        if before == text:
            return
    pytest.fail(f"still changing: {before!r} to {text!r}")


def test_without_the_shield_repairs_would_run_on(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = glossary("Aaxin > Bbxin", "Bbxin > Ccxin")
    monkeypatch.setattr(canonical, "mentions", lambda view, glossary: ())
    assert repaired(repaired("Aaxin", rows), rows) != repaired("Aaxin", rows)


@settings(max_examples=150, deadline=None)
@given(ROWS, TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(pairs: list[tuple[str, str]], text: str, dice: random.Random) -> None:
    rows = rows_of(pairs)
    shuffled = Glossary(
        tuple(dice.sample(rows.terms, len(rows.terms))), tuple(dice.sample(rows.variants, len(rows.variants)))
    )
    assert match.find(seen(text), rows) == match.find(seen(text), shuffled)


@settings(max_examples=150, deadline=None)
@given(ROWS, st.text(st.one_of(st.sampled_from("YuanShe sB站’“\u00a0\u200b\n"), st.characters())))
def test_any_text_is_survived(pairs: list[tuple[str, str]], text: str) -> None:
    there = view(document(text))
    chosen = edits(there, rows_of(pairs))
    edit.prove(there.document, chosen)


@given(st.text())
def test_an_empty_glossary_finds_nothing(text: str) -> None:
    assert match.find(seen(text), glossary()) == []


@pytest.mark.parametrize("one_block", [True, False])
def test_a_megabyte_and_ten_thousand_rows(*, one_block: bool) -> None:
    dice = random.Random(1)
    syllables = ["ba", "mi", "ha", "you", "shen", "yuan", "zhen", "wang", "ke", "tao", "xin", "lang", "tou", "kuai"]
    plain = ["the", "market", "for", "games", "and", "cloud", "services", "grew", "again", "this", "year", "in", "most"]
    names = [" ".join("".join(dice.choices(syllables, k=2)).title() for _ in range(2)) for _ in range(10_000)]
    terms = [Term(f"Right{number}") for number in range(len(names))]
    rows = Glossary(tuple(terms), tuple(Variant(name, term) for name, term in zip(names, terms, strict=True)))
    lines = [" ".join((*dice.choices(plain, k=90), dice.choice(names))) + "." for _ in range(2_000)]
    document_ = Document("big", (Block(" ".join(lines)),) if one_block else tuple(map(Block, lines)))
    start = time.process_time()
    found = match.find(view(document_), rows)
    assert len(found) >= len(lines)
    assert time.process_time() - start < 8  # about one second when nothing else runs; quadratic ways take minutes
