"""Annotations for GitHub Actions: one workflow command a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.model import Edit, Outcome
from retranslate.report.text import change

if TYPE_CHECKING:
    from retranslate.pipeline import Run

_LEVELS = {Outcome.AUTO: "error", Outcome.ASK: "warning", Outcome.NOTE: "notice"}


def commands(run: Run) -> str:
    """The findings of one document; in formats without lines they stand at the file's first."""
    return "".join(_annotation(run, edit) for edit in run.edits)


def _annotation(run: Run, edit: Edit) -> str:
    has_lines = run.document.blocks[edit.span.block].offset is not None
    line = edit.span.block + 1 if has_lines else 1
    column = f",col={edit.span.start + 1},endColumn={edit.span.end + 1}" if has_lines else ""
    where = f"file={_property(run.document.name)},line={line}{column},title={_property(edit.rule)}"
    reasons = "" if edit.after is None else f" ({'; '.join(edit.why)})"
    return f"::{_LEVELS[edit.outcome]} {where}::{_data(change(edit) + reasons)}\n"


def _data(text: str) -> str:
    """Escaped as the runner reads a command's message (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
