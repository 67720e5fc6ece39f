"""From a source name to the forms that a machine may make of it, and from a text to the names that explain it."""

from __future__ import annotations

import marshal
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from retranslate.forecast import store
from retranslate.forecast.models import Models, loads
from retranslate.model import Kind

if TYPE_CHECKING:
    from retranslate.forecast.language import Language
    from retranslate.glossary import Glossary
    from retranslate.model import Term

_WORDS = frozenset({Kind.TERM, Kind.IDIOM})  # no names: translated word by word they are ordinary English

__all__ = ["Models", "forget", "languages", "models", "number_of", "ordinary_forms"]


@lru_cache(maxsize=2)
def languages(dictionaries: tuple[Path, ...] = ()) -> tuple[Language, ...]:
    """The source languages, asked in this order whether a name is theirs; ``dictionaries`` are the user's own."""
    from retranslate.forecast.mandarin import Mandarin

    return (Mandarin(dictionaries),)


def models(glossary: Glossary) -> Models:
    """The models of the source names of ``glossary``, whose number is that of their term in ``glossary.terms``.

    Out of the cache where they were compiled before; raises RetranslateError for a dictionary that cannot be read.
    """
    given = ["" if term.kind in _WORDS else term.source for term in glossary.terms]
    while given and not given[-1]:
        given.pop()  # what `learn` adds at the end without a source name changes no model
    number = {(term.name, term.source): at for at, term in reversed(list(enumerate(glossary.terms)))}
    lessons = tuple(
        (number[row.term.name, row.term.source], row.text)
        for row in glossary.variants
        if row.term.source
        and row.term.kind not in _WORDS
        and row.apply != "never"
        and (row.term.name, row.term.source) in number
    )
    return _models(tuple(given), lessons, tuple(map(Path, glossary.dictionaries)))


def number_of(compiled: Models, term: int) -> int | None:
    """The number of the first name that was compiled for ``glossary.terms[term]``, if any was."""
    return next((number for number in range(len(compiled)) if compiled.name(number).term == term), None)


def ordinary_forms(glossary: Glossary) -> dict[Term, tuple[str, ...]]:
    """The terms whose likeliest forms are plain English ("millet" for 小米), with those forms.

    Such forms cannot be told from ordinary text: an editor should list them with words that must be near.
    """
    from retranslate.forecast.forms import ordinary

    compiled = models(glossary)
    names = [compiled.name(number) for number in range(len(compiled))]
    senses = compiled.senses_of({unit for name in names for _, _, unit in name.pieces})
    found = ((glossary.terms[name.term], ordinary(compiled, number, senses)) for number, name in enumerate(names))
    return {term: forms for term, forms in found if forms}


def forget() -> None:
    """Drop what this process keeps in memory, so that the next run reads the cache file again."""
    _models.cache_clear()


@lru_cache(maxsize=4)
def _models(given: tuple[str, ...], lessons: tuple[tuple[int, str], ...], dictionaries: tuple[Path, ...]) -> Models:
    if not any(given):
        return Models.empty()
    make = partial(_compiled, given, lessons, dictionaries)
    return loads(store.kept("forecast", (given, lessons), dictionaries, make))


def _compiled(given: tuple[str, ...], lessons: tuple[tuple[int, str], ...], dictionaries: tuple[Path, ...]) -> bytes:
    """Fresh models, packed; a lesson that was learned before, for whatever glossary, is not worked out again."""
    from retranslate.forecast.compile import compiled

    key = store.key((), dictionaries)
    body = store.load("lessons", key)
    told: dict[tuple[str, str], tuple[str, tuple[str, ...]] | None] = marshal.loads(body) if body else {}
    before = len(told)
    made = compiled(given, languages(dictionaries), lessons, told)
    if len(told) > before:
        store.save("lessons", key, marshal.dumps(told))
    return made.dumps()
