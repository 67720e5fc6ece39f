"""The grammatical slot that a wording stands in: what governs it from the left, what follows, and its noun phrase.

A greedy reading from left to right, with closed classes, a lexicon and the rules below; no tagger, no parser.
"""

from typing import TYPE_CHECKING, NamedTuple

from retranslate.text.speech import among, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

NOUN, VERB, MODIFIER = frozenset("nuNP"), frozenset("vzdgbm"), frozenset("nuNPadgrQ")
REACH = 4  # words that may stand between a determiner and the end of its noun phrase


class Word(NamedTuple):
    """A word or mark with the part of speech it has here (letters as in `english`, "." for a mark)."""

    text: str
    tag: str


def read(texts: "Sequence[str]", before: str = ".") -> tuple[Word, ...]:
    """Give every token of a sentence, or of what follows a word tagged ``before``, its part of speech there."""
    found: list[Word] = []
    for at, text in enumerate(texts):
        before = found[-1].tag if found else before
        following = texts[at + 1] if at + 1 < len(texts) else ""
        linked = text == "to" and at > 0 and texts[at - 1] in among("with to")
        found.append(Word(text, "p" if linked else _tag(text, before, following)))
    return tuple(found)


def _tag(text: str, before: str, following: str) -> str:
    if not text[:1].isalnum():
        return "s" if text == "'s" else "."
    letters = parts(text)
    if len(letters) < 2:
        return letters or "P"
    if letters[0] in "DQpsmbwtx":
        return _closed(letters, following)
    return _open(letters, before, parts(following)[:1])


def _closed(letters: str, following: str) -> str:
    then = parts(following)[:1]
    if letters == "Do":
        return "D" if then and then in "nuNaQ" else "o"
    if letters == "pw":
        return "w" if then == "s" else "p"
    return letters[0]


def _open(letters: str, before: str, then: str) -> str:
    """The reading of an open-class word after ``before`` (the tag so far) and before a word mostly ``then``."""
    nominal = [letter for letter in letters if letter in "nuNa"]
    verbal = [letter for letter in letters if letter in "vzdg"]
    if before in "DQ" and nominal:
        return nominal[0]
    if before in "tm" and "v" in letters:
        return "v"
    if before == "p" and (nominal or "g" in letters):
        return "g" if letters[0] == "g" else nominal[0] if nominal else "g"
    if before == "s" and verbal:
        return verbal[0]
    if before in "nuP" and letters[0] in "zN" and "z" in letters:
        return "z" if then in {"D", "p", "t", "Q", "o", "r", "s", "w"} else letters[0]
    if before in "NP" and "v" in letters and then in {"D", "o", "Q", "t"}:
        return "v"
    if before in "nu" and letters[0] == "a" and nominal[-1] != "a" and then not in {"n", "u", "N", "a"}:
        return nominal[-1]
    return letters[0]


class Slot(NamedTuple):
    """Where a wording stands, read as a noun phrase.

    ``determiner`` opens its noun phrase, "" when it is bare. ``modifier`` is the word directly before it inside the
    noun phrase. ``governor`` is the word or mark before the noun phrase, ``head`` the word that a governing preposition
    goes with. ``follower`` is the word or mark that follows, adverbs and auxiliaries skipped where a verb does;
    ``right`` says what it is: a tag, "F" for a finite verb, or "M" for a noun that the wording modifies.
    """

    determiner: str
    modifier: Word
    governor: Word
    head: Word
    right: str
    follower: Word
    quoted: bool


NOTHING = Word("", "")


def slot(before: "Sequence[str]", after: "Sequence[str]") -> Slot:
    """The slot between ``before`` and ``after``, the tokens of one sentence in reading order."""
    words = read(before)
    quoted = bool(words) and words[-1].text in {'"', "'"} and bool(after) and after[0] in {'"', "'"}
    if quoted:
        words, after = words[:-1], after[1:]
    right, follower = _right(read(after, "P"))
    end = len(words)
    start = _phrase_start(words)
    determiner = words[start].text if start < end and words[start].tag in "DQs" else ""
    within = end - start > (1 if determiner else 0) and words[-1].tag != "r"
    modifier = words[-1] if within else NOTHING
    governor = words[start - 1] if start else NOTHING
    head = words[start - 2] if start > 1 and governor.tag in {"p", "t"} else NOTHING
    return Slot(determiner, modifier, governor, head, right, follower, quoted)


def _phrase_start(words: "Sequence[Word]") -> int:
    """Where the noun phrase begins whose last word would follow ``words``."""
    at = len(words)
    while at and len(words) - at < REACH:
        tag, before = words[at - 1].tag, words[at - 2].tag if at > 1 else "."
        if tag == "." or not tag:
            return at
        if tag in "DQ" or words[at - 1].text == "'s":
            return at - 1
        if tag == "N" or tag not in MODIFIER:
            return at
        if (tag == "d" and before in "nuNPsorw") or (tag == "g" and before in "bpvzdrs"):
            return at
        at -= 1
    return at


def _right(words: "Sequence[Word]") -> tuple[str, Word]:
    """What follows, and the word that says so."""
    at = 0
    while at < len(words) and words[at].tag in "rx":
        at += 1
    if at == len(words):
        return "", NOTHING
    word = words[at]
    then = words[at + 1] if at + 1 < len(words) else NOTHING
    if word.tag in "bm":
        active = word.tag == "m" or word.text in {"has", "have", "had", "do", "does", "did"}
        return "F", then if active and then.tag in {"v", "d"} else word
    if word.tag == "z" or (word.tag == "d" and then.text not in {"by", "with"}):
        return "F", word
    if at:
        return words[0].tag, words[0]
    return ("M" if word.tag in "nuN" else word.tag), word
