"""Which names explain which words of a block: candidates from the indexes, then the best path of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from retranslate.forecast import align
from retranslate.forecast.arcs import as_sense
from retranslate.forecast.costs import CAPITALS, PHRASE_CAP
from retranslate.forecast.english import FUNCTION, GENERIC
from retranslate.forecast.models import Models
from retranslate.forecast.reader import EVERYDAY_CHANCE, Known, Reader
from retranslate.forecast.tokens import Gap, Token


class Found(NamedTuple):
    """Words explained by the name with the number ``name``."""

    name: int
    path: align.Path


def read(row: Sequence[Token], reader: Reader) -> list[Known]:
    """What is known of every token; everyday words are not taken for syllables unless their capital says so."""
    return [reader(token.text, spelled=token.capital or reader.chance(token.text) > EVERYDAY_CHANCE) for token in row]


def explained(row: Sequence[Token], reader: Reader, floor: float, *, single: bool = False) -> Iterator[Found]:
    """Every name with its best path in each stretch of words that may be its own, from ``floor`` (log10) up.

    ``single``: a single translated word counts too ("shell"), which says next to nothing in running text.
    """
    known = read(row, reader)
    for number, first, last in _candidates(row, known, reader.models, floor, single=single):
        path = align.best(reader.models.name(number), row, known, reader, first, last)
        if path is not None and path.score >= floor:
            yield Found(number, path)


def _candidates(
    row: Sequence[Token], known: Sequence[Known], models: Models, floor: float, *, single: bool
) -> Iterator[tuple[int, int, int]]:
    """Names that two neighbouring words, or one word by itself, may belong to, each with a stretch of words.

    Stretches that could not reach ``floor`` even if every word brought all it can are left out.
    """
    names: list[Mapping[int, float]] = [word.names for word in known]
    stretches: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for first, last, numbers in _phrases(row, known, models):
        for number in numbers:
            stretches[number].append((first, last))
        for at in (first, last - 1):
            names[at] = {**names[at], **dict.fromkeys(numbers, PHRASE_CAP)}
    near: list[int] = []  # words before this one that it may belong with: the last that says something, and after it
    for at, word in enumerate(known):
        for number in names[at] if single else word.alone:
            stretches[number].append((at, at + 1))
        is_function = row[at].text in FUNCTION
        if is_function and not row[at].telling:
            continue
        near = [before for before in near if _together(row, before, at)]
        for before in near:
            for number in names[before].keys() & names[at].keys():
                stretches[number].append((before, at + 1))
        if not is_function and row[at].text not in GENERIC:
            near = [at]
        elif names[at]:
            near.append(at)
    for number, found in stretches.items():
        for first, last in _merged(found):
            if sum(names[at].get(number, 0.0) for at in range(first, last)) - CAPITALS >= floor:
                yield number, first, last


def _phrases(
    row: Sequence[Token], known: Sequence[Known], models: Models
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Stretches that hold a dictionary phrase of several words, with the names it may stand for."""
    for at, word in enumerate(known):
        for sense in word.phrases:
            arc = as_sense(row, known, at, len(row), 0, 1, sense)
            if arc is not None:
                yield at, arc.last, tuple(models.homes(sense.unit))


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _together(row: Sequence[Token], before: int, at: int) -> bool:
    if at - before - 1 > align.MOST_BETWEEN:
        return False
    return all(token.gap is not Gap.BREAK for token in row[before + 1 : at + 1])
