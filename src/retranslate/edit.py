"""Choose among edits that overlap, apply what was chosen, and prove the promises that need no written file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from retranslate.model import Block, Document, Edit, Outcome, Problem, RetranslateError
from retranslate.text.spans import apart, overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

RULES: Final = ("name/listed", "name/inflected", "name/original", "name/forecast", "name/fuzzy")
"""The rules that find names, the most believed first; every other rule comes after them, by its name."""

ORDER: Final[tuple[tuple[str, Callable[[Edit], object]], ...]] = (
    ("a deletion from the start of a block on, so of a whole line", lambda one: not _takes_the_start(one)),
    ("a name before spacing, quotes and the like", lambda one: not one.rule.startswith("name/")),
    ("a sure one before a doubtful one", lambda one: one.outcome is not Outcome.AUTO),
    ("the longer", lambda one: one.span.start - one.span.end),
    ("the more confident", lambda one: -one.confidence),
    ("the rule more believed", lambda one: (RULES.index(one.rule) if one.rule in RULES else len(RULES), one.rule)),
    ("the first in the document", lambda one: one.span),
    ("the first in the alphabet", lambda one: (one.after or "", one.term or "", one.why)),
)
"""Which of two edits that overlap stands: the first of these that tells them apart decides."""


class ProofError(RetranslateError):
    """A promise that the edits do not keep: a bug of ours, so nothing may be written."""


def resolve(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """``edits`` without overlaps, in document order; `ORDER` says which stands. Notes change nothing and all stay."""
    given = dict.fromkeys(edits)
    notes = [one for one in given if one.after is None]
    changes = [one for one in given if one.after is not None and (one.after != one.before or not one.before)]
    chosen = _untouched(apart(sorted(changes, key=_precedence)))
    return tuple(sorted((*chosen, *notes), key=lambda one: (one.span, one.after is None, _precedence(one))))


def corrected(document: Document, edits: Iterable[Edit]) -> tuple[str | None, ...]:
    """The blocks' texts after accepting all ``edits`` (resolved; notes are ignored); None for a block that is gone."""
    changes = _by_block(edits)
    blocks = enumerate(document.blocks)
    return tuple([_accept(block, changes[index]) if index in changes else block.text for index, block in blocks])


def deletes_block(one: Edit, block: Block) -> bool:
    """Whether ``one`` takes away the whole of ``block``, its line end too."""
    return one.after == "" and (one.span.start, one.span.end) == (0, len(block.text))


def prove(document: Document, edits: Sequence[Edit]) -> None:
    """Check what can be checked of the promises without a written file; raises ProofError.

    Every edit stands inside its block, says there what stands there, says why, and touches nothing frozen; none crosses
    another; they come in document order; and rejecting all of them from the corrected text gives back the input.
    """
    for one in edits:
        fault = _fault(document, one)
        if fault:
            raise _broken(document, one.span.block, f"the edit of {one.rule} {fault}")
    changes = [one for one in edits if one.after is not None]
    for one, other in pairwise(changes):
        if overlap(one.span, other.span) or (other.span, other.rule) < (one.span, ""):
            raise _broken(document, other.span.block, f"the edits of {one.rule} and {other.rule} cross")
    by_block = _by_block(changes)
    for index, text in enumerate(corrected(document, changes)):
        if _reject(text, by_block.get(index, [])) != document.blocks[index].text:
            raise _broken(document, index, "rejecting every edit does not give back the input")


def _precedence(one: Edit) -> tuple[object, ...]:
    return tuple(key(one) for _, key in ORDER)


def _takes_the_start(one: Edit) -> bool:
    return one.after == "" and one.span.start == 0


def _untouched(edits: Sequence[Edit]) -> list[Edit]:
    """``edits``, in document order, without insertions at the edge of a deletion or at the place of another."""
    kept: list[Edit] = []
    for one in edits:
        last = kept[-1] if kept else None
        if last and last.span.block == one.span.block and last.span.end == one.span.start:
            if _inserts(one) and (_inserts(last) or last.after == ""):
                continue
            if _inserts(last) and one.after == "":
                kept.pop()
        kept.append(one)
    return kept


def _inserts(one: Edit) -> bool:
    return one.span.start == one.span.end and bool(one.after)


def _by_block(edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    found: dict[int, list[Edit]] = {}
    for one in sorted((one for one in edits if one.after is not None), key=lambda one: one.span):
        found.setdefault(one.span.block, []).append(one)
    return found


def _accept(block: Block, edits: Sequence[Edit]) -> str | None:
    parts: list[str] = []
    at = 0
    for one in edits:
        if deletes_block(one, block):
            return None
        parts += block.text[at : one.span.start], one.after or ""
        at = one.span.end
    return "".join((*parts, block.text[at:]))


def _reject(text: str | None, edits: Sequence[Edit]) -> str | None:
    """What was there before ``edits``, said from what is there after them; None when it does not fit."""
    if text is None:
        return edits[0].before if len(edits) == 1 else None
    parts: list[str] = []
    at = raw = 0
    for one in edits:
        after = one.after or ""
        start = at + one.span.start - raw
        if text[start : start + len(after)] != after:
            return None
        parts += text[at:start], one.before
        at, raw = start + len(after), one.span.end
    return "".join((*parts, text[at:]))


def _fault(document: Document, one: Edit) -> str | None:
    """What is wrong with an edit by itself, or None."""
    block, start, end = one.span.block, one.span.start, one.span.end
    if not 0 <= block < len(document.blocks) or not 0 <= start <= end <= len(document.blocks[block].text):
        return "stands outside the document"
    if document.blocks[block].text[start:end] != one.before:
        return "does not say what stands there"
    if not one.why or not all(one.why) or not 0 <= one.confidence <= 1:
        return "does not say why"
    if one.after is not None and any(start < b and a < end for a, b in document.blocks[block].frozen):
        return "touches what may not change"
    if one.after == one.before and not deletes_block(one, document.blocks[block]):
        return "changes nothing"
    return None


def _broken(document: Document, block: int, fault: str) -> ProofError:
    where = f"{document.name}: block {block}"
    return ProofError(Problem(where, fault, "a bug of ours: nothing was written, please report it"))
