"""Edits to tracked changes, and tracked changes back to before and after: two inverse halves.

``write`` puts edits into a Word package as ``w:del`` and ``w:ins``, ``read`` takes them out again, and ``prove`` holds
the two against each other before anything reaches the disk.
"""

from retranslate.redline.comments import Comment
from retranslate.redline.manifest import Manifest
from retranslate.redline.proof import prove
from retranslate.redline.reader import Redline, read
from retranslate.redline.writer import word_document, write

__all__ = ["Comment", "Manifest", "Redline", "prove", "read", "word_document", "write"]
