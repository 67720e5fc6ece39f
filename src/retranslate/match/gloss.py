"""Explanations that set a name beside its variant, and that would say nothing once both are the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from retranslate.match.canonical import Mention
    from retranslate.match.shielded import Shielded
    from retranslate.model import Match, Span

_LONGEST: Final = 60
_SAID: Final = frozenset("/=")
_APART: Final = frozenset("([/=")  # two names with a mere blank or comma between them explain nothing


@cache
def _explaining() -> re.Pattern[str]:  # compiled where a name stands beside its variant
    return re.compile(
        r"""[\s"'(\[/=,;:]*
            (?:(?:also|formerly|previously|commonly|often|originally|literally|once|or|i\.e\.|aka|a\.k\.a\.|which|is|was
            |now|known|called|named|nicknamed|dubbed|styled|translated|as|meaning|the|so-called)[\s"'(\[/=,;:]*)*""",
        re.VERBOSE,
    )


def explains(match: Match, view: Shielded) -> bool:
    """Whether the match only explains its own term: "Bilibili (Station B)", "Station B, also known as Bilibili".

    "Station B (Bilibili)" is none: once both are the same, the swap takes the brackets away.
    """
    known = view.known
    at = bisect_right(known, match.span, key=lambda mention: mention.span)
    before = _between(view, match, known[at - 1].span, match.span) if at and _same(match, known[at - 1]) else ""
    after = _between(view, match, match.span, known[at].span) if at < len(known) and _same(match, known[at]) else ""
    return _says(before, _APART) or _says(after, _SAID)


def _says(between: str, marks: frozenset[str]) -> bool:
    return not marks.isdisjoint(between) or any(map(str.isalpha, between))


def _same(match: Match, mention: Mention) -> bool:
    return mention.span.block == match.span.block and mention.term.name == match.term.name


def _between(view: Shielded, match: Match, first: Span, second: Span) -> str:
    """The folded text between two spans where it is nothing but an explanation's, else ""."""
    folded = view.blocks[match.span.block].folded
    start, _ = folded.from_raw(first.end, first.end)
    end, _ = folded.from_raw(second.start, second.start)
    between = folded.text[start:end]
    return between if len(between) <= _LONGEST and _explaining().fullmatch(between) else ""
