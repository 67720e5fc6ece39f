"""Verdicts are read as they were given; in doubt they are pending, never a false accept or reject."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import redline
from retranslate import review as reviews
from retranslate.formats import plain
from retranslate.model import Decision, Edit, Mark, Options, Outcome, RetranslateError, Span, Verdict
from retranslate.redline.tokens import difference
from retranslate.review.layout import Paragraph
from retranslate.review.verdicts import read
from wordml import Package, gone, ins, p, r, t

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


def decided(blocks: list[str], wanted: list[tuple[int, str, str, Verdict]]) -> list[tuple[str, Verdict, Verdict]]:
    """``blocks`` as they come back when each edit (block, before, after) met its verdict, driven and read.

    Edits of one wording are those of its first places, in order. A paragraph deleted and accepted is gone.
    """
    made, paragraphs = [], []
    for block, text in enumerate(blocks):
        pieces: list[tuple[str, Mark]] = []
        at = 0
        for before, after, verdict in [one[1:] for one in wanted if one[0] == block]:
            start = text.index(before, at)
            made.append((edit(block, start, before, after), verdict))
            pieces.append((text[at:start], Mark.NONE))
            if verdict is Verdict.PENDING:
                pieces += difference_of(before, after)
            else:
                pieces.append((before if verdict is Verdict.REJECTED else after, Mark.NONE))
            at = start + len(before)
        pieces.append((text[at:], Mark.NONE))
        kept = tuple(piece for piece in pieces if piece[0])
        if kept or not text:
            paragraphs.append(kept)
    found = read(blocks, [one for one, _ in made], paragraphs).decisions
    return [(one.before, verdict, two.verdict) for (one, verdict), two in zip(made, found, strict=True)]


def difference_of(before: str, after: str) -> list[tuple[str, Mark]]:
    start, end, new = difference(before, after)
    return [
        (before[:start], Mark.NONE),
        (before[start:end], Mark.DELETED),
        (new, Mark.INSERTED),
        (before[end:], Mark.NONE),
    ]


B, SHARE = ("Station B", "Bilibili"), "Share this page"
ACCEPTED, REJECTED, PENDING = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.PENDING


@given(st.lists(SETTLED, min_size=10, max_size=10))
@settings(max_examples=300, deadline=None)
def test_edits_side_by_side_and_alike_are_told_apart_or_pending(verdicts: list[Verdict]) -> None:
    """Names that touch other edits, stand twice in a row, make a paragraph of their own, in paragraphs that repeat."""
    blocks = [SHARE, "Users of Station B .", "Station B", "Station B Station B, and Station B", SHARE, "Next", SHARE]
    edits_ = [(0, SHARE, ""), (1, *B), (1, " .", "."), (2, *B), (3, *B), (3, *B), (3, *B)]
    edits_ += [(4, SHARE, ""), (5, "Next", ""), (6, SHARE, "")]
    for before, driven, found in decided(
        blocks, [(*one, verdict) for one, verdict in zip(edits_, verdicts, strict=True)]
    ):
        assert found in (driven, PENDING), before


def test_a_pending_deletion_beside_a_pending_name_is_pending() -> None:
    """A blank that both edits might have deleted belongs to neither for sure."""
    found = decided(["Users of Station B ."], [(0, *B, PENDING), (0, " .", ".", PENDING)])
    assert [one[2] for one in found] == [PENDING, PENDING]


def test_which_of_two_copies_was_deleted_is_not_guessed() -> None:
    """All that stood between them was deleted too."""
    driven = [(0, SHARE, "", ACCEPTED), (1, "Next", "", ACCEPTED), (2, SHARE, "", REJECTED)]
    found = decided([SHARE, "Next", SHARE, "The end of the story."], driven)
    assert [one[2] for one in found] == [PENDING, ACCEPTED, PENDING]


def test_a_deletion_is_not_taken_for_accepted_where_its_neighbours_went_too() -> None:
    text = "The firm grew in the the spring, and then it grew again."
    one = edit(0, text.index(" the the") + 4, " the", "")
    (found,) = read([text], [one], [(("The firm grew, and then it grew again.", Mark.NONE),)]).decisions
    assert found.verdict is PENDING


def test_a_paragraph_joined_to_another_without_a_blank_is_not_gone() -> None:
    one = edit(1, 0, "Next", "")
    (found,) = read(["How Bilibili grew", "Next"], [one], [(("How Bilibili grewNext", Mark.NONE),)]).decisions
    assert found.verdict is PENDING


def test_all_that_was_to_be_deleted_is_gone_with_its_paragraphs() -> None:
    """What ends a paragraph goes with it, and belongs to no verdict."""
    blocks = ["How Station B grew", SHARE, SHARE, "Like (37)", "It grew.", SHARE, "Next"]
    driven = [(1, SHARE, ""), (2, SHARE, ""), (3, "Like (37)", ""), (5, SHARE, ""), (6, "Next", "")]
    assert all(one[2] is ACCEPTED for one in decided(blocks, [(*one, ACCEPTED) for one in driven]))


def test_what_still_hangs_in_a_foreign_document_is_nobodys_repair() -> None:
    """A redline whose record an application dropped: our own proposals must not come back as the editor's."""
    ours = '<w:del w:id="9" w:author="retranslate" w:date="2026-01-31T09:00:00Z">'
    ours += r(t("Station B", "delText")) + "</w:del>"
    ours += '<w:ins w:id="8" w:author="retranslate" w:date="2026-01-31T09:00:00Z">' + r("Bilibili") + "</w:ins>"
    body = p("Of ", ours, " and of ", gone(3, "Rice Tour"), ins(4, r("Mihayou")), ".")
    found = reviews.read(Package(body).build(), "foreign.docx")
    assert not found.is_ours
    assert [(one.before, one.written) for one in found.added] == [("Rice Tour", "Mihayou")]
    assert found.added[0].sentence == "Of Station B and of Rice Tour."


def redline_of(text: str, edits_: list[Edit]) -> bytes:
    return redline.write(plain.read(text.encode(), "article.txt"), edits_, Options(date="2026-01-31T09:00:00Z"))


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
    return made.getvalue()


def test_revisions_without_their_author_are_still_pending() -> None:
    """Programs that take out personal data call every author "Author"."""
    data = redline_of("Users of Station B like it.", [edit(0, 9, "Station B", "Bilibili")])
    back = rewritten(data, lambda part: part.replace(b'w:author="retranslate"', b'w:author="Author"'))
    assert back != data
    (one,) = reviews.read(back, "back.docx").decisions
    assert one.verdict is PENDING


@pytest.mark.parametrize("place", [b"3000", b"-1", b"1", b"x", b"0\t0"])
def test_a_record_that_fits_no_text_is_refused(place: bytes) -> None:
    data = redline_of("Users of Station B like it.\n\nThe end.\n", [edit(0, 9, "Station B", "Bilibili")])
    with pytest.raises(RetranslateError, match="damaged record"):
        reviews.read(rewritten(data, lambda part: part.replace(b"<edits>0\t", b"<edits>" + place + b"\t")), "back.docx")


def test_what_a_paste_may_have_accepted_is_pending() -> None:
    """LibreOffice pastes a pending insertion as text."""
    driven = dict.fromkeys(NAMES, Verdict.PENDING)
    paragraphs = review({**driven, "Mihayou": Verdict.ACCEPTED})
    assert verdicts(paragraphs)["Mihayou"] is Verdict.ACCEPTED
    assert verdicts([paragraphs[4], *paragraphs[:4], *paragraphs[5:]])["Mihayou"] is PENDING
