"""How two glossaries become one, row by row and cell by cell, with or without the version both come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from retranslate.glossary.read import context_words
from retranslate.glossary.spelling import Identity, identities
from retranslate.glossary.table import Table, amended, closed, headed, line_end, render, widen
from retranslate.model import Problem

_Key = tuple[object, ...]


class OnConflict(StrEnum):
    """What becomes of a cell that both sides changed, each in its own way."""

    KEEP_BASE = "keep-base"  # the cell stays as it is in the glossary merged into
    KEEP_UPDATE = "keep-update"  # the other glossary's cell is taken
    REPORT = "report"  # it stays as it is; with a common ancestor, both rows are left between conflict markers


@dataclass(frozen=True, slots=True)
class Merged:
    """``table`` after the merge, what the two sides disagreed about, and how many rows came, went or were amended.

    ``unsettled``: a person has to choose between the two sides of the conflicts.
    """

    table: Table
    conflicts: tuple[Problem, ...] = ()
    added: int = 0
    amended: int = 0
    removed: int = 0
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """A row or a comment: ``cells`` (head to value, without blanks around; a comment has none) of ``lines[at]``."""

    at: int
    line: str
    cells: Mapping[str, str]


def merge(ours: Table, theirs: Table, base: Table | None = None, *, on_conflict: OnConflict) -> Merged:
    """Bring what ``theirs`` has into ``ours``; with ``base``, the version both come from, what it lost goes too.

    Rows are the same when they give the same variant in the same context, or declare the same term and source. The
    order and the untouched lines of ``ours`` stay. Raises RetranslateError for a row that cannot be written.
    """
    ours = widen(
        ours, [head for head in theirs.columns if head and any(item.cells.get(head) for item in _items(theirs))]
    )
    ours = ours if ours.lines else headed(ours)
    work = _Work(ours, theirs, dict(_keyed(base)) if base else {}, base is not None, on_conflict)
    mine, yours = dict(_keyed(ours)), dict(_keyed(theirs))
    following = _following(mine, yours) if base else {}
    for key, their in yours.items():
        if key in mine:
            _join(work, key, mine[key], their)
        else:
            _bring(work, key, their, before=following.get(key))
    for key, our in mine.items():
        if key not in yours and key in work.old:
            _drop(work, key, our)
    unsettled = bool(work.conflicts) and on_conflict is OnConflict.REPORT
    return Merged(work.result(), tuple(work.conflicts), work.added, work.amended, work.removed, unsettled)


@dataclass(slots=True)
class _Work:
    ours: Table
    theirs: Table
    old: dict[_Key, _Item]
    three_way: bool
    on_conflict: OnConflict
    lines: dict[int, str] = field(default_factory=dict)  # line of ours -> what stands there now
    inserted: dict[int, list[str]] = field(default_factory=dict)  # line of ours -> what comes before it
    conflicts: list[Problem] = field(default_factory=list)
    added: int = 0
    amended: int = 0
    removed: int = 0

    def insert(self, lines: Iterable[str], before: int | None) -> None:
        at = len(self.ours.lines) if before is None else before
        self.inserted.setdefault(at, []).extend(lines)

    def brought(self, their: _Item) -> str:
        """The line that a row or comment of theirs makes in ours; one that is not good stays as it is."""
        whole = their.line.rstrip("\r\n")
        if not their.cells or self.ours.columns == self.theirs.columns or whole.count("\t") >= len(self.theirs.columns):
            return whole + line_end(self.ours)
        return render(self.ours, their.cells)

    def clash(self, at: int | None, message: str) -> bool:
        """Note a conflict; whether the other side's version is taken."""
        where = f"{self.ours.name}:{at + 1}" if at is not None else self.ours.name
        hint = {
            OnConflict.KEEP_BASE: "kept as it is here",
            OnConflict.KEEP_UPDATE: "taken from there",
            OnConflict.REPORT: "choose one",
        }[self.on_conflict]
        self.conflicts.append(Problem(where, message, hint))
        return self.on_conflict is OnConflict.KEEP_UPDATE

    def marked(self, our: str, their: str) -> str | None:
        """Both versions between conflict markers, where a person is to choose; else None."""
        if not (self.three_way and self.on_conflict is OnConflict.REPORT):
            return None
        end = line_end(self.ours)
        our = our if our.endswith(("\n", "\r")) or not our else our + end
        return f"<<<<<<< ours{end}{our}======={end}{their}>>>>>>> theirs{end}"

    def result(self) -> Table:
        whole = closed(self.ours) if len(self.ours.lines) in self.inserted else self.ours.lines
        lines: list[str] = []
        for at in range(len(whole) + 1):
            lines += self.inserted.get(at, ())
            if at < len(whole):
                lines.append(self.lines.get(at, whole[at]))
        return self.ours._replace(lines=tuple(line for line in lines if line))


