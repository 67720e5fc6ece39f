"""The tables beside the code: word classes, and what cues are worth."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def rows(name: str) -> dict[str, tuple[str, ...]]:
    """The rows of the tab-separated file ``name`` of this room by their first cell, without its header."""
    _, *lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return {first: tuple(cells) for first, *cells in (line.split("\t") for line in lines)}


@cache
def words(name: str) -> frozenset[str]:
    """The words of the class ``name`` of words.tsv, folded."""
    return frozenset(rows("words.tsv")[name][0].split(" "))
