"""How well known a wording is as it stands: a right name needs no row."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from retranslate.suggest.table import words
from retranslate.text.fold import key

if TYPE_CHECKING:
    from retranslate.suggest.case import Case


@cache
def _right() -> frozenset[str]:
    """The canonical names of the glossary in the package: known to readers, whatever rows are used."""
    from retranslate import glossary

    return frozenset(key(term.name) for term in glossary.load([glossary.shipped()]).terms if term.name)


def in_use(case: Case) -> str | None:
    """A name by which a dictionary of Chinese explains others: Spring Festival."""
    said = all(case.vocabulary.is_in_use(key(text)) for text in case.entity.spellings)
    return "a name in use" if said else None


def famous(case: Case) -> str | None:
    """Nothing but names that readers know: Tencent."""
    return "known to readers" if len(case.famous) == len(case.words) else None


def right(case: Case) -> str | None:
    """The right name of something."""
    return "a right name as it stands" if any(key(text) in _right() for text in case.entity.spellings) else None


def institution(case: Case) -> str | None:
    """Called as institutions and places are: their English names are made of ordinary words."""
    said = len(case.words) > 1 and words("institution").intersection(case.main.words)
    return "named like an institution or a place" if said else None


def holds_name(case: Case) -> str | None:
    """Other words with a known name behind them."""
    first, *rest = case.words
    known = [one for one in rest if case.vocabulary.is_famous(one)]
    return f"{known[0].title()} is known" if known and not case.vocabulary.is_famous(first) else None


def abbreviation(case: Case) -> str | None:
    """Capitals throughout, in one word at least."""
    said = [one for one in case.main.text.split() if len(one) > 1 and one.isalpha() and one.isupper()]
    return f"{said[0]} is an abbreviation" if said else None


CUES = (in_use, famous, right, institution, holds_name, abbreviation)
