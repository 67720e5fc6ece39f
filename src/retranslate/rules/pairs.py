"""Which double quotation marks of a text belong together, and what is wrong with the others."""

import re
from enum import Enum, auto
from itertools import pairwise
from typing import Final, NamedTuple

from retranslate.rules import table
from retranslate.text import speech

MARKS: Final = re.compile('[“”"]')
_CURLY: Final = re.compile("[“”]")
_STOPS: Final = tuple(",.;:!?)]…")
_BLANKS: Final = tuple(" \u00a0\u2009\u202f")
_FREE: Final = (*_BLANKS, *"\t([{—–-/‘'*_")  # what an opening mark may follow without a blank
_NEEDS_BLANK: Final = tuple(",:;.?!)")  # and what it may not, besides words
_REACH: Final = 40  # code points in which the word before a mark is looked for
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]+$")
_WORD: Final = re.compile(r"[^\W\d_]+")
_WORDLY: Final = re.compile(r"\w")
_STRAY: Final = tuple(".,;:")  # with which no quotation opens


class Fault(Enum):
    """What can be wrong with a mark."""

    TURNED = auto()  # the wrong way round
    TIGHT = auto()  # a blank is missing outside the quotation
    TIGHT_AFTER = auto()  # the same, but what follows may be an ending ("-like")
    LOOSE = auto()  # a blank too many inside
    STRAY = auto()  # encloses nothing
    STRAY_STOP = auto()  # a stop right after an opening mark
    MIXED = auto()  # straight, and its partner is curly
    UNCLOSED = auto()
    UNOPENED = auto()


class Found(NamedTuple):
    """One fault: raw ``[start, end)`` and what to put there, None for a mark without a partner."""

    fault: Fault
    start: int
    end: int
    after: str | None


class Scan:
    """What one pass over a text's marks says.

    ``faults`` leave every mark with a partner once they are repaired; where that cannot be done there are none.
    ``lone`` are the marks without a partner, ``first`` is the offset of the first mark.
    """

    def __init__(self, first: int) -> None:
        self.first = first
        self.faults: list[Found] = []
        self.lone: list[Found] = []
        self.opened: int | None = None
        self.odd = False


def scan(text: str) -> Scan:
    """Read the double marks of ``text`` (at least one) from left to right, pairing each opening with the next closing.

    Where there are curly marks, straight ones are ordinary characters, but for the one that a lone curly one lacks.
    Where there are none, a straight mark opens when nothing is open and closes otherwise; after a figure it is an inch
    when nothing is open.
    """
    kind = MARKS if not _CURLY.search(text) else _CURLY
    marks = [found.start() for found in kind.finditer(text)]
    result = Scan(marks[0])
    for at in marks:
        if result.opened is None:
            _outside(result, text, at)
        else:
            _inside(result, text, at, result.opened)
    if result.opened is not None:
        result.lone.append(Found(Fault.UNCLOSED, result.opened, result.opened + 1, None))
    mixed = _mixed(text, result.lone[0]) if kind is _CURLY and len(result.lone) == 1 else None
    if mixed is not None:
        result.lone, result.faults = [], sorted((*result.faults, mixed), key=lambda found: found.start)
    if result.lone or result.odd:
        result.faults.clear()
    if kind is MARKS:
        result.faults = _symmetrical(text, result.faults)
        result.lone.clear()  # inches, ditto marks, the comment sign of a language ...
    return result


def _mixed(text: str, lone: Found) -> Found | None:
    """The only straight mark of ``text``, if it and the curly one that is ``lone`` enclose a quotation."""
    at = text.find('"')
    if at < 0 or text.find('"', at + 1) >= 0 or _CURLY.search(text, min(at, lone.end), max(at, lone.start)):
        return None
    left, right = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if at < lone.start and lone.fault is Fault.UNOPENED:
        opens = (not left or left in _FREE) and not right.isspace()
        return Found(Fault.MIXED, at, at + 1, "“") if opens else None
    closes = not (left.isspace() or left.isdigit()) and (not right or right in _STOPS or right.isspace())
    return Found(Fault.MIXED, at, at + 1, "”") if at > lone.start and lone.fault is Fault.UNCLOSED and closes else None


