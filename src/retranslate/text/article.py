"""Which indefinite article a word takes: a matter of its first sound, not of its first letter.

Where usage is divided (``an herb``, ``a FAQ``) or the sound cannot be known from the spelling, the answer is None: the
caller leaves what stands there alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

Indefinite = Literal["a", "an"]

_CONSONANTS = "b c d f g h j k l m n p q r s t v w x z"
_TABLE: tuple[tuple[str, str, Indefinite | None], ...] = (
    # how a folded word begins, and its pattern, which is compiled then; the first that fits wins
    ("dr jr mr ms mt st", r"(?:mr|mrs|ms|dr|st|mt|jr)$", "a"),  # read out in full
    (_CONSONANTS, r"[^aeiouy]+$", None),  # no vowel: spelled out or foreign (Ng, rpm, nth)
    ("f l m n r x", r"[lx][^aeiouy]|[nr][^aeiouyh]|m[^aeiouync]|f[^aeiouylrj]", None),  # unlike English: lcov
    ("hon hei hou hor", r"hon(?:est|or|our)|heir|hour(?!i)|hors$", "an"),  # silent h
    ("her hom", r"herb|hom(?:age|i)", None),  # American and British differ
    ("his hot hab her hys hor", r"h(?:istor|otel|abitu|eroic|yster|orri[bf])", None),  # "an historic"
    ("her hyp hal har his hia hum", r"h(?:eredit|ypo|alluc|armon|ispan|iatus|umble)", None),  # the same
    ("one onc oui", r"one(?:s|self|ness|time)?$|once|ouija|oui$", "a"),  # begins like "won"
    ("eul uni", r"euler|unioni[sz]ed", None),
    ("eu ew", r"eu|ew(?:e|er)s?$", "a"),  # begins like "you"
    ("uni", r"uni(?:m(?!od)|n(?!om|uc)|d(?!i[rm])|ss|ll|ron|rrig)", "an"),  # un- before i: unimportant, uninvited
    ("uni una une us ut", r"uni|unanim|unary|unesco$|us(?:e|a[bg]|u|ing)|ut(?:en|er|il|op)", "a"),  # like "you"
    ("ub uk ur ug ui uy", r"ubiq|uk(?:rain|ul)|ur(?:an|in|ea|et|ol)|uganda|u[iy]gh", "a"),
    ("u", r"u(?:n|p|m|lt|gl|tt|tm|rb|rg|rn|rch|sh)|us$", "an"),
    ("u y", r"u|y[^aeiou]", None),  # Uxin, Yves
    ("a e i o", "", "an"),
    (f"{_CONSONANTS} y", "", "a"),
)
_SOUNDS = tuple((tuple(begins.split()), pattern, article) for begins, pattern, article in _TABLE)
_LETTER_AN = frozenset("AEFHILMNORSX")  # letters whose names begin with a vowel: "an F"
_WORDLIKE = r"(?:[FHLMNRSX]|F[LR]|S[CHKLMNPTW]+R?)[AEIOUY]|SQL|SCSI"  # NASA, SWAT, SQL may be read as words
_WORD_IN_CAPITALS = r"ON(?:E|CE)$|EU..|[UEOH].{4}"
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z0-9]+(?![a-z])|[A-Z]")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


@cache
def indefinite(word: str) -> Indefinite | None:
    """The article of ``word`` (raw case; of a compound the first part counts), or None when it cannot be sure.

    Numbers are read out ("an 8-year", "an 11th"), capitals that cannot be read as a word are spelled ("an NBA"), and an
    amount is read without its currency sign ("an $8 note").
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lstrip("$£€¥")
    if number := _NUMBER.match(plain):
        return _of_number(number.group())
    if not plain or not plain[0].isascii() or not plain[0].isalpha():
        return None
    first = re.split(r"[^A-Za-z0-9]", plain, maxsplit=1)[0]
    capitals = re.sub(r"(?<=[A-Z])s$", "", first)  # NGOs
    if len(capitals) == 1 or re.fullmatch(r"[A-Z][A-Z0-9]*", capitals):
        return _of_letters(capitals.upper())
    piece = _PIECE.match(first)
    if piece and len(piece.group()) == 1 and len(first) > 1:  # iPhone, eBay; mRNA may be anything
        return "an" if first[0] in "ieIEaoAO" else None
    return _of_word((piece.group() if piece else first).casefold())


def _of_word(word: str) -> Indefinite | None:
    fits = (article for begins, pattern, article in _SOUNDS if word.startswith(begins) and re.match(pattern, word))
    return next(fits, None)


def _of_letters(letters: str) -> Indefinite | None:
    """Capitals: spelled out, unless they may be read as a word and the two readings differ."""
    spelled: Indefinite = "an" if letters[0] in _LETTER_AN else "a"
    if len(letters) == 1 or letters[1].isdigit():
        return spelled
    if re.match(_WORD_IN_CAPITALS, letters):
        return _of_word(letters.casefold())
    return None if re.match(_WORDLIKE, letters) else spelled


def _of_number(number: str) -> Indefinite | None:
    digits = number.replace(",", "")
    lead = digits[: (len(digits) - 1) % 3 + 1]
    if len(digits) == 4 and digits[:2] in ("11", "18"):  # "eighteen hundred" or "one thousand eight hundred"
        return None
    return "an" if lead[0] == "8" or lead in ("11", "18") else "a"
