"""Verdicts are read as they were given; in doubt they are pending, never a false accept or reject."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate.model import Decision, Edit, Mark, Outcome, Span, Verdict
from retranslate.review.layout import Paragraph
from retranslate.review.verdicts import read

BEFORE = [
    "The rise of the platforms",
    "",
    "Users of Station B like Miha Tour and its game Yuan Shen very much.",
    "Shanghai makes waves again",
    "Take Mihayou as an example of a company that grew with its players.",
    "Shanghai makes waves again",
]
NAMES = {"Station B": "Bilibili", "Miha Tour": "miHoYo", "Yuan Shen": "Genshin Impact", "Mihayou": "miHoYo"}


def edits() -> list[Edit]:
    made = [
        edit(block, text.index(name), name, term)
        for block, text in enumerate(BEFORE)
        for name, term in NAMES.items()
        if name in text
    ]
    return [*made, edit(5, 0, BEFORE[5], "")]


def edit(block: int, start: int, before: str, after: str) -> Edit:
    return Edit(
        Span(block, start, start + len(before)), before, after, "name/listed", Outcome.AUTO, 0.99, (), after, before
    )


def review(verdicts: dict[str, Verdict]) -> list[Paragraph]:
    """The paragraphs that come back when each edit met the verdict named for its wording."""
    paragraphs: list[Paragraph] = []
    for block, text in enumerate(BEFORE):
        pieces: list[tuple[str, Mark]] = []
        at = 0
        for one in (one for one in edits() if one.span.block == block):
            verdict = verdicts.get(one.before, Verdict.PENDING)
            pieces.append((text[at : one.span.start], Mark.NONE))
            at = one.span.end
            if verdict is Verdict.PENDING:
                pieces += (one.before, Mark.DELETED), (one.after or "", Mark.INSERTED)
            else:
                pieces.append((one.before if verdict is Verdict.REJECTED else one.after or "", Mark.NONE))
        pieces.append((text[at:], Mark.NONE))
        kept: Paragraph = tuple(piece for piece in pieces if piece[0])
        if kept or not text:
            paragraphs.append(kept)
    return paragraphs


def verdicts(paragraphs: list[Paragraph]) -> dict[str, Verdict]:
    return {one.before: one.verdict for one in decisions(paragraphs)}


def decisions(paragraphs: list[Paragraph]) -> tuple[Decision, ...]:
    return read(BEFORE, edits(), paragraphs).decisions


def replaced(paragraphs: list[Paragraph], old: str, new: str) -> list[Paragraph]:
    out = [tuple((text.replace(old, new), mark) for text, mark in paragraph) for paragraph in paragraphs]
    assert out != paragraphs
    return out


SETTLED = st.sampled_from([Verdict.ACCEPTED, Verdict.REJECTED, Verdict.PENDING])
DRIVEN = st.fixed_dictionaries(dict.fromkeys([*NAMES, BEFORE[5]], SETTLED))


@given(DRIVEN)
def test_read_as_driven(driven: dict[str, Verdict]) -> None:
    assert verdicts(review(driven)) == driven


@given(DRIVEN, st.permutations(range(6)), st.data())
@settings(max_examples=300, deadline=None)
def test_never_a_false_accept_or_reject(driven: dict[str, Verdict], order: list[int], data: st.DataObject) -> None:
    """Paragraphs moved, split, joined, words written in and taken out: what is settled is as it was driven."""
    paragraphs = review(driven)
    paragraphs = [paragraphs[index] for index in order if index < len(paragraphs)]
    for _ in range(data.draw(st.integers(0, 4))):
        paragraphs = meddle(paragraphs, data)
    for name, verdict in verdicts(paragraphs).items():
        if verdict in (Verdict.ACCEPTED, Verdict.REJECTED):
            assert verdict is driven[name], name


def meddle(paragraphs: list[Paragraph], data: st.DataObject) -> list[Paragraph]:
    at = data.draw(st.integers(0, len(paragraphs) - 1)) if paragraphs else 0
    if not paragraphs or not paragraphs[at]:
        return paragraphs
    pieces = list(paragraphs[at])
    how = data.draw(st.sampled_from(["word", "split", "join", "drop"]))
    if how == "join" and at + 1 < len(paragraphs):
        return [*paragraphs[:at], (*pieces, *paragraphs[at + 1]), *paragraphs[at + 2 :]]
    number = data.draw(st.integers(0, len(pieces) - 1))
    text, mark = pieces[number]
    if mark is not Mark.NONE:
        return paragraphs
    cut = data.draw(st.integers(0, len(text)))
    if how == "split":
        return [
            *paragraphs[:at],
            (*pieces[:number], (text[:cut], mark)),
            ((text[cut:], mark), *pieces[number + 1 :]),
            *paragraphs[at + 1 :],
        ]
    written = text[:cut] + " quite" + text[cut:] if how == "word" else text[:cut] + text[cut + 5 :]
    if any(name in text and name not in written for name in (*NAMES, *NAMES.values())):
        return paragraphs  # the editor retyped a name: then nothing was driven
    pieces[number] = (written, mark)
    return [*paragraphs[:at], tuple(pieces), *paragraphs[at + 1 :]]


def test_retyped_is_amended() -> None:
    driven = dict.fromkeys(NAMES, Verdict.ACCEPTED)
    (one,) = [
        one for one in decisions(replaced(review(driven), "Bilibili", "Bilibili Inc.")) if one.before == "Station B"
    ]
    assert (one.verdict, one.written) == (Verdict.AMENDED, "Bilibili Inc.")


@pytest.mark.parametrize("verdict", [Verdict.ACCEPTED, Verdict.REJECTED])
def test_a_word_written_beside_is_amended(verdict: Verdict) -> None:
    paragraphs = replaced(review(dict.fromkeys(NAMES, verdict)), " and its game", " Games and its game")
    (one,) = [one for one in decisions(paragraphs) if one.before == "Miha Tour"]
    name = one.after if verdict is Verdict.ACCEPTED else one.before
    assert (one.verdict, one.written) == (Verdict.AMENDED, f"{name} Games")


def test_half_decided_is_pending() -> None:
    paragraphs = review(dict.fromkeys(NAMES, Verdict.PENDING))
    half: list[Paragraph] = [
        tuple((text, Mark.NONE if text == "Bilibili" else mark) for text, mark in paragraph) for paragraph in paragraphs
    ]
    assert verdicts(half)["Station B"] is Verdict.PENDING


def test_a_deleted_sentence_takes_its_edits_along() -> None:
    paragraphs = [
        paragraph for paragraph in review(dict.fromkeys(NAMES, Verdict.ACCEPTED)) if "example" not in str(paragraph)
    ]
    assert verdicts(paragraphs)["Mihayou"] in (Verdict.GONE, Verdict.PENDING)


def test_a_deleted_paragraph_that_was_moved_is_not_accepted() -> None:
    paragraphs = review({**dict.fromkeys(NAMES, Verdict.ACCEPTED), BEFORE[5]: Verdict.REJECTED})
    assert verdicts([paragraphs[-1], *paragraphs[:-1]])[BEFORE[5]] is not Verdict.ACCEPTED


def test_what_the_editor_repaired_himself_is_reported() -> None:
    paragraphs = replaced(review(dict.fromkeys(NAMES, Verdict.ACCEPTED)), "its players", "Rice Tour")
    (one,) = read(BEFORE, edits(), paragraphs).added
    assert (one.block, one.before, one.written) == (4, "its players", "Rice Tour")
