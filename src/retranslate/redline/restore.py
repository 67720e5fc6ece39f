"""Reject our revisions in a tree, and compare trees whatever way their runs were cut."""

from __future__ import annotations

import re
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
from retranslate.formats.docx.story import Story, fragment, fragments

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
        if one.tag == DEL and parent.tag != RPR:
            for text in one.iter(DEL_TEXT):
                text.tag = T
            for child in list(one):
                freed.append(child)
                one.addprevious(child)
        parent.remove(one)
        if parent.tag == RPR and not len(parent):  # made for the mark's revision, as far as a look can tell
            _drop(parent)
    for anchor in [found for found in root.iter(*_ANCHORS) if found.get(ID) in comment_ids]:
        run = anchor.getparent()
        _drop(anchor if run is None or run.tag != R_ else run)
    for one in freed:
        _rejoin(one)


def mark_deleted(paragraph: etree._Element, ours: Collection[str]) -> bool:
    """Whether a pending revision of ``ours`` deletes the paragraph's mark."""
    mark = paragraph.find(f"{PPR}/{RPR}/{DEL}")
    return mark is not None and mark.get(AUTHOR) in ours


def same(story: Story, changed: list[int], after: etree._Element) -> bool:
    """Whether a fragment is the same as the slices ``changed`` of its story but for how runs and revisions are cut.

    ``after`` is changed. Only slices that are not the same bytes now are parsed.
    """
    _tidy(after)
    pairs = zip(changed, after, fragments(story, after), strict=True)
    unsure = [(index, one) for index, one, xml in pairs if _bare(story.xml[slice(*story.slices[index])]) != xml]
    before = fragment(story, [index for index, _ in unsure])
    _tidy(before)
    return all(_normal(one) == _normal(other) for one, (_, other) in zip(before, unsure, strict=True))


def _tidy(root: etree._Element) -> None:
    """Drop what says nothing of how a text looks."""
    etree.strip_elements(root, PROOF_ERROR, with_tail=False)
    etree.strip_attributes(root, XML_SPACE)


def _bare(xml: bytes) -> bytes:
    """What `_tidy` leaves of a slice, as far as bytes tell; no text reads like a tag, where ``>`` is escaped."""
    if b"proofErr" in xml:
        xml = re.sub(rb"<(?:\w+:)?proofErr\b[^>]*/>", b"", xml)
    return xml.replace(b't xml:space="preserve">', b"t>")


def _rejoin(run: etree._Element) -> None:
    """Join ``run`` with its neighbours, if they look alike, and the texts that meet there."""
    before, after = run.getprevious(), run.getnext()
    if before is not None and _same_run(before, run):
        _join(before, run)
        run = before
    if after is not None and _same_run(run, after):
        _join(run, after)


def _join(before: etree._Element, run: etree._Element) -> None:
    border = before[-1] if len(before) else None
    before.extend([child for child in run if child.tag != RPR])
    following = None if border is None else border.getnext()
    if border is not None and following is not None and border.tag == following.tag == T:
        border.text = (border.text or "") + (following.text or "")
        before.remove(following)
    _drop(run)


def _normal(root: etree._Element) -> bytes:
    _drop_empty(root)
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
    if one.tag != other.tag or one.tag != R_ or one.items() != other.items():
        return False
    looks, others = looks_of(one), looks_of(other)
    return looks is others if looks is None or others is None else _equal(looks, others)


def _equal(one: etree._Element, other: etree._Element) -> bool:
    if one.tag != other.tag or one.text != other.text or len(one) != len(other) or one.items() != other.items():
        return False
    return not len(one) or all(map(_equal, one, other))
