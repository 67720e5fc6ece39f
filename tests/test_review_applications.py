"""Verdicts as LibreOffice drives them: an editor accepts, rejects, retypes, moves, saves; none is read wrongly.

``pytest -s tests/test_review_applications.py`` prints the table of docs/learning.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import missing
from office import python_with_uno
from redlining import DOCUMENTS, FOLLOW, OPTIONS, propose
from retranslate import edit, redline, review
from retranslate.formats import docx, plain
from retranslate.model import Block, Document, Edit, Place, RetranslateError, Verdict
from reviewing import SETTLED, Editor, Plan, Scenario, Score, plan, scenarios

pytestmark = pytest.mark.application
NAMES = list(scenarios(Plan((), ()), Path()))
UNDECIDABLE = ("tracked", "locked")  # LibreOffice lets nobody decide in a protected document
ARTICLE = (
    f"How Hundred Degrees grew\n\nQuick Hand came first, then Know Almost.\n\n{FOLLOW}\n\nIn 2011 Quick Hand was an "
    "app for pictures; Penguin Goose took a share of it, and Hundred Degrees did not.\n\n"
    f"{FOLLOW}\n\nThe end\n\n{FOLLOW}\n"
)


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    if python_with_uno() is None:
        missing("LibreOffice or python3-uno is missing: apt install libreoffice-writer python3-uno")
    running = Editor()
    yield running
    running.close()


@cache
def document(name: str) -> tuple[Document, tuple[Edit, ...]]:
    if name == "article":
        read = plain.read(ARTICLE.encode(), "article.txt")
        found = propose(read)
        first = next(one for one in found if one.before == FOLLOW)
        return read, tuple(one for one in found if one is not first)
    path = next(path for path in DOCUMENTS if path.stem == name)
    read = docx.read(path.read_bytes(), path.name)
    return read, propose(read)


DOCUMENT_NAMES = ["article", *(path.stem for path in DOCUMENTS if path.stem not in UNDECIDABLE)]


@pytest.mark.parametrize("name", NAMES)
def test_verdicts_are_read_as_driven(name: str, editor: Editor, tmp_path: Path) -> None:
    score, turn = Score(), NAMES.index(name)
    chosen = [
        stem for number, stem in enumerate(DOCUMENT_NAMES) if (number + turn) % 5 < 3
    ]  # each meets most scenarios
    for stem in chosen:
        _play(name, stem, editor, tmp_path, score)
    driven = score.right + score.cautious + len(score.false)
    print(f"\n| {name} | {driven} | {score.right} | {score.cautious} | {len(score.false)} |")
    assert not score.false
    assert score.right >= 0.95 * driven, score.missed
    assert len(chosen) >= 10


def _play(name: str, stem: str, editor: Editor, folder: Path, score: Score) -> None:
    read, edits = document(stem)
    if not edits:
        return
    first, back = folder / f"{stem}.redline.docx", folder / f"{stem}.reviewed.docx"
    first.write_bytes(redline.write(read, edits, OPTIONS))
    drawn = plan(edits, editor.work(first)["redlines"])
    scenario = scenarios(drawn, folder)[name]
    answer = editor.work(first, scenario.steps, back)
    try:
        found = review.read(back.read_bytes(), stem, beside=[folder])
    except RetranslateError as error:
        if "broken XML" in str(error):  # as LibreOffice writes it around some controls: nobody can read that
            return
        raise
    assert found.is_ours
    assert len(found.decisions) == len(drawn.edits)
    gone = _dropped(answer["did"][-1], read.blocks, drawn, scenario.driven) if name == "a paragraph deleted" else set()
    stuck = _stuck(scenario, answer["did"])
    for index, decision in enumerate(found.decisions):
        driven = Verdict.GONE if decision.span.block in gone else scenario.driven[index]
        if stuck.intersection(drawn.redlines[index]):
            driven = Verdict.PENDING
        if _was_not_done(name, driven, answer["did"][-1], decision.verdict):
            continue
        if gone and (not decision.after or read.blocks[decision.span.block].place is Place.TEXT_BOX):
            continue  # a paragraph to be deleted that the editor deletes himself; a box that may have gone with another
        score.add(decision, driven)


def _stuck(scenario: Scenario, did: Sequence[Any]) -> set[int]:
    """The redlines that LibreOffice could not be made to decide."""
    return {number for step, done in zip(scenario.steps, did, strict=True) if step[0] == "decide" for number in done}


def _was_not_done(name: str, driven: Verdict, done: object, read: Verdict) -> bool:
    """Whether LibreOffice found fewer places to type over than were meant: then nobody amended them."""
    typed = "typed over" in name or "retyped" in name or "beside" in name
    return typed and driven is Verdict.AMENDED and read in SETTLED and done == 0


def _dropped(text: str | None, blocks: Sequence[Block], drawn: Plan, driven: Mapping[int, Verdict]) -> set[int]:
    """The blocks that read ``text`` once the editor had decided."""
    if text is None:
        return set()
    taken = [one for index, one in enumerate(drawn.edits) if driven[index] is Verdict.ACCEPTED]
    now = edit.corrected(Document("", tuple(blocks)), taken)
    return {index for index, one in enumerate(now) if one is not None and one.strip() == text.strip()}
