"""What listed forms teach: one that its name explains all but for one piece gives that piece a new sense."""

from __future__ import annotations

from collections.abc import Sequence

from retranslate.forecast.models import Models


def learned(models: Models, lessons: Sequence[tuple[int, str]]) -> dict[str, list[tuple[str, ...]]]:
    """English phrases for pieces of source names, out of listed forms (number of the term, form)."""
    return {}
