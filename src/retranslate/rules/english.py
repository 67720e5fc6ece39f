"""Whether a stretch of text is English prose, so that rules about English leave other languages and code alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from retranslate.rules import table
from retranslate.text import speech
from retranslate.text.words import texts

_LANGUAGES: Final = ("French", "Spanish", "German", "Italian", "Portuguese", "Dutch")
_ELSEWHERE: Final = frozenset("àâçéèêëîïñóôöùûüßáíúãõåøæłśżčšžřğı")
_OTHER: Final = re.compile(r"[^\x00-\x7f]+")
_CODE: Final = re.compile(  # what prose does without: operators, calls, grammars, options; rare characters come first
    r"[{}|\\<>=^]|→|::|_(?:(?<=__)|(?<=\w_)\w)|\((?:(?<=\w\()\)| ?,)|\)[*+?]|,\?|;\s*$|-(?<!\S-)-?[A-Za-z]"
)
_PROMPT: Final = re.compile(r"\s*(?:[$#>%]|\.\.|//)\s")
_ADDRESS: Final = r"\w+://\S+"  # compiled where there is one


def is_foreign_word(word: str) -> bool:
    """Whether the folded ``word`` is one of the little words of another European language, or has its letters."""
    return word in table.words(*_LANGUAGES) or not _ELSEWHERE.isdisjoint(word)


@lru_cache(maxsize=1 << 12)  # several rules ask about one sentence, and the document is looked at twice
def is_prose(text: str) -> bool:
    """Whether ``text`` is English prose, as far as can be told: English without the signs of code (addresses aside)."""
    plain = re.sub(_ADDRESS, "", text) if "://" in text else text
    return not (_CODE.search(plain) or _PROMPT.match(plain)) and is_english(text)


def is_english(text: str) -> bool:
    """Whether ``text`` may be English: not mostly another script, no more foreign little words than English ones.

    A text without any little words passes.
    """
    other = sum(map(str.isalpha, "".join(_OTHER.findall(text))))
    if other and other > sum(map(str.isalpha, text)) - other:
        return False
    return sum(map(_sides_with_english, texts(text.casefold()))) >= 0


@cache
def _sides_with_english(word: str) -> int:
    """1 for a little word of English, -1 for one of another language, 0 for any other folded word."""
    return -1 if is_foreign_word(word) else int(speech.is_closed(word))
