"""What part of speech an English word can be: by words.tsv (closed classes) and lexicon.txt (common words), no tagger.

Letters, the likeliest first: D determiner or possessive, Q number or quantifier, p preposition, s subject pronoun,
o object pronoun, m modal, b finite be/have/do, c coordinator, w what opens a clause, t "to", x "not"; n noun, N plural
noun, v verb, z verb in -s, d past or participle, g verb in -ing, a adjective, r adverb, P proper noun.
"""

from __future__ import annotations

import mmap
from functools import cache
from pathlib import Path

NOUN = frozenset("nuN")
CLOSED = frozenset("DQpsomcwtxb")  # the closed classes: determiners, prepositions ...; the lexicon has none of them
_HERE = Path(__file__).parent
STRETCH = 4096  # bytes of the lexicon that are looked through: longer than any of its lines
LETTERS = 2  # a class of words.tsv with a name this short is a part of speech


@cache
def _lexicon() -> mmap.mmap:
    with _HERE.joinpath("lexicon.txt").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _look_up(word: str) -> str | None:
    """The letters of ``word`` in the lexicon, found by halving: its lines are in order, those of its head first."""
    lines, sought = _lexicon(), word.encode("utf-8", "surrogatepass")
    past = sought + b"!"  # comes after the word and the blank behind it, before any longer word
    low, high = 0, len(lines)
    while high - low > STRETCH:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1
        if lines[start : start + len(past)] < past:
            low = start
        else:
            high = start
    first = max(0, low - 1)
    at = lines[first : high + len(sought)].find(b"\n%b " % sought)
    if at < 0:
        return None
    start = first + at + len(sought) + 2
    return lines[start : lines.find(b"\n", start)].decode("ascii")


@cache
def _members() -> dict[str, str]:
    """The words of each class of words.tsv and of each field of senses.txt, blanks between them."""
    _, *rows = _HERE.joinpath("words.tsv").read_text("utf-8").splitlines()
    found = {name: members for name, members, _ in (row.split("\t") for row in rows)}
    for line in _HERE.joinpath("senses.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, _, found[name] = line.partition(" ")
    return found


@cache
def _closed() -> dict[str, str]:
    parts_of_speech = ((name, members) for name, members in _members().items() if len(name) <= LETTERS)
    return {word: name for name, members in parts_of_speech for word in members.split(" ")}


@cache
def among(*names: str) -> frozenset[str]:
    """The words of some classes of words.tsv or fields of senses.txt."""
    return frozenset([word for name in names for word in _members()[name].split(" ")])


@cache
def parts(word: str) -> str:
    """The parts of speech of the folded ``word``, the likeliest first; "" when it is no common English word."""
    found = _closed().get(word) or (_look_up(word) if word.isalpha() else None)
    if found is not None:
        return found
    if word.isdecimal():
        return "Q"
    if "-" in word:
        return "a"
    if word.endswith("ly") and len(word) > 4:
        return "r"
    return ""


def is_closed(word: str) -> bool:
    """Whether the folded ``word`` is of a closed class of English (the, of, it, and, would ...), or a number."""
    return word.isdecimal() or not CLOSED.isdisjoint(_closed().get(word, ""))


def can_be(word: str, letters: frozenset[str] | str) -> bool:
    """Whether ``word`` can be one of ``letters``."""
    return not set(letters).isdisjoint(parts(word))


def mostly(word: str, letters: frozenset[str] | str) -> bool:
    """Whether the likeliest reading of ``word`` is one of ``letters``."""
    return parts(word)[:1] in set(letters) if parts(word) else False
