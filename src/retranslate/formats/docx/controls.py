"""Content controls: which of them an edit must leave alone, and why."""

from __future__ import annotations

from typing import Final

from lxml import etree

from retranslate.formats.docx.names import VAL, P, w

CONTROL, CONTENT = w("sdt"), w("sdtContent")
_PROPERTIES: Final = w("sdtPr")
_LOCKS: Final = frozenset(("contentLocked", "sdtContentLocked"))
_CHOSEN: Final = frozenset(w(name) for name in ("dropDownList", "comboBox", "date", "picture", "citation"))
_BOUND: Final = frozenset((w("dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"))
_BLOCKS: Final = frozenset((P, w("tbl"), w("tc")))

LOCKED: Final = "a locked content control"
BOUND: Final = "a content control bound to data"
CHOSEN: Final = "a list, date, picture or citation control"
PLACEHOLDER: Final = "the placeholder of an empty content control"
PLAIN: Final = "a plain-text control (LibreOffice joins deleted and inserted text there)"
BLOCK: Final = "a content control around paragraphs or a cell (LibreOffice joins deleted and inserted text there)"


def reason(control: etree._Element) -> str:
    """Why no edit may touch the text of ``control`` (a ``w:sdt``); "" when it may."""
    properties = control.find(_PROPERTIES)
    gallery = False
    for one in () if properties is None else properties:
        if one.tag == w("lock") and one.get(VAL) in _LOCKS:
            return LOCKED
        if one.tag in _BOUND:
            return BOUND
        if one.tag in _CHOSEN:
            return CHOSEN
        if one.tag == w("text"):
            return PLAIN
        if one.tag == w("showingPlcHdr") and one.get(VAL, "1") not in ("0", "false", "off"):
            return PLACEHOLDER
        gallery = gallery or one.tag == w("docPartObj")
    content = control.find(CONTENT)
    if content is not None and not gallery and any(one.tag in _BLOCKS for one in content):
        return BLOCK
    return ""
