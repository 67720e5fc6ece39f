"""A dictionary of Chinese read backwards: which characters a syllable or an English word may stand for.

Also which names are in use in English: the words with capitals by which the dictionary explains its own. Reading it
takes some seconds, once; what was made of it is kept in the cache folder.
"""

from __future__ import annotations

import marshal
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.forecast import store
from retranslate.forecast.english import root
from retranslate.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from retranslate.forecast.mandarin.dictionary import Dictionary, Entry

LONGEST: Final = 3  # characters of a piece; what is longer is a name of its own
DEAREST: Final = 2.2  # cost of the last sense that counts
AS_NAME: Final = 5  # a character in a proper name counts as often, as in the syllables of the forecast
PROPER: Final = 0.6  # share of its uses from which on a capital belongs to a word
_HAN: Final = re.compile("[\u4e00-\u9fff]+")
_SOUND: Final = re.compile(r"[a-z:]+(?=[1-5])")
_VOWEL: Final = re.compile("[aeiou]")
_ASIDE: Final = re.compile(r"\[[^\]]*\]|[^\s,;()]*[\u3400-\u9fff][^\s,;()]*")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_CAPITALS: Final = re.compile(r"[A-Z][\w’'.-]*(?: (?:(?:of|the|and|for) )*[A-Z][\w’'.-]*)*")
_NOT_IN_USE: Final = ("surname", "CL:", "variant of", "old variant", "see ", "Kangxi", "used in")


class Piece(NamedTuple):
    """One or two characters, their reading (a blank between syllables), and -log10 of how likely these are meant."""

    characters: str
    sound: str
    cost: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The dictionary backwards. `meaning` and `sounding` give pieces, cheapest first.

    ``names`` are the names of one word or more that it uses in English, ``proper`` the single words that it writes with
    a capital, both folded; ``surnames`` are in pinyin. ``syllables`` are those of pinyin, with -log10 of their share in
    Chinese words.
    """

    names: frozenset[str]
    proper: frozenset[str]
    surnames: frozenset[str]
    syllables: dict[str, float]
    _meanings: dict[str, list[tuple[str, str, float]]]
    _sounds: dict[str, list[tuple[str, str, float]]]
    _known: dict[str, tuple[Piece, ...]] = field(default_factory=dict, compare=False)

    def meaning(self, word: str) -> tuple[Piece, ...]:
        """The pieces that the folded English ``word`` may translate."""
        return self._pieces("=" + root(word)[0], self._meanings.get(root(word)[0], ()))

    def meanings_of(self, plain: Callable[[str], bool]) -> Iterator[str]:
        """The characters that mean a word (its root) of which ``plain`` is true."""
        for word, found in self._meanings.items():
            if plain(word):
                yield from (characters for characters, _, _ in found)

    def sounding(self, sound: str) -> tuple[Piece, ...]:
        """The pieces read ``sound``: syllables of pinyin without tones, a blank between them."""
        return self._pieces(sound, self._sounds.get(sound, ()))

    def _pieces(self, name: str, found: Iterable[tuple[str, str, float]]) -> tuple[Piece, ...]:
        if name not in self._known:
            self._known[name] = tuple(Piece(*one) for one in found)
        return self._known[name]

    def dumps(self) -> bytes:
        """All of it as bytes."""
        return marshal.dumps(
            (
                sorted(self.names),
                sorted(self.proper),
                sorted(self.surnames),
                self.syllables,
                self._meanings,
                self._sounds,
            )
        )


@lru_cache(maxsize=2)
def lexicon(dictionaries: tuple[Path, ...] = ()) -> Lexicon:
    """The lexicon, out of the cache where it was made before; ``dictionaries`` are the user's own.

    Raises `RetranslateError` for a dictionary that cannot be read.
    """

    def make() -> bytes:
        from retranslate.forecast.mandarin.dictionary import Dictionary

        return _compiled(Dictionary.open(dictionaries)).dumps()

    names, proper, surnames, *tables = marshal.loads(
        store.kept("lexicon", (store.stamp(Path(__file__)),), dictionaries, make)
    )
    return Lexicon(frozenset(names), frozenset(proper), frozenset(surnames), *tables)


def _compiled(dictionary: Dictionary) -> Lexicon:
    entries = [entry for word in dictionary.headwords for entry in dictionary.entries(word)]
    sounds = dict(_sounds(entries))
    meanings: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    shared = _shared(sounds)
    for characters in dictionary.headwords:
        if len(characters) > LONGEST or not _HAN.fullmatch(characters):
            continue
        said = [sound for sound in _readings(characters, sounds) if all(part in shared for part in sound.split())]
        for gloss in dictionary.glosses(characters):
            if len(gloss.words) == 1 and gloss.cost <= DEAREST:
                found = meanings[root(gloss.words[0])[0]]
                found += [(characters, sound, round(gloss.cost, 2)) for sound in said]
    for found in meanings.values():
        found.sort(key=lambda piece: piece[2])
    syllables = {one: round(-math.log10(sum(of.values()) / _total(shared)), 2) for one, of in shared.items()}
    said = [sense for entry in entries for sense in _explanations(entry)]
    names = frozenset(key(name) for sense in said for name in _CAPITALS.findall(sense))
    surnames = frozenset(_surnames(entries))
    return Lexicon(
        names, frozenset(_proper(said)), surnames, syllables, dict(meanings), dict(_by_sound(sounds, shared))
    )


def _sounds(entries: Iterable[Entry]) -> Iterator[tuple[str, Counter[str]]]:
    """Each word of the dictionary with its readings, a reading in a proper name counted `AS_NAME` times."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        said = _SOUND.findall(entry.pinyin.casefold())
        if not all(map(_VOWEL.search, said)):  # the r of 花儿, the ng of 嗯
            continue
        if len(said) == len(entry.simplified) and _HAN.fullmatch(entry.simplified):
            worth = AS_NAME if entry.pinyin[:1].isupper() else 1
            found[entry.simplified][" ".join(one.replace("u:", "v") for one in said)] += worth
    yield from found.items()


