"""``retranslate glossary check``: say what is wrong with a glossary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from retranslate.cli.glossary import place
from retranslate.model import RetranslateError

if TYPE_CHECKING:
    from retranslate.glossary.lint import Finding


@click.command()
@click.argument("files", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--strict", is_flag=True, help="Exit 1 on advice too.")
@click.pass_context
def check(ctx: click.Context, /, *, files: tuple[str, ...], as_json: bool, strict: bool) -> None:
    """Find what is wrong with the rows of a glossary; exit 1 if there is a fault.

    FILES are read together, as with -g; without them, the glossary that fix would use here. '-' is standard input,
    'shipped' the glossary in the package.
    """
    from retranslate.glossary import lint, table
    from retranslate.glossary.lint.forecast import forecast

    tables = [place.table(name) for name in files] or [place.table(name) for name in place.here()]
    found = [*lint.check(tables), *forecast(tables)]
    faults = lint.faults(found)
    count = sum(1 for one in tables for _ in table.rows(one))
    if as_json:
        report = {"schema": 1, "rows": count, "problems": [_record(finding) for finding in found]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        for finding in found:
            click.echo(line(finding))
        click.echo(_summary(len(faults), len(found) - len(faults), count))
    if faults or (strict and found):
        ctx.exit(1)


def line(finding: Finding) -> str:
    """One finding as a terminal shows it: ``file:line: what (what to do) [check]``."""
    advice = "" if finding.level == "fault" else f", {finding.level}"
    return f"{RetranslateError(finding.problem)} [{finding.check}{advice}]"


def _summary(faults: int, advice: int, rows: int) -> str:
    said = [_count(faults, "fault"), *([f"{advice} to look at"] if advice else [])]
    return f"{', '.join(said)} in {_count(rows, 'row')}"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _record(finding: Finding) -> dict[str, object]:
    problem = finding.problem
    return {
        "where": problem.where,
        "file": finding.file,
        "line": finding.line,
        "check": finding.check,
        "level": finding.level.value,
        "message": problem.message,
        "hint": problem.hint,
    }
