"""The weights of the cues: rows of weights.tsv."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, Final

from retranslate.model import Evidence
from retranslate.suggest.cues import CUES
from retranslate.suggest.table import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retranslate.suggest.case import Case

BASE: Final = "base"


def weight(cue: str) -> float:
    """What ``cue`` is worth in natural log-odds; `BASE` is what any name begins with."""
    return float(rows("weights.tsv")[cue][0])


def weigh(case: Case) -> tuple[Evidence, ...]:
    """The cues that speak of ``case``."""
    spoken = ((name, cue(case)) for name, cue in CUES.items())
    return tuple(Evidence(name, weight(name), why) for name, why in spoken if why is not None)


def probability(evidence: Iterable[Evidence]) -> float:
    """The probability (0-1) that a name with this evidence is garbled."""
    return 1 / (1 + exp(-weight(BASE) - sum(one.weight for one in evidence)))
