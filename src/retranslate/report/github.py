"""Annotations for GitHub Actions: one workflow command a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.formats import position
from retranslate.model import Edit, Outcome
from retranslate.report.text import change

if TYPE_CHECKING:
    from retranslate.pipeline import Run

_LEVELS = {Outcome.AUTO: "error", Outcome.ASK: "warning", Outcome.NOTE: "notice"}


def commands(run: Run) -> str:
    """The findings of one document; in formats without lines they stand at the file's first."""
    return "".join(_annotation(run, edit) for edit in run.edits)


def _annotation(run: Run, edit: Edit) -> str:
    start = position(run.document, edit.span)
    end = position(run.document, edit.span._replace(start=edit.span.end))
    column = f",col={start[1]},endLine={end[0]},endColumn={end[1]}" if start and end else ""
    where = f"file={_property(run.document.name)},line={start[0] if start else 1}{column},title={_property(edit.rule)}"
    reasons = "" if edit.after is None else f" ({'; '.join(edit.why)})"
    return f"::{_LEVELS[edit.outcome]} {where}::{_data(change(edit) + reasons)}\n"


def _data(text: str) -> str:
    """Escaped as the runner reads a command's message (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
