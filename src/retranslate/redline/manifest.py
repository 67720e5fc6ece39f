"""The manifest: what a redline was when it was written, kept inside it for the day it comes back.

It is a custom XML part, found by its namespace: LibreOffice renumbers such parts, but keeps them. It has two elements:
the edits, one a line, their cells between tabs, and the blocks as they were, one a line. For the other formats that
lose it, see `kept`.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from retranslate.edit import corrected
from retranslate.formats.docx.package import Package, parse, refuse
from retranslate.model import Block, Document, Edit, Outcome, Span
from retranslate.redline import kept
from retranslate.redline.parts import Parts
from retranslate.text.sentences import sentences

NAMESPACE: Final = kept.NAMESPACE.decode()
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM_ID: Final = "{3B0BFC45-EDA1-5C99-A06E-DA08759B98AF}"  # uuid5 of the namespace
_ROOT: Final = re.compile(rb"<(?:\w+:)?redline\s[^>]*\b%b[^>]*>" % NAMESPACE.encode())
_MEANS: Final = {"n": "\n", "r": "\r", "\\": "\\"}
_NONE: Final = "\\-"  # no text is escaped to it


class Manifest(NamedTuple):
    """A redline as written: every block before and after (None: the block is deleted), and its edits.

    Edits come back without their evidence.
    """

    name: str
    author: str
    date: str
    before: tuple[str, ...]
    after: tuple[str | None, ...]
    edits: tuple[Edit, ...]

    @property
    def authors(self) -> frozenset[str]:
        """The names under which the edits' revisions and comments stand."""
        return frozenset((self.author, doubtful(self.author)))

    def sentence(self, edit: Edit) -> str:
        """The sentence that ``edit`` stands in, as it was before."""
        text, span = self.before[edit.span.block], edit.span
        touched = [text[a:b] for a, b in sentences(text) if a <= span.start < b or span.start <= a < span.end]
        return "".join(touched).strip()


def doubtful(author: str) -> str:
    """The author of the revisions that ask."""
    return f"{author} (check)"


def add(parts: Parts, manifest: Manifest) -> None:
    """Put ``manifest`` into the package, in place of an earlier one."""
    data = render(manifest)
    kept.mark(parts, data)
    earlier = find(parts.package)
    if earlier is not None:
        parts.put(earlier, data)
        return
    part = parts.free("customXml/item{}.xml")
    properties = part.replace("/item", "/itemProps")
    parts.put(part, data)
    root = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
    root.set(f"{{{_PROPERTIES}}}itemID", _ITEM_ID)
    schemas = etree.SubElement(root, f"{{{_PROPERTIES}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_PROPERTIES}}}schemaRef", {f"{{{_PROPERTIES}}}uri": NAMESPACE})
    parts.put(properties, root)
    parts.declare(properties, _PROPERTIES_TYPE)
    parts.relate(part, "customXmlProps", properties)
    parts.relate(parts.package.main, "customXml", part)


def find(package: Package) -> str | None:
    """The entry that holds a manifest, or None."""
    for part, data in package.parts.items():
        if part.startswith("customXml/") and _ROOT.search(data, 0, 2000):
            return part
    return None


def signature(package: Package) -> tuple[str, str] | None:
    """Author and date of the package's manifest, without reading the rest of it; None where there is none."""
    part = find(package)
    root = None if part is None else _ROOT.search(package.parts[part])
    if root is None:
        return None
    element = parse(root.group().rstrip(b">") + b"/>", package.name)
    return element.get("author", ""), element.get("date", "")


def is_of(package: Package, manifest: Manifest) -> bool:
    """Whether the package's manifest is ``manifest``, as `add` writes it."""
    part = find(package)
    return part is not None and package.parts[part] == render(manifest)


def read(package: Package) -> Manifest | None:
    """The manifest in the package, or None.

    Raises:
        RetranslateError: there is one, but it has been tampered with.
    """
    part = find(package)
    return None if part is None else loads(package.parts[part], package.name)


def loads(data: bytes, name: str) -> Manifest:
    """The manifest that `render` gave; ``name`` is that of its document, for messages.

    Raises:
        RetranslateError: it has been tampered with.
    """
    root = parse(data, name)
    try:
        return _manifest(root)
    except (ValueError, TypeError, IndexError) as error:
        hint = "fix the article again, and review the new redline"
        raise refuse(name, f"holds a damaged record of its edits ({error})", hint) from None


@lru_cache(maxsize=1)  # rendered to be written, then again to be compared with what was
def render(manifest: Manifest) -> bytes:
    """The part that holds ``manifest``; what the blocks become, its edits tell.

    The blocks come from a document, so XML can hold every character of theirs; of a file's name that is not sure.
    """
    told = {
        "author": manifest.author,
        "date": manifest.date,
        "name": _cell(manifest.name),
        "count": str(len(manifest.before)),
        "xmlns": NAMESPACE,
    }
    return b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<redline ',
            " ".join(f"{name}={_quote(value)}" for name, value in told.items()).encode(),
            b"><edits>",
            _escape("\n".join(map(_row, manifest.edits)).encode()),
            b"</edits><blocks>",
            _escape(b"\n".join([_line(one).encode() for one in manifest.before])),
            b"</blocks></redline>",
        )
    )


def _escape(text: bytes) -> bytes:
    """``text`` as XML has it (``xml.sax.saxutils`` does the same, and imports half of the network library)."""
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _quote(text: str) -> str:
    return '"' + _escape(text.encode()).decode().replace('"', "&quot;") + '"'


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _line(text: str) -> str:
    """``text`` on one line: a backslash marks what would end it."""
    if "\n" in text or "\r" in text or "\\" in text:
        text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return text


def _split(lines: str) -> list[str]:
    return [
        re.sub(r"\\([nr\\])", lambda found: _MEANS[found.group(1)], one) if "\\" in one else one
        for one in lines.split("\n")
    ]


def _row(edit: Edit) -> str:
    span = edit.span
    numbers = (span.block, span.start, span.end, edit.confidence)
    texts = (edit.outcome, edit.rule, edit.before, edit.after, edit.term, edit.variant, *edit.why)
    return "\t".join((*map(repr, numbers), *map(_cell, texts)))


def _cell(text: str | None) -> str:
    """``text`` in ASCII, without tabs, line ends or what XML cannot hold."""
    return _NONE if text is None else text.encode("unicode_escape").decode("ascii")


def _told(cell: str) -> str | None:
    """The inverse of `_cell`."""
    return None if cell == _NONE else cell.encode("ascii").decode("unicode_escape")


def _manifest(root: etree._Element) -> Manifest:
    lines, rows = (root.findtext(_tag(tag)) or "" for tag in ("blocks", "edits"))
    count = int(root.get("count", ""))
    before = tuple(_split(lines)[:count])
    if len(before) != count:
        raise ValueError("blocks are missing")
    name = _told(root.get("name", "")) or ""
    edits = tuple(map(_edit, rows.split("\n") if rows else ()))
    after = corrected(Document(name, tuple(map(Block, before))), edits)
    return Manifest(name, root.get("author", ""), root.get("date", ""), before, after, edits)


def _edit(row: str) -> Edit:
    block, start, end, confidence, *cells = row.split("\t")
    outcome, rule, before, after, term, variant, *why = map(_told, cells)
    if outcome is None or rule is None or before is None:
        raise ValueError("an edit is not whole")
    return Edit(
        Span(int(block), int(start), int(end)),
        before,
        after,
        rule,
        Outcome(outcome),
        float(confidence),
        tuple(one for one in why if one is not None),
        term,
        variant,
    )
