"""What one row more would have changed in an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retranslate.model import Edit, Outcome, Span


@dataclass(frozen=True, slots=True)
class Place:
    """An edit that a row brings (``before`` None), takes away (``after`` None) or gives another text or outcome."""

    before: Edit | None
    after: Edit | None

    @property
    def edit(self) -> Edit:
        """The edit as it is with the row, or as it was if the row takes it away."""
        edit = self.after or self.before
        assert edit is not None
        return edit


def difference(without: Iterable[Edit], with_row: Iterable[Edit]) -> tuple[Place, ...]:
    """The places where the edits of one article differ for an editor, in document order; notes do not count.

    An edit that gives way to another that overlaps it is one place with that one.
    """
    old = [edit for edit in without if edit.outcome is not Outcome.NOTE]
    new = [edit for edit in with_row if edit.outcome is not Outcome.NOTE]
    kept = {_seen(edit) for edit in old} & {_seen(edit) for edit in new}
    gone = [edit for edit in old if _seen(edit) not in kept]
    places = []
    for edit in (edit for edit in new if _seen(edit) not in kept):
        before = next((one for one in gone if _overlap(one.span, edit.span)), None)
        gone = [one for one in gone if not _overlap(one.span, edit.span)]
        places.append(Place(before, edit))
    places += [Place(edit, None) for edit in gone]
    return tuple(sorted(places, key=lambda place: place.edit.span))


def _overlap(one: Span, other: Span) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


def _seen(edit: Edit) -> tuple[Span, str | None, Outcome]:
    return edit.span, edit.after, edit.outcome
