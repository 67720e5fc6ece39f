"""What is wrong between rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from retranslate.glossary.lint.finding import Finding, Sheet, advice, fault
from retranslate.glossary.read import Entry
from retranslate.glossary.spelling import spelling
from retranslate.model import Apply
from retranslate.text import words


def itself(sheet: Sheet) -> Iterator[Finding]:
    """A row that corrects a name to itself."""
    for entry in sheet.entries:
        if entry.variant and entry.variant == entry.term and entry.apply is not Apply.NEVER:
            hint = "give the garbled form as the variant; or apply never, to protect the wording"
            yield fault("itself", entry.where, f"{entry.variant!r} corrects to itself", hint)


def duplicate(sheet: Sheet) -> Iterator[Finding]:
    """A variant that the same file gives twice with the same term and context, case and kinds of blanks apart."""
    for same in sheet.identical:
        first: dict[tuple[str, str], Entry] = {}
        for entry in same:
            earlier = first.setdefault((_file(entry), entry.term), entry)
            if earlier is not entry:
                other = f" with apply {earlier.apply.value or 'empty'}" if earlier.apply is not entry.apply else ""
                what = f"{entry.variant!r} stands in line {_line(earlier)} already{other}"
                yield fault("duplicate", entry.where, what, "remove one of the two rows")


def conflict(sheet: Sheet) -> Iterator[Finding]:
    """A variant that goes to two terms in one context, or that is corrected and protected in one file."""
    for same in sheet.identical:
        first: dict[tuple[str, str], Entry] = {}
        for entry in same:
            earlier = next((one for one in first.values() if _disagree(one, entry)), None)
            first.setdefault((_file(entry), entry.term), entry)
            if earlier:
                here, there = _what_it_does(entry), _what_it_does(earlier)
                what = f"{entry.variant!r} {here}, but {there} in line {_place(earlier, entry)}; the later row wins"
                yield fault("conflict", entry.where, what, "remove one of the two rows, or give both context words")


def chain(sheet: Sheet) -> Iterator[Finding]:
    """A variant that is the term of another row: two steps where one would do, or a circle."""
    for key, same in sheet.variants.items():
        for entry in same:
            names = [one for one in sheet.terms.get(key, ()) if one.term != entry.term]
            if not names or not entry.term or entry.apply is Apply.NEVER:
                continue
            where = f"{names[0].term!r}, which is the term of line {_place(names[0], entry)}"
            if _leads_back(sheet, entry, key):
                what = f"a circle: {entry.variant!r} corrects to {entry.term!r}, and that back to {where}"
                yield fault("chain", entry.where, what, "remove the row whose term is wrong")
            else:
                what = f"{entry.variant!r} corrects {where}"
                hint = f"if both mean {entry.term!r}, write that there; else remove this row: a term is protected"
                yield fault("chain", entry.where, what, hint)


def _leads_back(sheet: Sheet, entry: Entry, goal: str) -> bool:
    """Whether following corrections from the row's term comes to the spelling ``goal``."""
    seen: set[str] = set()
    ahead = [spelling(entry.term)]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            ahead += [spelling(one.term) for one in sheet.variants.get(here, ()) if one.apply is not Apply.NEVER]
    return False


def contains(sheet: Sheet) -> Iterator[Finding]:
    """A term that contains a variant of another term: where only a part of it is written, it may be garbled."""
    index, longest = _by_words(sheet)
    for key, same in sheet.terms.items():
        found = words(key)
        spans = [(at, end) for at in range(len(found)) for end in range(at, min(at + longest, len(found)))]
        for at, end in spans:
            part = key[found[at].start : found[end].end]
            for entry in index.get(part, ()) if part != key else ():
                if spelling(entry.term) != key:
                    where = f"the term {same[0].term!r} of line {_place(same[0], entry)}"
                    hint = f"say by apply ask or context words where it means {entry.term!r}"
                    yield fault("contains", entry.where, f"{entry.variant!r} stands in {where}", hint)


def _by_words(sheet: Sheet) -> tuple[dict[str, list[Entry]], int]:
    """The rows that change text unasked, by their variant from its first word to its last; the most words one has."""
    index: dict[str, list[Entry]] = {}
    longest = 0
    for key, same in sheet.variants.items():
        loose = [entry for entry in same if not entry.context and entry.apply not in (Apply.ASK, Apply.NEVER)]
        found = words(key) if loose else ()
        if found:
            index.setdefault(key[found[0].start : found[-1].end], []).extend(loose)
            longest = max(longest, len(found))
    return index, longest


def spellings(sheet: Sheet) -> Iterator[Finding]:
    """A term that the rows write in two ways that differ only in case, blanks, dashes or quotes."""
    for same in sheet.terms.values():
        first = {entry.term: entry for entry in reversed(same)}
        others = [entry for entry in first.values() if entry.term != same[0].term]
        for entry in others:
            what = f"the term {entry.term!r} is {same[0].term!r} in line {_place(same[0], entry)}"
            yield fault("spellings", entry.where, what, "write the one right name in both")


def sources(sheet: Sheet) -> Iterator[Finding]:
    """One source name with two terms: right for names that are shared, else one of the terms is wrong."""
    first: dict[str, Entry] = {}
    for entry in _once((entry.source, entry.term, entry) for entry in sheet.entries if entry.source and entry.term):
        earlier = first.setdefault(entry.source, entry)
        if spelling(earlier.term) != spelling(entry.term):
            what = f"{entry.source} is {entry.term!r} here and {earlier.term!r} in line {_place(earlier, entry)}"
            yield advice("sources", entry.where, what, "correct one, unless two things share the name")


def kinds(sheet: Sheet) -> Iterator[Finding]:
    """A term that has two kinds under one source name: the later row's kind is used."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in _once(((entry.term, entry.source), entry.kind, entry) for entry in sheet.entries if entry.kind):
        earlier = first.setdefault((entry.term, entry.source), entry) if entry.term else entry
        if earlier.kind is not entry.kind:
            what = f"{entry.term!r} is of kind {entry.kind.value} here and {earlier.kind.value} in line"
            yield advice("kinds", entry.where, f"{what} {_place(earlier, entry)}", "use one kind")


def _once(rows: Iterable[tuple[object, object, Entry]]) -> Iterator[Entry]:
    """The first row of each pair of key and value."""
    seen: set[tuple[object, object]] = set()
    for key, value, entry in rows:
        if (key, value) not in seen:
            seen.add((key, value))
            yield entry


def _disagree(one: Entry, other: Entry) -> bool:
    if one.term == other.term:
        return False
    guard = Apply.NEVER in (one.apply, other.apply)
    return _file(one) == _file(other) if guard else True


def _what_it_does(entry: Entry) -> str:
    if entry.apply is Apply.NEVER:
        return "is protected"
    return f"corrects to {entry.term!r}" if entry.term else "is deleted"


def _file(entry: Entry) -> str:
    return entry.where.rpartition(":")[0]


def _line(entry: Entry) -> str:
    return entry.where.rpartition(":")[2]


def _place(other: Entry, here: Entry) -> str:
    """The line of ``other`` as a message at ``here`` names it: with its file only if that is another one."""
    return _line(other) if _file(other) == _file(here) else other.where
