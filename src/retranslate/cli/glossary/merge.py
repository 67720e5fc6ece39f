"""``retranslate glossary merge``: two glossaries become one, by hand or by git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from retranslate.cli.glossary import place
from retranslate.model import RetranslateError

if TYPE_CHECKING:
    from retranslate.glossary import Table
    from retranslate.glossary.merge import Merged

CONFLICTS = ("keep-base", "keep-update", "report")


@click.command()
@click.argument("ours")
@click.argument("theirs")
@click.option("--base", metavar="FILE", help="The version both come from: what one side removed goes.")
@click.option(
    "--on-conflict",
    type=click.Choice(CONFLICTS),
    default="report",
    show_default=True,
    help="keep-base: the cell stays as in OURS; keep-update: as in THEIRS; report: it stays, exit 1 "
    "(with --base both rows are left between conflict markers).",
)
@click.option("-o", "--output", "out", metavar="OUT", help="Where to write instead of OURS ('-': standard output).")
@click.pass_context
def merge(
    ctx: click.Context, /, *, ours: str, theirs: str, base: str | None, on_conflict: str, out: str | None
) -> None:
    """Bring what THEIRS has into OURS, row by row and cell by cell; order and comments of OURS stay.

    As git's way to merge glossaries: git config merge.glossary.driver
    'retranslate glossary merge --base %O %A %B', and in .gitattributes: glossary.tsv merge=glossary
    """
    from retranslate import files, glossary
    from retranslate.glossary import merge as merging
    from retranslate.glossary import store

    other = place.table(theirs)
    old = place.table(base) if base else None
    done: list[Merged] = []

    def change(mine: Table) -> Table:
        done[:] = [merging.merge(mine, other, old, on_conflict=merging.OnConflict(on_conflict))]
        return done[0].table

    if out is None:
        place.table(ours)  # must be there
        store.rewrite(Path(ours), change)
    else:
        data = glossary.encode(change(place.table(ours)))
        if out == "-":
            click.echo(data, nl=False)
        else:
            files.replace(out, data)
    report(ctx, out or ours, done[0])


def report(ctx: click.Context, name: str, merged: Merged) -> None:
    """Say on standard error what a merge did; exit 1 if it left a conflict for a person to settle."""
    for problem in merged.conflicts:
        click.echo(str(RetranslateError(problem)), err=True)
    numbers = (merged.added, "added"), (merged.amended, "amended"), (merged.removed, "removed")
    said = ", ".join(f"{number} {what}" for number, what in numbers if number) or "nothing new"
    conflicts = len(merged.conflicts)
    more = f", {conflicts} conflict{'' if conflicts == 1 else 's'}" if conflicts else ""
    click.echo(f"{name}: {said}{more}", err=True)
    if merged.unsettled:
        ctx.exit(1)
