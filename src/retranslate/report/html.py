"""A page that shows every edit in place with its reason: self-contained, without scripts, fit for printing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from retranslate.model import Block, Edit, Outcome, Place
from retranslate.report.terminal import receipt, rows
from retranslate.report.text import problem

if TYPE_CHECKING:
    from retranslate.pipeline import Run

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1c1c; --soft: #666; --line: #ddd; --auto: #0a6b3d;
  --ask: #9a5b00; --note: #2455a4; --gone: #a1261b }
@media (prefers-color-scheme: dark) { :root { --paper: #17181a; --ink: #e8e6e3; --soft: #a0a0a0; --line: #3a3a3a;
  --auto: #5fd39a; --ask: #f0b45c; --note: #8db8ff; --gone: #ff8d80 } }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 Georgia, "Times New Roman", serif }
h1 { font-size: 1.4rem } table, .why, footer { font-family: system-ui, sans-serif; font-size: .85rem }
table { border-collapse: collapse; margin: 1rem 0 2rem } td, th { padding: .2rem .8rem .2rem 0; text-align: left;
  border-bottom: 1px solid var(--line); vertical-align: top }
.block { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 1fr); gap: 0 2rem }
.block > p { margin: 0 0 .8rem; white-space: pre-wrap; overflow-wrap: anywhere }
.why { margin: 0 0 .8rem; color: var(--soft); list-style: none; padding: 0 } .why li { margin-bottom: .4rem }
del, ins { padding: 0 .1em; border-radius: .2em; background: color-mix(in srgb, currentColor 12%, transparent) }
del { color: var(--gone) } ins { text-decoration: none; font-weight: 600 } mark { background: none; color: inherit;
  border-bottom: 2px dotted var(--note) }
.auto { color: var(--auto) } .ask { color: var(--ask) } .note { color: var(--note) }
.heading { font-weight: 700; font-size: 1.15rem } .code { font-family: monospace }
footer { color: var(--soft); border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .5rem }
@media (max-width: 45rem) { .block { display: block } }
@media print { :root { --paper: #fff; --ink: #000; --soft: #444; --line: #999 } body { max-width: none; margin: 0 }
  .block, tr { break-inside: avoid } del, ins { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
""".strip()
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SAY = {Outcome.AUTO: "sure", Outcome.ASK: "doubtful", Outcome.NOTE: "worth a look"}


def page(run: Run) -> str:
    """The whole document with its edits, a table of terms, and the receipt."""
    name = escape(run.document.name)
    faults = "".join(f"<p>{escape(problem(one))}</p>" for one in run.problems)
    by_block = {index: list(group) for index, group in groupby(run.edits, key=lambda edit: edit.span.block)}
    blocks = "\n".join(
        _block(block, by_block.get(index, [])) for index, block in enumerate(run.document.blocks) if block.text
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
        f"{_table(run)}\n<main>\n{blocks}\n</main>\n<footer>{faults}<p>{escape(receipt(run, None))}</p></footer>\n"
        "</body>\n</html>\n"
    )


def _table(run: Run) -> str:
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows(run.edits))
    if not body:
        return "<p>Nothing to edit.</p>"
    return f"<table><tr><th>term<th>count<th>forms found<th>outcome</tr>{body}</table>"


def _block(block: Block, edits: list[Edit]) -> str:
    kind = {Place.HEADING: ' class="heading"', Place.CODE: ' class="code"'}.get(block.place, "")
    reasons = "".join(_reason(edit) for edit in edits)
    margin = f'<ul class="why">{reasons}</ul>' if reasons else ""
    return f'<div class="block"><p{kind}>{"".join(_pieces(block.text, edits))}</p>{margin}</div>'


def _pieces(text: str, edits: list[Edit]) -> Iterator[str]:
    """The text with its edits marked; a note inside or across an edit stands in the margin alone."""
    changed = [edit for edit in edits if edit.after is not None]
    clear = [
        edit
        for edit in edits
        if edit.after is None
        and not any(edit.span.start < one.span.end and one.span.start < edit.span.end for one in changed)
    ]
    at = 0
    for edit in sorted((*changed, *clear), key=lambda edit: edit.span):
        if edit.span.start < at:
            continue  # a note that overlaps another one
        yield escape(text[at : edit.span.start])
        title = escape("; ".join(edit.why))
        if edit.after is None:
            yield f'<mark class="note" title="{title}">{escape(edit.before)}</mark>'
        else:
            gone = f"<del>{escape(edit.before)}</del>" if edit.before else ""
            new = f'<ins class="{edit.outcome}">{escape(edit.after)}</ins>' if edit.after else ""
            yield f'<span title="{title}">{gone}{new}</span>'
        at = edit.span.end
    yield escape(text[at:])


def _reason(edit: Edit) -> str:
    sure = "" if edit.outcome is Outcome.NOTE else f", {int(100 * edit.confidence)}%"
    head = f'<span class="{edit.outcome}">{escape(edit.term or edit.rule)}</span> ({_SAY[edit.outcome]}{sure})'
    return f"<li>{head}: {escape('; '.join(edit.why))}</li>"
