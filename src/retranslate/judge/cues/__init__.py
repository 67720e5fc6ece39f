"""The cues: named functions over a scene that say why they speak, or None.

A cue's name is ``module/function`` with dashes for underscores; its weight is the row of that name in weights.tsv.
"""

from __future__ import annotations

from collections.abc import Callable

from retranslate.judge.cues import company, document, fit, found, marks, misfit, noun, verdicts
from retranslate.judge.scene import Scene, Senses

Cue = Callable[[Scene], str | None]
DocumentCue = Callable[[Scene, Senses], str | None]


def _name(cue: Cue | DocumentCue) -> str:
    return f"{cue.__module__.rpartition('.')[2]}/{cue.__name__.replace('_', '-')}"


ROOMS = (found, misfit, fit, noun, marks, company, verdicts)
LOCAL: dict[str, Cue] = {_name(cue): cue for room in ROOMS for cue in room.CUES}
DOCUMENT: dict[str, DocumentCue] = {_name(cue): cue for cue in document.CUES}
