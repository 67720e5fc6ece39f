"""The sentence as a whole: its mood, and whether the wording is all of it."""

from __future__ import annotations

from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene

OPENING = frozenset("\"'-:,(")


def question(scene: Scene) -> str | None:
    """A clause followed by a question mark at once, opening its sentence or its quotation."""
    opens = scene.first or scene.left().text in OPENING
    closes = scene.right().text == "?" or (scene.right().text in OPENING and scene.right(1).text == "?")
    return "a question to somebody" if scene.shape is Shape.CLAUSE and opens and closes else None


def alone(scene: Scene) -> str | None:
    """Nothing else in the sentence."""
    words = [token for token in (*scene.before, *scene.after) if token.word]
    return "a sentence of its own" if not words and scene.shape in {Shape.CLAUSE, Shape.VERB, Shape.MODIFIER} else None


def imperative(scene: Scene) -> str | None:
    """A verb that opens the sentence with more to come, as a command does."""
    if scene.shape is Shape.VERB and scene.first and scene.right().word:
        return "opens the sentence as a command does"
    return None


CUES = (question, alone, imperative)
