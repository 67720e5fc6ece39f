"""What editors decided so far: ``glossary.decisions.tsv`` beside the glossary, a row a decision, only ever added to.

Plain text that merges in git (``*.decisions.tsv merge=union`` in .gitattributes): a row says all it means, its key is
the content of its document and the place in it, and of two rows with one key the later holds, so rows that stand twice
count once. Nothing is summed up anywhere else: the rows of some wordings are found among a million in 0.2 seconds.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from retranslate import files
from retranslate.model import Decision, Problem, RetranslateError, Verdict
from retranslate.text.fold import key, unify

COLUMNS: Final = (
    "date",
    "document",
    "at",
    "variant",
    "term",
    "rule",
    "outcome",
    "confidence",
    "verdict",
    "written",
    "sentence",
)
HEAD: Final = "\t".join(COLUMNS) + "\n"
RECENT: Final = (
    1000  # decisions on a wording that count, the last ones: what editors do now says more than what they did
)
_VERDICT: Final = COLUMNS.index("verdict")
DECIDED: Final = (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.AMENDED)
_MARK: Final = "#"  # what a document's content stands behind; few bytes of a ledger are marks: a search is quick
_TAB: Final = "\t"
_CHUNK: Final = 1 << 20  # bytes read at a time
_PROBE: Final = 1 << 14  # bytes in which the end of a line is looked for
_BREAKS: Final = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


class Entry(NamedTuple):
    """One row. ``document`` is the article's name, ``#``, its content; ``at`` is ``block:start-end`` before edits."""

    date: str
    document: str
    at: str
    variant: str
    term: str
    rule: str
    outcome: str
    confidence: str
    verdict: str
    written: str
    sentence: str

    @property
    def place(self) -> tuple[str, str]:
        """What was decided about: rows with one place are one decision, and the last one holds."""
        return self.document.rpartition(_MARK)[2], self.at


def entries(decisions: Iterable[Decision], *, document: str, date: str) -> Iterator[Entry]:
    """The rows that ``decisions`` on ``document`` make; pending and gone ones decide nothing and make none."""
    for one in decisions:
        if one.verdict in DECIDED:
            yield Entry(
                date,
                document,
                f"{one.span.block}:{one.span.start}-{one.span.end}",
                unify(one.variant or one.before),
                one.term or "",
                one.rule,
                str(one.outcome),
                f"{one.confidence:.3f}",
                str(one.verdict),
                one.written or "",
                one.sentence,
            )


def append(path: Path, new: Iterable[Entry]) -> int:
    """Add to the ledger at ``path`` what it does not hold yet; returns the number of rows added.

    Locked; one write, synced; a write that fails is taken back, and what a crash left of a row is cut off first.
    Raises RetranslateError; nothing is added then.
    """
    rows = [Entry(*map(_cell, entry)) for entry in new]
    if not rows:
        return 0
    with files.lock(path):
        held = _held(path, rows)
        added = [row for row in rows if _said(row) != _said(held.get(row.place))]
        if added:
            _append(path, "".join("\t".join(row) + "\n" for row in added).encode("utf-8", "replace"))
    return len(added)


