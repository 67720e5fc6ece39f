"""What sort of word a word is: plain English, a name that readers know, or syllables that are neither."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from retranslate.text.ordinary import THRESHOLD, ordinary, zipf
from retranslate.text.speech import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.suggest.lexicon import Lexicon

LONGEST: Final = 6  # letters of a syllable
MOST: Final = 6  # syllables of a word
WAYS: Final = 3
SEEN: Final = 1.5  # Zipf: a name in pinyin that stands less often in English text is not known to its readers
FREQUENT: Final = 2.5  # Zipf: a name that stands this often in English text is one that its readers know


class Vocabulary:
    """The words of English and the syllables of pinyin; every word is asked for folded."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.cuts = cache(self._cuts)
        self.is_famous = cache(self._is_famous)

    def _cuts(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The ways to cut ``word`` into syllables, fewest first; none where it cannot be."""
        known, word = self.lexicon.syllables, word.replace("ü", "v")
        ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in word)]
        for start in range(len(word)):
            fewest = sorted(ways[start], key=len)[:WAYS]
            for end in range(start + 1, min(start + LONGEST, len(word)) + 1) if fewest else ():
                if word[start:end] in known:
                    ways[end] += [(*way, word[start:end]) for way in fewest if len(way) < MOST]
        return tuple(sorted(ways[-1], key=len)[:WAYS])

    def syllables(self, word: str) -> int:
        """How many syllables ``word`` has, 0 where it does not read as any from end to end."""
        return len(self.cuts(word)[0]) if word.isalpha() and self.cuts(word) else 0

    def _is_famous(self, word: str) -> bool:
        """Whether ``word`` is a name that readers know; a single syllable tells nothing, it stands in many names."""
        if parts(word) == "P":
            return True
        if self.syllables(word) == 1:
            return False
        if word in self.lexicon.proper:
            return not self.syllables(word) or zipf(word) >= SEEN
        return not parts(word) and zipf(word) >= (FREQUENT if not ordinary(word) else THRESHOLD)

    def is_plain(self, word: str) -> bool:
        """Whether ``word`` is ordinary English."""
        return not self.is_famous(word) and (bool(parts(word)) or (ordinary(word) and not self.syllables(word)))

    def is_strange(self, word: str) -> bool:
        """Whether ``word`` reads as syllables, and is neither plain English nor a name that readers know."""
        return self.syllables(word) > 0 and len(word) > 1 and not self.is_plain(word) and not self.is_famous(word)

    def is_surname(self, word: str) -> bool:
        """Whether Chinese persons have ``word`` for their surname."""
        return word.replace("ü", "v") in self.lexicon.surnames

    def is_in_use(self, name: str) -> bool:
        """Whether ``name``, of one word or more, folded, is a name in use: the dictionary explains others by it."""
        return name in self.lexicon.names

    def spelled(self, words: Sequence[str]) -> bool:
        """Whether all of ``words`` read as syllables, and not all of them are English words or famous names."""
        read = all(self.syllables(word) == 1 or (self.syllables(word) and not self.is_plain(word)) for word in words)
        return read and not all(self.is_plain(word) or self.is_famous(word) for word in words)
