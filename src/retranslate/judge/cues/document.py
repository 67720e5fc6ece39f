"""What the rest of the document, the glossary row and the ledger say."""

from __future__ import annotations

from retranslate.judge.scene import Scene, Senses


def same_wording_is_name(scene: Scene, senses: Senses) -> str | None:
    """The same wording surely is the name elsewhere in the document."""
    return "surely the name elsewhere in the document" if senses.names.get(scene.wording, 0) else None


def term_stands(scene: Scene, senses: Senses) -> str | None:
    """The term surely stands elsewhere in the document, under this or another form."""
    sure = senses.sure.get(scene.match.term.name, 0)
    return (
        f"{scene.match.term.name} stands elsewhere in the document"
        if sure and not senses.names.get(scene.wording, 0)
        else None
    )


def same_wording_is_phrase(scene: Scene, senses: Senses) -> str | None:
    """The same wording is plain English elsewhere in the document."""
    return "plain English elsewhere in the document" if senses.phrases.get(scene.wording, 0) else None


CUES = (same_wording_is_name, term_stands, same_wording_is_phrase)
