"""Files that are not what they say, or mean harm: each gets one line, fast, and costs next to no memory."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redlining import DOCUMENTS, OPTIONS, propose
from retranslate import redline
from retranslate.formats import docx
from retranslate.formats.docx import limits
from retranslate.model import RetranslateError
from wordml import OFFICE, WORD, Package, p

GOOD = Package(p("Quick Hand")).build()
DOCUMENT = "word/document.xml"


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()


def changed(**parts: bytes | None) -> bytes:
    """The good package with parts replaced, added or (None) taken out; ``__`` stands for ``/`` and ``_`` for ``.``."""
    now = entries(GOOD)
    for key, data in parts.items():
        name = {"types": "[Content_Types].xml", "rels": "_rels/.rels", "links": "word/_rels/document.xml.rels"}.get(
            key, key.replace("__", "/").replace("_", ".")
        )
        if data is None:
            del now[name]
        else:
            now[name] = data
    return zipped(now)


def body(inside: bytes, prolog: bytes = b"") -> bytes:
    whole = entries(GOOD)[DOCUMENT]
    head, _, rest = whole.partition(b"<w:document")
    return changed(word__document_xml=head + prolog + b"<w:document" + rest.replace(b"Quick Hand", inside))


def relation(kind: str, target: str) -> bytes:
    links = entries(GOOD)["word/_rels/document.xml.rels"]
    one = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return changed(links=links.replace(b"</Relationships>", one.encode()))


def of_type(kind: str) -> bytes:
    types = entries(GOOD)["[Content_Types].xml"]
    return changed(types=types.replace(f"{WORD}.document.main+xml".encode(), kind.encode()))


def encrypted_entry() -> bytes:
    data = bytearray(GOOD)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + at] |= 1
    return bytes(data)


def lying_size() -> bytes:
    """An entry that is longer than its directory says."""
    data = bytearray(zipped({"[Content_Types].xml": b"<x>" + b"a" * 5000 + b"</x>"}))
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


ENTITIES = b'<!DOCTYPE w:document [<!ENTITY x "y">]>'
OUTSIDE = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    b'<!DOCTYPE w:document [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (n + 1, n, n, n, n) for n in range(97, 110))
    + b"]>"
)
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "is empty"),
    "text": (lambda: b"Quick Hand grew.", "is not a Word document"),
    "truncated": (lambda: GOOD[: len(GOOD) // 2], "is a broken zip file"),
    "cut at its end": (lambda: GOOD[:-30], "is a broken zip file"),
    "no content types": (lambda: changed(types=None), "not a Word document"),
    "no relationships": (lambda: changed(rels=None), "has no main document"),
    "no main part": (lambda: changed(word__document_xml=None), "has no main document"),
    "an empty zip": (lambda: zipped({}), "is an empty zip file"),
    "broken XML": (lambda: body(b"<w:b"), "holds broken XML"),
    "many paragraphs": (
        lambda: body(b"x</w:t></w:r></w:p>" + b"<w:p/>" * 12_000_000 + b"<w:p><w:r><w:t>"),
        "unpacks to",
    ),
    "one long text": (lambda: body(b"a" * 60_000_000), "unpacks to"),
    "deep nesting": (lambda: body(b"<w:x>" * 100_000), "holds broken XML"),
    "an outside entity": (
        lambda: body(b"a &x; b", b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "type definition",
    ),
    "an inside entity": (lambda: body(b"a &x; b", ENTITIES), "type definition"),
    "a billion laughs": (lambda: body(b"&n;", LAUGHS), "type definition"),
    "a DTD in UTF-16": (
        lambda: changed(word__document_xml='<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x "y">]><x/>'.encode("utf-16")),
        "type definition",
    ),
    "a DTD in another part": (lambda: changed(word__styles_xml=ENTITIES + b"<x/>"), "type definition"),
    "macros": (lambda: of_type("application/vnd.ms-word.document.macroEnabled.main+xml"), "holds macros"),
    "hidden macros": (
        lambda: changed(
            types=entries(GOOD)["[Content_Types].xml"].replace(
                b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
            )
        ),
        "holds macros",
    ),
    "a template": (lambda: of_type(f"{WORD}.template.main+xml"), "is a Word template"),
    "a spreadsheet": (lambda: of_type("application/vnd.x.spreadsheetml.sheet.main+xml"), "is a spreadsheet"),
    "an outside template": (lambda: relation("attachedTemplate", "http://example.org/x.dotm"), "an outside template"),
    "an outside object": (lambda: relation("oleObject", "http://example.org/x"), "an outside OLE object"),
    "an outside frame": (lambda: relation("frame", "http://example.org/x"), "an outside frame"),
    "a way out": (lambda: zipped({**entries(GOOD), "../../x.xml": b"<x/>"}), "an unsafe name"),
    "an absolute name": (lambda: zipped({**entries(GOOD), "/etc/x.xml": b"<x/>"}), "an unsafe name"),
    "a drive": (lambda: zipped({**entries(GOOD), "C:x.xml": b"<x/>"}), "an unsafe name"),
    "two of a name": (lambda: zipped([*entries(GOOD).items(), ("WORD/document.xml", b"<x/>")]), "twice"),
    "too many entries": (lambda: zipped({f"x{n}": b"" for n in range(limits.ENTRIES.value + 1)}), "at most 5,000"),
    "an encrypted entry": (encrypted_entry, "is encrypted"),
    "a lie about a size": (lying_size, "is not as long as the file says"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "by a password"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is an old Word file"),
    "Rich Text": (lambda: b"{\\rtf1\\ansi Quick Hand}", "is Rich Text"),
    "a PDF": (lambda: b"%PDF-1.7\n", "is a PDF"),
    "OpenDocument": (lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "Strict Open XML": (
        lambda: changed(
            word__document_xml=b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'
        ),
        "is a Strict Open XML document",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_line(name: str) -> None:
    make, line = BAD[name]
    data = make()
    began = time.process_time()
    with pytest.raises(RetranslateError) as refused:
        docx.read(data, "article.docx")
    assert time.process_time() - began < 1
    message = str(refused.value)
    assert message.startswith("article.docx: ")
    assert line in message
    assert "\n" not in message
    assert len(message) < 250


@pytest.mark.parametrize("name", ["many paragraphs", "one long text", "deep nesting", "a billion laughs"])
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_a_bad_file_costs_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(BAD[name][0]())
    code = """
