"""The weights of the cues: rows of weights.tsv."""

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Weight(NamedTuple):
    """One row: what a cue is worth in natural log-odds, why, and where the number comes from."""

    cue: str
    weight: float
    reason: str
    fitted_on: str


@cache
def weights() -> dict[str, Weight]:
    """Every row of weights.tsv by its cue, in the order of the file."""
    _, *rows = Path(__file__).with_name("weights.tsv").read_text("utf-8").splitlines()
    found = {}
    for row in rows:
        cue, weight, reason, fitted_on = row.split("\t")
        found[cue] = Weight(cue, float(weight), reason, fitted_on)
    return found
