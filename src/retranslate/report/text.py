"""Findings for people to read in a terminal: one line each, or with the sentence and every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.model import Document, Edit, Outcome, Span
from retranslate.text.sentences import sentences

if TYPE_CHECKING:
    from retranslate.pipeline import Run


def concise(run: Run) -> str:
    """One line a finding: where, outcome, rule, what becomes what."""
    return "".join(_line(run.document, edit) + "\n" for edit in run.edits) + problems(run)


def full(run: Run) -> str:
    """A finding in its sentence, with confidence and every reason."""
    return "".join(_paragraph(run.document, edit) for edit in run.edits) + problems(run)


def problems(run: Run) -> str:
    """One line a problem."""
    return "".join(
        f"{one.where}: {one.message}" + (f" ({one.hint})" if one.hint else "") + "\n" for one in run.problems
    )


def _line(document: Document, edit: Edit) -> str:
    return f"{place(document, edit.span)}: {edit.outcome} {edit.rule}: {change(edit)}"


def change(edit: Edit) -> str:
    """What becomes what, on one line."""
    if edit.after is None:
        return f"“{shown(edit.before)}”: {'; '.join(edit.why)}"
    if edit.after == "":
        return f"delete “{shown(edit.before)}”"
    if shown(edit.before) == shown(edit.after):
        return f"{edit.before!a} → {edit.after!a}"
    return f"“{shown(edit.before)}” → “{shown(edit.after)}”"


def _paragraph(document: Document, edit: Edit) -> str:
    sure = "" if edit.outcome is Outcome.NOTE else f" ({edit.confidence:.0%} sure)"
    head = f"{_line(document, edit)}{sure}\n"
    return head + f"    {sentence(document, edit)}\n" + "".join(f"    - {reason}\n" for reason in edit.why) + "\n"


def sentence(document: Document, edit: Edit) -> str:
    """The sentence that the edit begins in, on one line."""
    text = document.blocks[edit.span.block].text
    for start, end in sentences(text):
        if start <= edit.span.start < end:
            return " ".join(text[start : max(end, edit.span.end)].split())
    return " ".join(text.split())


def place(document: Document, span: Span) -> str:
    """Where ``span`` begins, for people: ``article.txt:12:5`` (line and column), or ``draft.docx:¶12`` (paragraph)."""
    if document.blocks[span.block].offset is None:
        return f"{document.name}:¶{span.block + 1}"
    return f"{document.name}:{span.block + 1}:{span.start + 1}"


def shown(text: str | None) -> str:
    """``text`` on one line, with a sign for what it is when there is nothing to show."""
    if text is None:
        return "(a note)"
    return " ".join(text.split()) or ("(nothing)" if not text else "(a blank)")
