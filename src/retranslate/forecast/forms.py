"""The likeliest forms of a name, written out: what a glossary's reader may expect to meet."""

import heapq
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

from retranslate.forecast.align import best
from retranslate.forecast.arcs import GLOSS, KEPT, SPELT
from retranslate.forecast.costs import SPELLED
from retranslate.forecast.models import Models, Name, Sense
from retranslate.forecast.path import described, sort
from retranslate.forecast.reader import EVERYDAY_CHANCE, UNKNOWN, Reader, chance
from retranslate.forecast.systems import USUAL
from retranslate.forecast.thresholds import TIERS, Sort
from retranslate.forecast.tokens import spoken, spoken_block

Senses = Mapping[int, Sequence[Sense]]  # of pieces by their number

MOST: Final = 20_000  # steps of the search
SENSES, SOUNDS = 6, 2  # of each piece, the cheapest
LIKELIEST, LIKELY = 8, 1.1  # forms that are looked at for plain English; the cost up to which one is likely
UNUSUAL: Final = 0.5  # cost; other readings are left to the finder


class Form(NamedTuple):
    """A form that a machine may make of a name; ``cost`` is -log10 of how likely, ``how`` the way of each piece."""

    text: str
    cost: float
    how: tuple[str, ...]


class Forecast(NamedTuple):
    """A form with the score (log10 likelihood ratio) that the finder gives it, its sort, and its path in words."""

    form: Form
    score: float
    sort: Sort
    why: str


class _Said(NamedTuple):
    stop: int
    text: str
    cost: float
    how: str


def forms(models: Models, number: int, most: int, senses: Senses | None = None) -> list[Form]:
    """The ``most`` likeliest forms of the name with this number, likeliest first, as a text would have them.

    ``senses``, as `Models.senses_of` gives them, spares reading them again for each of many names.
    """
    name = models.name(number)
    ways = _ways(name, models.senses_of({unit for _, _, unit in name.pieces}) if senses is None else senses)
    found: dict[str, Form] = {}
    order = count()
    heap: list[tuple[float, int, int, tuple[_Said, ...]]] = [(0.0, next(order), 0, ())]
    for _ in range(MOST):
        if not heap or len(found) == most:
            break
        cost, _, at, said = heapq.heappop(heap)
        if at == len(name.source):
            text = _written(said)
            found.setdefault(text.casefold(), Form(text, cost, tuple(one.how for one in said if one.how)))
        for one in ways[at] if at < len(name.source) else ():
            run = SPELLED if one.how == SPELT and (not said or said[-1].how != SPELT) else 0.0
            heapq.heappush(heap, (cost + one.cost + run, next(order), one.stop, (*said, one)))
    return sorted(found.values(), key=lambda form: form.cost)


def forecast(models: Models, number: int, most: int) -> list[Forecast]:
    """The likeliest forms of the name with this number, with what the finder makes of each."""
    reader, name = Reader(models), models.name(number)
    made = []
    for form in forms(models, number, most):
        block, row = spoken_block(form.text)
        path = best(name, row, reader.row(row), reader, 0, len(row))
        if path is not None:
            made.append(Forecast(form, path.score, sort(path, row), described(name, path, block)))
    return made


def ordinary(models: Models, number: int, senses: Senses) -> tuple[str, ...]:
    """Those of the name's likeliest forms that are plain English: one everyday word, or words that score too low."""
    reader, name = Reader(models), models.name(number)
    found = []
    for form in forms(models, number, LIKELIEST, senses):
        if set(form.how) == {GLOSS} and form.cost < LIKELY:
            row = spoken(form.text.lower())
            path = best(name, row, reader.row(row), reader, 0, len(row))
            everyday = all(chance(token.text) <= EVERYDAY_CHANCE for token in row)
            weak = path is not None and path.score < TIERS[Sort.PHRASE].ask
            if (everyday and weak) or (len(row) == 1 and chance(row[0].text) < UNKNOWN):
                found.append(form.text.lower())
    return tuple(found)


def _ways(name: Name, by_unit: Senses) -> list[list[_Said]]:
    """What may stand for the piece that begins at each character."""
    ways: list[list[_Said]] = [[] for _ in name.source]
    for start, stop, unit in name.pieces:
        for sense in sorted(by_unit[unit], key=lambda sense: sense.cost)[:SENSES]:
            kept = sense.words == (name.source[start:stop].casefold(),)
            text = name.source[start:stop] if kept else " ".join(word.capitalize() for word in sense.words)
            ways[start].append(_Said(stop, text, sense.cost, KEPT if kept else GLOSS))
    for at, sounds in enumerate(name.sounds):
        usual = [(cost, sound) for sound, (systems, cost) in sounds.items() if systems & USUAL and cost < UNUSUAL]
        ways[at] += [_Said(at + 1, sound, cost, SPELT) for cost, sound in sorted(usual)[:SOUNDS]]
        if name.drops[at] < 1:
            ways[at].append(_Said(at + 1, "", name.drops[at], ""))
    return ways


def _written(said: tuple[_Said, ...]) -> str:
    """Spelled pieces in a row as one word, every word with a capital."""
    words: list[str] = []
    joined = False
    for one in said:
        if one.how == SPELT and joined:
            words[-1] += one.text
        elif one.text:
            words.append(one.text[:1].upper() + one.text[1:])
        joined = one.how == SPELT
    return " ".join(words)
