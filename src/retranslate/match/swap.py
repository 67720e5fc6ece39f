"""What it takes to put a name in the place of its variant: one edit that leaves a sentence an editor would sign.

The name keeps the case the glossary gives it, at the start of a sentence and in a headline of capitals too: "miHoYo"
has no other. Only common wording (an idiom, a term in lower case) takes a capital where a sentence begins.
"""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.match.forms import squeeze
from retranslate.match.wording import is_common, plural, squeezed_plurals
from retranslate.model import Match, Span
from retranslate.text.article import indefinite
from retranslate.text.fold import unify
from retranslate.text.words import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from retranslate.text import BlockView, View

_ARTICLES: Final = frozenset(("a", "an", "A", "An", "AN"))
_DOUBLED: Final = re.compile(r"(\s+([^\W\d_]{4,}))\s+\2(?![\w-])")
_TWICE_IN_ENGLISH: Final = frozenset(("that", "very"))  # said twice on purpose
_BRACKETS: Final = ("(", "（", "[")
_MARKS: Final = ('"', "'", "“", "‘", "«", "《", "(", "[")


class _Repair(NamedTuple):
    """``text[start:end]`` is to become ``after``; ``name`` is the name in it."""

    block: "BlockView"
    start: int
    end: int
    after: str
    name: str

    @property
    def text(self) -> str:
        return self.block.block.text


def swap(view: "View", match: Match) -> tuple[Span, str]:
    """The raw span and the text that repairs it: the name, and what beside it must change with it.

    The span holds more than ``match.span`` where an article, a word that would stand twice, or an explanation that
    would say nothing changes too. Quotation marks, blanks and possessives beside the name stay as they stand.
    """
    block = view.blocks[match.span.block]
    name = _name(block, match)
    repair = _Repair(block, match.span.start, match.span.end, name, name)
    for step in _STEPS:
        wider = step(repair)
        if not block.is_protected(wider.start, repair.start) and not block.is_protected(repair.end, wider.end):
            repair = wider
    return Span(match.span.block, repair.start, repair.end), repair.after


def _name(block: "BlockView", match: Match) -> str:
    raw = block.block.text[match.span.start : match.span.end]
    name = match.term.name
    marks = _marked(raw)
    if marks and not _marked(name):  # a row may say that it means the quoted wording alone
        return marks[1] + name + marks[2]
    if match.variant and squeeze(raw) in squeezed_plurals(squeeze(match.variant.text)):
        return plural(name)
    if name[:1].islower() and raw[:1].isupper() and is_common(match.term) and _begins(block, match.span.start):
        return name[0].upper() + name[1:]
    return name


def _marked(wording: str) -> re.Match[str] | None:
    """What encloses ``wording``, before and after it, if marks do; most begin with a letter."""
    if not wording.startswith(_MARKS):
        return None
    return re.fullmatch(r"([\"'“‘«《(\[]+)[^\"'“”‘’«»《》()\[\]]+([\"'”’»》)\]]+)", wording)


def _begins(block: "BlockView", at: int) -> bool:
    """Whether the first word of a sentence stands at raw offset ``at``."""
    start = next((start for start, end in block.sentences if start <= at < end), 0)
    return not any(map(str.isalnum, block.block.text[start:at]))


def _explained(repair: _Repair) -> _Repair:
    """ "Station B (Bilibili)" is "Bilibili"; of "Station B (Bilibili, Nasdaq: BILI)" the rest stays."""
    bracket = repair.text[repair.end :].lstrip().startswith(_BRACKETS)  # without one no pattern is compiled
    opened = re.compile(r"\s*[(（\[]\s*[\"“]?").match(repair.text, repair.end) if bracket else None
    if not opened:
        return repair
    stop = opened.end() + len(repair.name)
    if unify(repair.text[opened.end() : stop]) != unify(repair.name):
        return repair
    closed = re.compile(r"[\"”]?\s*([)）\]]|[,;，；]\s*)").match(repair.text, stop)
    if not closed:
        return repair
    rest = "" if closed[1] in ")）]" else opened.group()
    return repair._replace(end=closed.end(), after=repair.after + rest)


