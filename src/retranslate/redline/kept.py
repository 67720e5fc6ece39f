"""The record of a redline that lost it on its way: an application that goes through another format drops custom XML.

What survives is one custom property of the document, the record's id. Under that id a copy of the record is kept in the
cache folder of whoever wrote the redline; and every copy of the redline as it was written holds the record.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lxml import etree

from retranslate import cache, files
from retranslate.formats.docx import limits
from retranslate.formats.docx.package import Package, parse, relationships_of
from retranslate.model import RetranslateError
from retranslate.redline.parts import Parts

NAMESPACE: Final = b"urn:retranslate:redline:1"  # of the part that holds a record
PROPERTY: Final = "retranslate"
_PART: Final = "docProps/custom.xml"
_KIND: Final = "custom-properties"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of every property that a user may make (MS-OLEPS 2.21)
_AT_MOST: Final = 200  # files of a folder that are looked into
_NEWEST: Final = 8  # records in each of the 256 folders of the cache, by the first two figures of their ids


def id_of(record: bytes) -> str:
    """The id of the part that holds a manifest."""
    return files.digest(record)


def mark(parts: Parts, record: bytes) -> None:
    """Write the id of ``record`` into the package's custom properties."""
    part = _part(parts.package)
    root = None if part is None else parts.tree(part)
    if root is None:
        part = _PART
        root = etree.Element(f"{{{_NAMESPACE}}}Properties", nsmap={None: _NAMESPACE, "vt": _VALUES})  # type: ignore[dict-item]
        parts.declare(part, _TYPE)
        parts.relate("", _KIND, part)
    assert part is not None
    for one in root:
        if one.get("name") == PROPERTY:
            root.remove(one)
    number = max((int(one.get("pid", "1")) for one in root), default=1) + 1
    made = etree.SubElement(root, f"{{{_NAMESPACE}}}property", fmtid=_FORMAT, pid=str(number), name=PROPERTY)
    etree.SubElement(made, f"{{{_VALUES}}}lpwstr").text = id_of(record)
    parts.put(part, root)


def written(opened: Package) -> set[str]:
    """The entries of a package that `mark` may change."""
    return {relationships_of(""), _part(opened) or _PART}


def wanted(opened: Package) -> str | None:
    """The id of the record that a package once held; None if it never held one."""
    part = _part(opened)
    if part is None:
        return None
    for one in parse(opened.parts[part], opened.name):
        value = "".join(map(str, one.itertext())).strip() if one.get("name") == PROPERTY else ""
        if re.fullmatch(r"[0-9a-f]{32}", value):
            return value
    return None


def keep(redline: bytes) -> None:
    """Put a copy of the record in ``redline``, a document that was just written, into the cache folder."""
    record = _record(redline)
    if record is None:
        return
    cache.keep(_place(id_of(record)), record, most=_NEWEST)


def find(identity: str, beside: Iterable[Path]) -> bytes | None:
    """The record with this id: out of the cache folder, or of a redline in one of the folders ``beside``."""
    kept = _sound(identity, _read(_place(identity)))
    if kept is not None:
        return kept
    for folder in beside:
        for path in sorted(folder.glob("*.docx"))[:_AT_MOST]:
            found = _sound(identity, _record(_read(path) or b""))
            if found is not None:
                return found
    return None


def _place(identity: str) -> Path:
    return cache.folder() / "redlines" / identity[:2] / f"{identity}.xml"


def _sound(identity: str, data: bytes | None) -> bytes | None:
    return data if data is not None and id_of(data) == identity else None


def _read(path: Path) -> bytes | None:
    try:
        return files.read_bytes(path)
    except RetranslateError:
        return None


def _record(redline: bytes) -> bytes | None:
    """The part of a document that holds a manifest, if there is one."""
    try:
        with zipfile.ZipFile(io.BytesIO(redline)) as archive:
            for entry in archive.infolist():
                if entry.filename.startswith("customXml/item") and entry.file_size <= limits.XML.value:
                    data = archive.read(entry)
                    if NAMESPACE in data[:2000]:
                        return data
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError):
        pass  # no document of ours
    return None


def _part(opened: Package) -> str | None:
    found = (one.target for one in opened.relationships("") if one.kind == _KIND and not one.external)
    return next((one for one in found if one in opened.parts), None)