def _held(path: Path, rows: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """What the ledger holds of the articles of ``rows``, under whatever name they went then."""
    contents = {row.place[0]: row.place[0] for row in rows}
    needles = {f"{_MARK if _MARK in row.document else _TAB}{row.place[0]}\t": row.place[0] for row in rows}
    held: dict[tuple[str, str], Entry] = {}
    for one in _found(path, needles, lambda entry: entry.place[0], dict.fromkeys(contents, sys.maxsize), contents):
        held.setdefault(one.place, one)
    return held


def _cell(text: str) -> str:
    return " ".join(text.split()) if not _BREAKS.isdisjoint(text) else text


def _said(entry: Entry | None) -> tuple[str, ...] | None:
    return entry and (entry.term, entry.verdict, entry.written)


def _append(path: Path, data: bytes) -> None:
    try:
        if not path.exists() or not path.stat().st_size:
            files.replace(path, HEAD.encode() + data)
            return
        handle = os.open(path, os.O_RDWR)
        try:
            _write(handle, _lines_end(handle, os.fstat(handle).st_size), data)
        finally:
            os.close(handle)
    except OSError as error:
        raise _unusable(path, "cannot be written", error) from error


def _lines_end(handle: int, end: int) -> int:
    """Where the last whole line in the first ``end`` bytes ends; what stands behind it is a part of a line."""
    while end > 0:
        start = max(0, end - _PROBE)
        at = os.pread(handle, end - start, start).rfind(b"\n")
        if at >= 0:
            return start + at + 1
        end = start
    return 0


def _write(handle: int, size: int, data: bytes) -> None:
    os.ftruncate(handle, size)
    try:
        if os.pwrite(handle, data, size) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def read(path: Path) -> tuple[Entry, ...]:
    """The rows that hold, one a place, in the order they were first written; an absent ledger has none."""
    held: dict[tuple[str, str], Entry] = {}
    for chunk in reversed([bytes(chunk) for chunk in _chunks(path)]):
        for line in chunk.split(b"\n"):
            entry = _entry(line)
            if entry is not None:
                held[entry.place] = entry
    return tuple(held.values())


def about(path: Path, variants: Collection[str]) -> tuple[Entry, ...]:
    """The rows that hold of each of ``variants``, in any usual case and spacing: the last `RECENT`, oldest first."""
    alike = {form: key(variant) for variant in variants for form in _forms(unify(variant))}
    needles = {f"\t{form}\t": form for form in alike}
    held: dict[tuple[str, str], Entry] = {}
    for one in _found(path, needles, lambda entry: entry.variant, dict.fromkeys(alike.values(), RECENT), alike):
        held.setdefault(one.place, one)
    return tuple(reversed(held.values()))


def _forms(variant: str) -> tuple[str, ...]:
    return variant, variant.lower(), variant.upper(), variant.title(), variant.capitalize()


def _found(
    path: Path,
    needles: Mapping[str, str],
    of: Callable[[Entry], str],
    left: dict[str, int],
    alike: Mapping[str, str],
) -> Iterator[Entry]:
    """The rows in which one of ``needles`` stands and of which ``of`` says what it stands for, the last one first.

    What needles stand for counts together where it is ``alike``; there are as many rows of it as ``left`` says.
    """
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    searched: list[str] = []
    for chunk in _chunks(path):
        still = [needle for needle, said in needles.items() if left[alike[said]]]
        if not still:
            return
        if still != searched:
            searched = still
            faster = Implementation.DFA if len(still) < 2000 else None  # by a third; but large, and slow to build
            automaton = BytesAhoCorasick([one.encode("utf-8", "replace") for one in still], implementation=faster)
        for number, start, end in reversed(automaton.find_matches_as_indexes(chunk, overlapping=True)):
            said = needles[searched[number]]
            if not left[alike[said]]:
                continue
            entry = _entry(chunk[chunk.rfind(b"\n", 0, start) + 1 : chunk.find(b"\n", end)])
            if entry is not None and of(entry) == said:
                left[alike[said]] -= 1
                yield entry


def _chunks(path: Path) -> Iterator[bytearray]:
    """The whole lines of the file, about a megabyte at a time, the last ones first; an absent file has none.

    All are read into one place: what is to be kept of a chunk must be copied before the next.
    """
    if not path.exists():
        return
    try:
        with path.open("rb", buffering=0) as file:
            end = _lines_end(file.fileno(), os.fstat(file.fileno()).st_size)
            chunk = bytearray()
            while end > 0:
                start = _lines_end(file.fileno(), end - _CHUNK)
                chunk[end - start :] = bytes(max(0, end - start - len(chunk)))
                file.seek(start)
                del chunk[file.readinto(chunk) :]
                yield chunk
                end = start
    except OSError as error:
        raise _unusable(path, "cannot be read", error) from error


def _entry(line: bytes | bytearray) -> Entry | None:
    """The row on ``line``; None for the header, a conflict marker, anything else that decides nothing."""
    cells = line.decode("utf-8", "replace").rstrip("\r").split("\t")
    return Entry(*cells) if len(cells) == len(COLUMNS) and cells[_VERDICT] in DECIDED else None


def _unusable(path: Path, what: str, error: OSError) -> RetranslateError:
    return RetranslateError(Problem(files.shown(path), f"{what}: {error.strerror or error}", "nothing was added"))
