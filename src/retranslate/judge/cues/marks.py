"""Marks around the wording: capitals, quotation marks, no-break spaces, brackets."""

from __future__ import annotations

from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene

NO_BREAK = frozenset("\u00a0\u202f")


def capital(scene: Scene) -> str | None:
    """A capital inside a sentence that is no title."""
    if scene.first or scene.titled or scene.left().text in set("\"':-(.") or not scene.phrase:
        return None
    return "a capital inside the sentence" if scene.phrase[0].capital and scene.shape is not Shape.PROPER else None


def quoted(scene: Scene) -> str | None:
    """Exactly the wording between quotation or title marks, in a sentence that goes on."""
    marks = scene.left().text in {'"', "'", "《", "「"} and (scene.right().text or " ") in "\"'》」"
    return "in quotation marks by itself" if marks and not scene.first else None


def glossed(scene: Scene) -> str | None:
    """A first mention: the wording with Chinese or a known name in brackets after it."""
    inside = scene.right(1)
    if scene.right().text != "(" or not inside.text:
        return None
    chinese = any("\u3400" <= char <= "\u9fff" for char in inside.text)
    return "a name in brackets follows" if chinese or inside.name else None


def no_break(scene: Scene) -> str | None:
    """No-break spaces inside the wording or hugging it, as translation engines leave them beside names."""
    text, span = scene.block.block.text, scene.match.span
    around = text[max(0, span.start - 1) : span.end + 1]
    return "no-break spaces hug it" if not NO_BREAK.isdisjoint(around) else None


CUES = (capital, quoted, glossed, no_break)
