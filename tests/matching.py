"""What the tests of the finders share: a glossary in two columns, and what it finds."""

from __future__ import annotations

from retranslate import edit, match
from retranslate.glossary import Glossary
from retranslate.match.swap import swap
from retranslate.model import Apply, Block, Document, Edit, Kind, Match, Outcome, Term, Variant
from retranslate.text import View, view


def document(*texts: str) -> Document:
    return Document("test.txt", tuple(Block(text) for text in texts))


def seen(*texts: str) -> View:
    return view(document(*texts))


def glossary(*rows: str | Variant, kind: Kind = Kind.COMPANY) -> Glossary:
    """Rows are ``variant > term``, a term alone, or ready variants."""
    terms: dict[str, Term] = {}
    variants = []
    for row in rows:
        if isinstance(row, Variant):
            terms[row.term.name] = row.term
            variants.append(row)
            continue
        text, _, name = row.rpartition(" > ")
        term = terms.setdefault(name, Term(name, kind=kind))
        if text:
            variants.append(Variant(text, term))
    return Glossary(tuple(terms.values()), tuple(variants))


def row(text: str, name: str, *, kind: Kind = Kind.COMPANY, apply: Apply = Apply.JUDGE, context: str = "") -> Variant:
    parts = tuple(part.strip() for part in context.split(";") if part.strip())
    return Variant(text, Term(name, kind=kind), apply, parts)


def wording(there: View, one: Match) -> str:
    return there.document.blocks[one.span.block].text[one.span.start : one.span.end]


def found(text: str, rows: Glossary, rule: str = "") -> list[str]:
    """The wordings that match, in document order."""
    there = seen(*text.split("\n"))
    return [wording(there, one) for one in match.find(there, rows) if one.rule.endswith(rule)]


def edits(there: View, rows: Glossary) -> tuple[Edit, ...]:
    """Every match as a sure edit, resolved: what a judge without doubts would do."""
    made = []
    for one in match.find(there, rows):
        span, after = swap(there, one)
        before = there.document.blocks[span.block].text[span.start : span.end]
        if before != after:
            made.append(Edit(span, before, after, one.rule, Outcome.AUTO, one.score, ("test",), one.term.name))
    return edit.resolve(made)


def repaired(text: str, rows: Glossary) -> str:
    there = seen(*text.split("\n"))
    chosen = edits(there, rows)
    edit.prove(there.document, chosen)
    return "\n".join(line for line in edit.corrected(there.document, chosen) if line is not None)
