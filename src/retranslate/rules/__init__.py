"""One file a rule that is not about names; each file's docstring is the rule's page in docs/rules.md.

A rule is a module with ``find(view, glossary) -> Iterator[Edit]``; its name is its file's name. A new one costs its
file and one word in `RULES`.
"""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType
from typing import Final

from retranslate.glossary import Glossary
from retranslate.match.claims import claims
from retranslate.model import Apply, Edit
from retranslate.rules import articles, doubled, furniture, quotes, repeated, spacing
from retranslate.text import View
from retranslate.text.spans import overlap

RULES: Final[tuple[ModuleType, ...]] = (articles, doubled, furniture, quotes, repeated, spacing)
NAMES: Final = tuple(rule.__name__.rpartition(".")[2] for rule in RULES)


def find(view: View, glossary: Glossary, names: Collection[str]) -> list[Edit]:
    """What the rules called ``names`` propose for ``view``, unresolved.

    Nothing that touches protected text or a wording that a ``never`` row of ``glossary`` protects.
    """
    found = [
        edit
        for name, rule in zip(NAMES, RULES, strict=True)
        if name in names
        for edit in rule.find(view, glossary)
        if not view.blocks[edit.span.block].is_protected(edit.span.start, edit.span.end)
    ]
    never = tuple(row for row in glossary.variants if row.apply is Apply.NEVER)
    if not found or not never:
        return found
    kept = [claim.span for claim in claims(view, glossary._replace(variants=never)) if claim.holds]
    return [edit for edit in found if not any(overlap(edit.span, span) for span in kept)]
