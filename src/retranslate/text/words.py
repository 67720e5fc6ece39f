"""Where words begin and end."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

from retranslate.text.fold import PLAIN

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007"
FIRST_HAN: Final = "\u3007"
_UNSPACED: Final = (
    rf"{HAN}\u3005-\u3006\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Chinese and kana: no blanks between words
)
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u093a-\u094f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f"
)
_ASCII_WORD: Final = re.compile("[A-Za-z0-9]+")  # the same for ASCII, three times as fast
TOP_LEVEL: Final = "com|cn|net|org|gov|edu|info|biz|hk|tw|io|co|uk|jp|app|dev"  # what a host name may end with
_NUMBER: Final = re.compile(r"\d[.,]\d")
_new: Final = tuple.__new__


@cache
def _any_word() -> re.Pattern[str]:  # compiled when needed: most text is ASCII once folded
    return re.compile(rf"[{HAN}]|[^\W_{HAN}](?:[^\W_{HAN}]|[{_MARKS}])*")


@cache
def _european_word() -> re.Pattern[str]:  # the same without Chinese, whose many characters take long to compile
    return re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


class Word(NamedTuple):
    """A run of letters and digits, or one Chinese character; offsets in the text given to `words`."""

    start: int
    end: int
    text: str


def words(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in order. Apostrophes, hyphens, dots and underscores separate."""
    return tuple([_new(Word, (found.start(), found.end(), found.group())) for found in _word(text).finditer(text)])


def texts(text: str) -> list[str]:
    """The words of ``text`` in order, without their places."""
    found: list[str] = _word(text).findall(text)
    return found


def vocabulary(text: str) -> set[str]:
    """The distinct words of ``text``."""
    return set(texts(text))


def has_han(text: str) -> bool:
    """Whether ``text`` holds a Chinese character."""
    return max(text, default="") >= FIRST_HAN and _han().search(text) is not None


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


def is_spaced(text: str) -> bool:
    """Whether ``text`` is free of Chinese and kana, which put no blanks between words."""
    return text.isascii() or not _unspaced().search(text)


def _word(text: str) -> re.Pattern[str]:
    if text.isascii() or PLAIN.issuperset(text):  # what is plain beyond ASCII are marks
        return _ASCII_WORD
    return _european_word() if max(text) < FIRST_HAN else _any_word()


def whole(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` neither begins nor ends inside a word, a number ("2.3") or a host name ("a.com").

    Chinese needs no blanks between words.
    """
    return not (_inside(text, start) or _inside(text, end) or _goes_on_as_host(text, end))


def _goes_on_as_host(text: str, at: int) -> bool:
    return text.startswith(".", at) and text[at + 1 : at + 2].isalpha() and _host_tail().match(text, at) is not None


@cache
def _host_tail() -> re.Pattern[str]:
    return re.compile(rf"\.(?:{TOP_LEVEL})(?![\w-])", re.IGNORECASE)


def _inside(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    if _joins(text[at - 1]) and (_joins(text[at]) or _mark(text[at])):
        return True
    return any(_NUMBER.fullmatch(text, first, first + 3) for first in (at - 2, at - 1) if first >= 0)


@lru_cache(maxsize=1 << 12)
def _joins(char: str) -> bool:
    """Whether ``char`` belongs to the same word as a letter beside it."""
    return (char.isalnum() or char == "_" or _mark(char)) and is_spaced(char)


def _mark(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char).startswith("M")
