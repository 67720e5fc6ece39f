"""Which edits stand, what they give, and that a broken promise is caught."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import edit
from retranslate.model import Block, Document, Edit, Outcome, Span

TEXT = "0123456789"


def make(
    start: int,
    end: int,
    after: str | None = "x",
    *,
    block: int = 0,
    rule: str = "name/listed",
    outcome: Outcome = Outcome.AUTO,
    confidence: float = 0.9,
) -> Edit:
    return Edit(Span(block, start, end), TEXT[start:end], after, rule, outcome, confidence, ("why",))


def document(*texts: str) -> Document:
    return Document("test.txt", tuple(Block(text) for text in texts or (TEXT,)))


ASK = Outcome.ASK
PAIRS = [  # the one that stands first, in the order of edit.ORDER
    (make(0, 9, "", rule="repeated", outcome=ASK), make(3, 5)),
    (make(3, 5, outcome=ASK), make(2, 9, rule="spacing")),
    (make(3, 5), make(2, 9, outcome=ASK)),
    (make(2, 9, confidence=0.5), make(3, 5)),
    (make(3, 5, confidence=0.95), make(4, 6, confidence=0.9)),
    (make(3, 5), make(4, 6, rule="name/fuzzy")),
    (make(3, 5, rule="name/forecast"), make(4, 6, rule="name/fuzzy")),
    (make(3, 5, rule="quotes"), make(4, 6, rule="spacing")),
    (make(3, 5), make(4, 6)),
    (make(3, 5, "a"), make(3, 5, "b")),
]


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=[str(number) for number in range(len(PAIRS))])
def test_the_order_of_precedence(first: Edit, second: Edit) -> None:
    assert edit.resolve([first, second]) == edit.resolve([second, first]) == (first,)


def test_neighbours_stand_side_by_side() -> None:
    edits = (make(0, 3), make(3, 5), make(5, 5), make(5, 6))
    assert edit.resolve(reversed(edits)) == edits
    assert edit.corrected(document(), edits) == ("xxxx6789",)


def test_insertions_at_one_place_or_beside_a_deletion_are_one_too_many() -> None:
    assert len(edit.resolve([make(3, 3, "a"), make(3, 3, "b")])) == 1
    assert edit.resolve([make(0, 10, ""), make(10, 10, "b"), make(0, 0, "a")]) == (make(0, 10, ""),)


def test_edits_that_change_nothing_go_and_notes_stay() -> None:
    note = make(2, 6, None, outcome=Outcome.NOTE)
    assert edit.resolve([make(0, 2, "01"), note, make(3, 5), note]) == (note, make(3, 5))


def test_a_whole_block_goes_with_its_line_end() -> None:
    there = document("", TEXT, TEXT)
    edits = (make(0, 0, ""), make(0, 10, "", block=1), make(0, 9, "", block=2))
    assert edit.corrected(there, edits) == (None, None, "9")
    edit.prove(there, edits)


edits_of = st.lists(
    st.builds(
        make,
        st.integers(0, 10),
        st.integers(0, 10),
        st.sampled_from(["", "x", "yy", "\U0001f47e", None]),
        block=st.integers(0, 1),
        rule=st.sampled_from(["name/listed", "name/fuzzy", "spacing"]),
        outcome=st.sampled_from([Outcome.AUTO, Outcome.ASK]),
        confidence=st.sampled_from([0.5, 0.9]),
    ).filter(lambda one: one.span.start <= one.span.end and (one.before or one.after != "")),
    max_size=8,
)


@settings(max_examples=400)
@given(edits_of, st.randoms(use_true_random=False))
def test_what_is_resolved_keeps_the_promises(edits: list[Edit], dice: object) -> None:
    there = document(TEXT, TEXT)
    chosen = edit.resolve(edits)
    edit.prove(there, chosen)
    assert edit.resolve(chosen) == chosen
    assert edit.resolve(reversed(edits)) == chosen
    kept = {one.span for one in chosen if one.after is not None}
    lost = [one for one in edits if one.after is not None and one.before != one.after and one.span not in kept]
    assert all(any(near(one, other) for other in kept) for one in lost)


def near(one: Edit, other: Span) -> bool:
    return one.span.block == other.block and one.span.start <= other.end and other.start <= one.span.end


GOOD = (make(0, 2, "ab"), make(4, 4, "c"), make(6, 9, None, outcome=Outcome.NOTE), make(8, 10, ""))
FAULTS = {
    "outside": (make(0, 2), make(8, 10)._replace(span=Span(0, 8, 11))),
    "no such block": (make(0, 2)._replace(span=Span(7, 0, 2)),),
    "other text": (make(0, 2)._replace(before="zz"),),
    "no reason": (make(0, 2)._replace(why=()),),
    "an empty reason": (make(0, 2)._replace(why=("",)),),
    "no probability": (make(0, 2)._replace(confidence=1.5),),
    "crossing": (make(0, 4), make(3, 5)),
    "out of order": (make(4, 5), make(0, 2)),
    "nothing": (make(0, 2, "01"),),
    "a note outside": (make(0, 2, None)._replace(span=Span(0, 9, 12)),),
    "beside a whole block": (make(0, 10, ""), make(10, 10, "x")),
}


def test_a_good_list_is_proved() -> None:
    edit.prove(document(), GOOD)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_caught(fault: str) -> None:
    with pytest.raises(edit.ProofError, match=r"test\.txt: block \d+: .*report"):
        edit.prove(document(), FAULTS[fault])


def test_frozen_text_is_not_touched() -> None:
    there = Document("test.txt", (Block(TEXT, frozen=((2, 4),)),))
    edit.prove(there, [make(0, 2), make(4, 6)])
    with pytest.raises(edit.ProofError, match="may not change"):
        edit.prove(there, [make(3, 6)])


def test_a_wrong_application_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edit, "_accept", lambda block, edits: block.text + "!")
    with pytest.raises(edit.ProofError, match="does not give back the input"):
        edit.prove(document(), GOOD)
