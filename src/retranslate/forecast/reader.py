"""What one word of a text can be: English, syllables of a name, or pieces of both written as one."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, partial
from itertools import product
from typing import Final, NamedTuple

from retranslate.forecast.costs import SPELLED
from retranslate.forecast.english import distance, opens, root
from retranslate.forecast.models import PLACES, Models, Name, Sense
from retranslate.forecast.tokens import Token
from retranslate.text.ordinary import zipf
from retranslate.text.speech import parts

OTHER_NAME: Final = 0.9  # -log10 that a word of a text is a name spelled like this one
NEXT_OTHER_NAME: Final = 0.3  # the same, right after another such word
UNKNOWN: Final = 7.5  # -log10 of a word that English does not know
A_NUMBER, A_DIGIT = 2.5, 0.5  # -log10 of a number, and of each of its figures: small numbers are said more often
COMPOUND: Final = 1.5  # -log10 that a word is two written as one
EVERYDAY: Final = 3.0  # Zipf; from here up a word is everyday English
EVERYDAY_CHANCE: Final = 9.0 - EVERYDAY
OPENING_CHANCE: Final = 4.5  # -log10; a likelier word may well have its capital from the opening of a sentence
SHORTEST_FUSED: Final = 5  # letters
SHORTEST_WORD: Final = 3
REAL_WORD: Final = 2.5  # Zipf; an English word inside a fused one is not a rare one
NEVER: Final = 12.0  # -log10 of an English word that wordfreq does not have
MOST_SYLLABLES: Final = 8
MOST_CUTS: Final = 4


class Cut(NamedTuple):
    """One way to cut a word: ``parts`` are (text, True for a syllable or False for an English word).

    ``chance`` is -log10 of how often ordinary text has this word, read so; ``longer``: fewer syllables would do;
    ``names`` are those that hold the parts.
    """

    parts: tuple[tuple[str, bool], ...]
    chance: float
    names: Set[int]
    longer: bool = False


class Known(NamedTuple):
    """What a folded word can be for the names: the ways to cut it, the senses it begins (by unit).

    ``names`` maps the names that this word may be part of to the most (log10) it can bring to them; ``alone`` are those
    of which it can be two pieces or more.
    """

    spelled: tuple[Cut, ...]
    fused: tuple[Cut, ...]
    senses: dict[int, tuple[Sense, ...]]
    phrases: tuple[Sense, ...]
    names: dict[int, float]
    alone: frozenset[int]


NOTHING: Final = Known((), (), {}, (), {}, frozenset())  # most words, where names are few


class Reader:
    """Reads words against models; each distinct word once."""

    def __init__(self, models: Models) -> None:
        self.models = models
        self._heard = models.heard()
        self._first = _shortest(self._heard)
        self._last = tuple([text[::-1] for text in _shortest(text[::-1] for text in self._heard)])
        self._openings = models.openings()
        self._known: dict[tuple[str, bool], Known] = {}
        self._tokens: dict[tuple[str, bool], Known] = {}
        self._senses: dict[str, tuple[Sense, ...]] = {}
        self._places: dict[str, Set[int]] = {}
        self._near: dict[tuple[str, int], dict[str, tuple[int, float, int]]] = {}

    def __call__(self, text: str, *, spelled: bool) -> Known:
        """What is known of the folded word ``text``; ``spelled``: whether it may be part of a spelled name at all."""
        key = (text, spelled)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._read(text, spelled=spelled)
        return known

    def row(self, row: Sequence[Token]) -> list[Known]:
        """The same of the words of a text: an everyday one is not taken for syllables unless its capital says so."""
        known = self._tokens
        return [known.get((token.text, token.capital)) or self._token(token) for token in row]

    def _token(self, token: Token) -> Known:
        text = token.text
        spelled = self._sounds(text) and (token.capital or chance(text) > EVERYDAY_CHANCE)
        may_be = spelled or opens(text, self._openings)  # most words are neither
        known = self._tokens[text, token.capital] = self(text, spelled=spelled) if may_be else NOTHING
        return known

    def _sounds(self, text: str) -> bool:
        """Whether ``text`` begins or ends with a syllable of some name: of three or more only one may be misread."""
        return text.startswith(self._first) or text.endswith(self._last)

    def _read(self, text: str, *, spelled: bool) -> Known:
        syllables = tuple(self._spelled(text)) if spelled else ()
        senses = self.senses(text)
        fused = tuple(self._fused(text)) if self._is_strange(text) else ()
        if not (syllables or fused or senses):
            return NOTHING
        names = self._by_sense(text, senses)
        alone: set[int] = set()
        for cut in syllables:
            alone.update(cut.names if len(cut.parts) > 1 else ())
            names |= {number: max(names.get(number, 0.0), cut.chance - SPELLED) for number in cut.names}
        for cut in fused:
            alone |= cut.names
            names |= dict.fromkeys(cut.names, cut.chance)
        by_unit: dict[int, list[Sense]] = defaultdict(list)
        for sense in senses:
            by_unit[sense.unit].append(sense)
        phrases = tuple(sense for sense in senses if len(sense.words) > 1)
        packed = {unit: tuple(found) for unit, found in by_unit.items()}
        return Known(syllables, fused, packed, phrases, names, frozenset(alone))

    def _is_strange(self, text: str) -> bool:
        """Whether ``text`` begins like a part of a name and is no English word: a Westerner is not 西 and "er"."""
        if len(text) < SHORTEST_FUSED or not (opens(text, self._openings) or text.startswith(self._first)):
            return False
        return zipf(text) < EVERYDAY and not parts(text)

    def senses(self, word: str) -> tuple[Sense, ...]:
        """The senses that begin with a form of ``word``."""
        if not opens(word, self._openings):
            return ()
        key = root(word)[0]
        if key not in self._senses:
            self._senses[key] = self.models.senses(key)
        return self._senses[key]

    def _spelled(self, text: str) -> Iterator[Cut]:
        cuts = self._cuts(text)
        for cut in cuts:
            names = self._in_a_row(cut)
            if names:
                bits = OTHER_NAME + sum(self.models.syllables[part][1] for part in cut)
                as_word = chance(text)
                chance_so = either(as_word if as_word < UNKNOWN else NEVER, bits)
                yield Cut(tuple((part, True) for part in cut), chance_so, names, len(cut) > len(cuts[0]))

    def _cuts(self, text: str) -> list[tuple[str, ...]]:
        """All ways to cut ``text`` into syllables, fewest first."""
        ways: dict[int, list[tuple[str, ...]]] = defaultdict(list, {0: [()]})
        for start, ends in reversed(self._steps(text).items()):
            fewest = sorted(ways[start], key=len)[:MOST_CUTS]
            for end in ends:
                ways[end] += [(*way, text[start:end]) for way in fewest if len(way) < MOST_SYLLABLES]
        return sorted(ways[len(text)], key=len)[:MOST_CUTS]

    def _steps(self, text: str) -> dict[int, list[int]]:
        """Where the syllables end that begin at each place of ``text``, the last place first, and lead to its end.

        From the end, because few English words end like a syllable; nothing for what cannot be cut at all.
        """
        known = self.models.syllables
        steps: dict[int, list[int]] = {len(text): []}
        for start in range(len(text) - 1, -1, -1):
            ends = [end for end in steps if text[start:end] in known]
            if ends:
                steps[start] = ends
        return steps if 0 in steps else {}

    def _fused(self, text: str) -> Iterator[Cut]:
        """An English word and syllables, or two English words, written as one."""
        for at in range(2, len(text) - 1):
            left, right = text[:at], text[at:]
            firsts = self._parts(left)
            for first, second in product(firsts, self._parts(right) if firsts else ()):
                if not (first[1] and second[1]):
                    parts = (*first[0], *second[0])
                    yield Cut(parts, min(UNKNOWN, COMPOUND + first[2] + second[2]), self._by_parts(parts))

    def _parts(self, text: str) -> list[tuple[tuple[tuple[str, bool], ...], bool, float]]:
        """``text`` as one English word that begins a sense, or as syllables: (parts, is it syllables, its chance)."""
        made: list[tuple[tuple[tuple[str, bool], ...], bool, float]] = []
        if len(text) >= SHORTEST_WORD and self._begins_sense(text) and zipf(text) >= REAL_WORD:
            made.append((((text, False),), False, 9.0 - zipf(text)))
        if text.isascii() and text.startswith(self._first) and text.endswith(self._last):
            for cut in self._cuts(text)[:2]:
                if self._heard.issuperset(cut):
                    bits = OTHER_NAME + sum(self.models.syllables[part][1] for part in cut)
                    made.append((tuple((part, True) for part in cut), True, bits))
        return made

    def _begins_sense(self, text: str) -> bool:
        return opens(text, self._openings) and self.models.has_root(root(text)[0])

    def _in_a_row(self, syllables: Sequence[str]) -> set[int]:
        """Names in which ``syllables`` stand in a row; of three or more one may be another."""
        need = len(syllables) - (len(syllables) > 2)
        if sum([syllable in self._heard for syllable in syllables]) < need:
            return set()
        standing = [self._standing(syllable) for syllable in syllables]
        rows: Counter[int] = Counter()
        for at, places in enumerate(standing):
            rows.update({place - at for place in places})
        return {(place + at) // PLACES for place, count in rows.items() if count >= need}

    def _standing(self, syllable: str) -> Set[int]:
        """Where a syllable of a family of ``syllable`` stands, as `Models.sounding` says it."""
        places = self._places.get(syllable)
        if places is None:
            families = map(self.models.sounding, self.families(syllable))
            places = self._places[syllable] = {place for family in families for place in family}
        return places

    def is_spelled(self, text: str) -> bool:
        """Whether the folded word ``text`` can be read as syllables of a name from end to end."""
        return text.isalpha() and bool(self._cuts(text))

    def families(self, syllable: str) -> tuple[str, ...]:
        """The families of a spelled syllable; none for what is no syllable."""
        found = self.models.syllables.get(syllable)
        return found[0] if found else ()

    def near(self, name: Name, at: int) -> dict[str, tuple[int, float, int]]:
        """What spells character ``at``, by family: the first spelling's rank, its cost and its systems."""
        key = (name.source, at)
        if key not in self._near:
            found = self._near[key] = {}
            for rank, (sound, (systems, cost)) in enumerate(name.sounds[at].items()):
                for family in self.families(sound):
                    found.setdefault(family, (rank, cost, systems))
        return self._near[key]

    def _by_sense(self, text: str, senses: tuple[Sense, ...]) -> dict[int, float]:
        """Names that hold a piece of which this word is a sense, with the most that it can bring to them."""
        best: dict[int, float] = {}
        far = cache(partial(distance, text))
        for sense in senses:
            if len(sense.words) == 1:
                gain = chance(text) - sense.cost - far(sense.words[0])
                best[sense.unit] = max(best.get(sense.unit, gain), gain)
        names: dict[int, float] = {}
        for unit in sorted(best, key=best.__getitem__):
            names.update(dict.fromkeys(self.models.homes(unit), best[unit]))
        return names

    def _by_parts(self, parts: Sequence[tuple[str, bool]]) -> set[int]:
        """Names that have every part of a fused word."""
        sets = []
        for text, is_syllable in parts:
            if is_syllable:
                sets.append(self._in_a_row((text,)))
            else:
                units = {sense.unit for sense in self.senses(text) if len(sense.words) == 1}
                sets.append({name for unit in units for name in self.models.homes(unit)})
        return set.intersection(*sets)


def _shortest(texts: Iterable[str]) -> tuple[str, ...]:
    """Those of ``texts`` that begin with no other: what begins with any of them begins with one of these."""
    kept: list[str] = []
    for text in sorted(texts):
        if not (kept and text.startswith(kept[-1])):
            kept.append(text)
    return tuple(kept)


@cache
def chance(text: str) -> float:
    """-log10 of the share of the folded word ``text`` in ordinary English."""
    if text.isdecimal():
        return A_NUMBER + A_DIGIT * len(text)
    rank = zipf(text)
    return min(UNKNOWN, 9.0 - rank) if rank else UNKNOWN


def either(one: float, other: float) -> float:
    """-log10 of the sum of two chances given as -log10."""
    low, high = min(one, other), max(one, other)
    return low - math.log10(1 + 10 ** (low - high))
