"""English words that stand for one another, learned from the dictionary itself.

Two words that explain the same Chinese words are alike: "fast" and "quick" share dozens of entries. This is pivoting
through a second language (Bannard and Callison-Burch 2005, "Paraphrasing with bilingual parallel corpora"), with
dictionary entries in place of aligned sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from retranslate.forecast.language import Gloss

STEP, PER_TENFOLD = 0.8, 0.7  # cost of a synonym in place of a word, and of each tenfold rarer one
LEAST_SHARE, LEAST_ENTRIES = 0.04, 0.9  # of the word's entries that the synonym shares; entries, by their weight
MOST: Final = 6  # synonyms of a word
FULL: Final = 8  # words; an entry with more says little of any two
CHEAP: Final = 1.2  # cost; rarer senses are not replaced by synonyms

_WORD: Final = re.compile(r"\s*(?:to be |to |an? |the )?([a-z]{3,})\s*")

Synonyms = dict[str, tuple[tuple[float, str], ...]]  # of a word: cost and synonym, cheapest first


def synonyms(entries: Iterable[Iterable[str]]) -> Synonyms:
    """The synonyms of every word that is a sense by itself; ``entries`` are the senses of each dictionary entry."""
    shared: Counter[tuple[str, str]] = Counter()
    entries_of: Counter[str] = Counter()
    for senses in entries:
        words = sorted({said[1] for sense in senses if (said := _WORD.fullmatch(sense))})
        if len(words) <= FULL:
            entries_of.update(words)
            weight = 1 / max(1, len(words) - 1)
            shared.update({(one, other): weight for one in words for other in words if one != other})
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, other), weight in shared.items():
        share = weight / entries_of[one]
        if share >= LEAST_SHARE and weight >= LEAST_ENTRIES:
            found[one].append((STEP - PER_TENFOLD * math.log10(share), other))
    return {one: tuple(sorted(others)[:MOST]) for one, others in found.items()}


def widened(glosses: Iterable[Gloss], known: Synonyms) -> tuple[Gloss, ...]:
    """``glosses`` with the synonyms of their likelier single words, cheapest first."""
    best = {gloss.words: gloss.cost for gloss in glosses}
    for words, cost in [*best.items()]:
        if len(words) == 1 and cost < CHEAP:
            for more, other in known.get(words[0], ()):
                best[(other,)] = min(best.get((other,), math.inf), cost + more)
    return tuple(
        sorted((Gloss(words, cost) for words, cost in best.items()), key=lambda gloss: (gloss.cost, gloss.words))
    )
