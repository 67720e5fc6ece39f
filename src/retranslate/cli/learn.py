"""``retranslate learn``: read the verdicts of an editor, and let the glossary grow."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from retranslate import config, files, glossary, review
from retranslate.cli import job
from retranslate.glossary import Table, places, store
from retranslate.model import Decision, Problem, RetranslateError, Verdict
from retranslate.review import Review, learning, proposals
from retranslate.review.learning import Change


@dataclass(frozen=True, slots=True)
class Read:
    """One reviewed document, read."""

    path: str
    review: Review


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the documents of one project teach its glossary.

    ``start`` is what the glossary begins with where it is not there yet; ``others`` are used together with it.
    """

    glossary: Path
    others: tuple[Path, ...]
    start: bytes
    documents: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of a lesson: new rows in the ledger, and the diff that makes ``after`` of the glossary.

    ``born`` says that there was no glossary before.
    """

    lesson: Lesson
    decided: int
    changes: tuple[Change, ...]
    after: Table
    born: bool


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(allow_dash=True, path_type=str), metavar="REVIEWED..."
)
@click.option(
    "-g",
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    help="The glossaries that fix used; the last one grows. Default: the nearest glossary.tsv.",
)
@click.option("--write", is_flag=True, help="Carry the proposals out.")
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing at all, no decision to the ledger either.")
@click.option("--json", "as_json", is_flag=True, help="Print verdicts and proposals as JSON.")
@click.pass_context
def learn(
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    glossaries: tuple[str, ...],
    write: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read what an editor decided in REVIEWED redlines, and propose what the glossary should become.

    Every decision goes into the ledger beside the glossary (glossary.decisions.tsv), where fix finds it. The proposals
    are printed as a diff of glossary.tsv, each line with its reason; --write carries them out.
    """
    if write and dry_run:
        raise click.UsageError("--write and --dry-run contradict each other")
    documents = [read for read in map(_read, paths) if read is not None]
    date = _today()
    learnt = [_learn(one, date, write=write, dry_run=dry_run) for one in _lessons(documents, glossaries)]
    if as_json:
        click.echo(json.dumps(_record(documents, learnt), ensure_ascii=False, indent=1))
    else:
        for one in learnt:
            _say(one, write=write, dry_run=dry_run)
    if len(documents) < len(paths):
        ctx.exit(2)


