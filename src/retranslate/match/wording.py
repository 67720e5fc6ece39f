"""What kind of wording a name or a variant is, and what its plural looks like."""

from __future__ import annotations

from retranslate.model import Kind, Term
from retranslate.text.fold import key
from retranslate.text.ordinary import ordinary
from retranslate.text.words import words


def is_ordinary(text: str) -> bool:
    """Whether ``text`` is made of ordinary English words alone ("Are you hungry", "Keep")."""
    return all(ordinary(word.text) for word in words(key(text)))


def is_common(term: Term) -> bool:
    """Whether ``term`` is common wording, not a name: it follows the case of its sentence and has a plural."""
    if term.kind in (Kind.IDIOM, Kind.TERM):
        return True
    return term.kind is Kind.UNKNOWN and term.name.islower() and is_ordinary(term.name)


def plural(name: str) -> str:
    """The plural of ``name``; of a name that has one already, itself."""
    if name.endswith("s"):
        return name
    if name.endswith(("x", "z", "ch", "sh")):
        return name + "es"
    if _ends_in_consonant_y(name) and name.rpartition(" ")[2].islower():
        return name[:-1] + "ies"
    return name + "s"


def squeezed_plurals(skeleton: str) -> tuple[str, ...]:
    """What a plural of a squeezed form may look like in a text."""
    ies = (skeleton[:-1] + "ies",) if _ends_in_consonant_y(skeleton) else ()
    return (skeleton + "s", skeleton + "es", *ies)


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1].isalpha() and word[-2] not in "aeiou"
