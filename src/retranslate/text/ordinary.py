"""How ordinary an English word is."""

from __future__ import annotations

from functools import cache


@cache
def zipf(word: str) -> float:
    """The Zipf frequency of a folded word: log10 of occurrences per 10^9 words, 0.0 when unknown (wordfreq, en)."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))
