"""What ``glossary add --against`` shows: the places a row would have changed in earlier articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from retranslate.cli.glossary import place

if TYPE_CHECKING:
    from retranslate.glossary import Glossary, Table
    from retranslate.glossary.radius import Place
    from retranslate.model import Document
    from retranslate.review.ledger import Entry

LISTED, AROUND = 20, 30  # places shown an article; code points shown on each side


def show(before: Table, after: Table, path: Path, articles: Sequence[str], row: dict[str, str], *, alone: bool) -> None:
    """Print where the row that ``after`` has and ``before`` has not would have changed ``articles``, and the verdicts.

    ``alone``: the glossary at ``path`` is the only one; else it stands among those of the current folder.
    """
    import retranslate
    from retranslate.glossary.places import ledger_of
    from retranslate.glossary.radius import difference
    from retranslate.review import ledger

    old, new = _glossary(before, path, alone=alone), _glossary(after, path, alone=alone)
    decisions = ledger.read(ledger_of(path))
    total: Counter[str] = Counter()
    for article in articles:
        document = retranslate.read(article)
        places = difference(retranslate.check(document, old).edits, retranslate.check(document, new).edits)
        total.update(_what(one) for one in places)
        click.echo(f"{article}: {_sum(Counter(map(_what, places)))}")
        for one in places[:LISTED]:
            click.echo(f"  {_line(one, document, article, decisions)}")
        if len(places) > LISTED:
            click.echo(f"  … and {len(places) - LISTED} more")
    if len(articles) > 1:
        click.echo(f"{len(articles)} articles: {_sum(total)}")
    for line in _verdicts(decisions, row):
        click.echo(line)


def _glossary(table: Table, path: Path, *, alone: bool) -> Glossary:
    from retranslate import glossary

    names = [] if alone else place.here()
    mine = path.resolve()
    tables = [table if Path(name).resolve() == mine else place.table(name) for name in names]
    return glossary.combine(tables or [table])


def _what(one: Place) -> str:
    if one.after is None:
        return "no longer changed"
    if one.before is None:
        return str(one.after.outcome)
    if (one.before.span, one.before.after) == (one.after.span, one.after.after):
        return f"{one.before.outcome} now {one.after.outcome}"
    return f"{one.after.outcome}, otherwise than before"


def _sum(kinds: Counter[str]) -> str:
    count = kinds.total()
    what = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return f"{count} place{'' if count == 1 else 's'} ({what})" if count else "no place"


def _line(one: Place, document: Document, article: str, decisions: Iterable[Entry]) -> str:
    edit = one.edit
    text, span = document.blocks[edit.span.block].text, edit.span
    left = text[max(0, span.start - AROUND) : span.start].replace("\n", " ")
    right = text[span.end : span.end + AROUND].replace("\n", " ")
    after = "as it is" if one.after is None else one.after.after or "deleted"
    at = f"{span.block}:{span.start}-{span.end}"
    judged = [entry.verdict for entry in decisions if entry.at == at and Path(article).stem in entry.document]
    verdict = f", was {judged[-1]} by the editor" if judged else ""
    return f"{span.block + 1}:{span.start + 1} {_what(one)}: {left}[{edit.before} → {after}]{right}{verdict}"


def _verdicts(decisions: Iterable[Entry], row: dict[str, str]) -> list[str]:
    """How editors judged the variant itself, and the other forms of its term."""
    from retranslate.glossary import spelling

    same, others = Counter[str](), Counter[str]()
    for entry in decisions:
        if spelling(entry.variant) == spelling(row["variant"]):
            same[entry.verdict] += 1
        elif entry.term == row["term"] and row["term"]:
            others[entry.verdict] += 1
    said = [(same, f"{row['variant']!r}"), (others, f"other forms of {row['term']!r}")]
    return [
        f"Editors on {what}: {', '.join(f'{number} {verdict}' for verdict, number in counts.most_common())}"
        for counts, what in said
        if counts
    ]
