"""What the editor wrote in place of other words, away from every edit: the best source of new rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retranslate.review.align import BREAK
from retranslate.review.layout import Layout, Line, wordy


@dataclass(frozen=True, slots=True)
class Added:
    """A correction the editor made on his own: ``before`` stood in block ``block``, ``written`` stands there now."""

    block: int
    before: str
    written: str
    sentence: str = ""


def added(found: Layout, before: Sequence[str]) -> Iterator[Added]:
    """The words of the first text that others took the place of, away from every edit, in the order of the blocks."""
    for line in {id(line): line for _, line in sorted(found.lines.items())}.values():
        yield from _of_line(line, found, before)


def _of_line(line: Line, found: Layout, before: Sequence[str]) -> Iterator[Added]:
    parts, places = line.parts, line.places
    at = 0
    while at < len(parts):
        end = at
        while (
            end < len(parts) and parts[end].slot is None and parts[end].token.text != BREAK and not _stands(end, line)
        ):
            end += 1
        apart = all(parts[edge].slot is None for edge in (at - 1, end) if 0 <= edge < len(parts))
        if end > at and apart and found.lines[line.owners[at]] is line:
            gone = "".join(part.token.text for part in parts[at:end])
            start = places[at - 1].end if at else 0
            stop = places[end].start if end < len(parts) else len(line.current)
            written = "".join(" " if token.text == BREAK else token.text for token in line.current[start:stop])
            if wordy(gone) and wordy(written):
                yield Added(line.owners[at], gone.strip(), written.strip(), before[line.owners[at]].strip())
        at = max(end, at + 1)


def _stands(at: int, line: Line) -> bool:
    """Whether the word at ``at`` still stands; a blank counts with the words beside it."""
    if line.places[at].matched and not line.parts[at].token.text.isspace():
        return True
    beside = [k for k in (at - 1, at + 1) if 0 <= k < len(line.parts)]
    return line.places[at].matched and any(line.places[k].matched for k in beside)
