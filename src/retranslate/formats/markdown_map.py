"""Where each character that a reader of Markdown sees stands in the source.

markdown-it says what a paragraph's text is, but not where in the source each piece of it stands. Its tokens hold the
very characters of the source, in order, so they can be laid along it; where they cannot, `lay` says so and the
paragraph is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from retranslate.formats.inline import Inline, Style

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_STYLES: Final = {"strong": Style.STRONG, "em": Style.EMPHASIS, "s": Style.STRIKE, "link": Style.LINK}
_BREAK: Final = re.compile(r"[ \t]*\\?\n[ \t]*")
_HTML_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LABEL: Final = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]", re.DOTALL)
_BLANKS: Final = re.compile(r"[ \t\n]*")
_FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]+\]:?")


class UnlaidError(Exception):
    """The tokens do not lie along the source: an unusual construct."""


@dataclass(slots=True)
class Laid:
    """A paragraph's text as a reader sees it; character ``i`` stands at ``content[starts[i]:ends[i]]``.

    ``inlines`` and ``frozen`` are ranges of ``text``; ``marks`` are the places in the content of paired marks, opening
    and closing one together. ``doubled`` are the places of blanks that repeat the one at that offset of ``text``,
    with something without text between them; ``hid`` says that such a thing stands at the end.
    """

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    frozen: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    doubled: list[tuple[int, tuple[int, int]]] = field(default_factory=list)
    hid: bool = False

    def add(self, text: str, start: int, end: int) -> None:
        """More text: character by character where the source has as many, else all of it for the whole range."""
        one_for_one = len(text) == end - start
        self.text += text
        self.starts += range(start, end) if one_for_one else [start] * len(text)
        self.ends += range(start + 1, end + 1) if one_for_one else [end] * len(text)
        self.hid = False


def lay(md: MarkdownIt, content: str, tokens: Sequence[Token]) -> Laid:
    """Lay the inline ``tokens`` of a paragraph along its source ``content``.

    Raises:
        UnlaidError: a token is not where it should be.
    """
    laid = Laid()
    at = 0
    opened: list[tuple[int, tuple[int, int], str]] = []  # (start in the text, place of the mark, address)
    for token in tokens:
        name, _, kind = token.type.partition("_")
        if kind == "open" and name in _STYLES:
            end = at + len(token.markup if name != "link" else "[")
            _expect(content, at, "<" if token.markup == "autolink" else "[" if name == "link" else token.markup)
            opened.append((len(laid.text), (at, end), str(token.attrs.get("href", ""))))
            at = end
        elif kind == "close" and name in _STYLES:
            end = _closed(md, content, at, token)
            start, place, href = opened.pop()
            laid.marks.append((place, (at, end)))
            if start < len(laid.text):
                laid.inlines.append(Inline(start, len(laid.text), _STYLES[name], href))
            if token.markup == "autolink":
                laid.frozen.append((start, len(laid.text)))
            at = end
        else:
            autolink = bool(opened) and content[slice(*opened[-1][1])] == "<"
            at = _add(md, laid, content, at, token, autolink=autolink)
    if content[at:].strip():
        raise UnlaidError
    laid.inlines.sort(key=lambda inline: (inline.start, -inline.end))
    laid.frozen += (found.span() for found in _FOOTNOTE.finditer(laid.text))
    return laid


def _add(md: MarkdownIt, laid: Laid, content: str, at: int, token: Token, *, autolink: bool) -> int:
    """Lay a token that is neither the beginning nor the end of something; the place in the content after it."""
    match token.type:
        case "text" if autolink:
            end = content.index(">", at)
            laid.add(token.content, at, end)
        case "text":
            end = _expect(content, at, token.content)
            follows = laid.text[-1:] == "\n" or (laid.hid and laid.text[-1:] in {"", " "})
            bare = token.content.lstrip(" ") if follows else token.content
            start = end - len(bare)
            if start > at:
                laid.doubled.append((len(laid.text) - 1, (at, start)))
            laid.add(bare, start, end)
        case "text_special":
            end = _expect(content, at, token.markup)
            laid.add(token.content, at, end)
        case "softbreak" | "hardbreak":
            found = _BREAK.match(content, at)
            if found is None:
                raise UnlaidError
            end = found.end()
            if laid.text[-1:] != "\n" and (laid.text or not laid.hid):  # "<br>" at the end of a line is one break
                laid.add(" " if token.type == "softbreak" else "\n", at, end)
        case "code_inline":
            end = _add_code(laid, content, at, token)
        case "html_inline" if _HTML_BREAK.fullmatch(token.content):
            end = _expect(content, at, token.content)
            laid.add("\n", at, end)
        case "html_inline":
            end = _expect(content, at, token.content)
            laid.hid = True
        case "image":
            _expect(content, at, "![")
            end = _after_link(md, content, _bracket(content, at + 1))
            laid.hid = True
        case _:
            raise UnlaidError
    return end


def _add_code(laid: Laid, content: str, at: int, token: Token) -> int:
    start = _expect(content, at, token.markup)
    tick = re.escape(token.markup)
    closing = re.compile(rf"(?<!`){tick}(?!`)").search(content, start)
    if closing is None:
        raise UnlaidError
    stripped = (closing.start() - start - len(token.content)) // 2
    first = len(laid.text)
    laid.add(token.content, start + stripped, closing.start() - stripped)
    laid.frozen.append((first, len(laid.text)))
    laid.inlines.append(Inline(first, len(laid.text), Style.CODE))
    return closing.end()


def _expect(content: str, at: int, what: str) -> int:
    if not content.startswith(what, at):
        raise UnlaidError
    return at + len(what)


def _closed(md: MarkdownIt, content: str, at: int, token: Token) -> int:
    if token.markup == "autolink":
        return _expect(content, at, ">")
    return _expect(content, at, token.markup) if token.type != "link_close" else _after_link(md, content, at)


def _bracket(content: str, at: int) -> int:
    """Where the bracket that opens at ``at`` closes."""
    depth = 0
    for found in re.compile(r"\\.|[\[\]]", re.DOTALL).finditer(content, at):
        depth += (found.group() == "[") - (found.group() == "]")
        if not depth:
            return found.start()
    raise UnlaidError


def _after_link(md: MarkdownIt, content: str, at: int) -> int:
    """The place after a link whose text ends with the ``]`` at ``at``: past its address, or its reference's label."""
    at = _expect(content, at, "]")
    if content.startswith("(", at):
        end = _after_address(md, content, _blanks(content, at + 1))
        if end is not None:
            return end
    label = _LABEL.match(content, at)
    return label.end() if label else at


