"""What the editor wrote in place of other words, away from every edit: the best source of new rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from retranslate.forecast.english import FUNCTION
from retranslate.review.align import BREAK
from retranslate.review.layout import Layout, Line, wordy
from retranslate.text.sentences import sentences
from retranslate.text.speech import among, parts

_ARTICLE: Final = re.compile(r"^(?:an?|the)\s+(?=\S)", re.IGNORECASE)
_LONGEST: Final = 3  # words that a name and its repair may share on one side
_INSIDE: Final = frozenset({"of", "the"})  # small words that may stand inside a name: King of Glory
_OPENERS: Final = frozenset("DQpsombcwtxr")  # parts of speech of what stands before a name where a sentence begins
_DATE_WORDS: Final = """
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
"""
_DATES: Final = frozenset(_DATE_WORDS.split())
_HEADLINE: Final = 0.8  # share of capitalised words from which on capitals tell nothing, in a line that ends in no stop


@dataclass(frozen=True, slots=True)
class Added:
    """A correction the editor made on his own: ``before`` stood in block ``block``, ``written`` stands there now."""

    block: int
    before: str
    written: str
    sentence: str = ""


def added(found: Layout, before: Sequence[str]) -> list[Added]:
    """The names and words of the first text that others took the place of, away from every edit, block by block.

    What a name and its repair share belongs to it, and so does what they share in another place of the document.
    """
    lines = {id(line): line for _, line in sorted(found.lines.items())}.values()
    made = [one for line in lines for one in _of(line, found, before)]
    longest = sorted({(one.before, one.written) for one in made}, key=lambda pair: -len(pair[0]))
    whole = [replace(one, before=old, written=new) for one in made for old, new in [_whole(one, longest)]]
    return sorted(whole, key=lambda one: one.block)


def _of(line: Line, found: Layout, before: Sequence[str]) -> Iterator[Added]:
    spans = [span if _is_headline(before[line.owners[span[0]]]) else _widened(*span, line) for span in _replaced(line)]
    for start, end in _joined(spans, line):
        block = line.owners[start]
        if found.lines[block] is line:
            yield _added(start, end, line, before[block])


def _is_headline(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() not in FUNCTION]
    return sum(map(str.istitle, words)) >= _HEADLINE * len(words) and text.rstrip()[-1:] not in {".", "!", "?"}


def _whole(one: Added, longest: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The longest repair that holds this one and may stand in its place: elsewhere more was seen to be shared."""
    wider = ((old, new) for old, new in longest if one.before in old and one.written in new and old in one.sentence)
    return next(wider, (one.before, one.written))


def _joined(spans: Sequence[tuple[int, int]], line: Line) -> list[tuple[int, int]]:
    """``spans`` with those made one that meet, or that a small word parts in the middle of a name."""
    made: list[tuple[int, int]] = []
    for start, end in spans:
        if made and _are_one(made[-1], (start, end), line):
            start = made.pop()[0]
        made.append((start, end))
    return made


def _are_one(left: tuple[int, int], right: tuple[int, int], line: Line) -> bool:
    if left[1] >= right[0]:
        return True
    between = _gone(left[1], right[0], line)
    names = all(
        any(map(str.isupper, text)) for side in (left, right) for text in (_gone(*side, line), _written(*side, line))
    )
    return not between.strip() or (names and set(between.split()) <= _INSIDE and BREAK not in between)


def _replaced(line: Line) -> Iterator[tuple[int, int]]:
    """The parts that are gone with words written in their place, no edit beside them."""
    at = 0
    while at < len(line.parts):
        end = at
        while end < len(line.parts) and _is_text(end, line) and not _stands(end, line):
            end += 1
        apart = all(line.parts[edge].slot is None for edge in (at - 1, end) if 0 <= edge < len(line.parts))
        if end > at and apart and wordy(_gone(at, end, line)) and wordy(_written(at, end, line)):
            yield at, end
        at = max(end, at + 1)


def _is_text(at: int, line: Line) -> bool:
    return line.parts[at].slot is None and line.parts[at].token.text != BREAK


def _stands(at: int, line: Line) -> bool:
    """Whether the word at ``at`` still stands; a blank counts with the words beside it."""
    if line.places[at].matched and not line.parts[at].token.text.isspace():
        return True
    beside = [k for k in (at - 1, at + 1) if 0 <= k < len(line.parts)]
    return line.places[at].matched and any(line.places[k].matched for k in beside)


def _gone(start: int, end: int, line: Line) -> str:
    return "".join(part.token.text for part in line.parts[start:end])


def _written(start: int, end: int, line: Line) -> str:
    """What stands between the nearest words that still stand before ``start`` and from ``end`` on."""
    standing = [at for at, place in enumerate(line.places) if place.matched and not line.parts[at].token.text.isspace()]
    before, behind = bisect_left(standing, start), bisect_left(standing, end)
    first = line.places[standing[before - 1]].end if before else 0
    last = line.places[standing[behind]].start if behind < len(standing) else len(line.current)
    return "".join(" " if token.text == BREAK else token.text for token in line.current[first:last]).strip()


def _widened(start: int, end: int, line: Line) -> tuple[int, int]:
    """The parts with the capitalised words on both sides: of "Ali Cloud" and "Alibaba Cloud" the second word too.

    A name that is learnt too long is found less often; one that is learnt too short spoils other names.
    """
    if not any(map(str.isupper, _written(start, end, line))):
        return start, end
    for _ in range(_LONGEST):
        behind, before = _beside(end, 1, line), _beside(start - 1, -1, line)
        end = end if behind is None else behind + 1
        start = start if before is None else before
    return start, end


def _beside(at: int, step: int, line: Line) -> int | None:
    """The capitalised word behind (before, with ``step`` -1) the blank at ``at``, if both still stand so."""
    word = at + step
    if min(at, word) < 0 or max(at, word) >= len(line.parts) or not line.parts[at].token.text.isspace():
        return None
    if not all(_is_text(one, line) and line.places[one].matched for one in (at, word)):
        return None
    named = _may_be_shared(word, step, line)
    return word if named and line.places[word].start - line.places[at].start == step else None


def _may_be_shared(at: int, step: int, line: Line) -> bool:
    """Whether the word at ``at`` may belong to the name beside it: it has a capital, and not for other reasons."""
    text = line.parts[at].token.text
    word = text.casefold()
    if not text[:1].isupper() or word in FUNCTION or (step < 0 and (word in _DATES or word in among("office"))):
        return False
    return not (_opens(at, line) and parts(word)[:1] in _OPENERS)


def _opens(at: int, line: Line) -> bool:
    """Whether a sentence begins with the word at ``at``, so that its capital says nothing."""
    before = "".join(part.token.text for part in line.parts[max(0, at - 2) : at]).strip()
    return not before or not wordy(before)


def _added(start: int, end: int, line: Line, text: str) -> Added:
    block = line.owners[start]
    at = sum(
        len(part.token.text) if part.slot is None else len("".join(part.before))
        for number, part, _ in line.of(block)
        if number < start and part.token.text != BREAK
    )
    found = next((text[a:b] for a, b in sentences(text) if a <= at < b), text)
    gone = _gone(start, end, line).strip()
    return Added(block, _ARTICLE.sub("", gone), _written(start, end, line), found.strip())
