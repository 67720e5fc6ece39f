"""Where the uses of a wording stand; the judge's own cues read the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.judge.cues import company, marks, misfit, noun
from retranslate.judge.phrase import Shape, shape
from retranslate.judge.weights import weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from retranslate.judge.scene import Scene
    from retranslate.suggest.case import Case

PLACES = frozenset({"in", "at", "from", "near", "to", "outside", "around", "of"})
OF_A_NAME = (company.role_follows, company.role_before, company.people_of, company.money_of, company.deals)
OF_USE = (company.dealt_with, company.used)


def _first(case: Case, cues: Iterable[Callable[[Scene], str | None]]) -> str | None:
    """What the first of ``cues`` that speaks says of any use."""
    return next((why for cue in cues for why in map(cue, case.scenes) if why), None)


def _plain(case: Case) -> bool:
    return len(case.plain) == len(case.words)


def owner(case: Case) -> str | None:
    """Where firms, works and apps stand: founder of, users of, app, game."""
    return _first(case, OF_A_NAME)


def used(case: Case) -> str | None:
    """Where things stand that are used, bought, founded."""
    return _first(case, OF_USE)


def beside_name(case: Case) -> str | None:
    """In a row with names."""
    return _first(case, (company.beside_name,))


def quoted(case: Case) -> str | None:
    """In quotation or title marks."""
    return _first(case, (marks.quoted, marks.quoted_words))


def no_break(case: Case) -> str | None:
    """Between no-break spaces."""
    return _first(case, (marks.no_break,))


def misfits(case: Case) -> str | None:
    """Plain English where a name must stand."""
    if not _plain(case):
        return None
    said = (why for cue in (*misfit.CUES, *noun.CUES) for why in map(cue, case.scenes) if why and _weighs(cue))
    return next(said, None)


def _weighs(cue: Callable[[Scene], str | None]) -> bool:
    name = f"{cue.__module__.rpartition('.')[2]}/{cue.__name__.replace('_', '-')}"
    return name in weights() and weights()[name].weight > 2


def nowhere(case: Case) -> str | None:
    """Plain English in places where anything may stand."""
    if not _plain(case) or shape(" ".join(case.main.words)) is Shape.LABEL:
        return None
    said = owner(case) or used(case) or beside_name(case) or quoted(case) or misfits(case)
    return None if said else "nothing else says that it is a name"


def place(case: Case) -> str | None:
    """Where places stand, and nowhere else."""
    if not case.spelled or len(case.words) > 1:
        return None
    only = all(scene.left().text in PLACES for scene in case.scenes)
    return "stands where places do" if only and not owner(case) and not used(case) else None


CUES = (owner, used, beside_name, quoted, no_break, misfits, nowhere, place)
