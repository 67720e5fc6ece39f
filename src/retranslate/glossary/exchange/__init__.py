"""The formats of other programs that a glossary comes in and goes out as: one line each in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final, NamedTuple

from retranslate.glossary.exchange import bilingual, excel, tbx, tbx_write
from retranslate.glossary.exchange.parcel import First, Parcel, Shipment, Wish, pack, unpack
from retranslate.model import Problem, RetranslateError

__all__ = ["FORMATS", "First", "Format", "Parcel", "Shipment", "Wish", "guess", "pack", "unpack"]


class Format(NamedTuple):
    """A format: how it is read and written, the suffix that means it when writing, and what it is in a few words."""

    read: Callable[[bytes, str, Wish], Parcel]
    write: Callable[[Parcel, Wish], Shipment]
    suffix: str
    about: str


FORMATS: Final[dict[str, Format]] = {
    "tbx": Format(
        tbx.read, tbx_write.write_2008, ".tbx", "TBX termbase in the shape of 2008, which most programs read"
    ),
    "tbx-2019": Format(tbx.read, tbx_write.write_2019, "", "TBX termbase in the shape of 2019"),
    "xlsx": Format(excel.read, excel.write, ".xlsx", "Excel workbook with all columns"),
    "csv": Format(bilingual.read, bilingual.write_csv, ".csv", "CSV with all columns"),
    "omegat": Format(bilingual.read, bilingual.write_omegat, ".txt", "OmegaT glossary: source, target, comment"),
    "deepl": Format(bilingual.read, bilingual.write_deepl, "", "DeepL glossary: source, target"),
    "google": Format(bilingual.read, bilingual.write_google, "", "Google Cloud Translation glossary: source, target"),
    "weblate": Format(bilingual.read, bilingual.write_weblate, "", "Weblate glossary, CSV"),
}


def guess(name: str, data: bytes | None = None) -> str:
    """The format of a file to be written (by its name) or read (by what is in it). Raises RetranslateError."""
    if data is not None:
        if data.startswith(b"PK\x03\x04"):
            return "xlsx"
        start = data[:512].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        return "tbx" if start.startswith(b"<") else "csv"
    suffix = PurePath(name).suffix.casefold()
    for known, one in FORMATS.items():
        if one.suffix == suffix and suffix:
            return known
    hint = f"give --format: one of {', '.join(FORMATS)}"
    raise RetranslateError(Problem(name, "the name does not say in which format to write", hint))
