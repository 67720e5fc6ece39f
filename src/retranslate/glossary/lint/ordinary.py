"""Which variants are ordinary English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from retranslate.glossary.lint.finding import Finding, Sheet, advice, fault
from retranslate.model import Apply, Kind
from retranslate.text import words
from retranslate.text.ordinary import zipf

COMMON: Final = 3.5  # Zipf: three uses in a million words ("hungry" 4.4, "legend" 4.4; "shen" 3.2, "miha" 1.5)


def ordinary(sheet: Sheet) -> Iterator[Finding]:
    """A variant made of ordinary English words, without context: a fault if it is always applied, else advice."""
    for key, same in sheet.variants.items():
        loose = [entry for entry in same if _loose(entry.apply, entry.kind, entry.context)]
        if not loose or not _common(key):
            continue
        for entry in loose:
            what = f"the variant {entry.variant!r} is ordinary English"
            if entry.apply is Apply.AUTO:
                hint = "give it apply ask, or context words that stand near the name"
                yield fault("ordinary", entry.where, f"{what}, and is always changed", hint)
            else:
                hint = "each place is judged; context words, ask or never settle it"
                yield advice("ordinary", entry.where, what, hint)


def _loose(apply: Apply, kind: Kind, context: tuple[str, ...]) -> bool:
    return not context and apply in (Apply.AUTO, Apply.JUDGE) and kind not in (Kind.IDIOM, Kind.FURNITURE)


def _common(key: str) -> bool:
    """Whether every word of a folded text is ordinary; a number or a lone letter makes a label ("station b")."""
    found = [word.text for word in words(key)]
    letters = [word for word in found if word not in {"a", "i"}]
    return bool(letters) and all(len(word) > 1 and word.isalpha() and zipf(word) >= COMMON for word in letters)
