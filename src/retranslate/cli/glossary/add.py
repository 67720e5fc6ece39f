"""``retranslate glossary add``: one row more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from retranslate.cli.glossary import place
from retranslate.cli.glossary.check import line
from retranslate.model import Apply, Kind, Problem, RetranslateError

if TYPE_CHECKING:
    from retranslate.glossary import Table
    from retranslate.glossary.grow import Growth


@click.command()
@click.argument("variant")
@click.argument("term", default="")
@click.option("--source", default="", help="The name in the original language: unlisted forms are forecast from it.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind if kind]), help="What the term names.")
@click.option(
    "--apply",
    type=click.Choice([policy.value for policy in Apply if policy]),
    help="auto: always change; ask: never more than a question; never: protect the wording. Else each place is judged.",
)
@click.option("--context", default="", help="Words that must be near, !words that must not, separated by ';'.")
@click.option("--note", default="", help="Where the row comes from.")
@click.option("-g", "--glossary", "given", metavar="FILE", help="The glossary to add to; made if it is not there.")
@click.option("--force", is_flag=True, help="Change a row that has the variant for another term; let a fault in.")
@click.option(
    "--against", multiple=True, metavar="FILE", help="Show what the row would have changed in an earlier article."
)
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing.")
def add(
    *,
    variant: str,
    term: str,
    source: str,
    kind: str | None,
    apply: str | None,
    context: str,
    note: str,
    given: str | None,
    force: bool,
    against: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Add a row to the glossary: VARIANT is the garbled form, TERM the right name.

    With an empty VARIANT the row declares the term alone, and its forms are forecast from --source. TERM is left out
    with --apply never and --kind furniture. Without -g the row goes into the glossary that fix uses here; if that is
    the one in the package, into a copy of it in the current folder.
    """
    from retranslate.glossary import grow, store

    row = {"variant": variant, "term": term, "source": source, "kind": kind or ""}
    row |= {"apply": apply or "", "context": context, "note": note}
    if given == "shipped":
        raise RetranslateError(Problem("shipped", "is not written to", "give a file of your own with -g"))
    path, start = (Path(given), b"") if given else place.own()
    new = not path.exists()
    tables: list[Table] = []
    grown: list[Growth] = []

    def change(table: Table) -> Table:
        tables[:], grown[:] = [table], [grow.add(table, row, force=force)]
        return grown[0].table

    if against or dry_run:
        change(store.open_table(path, start=start))
    if against:
        from retranslate.cli.glossary.against import show

        show(tables[0], grown[0].table, path, against, row, alone=bool(given or start))
    if not dry_run:
        store.rewrite(path, change, start=start)
    if new and start and not dry_run:
        click.echo(f"{path}: new, a copy of the glossary that ships with retranslate")
    _say(grown[0], row, tried="would be " if dry_run else "")


def _say(growth: Growth, row: dict[str, str], *, tried: str) -> None:
    name = f"{row['variant'] or row['source']} → {row['term']}" if row["term"] else row["variant"]
    click.echo(f"{growth.where}: {tried}{growth.what}: {name}")
    for finding in growth.advice:
        click.echo(line(finding))
