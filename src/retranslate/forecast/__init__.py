"""From a source name to the forms that a machine may make of it, and from a text to the names that explain it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from retranslate.forecast import store
from retranslate.forecast.models import Models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.forecast.language import Language
    from retranslate.glossary import Glossary

__all__ = ["Models", "languages", "models"]


def languages(dictionaries: Sequence[Path] = ()) -> tuple[Language, ...]:
    """The source languages, asked in this order whether a name is theirs; ``dictionaries`` are the user's own."""
    from retranslate.forecast.mandarin import Mandarin

    return (Mandarin(dictionaries),)


def models(glossary: Glossary, dictionaries: Sequence[Path | str] = ()) -> Models:
    """The models of the source names of ``glossary``, whose number is that of their term in ``glossary.terms``.

    Out of the cache where they were compiled before; raises RetranslateError for a dictionary that cannot be read.
    """
    given = tuple(term.source for term in glossary.terms)
    number = {(term.name, term.source): at for at, term in reversed(list(enumerate(glossary.terms)))}
    lessons = tuple(
        (number[row.term.name, row.term.source], row.text)
        for row in glossary.variants
        if row.term.source and row.apply != "never" and (row.term.name, row.term.source) in number
    )
    return _models(given, lessons, tuple(map(Path, dictionaries)))


@lru_cache(maxsize=4)
def _models(given: tuple[str, ...], lessons: tuple[tuple[int, str], ...], dictionaries: tuple[Path, ...]) -> Models:
    if not any(given):
        return Models.empty()
    key = store.key(given, lessons, dictionaries)
    known = store.load(key)
    if known is None:
        from retranslate.forecast.compile import compiled

        known = compiled(given, languages(dictionaries), lessons)
        store.save(key, known)
    return known
