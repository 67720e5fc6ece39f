"""What a second run finds is brought back to the first text without changing what comes out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retranslate.model import Block, Document, Edit, Outcome, Span
from retranslate.settle import accept, settle


@st.composite
def edits_of(draw: st.DrawFn, document: Document) -> tuple[Edit, ...]:
    """Edits of ``document`` that do not overlap, whole blocks among them."""
    made = []
    for index, block in enumerate(document.blocks):
        if block.text and draw(st.booleans()) and draw(st.booleans()):
            made.append(edit(document, index, 0, len(block.text), ""))
            continue
        cuts = sorted(draw(st.sets(st.integers(0, len(block.text)), max_size=6)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            after = draw(st.text("xyz ", min_size=1, max_size=4))
            made.append(edit(document, index, start, end, after))
    return tuple(made)


def edit(document: Document, block: int, start: int, end: int, after: str) -> Edit:
    before = document.blocks[block].text[start:end]
    return Edit(Span(block, start, end), before, after, "name/listed", Outcome.AUTO, 0.99, ("because",))


DOCUMENTS = st.lists(st.text("abc d", max_size=12), min_size=1, max_size=3).map(
    lambda texts: Document("x", tuple(Block(text) for text in texts))
)


@given(st.data())
def test_settling_says_the_same_as_two_runs(data: st.DataObject) -> None:
    document = data.draw(DOCUMENTS)
    edits = data.draw(edits_of(document))
    accepted = accept(document, edits)
    more = data.draw(edits_of(accepted.document))
    settled = settle(document, edits, accepted, more)
    twice = accept(accepted.document, more).document
    assert accept(document, settled).document.blocks == twice.blocks
    for one in settled:
        assert document.blocks[one.span.block].text[one.span.start : one.span.end] == one.before


def test_a_repair_that_reaches_into_another_becomes_one_edit() -> None:
    document = Document("x", (Block("Station B website website"),))
    edits = (edit(document, 0, 0, 9, "Bilibili"),)
    accepted = accept(document, edits)
    more = (edit(accepted.document, 0, 0, 24, "Bilibili website"),)
    (whole,) = settle(document, edits, accepted, more)
    assert (whole.before, whole.after) == ("Station B website website", "Bilibili website")


def test_frozen_ranges_move_with_the_text() -> None:
    document = Document("x", (Block("Station B is code", frozen=((13, 17),)),))
    accepted = accept(document, (edit(document, 0, 0, 9, "Bilibili"),))
    (block,) = accepted.document.blocks
    assert [block.text[a:b] for a, b in block.frozen] == ["code"]
