"""What a rule may do with what it finds, as data."""

from typing import NamedTuple

from retranslate.model import Edit, Outcome, Span
from retranslate.text import BlockView


class Policy(NamedTuple):
    """How sure a rule is of one sort of finding; ``why`` is what the editor reads beside the edit.

    ``why`` may hold ``{before}``, ``{after}`` and names of its own, which `edit` fills.
    """

    rule: str
    outcome: Outcome
    confidence: float
    why: str

    def edit(self, seen: BlockView, start: int, end: int, after: str | None, **words: str) -> Edit:
        """``after`` in the place of raw ``[start, end)`` of ``seen``; None for a note."""
        before = seen.block.text[start:end]
        why = self.why.format(before=before, after=after, **words)
        return Edit(Span(seen.index, start, end), before, after, self.rule, self.outcome, self.confidence, (why,))

    def deletion(self, seen: BlockView, **words: str) -> Edit:
        """The whole of ``seen`` away, its line end too."""
        return self.edit(seen, 0, len(seen.block.text), "", **words)
