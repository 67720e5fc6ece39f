"""A story is one part with paragraphs (body, header, notes ...), kept as the bytes it is.

An edit re-writes only the outermost paragraphs it touches; every other byte of the part stays as it came. So a story
knows where its outermost paragraphs begin and end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from retranslate.formats.docx.names import P, W
from retranslate.formats.docx.package import parse, refuse
from retranslate.model import Place


class Story(NamedTuple):
    """One part: ``xml``, ``slices`` (the byte ranges of its outermost paragraphs), its root's ``head`` and ``tail``.

    ``tag`` is how it writes a paragraph's name.
    ``firsts[i]`` is the number of paragraphs (nested ones too, in document order) before slice ``i``.
    """

    part: str
    place: Place
    xml: bytes
    head: bytes
    tail: bytes
    tag: bytes
    slices: tuple[tuple[int, int], ...]
    firsts: tuple[int, ...]

    def locate(self, paragraph: int) -> tuple[int, int]:
        """The slice that holds the ``paragraph``-th paragraph, and its number within that slice."""
        at = bisect_right(self.firsts, paragraph) - 1
        return at, paragraph - self.firsts[at]


def read(part: str, place: Place, xml: bytes, name: str) -> tuple[Story, etree._Element, list[etree._Element]]:
    """Read one part: the story, its tree, and all its paragraphs in document order."""
    root = parse(xml, name)
    paragraphs = list(root.iter(P))
    story = _cut(part, place, xml, root) if _is_plain(xml) else None
    if story is None or _count(story) != len(paragraphs):
        xml = etree.tostring(_tidied(root), encoding="UTF-8", xml_declaration=True, standalone=True)
        root = parse(xml, name)
        paragraphs = list(root.iter(P))
        story = _cut(part, place, xml, root)
    if story is None or _count(story) != len(paragraphs):
        raise refuse(name, f"{part} is written in a way that cannot be edited safely", "open and save it in Word")
    return story, root, paragraphs


def splice(story: Story, fragments: Mapping[int, bytes]) -> bytes:
    """The part with some of its slices replaced."""
    pieces: list[bytes] = []
    at = 0
    for index in sorted(fragments):
        start, end = story.slices[index]
        pieces += story.xml[at:start], fragments[index]
        at = end
    pieces.append(story.xml[at:])
    return b"".join(pieces)


def fragment(story: Story, indices: list[int]) -> etree._Element:
    """A tree that holds only the slices ``indices``, as children of the story's root element."""
    body = b"".join(story.xml[slice(*story.slices[index])] for index in indices)
    return parse(story.head + body + story.tail, story.part)


def fragments(story: Story, root: etree._Element) -> list[bytes]:
    """The bytes of each child of a tree that `fragment` made, as they stand in the part."""
    xml = etree.tostring(root, encoding="UTF-8")
    return [xml[start:end] for start, end in _paragraphs(xml, story.tag)[0]]


def rewritten(story: Story, xml: bytes) -> Story:
    """The story after ``xml``, which differs from its own in some paragraphs at most, was written for it."""
    slices, firsts = _paragraphs(xml, story.tag)
    return story._replace(xml=xml, slices=tuple(slices), firsts=tuple(firsts))


def _is_plain(xml: bytes) -> bool:
    """Whether tags can be found by looking for them: UTF-8, no comments, CDATA or instructions that could hide some."""
    declaration = re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?", xml)
    head = declaration.group() if declaration else b""
    named = re.search(rb"encoding\s*=\s*[\"']([^\"']*)", head)
    if named and named.group(1).lower() not in (b"utf-8", b"us-ascii"):
        return False
    return all(xml.find(mark, len(head)) < 0 for mark in (b"<!", b"<?", b"\0"))


def _cut(part: str, place: Place, xml: bytes, root: etree._Element) -> Story | None:
    """Find the outermost paragraphs in ``xml``; None where its tags are not all named from the root."""
    head = re.search(rb"<[^?!](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>", xml)
    if root.nsmap.get(root.prefix) != W or head is None or head.group().endswith(b"/>"):
        return None
    tag = b"p" if root.prefix is None else root.prefix.encode() + b":p"
    slices, firsts = _paragraphs(xml, tag)
    gaps = zip((head.end(), *(end for _, end in slices)), (*(start for start, _ in slices), len(xml)), strict=True)
    if len(slices) != len(firsts) - 1 or any(xml.find(b"xmlns", start, end) >= 0 for start, end in gaps):
        return None
    tail = b"</" + head.group()[1:-1].split(None, 1)[0] + b">"
    return Story(part, place, xml, head.group(), tail, tag, tuple(slices), tuple(firsts))


def _paragraphs(xml: bytes, tag: bytes) -> tuple[list[tuple[int, int]], list[int]]:
    """The byte ranges of the outermost paragraphs, and how many paragraphs stand before each and in all."""
    slices, firsts, seen, depth, start = [], [], 0, 0, 0
    for found in re.finditer(rb"<(/?)" + re.escape(tag) + rb"(?:\s(?:[^\"'>]|\"[^\"]*\"|'[^']*')*|/)?>", xml):
        if found.group(1):
            depth -= 1
        else:
            if depth == 0:
                start = found.start()
                firsts.append(seen)
            seen += 1
            if not found.group().endswith(b"/>"):
                depth += 1
                continue
        if depth == 0:
            slices.append((start, found.end()))
    return slices, [*firsts, seen]


def _count(story: Story) -> int:
    return story.firsts[-1]


def _tidied(root: etree._Element) -> etree._Element:
    """The tree with every namespace declared at the root, and nothing in it that could hide a tag."""
    for odd in [*root.iter(etree.Comment, etree.ProcessingInstruction)]:
        parent = odd.getparent()
        if parent is not None:
            _drop_keeping_tail(odd, parent)
    names = {prefix: uri for element in root.iter() for prefix, uri in element.nsmap.items() if prefix}
    etree.cleanup_namespaces(root, top_nsmap=names, keep_ns_prefixes=list(names))
    return root


def _drop_keeping_tail(element: etree._Element, parent: etree._Element) -> None:
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
