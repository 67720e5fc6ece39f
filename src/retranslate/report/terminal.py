"""What a run says when it is done: the terms it met, and the receipt of its promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from retranslate.model import Edit, Outcome
from retranslate.report.text import problems, shown

if TYPE_CHECKING:
    from retranslate.pipeline import Run

_HEADS = ("term", "count", "forms found", "outcome")
_FORMS = 4  # shown in a row; the rest is counted


def summary(run: Run, *, output: str | None, width: int | None) -> str:
    """The table of terms, the receipt, the problems; ``output`` is where the result went.

    ``width`` is a terminal's, in columns: then the table is drawn with rich. None: plain text with tabs as blanks.
    """
    lines = rows(run.edits)
    table = "" if not lines else _plain(lines) if width is None else _drawn(lines, width)
    return f"{table}{receipt(run, output)}\n{problems(run)}"


def receipt(run: Run, output: str | None) -> str:
    """One line: what was found and what was proved of it, before anything was written."""
    counts = Counter(edit.outcome for edit in run.edits)
    said = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome]) or "nothing to edit"
    name = run.document.name if output in (None, "-") else f"{run.document.name} → {output}"
    proved = "reject-all is the input, accept-all the corrected text, a second run finds nothing"
    return f"{name}: {said}; proved: {proved}"


def rows(edits: Sequence[Edit]) -> list[tuple[str, str, str, str]]:
    """One row a term, then one a rule that concerns no name; most frequent first."""
    groups: dict[tuple[bool, str], list[Edit]] = {}
    for edit in edits:
        groups.setdefault((edit.term is None, edit.term or edit.rule), []).append(edit)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]), group[0][1].casefold()))
    return [
        (name if not is_rule else f"({name})", str(len(group)), _forms(group) if not is_rule else "", _outcomes(group))
        for (is_rule, name), group in ordered
    ]


def _forms(group: Sequence[Edit]) -> str:
    forms = list(Counter(shown(edit.variant or edit.before) for edit in group))
    more = f" and {len(forms) - _FORMS} more" if len(forms) > _FORMS else ""
    return ", ".join(forms[:_FORMS]) + more


def _outcomes(group: Sequence[Edit]) -> str:
    counts = Counter(edit.outcome for edit in group)
    if len(counts) == 1:
        return str(next(iter(counts)))
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])


def _plain(lines: list[tuple[str, str, str, str]]) -> str:
    widths = [max(len(row[column]) for row in (_HEADS, *lines)) for column in range(len(_HEADS))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in (_HEADS, *lines)
    )


def _drawn(lines: list[tuple[str, str, str, str]], width: int) -> str:
    import io

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in _HEADS:
        table.add_column(head, justify="right" if head == "count" else "left")
    for row in lines:
        table.add_row(*map(Text, row))
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=True).print(table)
    return out.getvalue()
