"""What a check reads, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from retranslate.glossary.read import Entry
from retranslate.glossary.spelling import Identity, identities
from retranslate.glossary.table import Table
from retranslate.model import Problem
from retranslate.text.fold import keys


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
        rows = [entry for entry in self.entries if entry.variant]
        for entry, spelt in zip(rows, keys([one.variant for one in rows]), strict=True):
            found.setdefault(spelt, []).append(entry)
        return found

    @cached_property
    def identical(self) -> list[list[Entry]]:
        """The rows that are about one wording in one context, where there are several."""
        found: dict[Identity, list[Entry]] = {}
        rows = [entry for entry in self.entries if entry.variant]
        for entry, what in zip(rows, identities([(one.variant, one.term, one.context) for one in rows]), strict=True):
            found.setdefault(what, []).append(entry)
        return [same for same in found.values() if len(same) > 1]

    @cached_property
    def terms(self) -> dict[str, list[Entry]]:
        """The rows of each term, by its spelling."""
        found: dict[str, list[Entry]] = {}
        rows = [entry for entry in self.entries if entry.term]
        for entry, spelt in zip(rows, keys([one.term for one in rows]), strict=True):
            found.setdefault(spelt, []).append(entry)
        return found
