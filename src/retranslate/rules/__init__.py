"""One file a rule that is not about names; each file's docstring is the rule's page in docs/rules.md.

A rule is a module with ``find(view, glossary) -> Iterator[Edit]``; its name is its file's name. A new one costs its
file and one word in `NAMES`.
"""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from types import ModuleType
from typing import Final

from retranslate.glossary import Glossary
from retranslate.match.claims import claims
from retranslate.model import Apply, Edit
from retranslate.text import View
from retranslate.text.spans import overlap

NAMES: Final = ("articles", "doubled", "furniture", "quotes", "repeated", "spacing")


def rule(name: str) -> ModuleType:
    """The rule called ``name``, imported when it is asked for."""
    return import_module(f"{__name__}.{name}")


def find(view: View, glossary: Glossary, names: Collection[str]) -> list[Edit]:
    """What the rules called ``names`` propose for ``view``, unresolved.

    Nothing that touches protected text or a wording that a ``never`` row of ``glossary`` protects.
    """
    found = [
        edit
        for name in NAMES
        if name in names
        for edit in rule(name).find(view, glossary)
        if not view.blocks[edit.span.block].is_protected(edit.span.start, edit.span.end)
    ]
    never = tuple(row for row in glossary.variants if row.apply is Apply.NEVER)
    if not found or not never:
        return found
    kept = [claim.span for claim in claims(view, glossary._replace(variants=never)) if claim.holds]
    return [edit for edit in found if not any(overlap(edit.span, span) for span in kept)]
