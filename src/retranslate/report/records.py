"""The JSON report, schema 1: stable from now on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from retranslate import __version__
from retranslate.formats import offset
from retranslate.model import Document, Edit, Problem

if TYPE_CHECKING:
    from retranslate.pipeline import Run

SCHEMA = 1


def record(run: Run) -> dict[str, Any]:
    """One document of the report: its path, number of blocks, edits and problems."""
    return {
        "path": run.document.name,
        "blocks": len(run.document.blocks),
        "edits": [_edit(run.document, edit) for edit in run.edits],
        "problems": [_problem(problem) for problem in run.problems],
    }


def _edit(document: Document, edit: Edit) -> dict[str, Any]:
    return {
        "block": edit.span.block,
        "start": edit.span.start,
        "end": edit.span.end,
        "offset": offset(document, edit.span),
        "before": edit.before,
        "after": edit.after,
        "rule": edit.rule,
        "term": edit.term,
        "outcome": str(edit.outcome),
        "confidence": round(edit.confidence, 3),
        "why": list(edit.why),
    }


def _problem(problem: Problem) -> dict[str, str]:
    return {"where": problem.where, "message": problem.message, "hint": problem.hint}


def as_json(runs: Iterable[Run]) -> str:
    """The whole report as one JSON object, with a line end."""
    whole = {**_head(), "documents": [record(run) for run in runs]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_jsonl(runs: Sequence[Run]) -> str:
    """One JSON object a line and document, each with schema, tool and version."""
    return "".join(json.dumps({**_head(), **record(run)}, ensure_ascii=False) + "\n" for run in runs)


def _head() -> dict[str, Any]:
    return {"schema": SCHEMA, "tool": "retranslate", "version": __version__}
