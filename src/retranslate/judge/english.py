"""What part of speech an English word can be: by words.tsv (closed classes) and lexicon.txt (common words), no tagger.

Letters, the likeliest first: D determiner or possessive, Q number or quantifier, p preposition, s subject pronoun,
o object pronoun, m modal, b finite be/have/do, c coordinator, w what opens a clause, t "to", x "not"; n noun, N plural
noun, v verb, z verb in -s, d past or participle, g verb in -ing, a adjective, r adverb, P proper noun.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

NOUN = frozenset("nuN")
LETTERS = 2  # a class of words.tsv with a name this short is a part of speech


@cache
def _lexicon() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in resources.files(__package__).joinpath("lexicon.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            letters, *words = line.split(" ")
            found.update(dict.fromkeys(words, letters))
    for name, members in _classes().items():
        if len(name) <= LETTERS:
            found.update(dict.fromkeys(members, name))
    return found


@cache
def _classes() -> dict[str, frozenset[str]]:
    _, *rows = resources.files(__package__).joinpath("words.tsv").read_text("utf-8").splitlines()
    found = {name: frozenset(members.split(" ")) for name, members, _ in (row.split("\t") for row in rows)}
    for line in resources.files(__package__).joinpath("senses.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, *words = line.split(" ")
            found[name] = frozenset(words)
    return found


def among(name: str) -> frozenset[str]:
    """The words of one class of words.tsv or of one field of senses.txt."""
    return _classes()[name]


@cache
def parts(word: str) -> str:
    """The parts of speech of the folded ``word``, the likeliest first; "" when it is no common English word."""
    found = _lexicon().get(word)
    if found is not None:
        return found
    if word.isdecimal():
        return "Q"
    if "-" in word:
        return "a"
    if word.endswith("ly") and len(word) > 4:
        return "r"
    return ""


def can_be(word: str, letters: frozenset[str] | str) -> bool:
    """Whether ``word`` can be one of ``letters``."""
    return not set(letters).isdisjoint(parts(word))


def mostly(word: str, letters: frozenset[str] | str) -> bool:
    """Whether the likeliest reading of ``word`` is one of ``letters``."""
    return parts(word)[:1] in set(letters) if parts(word) else False
