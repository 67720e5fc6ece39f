"""SARIF 2.1.0, for code scanning and the editors that read it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from retranslate import __version__
from retranslate.formats import offset, position
from retranslate.model import Edit, Outcome
from retranslate.report.text import change
from retranslate.rules import NAMES, rule

if TYPE_CHECKING:
    from retranslate.pipeline import Run

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Outcome.AUTO: "error", Outcome.ASK: "warning", Outcome.NOTE: "note"}


def sarif(runs: Sequence[Run]) -> str:
    """All documents as one SARIF run; columns count code points, as the run says."""
    rules = sorted({edit.rule for run in runs for edit in run.edits})
    whole = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "retranslate",
                        "version": __version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": _uri(run.document.name)}} for run in runs],
                "results": [_result(run, at, edit, rules) for at, run in enumerate(runs) for edit in run.edits],
            }
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _rule(name: str) -> dict[str, Any]:
    """A rule with the first line of its page, and the page."""
    page = rule(name).__doc__ if name in NAMES else None
    if page is None:
        return {"id": name, "shortDescription": {"text": f"A name that a machine translation garbled ({name})."}}
    head, _, body = page.strip().partition("\n")
    return {"id": name, "shortDescription": {"text": head}, "help": {"text": body.strip(), "markdown": body.strip()}}


def _result(run: Run, at: int, edit: Edit, rules: list[str]) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(run.document.name), "index": at}}
    region = _region(run, edit)
    if region:
        location["region"] = region
    result: dict[str, Any] = {
        "ruleId": edit.rule,
        "ruleIndex": rules.index(edit.rule),
        "level": _LEVELS[edit.outcome],
        "message": {"text": change(edit) + ("" if edit.after is None else f" ({'; '.join(edit.why)})")},
        "locations": [{"physicalLocation": location}],
        "rank": round(100 * edit.confidence, 1),
    }
    if region and edit.after is not None:
        insertion = {"deletedRegion": region, "insertedContent": {"text": edit.after}}
        edits = [{"artifactLocation": location["artifactLocation"], "replacements": [insertion]}]
        result["fixes"] = [{"description": {"text": change(edit)}, "artifactChanges": edits}]
    return result


def _region(run: Run, edit: Edit) -> dict[str, int] | None:
    """The lines, columns and offset of ``edit`` in its source; None in formats without lines."""
    after = edit.span._replace(start=edit.span.end)
    start, end = position(run.document, edit.span), position(run.document, after)
    first, last = offset(run.document, edit.span), offset(run.document, after)
    if start is None or end is None or first is None or last is None:
        return None
    columns = {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}
    return {**columns, "charOffset": first, "charLength": last - first}


def _uri(name: str) -> str:
    from urllib.parse import quote

    return quote(name.replace("\\", "/"))
