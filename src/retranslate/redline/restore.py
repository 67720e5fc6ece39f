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
        _drop(error)
    for tag in (RPR, PPR):
        for empty in [one for one in root.iter(tag) if not len(one)]:
            _drop(empty)
    for one in root.iter(*REVISIONS, _FORMAT_CHANGE):
        one.attrib.pop(ID, "")
    for text in root.iter(T, DEL_TEXT):
        text.attrib.pop(XML_SPACE, "")
    _merge(root, REVISIONS, _same_revision)
    _merge(root, (R_,), _same_run)
    for text in [*root.iter(T, DEL_TEXT)]:
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            _drop(text)
    return etree.tostring(root, encoding="UTF-8")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _merge(root: etree._Element, tags: Collection[str], same: Callable[[etree._Element, etree._Element], bool]) -> None:
    """Join neighbours that are the same but for what they hold."""
    for one in [*root.iter(*tags)]:
        before = one.getprevious()
        if before is not None and before.tag == one.tag and same(before, one):
            before.extend([child for child in one if child.tag != RPR])
            _drop(one)


def _same_revision(one: etree._Element, other: etree._Element) -> bool:
    return one.get(AUTHOR) == other.get(AUTHOR) and one.get(DATE) == other.get(DATE)


def _same_run(one: etree._Element, other: etree._Element) -> bool:
    if one.items() != other.items():
        return False
    looks, others = one.find(RPR), other.find(RPR)
    if looks is None or others is None:
        return looks is others
    return etree.tostring(looks, with_tail=False) == etree.tostring(others, with_tail=False)
