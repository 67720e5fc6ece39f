"""Which names explain which words of a block: candidates from the indexes, then the best path of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from retranslate.forecast import align
from retranslate.forecast.arcs import as_sense
from retranslate.forecast.costs import CAPITALS, PHRASE_CAP, TRANSLATED_REST_DROPPED
from retranslate.forecast.english import FUNCTION, GENERIC
from retranslate.forecast.models import Models, Name
from retranslate.forecast.reader import Known, Reader
from retranslate.forecast.tokens import Gap, Token

ROUNDING: Final = 1e-6  # sums of the same numbers in another order


class Found(NamedTuple):
    """Words explained by the name with the number ``name``."""

    name: int
    path: align.Path


def explained(row: Sequence[Token], reader: Reader, floor: float, *, single: bool = False) -> Iterator[Found]:
    """Every name with its best path in each stretch of words that may be its own, from ``floor`` (log10) up.

    ``single``: a single translated word counts too ("shell"), which says next to nothing in running text.
    """
    known = reader.row(row)
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
    for at in [at for at, here in enumerate(names) if here]:
        for number in names[at] if single else known[at].alone:
            stretches[number].append((at, at + 1))
        if row[at].text in FUNCTION and not row[at].telling:
            continue
        near = [before for before in near if _together(row, before, at)]
        for before in near:
            for number in names[before].keys() & names[at].keys():
                stretches[number].append((before, at + 1))
        near.append(at)
    for number, found in stretches.items():
        for first, last in _merged(found):
            gains = [names[at].get(number, 0.0) for at in range(first, last)]
            if (
                sum(gains) - CAPITALS >= floor
                and _most(models.name(number), number, known[first:last], gains) >= floor - ROUNDING
            ):
                yield number, first, last


def _most(name: Name, number: int, words: Sequence[Known], gains: Sequence[float]) -> float:
    """What no path of ``name`` through ``words`` can surpass: each brings all it can, and what is left of it costs.

    Left is what none of the words means, as many characters aside as they may spell; and all but the most that each can
    stand for by itself.
    """
    total, saved, meant, spelled = -CAPITALS, 0.0, 0, 0
    for word, gain in zip(words, gains, strict=True):
        if not gain and number not in word.names:
            continue
        syllables, dearest = 0, 0.0
        if word.spelled or word.fused:
            fused = [cut.chance for cut in word.fused if number in cut.names]
            cuts = [len(cut.parts) for cut in word.spelled if number in cut.names]
            syllables = len(name.drops) if fused else max(cuts, default=0)
            gain, dearest = max(gain, *fused, 0.0), sum(sorted(name.drops, reverse=True)[:syllables])
        for start, stop, unit in name.pieces:
            if unit in word.senses:
                meant |= (1 << stop) - (1 << start)
                dearest = max(dearest, sum(name.drops[start:stop]))
        total += max(0.0, gain, word.names.get(number, 0.0))
        saved += dearest
        spelled += syllables
    left = [cost for at, cost in enumerate(name.drops) if not meant >> at & 1]
    if not spelled and left and max(left) >= align.FULL_COST:
        total -= TRANSLATED_REST_DROPPED
    return total - max(sum(sorted(left)[: max(0, len(left) - spelled)]), sum(name.drops) - saved)


def _phrases(
    row: Sequence[Token], known: Sequence[Known], models: Models
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Stretches that hold a dictionary phrase of several words, with the names it may stand for."""
    for at, word in enumerate(known):
        for sense in word.phrases:
            arc = as_sense(row, at, len(row), 0, 1, sense)
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
    """Whether no break stands between two words, and few others that say next to nothing."""
    if at - before - 1 > align.MOST_BETWEEN or row[at].gap is Gap.BREAK:
        return False
    between = row[before + 1 : at]
    return all(token.gap is not Gap.BREAK and (token.text in FUNCTION or token.text in GENERIC) for token in between)
