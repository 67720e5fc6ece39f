"""Runs of words with capitals: where a name begins and ends, and what beside it is none of it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from retranslate.forecast.tokens import Gap
from retranslate.suggest.table import words
from retranslate.text.speech import NOUN, among, can_be, mostly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retranslate.forecast.tokens import Token
    from retranslate.suggest.mention import Line
    from retranslate.suggest.vocabulary import Vocabulary

LONGEST: Final = 6  # words of a name
SHORTEST: Final = 3  # letters of a name of one word
YEARS: Final = range(1000, 2100)
FIGURES: Final = 2  # of a number before a name: 36 Krypton
OWNER: Final = "'"


def runs(line: Line, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The runs of words in ``line`` that may be names, first and last (not included), in order."""
    at = 0
    while at < len(line.row):
        last = _title_end(line, at) or _end(line, at, vocabulary)
        if last == at:
            at += 1
            continue
        first, end = _trimmed(line.row, at, last, vocabulary)
        if end - first <= LONGEST and _is_name(line, first, end, vocabulary):
            yield first, end
        at = last


def _title_end(line: Line, at: int) -> int:
    """Where the title in quotation marks that begins at ``at`` ends, if one does: Men and the Sea; else 0."""
    if not line.row[at].capital or not line.between(at).endswith('"'):
        return 0
    end = at + 1
    while line.joined(end) and end - at <= LONGEST:
        end += 1
    closed = line.between(end).startswith('"')
    return end if 1 < end - at <= LONGEST and closed and line.row[end - 1].capital else 0


def _end(line: Line, at: int, vocabulary: Vocabulary) -> int:
    """Where the run of capitals that begins at ``at`` ends; ``at`` itself where none does."""
    row = line.row
    figure = row[at].text.isdecimal() and at > 0 and line.joined(at + 1) and row[at + 1].telling
    if not (row[at].capital or figure):
        return at
    end = at + 1
    while end < len(row):
        after = _owned(line, end, vocabulary)
        if after == end and not line.joined(end):
            break
        if row[end].text in words("inner") and not row[end].capital:
            after = end + 1 + (row[end + 1 : end + 2] != () and row[end + 1].text == "the")
            if not (line.joined(end + 1) and line.joined(after) and _joins(row, at, end, after, vocabulary)):
                break
        if not (row[after].capital or (row[after].text.isdecimal() and after == end)) or _opens(row[after]):
            break
        end = after + 1
    return end


def _owned(line: Line, at: int, vocabulary: Vocabulary) -> int:
    """The token after the ending of a plain owner inside a name (Today's Headlines); ``at`` where there is none."""
    row = line.row
    owner = row[at].text == "s" and line.between(at) == OWNER and at + 1 < len(row) and line.between(at + 1) == " "
    if owner and row[at + 1].capital and vocabulary.is_plain(row[at - 1].text):
        return at + 1
    return at


def _joins(row: Sequence[Token], first: int, at: int, after: int, vocabulary: Vocabulary) -> bool:
    """Whether the small word at ``at`` stands inside a name that began at ``first``, and not between two names."""
    word, before, then = row[at].text, row[at - 1].text, row[after]
    if not then.capital:
        return False
    office = any(token.text in words("institution") for token in row[first:at])
    match word:
        case "to":
            return mostly(before, "vgw") and not row[first].first
        case "a":
            return vocabulary.is_surname(before) and vocabulary.syllables(then.text) > 0
        case "of":
            plain = all(vocabulary.is_plain(token.text) for token in row[first:at])
            return office or (plain and not vocabulary.is_famous(then.text))
        case "and":
            behind = [token.text for token in takewhile(_goes_on, row[after + 1 :])]
            alone = bool(words("institution").intersection(behind)) if behind else at - first == 1
            return office or (alone and vocabulary.is_plain(before) and vocabulary.is_plain(then.text))
    return word == "for"


def _goes_on(token: Token) -> bool:
    return token.capital and token.gap is Gap.NONE


def _opens(token: Token) -> bool:
    """Whether a word with a capital begins something else than a name ("... in Shanghai In 2001")."""
    return token.capital and mostly(token.text, "Dpc") and len(token.text) > 1


def _trimmed(row: Sequence[Token], first: int, last: int, vocabulary: Vocabulary) -> tuple[int, int]:
    """The run without what opens its sentence, without titles before and role words after it."""
    while first < last and _leads(row[first:last], vocabulary):
        first += 1
        while first < last and row[first].text in words("inner"):
            first += 1
    while last - first > 1 and (row[last - 1].text in words("role") or _is_loose(row, last)):
        last -= 1
    return first, last


def _is_loose(row: Sequence[Token], end: int) -> bool:
    """Whether the word before ``end`` is a year, or one of several figures (2-1), and so no part of a name."""
    if not row[end - 1].text.isdecimal():
        return False
    beside = (*row[end - 2 : end - 1], *row[end : end + 1])
    return int(row[end - 1].text) in YEARS or any(token.text.isdecimal() for token in beside)


def _leads(said: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Whether the first word of a run is no part of the name."""
    token, *rest = said
    if token.text.isdecimal():
        return len(rest) != 1 or not vocabulary.is_plain(rest[0].text) or len(token.text) > FIGURES
    if token.text in words("title") | words("day") | words("opener") or (rest and token.text in among("office")):
        return True
    if rest and rest[0].text == "of" and _are_of(token.text, rest[1].text, vocabulary):
        return True
    if len(token.text) > 1 and mostly(token.text, "Dpcso"):
        return True
    does = mostly(token.text, "vgwm") and not vocabulary.is_famous(token.text)
    if rest and does and (token.first or token.text in among("v")) and not vocabulary.is_plain(rest[0].text):
        return True
    return token.first and mostly(token.text, "wbmtxr" if rest else "wbmtxrvgd")


def _are_of(those: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether ``those`` are people or things of a name: players of Mihayou; not the King of Glory."""
    return mostly(those, "QN") or (those in among("person", "possession") and not vocabulary.is_plain(name))


def _is_name(line: Line, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether what is left of a run may be a name: no abbreviation, no word that only opens its sentence."""
    content = [token for token in line.row[first:last] if not token.text.isdecimal()]
    if not content:
        return False
    if len(content) > 1:
        return True
    token = content[0]
    if len(token.text) < SHORTEST or line.raw(token).isupper():
        return False
    if not vocabulary.is_plain(token.text):
        return True
    return token.telling and can_be(token.text, NOUN | {"v", "P"}) and not mostly(token.text, "rgdw")
