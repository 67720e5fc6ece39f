"""The cues: named functions over a case that say why it may be a garbled name, or why not, or None.

A cue's name is ``module/function`` with dashes for underscores; its weight is the row of that name in weights.tsv.
"""

from __future__ import annotations

from collections.abc import Callable

from retranslate.suggest.case import Case
from retranslate.suggest.cues import document, known, slot, spelling

Cue = Callable[[Case], str | None]


def _name(cue: Cue) -> str:
    return f"{cue.__module__.rpartition('.')[2]}/{cue.__name__.replace('_', '-')}"


CUES: dict[str, Cue] = {_name(cue): cue for room in (document, spelling, slot, known) for cue in room.CUES}
