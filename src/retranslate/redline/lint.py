"""Rules of the markup that a schema does not know, and that Word or another reader trips over when they are broken.

docs/analysis/tracked-changes.md says where each comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from lxml import etree

from retranslate.formats.docx.fields import CODE, DELETED_CODE
from retranslate.formats.docx.leaves import looks_of
from retranslate.formats.docx.names import (
    AUTHOR,
    DATE,
    DEL,
    DEL_TEXT,
    ID,
    INS,
    INSERTIONS,
    R_,
    REVISIONS,
    RPR,
    XML_SPACE,
    P,
    T,
    w,
)

_COMMENT: Final = w("commentReference")
_RANGE: Final = (w("commentRangeStart"), w("commentRangeEnd"))
_LINK: Final = w("hyperlink")
_BLANKS: Final = " \t\r\n"
_ROW: Final = w("trPr")

Rule = Callable[[etree._Element], Iterator[str]]


def faults(root: etree._Element) -> list[str]:
    """Every breach of `RULES` in ``root``, one line each, in the order of the rules."""
    return [fault for rule in RULES for fault in rule(root)]


def text_in_a_deletion(root: etree._Element) -> Iterator[str]:
    """Deleted text is ``w:delText``; ``w:t`` in a deletion is shown as if it still stood there."""
    for one in root.iter(DEL):
        for text in one.iter(T, CODE):
            if next(text.iterancestors(P, DEL)) is one:
                yield f"{etree.QName(text).localname} inside w:del: {text.text!r}"


def deleted_text_outside(root: etree._Element) -> Iterator[str]:
    """``w:delText`` outside a deletion is shown by nobody."""
    for text in root.iter(DEL_TEXT, DELETED_CODE):
        if next(text.iterancestors(DEL, w("moveFrom")), None) is None:
            yield f"deleted text outside w:del: {text.text!r}"


def blanks_at_an_edge(root: etree._Element) -> Iterator[str]:
    """Blanks at the edge of a text vanish without ``xml:space``; tabs and line ends in it are no tabs and line ends."""
    for text in root.iter(T, DEL_TEXT):
        content = text.text or ""
        if (content[:1] in _BLANKS or content[-1:] in _BLANKS) and content and text.get(XML_SPACE) != "preserve":
            yield f"blank at the edge without xml:space: {content!r}"
        if "\t" in content or "\n" in content:
            yield f"raw tab or line end in a text: {content!r}"


def nested(root: etree._Element) -> Iterator[str]:
    """An insertion in an insertion, or a deletion in a deletion, has no meaning; neither stands inside a run."""
    for one in root.iter(*REVISIONS):
        parent = one.getparent()
        if parent is None or parent.tag in (RPR, _ROW):
            continue
        if parent.tag == one.tag or (parent.tag in INSERTIONS and one.tag in INSERTIONS):
            yield f"{etree.QName(one).localname} directly inside {etree.QName(parent).localname}"
        elif parent.tag == R_:
            yield f"{etree.QName(one).localname} inside a run"
        if not any(map(len, one)):
            yield f"empty {etree.QName(one).localname}"
    for link in root.iter(_LINK):
        parent = link.getparent()
        if parent is not None and parent.tag in REVISIONS:
            yield f"a link inside {etree.QName(parent).localname}: LibreOffice loses its text"
    for text in root.iter(DEL_TEXT):
        if not text.text:
            yield "empty del"


def unsigned(root: etree._Element) -> Iterator[str]:
    """Every revision has an id, an author and a date."""
    for one in root.iter(*REVISIONS):
        if not (one.get(ID) and one.get(AUTHOR) and one.get(DATE)):
            yield f"{etree.QName(one).localname} without id, author or date"


def comment_in_a_revision(root: etree._Element) -> Iterator[str]:
    """A comment whose reference stands in a revision is lost with it."""
    for one in root.iter(_COMMENT):
        if next(one.iterancestors(*REVISIONS), None) is not None:
            yield f"comment {one.get(ID)} is anchored inside a revision"


def broken_comment(root: etree._Element) -> Iterator[str]:
    """A comment's range starts, ends and is referred to, once each and in that order."""
    found: dict[str | None, list[str]] = {}
    for one in root.iter(*_RANGE, _COMMENT):
        found.setdefault(one.get(ID), []).append(etree.QName(one).localname)
    for identity, marks in found.items():
        if marks != ["commentRangeStart", "commentRangeEnd", "commentReference"]:
            yield f"comment {identity} has the anchors {', '.join(marks)}"


def mark_out_of_order(root: etree._Element) -> Iterator[str]:
    """In a mark's properties the revision comes first, an insertion before a deletion."""
    for one in root.iter(INS, DEL):
        looks, before = one.getparent(), one.getprevious()
        if looks is not None and looks.tag == RPR and before is not None and (one.tag, before.tag) != (DEL, INS):
            yield "a paragraph mark's revision is not the first of its properties"


def strange_looks(root: etree._Element, authors: Collection[str]) -> Iterator[str]:
    """What replaces a deletion looks like something that was deleted; asked of what ``authors`` wrote alone."""
    for insertion in root.iter(INS):
        run = insertion[0] if len(insertion) else None
        if run is None or insertion.get(AUTHOR) not in authors:
            continue
        looks, deleted = _looks(run), False
        for one in _runs_before(insertion):
            deleted = _looks(one) != looks
            if not deleted:
                break
        if deleted:
            words = "".join(map(str, insertion.itertext()))
            yield f"the insertion of {words!r} does not look like what it replaces"


def _runs_before(insertion: etree._Element) -> Iterator[etree._Element]:
    """The runs that the author deleted just before his insertion, wherever marks cut them apart."""
    for sibling in insertion.itersiblings(preceding=True):
        if sibling.tag == INS and sibling.get(AUTHOR) == insertion.get(AUTHOR):
            return
        for deletion in sibling.iter(DEL):
            if deletion.get(AUTHOR) == insertion.get(AUTHOR):
                yield from deletion.iter(R_)
        if next(sibling.iter(T), None) is not None:
            return


def _looks(run: etree._Element) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """A run's properties, but for the record of an earlier format and the hint at a Chinese font."""
    properties = looks_of(run)
    if properties is None or not len(properties):
        return []
    kept = (one for one in properties if one.tag != w("rPrChange"))
    looks = ((str(one.tag), tuple((str(k), str(v)) for k, v in one.items() if k != w("hint"))) for one in kept)
    return [(tag, values) for tag, values in looks if values or tag != w("rFonts")]


RULES: Final[tuple[Rule, ...]] = (
    text_in_a_deletion,
    deleted_text_outside,
    blanks_at_an_edge,
    nested,
    unsigned,
    comment_in_a_revision,
    broken_comment,
    mark_out_of_order,
)
