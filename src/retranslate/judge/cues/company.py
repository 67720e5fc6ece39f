"""The company it keeps: known names beside it, and words that go with names."""

from __future__ import annotations

from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene, Token
from retranslate.text.speech import among, can_be, mostly

JOINTS = frozenset({"and", "or", ",", "&", "/", "、"})


def _proper(token: Token) -> bool:
    """Whether ``token`` looks like part of a name: a known one, or a capital that no sentence start explains."""
    return token.name or (token.word and token.capital and len(token.text) > 1 and not can_be(token.text, "DspwcmbQ"))


def beside_name(scene: Scene) -> str | None:
    """Joined by ``and``, a comma or the like with a name, and without an article of its own."""
    if scene.titled or scene.slot.determiner:
        return None
    if scene.left().text in JOINTS and _proper(scene.left(1)) and len(scene.before) > 2:
        return f"beside {scene.left(1).raw}"
    return f"beside {scene.right(1).raw}" if scene.right().text in JOINTS and _proper(scene.right(1)) else None


def role_follows(scene: Scene) -> str | None:
    """Followed by a word that goes with a company's or product's name: app, users, CEO."""
    if scene.right().text not in among("role") or scene.shape is Shape.MODIFIER:
        return None
    return f"followed by “{scene.right().raw}”"


def role_before(scene: Scene) -> str | None:
    """Directly after a word that introduces a name: app, platform, game, company."""
    left = scene.left(1) if scene.slot.quoted else scene.left()
    if left.text not in among("kind") or scene.shape is Shape.MODIFIER:
        return None
    return f"introduced by “{left.raw}”"


def people_of(scene: Scene) -> str | None:
    """``founder of``, ``users of``, ``a post by``: people who belong to a name."""
    return _of(scene, among("person", "office"))


def money_of(scene: Scene) -> str | None:
    """``shares of``, ``debts of``, ``profit of``."""
    return _of(scene, among("possession"))


def _of(scene: Scene, words: frozenset[str]) -> str | None:
    slot = scene.slot
    if slot.determiner or slot.modifier.text or slot.governor.text not in {"of", "at", "from", "for", "behind", "in"}:
        return None
    return f"“{slot.head.text} {slot.governor.text}” before it" if slot.head.text in words else None


def deals(scene: Scene) -> str | None:
    """Subject of a verb of speaking, dealing or competing, without an article."""
    slot = scene.slot
    acts = among("speech", "dealing", "competition", "society", "business")
    if slot.right != "F" or slot.determiner or slot.follower.text not in acts or scene.person:
        return None
    if scene.shape is Shape.PLURAL or can_be(slot.follower.text, "b"):
        return None
    return f"“{slot.follower.text}” is what people and firms do"


def dealt_with(scene: Scene) -> str | None:
    """Object of a verb of dealing or competing, without an article; one small word may be a thing dealt in."""
    slot = scene.slot
    acts = among("dealing", "competition")
    if slot.determiner or slot.modifier.text or slot.governor.text not in acts or can_be(slot.governor.text, "b"):
        return None
    if len(scene.phrase) == 1 and not scene.capital:
        return None
    return f"“{slot.governor.text}” is done to firms and products"


def used(scene: Scene) -> str | None:
    """Object of a verb of using, watching or playing, or after one and ``on``, without an article."""
    slot = scene.slot
    on = slot.governor.text in among("place")
    verb = slot.head.text if on else slot.governor.text
    if slot.determiner or slot.modifier.text or verb not in (among("using", "dealing") if on else among("using")):
        return None
    return f"“{verb}” is done with apps and platforms"


def told_more(scene: Scene) -> str | None:
    """Followed by a comma and ``which``, ``who``, ``whose`` or ``where``: more is told of what has a name."""
    more = scene.right().text == "," and scene.right(1).text in {"which", "who", "whose", "where"}
    return f"“, {scene.right(1).raw}” tells more about it" if more and not scene.slot.determiner else None


def narrowed(scene: Scene) -> str | None:
    """Followed by ``that``, ``who`` or a participle at once, which tells which one is meant."""
    slot = scene.slot
    narrow = scene.right().text in {"that", "who", "which", "whose"} or (
        slot.right in {"d", "g"} and scene.right().word
    )
    return f"“{scene.right().raw} …” tells which one" if narrow and mostly(scene.right().text, "Dwsdg") else None


CUES = (
    beside_name,
    role_follows,
    role_before,
    people_of,
    money_of,
    deals,
    dealt_with,
    used,
    told_more,
    narrowed,
)
