"""A scripted editor: he works in a redline as one does in Word, and knows nothing but the right names of the article.

He accepts the tracked changes that make a name right, rejects those that do not, and types over names that are left.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

SURE: Final = "retranslate"  # the author of sure changes; that of questions is "retranslate (check)"
PART: Final = "word/document.xml"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, T, INS, DEL, DELETED = (W + tag for tag in ("p", "t", "ins", "del", "delText"))
_ARTICLE: Final = re.compile(r"\b(?:an?|the)\b", re.IGNORECASE)  # what may come or go with a name


class Name(NamedTuple):
    """A garbled name: where it stands in the article, in code points, and its right form and source."""

    start: int
    end: int
    garbled: str
    right: str
    source: str


@dataclass(frozen=True)
class Change:
    """One tracked change: what it deletes, in code points of the article, what it inserts, and the elements it is."""

    start: int
    end: int
    new: str
    sure: bool
    elements: tuple[etree._Element, ...] = field(repr=False)


@dataclass(frozen=True)
class Page:
    """A redline as Word shows it: the article's text, its changes, and every piece of text with where it stood."""

    root: etree._Element
    text: str
    changes: tuple[Change, ...]
    pieces: tuple[tuple[int, etree._Element], ...]


@dataclass(frozen=True)
class Work:
    """What the editor found ready of the garbled names of one article: repaired surely (``auto``), or asked about.

    ``spoiled`` counts sure changes that he had to reject, ``idle`` questions that he had to.
    """

    names: int
    auto: int
    ask: int
    spoiled: int
    idle: int


def work(redline: Path, article: Path) -> Work:
    """Review ``redline``, that of ``article``, whose names stand in the table beside it."""
    with opened(redline) as seen:
        text = article.read_bytes().decode("utf-8")
        assert seen.text.rstrip("\n") == text.rstrip("\n"), "reject-all is not the input"
        return review(seen, names_in(text, article.with_suffix(".names.tsv")))


def accept_all(redline: Path) -> None:
    """Accept every change of ``redline``, as one click does."""
    with opened(redline) as seen:
        for change in seen.changes:
            _decide(change, accept=True)


@contextmanager
def opened(redline: Path) -> Iterator[Page]:
    """The document at ``redline``, saved with what was done to it."""
    with zipfile.ZipFile(redline) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    seen = page(parts[PART])
    yield seen
    parts[PART] = etree.tostring(seen.root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(redline, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def names_in(text: str, rows: Path) -> list[Name]:
    """The garbled names of an article, out of its table."""
    with rows.open(encoding="utf-8", newline="") as lines:
        read = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [
            Name(int(row["start"]), int(row["end"]), row["garbled"], row["canonical"], row["source"]) for row in read
        ]
    assert all(text[one.start : one.end] == one.garbled for one in found), rows
    return found


def page(document: bytes) -> Page:
    """Open a redline: rejecting all of its changes gives ``text``."""
    root = etree.fromstring(document)
    at, made, pieces = 0, list[Change](), list[tuple[int, etree._Element]]()
    texts: list[str] = []
    for paragraph in root.iter(P):
        open_: list[etree._Element] = []
        for element in paragraph.iter(T, DELETED):
            wrapper = next(element.iterancestors(INS, DEL), None)
            if open_ and (wrapper is None or (wrapper.tag == DEL and open_[-1].tag == INS)):
                made.append(_change(open_, at))
                open_ = []
            if wrapper is not None and wrapper not in open_:
                open_.append(wrapper)
            if wrapper is None or wrapper.tag == DEL:
                pieces.append((at, element))
                texts.append(element.text or "")
                at += len(element.text or "")
        if open_:
            made.append(_change(open_, at))
        texts.append("\n")
        at += 1
    return Page(root, "".join(texts), tuple(made), tuple(pieces))


def _change(elements: Sequence[etree._Element], end: int) -> Change:
    old = _text(elements, DELETED)
    author = elements[0].get(W + "author")
    return Change(end - len(old), end, _text(elements, T), author == SURE, tuple(elements))


def _text(elements: Sequence[etree._Element], tag: str) -> str:
    return "".join(text.text or "" for one in elements for text in one.iter(tag))


def review(seen: Page, names: Sequence[Name]) -> Work:
    """Work in the document as an editor does who knows ``names``; nothing is pending then."""
    accepted: list[Change] = []
    counts = {True: 0, False: 0}
    for name in names:
        touching = [one for one in seen.changes if one.start < name.end and name.start < one.end]
        if touching and _makes_right(touching, names, seen.text):
            accepted += touching
            counts[all(one.sure for one in touching)] += 1
    wrong = [one for one in seen.changes if one not in accepted and not _harmless(one, seen.text)]
    for one in seen.changes:
        _decide(one, accept=one not in wrong)
    left = [name for name in names if not any(one.start < name.end and name.start < one.end for one in accepted)]
    for name in reversed(left):
        _type_over(name, seen.pieces)
    spoiled = sum(one.sure for one in wrong)
    return Work(len(names), counts[True], counts[False], spoiled, len(wrong) - spoiled)


def _makes_right(changes: Sequence[Change], names: Sequence[Name], text: str) -> bool:
    """Whether ``changes`` put the right names where they stand, and leave the rest, but for an article."""
    start, end = min(one.start for one in changes), max(one.end for one in changes)
    here = [one for one in names if one.start < end and start < one.end]
    start, end = min(start, here[0].start), max(end, here[-1].end)
    wanted = _replaced(text, start, end, [(one.start, one.end, one.right) for one in here])
    return _plain(_replaced(text, start, end, [(one.start, one.end, one.new) for one in changes])) == _plain(wanted)


def _harmless(change: Change, text: str) -> bool:
    """Whether no word changes, but for an article: blanks and quotation marks are none of this editor's business."""
    return _plain(change.new) == _plain(text[change.start : change.end])


def _replaced(text: str, start: int, end: int, parts: Sequence[tuple[int, int, str]]) -> str:
    made = []
    for first, last, new in parts:
        made += [text[start:first], new]
        start = last
    return "".join([*made, text[start:end]])


def _plain(text: str) -> str:
    return "".join(re.findall(r"\w+", _ARTICLE.sub("", text)))


def _decide(change: Change, *, accept: bool) -> None:
    """Accept or reject as Word does: one half loses its wrapper, the other goes."""
    for element in change.elements:
        parent = element.getparent()
        assert parent is not None
        if (element.tag == INS) == accept:
            for deleted in element.iter(DELETED):
                deleted.tag = T
            for run in list(element):
                element.addprevious(run)
        parent.remove(element)


def _type_over(name: Name, pieces: Sequence[tuple[int, etree._Element]]) -> None:
    """Write the right name over the garbled one, into the run in which that begins."""
    new = name.right
    for at, element in pieces:
        text = element.text or ""
        first, last = max(0, name.start - at), min(len(text), name.end - at)
        if first < last:
            element.text = text[:first] + new + text[last:]
            new = ""
