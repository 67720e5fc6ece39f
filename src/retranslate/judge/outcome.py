"""From a probability to what the editor sees; policy of the row first."""

from __future__ import annotations

from retranslate.judge.ledger import refused
from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene
from retranslate.model import Apply, Kind, Outcome

AUTO = 0.97  # the edits from here up are wrong less than once in a hundred (docs/calibration.svg)
ASK = 0.5  # an editor is asked what is likelier right than wrong


def outcome(scene: Scene, probability: float) -> Outcome | None:
    """What the editor sees of a match that is right with ``probability``; None for nothing.

    A row's own policy outranks the evidence: ``never`` and a failed context give nothing, ``auto`` is sure, ``ask``
    never is. An idiom is always a question, whatever the evidence says.
    """
    match, row = scene.match, scene.match.variant
    if (row is not None and row.apply is Apply.NEVER) or forbidden(scene):
        return None
    if match.partial:
        return Outcome.NOTE if probability >= ASK else None
    if match.term.kind is Kind.IDIOM:
        return Outcome.ASK
    if row is not None and row.apply is Apply.AUTO and not refused(scene.record):
        return Outcome.AUTO
    if probability < ASK:
        return None
    return Outcome.AUTO if probability >= AUTO and not doubtful(scene) else Outcome.ASK


def doubtful(scene: Scene) -> bool:
    """Whether the match may be no more than a question, however strong the evidence."""
    match, row = scene.match, scene.match.variant
    confirmed = any(one.cue.startswith("original/") for one in match.evidence)
    return (
        bool(match.rivals)
        or (row is not None and row.apply is Apply.ASK)
        or (scene.shape is Shape.PROPER and not confirmed)
        or refused(scene.record)
    )


def forbidden(scene: Scene) -> bool:
    """Whether the row's ``context`` rules the match out: a ``!word`` near, or none of the required words near."""
    context = scene.match.variant.context if scene.match.variant else ()
    wanted = [word for word in context if not word.startswith("!")]
    if any(near(scene, word[1:]) for word in context if word.startswith("!")):
        return True
    return bool(wanted) and not any(near(scene, word) for word in wanted)


def near(scene: Scene, word: str) -> bool:
    """Whether ``word`` stands in the match's paragraph or in one beside it, as whole words."""
    from retranslate.text import fold

    folded = fold(word.strip()).text
    at = scene.paragraph.find(folded)
    while at >= 0:
        end = at + len(folded)
        if not scene.paragraph[at - 1 : at].isalnum() and not scene.paragraph[end : end + 1].isalnum():
            return True
        at = scene.paragraph.find(folded, at + 1)
    return False
