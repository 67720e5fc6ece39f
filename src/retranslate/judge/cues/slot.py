"""The grammatical slot: does a name or a phrase fit where the wording stands?"""

from __future__ import annotations

from retranslate.judge.english import NOUN, among, can_be, mostly
from retranslate.judge.phrase import Shape
from retranslate.judge.scene import Scene, Token

NOMINAL = frozenset({Shape.COUNT, Shape.PLURAL, Shape.MASS, Shape.LABEL, Shape.PROPER})
MISFITS = frozenset({Shape.CLAUSE, Shape.VERB, Shape.MODIFIER})  # what cannot stand where a noun stands
REACH = 3  # words that may stand between a determiner and the noun it belongs to


def determiner(scene: Scene) -> Token | None:
    """The determiner or number that opens the noun phrase the wording ends, None when it is bare."""
    for token in scene.before[: REACH + 1]:
        if not token.word and token.text not in {"-", "'s"}:
            return None
        if token.text == "'s" or mostly(token.text, "DQ"):
            return token
        if mostly(token.text, "pwcstmb") or (mostly(token.text, "vz") and not can_be(token.text, "na")):
            return None
    return None


def modifies(scene: Scene) -> bool:
    """Whether the wording stands before a noun that it modifies."""
    following = scene.right()
    return following.word and mostly(following.text, NOUN) and not finite(scene)


def finite(scene: Scene) -> bool:
    """Whether a finite verb follows, an adverb apart."""
    at = 1 if mostly(scene.right().text, "rx") else 0
    word, then = scene.right(at), scene.right(at + 1)
    if not word.word:
        return False
    if mostly(word.text, "bm"):
        return True
    if mostly(word.text, "z"):
        return not can_be(word.text, "N") or then.text == "that" or can_be(then.text, "Dpto")
    return mostly(word.text, "d") and then.text not in {"by", "with"}


def wh(scene: Scene) -> bool:
    """Whether the wording is a question-word clause, which may stand in a noun's place itself."""
    return scene.shape is Shape.CLAUSE and can_be(scene.phrase[0].text, "wD")


def prepositional(scene: Scene) -> bool:
    """Whether a preposition stands directly before."""
    return scene.left().word and (mostly(scene.left().text, "p") or scene.left().text == "to")


def no_noun_after_preposition(scene: Scene) -> str | None:
    """A clause, verb or adjective after a preposition, where only a noun can stand."""
    if scene.shape in MISFITS and not wh(scene) and prepositional(scene) and not modifies(scene):
        return (
            None
            if scene.left().text == "to" and scene.shape is Shape.VERB
            else f"after “{scene.left().raw}” a noun must stand"
        )
    return None


def no_noun_as_subject(scene: Scene) -> str | None:
    """A clause, verb or adjective as the subject of a finite verb."""
    if scene.shape in MISFITS and not wh(scene) and finite(scene) and not can_be(scene.left().text, "sN"):
        return f"subject of “{scene.right().raw}”, where a noun must stand"
    return None


def no_noun_after_verb(scene: Scene) -> str | None:
    """A clause, verb or adjective directly after a transitive-looking verb."""
    left = scene.left()
    if scene.shape in MISFITS and left.word and mostly(left.text, "vzdg") and not mostly(left.text, "b"):
        return f"object of “{left.raw}”, where a noun must stand"
    return None


def bare_after_preposition(scene: Scene) -> str | None:
    """A singular count noun without an article after a preposition."""
    if scene.shape is Shape.COUNT and prepositional(scene) and not modifies(scene):
        return f"“{scene.left().raw}” with no article before a noun that needs one"
    return None


def bare_subject(scene: Scene) -> str | None:
    """A singular count noun without an article as the subject of a finite verb."""
    if scene.shape is Shape.COUNT and determiner(scene) is None and not prepositional(scene) and finite(scene):
        return f"subject of “{scene.right().raw}” with no article"
    return None


def bare_elsewhere(scene: Scene) -> str | None:
    """A singular count noun without an article in any other place."""
    if scene.shape is not Shape.COUNT or determiner(scene) is not None or modifies(scene):
        return None
    return None if prepositional(scene) or finite(scene) else "no article before a noun that needs one"


def determined(scene: Scene) -> str | None:
    """A noun with an article or the like, not before another noun."""
    found = determiner(scene)
    if scene.shape in NOMINAL and found is not None and not modifies(scene):
        return f"“{found.raw}” before it, as before an ordinary noun"
    return None


def disagrees(scene: Scene) -> str | None:
    """A plural with a singular verb."""
    if scene.shape is Shape.PLURAL and (
        scene.right().text in {"is", "was", "has", "does"} or mostly(scene.right().text, "z")
    ):
        return f"a plural with the singular verb “{scene.right().raw}”"
    return None


def agrees(scene: Scene) -> str | None:
    """A plural with a plural verb."""
    if scene.shape is Shape.PLURAL and (
        scene.right().text in {"are", "were", "have", "do"} or mostly(scene.right().text, "v")
    ):
        return f"a plural with the plural verb “{scene.right().raw}”"
    return None


def possessive(scene: Scene) -> str | None:
    """A clause, verb or adjective with a possessive s, or a bare noun with one."""
    if scene.right().text != "'s" or (scene.shape in NOMINAL and determiner(scene) is not None):
        return None
    return "owns something (’s)"


def of_follows(scene: Scene) -> str | None:
    """Followed by ``of``, as an ordinary noun is and a name hardly ever."""
    return "“of” follows" if scene.shape in NOMINAL and scene.right().text == "of" else None


def verb_in_place(scene: Scene) -> str | None:
    """A verb where a verb belongs: after a subject pronoun, ``to``, a modal or a plural noun."""
    if scene.shape not in {Shape.VERB, Shape.MODIFIER}:
        return None
    left = scene.left(1) if mostly(scene.left().text, "rx") else scene.left()
    if left.word and (mostly(left.text, "smtNb") or left.text in {"please", "you"}):
        return f"a verb or adjective in its place after “{left.raw}”"
    return None


def object_follows(scene: Scene) -> str | None:
    """A verb with its object behind it."""
    if scene.shape is Shape.VERB and scene.right().word and mostly(scene.right().text, "Dog"):
        return f"a verb with its object “{scene.right().raw}”"
    return None


def asked(scene: Scene) -> str | None:
    """A question-word clause after a verb or noun of asking, knowing or deciding."""
    if wh(scene) and scene.left().text in among("asking"):
        return f"a question after “{scene.left().raw}”"
    return None


CUES = (
    no_noun_after_preposition,
    no_noun_as_subject,
    no_noun_after_verb,
    bare_after_preposition,
    bare_subject,
    bare_elsewhere,
    determined,
    disagrees,
    agrees,
    possessive,
    of_follows,
    verb_in_place,
    object_follows,
    asked,
)
