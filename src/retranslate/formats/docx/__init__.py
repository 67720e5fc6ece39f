"""Word documents: every paragraph of every story becomes a block, in reading order.

Body (with tables and text boxes where they stand), headers, footers, footnotes, endnotes. Inserted text of others is
text, deleted text is not. Tabs, breaks, no-break and soft hyphens and symbols count as the characters they are;
pictures, notes' marks, formulas and field codes count as nothing.
"""

from __future__ import annotations

from retranslate.formats.docx import package
from retranslate.formats.docx.reader import Home, Origin, read_package
from retranslate.model import Document

__all__ = ["Home", "Origin", "read"]


def read(data: bytes, name: str) -> Document:
    """Read a Word document; its origin is an `Origin`.

    Raises:
        RetranslateError: not a Word document, or one that is not safe to open (see docs/limits.md).
    """
    from retranslate.formats.docx import identity

    identity.check_signature(data, name)
    opened = package.read(data, name)
    return read_package(opened, identity.check(opened))
