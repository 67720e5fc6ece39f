"""What the judge needs to know of the decisions so far."""

from __future__ import annotations

from typing import Protocol

REJECTIONS = 2  # with no acceptance, after which a form is never automatic again until accepted


class Record(Protocol):
    """How often editors accepted, rejected and amended one form of one term."""

    @property
    def accepted(self) -> int:
        """How many edits were accepted as they were."""

    @property
    def rejected(self) -> int:
        """How many edits were rejected."""

    @property
    def amended(self) -> int:
        """How many edits were accepted and then written over."""


class Ledger(Protocol):
    """The decisions so far, looked up by form and term."""

    def record(self, variant: str, term: str) -> Record | None:
        """The record of ``variant`` (as it stood in the text) for the canonical name ``term``; None without one."""


def refused(record: Record | None) -> bool:
    """Whether editors refused the form so often, and never took it, that it must not be automatic."""
    return record is not None and record.accepted == 0 and record.rejected >= REJECTIONS
