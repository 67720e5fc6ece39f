"""How the match was found, and how ordinary its wording is."""

from __future__ import annotations

from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene


def rare(scene: Scene) -> str | None:
    """A listed wording that holds a word English does not have."""
    return (
        "no English wording"
        if scene.shape is Shape.ODD and scene.match.rule in {"name/listed", "name/inflected"}
        else None
    )


def ordinary(scene: Scene) -> str | None:
    """A listed wording made of ordinary English words."""
    return "" if scene.shape is not Shape.ODD and scene.match.rule in {"name/listed", "name/inflected"} else None


def one_word(scene: Scene) -> str | None:
    """One ordinary word, which other things may be named by."""
    return "" if scene.shape is not Shape.ODD and len(scene.phrase) == 1 else None


def fuzzy(scene: Scene) -> str | None:
    """A slip or two away from a listed form."""
    return "a slip or two away from a listed form" if scene.match.rule == "name/fuzzy" else None


def original(scene: Scene) -> str | None:
    """The aligned original has the source name."""
    return next((one.why for one in scene.match.evidence if one.cue == "original/aligned"), None)


CUES = (rare, ordinary, one_word, fuzzy, original)