import re, sys
from pathlib import Path
from retranslate.formats import docx
try:
    docx.read(Path(sys.argv[1]).read_bytes(), "x")
except Exception as error:
    status = Path("/proc/self/status").read_text()
    print(type(error).__name__, int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    kind, megabytes = done.stdout.split()
    assert kind == "RetranslateError"
    assert int(megabytes) < 200


def test_a_long_picture_is_no_bomb() -> None:
    """A picture packs as far as it likes: it is never unpacked."""
    data = zipped({**entries(GOOD), "word/media/image1.bmp": b"\0" * 50_000_000})
    document = docx.read(data, "x.docx")
    out = redline.write(document, propose(document), OPTIONS)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert archive.read("word/media/image1.bmp") == b"\0" * 50_000_000


@pytest.mark.parametrize("kind", ["image", "video"])
def test_other_outside_targets_are_reported_and_kept(kind: str) -> None:
    data = relation(kind, "https://example.org/tracker.png")
    document = docx.read(data, "x.docx")
    assert [one.message for one in document.problems] == [f"refers to 1 outside {kind}"]
    out = redline.write(document, propose(document), OPTIONS)
    assert b"https://example.org/tracker.png" in entries(out)["word/_rels/document.xml.rels"]


def test_links_are_no_problem() -> None:
    assert docx.read(relation("hyperlink", "https://example.org/"), "x.docx").problems == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_of_a_part(encoding: str) -> None:
    xml = entries(GOOD)[DOCUMENT].decode()
    xml = xml.replace('encoding="UTF-8"', f'encoding="{"UTF-16" if encoding == "utf-16" else "UTF-8"}"')
    document = docx.read(changed(word__document_xml=xml.encode(encoding)), "x.docx")
    assert [block.text for block in document.blocks] == ["Quick Hand"]
    edits = propose(document)
    redline.prove(document, edits, redline.write(document, edits, OPTIONS))


@pytest.mark.parametrize(
    "inside",
    [
        b"<!-- <w:p> -->Quick Hand",
        b"<![CDATA[</w:p><w:p>]]>Quick Hand",
        b"<?x <w:p> ?>Quick Hand",
    ],
)
def test_tags_that_are_none(inside: bytes) -> None:
    document = docx.read(body(inside), "x.docx")
    edits = propose(document)
    assert edits
    data = redline.write(document, edits, OPTIONS)
    redline.prove(document, edits, data)
    assert "Kuaishou" in (redline.read(data).after[0] or "")


@pytest.mark.parametrize("prefix", ["", "ns0:"])
def test_other_prefixes(prefix: str) -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = entries(GOOD)[DOCUMENT].decode().replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}")
    xml = xml.replace(namespace, namespace + namespace.replace(":w", f":{prefix}".rstrip(":")).join("  "), 1)
    document = docx.read(changed(word__document_xml=xml.encode()), "x.docx")
    edits = propose(document)
    assert edits
    redline.prove(document, edits, redline.write(document, edits, OPTIONS))


def test_a_prefix_with_two_meanings_is_refused() -> None:
    with pytest.raises(RetranslateError, match="cannot be edited safely"):
        docx.read(body(b'Quick Hand</w:t></w:r><w:x xmlns:w="urn:other"><w:p/></w:x><w:r><w:t>'), "x.docx")


def test_protection() -> None:
    for kind, blocked in (("readOnly", True), ("forms", True), ("comments", True), ("trackedChanges", False)):
        for on in ("1", "0"):
            settings = f'<w:documentProtection w:edit="{kind}" w:enforcement="{on}"/>'
            document = docx.read(Package(p("Quick Hand"), settings=settings).build(), "x.docx")
            assert bool(document.blocks[0].frozen) is (blocked and on == "1")
            assert any("is protected" in one.message for one in document.problems) is (blocked and on == "1")


def test_an_undecided_redline_is_not_redlined_again() -> None:
    document = docx.read(GOOD, "x.docx")
    first = redline.write(document, propose(document), OPTIONS)
    again = docx.read(first, "x.docx")
    with pytest.raises(RetranslateError, match="pending"):
        redline.write(again, (), OPTIONS)


DAMAGE = (b"", b"<", b">", b'"', b"<w:p>", b"</w:p>", b"9" * 30, b"\0")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.data())
def test_damage_is_refused_or_survived(path: Path, data: st.DataObject) -> None:
    """Whatever is wrong with a part, the reader says one line or reads it; nothing else is raised."""
    parts = entries(path.read_bytes())
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        length = data.draw(st.integers(0, 40))
        content[at : at + length] = data.draw(st.sampled_from(DAMAGE))
    parts[name] = bytes(content)
    with suppress(RetranslateError):
        document = docx.read(zipped(parts), "x.docx")
        edits = propose(document)
        redline.prove(document, edits, redline.write(document, edits, OPTIONS))
