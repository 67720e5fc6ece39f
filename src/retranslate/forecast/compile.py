"""From source names to models: the slow part, done once a glossary."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from retranslate.forecast import teach
from retranslate.forecast.english import root
from retranslate.forecast.language import Gloss, Language, Reading
from retranslate.forecast.models import Models, Name, Sense, Syllables, build
from retranslate.forecast.systems import NONE, code, price

LONGEST_NAME: Final = 40  # characters; longer is a sentence, not a name
Sounds = tuple[dict[str, tuple[int, float]], ...]  # of each character: spelling to (systems, cost)
LEARNED: Final = 0.5  # cost of a sense that the glossary's own variants teach
_BETWEEN: Final = re.compile(r"[;/、|]")


def sources(source: str) -> tuple[str, ...]:
    """The names in one source cell: most have one, ``叮咚;叮咚买菜`` has two."""
    return tuple(filter(None, (one.strip() for one in _BETWEEN.split(source))))


def compiled(
    given: Sequence[str],
    languages: Sequence[Language],
    lessons: Sequence[tuple[int, str]],
    told: MutableMapping[tuple[str, str], tuple[str, tuple[str, ...]] | None],
) -> Models:
    """The models of source cells, numbered as given; ``lessons`` are listed forms (number of the cell, form).

    ``told`` remembers what lessons taught (`teach.learned`); new ones are added to it.
    """
    spoken = list(_spoken(given, languages))
    used = [one for one in languages if any(name.language is one for name in spoken)]
    models = _models(spoken, used, {})
    learned = teach.learned(models, lessons, told)
    return _models(spoken, used, learned) if learned else models


class _Spoken(NamedTuple):
    """One source name with what its language says of it, asked once: ``glosses`` are those of each of ``pieces``."""

    term: int
    source: str
    language: Language
    sounds: Sounds
    pieces: tuple[tuple[int, int], ...]
    glosses: tuple[tuple[Gloss, ...], ...]


def _spoken(given: Sequence[str], languages: Sequence[Language]) -> Iterator[_Spoken]:
    glosses: dict[tuple[str, str], tuple[Gloss, ...]] = {}
    for number, cell in enumerate(given):
        for source in sources(cell):
            language = next((one for one in languages if one.claims(source)), None)
            if language is None:
                continue
            name = language.normal(source)[:LONGEST_NAME]
            pieces = tuple(language.pieces(name))
            for said in {(language.code, name[start:stop]) for start, stop in pieces} - glosses.keys():
                glosses[said] = language.glosses(said[1])
            sounds = tuple(_cheapest(readings) for readings in language.readings(name))
            found = tuple(glosses[language.code, name[start:stop]] for start, stop in pieces)
            yield _Spoken(number, name, language, sounds, pieces, found)


def _models(
    spoken: Iterable[_Spoken], used: Sequence[Language], learned: Mapping[str, Iterable[tuple[str, ...]]]
) -> Models:
    work = _Work(learned)
    for name in spoken:
        work.add(name)
    surnames = frozenset[str]().union(*(one.surnames() for one in used))
    return build(_syllables(used), surnames, work.names, work.senses, work.count)


@dataclass(slots=True)
class _Work:
    learned: Mapping[str, Iterable[tuple[str, ...]]]
    names: list[Name] = field(default_factory=list)
    units: dict[str, int | None] = field(default_factory=dict)
    count: int = 0
    senses: dict[str, list[Sense]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: _Spoken) -> None:
        pieces = []
        for (start, stop), glosses in zip(name.pieces, name.glosses, strict=True):
            unit = self._unit(name.source[start:stop], name.sounds[start:stop], glosses)
            if unit is not None:
                pieces.append((start, stop, unit))
        self.names.append(Name(name.term, name.source, tuple(pieces), name.sounds, name.language.drops(name.source)))

    def _unit(self, piece: str, sounds: Sounds, given: Iterable[Gloss]) -> int | None:
        if piece not in self.units:
            taught = (Gloss(words, LEARNED) for words in self.learned.get(piece, ()))
            glosses = [gloss for gloss in (*taught, *given) if not _is_spelling(gloss, sounds)]
            self.units[piece] = number = self.count if glosses else None
            self.count += bool(glosses)
            for words, cost in glosses:
                self.senses[root(words[0])[0]].append(Sense(number or 0, words, cost))
        return self.units[piece]


def _is_spelling(gloss: Gloss, sounds: Sounds) -> bool:
    """Whether a dictionary's word is the piece's own spelling (Beijing for 北京), which is a path of its own."""
    said = "".join(gloss.words)
    ends = {0}
    for spelled in sounds:
        ends = {end + len(sound) for end in ends for sound in spelled if said.startswith(sound, end)}
    return bool(sounds[0]) and len(said) in ends


def _cheapest(readings: Iterable[Reading]) -> dict[str, tuple[int, float]]:
    """Each spelling with its cost in the cheapest system that has it, and all systems that have it for no more."""
    found: dict[str, tuple[int, float]] = {}
    for sound, system, cost in sorted(readings, key=lambda one: one.cost + price(code(one.system))):
        systems, least = found.setdefault(sound, (NONE, cost))
        if cost <= least:
            found[sound] = (systems | code(system), least)
    return found


def _syllables(languages: Sequence[Language]) -> Syllables:
    families: dict[str, set[str]] = defaultdict(set)
    bits: dict[str, float] = {}
    for language in languages:
        for one in language.syllables():
            families[one.sound].add(one.family)
            bits[one.sound] = min(bits.get(one.sound, 9.0), one.bits + price(code(one.system)))
    return {sound: (tuple(sorted(found)), bits[sound]) for sound, found in families.items()}
