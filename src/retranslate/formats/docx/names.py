"""Names of WordprocessingML and its package, as lxml spells them (ECMA-376, transitional)."""

from __future__ import annotations

from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def w(name: str) -> str:
    """The qualified name of WordprocessingML's ``name``."""
    return f"{{{W}}}{name}"


P, PPR, R_, RPR, T, DEL_TEXT = w("p"), w("pPr"), w("r"), w("rPr"), w("t"), w("delText")
INS, DEL, MOVE_TO, MOVE_FROM = w("ins"), w("del"), w("moveTo"), w("moveFrom")
INSERTIONS: Final = frozenset((INS, MOVE_TO))
DELETIONS: Final = frozenset((DEL, MOVE_FROM))
REVISIONS: Final = INSERTIONS | DELETIONS
ID, AUTHOR, DATE, VAL = w("id"), w("author"), w("date"), w("val")
CHOICE, FALLBACK, ALTERNATE = f"{{{MC}}}Choice", f"{{{MC}}}Fallback", f"{{{MC}}}AlternateContent"
BOX: Final = w("txbxContent")
PROOF_ERROR: Final = w("proofErr")
PAGE_BREAK_SEEN: Final = w("lastRenderedPageBreak")
