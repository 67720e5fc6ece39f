"""A DOCX package: opened with suspicion, written back entry by entry.

Pictures and other binary entries are never inflated: they are copied as the compressed bytes they came as.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple

from isal import isal_zlib
from lxml import etree

from retranslate.formats.docx import limits
from retranslate.formats.docx.names import TYPES
from retranslate.model import Problem, RetranslateError

CONTENT_TYPES: Final = "[Content_Types].xml"
LEVEL: Final = 2  # of deflate: as many bytes as zlib's own level 2, a sixth more than its usual 6
_RAW: Final = -15  # deflate as it stands in a zip file, without a head of its own
_UTF8: Final = 0x800  # the flag that says how an entry's name is written
_XML: Final = (".xml", ".rels")
_ID: Final = re.compile(rb":id=[\"'](-?\d{1,18})[\"']")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class Relationship(NamedTuple):
    """One relationship of a part: its id, the last word of its type, its target, and whether that lies outside."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """A DOCX file: its name for messages, its bytes, its entries, and its XML parts inflated, by entry name.

    Entries and parts stand in the file's order. Nothing of it changes.
    """

    def __init__(
        self, name: str, data: bytes, entries: tuple[zipfile.ZipInfo, ...], parts: Mapping[str, bytes]
    ) -> None:
        self.name = name
        self.data = data
        self.entries = entries
        self.parts = parts
        self._relationships: dict[str, tuple[Relationship, ...]] = {}

    @cached_property
    def main(self) -> str:
        """The entry name of the main document."""
        for one in self.relationships(""):
            if one.kind == "officeDocument" and one.target in self.parts:
                return one.target
        raise refuse(self.name, "has no main document", "it is damaged: open and save it again in Word or LibreOffice")

    @cached_property
    def ids(self) -> frozenset[int]:
        """Every number that is the value of an ``id`` in any part: of revisions, comments, bookmarks, notes."""
        return frozenset(int(found) for data in self.parts.values() for found in _ID.findall(data))

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """The relationships of ``part`` (``""``: of the package), internal targets as entry names."""
        if part not in self._relationships:
            self._relationships[part] = tuple(self._related(part))
        return self._relationships[part]

    def _related(self, part: str) -> Iterator[Relationship]:
        data = self.parts.get(relationships_of(part))
        if data is None:
            return
        for one in parse(data, self.name):
            external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not external:
                target = target[1:] if target.startswith("/") else normpath(join(dirname(part), target))
            yield Relationship(one.get("Id", ""), one.get("Type", "").rsplit("/", 1)[-1], target, external)

    def types(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The content types: by extension, and by entry name."""
        root = parse(self.parts[CONTENT_TYPES], self.name)
        return (
            {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{{{TYPES}}}Default")},
            {e.get("PartName", "")[1:]: e.get("ContentType", "") for e in root.iter(f"{{{TYPES}}}Override")},
        )


def relationships_of(part: str) -> str:
    """The entry name of the relationships of ``part``."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def refuse(name: str, message: str, hint: str = "") -> RetranslateError:
    """The error for a file that cannot be used."""
    return RetranslateError(Problem(name, message, hint))


def parse(data: bytes, name: str) -> etree._Element:
    """Parse one part without entities, network or a DTD; a broken one gives a RetranslateError."""
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error).partition(", line")[0].split())[:120]
        raise refuse(name, f"holds broken XML: {reason}", "open it in Word or LibreOffice and save it again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse(
            name,
            "holds a document type definition, which no Word file has",
            "it may be an attack; ask for a clean copy",
        )
    return root


def to_bytes(root: etree._Element) -> bytes:
    """A part as it is stored."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def read(data: bytes, name: str, known: Package | None = None) -> Package:
    """Open ``data``; every XML part is inflated and checked against `limits`, nothing else is looked at.

    An entry that is `packed` as it is in ``known`` is not inflated again.

    Raises RetranslateError for anything that is not a sound zip package.
    """
    if len(data) > limits.FILE.value:
        raise refuse(name, f"is larger than {limits.FILE.value >> 20} MiB", "split it")
    before = {one.filename: one for one in known.entries} if known else {}
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = tuple(archive.infolist())
        _check_entries(entries, name)
        for one in entries:
            path = one.filename
            if not path.endswith(_XML):
                _place(data, one)
            elif known and path in known.parts and packed(known.data, before[path]) == packed(data, one):
                parts[path] = known.parts[path]
            else:
                parts[path] = _inflate(one, data[_place(data, one)], name)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OSError) as error:
        raise refuse(name, f"is a broken zip file: {error}", "it may have been cut short: ask for it again") from None
    if CONTENT_TYPES not in parts:
        raise refuse(name, "is a zip file, but not a Word document", "save it as .docx")
    return Package(name, data, entries, parts)


def packed(data: bytes, one: zipfile.ZipInfo) -> tuple[int, int, int, bytes]:
    """The entry ``one`` as it lies in the zip file ``data``; entries that are equal so inflate to the same."""
    return one.compress_type, one.CRC, one.file_size, data[_place(data, one)]


