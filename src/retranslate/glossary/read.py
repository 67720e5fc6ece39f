"""What the rows of a glossary say."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from retranslate import files
from retranslate.glossary.spelling import Identity, identities
from retranslate.glossary.table import HEADS, Table, parse, rows
from retranslate.model import Apply, Kind, Problem, Term, Variant
from retranslate.text.storable import unstorable

_KINDS: Final = {kind.value: kind for kind in Kind}
_POLICIES: Final = {policy.value: policy for policy in Apply}
MARKS: Final = ("<<<<<<<", "=======", ">>>>>>>")  # how version control marks a conflict


class Glossary(NamedTuple):
    """Rows as read: every variant once for each context it has (later rows win), the other rows' faults as problems.

    ``terms`` holds every concept once, those without a listed variant too: a canonical name with one source name.
    A name with two source names is two terms; rows that leave the source out belong to the first. ``variants`` are in
    the order of their rows; rows that protect (``never``) and furniture rows are variants like others, and their
    term's name may be empty. ``dictionaries`` are files of the user's that say what words of the source names mean.
    """

    terms: tuple[Term, ...]
    variants: tuple[Variant, ...]
    problems: tuple[Problem, ...] = ()
    dictionaries: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One good row: its cells without blanks around them, ``where`` as ``file:line``."""

    where: str
    variant: str
    term: str
    source: str
    kind: Kind
    apply: Apply
    context: tuple[str, ...]
    note: str


def load(paths: Iterable[Path | str]) -> Glossary:
    """Read glossary files; where they disagree about a variant, the later row wins. Raises RetranslateError."""
    return combine([parse(files.read_bytes(path), files.shown(path)) for path in paths])


def combine(tables: Iterable[Table]) -> Glossary:
    """One glossary out of the rows of ``tables``, in order."""
    problems: list[Problem] = []
    good: list[Entry] = []
    for table in tables:
        problems += table.problems
        for entry in entries(table):
            if isinstance(entry, Problem):
                problems.append(entry)
            else:
                good.append(entry)
    terms, term_of = _terms(good)
    variants = tuple(
        Variant(variant, term_of[term, source] if term else Term("", source, kind), apply, context, note, where)
        for where, variant, term, source, kind, apply, context, note in _winners(good, problems)
    )
    return Glossary(terms, variants, tuple(problems))


def entries(table: Table) -> Iterator[Entry | Problem]:
    """What each row says, or what is wrong with it; a fault that leaves the row usable comes before its entry."""
    place = {head: at for at, head in reversed(list(enumerate(table.columns)))}  # of two equal heads, the first
    order = [place.get(head, -1) for head in HEADS]
    width = len(table.columns)
    suspicious = unstorable("".join(table.lines)) is not None
    for at, cells in rows(table):
        if suspicious or len(cells) > width:
            fault = _row_fault(table, at, cells)
            if fault:
                yield fault
                continue
        cells += [""] * (width - len(cells) + 1)  # index -1 finds the last, empty one
        variant, term, source, kind, apply, context, note = [cells[column].strip() for column in order]
        where = f"{table.name}:{at + 1}"
        if term and not context and kind in _KINDS and apply in _POLICIES:
            yield Entry(where, variant, term, source, _KINDS[kind], _POLICIES[apply], (), note)
        else:
            yield from _careful(where, variant, term, source, kind, apply, context, note)


def _row_fault(table: Table, at: int, cells: list[str]) -> Problem | None:
    where = f"{table.name}:{at + 1}"
    width = len(table.columns)
    found = unstorable(table.lines[at])
    if found and "\ud800" <= found.group() <= "\udfff":
        return Problem(where, "the line is not UTF-8", "save the file as UTF-8")
    if found:
        return Problem(where, f"the line holds the control character U+{ord(found.group()):04X}", "take it out")
    if any(cell.strip() for cell in cells[width:]):
        return Problem(where, f"the row has {len(cells)} columns, the file {width}", "take the extra tab out")
    return None


def _careful(
    where: str, variant: str, term: str, source: str, kind: str, apply: str, context: str, note: str
) -> Iterator[Entry | Problem]:
    """The entry of a row that is not of the common sort, after the faults that do not spoil it, or its fault."""
    chosen = _KINDS.get(kind.casefold())
    if chosen is None:
        chosen = Kind.UNKNOWN
        yield Problem(where, f"unknown kind {kind!r}", f"use one of: {', '.join(filter(None, _KINDS))}")
    policy = _POLICIES.get(apply.casefold())
    if policy is None:
        yield Problem(
            where, f"unknown apply {apply!r}: the row is not used", "use auto, ask or never, or leave it empty"
        )
    elif not term and not variant:
        if source or kind or apply or context or note:
            yield Problem(where, "the row has neither a variant nor a term", "fill one in, or remove the row")
    elif not term and variant.startswith(MARKS):
        yield Problem(where, "two versions of these rows wait to be merged", "keep one, and remove the marker lines")
    elif not term and policy is not Apply.NEVER and chosen is not Kind.FURNITURE:
        hint = "give its canonical name; or apply never, to protect the wording; or kind furniture, to delete it"
        yield Problem(where, f"the variant {variant!r} has no term", hint)
    else:
        yield Entry(where, variant, term, source, chosen, policy, context_words(context), note)


def context_words(cell: str) -> tuple[str, ...]:
    """The words in a context cell; a full-width semicolon separates too."""
    return tuple(filter(None, map(str.strip, cell.replace("；", ";").split(";")))) if cell else ()


def _winners(good: Iterable[Entry], problems: list[Problem]) -> Iterable[Entry]:
    """The last row of each identity, in the order of rows; one that takes a variant to another term is reported."""
    rows = [entry for entry in good if entry.variant]
    winners: dict[Identity, Entry] = {}
    for entry, what in zip(rows, identities([(one.variant, one.term, one.context) for one in rows]), strict=True):
        earlier = winners.pop(what, None)
        winners[what] = entry
        if earlier and earlier.term != entry.term and entry.apply is not Apply.NEVER:
            message = f"{entry.variant!r} is {earlier.term!r} in {earlier.where} and {entry.term!r} here: this row wins"
            problems.append(Problem(entry.where, message, "keep one of the two rows, or give both context words"))
    return winners.values()


def _terms(good: Iterable[Entry]) -> tuple[tuple[Term, ...], dict[tuple[str, str], Term]]:
    """The terms in order, and which of them each (name, source) of a row means."""
    kinds: dict[tuple[str, str], Kind] = {}
    notes: dict[tuple[str, str], str] = {}
    first_source: dict[str, str] = {}
    for _where, variant, name, source, kind, _apply, _context, note in good:
        if not name:
            continue
        pair = (name, source)
        if kind or pair not in kinds:
            kinds[pair] = kind
        if note and not variant:
            notes[pair] = note
        if source and name not in first_source:
            first_source[name] = source
    term_of: dict[tuple[str, str], Term] = {}
    for name, source in kinds:
        pair, bare = (name, source or first_source.get(name, "")), (name, "")
        if pair not in term_of:
            kind = kinds.get(pair) or kinds.get(bare, Kind.UNKNOWN)
            term_of[pair] = Term(*pair, kind, notes.get(pair) or notes.get(bare, ""))
        term_of[name, source] = term_of[pair]
    return tuple(dict.fromkeys(term_of.values())), term_of
