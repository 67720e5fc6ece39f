"""From a probability to what the editor sees; policy of the row first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.judge.ledger import refused
from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene
from retranslate.judge.weigh import probability
from retranslate.model import Apply, Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.model import Evidence

AUTO = 0.9  # what is likelier than this is right far more often on the average (docs/calibration.svg)
UNSURE = {"found/one-word", "found/fuzzy"}  # what needs one of these besides, from outside its sentence, to be sure:
CONFIRMING = {"document/same-wording-is-name", "document/term-stands", "verdicts/accepted", "found/original", "context"}
ASK = 0.5  # an editor is asked what is likelier right than wrong


def outcome(scene: Scene, evidence: Sequence[Evidence]) -> Outcome | None:
    """What the editor sees of a match on the strength of ``evidence``; None for nothing.

    A row's own policy outranks the evidence: ``never`` gives nothing, ``auto`` is sure, ``ask`` never is. An idiom is
    always a question, whatever the evidence says.
    """
    match, row, odds = scene.match, scene.match.variant, probability(evidence)
    if row is not None and row.apply is Apply.NEVER:
        return None
    if match.partial:
        return Outcome.NOTE if odds >= ASK else None
    if match.term.kind is Kind.IDIOM:
        return Outcome.ASK
    if row is not None and row.apply is Apply.AUTO and not refused(scene.record):
        return Outcome.AUTO
    if odds < ASK:
        return None
    return Outcome.AUTO if odds >= AUTO and not doubtful(scene, evidence) else Outcome.ASK


def doubtful(scene: Scene, evidence: Sequence[Evidence]) -> bool:
    """Whether the match may be no more than a question, however strong the evidence.

    So it is with real names that the original does not confirm, and with slips and single ordinary words that nothing
    outside their sentence confirms: too many other things are called Penguin, Shell or Legend.
    """
    match, row = scene.match, scene.match.variant
    cues = {one.cue for one in evidence}
    return (
        bool(match.rivals)
        or (row is not None and row.apply is Apply.ASK)
        or (scene.shape is Shape.PROPER and "found/original" not in cues)
        or (not cues.isdisjoint(UNSURE) and cues.isdisjoint(CONFIRMING))
        or refused(scene.record)
    )
