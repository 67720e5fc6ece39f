"""Nouns: a name needs no article and no plural verb, an ordinary noun does."""

from __future__ import annotations

import re

from retranslate.judge.phrase import Shape
from retranslate.judge.scene import FREE, NOUNS, Scene
from retranslate.text.speech import among, can_be, mostly


def _bare(scene: Scene, shape: Shape) -> bool:
    if scene.titled or scene.slot.determiner or scene.slot.right == "M" or scene.slot.modifier.text:
        return False
    title = scene.slot.quoted and scene.phrase[0].capital  # titles in quotation marks take no article anyway
    return scene.shape is shape and not title and not _verbal(scene)


def _verbal(scene: Scene) -> bool:
    slot = scene.slot
    if slot.governor.tag == "t" and slot.right in {"D", "o", "Q"}:
        return True
    asked = slot.governor.text in {"do", "does", "did"}
    return len(scene.phrase) == 1 and can_be(scene.wording, "v") and (slot.governor.tag in {"t", "m", "s"} or asked)


def bare_after_place(scene: Scene) -> str | None:
    """A count noun without an article after ``on``, ``at``, ``from``, ``through``, ``via``."""
    return _after(scene, Shape.COUNT, among("place"))


def bare_after_of(scene: Scene) -> str | None:
    """A count noun without an article after ``of``."""
    return _after(scene, Shape.COUNT, frozenset({"of"}))


def bare_after_preposition(scene: Scene) -> str | None:
    """A count noun without an article after another preposition."""
    if scene.slot.governor.text in among("place") or scene.slot.governor.text == "of":
        return None
    return _after(scene, Shape.COUNT, frozenset({scene.slot.governor.text}))


def _after(scene: Scene, shape: Shape, words: frozenset[str]) -> str | None:
    slot = scene.slot
    if not _bare(scene, shape) or slot.governor.tag not in {"p", "t"} or slot.governor.text not in words:
        return None
    return f"“{slot.governor.text} {scene.wording}” lacks the article that a noun would need"


def bare_subject(scene: Scene) -> str | None:
    """A count noun without an article as the subject of a finite verb."""
    if _bare(scene, Shape.COUNT) and scene.slot.right == "F" and scene.slot.governor.tag not in {"p", "t"}:
        return f"subject of “{scene.slot.follower.text}” without the article that a noun would need"
    return None


def bare_object(scene: Scene) -> str | None:
    """A count noun without an article after a verb."""
    if _bare(scene, Shape.COUNT) and scene.slot.governor.tag in {"v", "z", "d", "g", "b"} and scene.slot.right != "F":
        return f"after “{scene.slot.governor.text}” without the article that a noun would need"
    return None


def bare_elsewhere(scene: Scene) -> str | None:
    """A count noun without an article in any other place, names in apposition included."""
    if scene.shape is not Shape.COUNT or scene.titled or scene.slot.determiner or scene.slot.right in {"M", "F"}:
        return None
    if scene.slot.governor.tag in {"p", "t", "v", "z", "d", "g", "b", "s", "m"} and not scene.slot.modifier.text:
        return None
    return "lacks the article that a noun would need"


def with_article(scene: Scene) -> str | None:
    """A noun that ``a`` or ``an`` introduces."""
    return _determined(scene, {"a", "an"})


def with_determiner(scene: Scene) -> str | None:
    """A noun that ``the``, ``my``, ``this``, a number or an owner introduces."""
    return None if scene.slot.determiner in {"a", "an"} or _firm(scene) else _determined(scene, None)


def of_firm(scene: Scene) -> str | None:
    """A noun that the possessive of a name introduces."""
    return "belongs to a name (’s)" if _firm(scene) and _determined(scene, None) else None


def _firm(scene: Scene) -> bool:
    at = next((at for at, token in enumerate(scene.before) if token.text == "'s"), None)
    return scene.slot.determiner == "'s" and at is not None and scene.left(at + 1).capital


def _determined(scene: Scene, articles: set[str] | None) -> str | None:
    slot = scene.slot
    if scene.shape not in NOUNS or not slot.determiner or slot.right == "M":
        return None
    if articles is not None and slot.determiner not in articles:
        return None
    return f"“{slot.determiner}” introduces it as an ordinary noun"


def modifier_with_determiner(scene: Scene) -> str | None:
    """A noun before another noun, in a phrase with an article: ``the bean bag maker``."""
    if scene.shape in NOUNS and scene.slot.determiner and scene.slot.right == "M":
        return f"part of “{scene.slot.determiner} … {scene.slot.follower.text}”"
    return None


