"""What would be different, as a unified diff of the text."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from retranslate.edit import corrected

if TYPE_CHECKING:
    from retranslate.pipeline import Run


def diff(run: Run) -> str:
    """A unified diff, one block a line; empty without edits. Line ends inside a block are shown as ``⏎``."""
    before = [_line(block.text) for block in run.document.blocks]
    after = [_line(text) for text in corrected(run.document, run.edits) if text is not None]
    name = run.document.name
    return "".join(difflib.unified_diff(before, after, name, f"{name} (corrected)", n=1))


def _line(text: str) -> str:
    return text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎") + "\n"
