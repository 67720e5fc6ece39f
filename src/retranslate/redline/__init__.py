"""Edits to tracked changes, and tracked changes back to before and after: two inverse halves.

``write`` puts edits into a Word package as ``w:del`` and ``w:ins``, ``read`` takes them out again, and ``prove`` holds
the two against each other before anything reaches the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.redline.proof import prove
from retranslate.redline.writer import word_document, write

if TYPE_CHECKING:
    from collections.abc import Collection

    from retranslate.redline.reader import Redline

__all__ = ["prove", "read", "word_document", "write"]


def read(data: bytes, name: str = "redline", authors: Collection[str] | None = None) -> Redline:
    """See `reader.read`, which a run that only writes does without."""
    from retranslate.redline import reader

    return reader.read(data, name, authors)
