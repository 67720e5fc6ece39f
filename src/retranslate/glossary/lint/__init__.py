"""What is wrong with a glossary: one function a check, its docstring the line that the documentation shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from retranslate.glossary.lint import cells, ordinary, relations
from retranslate.glossary.lint.finding import Finding, Level, Sheet
from retranslate.glossary.read import entries
from retranslate.glossary.table import Table
from retranslate.model import Problem

__all__ = ["CHECKS", "Finding", "Level", "check"]

CHECKS: Final[tuple[Callable[[Sheet], Iterator[Finding]], ...]] = (
    cells.row,
    cells.column,
    cells.blanks,
    cells.invisible,
    cells.short,
    cells.context,
    cells.furniture,
    relations.itself,
    relations.duplicate,
    relations.conflict,
    relations.chain,
    relations.contains,
    relations.spellings,
    relations.sources,
    relations.kinds,
    ordinary.ordinary,
)


def check(tables: Sequence[Table]) -> list[Finding]:
    """All that is wrong with the rows of ``tables``, read together as one glossary: by file, then by line."""
    sheet = _sheet(tables)
    order = {table.name: at for at, table in enumerate(tables)}
    found = {finding: None for each in CHECKS for finding in each(sheet)}  # a dict keeps the order of the checks
    return sorted(found, key=lambda finding: (order.get(finding.file, 0), finding.line))


def _sheet(tables: Sequence[Table]) -> Sheet:
    read = [one for table in tables for one in (*table.problems, *entries(table))]
    good = tuple(one for one in read if not isinstance(one, Problem))
    return Sheet(tuple(tables), tuple(one for one in read if isinstance(one, Problem)), good)


def faults(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that must be put right, without the advice."""
    return [finding for finding in findings if finding.level is Level.FAULT]
