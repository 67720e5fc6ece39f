"""An editor played in LibreOffice: what was driven, and what `review.read` makes of the document that comes back."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from office import python_with_uno
from retranslate.model import Decision, Edit, Verdict
from retranslate.redline.tokens import difference

WORKER = Path(__file__).parent / "editor_worker.py"
SETTLED = (Verdict.ACCEPTED, Verdict.REJECTED)
Step = tuple[Any, ...]


class Editor:
    """A LibreOffice in which an editor works."""

    def __init__(self) -> None:
        python = python_with_uno()
        assert python is not None
        self._worker = subprocess.Popen(
            [python, str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def work(self, path: Path, steps: Sequence[Step] = (), save: Path | None = None) -> dict[str, Any]:
        """Open ``path``, do ``steps`` (see ``editor_worker.STEPS``), save; what is pending then, and what steps say."""
        job = {"path": str(path.resolve()), "steps": steps, "save": str(save.resolve()) if save else None}
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        self._worker.stdin.write(json.dumps(job) + "\n")
        self._worker.stdin.flush()
        answer: dict[str, Any] = json.loads(self._worker.stdout.readline() or '{"error": "LibreOffice died"}')
        assert "error" not in answer, answer["error"]
        return answer

    def close(self) -> None:
        """End LibreOffice; its profile goes with it."""
        assert self._worker.stdin is not None
        self._worker.stdin.close()
        self._worker.wait(60)


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


def plan(edits: Sequence[Edit], redlines: Sequence[tuple[str, str, str | None]]) -> Plan:
    """Find each edit of ``edits`` (that changes something) among ``redlines`` (kind, author, text)."""
    changes = [one for one in edits if one.after is not None]
    found: list[tuple[int, ...]] = [()] * len(changes)
    at = 0
    while at < len(redlines):
        taken = 1
        for index, edit in enumerate(changes):
            length = _length(edit, redlines[at:]) if not found[index] else 0
            if length:
                found[index] = tuple(range(at, at + length))
                taken = length
                break
        at += taken
    return Plan(tuple(changes), tuple(found), {number: kind for number, (kind, _, _) in enumerate(redlines)})


def _length(edit: Edit, redlines: Sequence[tuple[str, str, str | None]]) -> int:
    """How many of the first ``redlines`` are ``edit``; 0 if they are not."""
    start, end, new = difference(edit.before, edit.after or "")
    old = edit.before[start:end]
    author = redlines[0][1]
    said = {"Delete": "", "Insert": ""}
    best = 0
    for count, (kind, who, text) in enumerate(redlines[:6], 1):
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
    """The ``verdicts`` in turn, the same for edits that say the same; pending where LibreOffice shows none of them."""
    keys = [(one.before, one.after) for one in plan.edits]
    hidden = {key for key, numbers in zip(keys, plan.redlines, strict=True) if not numbers}
    order = list(dict.fromkeys(keys))
    return {
        index: Verdict.PENDING if key in hidden else verdicts[order.index(key) % len(verdicts)]
        for index, key in enumerate(keys)
    }


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

    def add(self, decision: Decision, driven: Verdict) -> None:
        """Count one decision. Where something was amended, pending or gone, each of these is right."""
        said = f"{decision.before!r} -> {decision.after!r}: driven {driven}, read {decision.verdict}"
        if decision.verdict is driven or (driven not in SETTLED and decision.verdict not in SETTLED):
            self.right += 1
        elif decision.verdict in SETTLED:
            self.false.append(said)
        else:
            self.cautious += 1
            self.missed.append(said)
