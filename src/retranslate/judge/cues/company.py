"""The company it keeps: known names beside it, and words that only go with names."""

from __future__ import annotations

from retranslate.judge.english import among, can_be, mostly
from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene, Token

JOINTS = frozenset({"and", "or", ",", "&", "/", "、"})
ROLE, OFFICE, BUSINESS, NAMING = among("role"), among("office"), among("business"), among("naming")


def proper(token: Token) -> bool:
    """Whether ``token`` looks like part of a name: a known one, or a capital that no sentence start explains."""
    return token.name or (token.word and token.capital and len(token.text) > 1 and not can_be(token.text, "DspwcmbQ"))


def beside_name(scene: Scene) -> str | None:
    """Joined by ``and``, a comma or the like with a name."""
    if scene.left().text in JOINTS and proper(scene.left(1)) and len(scene.before) > 2:
        return f"beside {scene.left(1).raw}"
    return f"beside {scene.right(1).raw}" if scene.right().text in JOINTS and proper(scene.right(1)) else None


def role_follows(scene: Scene) -> str | None:
    """Followed by a word that goes with a company's or product's name: app, users, CEO."""
    return f"followed by “{scene.right().raw}”" if scene.right().text in ROLE else None


def role_before(scene: Scene) -> str | None:
    """Directly after a word that introduces a name: app, platform, game, company."""
    left = scene.left(1) if scene.left().text == '"' else scene.left()
    return f"introduced by “{left.raw}”" if left.text in ROLE and scene.shape is not Shape.VERB else None


def office_of(scene: Scene) -> str | None:
    """``founder of``, ``CEO of``, ``users of``."""
    at = 1 if scene.left().text in {'"', "'"} else 0
    if scene.left(at).text in {"of", "at", "for"} and scene.left(at + 1).text in OFFICE:
        return f"“{scene.left(at + 1).raw} {scene.left(at).raw}” before it"
    return None


def named(scene: Scene) -> str | None:
    """After ``called``, ``named``, ``known as``."""
    near = [scene.left(at).text for at in range(3)]
    return "“called” or the like before it" if not NAMING.isdisjoint(near) else None


def business(scene: Scene) -> str | None:
    """Subject of a verb of doing business."""
    at = 1 if mostly(scene.right().text, "r") or scene.right().text in {"has", "have", "had"} else 0
    return f"it “{scene.right(at).raw}”, as companies do" if scene.right(at).text in BUSINESS else None


CUES = (beside_name, role_follows, role_before, office_of, named, business)
