"""The text in a block of HTML that stands in Markdown, with its place in the block's source.

Tags, comments, scripts, styles and what is preformatted are no text. A tag that begins or ends a paragraph in a browser
does so here; blanks in a row are one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from retranslate.formats.inline import Inline, Style
from retranslate.formats.markdown_map import Laid

_PIECE: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|pre|textarea|svg|math|template)\b.*?(?:</\1\s*>|\Z)"
    r"|<(?P<slash>/?)(?P<tag>[A-Za-z][\w-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<[!?][^<>]*>"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});)|(?P<blanks>[ \t\n]+)|(?P<text>[^<& \t\n]+|.)",
    re.DOTALL | re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_STYLE_TAGS: Final = {
    **dict.fromkeys(("b", "strong"), Style.STRONG),
    **dict.fromkeys(("i", "em"), Style.EMPHASIS),
    **dict.fromkeys(("s", "del", "strike"), Style.STRIKE),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "var"), Style.CODE),
    "a": Style.LINK,
}
_PLAIN_TAGS: Final = "abbr bdi bdo big cite data dfn font img input ins label mark q small span sub sup time u wbr"
_INLINE: Final = frozenset((*_STYLE_TAGS, *_PLAIN_TAGS.split()))


class Run(NamedTuple):
    """A paragraph of the block; ``level`` is 1-6 for a heading, else 0."""

    laid: Laid
    level: int


def runs(content: str) -> Iterator[Run]:
    """The paragraphs with text of ``content``, whose places are places in it."""
    laid, level = Laid(), 0
    opened: list[tuple[str, int, str]] = []  # (tag, where its text begins, address)
    for found in _PIECE.finditer(content):
        tag = (found["tag"] or "").lower()
        if tag == "br":
            laid.add("\n", *found.span())
        elif tag in _STYLE_TAGS and not found["slash"]:
            opened.append((tag, len(laid.text), _address(found["rest"])))
        elif tag in _STYLE_TAGS:
            _close(laid, opened, tag)
        elif tag and tag not in _INLINE:
            yield from _run(laid, level)
            laid, opened = Laid(), []
            level = int(tag[1]) if not found["slash"] and re.fullmatch("h[1-6]", tag) else 0
        elif found["entity"]:
            laid.add(html.unescape(found["entity"]), *found.span())
        elif found["text"] or (found["blanks"] and laid.text[-1:] not in {"", " ", "\n"}):
            laid.add(found["text"] or " ", *found.span())
    yield from _run(laid, level)


def _address(attributes: str) -> str:
    found = _ADDRESS.search(attributes)
    return html.unescape(next(filter(None, found.groups()), "")) if found else ""


def _close(laid: Laid, opened: list[tuple[str, int, str]], tag: str) -> None:
    for at in range(len(opened) - 1, -1, -1):
        name, start, address = opened[at]
        if name == tag:
            del opened[at]
            if start < len(laid.text):
                laid.inlines.append(Inline(start, len(laid.text), _STYLE_TAGS[tag], address))
                if _STYLE_TAGS[tag] is Style.CODE:
                    laid.frozen.append((start, len(laid.text)))
            return


def _run(laid: Laid, level: int) -> Iterator[Run]:
    size = len(laid.text.rstrip())
    if size:
        laid.text, laid.starts, laid.ends = laid.text[:size], laid.starts[:size], laid.ends[:size]
        laid.inlines = [one._replace(end=min(one.end, size)) for one in laid.inlines if one.start < size]
        laid.inlines.sort(key=lambda inline: (inline.start, -inline.end))
        laid.frozen = [(start, min(end, size)) for start, end in laid.frozen if start < size]
        yield Run(laid, level)
