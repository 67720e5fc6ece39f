"""Verdicts as LibreOffice drives them: an editor accepts, rejects, retypes, moves, saves; none is read wrongly.

``pytest -s tests/test_review_applications.py`` prints a line for each way of working; with ``RETRANSLATE_REVIEWS=all``
every document meets every one of them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from conftest import missing
from office import python_with_uno
from redlining import DOCUMENTS, FOLLOW, NAMES, OPTIONS
from retranslate import edit, glossary, pipeline, redline, review
from retranslate.formats import docx, plain
from retranslate.model import Block, Document, Edit, Place, RetranslateError, Verdict
from reviewing import SETTLED, Editor, Plan, Scenario, Score, dated, plan, scenarios

pytestmark = pytest.mark.application
WAYS = list(scenarios(Plan((), ()), Path()))
UNDECIDABLE = ("tracked", "locked")  # LibreOffice lets nobody decide in a protected document
TURNS = 1 if os.environ.get("RETRANSLATE_REVIEWS") == "all" else 2  # each document meets one way in so many
HEADS = "variant\tterm\tkind\tapply\n"
ROWS = [f"{variant}\t{term}\tcompany\tauto\n" for variant, term in NAMES.items()]
ARTICLE = (
    f"How Hundred Degrees grew\n\nQuick Hand came first, then Know Almost .\n\n{FOLLOW}\n\nIn 2011 Quick Hand was an "
    "app for pictures; Penguin Goose took part in in it ,and Hundred Degrees did not. \u201dIt was an user\u2019s "
    f"dream,\u201c Quick Hand said. Quick Hand, Quick Hand and Quick Hand grew.\n\n{FOLLOW}\n\nQuick Hand\n\nThe end"
    f"\n\nQuick Hand\n\n{FOLLOW}\n\nShare to: Twitter\n\nRelated articles\n\nHow Know Almost grew\n"
)


class Written(NamedTuple):
    """A document, its redline in a file, and what LibreOffice shows of it."""

    document: Document
    redline: Path
    plan: Plan


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    if python_with_uno() is None:
        missing("LibreOffice or python3-uno is missing: apt install libreoffice-writer python3-uno")
    running = Editor()
    yield running
    running.close()


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@cache
def checked(name: str) -> tuple[Document, tuple[Edit, ...]]:
    """A document and all that ``fix`` proposes for it, every rule and every note."""
    if name == "article":
        read = plain.read(ARTICLE.encode(), "article.txt")
    else:
        path = next(path for path in DOCUMENTS if path.stem == name)
        read = docx.read(path.read_bytes(), path.name)
    with tempfile.TemporaryDirectory() as place:
        rows = Path(place, "glossary.tsv")
        rows.write_text("".join([HEADS, *ROWS, f"{FOLLOW}\t\tfurniture\task\n"]))
        return read, pipeline.check(read, glossary.load([rows]), OPTIONS).edits


def written(name: str, editor: Editor, folder: Path, known: dict[str, Written]) -> Written:
    if name not in known:
        document, edits = checked(name)
        first, second = folder / f"{name}.redline.docx", folder / f"{name}.dated.docx"
        first.write_bytes(redline.write(document, edits, OPTIONS))
        second.write_bytes(dated(first.read_bytes(), edits))
        shown = [editor.work(path)["redlines"] for path in (first, second)]
        known[name] = Written(document, first, plan(edits, *shown))
    return known[name]


DOCUMENT_NAMES = ["article", *(path.stem for path in DOCUMENTS if path.stem not in UNDECIDABLE)]
KNOWN: dict[str, Written] = {}


@pytest.mark.parametrize("way", WAYS)
def test_verdicts_are_read_as_driven(way: str, editor: Editor, folder: Path) -> None:
    score, turn = Score(), WAYS.index(way)
    chosen = [stem for number, stem in enumerate(DOCUMENT_NAMES) if (number + turn) % TURNS == 0]
    for stem in chosen:
        _play(way, stem, written(stem, editor, folder, KNOWN), editor, score)
    driven = score.right + score.cautious + len(score.false)
    print(f"\n| {way} | {len(chosen)} | {driven} | {score.right} | {score.cautious} | {len(score.false)} |")
    for line in score.missed:
        print("   ", line)
    assert not score.false
    assert score.right >= 0.95 * driven, score.missed
    assert len(chosen) >= 10


def _play(way: str, stem: str, first: Written, editor: Editor, score: Score) -> None:
    folder, drawn, blocks = first.redline.parent, first.plan, first.document.blocks
    back = folder / f"{stem}.reviewed.docx"
    scenario = scenarios(drawn, folder)[way]
    answer = editor.work(first.redline, scenario.steps, back)
    try:
        found = review.read(back.read_bytes(), stem, beside=[folder])
    except RetranslateError as error:
        if "broken XML" in str(error):  # as LibreOffice writes it around some controls: nobody can read that
            return
        raise
    assert found.is_ours
    assert len(found.decisions) == len(drawn.edits)
    gone = _dropped(answer["did"][-1], blocks, drawn, scenario.driven) if way == "a paragraph deleted" else set()
    stuck = _stuck(scenario, answer["did"])
    for index, decision in enumerate(found.decisions):
        driven = Verdict.GONE if decision.span.block in gone else scenario.driven[index]
        if stuck.intersection(drawn.redlines[index]):
            driven = Verdict.PENDING
        if _was_not_done(way, driven, answer["did"][-1], decision.verdict):
            continue
        if gone and (not decision.after or blocks[decision.span.block].place is Place.TEXT_BOX):
            continue  # a paragraph to be deleted that the editor deletes himself; a box that may have gone with another
        score.add(decision, driven, stem)


def _stuck(scenario: Scenario, did: Sequence[Any]) -> set[int]:
    """The redlines that LibreOffice could not be made to decide."""
    return {number for step, done in zip(scenario.steps, did, strict=True) if step[0] == "decide" for number in done}


def _was_not_done(way: str, driven: Verdict, done: object, read: Verdict) -> bool:
    """Whether LibreOffice found fewer places to type over than were meant: then nobody amended them."""
    typed = "typed over" in way or "retyped" in way or "beside" in way
    return typed and driven is Verdict.AMENDED and read in SETTLED and done == 0


def _dropped(text: str | None, blocks: Sequence[Block], drawn: Plan, driven: Mapping[int, Verdict]) -> set[int]:
    """The blocks that read ``text`` once the editor had decided."""
    if text is None:
        return set()
    taken = [one for index, one in enumerate(drawn.edits) if driven[index] is Verdict.ACCEPTED]
    now = edit.corrected(Document("", tuple(blocks)), taken)
    return {index for index, one in enumerate(now) if one is not None and one.strip() == text.strip()}
