"""Canonical names that are already right in the text: they are protected, and they are evidence."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from retranslate.match.forms import Shape, occurring
from retranslate.match.wording import is_ordinary
from retranslate.model import Kind, Span, Term
from retranslate.text.fold import unify
from retranslate.text.spans import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retranslate.glossary import Glossary
    from retranslate.text import View


class Mention(NamedTuple):
    """A canonical name in the text. ``exact`` means in its own case and spacing, a plural ending aside."""

    span: Span
    term: Term
    exact: bool = True


def mentions(view: "View", glossary: "Glossary") -> tuple[Mention, ...]:
    """The canonical names of ``glossary`` that stand in ``view``, in document order, the longest where they overlap.

    A name made of ordinary words ("Keep", "Legend") must stand in its exact case; others ("BILIBILI") need not. Run
    together or torn apart ("Ali baba") no name is right.
    A name with an article of its own ("The Legend of Mir") is right without it, too.
    """
    return view.once((mentions, view.document, glossary), partial(_mentions, view, glossary))


def _mentions(view: "View", glossary: "Glossary") -> tuple[Mention, ...]:
    named = {term.name: term for term in glossary.terms if term.name and term.kind is not Kind.FURNITURE}
    terms = {name.removeprefix("The "): term for name, term in named.items()} | named
    found = []
    for hit in occurring(view, glossary):
        if hit.form not in terms or hit.shape in (Shape.JOINED, Shape.SPLIT):
            continue
        raw = view.blocks[hit.span.block].block.text[hit.span.start : hit.span.end]
        exact = unify(raw).startswith(unify(hit.form))
        if exact or not is_ordinary(hit.form):
            found.append(Mention(hit.span, terms[hit.form], exact))
    return longest(found)


def longest(found: "Iterable[Mention]") -> tuple[Mention, ...]:
    """``found`` without overlaps: longer before shorter, exact before not, then the first; in document order."""
    return apart(sorted(found, key=lambda one: (one.span.start - one.span.end, not one.exact, one.span, one.term.name)))
