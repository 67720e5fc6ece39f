"""What a file is: a Word document we may open, or a line that says what to do with it instead."""

from __future__ import annotations

from typing import Final

from retranslate.formats.docx.names import W_STRICT, W
from retranslate.formats.docx.package import Package, refuse
from retranslate.model import Problem

_SAVE: Final = "open it in Word or LibreOffice and save it as .docx"
_SIGNATURES: Final = (  # how the file begins -> what it is, what to do
    (b"{\\rtf", "is Rich Text, not a Word document", _SAVE),
    (b"%PDF", "is a PDF, not a Word document", "open it in Word and save it as .docx"),
    (b"PK\x05\x06", "is an empty zip file", "it may have been cut short: ask for it again"),
)
_MIMETYPES: Final = (  # OpenDocument and EPUB begin with their type, uncompressed
    (b"mimetypeapplication/vnd.oasis.opendocument", "is an OpenDocument file", _SAVE),
    (b"mimetypeapplication/epub", "is an e-book", "convert it to .docx or .txt first"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_DOCUMENT: Final = "wordprocessingml.document.main+xml"
_OTHERS: Final = (  # a word in a content type -> what the file is, what to do
    ("macroEnabled", "holds macros", "save it as .docx, without macros"),
    ("vbaProject", "holds macros", "save it as .docx, without macros"),
    ("wordprocessingml.template", "is a Word template", "save it as .docx"),
    ("spreadsheetml", "is a spreadsheet", "copy its text into a document"),
    ("presentationml", "is a presentation", "copy its text into a document"),
)
_FETCHED: Final = {  # external relationships that an application follows when it opens the file
    "attachedTemplate": "an outside template",
    "oleObject": "an outside OLE object",
    "package": "an outside OLE object",
    "frame": "an outside frame",
    "subDocument": "an outside subdocument",
    "aFChunk": "an outside chunk",
    "externalLinkPath": "an outside link",
    "mailMergeSource": "an outside mail-merge source",
    "mailMergeHeaderSource": "an outside mail-merge source",
    "control": "an outside control",
}


def check_signature(data: bytes, name: str) -> None:
    """Refuse what is not a zip package at all, saying what it is and what to do."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse(name, "is protected by a password", "open it in Word, remove the password, and save it again")
        raise refuse(name, "is an old Word file (.doc)", _SAVE)
    if not data:
        raise refuse(name, "is empty", "it may have been cut short: ask for it again")
    for signature, message, hint in _SIGNATURES:
        if data.startswith(signature):
            raise refuse(name, message, hint)
    for signature, message, hint in _MIMETYPES:
        if signature in data[:120]:
            raise refuse(name, message, hint)
    if not data.startswith(b"PK"):
        raise refuse(name, "is not a Word document", "if it is text, give it the suffix .txt or .md")


def check(package: Package) -> tuple[Problem, ...]:
    """Refuse a package that is not a plain Word document; the problems are what else its reader should know."""
    name = package.name
    defaults, overrides = package.types()
    kind = overrides.get(package.main) or defaults.get(package.main.rpartition(".")[2].lower(), "")
    if any("vbaProject" in one for one in (*defaults.values(), *overrides.values())):
        kind = "vbaProject"
    for word, message, hint in _OTHERS:
        if word in kind:
            raise refuse(name, message, hint)
    if not kind.endswith(_DOCUMENT):
        raise refuse(name, "is not a Word document", _SAVE)
    if W_STRICT.encode() in package.parts[package.main][:10_000] and W.encode() not in package.parts[package.main]:
        raise refuse(name, "is a Strict Open XML document", "save it as Word Document (*.docx), not Strict")
    return _outside(package)


def _outside(package: Package) -> tuple[Problem, ...]:
    found: dict[str, int] = {}
    for path in package.parts:
        if not path.endswith(".rels"):
            continue
        part = path.replace("_rels/", "", 1) if path.startswith("_rels/") else path.replace("/_rels/", "/")
        for one in package.relationships(part.removesuffix(".rels")):
            if not one.external or one.kind == "hyperlink":
                continue
            if one.kind in _FETCHED:
                hint = "it would be fetched on opening: detach it in Word and save again"
                raise refuse(package.name, f"refers to {_FETCHED[one.kind]}: {one.target[:80]!r}", hint)
            found[one.kind] = found.get(one.kind, 0) + 1
    return tuple(
        Problem(
            package.name,
            f"refers to {count} outside {kind}{'s' if count > 1 else ''}",
            "left as it is; opening the redline fetches it",
        )
        for kind, count in sorted(found.items())
    )
