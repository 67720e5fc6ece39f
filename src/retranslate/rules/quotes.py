"""Quotation marks that open with the closing mark, touch their neighbours, or stand apart from what they enclose.

## What it does
Turns a closing mark that opens a quotation (and an opening one that closes it) round, puts the missing blank outside a
quotation and takes the extra one inside it away: all this only where every mark of the paragraph then has its partner.
Asks about a mark that encloses nothing or is straight where its partner is curly, and notes one without a partner.
Apostrophes, feet and inches, decades (’90s), nested quotations, quotations over several paragraphs, and text in another
language stay.

## Why
Chinese quotation marks have no blanks around them, and engines that restore curly marks after translation guess.

## Example
    They live by the’slow and steady’ way of the coast, said“Anna ”.

## Use instead
    They live by the ‘slow and steady’ way of the coast, said “Anna”.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from retranslate.glossary import Glossary
from retranslate.model import Edit, Outcome, Place
from retranslate.rules import pairs, table
from retranslate.rules.english import is_prose
from retranslate.rules.pairs import Fault
from retranslate.rules.policy import Policy
from retranslate.text import BlockView, View, speech

_AUTO, _ASK, _NOTE = Outcome.AUTO, Outcome.ASK, Outcome.NOTE
POLICIES: Final = {
    Fault.TURNED: Policy("quotes", _AUTO, 0.99, "the quotation mark is turned the wrong way"),
    Fault.TIGHT: Policy("quotes", _AUTO, 0.99, "a blank is missing beside the quotation"),
    Fault.LOOSE: Policy("quotes", _AUTO, 0.99, "no blank stands inside a quotation"),
    Fault.TIGHT_AFTER: Policy("quotes", _ASK, 0.85, "a blank may be missing after the quotation"),
    Fault.STRAY: Policy("quotes", _ASK, 0.8, "this quotation mark encloses nothing"),
    Fault.STRAY_STOP: Policy("quotes", _ASK, 0.85, "a stray mark follows the opening quotation mark"),
    Fault.MIXED: Policy("quotes", _ASK, 0.9, "a straight and a curly mark enclose one quotation"),
    Fault.UNCLOSED: Policy("quotes", _NOTE, 0.6, "this quotation mark is never closed"),
    Fault.UNOPENED: Policy("quotes", _NOTE, 0.6, "this quotation mark closes nothing"),
}
_APOSTROPHE: Final = Policy("quotes", _AUTO, 0.99, "an apostrophe, not an opening mark")
_SINGLE: Final = Policy("quotes", _AUTO, 0.99, "the quotation mark is turned the wrong way")
_SINGLE_DOUBTFUL: Final = Policy("quotes", _ASK, 0.8, "the quotation mark may be turned the wrong way")

_TURNED_APOSTROPHE: Final = r"(?<=[A-Za-z])‘(?=(?:s|t|re|ve|ll|d|m)\b)"  # compiled where there are such marks
_TURNED_SINGLE: Final = re.compile(r"(?:(?<=\b)([A-Za-z]{2,})|(?<![^\s(“]))(’)(?=([A-Za-z]{3,}))")
_SINGLE_CLOSES: Final = r"’(?=[\s,.;:!?)”]|$)"
_LONGEST_SINGLE: Final = 80  # code points: scare quotes are short, and far-off marks belong to something else


class _Open(NamedTuple):
    """A quotation that a block leaves open, waiting for the next block with marks."""

    seen: BlockView
    at: int


def find(view: View, glossary: Glossary) -> Iterator[Edit]:
    """Every quotation mark that is turned, misplaced or alone."""
    waiting: _Open | None = None
    for seen in view.blocks:
        turned, scan = view.once((seen.block, _read), partial(_read, seen))
        yield from _singles(seen, turned)
        if scan is None:
            continue
        lone = list(scan.lone)
        if not (lone or scan.faults or waiting) or not is_prose(seen.block.text):
            continue
        if waiting is not None:
            if lone and lone[0].fault is Fault.UNOPENED:
                del lone[0]  # the quotation runs over several blocks
            elif scan.first != 0:
                yield POLICIES[Fault.UNCLOSED].edit(waiting.seen, waiting.at, waiting.at + 1, None)
            waiting = None
        if lone and lone[-1].fault is Fault.UNCLOSED:
            waiting = _Open(seen, lone.pop().start)
        for found in (*scan.faults, *lone):
            yield POLICIES[found.fault].edit(seen, found.start, found.end, found.after)
    if waiting is not None:
        yield POLICIES[Fault.UNCLOSED].edit(waiting.seen, waiting.at, waiting.at + 1, None)


def _read(seen: BlockView) -> tuple[list[re.Match[str]], pairs.Scan | None]:
    """The single marks of ``seen`` that may be turned the wrong way, and what its double ones say, if it has any."""
    text = seen.block.text
    marks = _TURNED_SINGLE.finditer(text) if "’" in text else ()
    turned = [found for found in marks if _opens(found[1], found[3])]
    paired = seen.block.place is not Place.CODE and pairs.MARKS.search(text) and not ("„" in text or "«" in text)
    return turned, pairs.scan(text) if paired else None


def _singles(seen: BlockView, turned: list[re.Match[str]]) -> Iterator[Edit]:
    text = seen.block.text
    for found in re.finditer(_TURNED_APOSTROPHE, text) if "‘" in text else ():
        yield _APOSTROPHE.edit(seen, found.start(), found.end(), "’")
    for found in turned if turned and is_prose(text) else []:
        before, _, word = found.groups()
        closes = re.compile(_SINGLE_CLOSES).search(text, found.end(), found.end() + _LONGEST_SINGLE)
        if closes is None or "‘" in text[found.end() : closes.start()]:
            continue
        alone = closes.start() == found.end(3)
        plain = not text.endswith(("s", "in"), 0, closes.start())  # neither players’ nor goin’
        sure = before is not None and plain and (alone or bool(speech.parts(word.casefold())))
        yield (_SINGLE if sure else _SINGLE_DOUBTFUL).edit(seen, found.start(2), found.end(2), " ‘" if before else "‘")


def _opens(before: str | None, word: str) -> bool:
    """Whether a ’ between ``before`` (None after a blank) and ``word`` can be no apostrophe."""
    if before is None:
        return bool(speech.parts(word.casefold())) and word.casefold() not in table.words("clipped")
    return speech.is_closed(before) or (before.islower() and len(word) > 3 and bool(speech.parts(before)))
