"""What one row more would have changed in an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retranslate.model import Edit, Outcome


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
    """The places where the edits of one article differ for an editor, in document order; notes do not count."""
    old = {edit.span: edit for edit in without if edit.outcome is not Outcome.NOTE}
    new = {edit.span: edit for edit in with_row if edit.outcome is not Outcome.NOTE}
    return tuple(
        Place(old.get(span), new.get(span))
        for span in sorted({*old, *new})
        if _seen(old.get(span)) != _seen(new.get(span))
    )


def _seen(edit: Edit | None) -> tuple[str | None, Outcome] | None:
    return (edit.after, edit.outcome) if edit else None
