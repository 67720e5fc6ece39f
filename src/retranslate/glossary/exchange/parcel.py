"""What travels between a glossary and another program's file, and what is left behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from retranslate.glossary.read import Entry, entries
from retranslate.glossary.table import HEADS, Table, append, rows
from retranslate.model import Kind, Problem, RetranslateError

Row = Mapping[str, str]  # head -> cell

_KINDS: Final = {kind.value for kind in Kind}
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet may run, and what looks like our guard before it
_OURS: Final = "retranslate:"  # before what a comment says of a row's policy
_SPACED: Final = re.compile(r"\s*[\t\r\n\v\f\x1c-\x1f]\s*")  # what no cell can hold, with the blanks around it


class First(StrEnum):
    """What stands in the first column of a format that has a name and its translation, and no more."""

    AUTO = "auto"  # reading: the name in the original language if it has a letter that is not Latin, else the variant
    SOURCE = "source"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a format is to be read or written: its first column, the languages of the source names and the terms."""

    first: First = First.AUTO
    source_language: str = "zh"
    target_language: str = "en"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Rows read from another program's file; ``lost`` says, in an editor's words, what could not be brought along."""

    rows: tuple[Row, ...]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shipment:
    """A file for another program: its bytes, how many entries it has, and what it could not carry."""

    data: bytes
    entries: int
    lost: tuple[str, ...] = ()


def pack(table: Table) -> Parcel:
    """The good rows of ``table``, unknown columns too."""
    cells = {f"{table.name}:{at + 1}": found for at, found in rows(table)}
    unknown = [(at, head) for at, head in enumerate(table.columns) if head and head not in HEADS]
    packed: list[Row] = []
    bad = 0
    for entry in entries(table):
        if isinstance(entry, Problem):
            bad += 1
            continue
        found = cells[entry.where]
        extra = {head: found[at].strip() for at, head in unknown if at < len(found) and found[at].strip()}
        packed.append(_row(entry) | extra)
    comments = sum(1 for line in table.lines if line.startswith("#"))
    return Parcel(tuple(packed), tuple(counted(((comments, "comment line"), (bad, "faulty row")))))


def unpack(parcel: Parcel, name: str) -> tuple[Table, tuple[str, ...]]:
    """A table of the rows in ``parcel``, each once, and what could not be written into it."""
    lost = list(parcel.lost)
    good: dict[tuple[tuple[str, str], ...], Row] = {}
    for row in parcel.rows:
        clean = _clean(row)
        fault = _fault(clean, name) if clean else None
        if fault:
            lost.append(f"{clean.get('variant') or clean.get('term', '')!r}: {fault}")
        elif clean:
            good[tuple(sorted(clean.items()))] = clean
    return append(Table(name), list(good.values())), tuple(lost)


def _fault(row: Row, name: str) -> str | None:
    """Why a glossary cannot hold ``row``."""
    try:
        found = list(entries(append(Table(name), [row])))
    except RetranslateError as error:
        return error.problem.message
    return found[0].message if found and isinstance(found[0], Problem) else None


def one_line(text: str) -> str:
    """``text`` with a blank for each tab or line break, and nothing around it."""
    return _SPACED.sub(" ", text).strip()


def guard(cell: str) -> str:
    """``cell`` with an apostrophe before what a spreadsheet would run as a formula; `unguard` takes it off again."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """``cell`` without the apostrophe that `guard` put before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def counted(things: Iterable[tuple[int, str]]) -> list[str]:
    """``3 comment lines``, for each number that is not nought; ``{s}`` in a phrase says where its plural goes."""
    phrases = ((number, phrase if "{s}" in phrase else f"{phrase}{{s}}") for number, phrase in things if number)
    return [f"{number} {phrase.replace('{s}', '' if number == 1 else 's')}" for number, phrase in phrases]


def with_kind(row: dict[str, str], kind: str) -> dict[str, str]:
    """``row`` with a kind; a word that is none of ours goes into the note."""
    folded = kind.strip().casefold()
    if folded in _KINDS:
        return row | {"kind": folded}
    return with_note(row, f"subject: {kind.strip()}")


def with_note(row: dict[str, str], note: str) -> dict[str, str]:
    """``row`` with ``note`` after the note it has."""
    return row | {"note": "; ".join(filter(None, (row.get("note", ""), note.strip())))}


def policy_of(row: Row) -> list[str]:
    """The row's policy as lines that the comments of any format can carry; `with_policy` reads them."""
    return [f"{_OURS}{head}={row[head]}" for head in ("apply", "context") if row.get(head)]


def with_policy(row: dict[str, str], line: str) -> dict[str, str]:
    """``row`` with what a comment line says: its policy, or else a note."""
    head, _, value = line.removeprefix(_OURS).partition("=")
    ours = line.startswith(_OURS) and head in ("apply", "context")
    return row | {head: value} if ours else with_note(row, line)


def _row(entry: Entry) -> dict[str, str]:
    cells = entry._asdict() | {"context": "; ".join(entry.context)}
    return {head: str(cells[head]) for head in HEADS if cells[head]}


def _clean(row: Row) -> dict[str, str]:
    """Cells that a row can hold: each on one line, nothing around them, no empty ones."""
    clean = {head: one_line(cell) for head, cell in row.items()}
    clean = {head: cell for head, cell in clean.items() if cell}
    return with_kind(clean, clean.pop("kind")) if "kind" in clean else clean
