"""Formats of two names a line: OmegaT, DeepL, Google and Weblate, and our own columns as CSV."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from retranslate.glossary.exchange.parcel import (
    First,
    Parcel,
    Row,
    Shipment,
    Wish,
    counted,
    guard,
    policy_of,
    unguard,
    with_kind,
    with_note,
    with_policy,
)
from retranslate.glossary.table import HEADS
from retranslate.model import Problem, RetranslateError

DEEPL_BYTES: Final = 1024  # the longest name DeepL takes, in UTF-8
WEBLATE: Final = ("source", "target", "context", "translator_comments", "developer_comments")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}([-_][a-z0-9]+)*")


def write_omegat(parcel: Parcel, wish: Wish) -> Shipment:
    """Source, target, comment with tabs between them, UTF-8: save it as .txt, which OmegaT reads as UTF-8."""
    pairs, lost = _pairs(parcel, wish, also=("note",))
    lines = "".join("\t".join((row["first"], row["term"], row.get("note", ""))).rstrip("\t") + "\n" for row in pairs)
    return Shipment(lines.encode(), len(pairs), tuple(lost))


def write_deepl(parcel: Parcel, wish: Wish) -> Shipment:
    """Source and target as CSV without a header; each source once, no name longer than DeepL takes."""
    pairs, lost = _pairs(parcel, wish)
    short = [row for row in pairs if max(len(row["first"].encode()), len(row["term"].encode())) <= DEEPL_BYTES]
    lost += counted([(len(pairs) - len(short), f"name{{s}} longer than {DEEPL_BYTES} bytes")])
    return _plain_csv(short, lost)


def write_google(parcel: Parcel, wish: Wish) -> Shipment:
    """Source and target as CSV without a header; each source once."""
    return _plain_csv(*_pairs(parcel, wish))


def write_weblate(parcel: Parcel, wish: Wish) -> Shipment:
    """Weblate's CSV: the kind is the context, the note a translator comment, the policy a developer comment."""
    pairs, lost = _pairs(parcel, wish, also=("kind", "note", "apply", "context"))
    rows = [
        (row["first"], row["term"], row.get("kind", ""), row.get("note", ""), " | ".join(policy_of(row)))
        for row in pairs
    ]
    return Shipment(_csv([WEBLATE, *rows], quoting=csv.QUOTE_ALL), len(rows), tuple(lost))


def write_csv(parcel: Parcel, wish: Wish) -> Shipment:
    """All our columns as CSV, for a spreadsheet."""
    del wish
    heads = [*HEADS, *dict.fromkeys(head for row in parcel.rows for head in row if head not in HEADS)]
    rows = [[row.get(head, "") for head in heads] for row in parcel.rows]
    return Shipment(codecs.BOM_UTF8 + _csv([heads, *rows]), len(rows), parcel.lost)


def read(data: bytes, name: str, wish: Wish) -> Parcel:
    """Read any of these formats: by its header if it has one, else by its columns. Raises RetranslateError."""
    return read_records(list(_records(data, name)), name, wish)


def read_records(records: Sequence[tuple[int, list[str]]], name: str, wish: Wish) -> Parcel:
    """Read what stands in ``records``: line numbers with cells."""
    if not records:
        return Parcel(())
    heads = [cell.strip().casefold() for cell in records[0][1]]
    if "term" in heads and ("variant" in heads or "source" in heads):
        return _read_ours(heads, records[1:])
    if "source" in heads and "target" in heads:
        return _read_weblate(heads, records[1:], wish)
    if len(heads) > 1 and all(map(_LANGUAGE.fullmatch, heads)) and wish.target_language in {h[:2] for h in heads}:
        return _read_languages(heads, records[1:], wish)
    return _read_pairs(records, name, wish)


def _read_ours(heads: list[str], records: Sequence[tuple[int, list[str]]]) -> Parcel:
    rows = [{head: cell for head, cell in zip(heads, cells, strict=False) if head} for _, cells in records]
    wide = sum(1 for _, cells in records if any(cells[len(heads) :]))
    return Parcel(tuple(rows), tuple(counted([(wide, "row{s} with more cells than the header: what is beyond it")])))


def _read_weblate(heads: list[str], records: Sequence[tuple[int, list[str]]], wish: Wish) -> Parcel:
    rows, unsure = [], 0
    for _, cells in records:
        found = {head: cell.strip() for head, cell in zip(heads, cells, strict=False)}
        row = _paired(found["source"], found.get("target", ""), wish)
        if found.get("context"):
            row = with_kind(row, found["context"])
        row = with_note(row, found.get("translator_comments", ""))
        for line in filter(None, found.get("developer_comments", "").split(" | ")):
            row = with_policy(row, line)
        rows.append(row)
        unsure += found.get("fuzzy", "").casefold() in {"true", "1", "yes"}
    seen = ("source", "target", "context", "translator_comments", "developer_comments", "location", "id", "fuzzy")
    others = [f"the column {head}" for head in heads if head not in seen]
    return Parcel(tuple(rows), (*others, *counted([(unsure, "mark{s} that a translation needs editing")])))


