"""Parts that a redline adds to a package: their content types and relationships."""

from __future__ import annotations

import posixpath
import re
from typing import Final

from lxml import etree

from retranslate.formats.docx.names import RELATIONSHIPS, TYPES
from retranslate.formats.docx.package import CONTENT_TYPES, Package, parse, relationships_of, to_bytes

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Parts:
    """The parts of a package as they will be: ``changed`` holds those that differ from the package's own."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.changed: dict[str, bytes] = {}

    def get(self, part: str) -> bytes | None:
        """The part as it will be, or None."""
        return self.changed.get(part, self.package.parts.get(part))

    def put(self, part: str, root: etree._Element) -> None:
        """Set a part's content."""
        self.changed[part] = to_bytes(root)

    def tree(self, part: str) -> etree._Element | None:
        """The part, parsed anew; None where there is none."""
        data = self.get(part)
        return None if data is None else parse(data, self.package.name)

    def related(self, kind: str) -> tuple[str, ...]:
        """The parts that the main part refers to as ``kind``."""
        found = self.package.relationships(self.package.main)
        return tuple(one.target for one in found if one.kind == kind and not one.external and self.get(one.target))

    def free(self, pattern: str) -> str:
        """``pattern`` with the first number whose part does not exist yet."""
        number = 1
        while self.get(pattern.format(number)) is not None:
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
        taken = [int(found) for one in root for found in re.findall(r"^rId(\d+)$", one.get("Id", ""))]
        attributes = {
            "Id": f"rId{max(taken, default=0) + 1}",
            "Type": f"{OFFICE}/{kind}",
            "Target": posixpath.relpath(target, posixpath.dirname(source) or "."),
        }
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)
        self.put(path, root)
