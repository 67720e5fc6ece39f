"""A reviewed document to decisions, decisions to the ledger, the ledger to proposals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from retranslate import files
from retranslate.model import Decision, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from retranslate.review.added import Added


@dataclass(frozen=True, slots=True)
class Review:
    """One document that came back: ``document`` names it and its content, so that it is known again.

    ``decisions`` holds one for every edit that proposed something; it is empty for a document that is no redline of
    ours. ``added`` is what the editor wrote in place of other words on his own.
    """

    document: str
    decisions: tuple[Decision, ...]
    added: tuple[Added, ...]
    is_ours: bool


def read(data: bytes, name: str, *, beside: Iterable[Path] = ()) -> Review:
    """Read the reviewed DOCX ``data``.

    ``beside`` are folders in which the redline as it was written may stand, should its record be lost. Raises
    `RetranslateError` if the document cannot be opened, or cannot be read without that record.
    """
    from retranslate.redline import reviewed
    from retranslate.review import verdicts

    back = reviewed.read(data, name, beside=beside)
    if back.manifest is None:
        return Review(name, (), tuple(_candidates(back.paragraphs)), is_ours=False)
    found = verdicts.read(back.manifest.before, back.manifest.edits, back.paragraphs)
    content = files.digest("\n".join(back.manifest.before).encode("utf-8", "surrogatepass"))
    article = re.split(r"[/\\]", back.manifest.name)[-1]
    return Review(f"{article}#{content[:12]}", found.decisions, found.added, is_ours=True)


def _candidates(paragraphs: tuple[tuple[tuple[str, Mark], ...], ...]) -> Iterator[Added]:
    """Deletions with an insertion beside them: what somebody else's redline puts in place of what."""
    from retranslate.review.added import Added
    from retranslate.review.align import joined

    for block, pieces in enumerate(paragraphs):
        text = "".join(text for text, mark in pieces if mark is not Mark.INSERTED)
        for (one, mark), (other, beside) in pairwise(joined(pieces)):
            if {mark, beside} == {Mark.INSERTED, Mark.DELETED}:
                before, written = (one, other) if mark is Mark.DELETED else (other, one)
                yield Added(block, before.strip(), written.strip(), text.strip())
