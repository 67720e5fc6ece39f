"""What no edit may touch: addresses, code, and what the writer asked to be left alone."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from retranslate.model import Block, Place
from retranslate.text.spans import merge
from retranslate.text.words import TOP_LEVEL

IGNORE: Final = "retranslate:ignore"
_SIGNS: Final = ("/", "@", "#", "`", "[sic]", ":\\")  # without one of these, only a host name is possible
_HOST: Final = re.compile(rf"\.(?<=[a-z0-9]\.)(?:{TOP_LEVEL})(?!\w)|www\.")
_TRAILING: Final = ".,;:!?'’…"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}


@cache
def _any() -> re.Pattern[str]:  # compiled when needed: few texts have any
    return re.compile(
        rf"""
          (?:https?|ftps?|file)://[^\s<>"“”「」《》\u3000-\u303f\u4e00-\u9fff]+          # an address with its scheme
        | \bwww\.[^\s<>"“”「」《》\u3000-\u303f\u4e00-\u9fff]+
        | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+                                                   # e-mail
        | (?<![\w@])@\w[\w.-]* | (?<![\w#&])\#[^\W\d]\w*                    # a handle, a tag
        | (?<![\w.-])(?:[a-z0-9-]+\.)+(?:{TOP_LEVEL})(?![\w-])(?:/[^\s<>"“”]*)?              # a host name; not JD.com
        | (?<![\w.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/[^\s<>"“”]+                         # a host with a path
        | (?<!\S)(?:~|\.{{1,2}})?/[\w.-]+(?:/[\w.-]+)+/?                                     # a path
        | (?<![A-Za-z])[A-Z]:\\[^\s<>"“”]+
        | (?<!`)(`{{1,3}})(?![`\s])(?:[^`]|`(?!\1)){{0,400}}?(?<![`\s])\1(?!`)                  # code between backticks
        | [^\W_]+[^\w\n]{{0,4}}?(?=\s*\[sic\])                                              # a word its writer meant so
        """,
        re.VERBOSE,
    )


def protected(block: Block) -> tuple[tuple[int, int], ...]:
    """The raw ranges of ``block.text`` that no edit may touch, in order and apart from each other.

    The block's frozen ranges, web and mail addresses, host names, handles, paths, code, the word before ``[sic]``; all
    of it for a block of code or one that says ``retranslate:ignore``.
    """
    text = block.text
    if block.place is Place.CODE or IGNORE in text:
        return ((0, len(text)),) if text else ()
    if not any(map(text.__contains__, _SIGNS)) and not _HOST.search(text):
        return merge(block.frozen)
    found = ((hit.start(), _trimmed(text, hit.start(), hit.end())) for hit in _any().finditer(text))
    return merge((*block.frozen, *found))


def _trimmed(text: str, start: int, end: int) -> int:
    """``end`` without the punctuation of the sentence an address stands in."""
    while end > start + 1:
        last = text[end - 1]
        opened = _BRACKETS.get(last)
        if last in _TRAILING or (opened and text.count(opened, start, end) < text.count(last, start, end)):
            end -= 1
        else:
            break
    return end
