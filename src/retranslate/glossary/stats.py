"""What a glossary and the decisions on it say of its growth and use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from retranslate.glossary.read import Entry
from retranslate.glossary.spelling import spelling
from retranslate.model import Verdict


class Decided(Protocol):
    """What is read of one decision in the ledger; ``date`` is ISO 8601, ``variant`` as it stood in the text."""

    @property
    def date(self) -> str:
        """When."""

    @property
    def variant(self) -> str:
        """The garbled form."""

    @property
    def term(self) -> str:
        """The canonical name."""

    @property
    def verdict(self) -> str:
        """What the editor did."""


@dataclass(frozen=True, slots=True)
class Use:
    """How often editors met the variant of one row, and what they did: numbers of decisions."""

    entry: Entry
    accepted: int = 0
    rejected: int = 0
    amended: int = 0

    @property
    def met(self) -> int:
        """All decisions on the row."""
        return self.accepted + self.rejected + self.amended


@dataclass(frozen=True, slots=True)
class Stats:
    """``forms`` holds each term with the number of its variants, most first; ``uses`` the rows with a variant in order.

    ``growth`` counts, month by month (``2026-01``), the different forms that editors had accepted until its end.
    ``unlisted`` is how many forms they judged that no row lists.
    """

    rows: int
    kinds: tuple[tuple[str, int], ...]
    forms: tuple[tuple[str, int], ...]
    uses: tuple[Use, ...]
    decisions: int
    unlisted: int
    growth: tuple[tuple[str, int], ...]


def stats(entries: Iterable[Entry], decisions: Iterable[Decided]) -> Stats:
    """Count the good rows of a glossary, and the decisions on their variants, compared as the finders compare."""
    rows = list(entries)
    made = [(spelling(one.variant), one.term, one.verdict, one.date) for one in decisions]
    verdicts = Counter((key, verdict) for key, _, verdict, _ in made)
    listed = {spelling(row.variant) for row in rows if row.variant}
    terms = {row.term: row.kind.value for row in reversed(rows) if row.term}
    forms = Counter(dict.fromkeys(reversed(terms), 0))
    forms.update(row.term for row in rows if row.variant and row.term)
    return Stats(
        rows=len(rows),
        kinds=tuple(Counter(terms.values()).most_common()),
        forms=tuple(forms.most_common()),
        uses=tuple(_use(row, verdicts) for row in rows if row.variant),
        decisions=len(made),
        unlisted=len({key for key, *_ in made} - listed),
        growth=_growth((key, term, date) for key, term, verdict, date in made if verdict == Verdict.ACCEPTED),
    )


def _use(row: Entry, verdicts: Counter[tuple[str, str]]) -> Use:
    key = spelling(row.variant)
    return Use(row, *(verdicts[key, verdict] for verdict in (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.AMENDED)))


def _growth(accepted: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, int], ...]:
    """How many different forms had been accepted by the end of each month that saw an acceptance."""
    first: dict[tuple[str, str], str] = {}
    for key, term, date in accepted:
        first[key, term] = min(date[:7], first.get((key, term), date[:7]))
    new = Counter(first.values())
    total = 0
    growth = []
    for month in sorted(new):
        total += new[month]
        growth.append((month, total))
    return tuple(growth)
