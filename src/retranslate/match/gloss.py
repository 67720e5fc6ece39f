"""Explanations that set a name beside its variant, and that would say nothing once both are the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from retranslate.match.shield import Shielded
    from retranslate.model import Match

_BETWEEN: Final = re.compile(
    r"""[\s"'(\[/=,;:]*
        (?:(?:also|formerly|previously|commonly|often|originally|literally|once|or|i\.e\.|aka|a\.k\.a\.|which|is|was|now
        |known|called|named|nicknamed|dubbed|styled|translated|as|meaning|the|so-called)[\s"'(\[/=,;:]*)*""",
    re.VERBOSE,
)
_LONGEST: Final = 60
_APART: Final = re.compile(r"[(\[/=]|\w")  # two names with a mere blank or comma between them explain nothing


def explains(match: Match, view: Shielded) -> bool:
    """Whether the match only explains its own term: "Bilibili (Station B)", "Bilibili, also known as Station B"."""
    block, known = view.blocks[match.span.block], view.known
    at = bisect_right(known, match.span, key=lambda mention: mention.span) - 1
    if at < 0 or known[at].span.block != match.span.block or known[at].term.name != match.term.name:
        return False
    start, _ = block.folded.from_raw(known[at].span.end, known[at].span.end)
    end, _ = block.folded.from_raw(match.span.start, match.span.start)
    between = block.folded.text[start:end]
    return len(between) <= _LONGEST and bool(_BETWEEN.fullmatch(between) and _APART.search(between))
