"""Which names a machine turns into ordinary English. Not one of `CHECKS`: it reads dictionaries, in seconds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retranslate.glossary.lint.finding import Finding, advice
from retranslate.glossary.read import combine, entries
from retranslate.glossary.table import Table
from retranslate.model import Problem
from retranslate.text.fold import key


def forecast(tables: Sequence[Table]) -> Iterator[Finding]:
    """A name whose likeliest forms are ordinary English and stand in no row: only its surroundings can tell it."""
    from retranslate.forecast import ordinary_forms

    rows = [one for table in tables for one in entries(table) if not isinstance(one, Problem)]
    listed = {(row.term, key(row.variant)) for row in rows if row.variant}
    for term, forms in ordinary_forms(combine(tables)).items():
        loose = [form for form in forms if (term.name, key(form)) not in listed]
        where = next((row.where for row in rows if row.term == term.name and row.source == term.source), None)
        if loose and where:
            what = f"{term.source} ({term.name}) may come out as ordinary English: {', '.join(map(repr, loose))}"
            yield advice("forecast", where, what, "never changed alone; a row with context words finds it")
