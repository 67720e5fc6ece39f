"""``retranslate check``: say what would be edited, write nothing."""

from __future__ import annotations

import click

from retranslate.cli import job
from retranslate.cli.job import Done, Job
from retranslate.model import Options, Outcome, RetranslateError
from retranslate.report import report

FORMATS = ("full", "concise", "json", "jsonl", "github", "sarif")


@click.command()
@job.takes_files
@click.option("--output-format", type=click.Choice(FORMATS), default="full", show_default=True, help="How to report.")
@click.option("--strict", is_flag=True, help="Exit 1 on a note too.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.pass_context
def check(
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
    output_format: str,
    strict: bool,
    exit_zero: bool,
) -> None:
    """Report what fix would edit in FILES. Exit 1 if there is an edit, sure or doubtful."""
    todo = job.jobs_for(files, glossaries, select, ignore, encoding, Options(), originals=originals)
    done = list(job.each(todo, _check, side_by_side=jobs, label="checking"))
    for one in done:
        if one.fault is not None:
            click.echo(f"Error: {RetranslateError(one.fault)}", err=True)
    runs = [one.run for one in done if one.run is not None]
    click.echo(report(output_format, runs), nl=False)
    counted = {Outcome.AUTO, Outcome.ASK, *([Outcome.NOTE] if strict else [])}
    if len(runs) < len(done):
        ctx.exit(2)
    if not exit_zero and any(edit.outcome in counted for run in runs for edit in run.edits):
        ctx.exit(1)


def _check(one: Job) -> Done:
    return Done(one.path, job.run(one))
