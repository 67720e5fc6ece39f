"""Findings for people to read in a terminal: one line each, or in their sentence with every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from retranslate.formats import position
from retranslate.model import Document, Edit, Outcome, Problem, Span
from retranslate.text.fold import BLANKS
from retranslate.text.sentences import sentences

if TYPE_CHECKING:
    from retranslate.pipeline import Run

_REACH: Final = 100  # code points of a long sentence shown before and after an edit
_COLOURS: Final = {Outcome.AUTO: "32", Outcome.ASK: "33", Outcome.NOTE: "34"}  # as on the page: green, yellow, blue
_BLANKS: Final = {**dict.fromkeys(map(ord, BLANKS), "␣"), 0xA0: "⍽", 0x202F: "⍽", 0x2007: "⍽"}
_GONE, _NEW, _DIM = "31", "1;32", "2"


def concise(run: Run, *, color: bool = False) -> str:
    """One line a finding: where, outcome, rule, what becomes what. ``color`` for a terminal."""
    return "".join(_line(run.document, edit, color=color) + "\n" for edit in run.edits) + problems(run)


def full(run: Run, *, color: bool = False) -> str:
    """A finding in its sentence, with confidence and every reason. ``color`` for a terminal."""
    return "".join(_paragraph(run.document, edit, color=color) for edit in run.edits) + problems(run)


def problems(run: Run) -> str:
    """One line a problem."""
    return "".join(problem(one) + "\n" for one in run.problems)


def problem(one: Problem) -> str:
    """Where, what, and what to do."""
    return f"{one.where}: {one.message}" + (f" ({one.hint})" if one.hint else "")


def _line(document: Document, edit: Edit, *, color: bool) -> str:
    outcome = _painted(str(edit.outcome), _COLOURS[edit.outcome], color=color)
    return f"{place(document, edit.span)}: {outcome} {edit.rule}: {change(edit)}"


def _painted(text: str, code: str, *, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color and text else text


def change(edit: Edit) -> str:
    """What becomes what, on one line; blanks that matter are signs: ``␣`` a plain one, ``⍽`` a no-break one."""
    if edit.after is None:
        return f"“{shown(edit.before)}”: {'; '.join(edit.why)}"
    if edit.after == "":
        return f"delete “{shown(edit.before)}”"
    before, after = _visible(edit)
    return f"“{before}” → “{after}”"


def _visible(edit: Edit) -> tuple[str, str]:
    """Before and after on one line, blanks as signs where they are what matters."""
    before, after = edit.before, edit.after or ""
    if shown(before) == shown(after) or (before, after) != (before.strip(), after.strip()):
        return before.translate(_BLANKS), after.translate(_BLANKS)
    return " ".join(before.split()), " ".join(after.split())


def _paragraph(document: Document, edit: Edit, *, color: bool) -> str:
    sure = "" if edit.outcome is Outcome.NOTE else f" ({int(100 * edit.confidence)}% sure)"
    reasons = "".join(f"    {_painted('-', _DIM, color=color)} {reason}\n" for reason in edit.why)
    return f"{_line(document, edit, color=color)}{sure}\n    {in_place(document, edit, color=color)}\n{reasons}\n"


def in_place(document: Document, edit: Edit, *, color: bool = False) -> str:
    """The sentence around ``edit`` on one line, the edit marked as ``[-before-]{+after+}``; a note as ``[before]``."""
    text = document.blocks[edit.span.block].text
    start, end = _sentence(text, edit.span)
    before, after = text[start : edit.span.start], text[edit.span.end : end]
    head = f"… {before[-_REACH:]}" if len(before) > _REACH else before
    tail = f"{after[:_REACH]} …" if len(after) > _REACH else after
    if edit.after is None:
        marked = _painted(f"[{edit.before}]", _COLOURS[Outcome.NOTE], color=color)
    else:
        old, new = _visible(edit)
        gone, new = (f"[-{old}-]" if old else ""), (f"{{+{new}+}}" if new else "")
        marked = _painted(gone, _GONE, color=color) + _painted(new, _NEW, color=color)
    return " ".join(f"{head}{marked}{tail}".split())


def _sentence(text: str, span: Span) -> tuple[int, int]:
    for start, end in sentences(text):
        if start <= span.start < end:
            return start, max(end, span.end)
    return 0, len(text)


def place(document: Document, span: Span) -> str:
    """Where ``span`` begins, for people: ``article.txt:12:5`` (line and column), or ``draft.docx:¶12`` (paragraph)."""
    found = position(document, span)
    return f"{document.name}:{found[0]}:{found[1]}" if found else f"{document.name}:¶{span.block + 1}"


def shown(text: str | None) -> str:
    """``text`` on one line, with a sign for what it is when there is nothing to show."""
    if text is None:
        return "(a note)"
    return " ".join(text.split()) or ("(nothing)" if not text else "(a blank)")
