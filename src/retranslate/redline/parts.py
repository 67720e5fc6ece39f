"""Parts that a redline adds to a package: their content types and relationships."""

from __future__ import annotations

import posixpath
from typing import Final

from lxml import etree

from retranslate.formats.docx.names import RELATIONSHIPS, TYPES
from retranslate.formats.docx.package import CONTENT_TYPES, Package, parse, relationships_of, to_bytes

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Parts:
    """The parts of a package as they will be."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._changed: dict[str, bytes | etree._Element] = {}

    @property
    def changed(self) -> dict[str, bytes]:
        """The parts that differ from the package's own, as they are stored."""
        return {part: one if isinstance(one, bytes) else to_bytes(one) for part, one in self._changed.items()}

    def holds(self, part: str) -> bool:
        """Whether there will be such a part."""
        return part in self._changed or part in self.package.parts

    def put(self, part: str, content: bytes | etree._Element) -> None:
        """Set a part's content; a tree may still change."""
        self._changed[part] = content

    def tree(self, part: str) -> etree._Element | None:
        """The part's tree as it was put, or parsed anew; None where there is none."""
        content = self._changed.get(part, self.package.parts.get(part))
        return parse(content, self.package.name) if isinstance(content, bytes) else content

    def related(self, kind: str) -> tuple[str, ...]:
        """The parts that the main part refers to as ``kind``."""
        found = self.package.relationships(self.package.main)
        return tuple(one.target for one in found if one.kind == kind and not one.external and self.holds(one.target))

    def free(self, pattern: str) -> str:
        """``pattern`` with the first number whose part does not exist yet."""
        number = 1
        while self.holds(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def declare(self, part: str, content_type: str) -> None:
        """Say in the package's list what ``part`` holds."""
        root = self.tree(CONTENT_TYPES)
        assert root is not None
        etree.SubElement(root, f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": content_type})
        self.put(CONTENT_TYPES, root)

    def relate(self, source: str, kind: str, target: str) -> None:
        """Let ``source`` refer to ``target``; ``kind`` is the last word of an office relationship's type."""
        path = relationships_of(source)
        root = self.tree(path)
        if root is None:
            root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})  # type: ignore[dict-item]
        ids = [one.get("Id", "") for one in root]
        taken = [int(one[3:]) for one in ids if one.startswith("rId") and one[3:].isdecimal()]
        attributes = {
            "Id": f"rId{max(taken, default=0) + 1}",
            "Type": f"{OFFICE}/{kind}",
            "Target": posixpath.relpath(target, posixpath.dirname(source) or "."),
        }
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)
        self.put(path, root)
