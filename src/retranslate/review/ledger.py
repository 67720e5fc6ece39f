"""What editors decided so far: ``glossary.decisions.tsv`` beside the glossary, a row a decision, only ever added to.

Plain text that merges in git (``*.decisions.tsv merge=union`` in .gitattributes): a row says all it means, its key is
``document`` and ``at``, and of two rows with one key the later holds, so rows that stand twice count once.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from retranslate import cache, files
from retranslate.model import Decision, Problem, RetranslateError, Verdict

COLUMNS = (
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
HEAD = "\t".join(COLUMNS) + "\n"
_COUNTED = (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.AMENDED)


class Entry(NamedTuple):
    """One row. ``document`` names the article and its content, ``at`` is ``block:start-end`` before the edits."""

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


@dataclass(frozen=True, slots=True)
class Record:
    """How editors judged one variant of one term: numbers of decisions."""

    accepted: int = 0
    rejected: int = 0
    amended: int = 0


def beside(glossary: Path) -> Path:
    """The ledger of ``glossary``."""
    return glossary.with_name(f"{glossary.stem}.decisions.tsv")


def entries(decisions: Iterable[Decision], *, document: str, date: str) -> Iterator[Entry]:
    """The rows that ``decisions`` on ``document`` make; pending and gone ones decide nothing and make none."""
    for one in decisions:
        if one.verdict in _COUNTED:
            yield Entry(
                date,
                document,
                f"{one.span.block}:{one.span.start}-{one.span.end}",
                one.variant or one.before,
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
    """
    rows = [Entry(*map(_cell, entry)) for entry in new]
    with files.lock(path):
        whole = files.read_bytes(path) if path.exists() else b""
        whole = whole[: whole.rfind(b"\n") + 1]
        held = _verdicts(whole, {row.document for row in rows})
        added = [row for row in rows if held.get((row.document, row.at)) != (row.verdict, row.written)]
        if added:
            sums = _kept(path) if path.exists() else ""
            text = ("" if whole else HEAD) + "".join("\t".join(row) + "\n" for row in added)
            _append(path, len(whole), text.encode())
            if sums is not None and not any((row.document, row.at) in held for row in added):
                _keep(path, _lines(Counter((row.variant, row.term, row.verdict) for row in added), sums))
    return len(added)


def _cell(text: str) -> str:
    return (
        " ".join(text.split()) if any(mark in text for mark in "\t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029") else text
    )


def _verdicts(whole: bytes, documents: set[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """The verdict that holds for each key of ``documents``."""
    held = {}
    for document in documents:
        wanted = b"\t" + document.encode() + b"\t"
        at = whole.find(wanted)
        while at >= 0:
            start, end = whole.rfind(b"\n", 0, at) + 1, whole.find(b"\n", at)
            entry = _entry(whole[start:end])
            if entry is not None and entry.document == document:
                held[document, entry.at] = (entry.verdict, entry.written)
            at = whole.find(wanted, end)
    return held


def _entry(line: bytes) -> Entry | None:
    cells = line.decode("utf-8", "replace").rstrip("\r").split("\t")
    return Entry(*cells) if len(cells) == len(COLUMNS) and cells[0] != COLUMNS[0] else None


def _append(path: Path, size: int, data: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o666)
        try:
            os.ftruncate(handle, size)
            try:
                if os.pwrite(handle, data, size) < len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)
    except OSError as error:
        raise RetranslateError(
            Problem(str(path), f"cannot be written: {error.strerror}", "nothing was added")
        ) from error


def read(path: Path) -> tuple[Entry, ...]:
    """The rows that hold, one a key, in the order they were first written; an absent ledger has none."""
    if not path.exists():
        return ()
    whole = files.read_bytes(path)
    held: dict[tuple[str, str], Entry] = {}
    for line in whole[: whole.rfind(b"\n") + 1].split(b"\n"):
        entry = _entry(line)
        if entry is not None:
            held[entry.document, entry.at] = entry
    return tuple(held.values())


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a ledger says of each variant: sorted lines ``variant TAB term TAB accepted TAB rejected TAB amended``."""

    lines: str = ""

    def record(self, variant: str, term: str) -> Record | None:
        """How editors judged ``variant`` (in any case and spacing) of ``term``; None if they never met it."""
        head = f"\n{_folded(variant)}\t{term}\t"
        at = self.lines.find(head)
        if at < 0:
            return None
        numbers = self.lines[at + len(head) : self.lines.index("\n", at + 1)].split("\t")
        return Record(*map(int, numbers))


def _folded(variant: str) -> str:
    from retranslate.text import fold

    return fold(variant).text


def load(path: Path) -> Ledger:
    """The ledger at ``path``, summed up; what was summed up once is kept in the cache until the ledger changes."""
    if not path.exists():
        return Ledger()
    kept = _kept(path)
    if kept is None:
        kept = _summed(files.read_bytes(path))
        _keep(path, kept)
    return Ledger("\n" + kept)


def _cached(path: Path) -> Path:
    return cache.folder() / "ledger" / files.digest(os.fsencode(path.resolve()))[:32]


def _stamp(path: Path) -> str:
    """Changes whenever the file does, short of a hand-made collision of size and nanosecond."""
    stat = path.stat()
    return f"retranslate-ledger 1 {stat.st_size} {stat.st_mtime_ns} {stat.st_ino}\n"


def _kept(path: Path) -> str | None:
    """The sums of the ledger as it stands, if the cache has them."""
    try:
        text = _cached(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    stamp = _stamp(path)
    return text[len(stamp) :] if text.startswith(stamp) and text.endswith("\n") else None


def _keep(path: Path, lines: str) -> None:
    place = _cached(path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        files.replace(place, (_stamp(path) + lines).encode())
    except (OSError, RetranslateError):
        pass  # a cache that cannot be written only costs time


def _summed(whole: bytes) -> str:
    """The sums of every row of a ledger; written for a million rows, so it never makes an `Entry`."""
    held: dict[bytes, tuple[bytes, bytes, bytes]] = {}
    for line in whole[: whole.rfind(b"\n") + 1].split(b"\n"):
        cells = line.split(b"\t", 9)
        if len(cells) == 10:
            held[cells[1] + b"\t" + cells[2]] = (cells[3], cells[4], cells[8])
    return _lines(
        {
            (
                variant.decode("utf-8", "replace"),
                term.decode("utf-8", "replace"),
                verdict.decode("utf-8", "replace"),
            ): count
            for (variant, term, verdict), count in Counter(held.values()).items()
        }
    )


def _lines(counts: Mapping[tuple[str, str, str], int], lines: str = "") -> str:
    """``counts`` of (variant, term, verdict), added to the sums ``lines`` hold."""
    records: dict[tuple[str, str], dict[str, int]] = {}
    for line in lines.split("\n")[:-1]:
        variant, term, *numbers = line.split("\t")
        records[variant, term] = dict(zip(_COUNTED, map(int, numbers), strict=True))
    for (variant, term, verdict), count in counts.items():
        if verdict in _COUNTED:
            record = records.setdefault((_folded(variant), term), dict.fromkeys(_COUNTED, 0))
            record[verdict] += count
    return "".join(
        "\t".join((variant, term, *(str(record[verdict]) for verdict in _COUNTED))) + "\n"
        for (variant, term), record in sorted(records.items())
    )
