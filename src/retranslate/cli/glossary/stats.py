"""``retranslate glossary stats``: which rows work, which are never met, how the glossary grows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retranslate.cli.glossary import place
from retranslate.glossary import places

if TYPE_CHECKING:
    from retranslate.glossary.stats import Stats, Use

WORST, MONTHS, BAR = 10, 12, 40


@click.command()
@click.option(
    "-g", "--glossary", "given", multiple=True, metavar="FILE", help="The glossary to look at; again for more."
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="List every row, not only the extremes.")
def stats(*, given: tuple[str, ...], as_json: bool, verbose: bool) -> None:
    """Count terms and forms; with the ledger beside the glossary, how editors judged each row.

    The ledger is what learn keeps: glossary.decisions.tsv beside glossary.tsv.
    """
    from retranslate import glossary
    from retranslate.glossary import stats as counting
    from retranslate.model import Problem
    from retranslate.review import ledger

    names = given or place.here()
    entries = [one for name in names for one in glossary.entries(place.table(name)) if not isinstance(one, Problem)]
    paths = [places.shipped() if name == places.SHIPPED else Path(name) for name in names if name != "-"]
    found = counting.stats(entries, [one for path in paths for one in ledger.read(places.ledger_of(path))])
    click.echo(json.dumps(_record(found), ensure_ascii=False, indent=1) if as_json else _text(found, verbose=verbose))


def _text(found: Stats, *, verbose: bool) -> str:
    variants = sum(number for _, number in found.forms)
    kinds = ", ".join(f"{number} {kind or 'without a kind'}" for kind, number in found.kinds)
    lines = [f"{found.rows} rows, {len(found.forms)} terms ({kinds}), {variants} forms"]
    most = found.forms if verbose else [pair for pair in found.forms[:5] if pair[1] > 1]
    lines += ["", "Forms per term:", *(f"  {number:4}  {term}" for term, number in most)] if most else []
    if not found.decisions:
        return "\n".join([*lines, "", "No decisions yet: learn writes them beside the glossary."])
    met = [use for use in found.uses if use.met]
    idle = [use for use in found.uses if not use.met]
    lines += ["", f"{found.decisions} decisions on {len(met)} rows; {found.unlisted} forms judged that no row lists"]
    worst = sorted(met, key=lambda use: (use.accepted / use.met, -use.met))
    lines += ["", "Acceptance, the lowest first:", *map(_use, worst if verbose else worst[:WORST])] if met else []
    lines += ["", f"{len(idle)} row{'' if len(idle) == 1 else 's'} never met" + (":" if idle else "")]
    lines += [f"  {use.entry.where}  {use.entry.variant}" for use in (idle if verbose else idle[:WORST])]
    lines += [f"  … and {len(idle) - WORST} more (-v)"] if len(idle) > WORST and not verbose else []
    return "\n".join([*lines, *_chart(found)])


def _use(use: Use) -> str:
    share = f"{100 * use.accepted / use.met:3.0f} %"
    return f"  {share}  {use.accepted} of {use.met}  {use.entry.where}  {use.entry.variant} → {use.entry.term}"


def _chart(found: Stats) -> list[str]:
    """A bar a month: the forms accepted so far."""
    months = found.growth[-MONTHS:]
    if not months:
        return []
    most = months[-1][1]
    bars = (f"  {month}  {'█' * max(1, round(BAR * number / most))} {number}" for month, number in months)
    return ["", "Different forms accepted so far:", *bars]


def _record(found: Stats) -> dict[str, object]:
    return {
        "schema": 1,
        "rows": found.rows,
        "terms": len(found.forms),
        "kinds": dict(found.kinds),
        "forms": dict(found.forms),
        "decisions": found.decisions,
        "unlisted": found.unlisted,
        "uses": [
            {
                "where": use.entry.where,
                "variant": use.entry.variant,
                "term": use.entry.term,
                "accepted": use.accepted,
                "rejected": use.rejected,
                "amended": use.amended,
            }
            for use in found.uses
        ],
        "growth": dict(found.growth),
    }