def _read(path: str) -> Read | None:
    """The document at ``path``, or None after one line on standard error."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else files.read_bytes(path)
        return Read(path, review.read(data, files.shown(path), beside=(_folder(path),)))
    except RetranslateError as error:
        click.echo(f"Error: {error}", err=True)
        return None


def _folder(path: str) -> Path:
    return Path.cwd() if path == "-" else Path(path).resolve().parent


def _lessons(documents: Iterable[Read], given: tuple[str, ...]) -> list[Lesson]:
    """The documents, put together by the glossary that learns from them."""
    found: dict[Path, Lesson] = {}
    for one in documents:
        folder = _folder(one.path)
        names = given or config.load(folder).glossary
        own = job.own(names, folder)
        if own not in found:
            start = b"" if names or own.exists() else places.shipped().read_bytes()
            others = tuple(path for path in glossary.named(names, folder) if path != own) if names else ()
            found[own] = Lesson(own, others, start, ())
        found[own] = replace(found[own], documents=(*found[own].documents, one))
    return list(found.values())


def _learn(lesson: Lesson, date: str, *, write: bool, dry_run: bool) -> Learnt:
    """Put the decisions into the ledger, and find out what they ask of the glossary; with ``write``, do it."""
    reviews = [one.review for one in lesson.documents]
    path = places.ledger_of(lesson.glossary)
    new = 0 if dry_run else learning.record(path, reviews, date=date)
    history = learning.decided(path, reviews, date=date)
    others = [glossary.parse(files.read_bytes(one), files.shown(one)) for one in lesson.others]
    changes: list[Change] = []

    def change(table: Table) -> Table:
        found = learning.propose(history, reviews, table, others)
        changes[:] = learning.changes(table, found)
        return proposals.write(table, found)

    before = store.open_table(lesson.glossary, start=lesson.start)
    born = not lesson.glossary.exists()
    after = change(before)
    if write and changes:
        after = store.rewrite(lesson.glossary, change, start=lesson.start)
    return Learnt(lesson, new, tuple(changes), after, born=born)


def _say(learnt: Learnt, *, write: bool, dry_run: bool) -> None:
    """Print what was read, what is new in the ledger, and the diff of the glossary."""
    for one in learnt.lesson.documents:
        click.echo(_summary(one))
    place = _shown(learnt.lesson.glossary)
    if learnt.decided:
        click.echo(f"{_shown(places.ledger_of(learnt.lesson.glossary))}: {_count(learnt.decided, 'new decision')}")
    if not learnt.changes:
        click.echo(f"{place}: nothing to change")
        return
    click.echo("".join(_diff(place, learnt.changes)), nl=False)
    rows = Counter(one.old is None for one in learnt.changes if one.because)
    if write:
        new = "new, a copy of the glossary that ships with retranslate; " if learnt.born and learnt.lesson.start else ""
        click.echo(f"{place}: {new}{_rows(rows, 'added', 'changed')}")
    else:
        click.echo(f"{place}: {_rows(rows, 'to add', 'to change')}" + ("" if dry_run else " (with --write)"))


def _rows(rows: Mapping[bool, int], added: str, changed: str) -> str:
    said = [(rows[True], added), (rows[False], changed)]
    return ", ".join(f"{_count(number, 'row')} {what}" for number, what in said if number)


def _summary(one: Read) -> str:
    """One line on a document: how many of which verdict, and what the editor repaired himself."""
    counts = Counter(decision.verdict for decision in one.review.decisions)
    said = [f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]]
    repaired = len(one.review.added)
    if not one.review.is_ours:
        return (
            f"{one.path}: no redline of retranslate; {_count(repaired, 'replacement')} in it taken as repairs by hand"
        )
    said += [f"{_count(repaired, 'repair')} by hand"] if repaired else []
    return f"{one.path}: {', '.join(said) or 'no edits'}"


def _diff(place: str, changes: Iterable[Change]) -> Iterator[str]:
    """A unified diff, a hunk a row, each followed by its reason."""
    yield f"--- {place}\n+++ {place}\n"
    for one in changes:
        if one.old is None:
            yield f"@@ -{one.before},0 +{one.after} @@\n"
        else:
            yield f"@@ -{one.before} +{one.after} @@\n-{_line(one.old)}"
        yield f"+{_line(one.new)}"
        if one.because:
            yield f"# {one.because.action}: {one.because.because}\n"


def _line(text: str) -> str:
    return text.rstrip("\r\n") + "\n"


def _record(documents: Iterable[Read], learnt: Iterable[Learnt]) -> dict[str, Any]:
    """The report, schema 1: stable from now on."""
    return {
        "schema": 1,
        "documents": [
            {
                "path": one.path,
                "decisions": [_decision(decision) for decision in one.review.decisions],
                "added": [
                    {"block": added.block, "before": added.before, "written": added.written}
                    for added in one.review.added
                ],
            }
            for one in documents
        ],
        "proposals": [
            {
                "action": str(change.because.action),
                "row": learning.row(change, one.after),
                "because": change.because.because,
            }
            for one in learnt
            for change in one.changes
            if change.because
        ],
    }


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "block": one.span.block,
        "start": one.span.start,
        "end": one.span.end,
        "before": one.before,
        "after": one.after,
        "term": one.term,
        "rule": one.rule,
        "verdict": str(one.verdict),
        "written": one.written,
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _shown(path: Path) -> str:
    """``path`` as a user in the current folder would write it."""
    here = Path.cwd()
    return files.shown(path.relative_to(here) if path.is_relative_to(here) else path)


def _today() -> str:
    """The date of the decisions: today, or that of SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise RetranslateError(Problem(f"SOURCE_DATE_EPOCH={epoch}", f"not a date ({error})")) from error
    return moment.strftime("%Y-%m-%d")
