"""``retranslate fix``: write what an editor reviews."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from functools import partial
from typing import TextIO

import click

from retranslate.cli import Fault, job, output
from retranslate.cli.job import Done, Job
from retranslate.model import Options, Problem, RetranslateError
from retranslate.pipeline import Run


@click.command()
@job.takes_files
@click.option(
    "-o", "--output", "out", metavar="OUT", help="Where to write ('-': standard output; a folder for several files)."
)
@click.option(
    "--to",
    type=click.Choice(["docx", "txt", "md", "html", "json"]),
    default="docx",
    show_default=True,
    help="docx: a redline; txt, md: the corrected text; html: a page of all edits; json: the report.",
)
@click.option("--ask/--no-ask", default=None, help="Write doubtful edits too (default: in docx, html and json only).")
@click.option("--diff", is_flag=True, help="Write nothing; print what would be different.")
@click.option(
    "--comments",
    type=click.Choice(["none", "doubtful", "all"]),
    default="doubtful",
    show_default=True,
    help="Which edits carry a comment in the redline.",
)
@click.option("--author", default="retranslate", show_default=True, help="Author of the tracked changes.")
@click.option("--date", metavar="ISO", help="Date of the tracked changes (default: SOURCE_DATE_EPOCH or now).")
@click.option("--force", is_flag=True, help="Overwrite an output that was edited since it was written.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but faults.")
@click.option("-v", "--verbose", is_flag=True, help="Print every edit with its reasons.")
@click.pass_context
def fix(
    ctx: click.Context,
    /,
    *,
    files: tuple[str, ...],
    glossaries: tuple[str, ...],
    originals: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    encoding: str | None,
    jobs: int,
    out: str | None,
    to: str,
    ask: bool | None,
    diff: bool,
    comments: str,
    author: str,
    date: str | None,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Repair the names in FILES and write a redline of each.

    article.txt becomes article.redline.docx beside it, in which every repair is a tracked change that says why:
    sure ones by the author 'retranslate', doubtful ones by 'retranslate (check)'. '-' reads standard input.
    """
    asks = to in {"docx", "html", "json"} if ask is None else ask
    options = Options(ask=asks, author=_author(author), date=_date(date), comments=comments)
    given = frozenset(
        name
        for name in ("author", "comments")
        if ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT
    )
    todo = job.jobs_for(files, glossaries, select, ignore, encoding, options, originals=originals, given=given)
    many = len(todo) > 1
    if many and out == "-" and to == "docx":
        raise Fault("-o -: several redlines cannot go to standard output (name a folder)")
    places = {one.path: output.target(one.path, out, to, many=many) for one in todo} if not diff else {}
    _distinct(places)
    work = partial(_fix, places=places, to=to, force=force)
    silent = quiet or "-" in places.values()
    faults = 0
    for done in job.each(todo, work, side_by_side=jobs, label=None if silent else "fixing"):
        faults += _say(done, diff=diff, quiet=quiet, verbose=verbose, to_stderr="-" in places.values())
    if faults:
        ctx.exit(2)


def _fix(one: Job, *, places: dict[str, str], to: str, force: bool) -> Done:
    from retranslate import pipeline

    run = job.run(one)
    place = places.get(one.path)
    if place is None:
        return Done(one.path, run)
    output.write(place, pipeline.render(run, one.options, to), force=force)
    return Done(one.path, run, output=place)


def _say(done: Done, *, diff: bool, quiet: bool, verbose: bool, to_stderr: bool) -> int:
    """Print what came of one file; 1 if it was a fault."""
    if done.fault is not None or done.run is None:
        click.echo(f"Error: {RetranslateError(done.fault or Problem(done.path, 'no result'))}", err=True)
        return 1
    if diff:
        click.echo(_report("diff", done.run), nl=False)
    elif not quiet:
        if verbose:
            click.echo(_report("full", done.run), err=to_stderr, nl=False)
        click.echo(_summary(done.run, done.output, sys.stderr if to_stderr else sys.stdout), err=to_stderr, nl=False)
    return 0


def _report(form: str, run: Run) -> str:
    from retranslate.report import report

    return report(form, [run])


def _summary(run: Run, output: str | None, stream: TextIO) -> str:
    from retranslate.report.terminal import summary

    return summary(run, output=output, width=shutil.get_terminal_size().columns if stream.isatty() else None)


def _distinct(places: dict[str, str]) -> None:
    """Two inputs must not write to one output."""
    seen: dict[str, str] = {}
    for path, place in places.items():
        if place != "-" and seen.setdefault(place, path) != path:
            raise Fault(f"{place}: would be written for both {seen[place]} and {path} (name a folder with -o)")


def _author(author: str) -> str:
    if not author.strip():
        raise Fault("--author: is empty (give the name the tracked changes shall carry)")
    return author


def _date(given: str | None) -> str:
    """The date of the revisions as Word writes it: ``2026-01-31T09:00:00Z``."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            moment = datetime.fromisoformat(given)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        elif epoch:
            moment = datetime.fromtimestamp(int(epoch), UTC)
        else:
            moment = datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        shown = f"--date {given}" if given else f"SOURCE_DATE_EPOCH={epoch}"
        raise Fault(f"{shown}: not a date ({error}; write it as 2026-01-31T09:00:00Z)") from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
