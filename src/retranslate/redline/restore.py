"""Reject our revisions in a tree, and bring what is left to a form that does not depend on how runs were cut."""

from __future__ import annotations

from collections.abc import Callable, Collection

from lxml import etree

from retranslate.formats.docx.names import (
    AUTHOR,
    DATE,
    DEL,
    DEL_TEXT,
    ID,
    INS,
    PPR,
    PROOF_ERROR,
    R_,
    REVISIONS,
    RPR,
    XML_SPACE,
    T,
    w,
)

_ANCHORS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_FORMAT_CHANGE = w("rPrChange")


def reject(root: etree._Element, ours: Collection[str], comment_ids: Collection[str]) -> None:
    """Undo in ``root`` every revision of ``ours`` and drop the anchors of their comments."""
    for one in [found for found in root.iter(INS, DEL) if found.get(AUTHOR) in ours]:
        parent = one.getparent()
        if parent is None:
            continue
        if parent.tag == RPR or one.tag == INS:
            parent.remove(one)
        else:
            for text in one.iter(DEL_TEXT):
                text.tag = T
            unwrap(one)
    for anchor in [found for found in root.iter(*_ANCHORS) if found.get(ID) in comment_ids]:
        parent = anchor.getparent()
        if parent is not None:
            parent.remove(anchor)
            if parent.tag == R_ and all(child.tag == RPR for child in parent):
                above = parent.getparent()
                if above is not None:
                    above.remove(parent)


def unwrap(element: etree._Element) -> None:
    """Put the children of ``element`` in its place."""
    for child in list(element):
        element.addprevious(child)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def normal(root: etree._Element) -> bytes:
    """``root`` as bytes that are the same however its runs, texts and revisions were cut; ``root`` is changed."""
    for error in [*root.iter(PROOF_ERROR)]:
        parent = error.getparent()
        if parent is not None:
            parent.remove(error)
    for tag in (RPR, PPR):
        for empty in [one for one in root.iter(tag) if not len(one) and not one.attrib]:
            parent = empty.getparent()
            if parent is not None:
                parent.remove(empty)
    for one in root.iter(*REVISIONS, _FORMAT_CHANGE):
        one.attrib.pop(ID, "")
    for text in root.iter(T, DEL_TEXT):
        text.attrib.pop(XML_SPACE, "")
    _merge(root, REVISIONS, lambda one: (one.tag, one.get(AUTHOR), one.get(DATE)))
    _merge(root, (R_,), lambda one: (tuple(sorted(one.attrib.items())), _looks(one)))
    _merge_texts(root)
    return etree.tostring(root, encoding="UTF-8")


def _merge(root: etree._Element, tags: Collection[str], key: Callable[[etree._Element], object]) -> None:
    """Join neighbours that have the same key."""
    for one in [*root.iter(*tags)]:
        before = one.getprevious()
        if before is None or before.tag != one.tag or key(before) != key(one):
            continue
        before.extend([child for child in one if child.tag != RPR])
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)


def _merge_texts(root: etree._Element) -> None:
    for text in [*root.iter(T, DEL_TEXT)]:
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            parent = text.getparent()
            if parent is not None:
                parent.remove(text)


def _looks(run: etree._Element) -> bytes:
    properties = run.find(RPR)
    return b"" if properties is None else etree.tostring(properties, encoding="UTF-8", with_tail=False)