def _place(data: bytes, one: zipfile.ZipInfo) -> slice:
    """Where the compressed bytes of an entry lie; BadZipFile where its own head and the file's list disagree."""
    at = one.header_offset
    mark, name_length, extra_length = struct.unpack_from("<4s22xHH", data, at)
    start = at + 30 + name_length + extra_length
    named = data[at + 30 : at + 30 + name_length].decode("utf-8" if one.flag_bits & _UTF8 else "cp437")
    if mark != b"PK\3\4" or named != one.orig_filename or start + one.compress_size > len(data):
        raise zipfile.BadZipFile(f"{one.filename} is not where its list says")
    return slice(start, start + one.compress_size)


def _check_entries(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > limits.ENTRIES.value:
        raise refuse(name, f"holds {len(entries):,} files; at most {limits.ENTRIES.value:,} are read")
    seen: set[str] = set()
    total = 0
    for one in entries:
        path = one.filename
        if path.startswith("/") or "\\" in path or ".." in path.split("/") or path[1:2] == ":" or "\0" in path:
            raise refuse(
                name, f"holds a file with an unsafe name: {path!r}", "it may be an attack; ask for a clean copy"
            )
        if path.lower() in seen:
            raise refuse(name, f"holds {path!r} twice", "open it in Word or LibreOffice and save it again")
        seen.add(path.lower())
        if one.flag_bits & 1:
            raise refuse(name, "is encrypted", "remove the password and save it again")
        if path.endswith(_XML):
            total += one.file_size
            _check_size(one, total, name)


def _check_size(one: zipfile.ZipInfo, total: int, name: str) -> None:
    if one.file_size > limits.XML.value or total > limits.TOTAL.value:
        raise refuse(name, f"unpacks to more than {limits.XML.value >> 20} MiB ({one.filename})", "split the document")
    if one.file_size > limits.RATIO_FLOOR.value and one.file_size > limits.RATIO.value * max(1, one.compress_size):
        raise refuse(
            name,
            f"unpacks to more than {limits.RATIO.value} times its size ({one.filename})",
            "it may be an attack; ask for a clean copy",
        )


def _inflate(one: zipfile.ZipInfo, data: bytes, name: str) -> bytes:
    path = one.filename
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError(f"{path} is packed in a way that Word does not use")
    if one.compress_type == zipfile.ZIP_DEFLATED:
        try:
            data = isal_zlib.decompressobj(_RAW).decompress(data, one.file_size + 1)
        except isal_zlib.error as error:  # type: ignore[misc]  # a class, which its stub calls an exception
            raise zipfile.BadZipFile(f"{path}: {error}") from None
    if len(data) != one.file_size:
        raise refuse(name, f"{path} is not as long as the file says", "it is damaged: ask for it again")
    if isal_zlib.crc32(data) != one.CRC:
        raise zipfile.BadZipFile(f"{path} is not what its checksum says")
    if data.count(b"<") > limits.TAGS.value:
        raise refuse(name, f"{path} holds more than {limits.TAGS.value:,} tags", "split the document")
    if b"DOCTYPE" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        _check_declarations(data, path, name)
    return data


def _check_declarations(data: bytes, part: str, name: str) -> None:
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data.replace(b"\0", b"")):
        what = f"{part} holds a document type definition, which no Word file has"
        raise refuse(name, what, "it may be an attack; ask for a clean copy")


def write(package: Package, changed: Mapping[str, bytes], date: str) -> bytes:
    """The package with ``changed`` entries replaced, or added at its end; all others byte for byte, in their order.

    ``date`` (ISO 8601) stamps the entries that change, so that the same input gives the same bytes.
    """
    out = io.BytesIO()
    stamp = _zip_date(date)
    with zipfile.ZipFile(out, "w") as new:
        for one in package.entries:
            if one.filename in changed:
                _add(new, one.filename, changed[one.filename], stamp)
            else:
                _copy(new, one, package.data)
        there = {one.filename for one in package.entries}
        for path in changed:
            if path not in there:
                _add(new, path, changed[path], stamp)
    return out.getvalue()


def _zip_date(date: str) -> tuple[int, int, int, int, int, int]:
    """Zip knows no year before 1980 and no odd seconds."""
    year, month, day, hour, minute, second = (int(part) for part in re.findall(r"\d+", date)[:6])
    return (1980, 1, 1, 0, 0, 0) if year < 1980 else (min(year, 2107), month, day, hour, minute, second // 2 * 2)


def _add(new: zipfile.ZipFile, path: str, data: bytes, stamp: tuple[int, int, int, int, int, int]) -> None:
    entry = zipfile.ZipInfo(path, stamp)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr, entry.create_system = 0o600 << 16, 3
    entry.CRC, entry.file_size = isal_zlib.crc32(data), len(data)
    _put(new, entry, isal_zlib.compress(data, LEVEL, _RAW))


def _copy(new: zipfile.ZipFile, one: zipfile.ZipInfo, data: bytes) -> None:
    entry = zipfile.ZipInfo(one.filename, one.date_time)
    for field in ("compress_type", "comment", "create_system", "external_attr", "internal_attr", "CRC", "file_size"):
        setattr(entry, field, getattr(one, field))
    _put(new, entry, data[_place(data, one)])


def _put(new: zipfile.ZipFile, entry: zipfile.ZipInfo, compressed: bytes) -> None:
    """Write an entry that is compressed already (zipfile has no call for it; the fields used are public)."""
    stream = new.fp
    assert stream is not None
    entry.compress_size, entry.header_offset = len(compressed), stream.tell()
    stream.write(entry.FileHeader())
    stream.write(compressed)
    new.filelist.append(entry)
    new.NameToInfo[entry.filename] = entry
    new.start_dir = stream.tell()
