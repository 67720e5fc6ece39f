"""An editor played in LibreOffice: what was driven, and what `review.read` makes of the document that comes back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from office import Worker
from retranslate.formats.docx import package, story
from retranslate.formats.docx.reader import hidden, story_parts
from retranslate.model import Decision, Edit, Verdict
from retranslate.redline.tokens import difference

WORKER = Path(__file__).parent / "editor_worker.py"
SETTLED = (Verdict.ACCEPTED, Verdict.REJECTED)
FIRST = datetime(2001, 1, 1)  # the day of the first edit in a copy that tells them apart
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Redline = Sequence[Any]  # kind, author, text, date, as LibreOffice has them
Step = tuple[Any, ...]


class Editor(Worker):
    """A LibreOffice in which an editor works."""

    def __init__(self) -> None:
        super().__init__(WORKER)

    def work(self, path: Path, steps: Sequence[Step] = (), save: Path | None = None) -> dict[str, Any]:
        """Open ``path``, do ``steps`` (see ``editor_worker.STEPS``), save; what is pending then, and what steps say."""
        job = {"path": str(path.resolve()), "steps": steps, "save": str(save.resolve()) if save else None}
        return self.answer(job)


@dataclass(frozen=True)
class Plan:
    """The redlines that LibreOffice shows of each edit, by number; an edit it shows otherwise has none."""

    edits: tuple[Edit, ...]
    redlines: tuple[tuple[int, ...], ...]
    kinds: Mapping[int, str] = field(default_factory=dict)

    def orders(self, verdicts: Mapping[int, Verdict], *, only: str = "") -> list[tuple[int, str]]:
        """The orders that give edit ``i`` the verdict ``verdicts[i]``; ``only`` insertions or deletions, if given."""
        return [
            (number, "Accept" if verdict is Verdict.ACCEPTED else "Reject")
            for index, verdict in verdicts.items()
            if verdict in SETTLED
            for number in self.redlines[index]
            if not only or self.kinds[number] == only
        ]


def plan(edits: Sequence[Edit], redlines: Sequence[Redline], dated: Sequence[Redline]) -> Plan:
    """Find each edit of ``edits`` (that changes something) among ``redlines``.

    ``dated`` are those of a copy in which every edit has a day of its own (see `dated`): however many edits say the
    same, it is known which is which. Where LibreOffice cuts that copy otherwise, its redlines are found by their words.
    """
    changes = tuple(one for one in edits if one.after is not None)
    kinds = {number: kind for number, (kind, _, _, _) in enumerate(redlines)}
    found: list[list[int]] = [[] for _ in changes]
    if [one[:3] for one in redlines] == [one[:3] for one in dated]:
        for number, (_, author, _, date) in enumerate(dated):
            index = (datetime.fromisoformat(date) - FIRST).days
            if author.startswith("retranslate") and 0 <= index < len(changes):
                found[index].append(number)
        return Plan(changes, tuple(map(tuple, found)), kinds)
    at = 0
    while at < len(redlines):
        taken = 1
        for index, edit in enumerate(changes):
            length = _length(edit, redlines[at:]) if not found[index] else 0
            if length:
                found[index] = list(range(at, at + length))
                taken = length
                break
        at += taken
    return Plan(changes, tuple(map(tuple, found)), kinds)


def dated(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The redline ``data`` with the revisions of edit ``i`` (that changes something) dated `FIRST` and i days."""
    changes = [one for one in edits if one.after is not None]
    opened = package.read(data, "redline")
    parts: dict[str, bytes] = {}
    block = 0
    for part, place in story_parts(opened):
        _, root, paragraphs = story.read(part, place, opened.parts[part], opened.name)
        second = hidden(root)
        for paragraph in paragraphs:
            if paragraph not in second:
                _date(paragraph, [(k, one) for k, one in enumerate(changes) if one.span.block == block])
                block += 1
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    return made.getvalue()


def _date(paragraph: etree._Element, edits: Sequence[tuple[int, Edit]]) -> None:
    """Date our revisions in ``paragraph``, which are those of ``edits``, in their order."""
    waiting = sorted(edits, key=lambda one: one[1].span)
    held = {"del": "", "ins": ""}
    mark: list[etree._Element] = []
    for one in paragraph.iter(f"{W}ins", f"{W}del"):
        ours = str(one.get(f"{W}author")).startswith("retranslate")
        if not ours or next(one.iterancestors(f"{W}p")) is not paragraph:
            continue
        if one.getparent().tag == f"{W}rPr":  # type: ignore[union-attr]
            mark.append(one)
        elif waiting:
            number, edit = waiting[0]
            start, end, new = difference(edit.before, edit.after or "")
            for element in (one, *mark):
                element.set(f"{W}date", (FIRST + timedelta(days=number)).isoformat() + "Z")
            mark = []
            held[etree.QName(one).localname] += "".join(_characters(leaf) for leaf in one.iter())
            if held == {"del": edit.before[start:end], "ins": new}:
                waiting, held = waiting[1:], {"del": "", "ins": ""}


def _characters(leaf: etree._Element) -> str:
    name = etree.QName(leaf).localname
    return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}.get(
        name, (leaf.text or "") if name in ("t", "delText") else ""
    )


