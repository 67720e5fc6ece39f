"""``retranslate glossary import`` and ``export``: to and from the formats of other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retranslate.cli.glossary import place
from retranslate.cli.glossary.merge import CONFLICTS, report

if TYPE_CHECKING:
    from retranslate.glossary import Table
    from retranslate.glossary.exchange import Wish
    from retranslate.glossary.merge import Merged

NAMES = ("tbx", "tbx-2019", "xlsx", "csv", "omegat", "deepl", "google", "weblate")

_LANGUAGES: tuple[Callable[[Any], Any], ...] = (
    click.option("--source-language", default="zh", show_default=True, help="The language of the source names."),
    click.option("--target-language", default="en", show_default=True, help="The language of the terms."),
)


def _languages(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_LANGUAGES):
        command = option(command)
    return command


@click.command("import")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(NAMES), help="What FILE is (default: found by what is in it).")
@click.option("-g", "--glossary", "given", metavar="FILE", help="The glossary to write to; made if it is not there.")
@click.option(
    "--first",
    type=click.Choice(["auto", "source", "variant"]),
    default="auto",
    help="What the first of two columns is (default: a name that is not in Latin letters is a source name).",
)
@click.option(
    "--on-conflict", type=click.Choice(CONFLICTS), default="report", show_default=True, help="Whose cell to keep."
)
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing.")
@_languages
@click.pass_context
def bring(
    ctx: click.Context,
    /,
    *,
    file: str,
    form: str | None,
    given: str | None,
    first: str,
    on_conflict: str,
    dry_run: bool,
    source_language: str,
    target_language: str,
) -> None:
    """Bring the names in FILE into the glossary: TBX, Excel, CSV, OmegaT, DeepL, Google, Weblate.

    New rows go to the end and empty cells are filled; where a row says something else, --on-conflict decides
    (report: ours stays, exit 1). What FILE holds that a glossary cannot is told.
    """
    from retranslate.glossary import exchange, store
    from retranslate.glossary.merge import OnConflict, merge

    data, name = _read(file)
    wish = exchange.Wish(exchange.First(first), source_language.casefold(), target_language.casefold())
    parcel = exchange.FORMATS[form or exchange.guess(name, data)].read(data, name, wish)
    theirs, lost = exchange.unpack(parcel, name)
    path, start = (Path(given), b"") if given else place.own()
    done: list[Merged] = []

    def change(ours: Table) -> Table:
        done[:] = [merge(ours, theirs, on_conflict=OnConflict(on_conflict))]
        return done[0].table

    if dry_run:
        change(store.open_table(path, start=start))
    else:
        store.rewrite(path, change, start=start)
    _left_behind(lost)
    report(ctx, str(path), done[0])


@click.command("export")
@click.argument("out")
@click.option("--format", "form", type=click.Choice(NAMES), help="What to write (default: by the suffix of OUT).")
@click.option(
    "-g", "--glossary", "given", multiple=True, metavar="FILE", help="The glossary to export; again for more."
)
@click.option(
    "--first",
    type=click.Choice(["source", "variant"]),
    default="source",
    show_default=True,
    help="What goes into the first of two columns: source names for a translation engine, variants for a checker.",
)
@_languages
def send(
    *, out: str, form: str | None, given: tuple[str, ...], first: str, source_language: str, target_language: str
) -> None:
    """Write the glossary to OUT ('-': standard output) in the format of another program.

    .tbx, .xlsx, .csv and .txt (OmegaT) are known by their suffix; name the others with --format. Cells that a
    spreadsheet would run as a formula get an apostrophe before them, which import takes off. What the
    format cannot carry is told.
    """
    from retranslate import files
    from retranslate.glossary import exchange

    tables = [place.table(name) for name in given or place.here()]
    packed = [exchange.pack(table) for table in tables]
    rows = tuple(row for parcel in packed for row in parcel.rows)
    lost = tuple(what for parcel in packed for what in parcel.lost)
    wish: Wish = exchange.Wish(exchange.First(first), source_language, target_language)
    chosen = exchange.FORMATS[form or exchange.guess(out)]
    shipment = chosen.write(exchange.Parcel(rows, lost), wish)
    if out == "-":
        sys.stdout.buffer.write(shipment.data)
        sys.stdout.buffer.flush()
    else:
        files.replace(out, shipment.data)
        click.echo(f"{out}: {shipment.entries} {'entry' if shipment.entries == 1 else 'entries'}")
    _left_behind(shipment.lost)


def _read(file: str) -> tuple[bytes, str]:
    from retranslate import files

    if file == "-":
        return sys.stdin.buffer.read(), "-"
    return files.read_bytes(file), files.shown(file)


def _left_behind(lost: Sequence[str]) -> None:
    """Say on standard error what could not be carried: one line a thing."""
    for what in lost:
        click.echo(f"not carried: {what}", err=True)
