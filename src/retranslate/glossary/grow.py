"""How one row comes into a glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retranslate.glossary.lint import Finding, check, faults
from retranslate.glossary.read import Entry, context_words, entries
from retranslate.glossary.spelling import identities
from retranslate.glossary.table import Table, amend, append, widen
from retranslate.model import Problem, RetranslateError


class What(StrEnum):
    """What adding a row came to."""

    ADDED = "added"
    AMENDED = "amended"  # the row was there, with other cells
    KNOWN = "known"  # the row was there, with the same cells


@dataclass(frozen=True, slots=True)
class Growth:
    """A glossary with a row added: ``where`` is its ``file:line``; ``advice`` is what the checks say of it."""

    table: Table
    what: What
    where: str
    advice: tuple[Finding, ...] = ()


def add(table: Table, row: Mapping[str, str], *, force: bool = False) -> Growth:
    """Add ``row`` (head to cell); where the same variant of the same term stands already, amend its other cells.

    Raises RetranslateError for a variant that is another term's and for a row that the checks would call a fault;
    ``force`` changes the other row, and lets the fault in.
    """
    row = {head: cell.strip() for head, cell in row.items() if cell.strip()}
    if not row.get("variant") and not row.get("term"):
        raise RetranslateError(Problem(table.name, "the row has neither a variant nor a term", "fill one in"))
    known = _known(table, row)
    if known is None:
        after = append(table, [row])
        growth = Growth(after, What.ADDED, f"{table.name}:{len(after.lines)}")
    else:
        if known.term != row.get("term", "") and not force:
            what = (
                f"{row['variant']!r} is {known.term!r} already" if known.term else f"{row['variant']!r} stands already"
            )
            raise RetranslateError(Problem(known.where, what, "correct that row, or use --force"))
        growth = _amended(table, row, known)
    return growth if growth.what is What.KNOWN else _checked(table, growth, force=force)


def _known(table: Table, row: Mapping[str, str]) -> Entry | None:
    """The row that is about the same wording and context, or gives the variant to the same term, or declares the term.

    The last such row counts.
    """
    good = [entry for entry in reversed(list(entries(table))) if isinstance(entry, Entry)]
    variant, term = row.get("variant", ""), row.get("term", "")
    if not variant:
        sources = {"", row.get("source", "")}
        return next((one for one in good if not one.variant and one.term == term and one.source in sources), None)
    rows = [entry for entry in good if entry.variant]
    new = (variant, term, context_words(row.get("context", "")))
    what, *others = identities([new, *((one.variant, one.term, one.context) for one in rows)])
    same = (one for one, other in zip(rows, others, strict=True) if other == what)
    alike = (one for one, other in zip(rows, others, strict=True) if other[0] == what[0] and one.term == term)
    return next(same, None) or next(alike, None)


def _amended(table: Table, row: Mapping[str, str], known: Entry) -> Growth:
    wide = widen(table, row)
    at = int(known.where.rpartition(":")[2]) - 1 + len(wide.lines) - len(table.lines)
    cells = dict(zip(wide.columns, (cell.strip() for cell in wide.lines[at].split("\t")), strict=False))
    different = {head: cell for head, cell in row.items() if head != "variant" and cells.get(head, "") != cell}
    if not different:
        return Growth(table, What.KNOWN, known.where)
    return Growth(amend(wide, at, different), What.AMENDED, f"{table.name}:{at + 1}")


def _checked(before: Table, growth: Growth, *, force: bool) -> Growth:
    """The growth with the checks' advice; raises for the first fault it brings."""
    old = {_what(finding) for finding in check([before])}
    new = [finding for finding in check([growth.table]) if _what(finding) not in old]
    for finding in faults(new) if not force else ():
        raise RetranslateError(Problem(before.name, finding.problem.message, f"{finding.problem.hint}, or use --force"))
    return Growth(growth.table, growth.what, growth.where, tuple(new))


def _what(finding: Finding) -> tuple[str, str]:
    return finding.check, finding.problem.message
