"""Name or phrase: the evidence for each match, weighed into an outcome.

The model is additive: every cue that speaks adds its weight in natural log-odds, and the logistic function of the sum
is the probability that an editor accepts the edit. Cues are functions (`cues`), weights are rows (`weights.tsv`), the
policy is one function (`policy.outcome`).
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from retranslate.judge import missing
from retranslate.judge.ledger import Ledger, Record
from retranslate.judge.phrase import Shape, shape
from retranslate.judge.policy import doubtful, outcome
from retranslate.judge.scene import Scene, Senses, raw, scenes
from retranslate.judge.weigh import around, local, probability
from retranslate.judge.why import why
from retranslate.match import canonical, swap
from retranslate.model import Apply, Edit, Evidence, Outcome
from retranslate.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.glossary import Glossary
    from retranslate.model import Match, Span
    from retranslate.text import View

__all__ = ["Ledger", "Record", "judge"]

SURE, ORDINARY = 0.9, 0.1  # probabilities beyond which one use of a wording tells about its other uses, doubts apart
DECIDED = 0.99  # the least confidence of an edit whose row says ``auto``


def judge(view: View, matches: Sequence[Match], glossary: Glossary, ledger: Ledger | None = None) -> list[Edit]:
    """Turn ``matches`` into edits, in their order, and note where a name seems to be lost.

    A match that is not likely enough gives none. ``ledger`` holds the decisions of editors so far. Matches may overlap;
    choosing among them is not done here.
    """
    mentions = canonical.mentions(view, glossary)
    lost = [match for match in matches if match.rule == missing.RULE]  # nothing stands there that could be judged
    matches = [match for match in matches if match.rule != missing.RULE]
    seen = scenes(view, matches, [*(one.span for one in mentions), *_odd(view, matches)], ledger)
    first = [local(scene) for scene in seen]
    senses, standing = _senses(seen, first, [one.term.name for one in mentions])
    found = (
        _edit(view, scene, (*evidence, *around(scene, sense)))
        for scene, evidence, sense in zip(seen, first, senses, strict=True)
    )
    notes = (*map(partial(missing.note, view), lost), *missing.find(view, glossary, standing))
    return [*(edit for edit in found if edit is not None), *notes]


def _odd(view: View, matches: Sequence[Match]) -> list[Span]:
    """Where no English stands, so that a name must."""
    whole = [match.span for match in matches if not match.partial]
    return [span for span in whole if shape(fold(raw(view, span)).text) is Shape.ODD]


def _senses(
    seen: Sequence[Scene], evidence: Sequence[Sequence[Evidence]], mentioned: list[str]
) -> tuple[list[Senses], frozenset[str]]:
    """What the rest of the document says to each scene, and the names of the terms that surely stand in it."""
    odds = [probability(found) for found in evidence]
    surely = [
        chance >= SURE and not doubtful(scene, found) for scene, found, chance in zip(seen, evidence, odds, strict=True)
    ]
    sure, names, phrases = Counter(mentioned), Counter[tuple[str, str]](), Counter[str]()
    for scene, name, chance in zip(seen, surely, odds, strict=True):
        sure[scene.match.term.name] += name
        names[scene.wording, scene.match.term.name] += name
        phrases[scene.wording] += chance <= ORDINARY
    senses = [
        Senses(
            sure[scene.match.term.name] - name,
            names[scene.wording, scene.match.term.name] - name,
            phrases[scene.wording] - (chance <= ORDINARY),
        )
        for scene, name, chance in zip(seen, surely, odds, strict=True)
    ]
    return senses, frozenset(name for name, count in sure.items() if count)


def _edit(view: View, scene: Scene, evidence: tuple[Evidence, ...]) -> Edit | None:
    match = scene.match
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
        confidence=max(probability(evidence), DECIDED if decided else 0.0),
        why=why(scene, evidence),
        term=match.term.name,
        variant=raw(view, match.span),
        evidence=evidence,
    )
