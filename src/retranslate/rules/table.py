"""Tables that stand beside the rules: a head, then one row a line, tabs between cells."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the file ``name``, each by its column heads."""
    head, *lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    heads = head.split("\t")
    return tuple(dict(zip(heads, line.split("\t"), strict=True)) for line in lines)


@cache
def words(*names: str) -> frozenset[str]:
    """The words of the classes ``names`` of words.tsv."""
    return frozenset(word for row in rows("words.tsv") if row["class"] in names for word in row["words"].split())
