"""Where an insertion stands: beside what it replaces, in nobody else's insertion, in no link it does not belong to."""

from itertools import takewhile
from typing import NamedTuple

from lxml import etree

from retranslate.formats.docx.leaves import Leaf
from retranslate.formats.docx.names import DEL, INSERTIONS, R_, REVISIONS, P
from retranslate.redline.surgery import Ids, end_run, split_revision, split_run, split_text


class Stretch(NamedTuple):
    """A leaf and where its text stands in the block."""

    start: int
    end: int
    leaf: Leaf


def holds_more(stretch: Stretch, end: int) -> bool:
    """Whether the element of ``stretch`` still holds text from ``end`` on; a later change may have cut it there."""
    return end < stretch.end and end - stretch.start < len(stretch.leaf.element.text or "")


def last_of_first_part(gone: list[Leaf]) -> etree._Element:
    """The ``w:del`` after which the insertion goes: the last in the container and field where the deletion began."""
    first, *rest = gone
    leaf = first
    if rest:
        home = _container(first.element), first.field
        leaf = [first, *takewhile(lambda one: (_container(one.element), one.field) == home, rest)][-1]
    return next(leaf.element.iterancestors(DEL))


def neighbour(stretches: list[Stretch], at: int, ids: Ids) -> tuple[etree._Element | None, etree._Element | None, bool]:
    """For an insertion alone: the run whose looks it takes, the run beside which it stands, and whether before it.

    It follows the character before it, unless that one stands deeper (in a link, say) than the one after it.
    """
    before = next((one for one in reversed(stretches) if one.start < at), None)
    after = next((one for one in stretches if one.end > at), None)
    if before is not None and holds_more(before, at):
        run = split_run(split_text(before.leaf.element, at - before.start), ids)
        return run, run.getprevious(), False
    if after is not None and (before is None or (before.end <= at and _depth(after.leaf) < _depth(before.leaf))):
        run = split_run(after.leaf.element, ids)
        return run, run, True
    if before is None:
        return None, None, False
    run = end_run(before.leaf.element, ids)
    return run, run, False


def put(insertion: etree._Element, beside: etree._Element, *, before: bool, ids: Ids) -> None:
    """Place ``insertion`` after (or before) ``beside``, outside another author's insertion, which is split there."""
    parent = beside.getparent()
    assert parent is not None
    if parent.tag == DEL:  # by an edit that touches this one
        beside, parent = parent, parent.getparent()
        assert parent is not None
    if parent.tag in INSERTIONS:
        border = beside if before else beside.getnext()
        if border is not None:
            tail = split_revision(parent, border, ids)
            beside = tail if before else parent
        else:
            beside = parent
    if before:
        beside.addprevious(insertion)
    else:
        beside.addnext(insertion)


def _container(element: etree._Element) -> etree._Element:
    """The nearest ancestor that is neither a run nor a revision: the paragraph, a link, a control ..."""
    return next(one for one in element.iterancestors() if one.tag not in REVISIONS and one.tag != R_)


def _depth(leaf: Leaf) -> int:
    """How many links, controls and fields ``leaf`` stands in."""
    container = _container(leaf.element)
    around = takewhile(lambda one: one.tag != P, (container, *container.iterancestors()))
    return sum(1 for one in around if one.tag not in REVISIONS) + bool(leaf.field)
