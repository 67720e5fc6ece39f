"""What a check reads, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from retranslate.glossary.read import Entry
from retranslate.glossary.spelling import spelling
from retranslate.glossary.table import Table
from retranslate.model import Problem


class Level(StrEnum):
    """Whether a finding must be put right."""

    FAULT = "fault"  # the row harms or does nothing
    ADVICE = "advice"  # the row works; worth a look


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that ``check`` (its name) found: ``problem`` says where, what, and what to do."""

    check: str
    level: Level
    problem: Problem

    @property
    def file(self) -> str:
        """The file's name as messages show it."""
        return self.problem.where.rpartition(":")[0]

    @property
    def line(self) -> int:
        """The line's number, from 1."""
        return int(self.problem.where.rpartition(":")[2])


def fault(check: str, where: str, message: str, hint: str) -> Finding:
    """A finding that must be put right."""
    return Finding(check, Level.FAULT, Problem(where, message, hint))


def advice(check: str, where: str, message: str, hint: str) -> Finding:
    """A finding that is worth a look."""
    return Finding(check, Level.ADVICE, Problem(where, message, hint))


@dataclass(frozen=True)
class Sheet:
    """A glossary as the checks see it: its files, the rows that could not be read, the good ones and two indexes."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def variants(self) -> dict[str, list[Entry]]:
        """The rows of each variant, by its spelling."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.variant:
                found.setdefault(spelling(entry.variant), []).append(entry)
        return found

    @cached_property
    def terms(self) -> dict[str, list[Entry]]:
        """The rows of each term, by its spelling."""
        found: dict[str, list[Entry]] = {}
        key: dict[str, str] = {}
        for entry in self.entries:
            if entry.term:
                if entry.term not in key:
                    key[entry.term] = spelling(entry.term)
                found.setdefault(key[entry.term], []).append(entry)
        return found