def _shared(sounds: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """How often each syllable stands for which character, in all words."""
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for characters, readings in sounds.items():
        for sound, count in readings.items():
            for char, syllable in zip(characters, sound.split(), strict=True):
                shared[syllable][char] += count
    return shared


def _total(shared: dict[str, Counter[str]]) -> int:
    return sum(sum(of.values()) for of in shared.values())


def _readings(characters: str, sounds: dict[str, Counter[str]]) -> list[str]:
    """The readings of a word, else (it is ours or the user's) those of its characters in a row, the commonest."""
    if characters in sounds:
        return [sound for sound, _ in sounds[characters].most_common(2)]
    apart = [sounds.get(char) for char in characters]
    return [" ".join(one.most_common(1)[0][0] for one in apart if one)] if all(apart) else []


def _by_sound(
    sounds: dict[str, Counter[str]], shared: dict[str, Counter[str]]
) -> Iterator[tuple[str, list[tuple[str, str, float]]]]:
    """Pieces of one character by their syllable; how likely each is follows from how often it is read so."""
    for syllable, of in shared.items():
        total = sum(of.values())
        costs = ((char, round(-math.log10(count / total), 2)) for char, count in of.most_common())
        yield syllable, [(char, syllable, cost) for char, cost in costs]


def _explanations(entry: Entry) -> Iterator[str]:
    """The senses of an entry without their Chinese; a surname alone is no name of anything."""
    for sense in entry.senses:
        if not sense.startswith(_NOT_IN_USE):
            yield _ASIDE.sub(" ", sense)


def _surnames(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if any(sense.startswith("surname ") for sense in entry.senses):
            yield "".join(_SOUND.findall(entry.pinyin.casefold().replace("u:", "v")))


def _proper(senses: Iterable[str]) -> Iterator[str]:
    """The words that mostly stand with a capital."""
    often: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sense in senses:
        for word in _WORD.findall(sense):
            often[key(word)] += 1
            capital[key(word)] += word[0].isupper()
    yield from (word for word, count in capital.items() if count > PROPER * often[word])
