"""Cuts in a paragraph: text, runs and revisions split in two, with nothing of their formatting lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from lxml import etree

from retranslate.formats.docx.leaves import looks_of
from retranslate.formats.docx.names import ID, PAGE_BREAK_SEEN, REVISIONS, RPR, XML_SPACE, P, T, w

_FORMAT_CHANGE: Final = w("rPrChange")
_LARGEST: Final = 2**31 - 1


class Ids:
    """Fresh values of ``w:id``: one row for the whole package, above every value in use."""

    def __init__(self, used: Collection[int]) -> None:
        self.used = used
        self.last = max((one for one in used if one < _LARGEST - 1_000_000), default=0)

    def take(self) -> str:
        """An id that nothing else has."""
        self.last += 1
        while self.last in self.used:
            self.last += 1
        return str(self.last)


def set_text(element: etree._Element, text: str) -> None:
    """Give a ``w:t`` its text, and keep the blanks at its edges."""
    element.text = text
    keep_blanks(element, text)


def keep_blanks(element: etree._Element, text: str) -> None:
    """Let an element whose text is ``text`` keep the blanks at its edges."""
    if text[:1].isspace() or text[-1:].isspace():
        element.set(XML_SPACE, "preserve")


def copy_of(element: etree._Element) -> etree._Element:
    """A copy of ``element`` with all that is in it; cheaper than an element made anew."""
    made: etree._Element = element.__copy__()  # type: ignore[attr-defined]  # what copy.copy finds in the end
    return made


def write_text(run: etree._Element, text: str) -> None:
    """Append ``text`` to ``run``; a tab and a line break are elements of their own."""
    for row, line in enumerate(text.split("\n")):
        if row:
            etree.SubElement(run, w("br"))
        for column, piece in enumerate(line.split("\t")):
            if column:
                etree.SubElement(run, w("tab"))
            if piece:
                set_text(etree.SubElement(run, T), piece)


def split_text(element: etree._Element, at: int) -> etree._Element:
    """Split a ``w:t`` before character ``at``; returns the second half, in the same run."""
    text = element.text or ""
    tail = copy_of(element)
    set_text(tail, text[at:])
    set_text(element, text[:at])
    element.addnext(tail)
    return tail


def split_run(element: etree._Element, ids: Ids) -> etree._Element:
    """Make ``element`` the first content of its run, by moving what stands before it to a run of its own."""
    run = element.getparent()
    assert run is not None
    before = [one for one in element.itersiblings(preceding=True) if one.tag != RPR]
    if not before:
        return run
    front = _empty_copy(run, ids)
    front.extend(reversed(before))
    run.addprevious(front)
    return run


def end_run(element: etree._Element, ids: Ids) -> etree._Element:
    """Make ``element`` the last content of its run, by moving what stands after it to a run of its own."""
    run = element.getparent()
    assert run is not None
    rest = list(element.itersiblings())
    if rest:
        back = _empty_copy(run, ids)
        back.extend(rest)
        run.addnext(back)
    return run


def _empty_copy(run: etree._Element, ids: Ids) -> etree._Element:
    parent = run.getparent()
    assert parent is not None
    made = etree.SubElement(parent, run.tag, _attributes(run))  # cheaper than an element without a document
    properties = looks_of(run)
    if properties is not None:
        looks = copy_of(properties)
        made.append(looks)
        for one in looks:
            if one.tag == _FORMAT_CHANGE:
                one.set(ID, ids.take())
    return made


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.items()}


def isolate(elements: Iterable[etree._Element], ids: Ids) -> list[etree._Element]:
    """Give ``elements`` (in document order) runs that hold nothing else; returns those runs."""
    runs: list[etree._Element] = []
    group: list[etree._Element] = []
    for element in elements:
        if group and _follows(group[-1], element):
            group.append(element)
        else:
            runs += [_alone(group, ids)] if group else []
            group = [element]
    return [*runs, _alone(group, ids)] if group else runs


def _follows(before: etree._Element, after: etree._Element) -> bool:
    following = before.getnext()
    while following is not None and following.tag == PAGE_BREAK_SEEN:
        following = following.getnext()
    return following is after


def _alone(group: list[etree._Element], ids: Ids) -> etree._Element:
    split_run(group[0], ids)
    return end_run(group[-1], ids)


def split_revision(revision: etree._Element, child: etree._Element, ids: Ids) -> etree._Element:
    """Split ``revision`` before ``child``; returns the element that now begins with it (a fresh id, same author)."""
    if child.getprevious() is None:
        return revision
    tail = etree.Element(revision.tag, _attributes(revision))
    tail.set(ID, ids.take())
    tail.extend([child, *child.itersiblings()])
    revision.addnext(tail)
    return tail


def surface(element: etree._Element, ids: Ids, *, after: bool) -> etree._Element:
    """The paragraph's own child before (or after) which a mark stands outside every revision and container.

    Others' insertions around ``element`` are split there.
    """
    parent = element.getparent()
    while parent is not None and parent.tag != P:
        if parent.tag in REVISIONS:
            border = element.getnext() if after else element
            if border is not None:
                tail = split_revision(parent, border, ids)
                element = parent if after else tail
            else:
                element = parent
        else:
            element = parent
        parent = element.getparent()
    return element
