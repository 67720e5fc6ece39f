"""A clause, a verb or an adjective where only a noun can stand: the surest sign of a name."""

from __future__ import annotations

from retranslate.judge.phrase import Shape
from retranslate.judge.scene import NOUNLESS, Scene
from retranslate.text.speech import among, can_be


def _here(scene: Scene) -> bool:
    graded = scene.shape is Shape.MODIFIER and scene.left().text in among("degree")
    return scene.shape in NOUNLESS and not scene.question_word and not graded


def after_place(scene: Scene) -> str | None:
    """After ``on``, ``at``, ``from``, ``through``, ``via``, with no noun behind that it could belong to."""
    return _after(scene) if scene.slot.governor.text in among("place") and not _adjective(scene) else None


def after_preposition(scene: Scene) -> str | None:
    """After another preposition, with no noun behind that it could belong to."""
    return None if scene.slot.governor.text in among("place") or _adjective(scene) else _after(scene)


def adjective_after_preposition(scene: Scene) -> str | None:
    """One adjective or adverb after a preposition, as in a few idioms (``of late``)."""
    idle = scene.slot.right in {"a", "Q", "P", "d", "g"} or scene.slot.governor.text in among("comparing")
    return _after(scene) if _adjective(scene) and not idle else None


def _adjective(scene: Scene) -> bool:
    return scene.shape is Shape.MODIFIER and len(scene.phrase) == 1


def _after(scene: Scene) -> str | None:
    slot = scene.slot
    if not _here(scene) or slot.governor.tag != "p" or slot.determiner or slot.modifier.text or slot.right == "M":
        return None
    return f"follows “{slot.governor.text}”, where a noun must stand"


def subject(scene: Scene) -> str | None:
    """Before a finite verb that has no other subject."""
    slot = scene.slot
    if not _here(scene) or slot.right != "F" or slot.determiner or slot.governor.tag not in {"", ".", "c", "w"}:
        return None
    return f"is the subject of “{slot.follower.text}”, where a noun must stand"


def after_verb(scene: Scene) -> str | None:
    """The object of a verb that takes things, not states (``feel late``) or actions (``let go``)."""
    slot = scene.slot
    if not _here(scene) or slot.determiner or slot.modifier.text or slot.right == "M":
        return None
    if slot.governor.tag not in {"v", "z", "d", "g"} or slot.governor.text in among("linking"):
        return None
    return f"is the object of “{slot.governor.text}”, where a noun must stand"


def before_noun(scene: Scene) -> str | None:
    """A clause or a whole verb phrase before a singular noun, as names of makers stand before their things."""
    slot = scene.slot
    several = len(scene.phrase) > 1 and (can_be(slot.follower.text, "nu") or scene.shape is not Shape.VERB)
    if not _here(scene) or slot.right != "M" or not several or slot.governor.tag in {"t", "m", "s", "N"}:
        return None
    return f"stands before “{slot.follower.text}” like a name"


def with_article(scene: Scene) -> str | None:
    """With an article, where no noun follows."""
    slot = scene.slot
    if not _here(scene) or not slot.determiner or slot.modifier.text or slot.right == "M":
        return None
    if scene.shape is Shape.MODIFIER or scene.left().text != slot.determiner:
        return None
    return f"has the article “{slot.determiner}” like a noun"


def question_object(scene: Scene) -> str | None:
    """A question where no question can be asked: after a verb or preposition that asks nothing."""
    slot = scene.slot
    governed = slot.governor.tag in {"p", "v", "z", "d", "g"} and scene.left().text != "that"
    if not scene.question_word or not governed or slot.governor.text in among("asking"):
        return None
    return f"follows “{slot.governor.text}”, which asks nothing"


def question_subject(scene: Scene) -> str | None:
    """A question, not asked by anyone, before a finite verb."""
    if not scene.question_word or scene.slot.right != "F" or scene.slot.governor.tag not in {"", ".", "c", "w"}:
        return None
    return f"is the subject of “{scene.slot.follower.text}”"


CUES = (
    after_place,
    after_preposition,
    adjective_after_preposition,
    subject,
    after_verb,
    before_noun,
    with_article,
    question_object,
    question_subject,
)