def _after_address(md: MarkdownIt, content: str, at: int) -> int | None:
    address = md.helpers.parseLinkDestination(content, at, len(content))
    if address.ok:
        at = _blanks(content, address.pos)
        title = md.helpers.parseLinkTitle(content, at, len(content))
        if at > address.pos and title.ok:
            at = _blanks(content, title.pos)
    return at + 1 if content.startswith(")", at) else None


def _blanks(content: str, at: int) -> int:
    found = _BLANKS.match(content, at)
    return found.end() if found else at


def places(content: str, lines: Sequence[str], starts: Sequence[int]) -> list[int]:
    """The place in the source of every character of ``content`` and of its end.

    ``content`` is what markdown-it took from ``lines`` (without line ends), which stand in the source at ``starts``:
    each of its lines is the end of one of theirs, but for blanks and a heading's closing marks.

    Raises:
        UnlaidError: it is not.
    """
    found: list[int] = []
    for number, part in enumerate(content.split("\n")):
        bare = part.lstrip(" \t")
        at = lines[number].rfind(bare) if number < len(lines) else -1
        if at < 0:
            raise UnlaidError
        at += starts[number]
        found += [at] * (len(part) - len(bare))
        found += range(at, at + len(bare) + 1)  # with the line end
    return found


def cell_places(content: str, line: str, start: int, after: int) -> list[int]:
    """As `places`, for a cell of the table row ``line`` from its column ``after`` on; a ``|`` is ``\\|`` there."""
    found = re.compile(re.escape(content).replace(r"\|", r"\\\|")).search(line, after)
    if found is None:
        raise UnlaidError
    at = start + found.start()
    result = []
    for char in content:
        result.append(at)
        at += 2 if char == "|" else 1
    return [*result, at]
