"""A clause, a verb or an adjective where it belongs: the wording is plain English."""

from __future__ import annotations

from retranslate.judge.phrase import Shape
from retranslate.judge.scene import NOUNLESS, Scene
from retranslate.text.speech import among, can_be, mostly


def _verb(scene: Scene) -> bool:
    return scene.shape is Shape.VERB or (len(scene.phrase) == 1 and can_be(scene.wording, "v"))


def after_to(scene: Scene) -> str | None:
    """A verb after ``to`` or a modal."""
    governor = scene.slot.governor
    if not _verb(scene) or governor.tag not in {"t", "m"} or scene.slot.determiner or scene.capital:
        return None
    return f"a verb after “{governor.text}”"


def after_subject(scene: Scene) -> str | None:
    """A verb after its subject: a pronoun or a plural noun."""
    left = scene.left(1) if mostly(scene.left().text, "rx") else scene.left()
    if scene.shape is Shape.VERB and left.word and (mostly(left.text, "sx") or scene.slot.governor.tag in {"N", "x"}):
        return f"a verb after “{left.raw}”"
    return None


def after_noun(scene: Scene) -> str | None:
    """A verb in -s after a singular noun: ``demand drops``."""
    noun = scene.slot.modifier if scene.slot.modifier.text else scene.slot.governor
    if len(scene.phrase) == 1 and can_be(scene.wording, "z") and noun.tag in {"n", "u"}:
        return f"a verb after “{noun.text}”"
    return None


def hyphened(scene: Scene) -> str | None:
    """Joined by a hyphen to another word."""
    text, span = scene.block.folded.text, scene.phrase
    if not span or "-" not in {text[span[0].start - 1 : span[0].start], text[span[-1].end : span[-1].end + 1]}:
        return None
    joined = (
        text[span[0].start - 2 : span[0].start - 1].isalnum() or text[span[-1].end + 1 : span[-1].end + 2].isalnum()
    )
    return "part of a longer hyphenated word" if joined else None


def with_object(scene: Scene) -> str | None:
    """A verb with its object behind it."""
    if not _verb(scene) or scene.slot.determiner or scene.slot.governor.tag == "p":
        return None
    opens = scene.shape is Shape.VERB or scene.slot.governor.tag in {"", ".", "c", "t"}
    if opens and scene.slot.right in {"D", "o", "Q"} and not scene.right().text.isdecimal():
        return f"a verb with its object “{scene.right().raw} …”"
    return None


def adjective(scene: Scene) -> str | None:
    """An adjective after ``be``, after a verb that links, or after ``too`` and the like."""
    left = scene.left()
    if scene.shape is not Shape.MODIFIER or not left.word:
        return None
    asked = bool(scene.before) and mostly(scene.before[-1].text, "b") and scene.right().text == "?"
    if asked:
        return f"an adjective in its place in a question with “{scene.before[-1].raw}”"
    kept = not scene.slot.modifier.text or scene.slot.determiner
    if kept and scene.slot.governor.text in among("linking"):
        return f"an adjective or adverb in its place after “{scene.slot.governor.text} …”"
    if mostly(left.text, "b") or left.text in among("degree"):
        return f"an adjective or adverb in its place after “{left.raw}”"
    return None


def before_noun(scene: Scene) -> str | None:
    """One adjective before its noun."""
    if scene.shape is Shape.MODIFIER and len(scene.phrase) == 1 and scene.slot.right == "M":
        return f"an adjective before “{scene.slot.follower.text}”"
    return None


def asked(scene: Scene) -> str | None:
    """A question-word clause after a word of asking, knowing or deciding."""
    if scene.question_word and scene.left().text in among("asking"):
        return f"a question after “{scene.left().raw}”"
    return None


def question(scene: Scene) -> str | None:
    """A clause followed by a question mark at once, opening its sentence or its quotation."""
    if scene.shape is not Shape.CLAUSE or not scene.opens:
        return None
    close = scene.right(1) if scene.right().text in {'"', "'"} else scene.right()
    return "a question to somebody" if close.text == "?" else None


def command(scene: Scene) -> str | None:
    """A verb that opens the sentence with more to come, as a command does."""
    if scene.shape is Shape.VERB and scene.opens and scene.right().word and scene.slot.right not in {"F", "M", "c"}:
        return "opens the sentence as a command does"
    return None


def exclaimed(scene: Scene) -> str | None:
    """Nothing but the wording between a beginning and an end: called out, or a sentence of its own."""
    end = scene.right().text in {"!", "", ".", "?", "…"} or (scene.right().text == "," and scene.right(1).text == '"')
    return "said or called out by itself" if scene.opens and end and scene.shape in NOUNLESS else None


CUES = (
    after_to,
    after_subject,
    after_noun,
    hyphened,
    with_object,
    adjective,
    before_noun,
    asked,
    question,
    command,
    exclaimed,
)
