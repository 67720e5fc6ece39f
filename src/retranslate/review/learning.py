"""The second flow: reviewed documents to the ledger, the ledger to a glossary that has grown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from retranslate.glossary import Table
from retranslate.review import Review, ledger, proposals
from retranslate.review.ledger import Entry
from retranslate.review.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a glossary's diff: its number before and after, its text before (None: new) and after, the reason.

    ``because`` is None for the header line, where the file lacks a column.
    """

    before: int
    after: int
    old: str | None
    new: str
    because: Proposal | None


def record(path: Path, reviews: Sequence[Review], *, date: str) -> int:
    """Add what was decided in ``reviews`` to the ledger at ``path``; the number of rows that are new in it."""
    return ledger.append(path, _rows(reviews, date))


def decided(path: Path, reviews: Sequence[Review], *, date: str) -> list[Entry]:
    """All that is known of the forms that were decided on in ``reviews``: what the ledger at ``path`` has on them.

    What of ``reviews`` is not in the ledger yet counts too.
    """
    new = _rows(reviews, date)
    places = {entry.place for entry in new}
    held = ledger.about(path, {entry.variant for entry in new})
    return [*(entry for entry in held if entry.place not in places), *new]


def propose(
    history: Sequence[Entry], reviews: Sequence[Review], glossary: Table, others: Sequence[Table] = ()
) -> tuple[Proposal, ...]:
    """What ``reviews`` ask of ``glossary``, in the light of all that was `decided` on the same forms."""
    return proposals.propose(history, {one.document: one.added for one in reviews}, glossary, others)


def _rows(reviews: Sequence[Review], date: str) -> list[Entry]:
    """The decisions of ``reviews``, one a place: of two copies of one redline the later holds."""
    rows = (row for one in reviews for row in ledger.entries(one.decisions, document=one.document, date=date))
    return list({row.place: row for row in rows}.values())


def changes(before: Table, given: Sequence[Proposal]) -> Iterator[Change]:
    """The diff between ``before`` and what `proposals.write` makes of it."""
    after = proposals.write(before, given)
    moved = after.body - before.body
    new = [one for one in given if one.at is None]
    kept = len(after.lines) - len(new)
    if after.body and (moved or before.lines[: before.body] != after.lines[: after.body]):
        old = before.lines[before.body - 1] if before.body else None
        yield Change(before.body, after.body, old, after.lines[after.body - 1], None)
    for one in sorted((one for one in given if one.at is not None), key=lambda one: one.at or 0):
        assert one.at is not None
        yield Change(one.at + 1, one.at + moved + 1, before.lines[one.at], after.lines[one.at + moved], one)
    for number, one in enumerate(new):
        yield Change(len(before.lines), kept + number + 1, None, after.lines[kept + number], one)


def row(change: Change, after: Table) -> dict[str, str]:
    """The changed row as it shall be, head to cell."""
    cells = change.new.rstrip("\r\n").split("\t")
    return dict(zip(after.columns, [*cells, *[""] * len(after.columns)], strict=False))
