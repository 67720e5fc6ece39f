"""What listed forms teach: one that its name explains all but for one piece gives that piece a new sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, MutableMapping, Sequence
from itertools import product
from typing import Final

from retranslate.forecast.align import Path, best
from retranslate.forecast.english import FUNCTION
from retranslate.forecast.models import Models, Name, Sense
from retranslate.forecast.reader import Known, Reader
from retranslate.forecast.tokens import Token, spoken

LONGEST_FORM: Final = 8  # words
LONGEST_PIECE: Final = 4  # characters that one new sense may stand for
LONGEST_SENSE: Final = 2  # words of a new sense
NEW: Final = -1  # the number of the piece that is being learned
FREE: Final = 1.0  # cost of the new sense while alternatives are compared

Phrase = tuple[str, ...]


def learned(
    models: Models, lessons: Sequence[tuple[int, str]], told: MutableMapping[tuple[str, str], tuple[str, Phrase] | None]
) -> dict[str, list[Phrase]]:
    """English phrases for pieces of source names, out of listed forms (number of the term, form).

    What a form teaches about a name depends on no other name: ``told`` remembers it by (name, form).
    """
    reader = Reader(models)
    by_term: dict[int, list[Name]] = defaultdict(list)
    for number in range(len(models)):
        name = models.name(number)
        by_term[name.term].append(name)
    found: dict[str, list[Phrase]] = defaultdict(list)
    for term, form in lessons:
        for name in by_term[term]:
            if (name.source, form) not in told:
                told[name.source, form] = _lesson(name, spoken(form), reader)
            lesson = told[name.source, form]
            if lesson is not None and lesson[1] not in found[lesson[0]]:
                found[lesson[0]].append(lesson[1])
    return {piece: phrases for piece, phrases in found.items() if phrases}


def _lesson(name: Name, row: Sequence[Token], reader: Reader) -> tuple[str, Phrase] | None:
    """The piece of ``name`` and the words of ``row`` that stand for it, when all else is explained; else None."""
    if not 1 < len(row) <= LONGEST_FORM:
        return None
    known = [reader(token.text, spelled=True) for token in row]
    if _complete(best(name, row, known, reader, 0, len(row)), name, row):
        return None
    taught: list[tuple[float, str, Phrase]] = []
    for (start, stop), (first, last) in product(_pieces(name), _runs(row)):
        said = tuple(token.text for token in row[first:last])
        path = best(_with_piece(name, start, stop), row, _with_sense(known, first, said), reader, 0, len(row))
        if path is not None and _complete(path, name, row) and len(path.steps) > 1:
            taught.append((path.score, name.source[start:stop], said))
    if not taught:
        return None
    _, piece, said = max(taught)
    return piece, said


def _pieces(name: Name) -> Iterator[tuple[int, int]]:
    """Single characters, and the longer pieces that a dictionary knows, but not the whole name."""
    size = len(name.source)
    yield from ((at, at + 1) for at in range(size))
    for start, stop, _ in name.pieces:
        if 1 < stop - start <= LONGEST_PIECE and stop - start < size:
            yield start, stop


def _runs(row: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for first in range(len(row)):
        for last in range(first + 1, min(first + LONGEST_SENSE, len(row)) + 1):
            if row[first].text not in FUNCTION and row[last - 1].text not in FUNCTION and last - first < len(row):
                yield first, last


def _with_piece(name: Name, start: int, stop: int) -> Name:
    return name._replace(pieces=(*name.pieces, (start, stop, NEW)))


def _with_sense(known: Sequence[Known], at: int, said: Phrase) -> list[Known]:
    word = known[at]
    taught = word._replace(senses={**word.senses, NEW: (Sense(NEW, said, FREE),)})
    return [*known[:at], taught, *known[at + 1 :]]


def _complete(path: Path | None, name: Name, row: Sequence[Token]) -> bool:
    """Whether every word but function words has its piece, and every character its word."""
    if path is None or any(name.drops[at] >= 1 for at in path.dropped):
        return False
    return all(
        token.text in FUNCTION or any(step.first < token.end and token.start < step.last for step in path.steps)
        for token in row
    )