def _symmetrical(text: str, faults: list[Found]) -> list[Found]:
    """Of the faults of straight marks only blanks on both inner sides: what else they enclose cannot be told."""
    return [
        fault
        for opened, closed in pairwise(faults)
        if text[opened.start] == text[closed.end - 1] == opened.after == closed.after == '"'
        and opened.end - opened.start == closed.end - closed.start == 2  # more blanks are layout
        and '"' not in text[opened.end : closed.start]
        for fault in (opened, closed)
    ]


def _outside(result: Scan, text: str, at: int) -> None:
    """A mark where nothing is open."""
    mark, left, right = text[at], text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if mark != "“" and left.isdigit():
        return  # inches
    if mark == "”" and not (right.isalnum() and (not left or left in _FREE or left.isalpha())):
        result.lone.append(Found(Fault.UNOPENED, at, at + 1, None))
    elif mark == "“" and right in _STOPS and left in _BLANKS and not _closes_later(text, at + 1):
        start = _last_visible(text, at)
        result.faults.append(Found(Fault.STRAY, start, at + 2, right))
    else:
        result.opened = at
        result.faults += _opening(result, text, at)


def _inside(result: Scan, text: str, at: int, opened: int) -> None:
    """A mark where the one at ``opened`` is open."""
    mark, left, right = text[at], text[at - 1], text[at + 1 : at + 2]
    ends = not right or right in _STOPS or right.isspace()
    if mark == "“" and not ends:
        result.lone.append(Found(Fault.UNCLOSED, opened, opened + 1, None))
        result.opened = at
    else:
        result.opened = None
        result.odd |= left.isspace() and mark != "”" and (not ends or (mark == "“" and right.isspace()))  # an opening?
        result.faults += _closing(text, at)


def _opening(result: Scan, text: str, at: int) -> list[Found]:
    """What is wrong with the mark at ``at``, which opens a quotation."""
    left, mark = text[max(0, at - 1) : at], text[at]
    right = "“" if mark == "”" else mark
    inner = _next_visible(text, at + 2)
    if text.startswith(_STRAY, at + 1) and inner > at + 2 and _WORDLY.match(text, inner):
        return [Found(Fault.STRAY_STOP, at, inner, right)] if not left or left in _FREE else []
    inner = _next_visible(text, at + 1)
    loose = inner > at + 1 and text[inner : inner + 1] not in tuple("‘'")
    tight = left in _NEEDS_BLANK or (
        left.isalpha() and not _glued(_WORD_BEFORE, text[max(0, at - _REACH) : at], "prefixes")
    )
    if tight and loose:
        result.odd = True  # looks like a closing mark
    if not (tight or loose or mark == "”"):
        return []
    fault = Fault.TURNED if mark == "”" else Fault.TIGHT if tight else Fault.LOOSE
    return [Found(fault, at, inner if loose else at + 1, " " * tight + right)]


def _closing(text: str, at: int) -> list[Found]:
    """What is wrong with the mark at ``at``, which closes a quotation."""
    mark = text[at]
    right = "”" if mark == "“" else mark
    start = _last_visible(text, at)
    loose = start < at and text[start - 1] not in "’'“\""
    word = _WORD.match(text, at + 1)
    tight = word is not None and len(word.group()) > 1 and not _glued(_WORD, word.group(), "suffixes")
    if not (tight or loose or mark == "“"):
        return []
    doubtful = word is not None and tight and not speech.is_closed(word.group().casefold())
    fault = Fault.TURNED if mark == "“" else Fault.LOOSE if loose else Fault.TIGHT
    fault = Fault.TIGHT_AFTER if doubtful else fault
    return [Found(fault, start if loose else at, at + 1, right + " " * tight)]


def _closes_later(text: str, at: int) -> bool:
    following = MARKS.search(text, at)
    return following is not None and following.group() != "“"


def _last_visible(text: str, at: int) -> int:
    while at and text[at - 1] in _BLANKS:
        at -= 1
    return at


def _next_visible(text: str, at: int) -> int:
    while text[at : at + 1] in _BLANKS:
        at += 1
    return at


def _glued(pattern: re.Pattern[str], text: str, words: str) -> bool:
    """Whether the word that ``pattern`` finds in ``text`` stands beside quotations without a blank: pre“Brexit”."""
    found = pattern.search(text)
    return found is not None and found.group().casefold() in table.words(words)
