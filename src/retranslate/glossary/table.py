"""A glossary file as its lines: what is not touched is written back byte for byte."""

import codecs
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from retranslate.model import Problem, RetranslateError

HEADS: Final = ("variant", "term", "source", "kind", "apply", "context", "note")
_FOREIGN_HEADS: Final = frozenset(
    (*HEADS, "target", "wrong", "right", "from", "to", "alias", "canonical", "correct", "original", "translation")
)
_OTHER_FORMATS: Final = {
    codecs.BOM_UTF16_LE: ("is UTF-16", "save it as UTF-8"),
    codecs.BOM_UTF16_BE: ("is UTF-16", "save it as UTF-8"),
    b"PK\x03\x04": ("is a spreadsheet or another zip file", "run: retranslate glossary import FILE"),
    b"\xd0\xcf\x11\xe0": ("is an old Excel file", "save it as .xlsx, then run: retranslate glossary import FILE"),
}


class Row(NamedTuple):
    """The cells of ``table.lines[at]``, as they stand there (blanks around them too)."""

    at: int
    cells: list[str]


class Table(NamedTuple):
    """A tab-separated file. ``lines`` hold their line ends; bytes that are not UTF-8 stand as lone surrogates.

    ``columns`` are the heads in the file's order, folded. ``body`` is the index of the first line under the header, 0
    for a file without one. ``name`` is what messages call the file.
    """

    name: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = HEADS
    body: int = 0
    bom: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def has_header(self) -> bool:
        """Whether a line of the file names the columns."""
        return self.body > 0


def parse(data: bytes, name: str) -> Table:
    """Cut ``data`` into lines and find the columns; raises RetranslateError for what is no glossary at all."""
    for start, (what, hint) in _OTHER_FORMATS.items():
        if data.startswith(start):
            raise RetranslateError(Problem(name, what, hint))
    if b"\0" in data[:4096]:
        raise RetranslateError(Problem(name, "is not a text file", "a glossary is UTF-8 text with tabs"))
    bom = data.startswith(codecs.BOM_UTF8)
    text = data[3 * bom :].decode("utf-8", "surrogateescape")
    lines = tuple(io.StringIO(text, newline=""))  # cuts at \n, \r\n and \r, and nowhere else
    table = Table(name, lines, bom=bom)
    first = next(rows(table), None)
    return table if first is None else _with_columns(table, first)


def encode(table: Table) -> bytes:
    """The file's bytes: those it was parsed from wherever nothing was amended."""
    return codecs.BOM_UTF8 * table.bom + "".join(table.lines).encode("utf-8", "surrogateescape")


def rows(table: Table) -> Iterator[Row]:
    """The rows under the header, without comments and blank lines."""
    for index in range(table.body, len(table.lines)):
        line = table.lines[index]
        if line[0] != "#" and not line.isspace():
            yield Row(index, line.rstrip("\r\n").split("\t"))


def widen(table: Table, heads: Iterable[str]) -> Table:
    """Add the columns the file lacks; a file without a header line gets one first, so rows may move down by one."""
    missing = [head for head in dict.fromkeys(heads) if head not in table.columns]
    if table.lines and not table.has_header and missing:
        table = headed(table)
    if not missing:
        return table
    if not table.lines:
        return table._replace(columns=(*table.columns, *missing))
    header = table.body - 1
    line = table.lines[header]
    body = line.rstrip("\r\n")
    wide = "\t".join((body, *missing)) + line[len(body) :]
    columns = (*table.columns, *missing)
    return _with_line(table, header, wide)._replace(columns=columns)


def headed(table: Table) -> Table:
    """The table with a line on top that names its columns."""
    header = "\t".join(table.columns) + line_end(table)
    return table._replace(lines=(header, *table.lines), body=1)


def append(table: Table, added: Sequence[Mapping[str, str]]) -> Table:
    """Put rows (head to value) under the last line, with the columns they need; raises RetranslateError.

    An empty file gets a header line first. The new lines end as the file's first line does.
    """
    if not added:
        return table
    table = widen(table, [head for row in added for head, value in row.items() if value])
    if not table.lines:
        table = headed(table)
    return table._replace(lines=(*closed(table), *(render(table, row) for row in added)))


def render(table: Table, row: Mapping[str, str]) -> str:
    """The line that ``row`` (head to value) makes in ``table``, line end and all; raises RetranslateError."""
    return _line(table, [row.get(head, "") for head in table.columns]) + line_end(table)


def closed(table: Table) -> tuple[str, ...]:
    """The lines, the last one with a line end too, so that another can follow."""
    if not table.lines or table.lines[-1].endswith(("\n", "\r")):
        return table.lines
    return (*table.lines[:-1], table.lines[-1] + line_end(table))


def amend(table: Table, at: int, values: Mapping[str, str]) -> Table:
    """Set cells (head to value) of the row at ``lines[at]``; its other cells stay. `widen` first for a new column."""
    return _with_line(table, at, amended(table, at, values))


def amended(table: Table, at: int, values: Mapping[str, str]) -> str:
    """The line that `amend` makes of ``lines[at]``."""
    line = table.lines[at]
    body = line.rstrip("\r\n")
    cells = body.split("\t")
    cells += [""] * (len(table.columns) - len(cells))
    for head, value in values.items():
        cells[table.columns.index(head)] = value
    return _line(table, cells) + line[len(body) :]


def line_end(table: Table) -> str:
    """How the file ends its lines: as it ends the first one, else with a line feed."""
    first = table.lines[0] if table.lines else "\n"
    return first[len(first.rstrip("\r\n")) :] or "\n"


def remove(table: Table, indices: Iterable[int]) -> Table:
    """Take out the lines at ``indices``, line ends and all."""
    gone = set(indices)
    return table._replace(lines=tuple(line for index, line in enumerate(table.lines) if index not in gone))


def _with_columns(table: Table, first: Row) -> Table:
    """Read the heads off the first line that is neither blank nor a comment, if it is a header."""
    heads = [cell.strip().casefold() for cell in first.cells]
    if "term" in heads and ("variant" in heads or "source" in heads):
        twice = [head for head in dict.fromkeys(heads) if head and heads.count(head) > 1]
        where = f"{table.name}:{first.at + 1}"
        problems = [Problem(where, f"two columns are called {head!r}", "the first one counts") for head in twice]
        return table._replace(columns=tuple(heads), body=first.at + 1, problems=tuple(problems))
    if len(heads) == 2 and not _FOREIGN_HEADS.issuperset(heads):
        return table._replace(columns=("variant", "term"))
    hint = "the first line must name the columns: variant, term, source, kind, apply, context, note"
    if len(heads) == 1:
        hint = "a glossary has columns with tabs between them: variant, term, ..."
    raise RetranslateError(Problem(f"{table.name}:{first.at + 1}", "no header line", hint))


def _with_line(table: Table, at: int, line: str) -> Table:
    return table._replace(lines=(*table.lines[:at], line, *table.lines[at + 1 :]))


def _line(table: Table, cells: list[str]) -> str:
    """One row's line, without its end; refuses what would be read back as something else."""
    line = "\t".join(cells)
    if line.count("\t") != len(cells) - 1 or "\n" in line or "\r" in line:
        raise RetranslateError(
            Problem(table.name, "a cell cannot hold a tab or a line break", f"take it out of {line!r}")
        )
    if line.startswith("#"):
        hint = "put another column first in the file"
        raise RetranslateError(Problem(table.name, f"{cells[0]!r} would be read as a comment", hint))
    return line
