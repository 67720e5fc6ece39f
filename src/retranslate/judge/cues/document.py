"""What the rest of the document says: one sense a document."""

from __future__ import annotations

from retranslate.judge.scene import Scene, Senses


def same_wording_is_name(scene: Scene, senses: Senses) -> str | None:
    """The same wording surely is the name elsewhere in the document."""
    return f"surely {scene.match.term.name} elsewhere in the text" if senses.name > senses.phrase else None


def term_stands(scene: Scene, senses: Senses) -> str | None:
    """The term surely stands elsewhere in the document, under this or another form."""
    stands = senses.sure > 0 and senses.name <= senses.phrase
    return f"{scene.match.term.name} stands elsewhere in the text" if stands else None


def same_wording_is_phrase(scene: Scene, senses: Senses) -> str | None:
    """The same wording is plain English elsewhere in the document."""
    return "plain English elsewhere in the text" if senses.phrase > senses.name else None


CUES = (same_wording_is_name, term_stands, same_wording_is_phrase)
