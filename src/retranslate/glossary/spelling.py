"""When two wordings, and when two rows, are one to the finders."""

from __future__ import annotations

from collections.abc import Sequence

from retranslate.text.fold import key as spelling
from retranslate.text.fold import keys

__all__ = ["Identity", "identities", "spelling"]

Identity = tuple[str, tuple[str, ...]]  # a wording, and the context it is meant in


def identities(rows: Sequence[tuple[str, str, tuple[str, ...]]]) -> list[Identity]:
    """What each row (variant, term, context) is about: of two rows with one identity, only the later can work.

    That is the variant's spelling, in its context. A row that sets nothing right but case or blanks (MIHOYO, miHoYo)
    means its very wording.
    """
    terms = list(dict.fromkeys(term for _, term, _ in rows))
    folded = dict(zip(terms, keys(terms), strict=True))
    return [
        (variant if spelt == folded[term] else spelt, tuple(sorted(context)) if context else context)
        for (variant, term, context), spelt in zip(rows, keys([row[0] for row in rows]), strict=True)
    ]
