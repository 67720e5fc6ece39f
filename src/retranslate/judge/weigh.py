"""Adding up the evidence."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from retranslate.judge.cues import DOCUMENT, LOCAL
from retranslate.judge.scene import Scene, Senses
from retranslate.judge.weights import weights
from retranslate.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMING = frozenset({"found/original", "marks/glossed", "verdicts/accepted"})


def local(scene: Scene) -> tuple[Evidence, ...]:
    """The evidence of the match and its sentence alone.

    For a form that no row lists, a sentence in which a name must stand says nothing: another name may stand there as
    well. Only what speaks against it counts, and what marks it as this very name (`NAMING`).
    """
    spoken = _evidence((name, cue(scene)) for name, cue in LOCAL.items())
    if scene.match.rule == "name/forecast":
        spoken = (one for one in spoken if one.weight <= 0 or one.cue in NAMING)
    return (*scene.match.evidence, *spoken)


def around(scene: Scene, senses: Senses) -> tuple[Evidence, ...]:
    """The evidence of the rest of the document."""
    return tuple(_evidence((name, cue(scene, senses)) for name, cue in DOCUMENT.items()))


def probability(evidence: Iterable[Evidence]) -> float:
    """The probability (0-1) that the evidence adds up to: the logistic function of the sum of its log-odds."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, sum(one.weight for one in evidence)))))


def _evidence(spoken: Iterable[tuple[str, str | None]]) -> Iterable[Evidence]:
    for name, why in spoken:
        if why is not None and name in weights():
            yield Evidence(name, weights()[name].weight, why)
