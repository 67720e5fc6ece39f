"""From a probability to what the editor sees; policy of the row first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.judge.ledger import refused
from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene
from retranslate.judge.weigh import probability
from retranslate.model import Apply, Kind, Outcome
from retranslate.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.model import Evidence, Variant

AUTO = 0.9  # what is likelier than this is right far more often on the average (docs/calibration.svg)
CONFIRMING = {
    "document/same-wording-is-name",
    "document/term-stands",
    "verdicts/accepted",
    "found/original",
    "marks/glossed",
}
ASK = 0.5  # an editor is asked what is likelier right than wrong


def outcome(scene: Scene, evidence: Sequence[Evidence]) -> Outcome | None:
    """What the editor sees of a match on the strength of ``evidence``; None for nothing.

    A row's own policy outranks the evidence: ``never`` and a failed context give nothing, ``auto`` is sure, ``ask``
    never is. An idiom is always a question, whatever the evidence says.
    """
    match, row, odds = scene.match, scene.match.variant, probability(evidence)
    if (row is not None and row.apply is Apply.NEVER) or forbidden(scene):
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

    So it is with real names that the original does not confirm, and with one ordinary word that nothing outside its
    sentence confirms: too many other things are called Penguin, Shell or Legend.
    """
    match, row = scene.match, scene.match.variant
    cues = {one.cue for one in evidence}
    return (
        bool(match.rivals)
        or (row is not None and row.apply is Apply.ASK)
        or (scene.shape is Shape.PROPER and "found/original" not in cues)
        or ("found/one-word" in cues and cues.isdisjoint(CONFIRMING) and not (row is not None and wanted(row)))
        or refused(scene.record)
    )


def forbidden(scene: Scene) -> bool:
    """Whether the row's ``context`` rules the match out: a ``!word`` near, or none of the required words near."""
    row = scene.match.variant
    if row is None:
        return False
    if any(near(scene, word[1:]) for word in row.context if word.startswith("!")):
        return True
    return bool(wanted(row)) and not any(near(scene, word) for word in wanted(row))


def wanted(row: Variant) -> list[str]:
    """The words of a row's ``context`` that must be near."""
    return [word for word in row.context if not word.startswith("!")]


def near(scene: Scene, word: str) -> bool:
    """Whether ``word`` stands in the match's paragraph or in one beside it, as whole words."""
    folded = fold(word.strip()).text
    at = scene.paragraph.find(folded)
    while at >= 0:
        end = at + len(folded)
        if not scene.paragraph[at - 1 : at].isalnum() and not scene.paragraph[end : end + 1].isalnum():
            return True
        at = scene.paragraph.find(folded, at + 1)
    return False
