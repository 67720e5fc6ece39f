"""Name or phrase: the evidence for each match, weighed into an outcome.

The model is additive: every cue that speaks adds its weight in natural log-odds, and the logistic function of the sum
is the probability that an editor accepts the edit. Cues are functions (`cues`), weights are rows (`weights.tsv`), the
policy is one function (`outcome`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from retranslate.judge.ledger import Ledger, Record
from retranslate.judge.outcome import forbidden, outcome
from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene, Senses, raw, scenes
from retranslate.judge.weigh import ORDINARY, SURE, around, local, probability
from retranslate.judge.why import why
from retranslate.match import canonical, swap
from retranslate.model import Apply, Edit, Evidence, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.glossary import Glossary
    from retranslate.model import Match, Span
    from retranslate.text import View

__all__ = ["Ledger", "Record", "judge"]


def judge(view: View, matches: Sequence[Match], glossary: Glossary, ledger: Ledger | None = None) -> list[Edit]:
    """Turn ``matches`` into edits, in their order; a match that is not likely enough gives none.

    ``ledger`` holds the decisions of editors so far. Matches may overlap; choosing among them is not done here.
    """
    mentions = [(mention.span, mention.term.name) for mention in canonical.mentions(view, glossary)]
    seen = scenes(view, matches, _known(view, matches, [span for span, _ in mentions]), ledger)
    first = [local(scene) for scene in seen]
    senses = _senses(seen, first, [name for _, name in mentions])
    edits = (_edit(view, scene, (*found, *around(scene, senses))) for scene, found in zip(seen, first, strict=True))
    return [edit for edit in edits if edit is not None]


def _known(view: View, matches: Sequence[Match], mentions: list[Span]) -> list[Span]:
    from retranslate.judge.phrase import shape
    from retranslate.text import fold

    odd = (
        match.span for match in matches if shape(fold(raw(view, match.span)).text) is Shape.ODD and not match.partial
    )
    return [*mentions, *odd]


def _senses(seen: Sequence[Scene], evidence: Sequence[tuple[Evidence, ...]], mentioned: list[str]) -> Senses:
    sure, names, phrases = Counter(mentioned), Counter[str](), Counter[str]()
    for scene, found in zip(seen, evidence, strict=True):
        odds = probability(found)
        if odds >= SURE and not forbidden(scene):
            sure[scene.match.term.name] += 1
            names[scene.wording] += 1
        elif odds <= ORDINARY:
            phrases[scene.wording] += 1
    return Senses(sure, names, phrases)


def _edit(view: View, scene: Scene, evidence: tuple[Evidence, ...]) -> Edit | None:
    match = scene.match
    odds = probability(evidence)
    result = outcome(scene, evidence)
    if result is None:
        return None
    span, after = (match.span, None) if result is Outcome.NOTE else swap.swap(view, match)
    before = raw(view, span)
    if before == after:
        return None
    decided = result is Outcome.AUTO and match.variant is not None and match.variant.apply is Apply.AUTO
    return Edit(
        span=span,
        before=before,
        after=after,
        rule=match.rule,
        outcome=result,
        confidence=max(odds, 0.99) if decided else odds,
        why=why(scene, evidence),
        term=match.term.name,
        variant=raw(view, match.span),
        evidence=evidence,
    )