def _doubled_after(repair: _Repair) -> _Repair:
    """ "Yuan Shen Impact" has its Impact already. Another case is another word: "Alibaba Cloud cloud servers".

    Chinese needs no blank: "B站Bilibili".
    """
    parts = repair.name.split(" ")
    start = len(repair.text) - len(repair.text[repair.end :].lstrip())
    for count in range(len(parts), 0, -1):
        for tail in (" ".join(parts[-count:]), "".join(parts[-count:])):
            stop = start + len(tail)
            if unify(repair.text[start:stop]) == unify(tail) and whole(repair.text, start, stop):
                return repair._replace(end=stop)
    return repair


def _noun_twice(repair: _Repair) -> _Repair:
    """ "Station B website website" is a website once; the wording itself, said again, is another mention."""
    twice = _DOUBLED.match(repair.text, repair.end)
    if not twice or twice[2].casefold() in _TWICE_IN_ENGLISH or repair.text.endswith(twice[2], 0, repair.end):
        return repair
    return repair._replace(end=twice.end(), after=repair.after + twice[1])


def _doubled_before(repair: _Repair) -> _Repair:
    """ "the Legend" is "The Legend of Mir", not "the The Legend of Mir"."""
    parts = repair.name.split(" ")
    for count in range(len(parts), 0, -1):
        head = " ".join(parts[:count])
        stop = len(repair.text[: repair.start].rstrip())
        start = max(0, stop - len(head))
        there = repair.text[start:stop]
        same = unify(there) == unify(head) or (head == "The" and there == "the")
        if there and same and whole(repair.text, start, start + len(head)):
            return repair._replace(start=start)
    return repair


def _possessive(repair: _Repair) -> _Repair:
    """ "Miha Games’ studio": a name that does not end in s needs the s after the apostrophe."""
    ends_so = repair.text[repair.end - 1 : repair.end].casefold() == "s" and not repair.after.casefold().endswith("s")
    mark = re.compile(r"['’](?=\s+[^\W_])").match(repair.text, repair.end) if ends_so else None
    if not mark or re.search(r"(?<!\w)['‘’](?=\w)", repair.text[: repair.start + 1]):
        return repair
    return repair._replace(end=mark.end(), after=f"{repair.after}{mark.group()}s")


def _stop(repair: _Repair) -> _Repair:
    """A name that ends with a stop takes the sentence's for its own."""
    doubled = repair.after.endswith(".") and re.compile(r"\.(?!\.)").match(repair.text, repair.end)
    return repair._replace(after=repair.after[:-1]) if doubled else repair


def _article(repair: _Repair) -> _Repair:
    """The indefinite article before a name follows the name's sound."""
    found = _article_before(repair.text, repair.start)
    first = re.search(r"[^\s\"'“”‘’()\[\]]+", repair.after) if found else None
    wanted = indefinite(first.group()) if first else None
    if not found or not wanted or found[1].casefold() == wanted:
        return repair
    capitals = found[1] == "A" and repair.text[repair.start : repair.end].isupper()
    if found[1] == "A" and not capitals and not _begins(repair.block, found.start()):
        return repair  # a letter: "Team A"
    article = wanted.upper() if capitals else wanted.capitalize() if found[1][0] == "A" else wanted
    return repair._replace(start=found.start(), after=article + found[2] + repair.after)


def _article_before(text: str, end: int) -> re.Match[str] | None:
    """An indefinite article that leads up to ``text[end]``, and the blanks and marks after it."""
    first = max(0, end - 20)
    before = text[first:end].rstrip("".join(_MARKS)).rstrip()
    if re.split("[^A-Za-z]", before)[-1] not in _ARTICLES:  # most words: no longer pattern is compiled for them
        return None
    return re.compile(r"(?<![\w'’.-])(a|an|A|An|AN)(\s+[\"'“‘«《(\[]*)$").search(text, first, end)


_STEPS: "Final[tuple[Callable[[_Repair], _Repair], ...]]" = (
    _explained,
    _doubled_after,
    _noun_twice,
    _possessive,
    _stop,
    _doubled_before,
    _article,
)
