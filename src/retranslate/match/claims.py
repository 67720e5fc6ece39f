"""What the rows of a glossary say of a text: where their wordings stand, in whatever shape, and which row has it."""

from typing import TYPE_CHECKING, NamedTuple

from retranslate.match.context import context
from retranslate.match.forms import Occurrence, Shape, occurring
from retranslate.match.wording import is_common
from retranslate.model import Apply, Evidence, Kind, Span, Variant
from retranslate.text.fold import key, unify
from retranslate.text.spans import apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retranslate.glossary import Glossary
    from retranslate.text import View


class Claim(NamedTuple):
    """A row whose wording stands at ``span``; ``holds`` says whether the row's context allows it to speak there.

    The row may be a term's own name, for the places where that is run together or torn apart ("Ali baba").
    """

    span: Span
    row: Variant
    shape: Shape
    plural: bool
    evidence: tuple[Evidence, ...] = ()
    holds: bool = True

    @property
    def listed(self) -> bool:
        """Whether the wording is the very one of the row."""
        return self.shape is Shape.LISTED and not self.plural

    @property
    def own(self) -> bool:
        """Whether the row is the name itself, not a variant that somebody listed."""
        return self.row.text == self.row.term.name

    @property
    def never(self) -> bool:
        """Whether the row protects the wording."""
        return self.row.apply is Apply.NEVER


def claims(view: "View", glossary: "Glossary") -> "Iterator[Claim]":
    """Every row whose wording stands somewhere in the unprotected text, in whatever shape; they may overlap."""
    names = {term.name: term for term in glossary.terms if term.name}
    rows: dict[str, list[Variant]] = {}
    for row in glossary.variants:
        rows.setdefault(row.text, []).append(row)
    for hit in occurring(view, glossary):
        if not view.blocks[hit.span.block].is_protected(hit.span.start, hit.span.end):
            own = [Variant(hit.form, names[hit.form])] if hit.form in names else []
            for row in (*own, *rows.get(hit.form, ())):
                claim = _claim(view, hit, row)
                if claim:
                    yield claim


def _claim(view: "View", hit: Occurrence, row: Variant) -> Claim | None:
    if row.term.kind is Kind.FURNITURE or not (row.apply is Apply.NEVER or _speaks(view, hit, row)):
        return None
    evidence = context(view, row, hit.span)
    if evidence is None:
        return Claim(hit.span, row, hit.shape, hit.plural, holds=False)
    return Claim(hit.span, row, hit.shape, hit.plural, evidence)


def _speaks(view: "View", hit: Occurrence, row: Variant) -> bool:
    """Whether the row means what stands there, and not its term's name in another case or shape."""
    if row.text == row.term.name:
        return not is_common(row.term) and not hit.plural and hit.shape in (Shape.JOINED, Shape.SPLIT)
    if key(row.text) != key(row.term.name):
        return True
    raw = unify(view.blocks[hit.span.block].block.text[hit.span.start : hit.span.end])
    return raw == unify(row.text) != unify(row.term.name)  # against a wrong case: its own spelling alone


def longest(found: "Iterable[Claim]") -> tuple[Claim, ...]:
    """``found`` without overlaps, in document order.

    The longer wording has it; then a row that protects, one in its very shape, one whose context holds, the first in
    the text. What is still equal is settled by the rows' own text, so that the order of the glossary changes nothing.
    """
    return apart(sorted(found, key=_precedence))


def _precedence(one: Claim) -> tuple[object, ...]:
    row = one.row
    return (
        one.span.start - one.span.end,
        not one.never,
        not one.listed,
        not one.evidence,
        one.span,
        row.text,
        row.term.name,
        row.term.source,
        row.apply,
        row.context,
    )
