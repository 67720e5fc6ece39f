"""Whether a stretch of text is English prose, so that rules about English leave other languages and code alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from retranslate.rules import table
from retranslate.text import speech, words

CLOSED: Final = "DQpsomcwtxb"  # the parts of speech that are closed classes: determiners, prepositions ...
_LANGUAGES: Final = ("French", "Spanish", "German", "Italian", "Portuguese", "Dutch")
_ELSEWHERE: Final = re.compile("[àâçéèêëîïñóôöùûüßáíúãõåøæłśżčšžřğı]")
_CODE: Final = re.compile(  # what prose does without: operators, calls, options, grammars
    r"[{}|\\<>=^→]|::|\w_\w|__|\w\(\)|\)[*+?]|,\?|\( ?,|^\s*(?:[$#>%]|\.\.|//)\s|;\s*$|(?<!\S)-{1,2}[A-Za-z]"
)
_ADDRESS: Final = re.compile(r"\w+://\S+")


def is_function_word(word: str) -> bool:
    """Whether the folded ``word`` belongs to a closed class of English (the, of, it, and, would ...)."""
    return speech.can_be(word, CLOSED)


def is_foreign_word(word: str) -> bool:
    """Whether the folded ``word`` is one of the little words of another European language, or has its letters."""
    return word in table.words(*_LANGUAGES) or _ELSEWHERE.search(word) is not None


@lru_cache(maxsize=1 << 12)  # several rules ask about one sentence, and the document is looked at twice
def is_prose(text: str) -> bool:
    """Whether ``text`` is English prose, as far as can be told: English without the signs of code (addresses aside)."""
    return not _CODE.search(_ADDRESS.sub("", text)) and is_english(text)


def is_english(text: str) -> bool:
    """Whether ``text`` may be English: not mostly another script, no more foreign little words than English ones.

    A text without any little words passes.
    """
    letters = sum(char.isalpha() for char in text)
    if letters and sum(char.isascii() and char.isalpha() for char in text) * 2 < letters:
        return False
    foreign = native = 0
    for word in words(text.casefold()):
        if is_foreign_word(word.text):
            foreign += 1
        elif is_function_word(word.text):
            native += 1
    return foreign <= native
