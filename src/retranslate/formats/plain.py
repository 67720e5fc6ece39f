"""Plain text: one block a line, written back in the encoding and with the line ends it came with."""

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from retranslate.model import Block, Document, Edit, Problem, RetranslateError, Span
from retranslate.text.storable import unstorable

_MARKS = (  # byte-order marks; UTF-32's little-endian one begins with UTF-16's, so it comes first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_READ_UNNAMED = {"utf-8", "utf-16-le", "utf-16-be"}
_UNMARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_SIGNATURES = (
    (
        b"PK\x03\x04",
        "is a zip package (Word, OpenDocument, EPUB ...), not text",
        "give it its right suffix, such as .docx",
    ),
    (b"%PDF", "is a PDF, not text", "export its text, or save it as .docx"),
    (b"{\\rtf", "is Rich Text, not plain text", "open it in Word or LibreOffice and save it as .docx"),
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Word file (.doc), not text",
        "open it in Word or LibreOffice and save it as .docx",
    ),
)
_LINE_END = re.compile(r"(\r\n|\r|\n)")


class Encoded(NamedTuple):
    """How a text was encoded: Python's name of the codec, and the byte-order mark in front (often none)."""

    codec: str = "utf-8"
    bom: bytes = b""


class Lines(NamedTuple):
    """The origin of a plain text: its encoding, and the line end of every block ("" when the last one has none)."""

    encoded: Encoded
    ends: tuple[str, ...]

    def offset(self, document: Document, span: Span) -> int:
        """The place of ``span`` in the decoded text, in code points."""
        return (document.blocks[span.block].offset or 0) + span.start

    def position(self, document: Document, span: Span) -> tuple[int, int]:
        """Line and column of ``span``, from 1: a block is a line."""
        return span.block + 1, span.start + 1


def read(data: bytes, name: str, *, encoding: str | None = None) -> Document:
    """Read plain text; ``name`` is for messages. See `decode` for encodings and errors.

    Lines end at ``\\n``, ``\\r\\n`` or a lone ``\\r``, and nowhere else. ``Block.offset`` counts code points from the
    start of the decoded text without its byte-order mark, a CRLF being two.
    """
    text, encoded = decode(data, name, encoding=encoding)
    pieces = _LINE_END.split(text)
    texts, ends = pieces[::2], [*pieces[1::2], ""]
    if not texts[-1]:  # what follows the last line end is no line
        texts.pop()
        ends.pop()
    blocks, at = [], 0
    for line, end in zip(texts, ends, strict=True):
        blocks.append(Block(line, offset=at))
        at += len(line) + len(end)
    return Document(name, tuple(blocks), Lines(encoded, tuple(ends)))


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """The corrected text: ``edits`` (without overlaps) applied to ``document``, which may have any format.

    A plain text keeps its encoding, byte-order mark and line ends; a deleted block takes its line end with it. Other
    documents become UTF-8 with a line feed after every block.

    Raises:
        RetranslateError: a character of an edit does not exist in the text's encoding.
    """
    from retranslate.edit import corrected

    texts = corrected(document, edits)
    origin = document.origin
    lines = origin if isinstance(origin, Lines) else Lines(Encoded(), ("\n",) * len(texts))
    kept = (text + end for text, end in zip(texts, lines.ends, strict=True) if text is not None)
    return encode("".join(kept), document.name, lines.encoded)


def decode(data: bytes, name: str, *, encoding: str | None = None) -> tuple[str, Encoded]:
    """Decode ``data`` without guessing: UTF-8 with or without a byte-order mark, UTF-16 with one, or as named.

    Raises:
        RetranslateError: another encoding, a binary file, or a character that no Word document can hold.
    """
    encoded = _encoded(data, name, encoding)
    try:
        text = data[len(encoded.bom) :].decode(encoded.codec)
    except UnicodeDecodeError as error:
        at = len(encoded.bom) + error.start
        line = len(_LINE_END.findall(data[:at].decode("latin-1"))) + 1
        message = f"is not {encoded.codec.upper()}: byte 0x{data[at]:02X} at byte {at}"
        raise _refuse(f"{name}:{line}", message, "name its encoding, e.g. --encoding gb18030") from None
    except LookupError:
        raise _refuse(name, f"{encoding!r} is not an encoding of text", "name one such as gb18030 or cp1252") from None
    if stray := unstorable(text):
        line = len(_LINE_END.findall(text, 0, stray.start())) + 1
        message = f"holds the control character U+{ord(stray.group()):04X}, which no Word document can hold"
        raise _refuse(f"{name}:{line}", message, "remove it and try again")
    return text, encoded


def encode(text: str, name: str, encoded: Encoded) -> bytes:
    """The inverse of `decode`.

    Raises:
        RetranslateError: a character does not exist in that encoding.
    """
    try:
        return encoded.bom + text.encode(encoded.codec)
    except UnicodeEncodeError as error:
        message = f"{text[error.start]!r} cannot be written in {encoded.codec}"
        raise _refuse(name, message, "convert the article to UTF-8 first, or write a .docx") from None


def _encoded(data: bytes, name: str, encoding: str | None) -> Encoded:
    bom, marked = next(((bom, codec) for bom, codec in _MARKS if data.startswith(bom)), (b"", ""))
    if encoding is not None:
        try:
            codec = codecs.lookup(encoding).name
        except LookupError:
            raise _refuse(name, f"there is no encoding {encoding!r}", "name one such as gb18030 or cp1252") from None
        family = codec.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
        return Encoded(marked, bom) if marked.startswith(family) else Encoded(_UNMARKED.get(codec, codec))
    for signature, message, hint in _SIGNATURES:
        if data.startswith(signature):
            raise _refuse(name, message, hint)
    if marked in _READ_UNNAMED:
        return Encoded(marked, bom)
    if marked:
        raise _refuse(name, "is UTF-32", "name its encoding: --encoding utf-32")
    if (at := data.find(b"\0")) >= 0:
        raise _refuse(
            name, f"is not text: NUL at byte {at}", "if it is text, name its encoding, e.g. --encoding utf-16"
        )
    return Encoded()


def _refuse(where: str, message: str, hint: str) -> RetranslateError:
    return RetranslateError(Problem(where, message, hint))