def _length(edit: Edit, redlines: Sequence[Redline]) -> int:
    """How many of the first ``redlines`` are ``edit``; 0 if they are not."""
    start, end, new = difference(edit.before, edit.after or "")
    old = edit.before[start:end]
    author = redlines[0][1]
    said = {"Delete": "", "Insert": ""}
    best = 0
    for count, (kind, who, text, _) in enumerate(redlines[:6], 1):
        if kind not in said or who != author or not author.startswith("retranslate"):
            break
        said[kind] += text or ""
        deleted = said["Delete"].replace("\r\n", "\n")
        if said["Insert"] == new and (deleted == old or (edit.after == "" and deleted == f"{old}\n")):
            best = count
        if not old.startswith(deleted.rstrip("\n")) or not new.startswith(said["Insert"]):
            break
    return best


@dataclass(frozen=True)
class Scenario:
    """What the editor does, and what he means by it: a verdict for each edit of the plan."""

    driven: Mapping[int, Verdict]
    steps: Sequence[Step]


def cycle(plan: Plan, *verdicts: Verdict) -> dict[int, Verdict]:
    """The ``verdicts`` in turn; pending where LibreOffice shows no such redline.

    A line that stands twice in a row meets one verdict: which of the two was deleted is nothing that a text can tell.
    """
    made: dict[int, Verdict] = {}
    for index, (edit, numbers) in enumerate(zip(plan.edits, plan.redlines, strict=True)):
        earlier = plan.edits[index - 1] if index else edit
        twin = earlier.span.block + 1 == edit.span.block and (earlier.before, earlier.after) == (edit.before, "")
        turn = verdicts[index % len(verdicts)] if numbers else Verdict.PENDING
        made[index] = made[index - 1] if twin else turn
    return made


def scenarios(plan: Plan, folder: Path) -> dict[str, Scenario]:
    """Every scenario, by its name."""
    accepted, rejected, pending = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.PENDING
    some, both = cycle(plan, accepted, rejected, pending), cycle(plan, rejected, accepted)
    none, all_ = cycle(plan, rejected), dict.fromkeys(range(len(plan.edits)), accepted)
    nothing = dict.fromkeys(all_, pending)

    def decide(driven: Mapping[int, Verdict], *, only: str = "") -> Step:
        return ("decide", plan.orders(driven, only=only))

    def but(driven: Mapping[int, Verdict], name: str, verdict: Verdict) -> dict[int, Verdict]:
        named = {index for index, one in enumerate(plan.edits) if one.after == name}
        return {index: verdict if index in named else other for index, other in driven.items()}

    everything = ("decide_all", "Accept")
    around = [("write_before", "As we know, ", 2), ("retype", "the", "those"), ("retype", " of ", " about ")]
    deleted = {index: pending if plan.edits[index].after else verdict for index, verdict in both.items()}
    return {
        "some accepted, some rejected": Scenario(some, [decide(some)]),
        "all accepted": Scenario(all_, [everything]),
        "all rejected": Scenario(none, [decide(none)]),
        "saved twice, then decided": Scenario(
            some, [("docx", str(folder / "1.docx")), ("docx", str(folder / "2.docx")), decide(some)]
        ),
        "saved as ODT and back": Scenario(some, [decide(some), ("odt", str(folder / "1.odt"))]),
        "commented": Scenario(both, [decide(both), ("annotate", "Why?")]),
        "edited around": Scenario(both, [decide(both), *around]),
        "paragraphs split": Scenario(both, [decide(both), ("split", 30)]),
        "paragraphs joined": Scenario(both, [decide(both), ("join", 1)]),
        "a paragraph moved": Scenario(both, [decide(both), ("move", 1)]),
        "another moved": Scenario(both, [decide(both), ("move", 3)]),
        "retyped": Scenario(but(all_, "Kuaishou", Verdict.AMENDED), [everything, ("retype", "Kuaishou", "Kwai")]),
        "a word written beside": Scenario(
            but(all_, "Kuaishou", Verdict.AMENDED), [everything, ("retype", "Kuaishou", "Kuaishou Technology")]
        ),
        "only insertions accepted": Scenario(nothing, [decide(both, only="Insert")]),
        "only deletions accepted": Scenario(deleted, [decide(both, only="Delete")]),
        "typed over while recording": Scenario(
            but(all_, "Baidu", Verdict.AMENDED), [everything, ("record", True), ("retype", "Baidu", "Bai Du Inc")]
        ),
        "typed over what is pending": Scenario(nothing, [("record", True), ("retype", "Baidu", "Bai Du Inc")]),
        "a paragraph deleted": Scenario(both, [decide(both), ("drop", 2)]),
    }


@dataclass
class Score:
    """How the verdicts read compare with those driven."""

    right: int = 0
    cautious: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, decision: Decision, driven: Verdict, where: str = "") -> None:
        """Count one decision. Where something was amended, pending or gone, each of these is right."""
        said = f"{where}:{decision.span.block}: {decision.before!r} -> {decision.after!r}"
        said += f": driven {driven}, read {decision.verdict}"
        if decision.verdict is driven or (driven not in SETTLED and decision.verdict not in SETTLED):
            self.right += 1
        elif decision.verdict in SETTLED:
            self.false.append(said)
        else:
            self.cautious += 1
            self.missed.append(said)
