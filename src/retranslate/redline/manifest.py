"""The manifest: what a redline was when it was written, kept inside it for the day it comes back.

It is a custom XML part, found by its namespace: LibreOffice renumbers such parts, but keeps them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from retranslate.formats.docx.package import Package, parse
from retranslate.model import Edit, Outcome, Span
from retranslate.redline.parts import Parts

NAMESPACE: Final = "urn:retranslate:redline:1"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM_ID: Final = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper() + "}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A redline as written: every block before and after (None: the block is deleted), and its edits.

    ``sentences[i]`` is the sentence that ``edits[i]`` stands in, as it was before. Edits come back without evidence.
    """

    name: str
    author: str
    date: str
    before: tuple[str, ...]
    after: tuple[str | None, ...]
    edits: tuple[Edit, ...]
    sentences: tuple[str, ...]

    @property
    def authors(self) -> frozenset[str]:
        """The names under which the edits' revisions and comments stand."""
        return frozenset((self.author, doubtful(self.author)))


def doubtful(author: str) -> str:
    """The author of the revisions that ask."""
    return f"{author} (check)"


def add(parts: Parts, manifest: Manifest) -> None:
    """Put ``manifest`` into the package, in place of an earlier one."""
    earlier = find(parts.package)
    if earlier is not None:
        parts.put(earlier, _element(manifest))
        return
    part = parts.free("customXml/item{}.xml")
    properties = part.replace("/item", "/itemProps")
    parts.put(part, _element(manifest))
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
    needle = NAMESPACE.encode()
    for part, data in package.parts.items():
        if part.startswith("customXml/") and needle in data[:2000] and b"<redline" in data[:2000]:
            return part
    return None


def read(package: Package) -> Manifest | None:
    """The manifest in the package, or None."""
    part = find(package)
    return None if part is None else _manifest(parse(package.parts[part], package.name))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _element(manifest: Manifest) -> etree._Element:
    attributes = {"name": manifest.name, "author": manifest.author, "date": manifest.date}
    root = etree.Element(_tag("redline"), attributes, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    block, after = _tag("block"), _tag("after")
    for index, (old, new) in enumerate(zip(manifest.before, manifest.after, strict=True)):
        etree.SubElement(root, block).text = old
        if new != old:
            changed = etree.SubElement(root, after, {"block": str(index)})
            changed.text = new
            if new is None:
                changed.set("deleted", "1")
    for edit, sentence in zip(manifest.edits, manifest.sentences, strict=True):
        _add_edit(root, edit, sentence)
    return root


def _add_edit(root: etree._Element, edit: Edit, sentence: str) -> None:
    attributes = {
        "block": str(edit.span.block),
        "start": str(edit.span.start),
        "end": str(edit.span.end),
        "rule": edit.rule,
        "outcome": edit.outcome.value,
        "confidence": repr(edit.confidence),
    }
    element = etree.SubElement(root, _tag("edit"), attributes)
    fields = {"before": edit.before, "to": edit.after, "term": edit.term, "variant": edit.variant, "sentence": sentence}
    for name, value in (*fields.items(), *(("why", reason) for reason in edit.why)):
        if value is not None:
            etree.SubElement(element, _tag(name)).text = value


def _manifest(root: etree._Element) -> Manifest:
    before = tuple(one.text or "" for one in root.iterchildren(_tag("block")))
    after: list[str | None] = list(before)
    for one in root.iterchildren(_tag("after")):
        after[int(one.get("block", "0"))] = None if one.get("deleted") else one.text or ""
    edits = list(root.iterchildren(_tag("edit")))
    return Manifest(
        root.get("name", ""),
        root.get("author", ""),
        root.get("date", ""),
        before,
        tuple(after),
        tuple(_edit(one) for one in edits),
        tuple(_texts(one).get("sentence", "") for one in edits),
    )


def _texts(element: etree._Element) -> Mapping[str, str]:
    return {etree.QName(child).localname: child.text or "" for child in element}


def _edit(element: etree._Element) -> Edit:
    texts = _texts(element)
    return Edit(
        Span(int(element.get("block", "0")), int(element.get("start", "0")), int(element.get("end", "0"))),
        texts.get("before", ""),
        texts.get("to"),
        element.get("rule", ""),
        Outcome(element.get("outcome", "ask")),
        float(element.get("confidence", "0")),
        tuple(child.text or "" for child in _reasons(element)),
        texts.get("term"),
        texts.get("variant"),
    )


def _reasons(element: etree._Element) -> Iterable[etree._Element]:
    return element.iterchildren(_tag("why"))
