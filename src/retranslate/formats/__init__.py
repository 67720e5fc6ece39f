"""One file a format: bytes in, a `Document` out. A format costs one file here and one line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, runtime_checkable

from retranslate.model import Document, Edit, Problem, RetranslateError, Span

FORMATS = {  # suffix -> module of this package; it is imported when a file needs it
    ".txt": "plain",
    ".text": "plain",
    "": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
WRITERS = {"txt": "plain", "md": "markdown"}  # what corrected text can be written as -> module
_CODED = {"plain", "markdown", "html"}  # formats whose bytes are text in some encoding
_SAVE_AS = "open it in Word or LibreOffice and save it as .docx"
_UNREAD = {  # suffix -> what it is, what to do
    ".doc": ("an old Word file", _SAVE_AS),
    ".docm": ("a Word file with macros", f"{_SAVE_AS}, without macros"),
    ".odt": ("an OpenDocument text", _SAVE_AS),
    ".rtf": ("Rich Text", _SAVE_AS),
    ".pages": ("an Apple Pages document", "export it from Pages as .docx"),
    ".pdf": ("a PDF", "open it in Word and save it as .docx, or take its text out with pdftotext"),
    ".epub": ("an e-book", "convert it to .docx or .txt first"),
}


def read(path: Path, *, encoding: str | None = None) -> Document:
    """Read the file at ``path`` in the format its suffix names; see `read_bytes`.

    Raises:
        RetranslateError: the file cannot be read, or is none of the formats.
    """
    from retranslate import files

    return read_bytes(files.read_bytes(path), files.shown(path), suffix=path.suffix, encoding=encoding)


def read_bytes(data: bytes, name: str, *, suffix: str, encoding: str | None = None) -> Document:
    """Read ``data`` in the format that ``suffix`` (with its dot) names; a suffix nobody knows is read as plain text.

    ``name`` is for messages. ``encoding`` names the encoding of a text that is neither UTF-8 nor marked UTF-16.

    Raises:
        RetranslateError: the data are not what the suffix says, or the format is not read.
    """
    suffix = suffix.lower()
    if suffix in _UNREAD:
        what, hint = _UNREAD[suffix]
        raise RetranslateError(Problem(name, f"{what} cannot be read", hint))
    chosen = FORMATS.get(suffix, "plain")
    module = import_module(f"{__name__}.{chosen}")
    document: Document = module.read(data, name, encoding=encoding) if chosen in _CODED else module.read(data, name)
    return document


def write(document: Document, edits: Iterable[Edit], to: str) -> bytes:
    """``document`` corrected by ``edits`` (without overlaps; notes are ignored), as ``txt`` or ``md``.

    A document that came in that format keeps its encoding, line ends and everything else outside the edits.

    Raises:
        RetranslateError: an edit's text does not exist in the document's encoding.
    """
    module = import_module(f"{__name__}.{WRITERS[to]}")
    data: bytes = module.write(document, edits)
    return data


@runtime_checkable
class Located(Protocol):
    """An origin that knows where in its source each block stands."""

    def offset(self, document: Document, span: Span) -> int:
        """Code points from the start of the decoded source (without byte-order mark) to ``span``."""

    def position(self, document: Document, span: Span) -> tuple[int, int]:
        """Line and column of ``span`` in the source, both from 1; the column in code points."""


def offset(document: Document, span: Span) -> int | None:
    """Code points from the start of the decoded input (without byte-order mark) to ``span``; None where there is none.

    Plain text and Markdown have offsets; in Markdown it is the place in the source.
    """
    return document.origin.offset(document, span) if isinstance(document.origin, Located) else None


def position(document: Document, span: Span) -> tuple[int, int] | None:
    """Line and column of ``span`` in the input, both from 1, for the formats that have lines; None for the others."""
    return document.origin.position(document, span) if isinstance(document.origin, Located) else None