def _join(work: _Work, key: _Key, our: _Item, their: _Item) -> None:
    """Bring the cells of ``their`` row into ``our`` row."""
    old = work.old[key].cells if key in work.old else {}
    taken: dict[str, str] = {}
    clashing: dict[str, str] = {}
    for head, cell in their.cells.items():
        before, here = old.get(head, ""), our.cells.get(head, "")
        if head == "variant" or not head or cell in (here, before):
            continue
        if here == before:
            taken[head] = cell
        else:
            clashing[head] = cell
    for head, cell in clashing.items():
        what = f"{head} is {our.cells.get(head, '')!r} here and {cell!r} in {work.theirs.name}:{their.at + 1}"
        if work.clash(our.at, f"{_label(our)}: {what}"):
            taken[head] = cell
    line = amended(work.ours, our.at, taken) if taken else our.line
    both = work.marked(line, render(work.ours, {**our.cells, **taken, **clashing})) if clashing else None
    if taken or both:
        work.lines[our.at] = both or line
        work.amended += 1


def _bring(work: _Work, key: _Key, their: _Item, *, before: int | None) -> None:
    """Bring in a row or comment that ours lacks, unless ours has removed it."""
    line = work.brought(their)
    old = work.old.get(key)
    if old is not None:
        if old.cells == their.cells:
            return
        if not work.clash(None, f"{_label(their)}: removed here and amended in {work.theirs.name}:{their.at + 1}"):
            both = work.marked("", line)
            work.insert([both] if both else [], before)
            return
    work.insert([line], before)
    work.added += bool(their.cells)


def _drop(work: _Work, key: _Key, our: _Item) -> None:
    """Remove a row or comment that theirs has removed, unless ours has amended it."""
    amended_here = work.old[key].cells != our.cells
    if amended_here and not work.clash(our.at, f"{_label(our)}: amended here and removed in {work.theirs.name}"):
        work.lines[our.at] = work.marked(our.line, "") or our.line
        return
    work.lines[our.at] = ""
    work.removed += bool(our.cells)


def _following(mine: Mapping[_Key, _Item], yours: Mapping[_Key, _Item]) -> dict[_Key, int]:
    """For each row that only theirs has: the line of ours before which it belongs; none for those at the end."""
    found: dict[_Key, int] = {}
    ahead: int | None = None
    for key in reversed(list(yours)):
        if key in mine:
            ahead = mine[key].at
        elif ahead is not None:
            found[key] = ahead
    return found


def _keyed(table: Table) -> Iterator[tuple[_Key, _Item]]:
    """Every row and comment under what makes it the same in another file; repeats are counted."""
    seen: Counter[_Key] = Counter()
    items = list(_items(table))
    rows = [item for item in items if item.cells.get("variant")]
    what = dict(zip((row.at for row in rows), identities([_about(row) for row in rows]), strict=True))
    for item in items:
        key = _key(item, what.get(item.at))
        seen[key] += 1
        yield (*key, seen[key]), item


def _about(item: _Item) -> tuple[str, str, tuple[str, ...]]:
    return item.cells["variant"], item.cells.get("term", ""), context_words(item.cells.get("context", ""))


def _key(item: _Item, identity: Identity | None) -> _Key:
    if identity is not None:
        return ("variant", *identity)
    if item.cells.get("term"):
        return ("term", item.cells["term"], item.cells.get("source", ""))
    return ("line", item.line.rstrip("\r\n"))


def _items(table: Table) -> Iterator[_Item]:
    for at in range(table.body, len(table.lines)):
        line = table.lines[at]
        if line[0] == "#":
            yield _Item(at, line, {})
        elif not line.isspace():
            cells = (cell.strip() for cell in line.rstrip("\r\n").split("\t"))
            yield _Item(at, line, dict(zip(table.columns, cells, strict=False)))


def _label(item: _Item) -> str:
    return repr(item.cells.get("variant") or item.cells.get("term") or item.line.rstrip("\r\n"))