def _read_languages(heads: list[str], records: Sequence[tuple[int, list[str]]], wish: Wish) -> Parcel:
    """A header of language codes: the term is the column of its language, the source name the other's."""
    term = next(at for at, head in enumerate(heads) if head.startswith(wish.target_language))
    others = [at for at in range(len(heads)) if at != term]
    source = next((at for at in others if heads[at].startswith(wish.source_language)), others[0])
    rows = [_paired(cells[source], cells[term], wish) for _, cells in records if len(cells) > max(source, term)]
    lost = [f"the column {heads[at]}" for at in others if at != source]
    return Parcel(tuple(rows), (*lost, *counted([(len(records) - len(rows), "row{s} too short")])))


def _read_pairs(records: Sequence[tuple[int, list[str]]], name: str, wish: Wish) -> Parcel:
    """No header: source and target; a third column alone is a comment; a fourth and fifth are DeepL's own exports."""
    width = max(len(cells) for _, cells in records)
    if width < 2 or width > 5:
        hint = "expected two to five columns, or a header with variant, term and source"
        raise RetranslateError(Problem(name, f"has {counted([(width, 'column')])[0]} and no header", hint))
    rows, narrow = [], 0
    for _, cells in records:
        if len(cells) < 2 or not cells[1].strip():
            narrow += 1
            continue
        row = _paired(cells[0], cells[1], wish)
        rows.append(with_note(row, cells[2]) if width == 3 and len(cells) == 3 else row)
    lost = ["the languages, and what follows them"] if width > 3 else []
    return Parcel(tuple(rows), (*lost, *counted([(narrow, "row{s} without a second column")])))


def _paired(first: str, term: str, wish: Wish) -> dict[str, str]:
    head = wish.first.value
    if wish.first is First.AUTO:
        head = (
            "source"
            if any(char.isalpha() and "LATIN" not in unicodedata.name(char, "") for char in first)
            else "variant"
        )
    return {head: first.strip(), "term": term.strip()}


def _pairs(parcel: Parcel, wish: Wish, *, also: Sequence[str] = ()) -> tuple[list[Row], list[str]]:
    """Each pair of names once, as rows with the heads first, term and ``also``; and what these do not carry."""
    head = "variant" if wish.first is First.VARIANT else "source"
    found: dict[tuple[str, str], dict[str, str]] = {}
    lost: Counter[str] = Counter()
    left = 0
    for row in parcel.rows:
        if not row.get(head) or not row.get("term"):
            left += 1
            continue
        kept = found.setdefault((row[head], row["term"]), {"first": row[head], "term": row["term"]})
        own = head == "variant" or not row.get("variant")  # else the note and the policy are those of another name
        carried = {head, "term", *(also if own else {"kind"}.intersection(also))}
        for column, cell in row.items():
            if column not in carried or kept.setdefault(column, cell) != cell:
                lost[column] += bool(cell)
    columns = [f"the column {column} ({counted([(number, 'cell')])[0]})" for column, number in lost.items() if number]
    rows = counted([(left, f"row{{s}} without a {head} and a term")])
    return list(found.values()), [*parcel.lost, *columns, *rows]


def _plain_csv(pairs: Sequence[Row], lost: Sequence[str]) -> Shipment:
    """Two columns, each first name once."""
    first: dict[str, str] = {}
    for row in pairs:
        first.setdefault(row["first"], row["term"])
    guarded = sum(guard(cell) != cell for pair in first.items() for cell in pair)
    more = counted([(len(pairs) - len(first), "second term{s} of one name")])
    more += counted([(guarded, "apostrophe{s} before a name that a spreadsheet would run as a formula")])
    return Shipment(_csv(list(first.items())), len(first), (*lost, *more))


def _csv(rows: Sequence[Sequence[str]], *, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=quoting).writerows([guard(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _records(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The records with their line numbers, without comments and empty ones. Quotes are quotes only with commas."""
    text = decoded(data, name)
    delimiter = _delimiter(text)
    if delimiter == "\t":
        for number, line in enumerate(io.StringIO(text, newline=""), 1):
            if not line.startswith("#") and not line.isspace():
                yield number, [_unquoted(cell) for cell in line.rstrip("\r\n").split("\t")]
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield reader.line_num, [unguard(cell) for cell in cells]
    except csv.Error as error:
        hint = "a quotation mark inside a cell is doubled, and the cell stands in quotation marks"
        raise RetranslateError(Problem(f"{name}:{reader.line_num}", f"is not CSV: {error}", hint)) from error


def decoded(data: bytes, name: str) -> str:
    """The text in ``data``: UTF-8, or UTF-16 with a byte-order mark as Excel writes it."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RetranslateError(Problem(name, "is neither UTF-8 nor UTF-16", "save it as UTF-8")) from error
    if "\0" in text:
        raise RetranslateError(Problem(name, "is not a text file", "choose its format with --format"))
    return text


def _delimiter(text: str) -> str:
    """Tab, comma or semicolon: the one the first line has most of; tab before comma before semicolon."""
    first = next((line for line in text.split("\n") if line.strip() and not line.startswith("#")), "")
    return max("\t,;", key=first.count)


def _unquoted(cell: str) -> str:
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if quoted else cell
