"""``retranslate suggest``: names that the glossary lacks, as rows to paste."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from retranslate import glossary
from retranslate.cli import job
from retranslate.glossary import HEADS
from retranslate.model import Document, Options, RetranslateError
from retranslate.report.text import problem as report
from retranslate.text.fold import key

if TYPE_CHECKING:
    from retranslate.cli.job import Job
    from retranslate.suggest import Suggested, Suggestion

MOST: Final = 20
SENTENCE: Final = 160  # code points of a sentence that is shown


@click.command()
@job.takes_articles
@click.option(
    "-n", "--limit", type=click.IntRange(1), help=f"Names to show at most. Default: {MOST}, in JSON all of them."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def suggest(
    ctx: click.Context,
    /,
    *,
    files: tuple[str, ...],
    glossaries: tuple[str, ...],
    originals: tuple[str, ...],
    encoding: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the names in FILES that the glossary lacks, the likeliest to be garbled first.

    All FILES count together. For each name: every spelling with its count, why it is listed, its first sentence. The
    rows below are ready to be pasted into glossary.tsv, or written there with '>': only the column 'term', the right
    name, is left to fill in.
    """
    todo = job.jobs_for(files, glossaries, (), (), encoding, Options(), originals=originals)
    read = [(one, texts) for one in todo if (texts := _read(one)) is not None]
    found = _suggest(read)
    for problem in found.problems:
        click.echo(report(problem), err=True)
    if as_json:
        click.echo(json.dumps(_record(found.names[:limit]), ensure_ascii=False, indent=1))
    elif read:
        _say(found.names, limit or MOST)
    if len(read) < len(todo):
        ctx.exit(2)


def _read(one: Job) -> tuple[Document, Document | None] | None:
    """The job's document and its original, or None after one line on standard error."""
    try:
        return job.read(one), job.original(one)
    except RetranslateError as fault:
        click.echo(f"Error: {fault}", err=True)
        return None


def _suggest(read: Sequence[tuple[Job, tuple[Document, Document | None]]]) -> Suggested:
    """The names of all documents together, against all their glossaries together."""
    from retranslate.suggest import suggest as names

    paths = dict.fromkeys(path for one, _ in read for path in glossary.named(one.glossaries, one.folder))
    dictionaries = dict.fromkeys(path for one, _ in read for path in one.dictionaries)
    known = glossary.load(tuple(paths))._replace(dictionaries=tuple(dictionaries))
    return names([document for _, (document, _) in read], known, [original for _, (_, original) in read])


def _say(found: Sequence[Suggestion], most: int) -> None:
    """Print the names with their reasons, and their rows; not to a terminal, all of it is one glossary file."""
    shown = found[:most]
    if sys.stdout.isatty():
        _draw(shown)
    click.echo("\t".join(HEADS))
    for number, one in enumerate(shown, 1):
        for line in () if sys.stdout.isatty() else _comment(number, one):
            click.echo(f"# {line}")
        for row in _rows(one):
            click.echo("\t".join(row))
    if len(found) > len(shown):
        click.echo(f"# {len(found) - len(shown)} more, less likely: --limit {len(found)}")


def _comment(number: int, one: Suggestion) -> Iterator[str]:
    yield f"{number}. {_spellings(one)}  {one.score:.0%}: {'; '.join(one.why)}"
    yield f"   “{_short(one.first)}”"
    for name, why in one.perhaps:
        yield f"   perhaps one with “{name}”: {why}"


def _spellings(one: Suggestion) -> str:
    return ", ".join(f"{text} {count}" for text, count in one.spellings)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= SENTENCE else sentence[: SENTENCE - 1].rstrip() + "…"


def _rows(one: Suggestion) -> Iterator[tuple[str, ...]]:
    """The rows of a name, one a spelling; those that differ in case or blanks alone are one to the finders."""
    firsts: dict[str, str] = {}
    for text, _ in one.spellings:
        firsts.setdefault(key(text), text)
    for text in firsts.values():
        cells = {"variant": text, "term": one.term or "", "source": one.source or ""}
        yield tuple(cells.get(head, "") for head in HEADS)


def _draw(shown: Sequence[Suggestion]) -> None:
    """The names as a table; rich honours NO_COLOR."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", show_lines=False)
    for head, justify in (("", "right"), ("spellings", "left"), ("", "right"), ("why, and where first", "left")):
        table.add_column(head, justify="right" if justify == "right" else "left")
    for number, one in enumerate(shown, 1):
        name, *others = [f"{text} {count}" for text, count in one.spellings]
        cells = Text("\n".join([name, *others]))
        cells.stylize("bold", 0, len(one.spellings[0][0]))
        why = Text("; ".join(one.why))
        why.append(f"\n“{_short(one.first)}”", style="dim")
        for other, because in one.perhaps:
            why.append(f"\nperhaps one with “{other}”: {because}")
        table.add_row(str(number), cells, f"{one.score:.0%}", why)
    console = Console(width=shutil.get_terminal_size().columns)
    console.print(table)
    console.print()


def _record(found: Sequence[Suggestion]) -> dict[str, Any]:
    """The report, schema 1: stable from now on."""
    return {"schema": 1, "names": [_name(one) for one in found]}


def _name(one: Suggestion) -> dict[str, Any]:
    return {
        "spellings": dict(one.spellings),
        "source": one.source,
        "term": one.term,
        "score": one.score,
        "first": one.first,
        "why": list(one.why),
        "guess": one.guess,
        "perhaps": [{"spelling": name, "why": why} for name, why in one.perhaps],
        "files": dict(one.files),
    }
