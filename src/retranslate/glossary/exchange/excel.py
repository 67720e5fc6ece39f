"""Excel workbooks: all our columns, as text that no spreadsheet will run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from retranslate.glossary.exchange import bilingual
from retranslate.glossary.exchange.parcel import Parcel, Shipment, Wish, counted, guard, unguard
from retranslate.glossary.table import HEADS
from retranslate.model import Problem, RetranslateError

if TYPE_CHECKING:
    from types import ModuleType

UNPACKED: Final = 256 << 20  # bytes; a workbook of half a million rows unpacks to about as much
_WIDTHS: Final = {"variant": 28, "term": 28, "source": 16, "context": 24, "note": 40}


def write(parcel: Parcel, wish: Wish) -> Shipment:
    """One sheet with a header; every cell is text, and one that looks like a formula has an apostrophe before it."""
    del wish
    openpyxl = _openpyxl()
    heads = [*HEADS, *dict.fromkeys(head for row in parcel.rows for head in row if head not in HEADS)]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    for at, head in enumerate(heads):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(at + 1)].width = _WIDTHS.get(head, 12)
    sheet.append([_text(openpyxl, sheet, head, bold=True) for head in heads])
    for row in parcel.rows:
        sheet.append([_text(openpyxl, sheet, guard(row.get(head, "")), bold=False) for head in heads])
    out = io.BytesIO()
    book.save(out)
    return Shipment(out.getvalue(), len(parcel.rows), parcel.lost)


def read(data: bytes, name: str, wish: Wish) -> Parcel:
    """The first sheet, as if it were CSV. Formulas are not run: their cells are left out and told."""
    openpyxl = _openpyxl()
    _must_be_harmless(data, name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
        formulas = [0]
        records = [
            (number, cells)
            for number, cells in enumerate(_rows(sheet, formulas), 1)
            if any(cell.strip() for cell in cells)
        ]
    except RetranslateError:
        raise
    except Exception as error:  # openpyxl raises whatever its XML and zip readers do
        raise RetranslateError(Problem(name, "is not an Excel workbook", "save it as .xlsx again")) from error
    parcel = bilingual.read_records(records, name, wish)
    return Parcel(parcel.rows, (*parcel.lost, *counted([(formulas[0], "cell{s} with a formula")])))


def _rows(sheet: object, formulas: list[int]) -> Iterator[list[str]]:
    for row in sheet.iter_rows():  # type: ignore[attr-defined]
        cells = []
        for cell in row:
            formula = cell.data_type == "f"
            formulas[0] += formula
            cells.append("" if formula or cell.value is None else _shown(cell.value))
        while cells and not cells[-1].strip():
            cells.pop()
        yield cells


def _shown(value: object) -> str:
    """A cell's value as text: a whole number without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unguard(str(value))


def _text(openpyxl: ModuleType, sheet: object, text: str, *, bold: bool) -> object:
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=text or None)
    if text:
        cell.data_type = "s"  # openpyxl would take a leading = for a formula
        cell.number_format = "@"
    if bold:
        cell.font = openpyxl.styles.Font(bold=True)
    return cell


def _must_be_harmless(data: bytes, name: str) -> None:
    """Refuse a workbook that unpacks to more than any glossary, or whose XML declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            if size > UNPACKED:
                problem = Problem(name, f"unpacks to {size >> 20} MB", "a glossary is smaller than that")
                raise RetranslateError(problem)
            for member in archive.infolist():
                with archive.open(member) as file:
                    start = file.read(2048)
                if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in start.replace(b"\0", b""):
                    problem = Problem(name, f"declares a document type in {member.filename}", "save it as .xlsx again")
                    raise RetranslateError(problem)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise RetranslateError(Problem(name, "is not an Excel workbook", "save it as .xlsx again")) from error


def _openpyxl() -> ModuleType:
    try:
        import openpyxl
        import openpyxl.cell
        import openpyxl.styles
        import openpyxl.utils
    except ImportError as error:
        hint = "run: pip install 'retranslate[exchange]'"
        raise RetranslateError(Problem("Excel", "needs the library openpyxl", hint)) from error
    module: ModuleType = openpyxl
    return module
