"""Marks around the wording: capitals, quotation marks, no-break spaces, brackets."""

from __future__ import annotations

from retranslate.judge.phrase import Shape
from retranslate.judge.scene import NOUNLESS, Scene, small
from retranslate.text.speech import among

NO_BREAK = frozenset("\u00a0\u202f")


def capital(scene: Scene) -> str | None:
    """A capital inside a sentence that is no title; real names and labels (``Gate B``) have theirs anyway."""
    if scene.shape in {Shape.PROPER, Shape.LABEL}:
        return None
    return "a capital inside the sentence" if scene.capital else None


def longer_name(scene: Scene) -> str | None:
    """With its capital beside another word with a capital: part of a longer name, ``Penguin Books``."""
    if not scene.phrase or not scene.phrase[0].capital or scene.titled:
        return None
    after, before = scene.right(), scene.left()
    if after.capital and not after.name and after.text not in among("role") and not small(after):
        return f"part of “{scene.wording} {after.raw}”"
    if before.capital and not before.name and len(scene.before) > 1 and not small(before):
        return f"part of “{before.raw} {scene.wording}”"
    return None


def small_name(scene: Scene) -> str | None:
    """A real name in small letters."""
    if scene.shape is not Shape.PROPER or any(char.isupper() for token in scene.phrase for char in token.raw):
        return None
    return "a real name, but without its capital"


def real_name(scene: Scene) -> str | None:
    """A real name with its capital."""
    return "a real name as it stands" if scene.shape is Shape.PROPER and small_name(scene) is None else None


def quoted(scene: Scene) -> str | None:
    """Nouns between quotation or title marks, in a sentence that goes on."""
    return "in quotation marks by itself" if _quoted(scene) and scene.shape not in NOUNLESS else None


def quoted_words(scene: Scene) -> str | None:
    """A clause, verb or adjective between quotation marks, in a sentence that goes on."""
    ends = scene.right().text in {",", "!", "?"}
    return "in quotation marks by itself" if _quoted(scene) and scene.shape in NOUNLESS and not ends else None


def _quoted(scene: Scene) -> bool:
    return scene.slot.quoted or (scene.left().text in {"《", "「"} and scene.right().text in {"》", "」"})


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


def heading(scene: Scene) -> str | None:
    """In a heading or a line with capitals throughout, where articles are dropped."""
    return "capitals and missing articles mean little in a heading" if scene.titled else None


CUES = (
    capital,
    longer_name,
    small_name,
    real_name,
    quoted,
    quoted_words,
    glossed,
    no_break,
    heading,
)