def described(scene: Scene) -> str | None:
    """A noun with an adjective before it and no article."""
    slot = scene.slot
    if scene.shape in NOUNS and slot.modifier.tag in {"a", "d", "g"} and not slot.determiner and not scene.titled:
        return f"“{slot.modifier.text}” describes it"
    return None


def after_place(scene: Scene) -> str | None:
    """A noun that needs no article after ``on``, ``at``, ``from``, ``through``, ``by``, ``via``."""
    slot = scene.slot
    free = scene.shape in FREE and not slot.determiner and slot.right != "M" and not _complete(scene)
    if free and scene.shape is not Shape.LABEL and slot.governor.text in among("place"):
        return f"follows “{slot.governor.text}” as names of platforms and firms do"
    return None


def after_of(scene: Scene) -> str | None:
    """Several words that need no article after ``of``."""
    return "follows “of” with no article" if _free_after(scene) == "of" and len(scene.phrase) > 1 else None


def after_preposition(scene: Scene) -> str | None:
    """A noun that needs no article after a preposition that says little of places."""
    word = _free_after(scene)
    return f"follows “{word}”, as any noun may" if word and word != "of" else None


def _free_after(scene: Scene) -> str:
    slot = scene.slot
    free = scene.shape in FREE and not slot.determiner and slot.right != "M" and not _verbal(scene)
    governed = slot.governor.tag in {"p", "t"} and slot.governor.text not in among("place")
    return slot.governor.text if free and governed else ""


def after_verb(scene: Scene) -> str | None:
    """A noun that needs no article as the object of a verb."""
    slot = scene.slot
    if scene.shape in FREE and slot.governor.tag in {"v", "z", "d", "g"} and not slot.determiner and slot.right != "M":
        return f"object of “{slot.governor.text}”, as any noun may be"
    return None


def when(scene: Scene) -> str | None:
    """Days, hours or seasons after a preposition or alone: it says when."""
    governed = scene.slot.governor.text in {"in", "on", "for", "within", "at", "after", "until", "during", "least"}
    counted = mostly(scene.phrase[0].text, "Q")
    if scene.shape in NOUNS and scene.phrase[-1].text in among("time") and (governed or counted):
        return "says when or how long"
    return None


def one_of_several(scene: Scene) -> str | None:
    """A label beside others of its kind: ``station A`` near ``station B``."""
    if scene.shape is not Shape.LABEL:
        return None
    stem, own = scene.wording.rsplit(" ", 1)
    others = re.findall(rf"\b{re.escape(stem)}s? (\w|\d+)\b", scene.block.folded.text)
    other = next((label for label in others if label != own), None)
    return f"one of several: “{stem} {other}”" if other else None


def _complete(scene: Scene) -> bool:
    """Whether it has an article of its own or is a pronoun: then it can stand wherever a name can."""
    return scene.shape is Shape.WHOLE and mostly(scene.phrase[0].text, "Dso")


def disagrees(scene: Scene) -> str | None:
    """A plural with a singular verb."""
    return _number(scene, {"is", "was", "has", "does"}, "z", "one thing, though it looks like many")


def agrees(scene: Scene) -> str | None:
    """A plural with a plural verb."""
    return _number(scene, {"are", "were", "have", "do"}, "v", "many things, as its form does")


def _number(scene: Scene, forms: set[str], letter: str, sense: str) -> str | None:
    if scene.shape not in {Shape.PLURAL, Shape.WHOLE} or not can_be(scene.phrase[-1].text, "N"):
        return None
    verb = scene.right(1) if mostly(scene.right().text, "r") else scene.right()
    if verb.word and (verb.text in forms or (mostly(verb.text, letter) and not mostly(verb.text, "b"))):
        return f"“{verb.raw}” takes it for {sense}"
    return None


def of_follows(scene: Scene) -> str | None:
    """Followed by ``of``, as an ordinary noun is and a name hardly ever."""
    return "“of” follows" if scene.shape in NOUNS and scene.right().text == "of" else None


def owner(scene: Scene) -> str | None:
    """Owner of something, without an article."""
    if scene.right().text != "'s" or scene.slot.determiner or _complete(scene):
        return None
    return "owns something (’s)"


def owner_with_article(scene: Scene) -> str | None:
    """Owner of something, with an article."""
    return "an ordinary owner" if scene.right().text == "'s" and scene.slot.determiner else None


CUES = (
    bare_after_place,
    bare_after_of,
    bare_after_preposition,
    bare_subject,
    bare_object,
    bare_elsewhere,
    with_article,
    with_determiner,
    of_firm,
    modifier_with_determiner,
    described,
    after_place,
    after_of,
    after_preposition,
    after_verb,
    when,
    one_of_several,
    disagrees,
    agrees,
    of_follows,
    owner,
    owner_with_article,
)
