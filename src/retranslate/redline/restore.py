"""Reject our revisions in a tree, and compare trees whatever way their runs were cut."""

from __future__ import annotations

from collections.abc import Callable, Collection

from lxml import etree

from retranslate.formats.docx.leaves import looks_of
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
from retranslate.formats.docx.story import Story, fragments

_ANCHORS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_FORMAT_CHANGE = w("rPrChange")


def reject(root: etree._Element, ours: Collection[str], comment_ids: Collection[str]) -> None:
    """Undo in ``root`` every revision of ``ours`` and drop the anchors of their comments.

    Runs are joined again where an undone revision had parted them, as far as they look alike.
    """
    freed: list[etree._Element] = []
    for one in [found for found in root.iter(INS, DEL) if found.get(AUTHOR) in ours]:
        parent = one.getparent()
        if parent is None:
            continue
        if parent.tag == RPR or one.tag == INS:
            parent.remove(one)
            continue
        for text in one.iter(DEL_TEXT):
            text.tag = T
        for child in list(one):
            one.addprevious(child)
            freed.append(child)
        parent.remove(one)
    for anchor in [found for found in root.iter(*_ANCHORS) if found.get(ID) in comment_ids]:
        run = anchor.getparent()
        _drop(anchor if run is None or run.tag != R_ else run)
    for one in freed:
        _rejoin(one)


def same(story: Story, before: etree._Element, after: etree._Element) -> bool:
    """Whether two fragments of ``story`` are the same but for how runs, texts and revisions are cut.

    Both are changed.
    """
    for root in (before, after):
        etree.strip_elements(root, PROOF_ERROR, with_tail=False)
        etree.strip_attributes(root, XML_SPACE)
        _drop_empty(root)
    written = zip(fragments(story, before), fragments(story, after), strict=True)
    pairs = zip(before, after, written, strict=True)
    return all(a == b or _normal(one) == _normal(other) for one, other, (a, b) in pairs)


def _rejoin(run: etree._Element) -> None:
    """Join ``run`` with its neighbours, if they look alike, and the texts that meet there."""
    for one in (run, run.getnext()):
        before = None if one is None else one.getprevious()
        if one is None or before is None or before.tag != R_ or one.tag != R_ or not _same_run(before, one):
            continue
        border = before[-1] if len(before) else None
        before.extend([child for child in one if child.tag != RPR])
        following = None if border is None else border.getnext()
        if border is not None and following is not None and border.tag == following.tag == T:
            border.text = (border.text or "") + (following.text or "")
            before.remove(following)
        _drop(one)


def _normal(root: etree._Element) -> bytes:
    for one in root.iter(*REVISIONS, _FORMAT_CHANGE):
        one.attrib.pop(ID, "")
    _merge(root, REVISIONS, _same_revision)
    _merge(root, (R_,), _same_run)
    for text in [*root.iter(T, DEL_TEXT)]:
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            _drop(text)
    return etree.tostring(root)


def _drop_empty(root: etree._Element) -> None:
    for tag in (RPR, PPR):
        for empty in [one for one in root.iter(tag) if not len(one)]:
            _drop(empty)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _merge(
    root: etree._Element, tags: Collection[str], alike: Callable[[etree._Element, etree._Element], bool]
) -> None:
    """Join neighbours that are the same but for what they hold."""
    for one in [*root.iter(*tags)]:
        before = one.getprevious()
        if before is not None and before.tag == one.tag and alike(before, one):
            before.extend([child for child in one if child.tag != RPR])
            _drop(one)


def _same_revision(one: etree._Element, other: etree._Element) -> bool:
    return one.get(AUTHOR) == other.get(AUTHOR) and one.get(DATE) == other.get(DATE)


def _same_run(one: etree._Element, other: etree._Element) -> bool:
    looks, others = looks_of(one), looks_of(other)
    if looks is None or others is None:
        return looks is others and one.items() == other.items()
    return one.items() == other.items() and _equal(looks, others)


def _equal(one: etree._Element, other: etree._Element) -> bool:
    if one.tag != other.tag or one.text != other.text or len(one) != len(other) or one.items() != other.items():
        return False
    return all(map(_equal, one, other))
