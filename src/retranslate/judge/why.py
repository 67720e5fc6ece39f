"""The reasons of an edit in an editor's words, short enough for a comment in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.judge.scene import Scene
    from retranslate.model import Evidence

FOR, AGAINST = 3, 2  # so many reasons of either side, the strongest first
LEAST = 0.25  # log-odds: what weighs less has decided nothing


def why(scene: Scene, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """How the match was found, the cues that decided for it, and those that speak against it."""
    spoken = [one for one in evidence if one.why]
    ranked = sorted((one for one in spoken if abs(one.weight) >= LEAST), key=lambda one: -abs(one.weight))
    how = [one.why for one in scene.match.evidence if one.why and one.weight == 0]
    pro = [one.why for one in ranked if one.weight > 0][:FOR]
    con = [f"but: {one.why}" for one in ranked if one.weight < 0][:AGAINST]
    rivals = [f"could also be {', '.join(scene.match.rivals)}"] if scene.match.rivals else []
    return tuple(dict.fromkeys((_found(scene), *how, *pro, *con, *rivals)))


def _found(scene: Scene) -> str:
    match, row = scene.match, scene.match.variant
    name = f"{match.term.name} ({match.term.source})" if match.term.source else match.term.name
    if row is not None and match.rule in {"name/listed", "name/inflected"}:
        return f"the glossary lists “{row.text}” as {name}"
    if row is not None:
        return f"close to “{row.text}”, which the glossary lists as {name}"
    return f"may stand for {name}"
