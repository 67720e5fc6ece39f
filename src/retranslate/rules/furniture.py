"""What belongs to the web page and not to the article: share bars, counters, links to other pages, disclaimers.

## What it does
Asks to delete the page's own lines at the article's start and end (furniture.tsv lists them, each with its reason), and
the headlines that follow a line such as *Related articles*. Lines that an article might hold as well (*Next*, *Print*)
count only in company. Glossary rows of kind `furniture` are looked for everywhere: the whole line where they are one,
else their words alone; `apply` decides, and an empty one asks.

## Why
A page saved or pasted for translation brings its frame along, and nobody wants the frame in the paper.

## Example
    That was the end of the journey.
    Like (0)
    Related articles

## Use instead
    That was the end of the journey.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from retranslate.glossary import Glossary
from retranslate.match.context import context
from retranslate.match.forms import Shape, occurrences
from retranslate.model import Apply, Edit, Kind, Outcome, Place, Span, Variant
from retranslate.rules import table
from retranslate.rules.policy import Policy
from retranslate.text import BlockView, View

STRONG: Final = Policy("furniture", Outcome.ASK, 0.9, "{what}")
WEAK: Final = Policy("furniture", Outcome.ASK, 0.8, "{what}, beside others")
LINKED: Final = Policy("furniture", Outcome.ASK, 0.7, "probably a link under “{head}”")
LISTED: Final = {  # a glossary row's ``apply``
    Apply.AUTO: Policy("furniture", Outcome.AUTO, 0.99, "the glossary lists it as text of the page ({where})"),
    Apply.ASK: Policy("furniture", Outcome.ASK, 0.9, "the glossary lists it as text of the page ({where})"),
    Apply.JUDGE: Policy("furniture", Outcome.ASK, 0.9, "the glossary lists it as text of the page ({where})"),
}

_PLACES: Final = frozenset({Place.BODY, Place.HEADING, Place.LIST_ITEM, Place.QUOTATION, Place.TEXT_BOX})
_REACH: Final = 3  # lines in a row that may stand between two pieces of furniture: a title, a date, a name
_HEADLINE: Final = 140  # code points: headlines and bylines are shorter, paragraphs longer
_CLOSERS: Final = "\"')]"
_STOPS: Final = tuple(".!?…")


class Piece(NamedTuple):
    """A line that may be furniture, and what it would be."""

    line: BlockView
    strength: str  # strong, weak, heads (of a list of links), linked (in such a list)
    why: str


def find(view: View, glossary: Glossary) -> Iterator[Edit]:
    """Every line of the page's own at the edges, and what the glossary lists as furniture anywhere."""
    yield from _listed(view, glossary)
    lines = [seen for seen in view.blocks if seen.block.place in _PLACES and seen.words]
    tail = _edge(lines[::-1], "end", _links(lines))
    head = _edge(lines[: len(lines) - len(tail)], "start", ())
    middle = (piece for line in lines if (piece := _piece(line, "any")))
    seen: set[int] = set()
    for piece in (*tail, *head, *middle):
        if piece.line.index not in seen:
            seen.add(piece.line.index)
            yield _delete(piece)


def _edge(lines: Sequence[BlockView], place: str, linked: Sequence[Piece]) -> list[Piece]:
    """The furniture at an edge of the article; ``lines`` from the edge inwards, ``linked`` the first of them."""
    found = list(linked)
    missed = 0
    for line in lines[len(linked) :]:
        piece = _piece(line, place)
        if piece:
            found.append(piece)
            missed = 0
        elif missed == _REACH or not _is_headline(line):
            break
        else:
            missed += 1
    return found if len(found) > 1 or any(piece.strength != "weak" for piece in found) else []


def _links(lines: Sequence[BlockView]) -> list[Piece]:
    """The headlines that stand under the head of a list of links and nothing else up to the end, last first."""
    links: list[BlockView] = []
    for line in reversed(lines):
        piece = _piece(line, "end")
        if piece and piece.strength == "heads":
            return [Piece(link, "linked", line.block.text.strip()) for link in links]
        if piece or not _is_headline(line):
            break
        links.append(line)
    return []


def _is_headline(line: BlockView) -> bool:
    text = line.folded.text.strip()
    return len(text) <= _HEADLINE and not text.rstrip(_CLOSERS).endswith(_STOPS)


def _piece(line: BlockView, place: str) -> Piece | None:
    text = line.folded.text.strip()
    for cues, row in _rows(place):
        if any(map(text.__contains__, cues)) and re.fullmatch(row["pattern"], text):
            return Piece(line, row["strength"], row["why"])
    return None


@cache
def _rows(place: str) -> tuple[tuple[Sequence[str], dict[str, str]], ...]:
    """The rows of furniture.tsv that hold at ``place`` (start, end, or any), each with its cues.

    No line without one of the cues fits the row's pattern, so few articles pay for compiling it.
    """
    held = {place} if place == "any" else {place, "edge"}
    return tuple((row["cues"].split("|"), row) for row in table.rows("furniture.tsv") if row["place"] in held)


def _delete(piece: Piece) -> Edit:
    if piece.strength == "linked":
        return LINKED.deletion(piece.line, head=piece.why)
    return (WEAK if piece.strength == "weak" else STRONG).deletion(piece.line, what=piece.why)


def _listed(view: View, glossary: Glossary) -> Iterator[Edit]:
    """What the glossary's rows of kind furniture find."""
    rows = {row.text: row for row in glossary.variants if row.term.kind is Kind.FURNITURE and row.apply in LISTED}
    if not rows:
        return
    for hit in occurrences(view, rows):
        row = rows[hit.form]
        if hit.shape is Shape.LISTED and not hit.plural and context(view, row, hit.span) is not None:
            yield _cut(view.blocks[hit.span.block], hit.span, row)


def _cut(seen: BlockView, span: Span, row: Variant) -> Edit:
    """The whole line where the row's words are one, else the words with a blank or mark that stays beside them."""
    text, policy = seen.block.text, LISTED[row.apply]
    if not any(map(str.isalnum, text[: span.start] + text[span.end :])):
        return policy.deletion(seen, where=row.where)
    start = len(text[: span.start].rstrip())
    if start:
        return policy.edit(seen, start - 1, span.end, text[start - 1], where=row.where)
    end = span.end + len(text[span.end :]) - len(text[span.end :].lstrip())
    return policy.edit(seen, span.start, end + 1, text[end], where=row.where)
