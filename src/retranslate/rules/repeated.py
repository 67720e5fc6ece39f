"""A line that stands again: the caption of a picture, the title in front of every section.

## What it does
Asks to delete the second and every later copy of a line that stands more than once; of a heading and its copies the
heading stays. Short lines, lines that end like a sentence, list items, table cells, labels, and lines among other short
lines (a poem, an address, a form) may well stand twice; of them it says nothing, unless they repeat the title.

## Why
Web pages repeat the title as the text of every picture, and what reads a page for translation takes that for text.

## Example
    How a river town became rich
    (a paragraph)
    How a river town became rich
    (a paragraph)

## Use instead
    How a river town became rich
    (a paragraph)
    (a paragraph)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from retranslate.glossary import Glossary
from retranslate.model import Edit, Outcome, Place
from retranslate.rules.policy import Policy
from retranslate.text import BlockView, View

TITLE_AGAIN: Final = Policy("repeated", Outcome.ASK, 0.9, "repeats the title: probably the caption of a picture")
LINE_AGAIN: Final = Policy("repeated", Outcome.ASK, 0.8, "the same line stands above")
PARAGRAPH_AGAIN: Final = Policy("repeated", Outcome.ASK, 0.85, "the same paragraph stands above")

_PLACES: Final = frozenset({Place.BODY, Place.HEADING, Place.QUOTATION, Place.TEXT_BOX})
_TITLE_WORDS: Final = 4  # a title of fewer words ("Introduction", "Our work") repeats by chance
_LINE_WORDS: Final = 6
_PARAGRAPH: Final = 120  # code points: as long as a paragraph; nobody writes it twice
_SHORT: Final = 60  # lines of verse are shorter
_REACH: Final = 4  # lines looked at on either side for one that is no copy
_CLOSERS: Final = "\"'”’)]"
_STOPS: Final = tuple(".!?:;,…")
_NO_PROSE: Final = (  # a cell, a blank to fill in, a list item, a label; compiled where a line stands again
    r"[\t|]|__|[ \u00a0]{2}|^[^\w“‘\"'(]|^\d+[.)]|^\w+(?: \w+){0,2}:"
)


def find(view: View, glossary: Glossary) -> Iterator[Edit]:
    """Every later copy of a line that stands again."""
    lines = [seen for seen in view.blocks if seen.words and seen.block.place in _PLACES]
    spaced = any(not seen.block.text.strip() for seen in view.blocks if seen.block.place is not Place.TABLE_CELL)
    copies: defaultdict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        copies[line.folded.text.strip()].append(at)
    for found in copies.values():
        policy = _policy(lines, found) if len(found) > 1 else None
        if policy is not None:
            kept = next((at for at in found if lines[at].block.place is Place.HEADING), found[0])
            for at in found:
                loose = policy is PARAGRAPH_AGAIN or not _among_short_lines(lines, at)
                if at != kept and loose and _is_paragraph(view, lines[at], spaced=spaced):
                    yield policy.deletion(lines[at])


def _is_paragraph(view: View, line: BlockView, *, spaced: bool) -> bool:
    """Whether ``line`` is no line of a longer paragraph, in a text that parts paragraphs by blank lines."""
    around = view.blocks[max(0, line.index - 1) : line.index + 2]
    texts = [other.block.text.strip() for other in around if other is not line]
    return not spaced or all(not text or len(text) >= _PARAGRAPH for text in texts)


def _policy(lines: Sequence[BlockView], found: Sequence[int]) -> Policy | None:
    """What to do with the later copies of the line that stands at ``found``; None to say nothing."""
    line = lines[found[0]]
    text = line.block.text.strip()
    if len(text) >= _PARAGRAPH:
        return PARAGRAPH_AGAIN
    if re.search(_NO_PROSE, text):
        return None
    if found[0] == 0 and len(text.split()) >= _TITLE_WORDS:
        return TITLE_AGAIN
    if len(text.split()) < _LINE_WORDS or _ends_a_sentence(text):
        return None
    if line.block.place is Place.HEADING or _among_short_lines(lines, found[0]):
        return None  # a chapter's standing heading; a table of contents
    return LINE_AGAIN


def _among_short_lines(lines: Sequence[BlockView], at: int) -> bool:
    """Whether the nearest other lines on both sides are short and no sentences: verse, an address, a form."""
    ours = lines[at].folded.text.strip()
    sides = (range(at - 1, max(-1, at - 1 - _REACH), -1), range(at + 1, min(len(lines), at + 1 + _REACH)))
    nearest = (next((lines[i] for i in side if lines[i].folded.text.strip() != ours), None) for side in sides)
    return all(map(_is_short, nearest))


def _is_short(line: BlockView | None) -> bool:
    text = line.block.text.strip() if line else ""
    return bool(text) and len(text) < _SHORT and not _ends_a_sentence(text)


def _ends_a_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_STOPS)
