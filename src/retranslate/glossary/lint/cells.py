"""What is wrong within one row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from retranslate.glossary.lint.finding import Finding, Sheet, advice, fault
from retranslate.glossary.spelling import spelling
from retranslate.glossary.table import HEADS, rows
from retranslate.model import Apply, Kind
from retranslate.text import words

_NAMES: Final = ("variant", "term", "source")
_ALIKE: Final = 70  # rapidfuzz ratio from which an unknown head is taken for a misspelt one ("contxt", "variants")


def row(sheet: Sheet) -> Iterator[Finding]:
    """A row that cannot be used as it stands: no term, too many columns, unknown kind or apply, not UTF-8 ..."""
    for problem in sheet.problems:
        yield fault("row", problem.where, problem.message, problem.hint)


def column(sheet: Sheet) -> Iterator[Finding]:
    """A column nobody reads: a fault if it looks like a misspelt head, else advice."""
    from rapidfuzz import process

    for table in sheet.tables:
        for head in dict.fromkeys(table.columns):
            if head in HEADS or not head:
                continue
            free = [known for known in HEADS if known not in table.columns]
            near = process.extractOne(head, free, score_cutoff=_ALIKE)
            where = f"{table.name}:{max(table.body, 1)}"
            if near:
                yield fault("column", where, f"unknown column {head!r}", f"is it {near[0]!r}? Correct the head")
            else:
                yield advice("column", where, f"unknown column {head!r}", "it is kept, but not used")


def blanks(sheet: Sheet) -> Iterator[Finding]:
    """Blanks around a cell, or two in a row inside a name."""
    for table in sheet.tables:
        for at, cells in rows(table):
            stray = [head for head, cell in zip(table.columns, cells, strict=False) if cell != cell.strip()]
            stray += [
                head
                for head, cell in zip(table.columns, cells, strict=False)
                if head in _NAMES and "  " in cell.strip() and head not in stray
            ]
            if stray:
                where = f"{table.name}:{at + 1}"
                yield fault("blanks", where, f"stray blanks in {', '.join(stray)}", "take them out")


def invisible(sheet: Sheet) -> Iterator[Finding]:
    """A character in a name that nobody can see: a no-break space, a zero-width or control character."""
    for entry in sheet.entries:
        for head, text in zip(_NAMES, (entry.variant, entry.term, entry.source), strict=True):
            hidden = "" if text.isascii() and text.isprintable() else next(filter(_hidden, text), "")
            if hidden:
                what = f"{head} {text!r} holds U+{ord(hidden):04X} {unicodedata.name(hidden, '')}".rstrip()
                hint = "type an ordinary space" if hidden.isspace() else "take it out"
                yield fault("invisible", entry.where, what, hint)


def _hidden(char: str) -> bool:
    return char != " " and unicodedata.category(char) in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def short(sheet: Sheet) -> Iterator[Finding]:
    """A variant of one letter, or without any letter or digit: it would stand all over the text."""
    for key, same in sheet.variants.items():
        found = words(key)
        if len(found) > 1 or (found and len(found[0].text) > 1):
            continue
        what = "is a single letter" if found else "has no letter or digit"
        for entry in same:
            if entry.apply is not Apply.NEVER:
                hint = "give the whole wording, or remove the row"
                yield fault("short", entry.where, f"the variant {entry.variant!r} {what}", hint)


def context(sheet: Sheet) -> Iterator[Finding]:
    """Context words that ask for nothing, or that must be near and must not be near at once."""
    for entry in sheet.entries:
        wanted = {spelling(word) for word in entry.context if not word.startswith("!")}
        banned = {spelling(word[1:]) for word in entry.context if word.startswith("!")}
        if not all(wanted | banned):
            yield fault("context", entry.where, "a context word is empty", "write the word after '!', or take it out")
        for word in sorted(filter(None, wanted & banned)):
            what = f"the context word {word!r} must be near and must not be near"
            yield fault("context", entry.where, what, "keep one of the two")
        if entry.context and not entry.variant:
            what = "context without a variant: it is not used"
            yield fault("context", entry.where, what, "give the variant it is for, or empty the cell")


def furniture(sheet: Sheet) -> Iterator[Finding]:
    """A furniture row with a term: furniture is deleted, so the term is never written."""
    for entry in sheet.entries:
        if entry.kind is Kind.FURNITURE and entry.term:
            what = f"furniture is deleted, so the term {entry.term!r} is never written"
            yield fault("furniture", entry.where, what, "empty the term, or choose another kind")
