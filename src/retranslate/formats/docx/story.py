"""A story is one part with paragraphs (body, header, notes ...), kept as the bytes it is.

An edit re-writes only the outermost paragraphs it touches; every other byte of the part stays as it came. So a story
knows where its outermost paragraphs begin and end.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx.names import P, W
from retranslate.formats.docx.package import parse, refuse
from retranslate.model import Place

_SLASH: Final = ord("/")
_HIDING: Final = (etree.Comment, etree.ProcessingInstruction)


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

    def between(self, at: int) -> bytes | None:
        """What stands between slice ``at`` and the next one; None after the last."""
        return self.xml[self.slices[at][1] : self.slices[at + 1][0]] if at + 1 < len(self.slices) else None


def read(part: str, place: Place, xml: bytes, name: str) -> tuple[Story, etree._Element, list[etree._Element]]:
    """Read one part: the story, its tree, and all its paragraphs in document order."""
    root = parse(xml, name)
    paragraphs = list(root.iter(P))
    story = _cut(part, place, xml, root) if _is_plain(xml, root) else None
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
    return [xml[start:end] for start, end, _ in _outermost(xml, story.tag)]


def rewritten(story: Story, xml: bytes) -> tuple[Story, list[int]] | None:
    """The story with ``xml`` in place of its own, and its outermost paragraphs that are different.

    None where more is different: every byte between the outermost paragraphs must be the same.
    """
    slices: list[tuple[int, int]] = []
    changed: list[int] = []
    before = at = 0
    for index, (start, end) in enumerate(story.slices):
        if start > before and not xml.startswith(story.xml[before:start], at):
            return None
        at += start - before
        stop = at + end - start
        if not xml.startswith(story.xml[start:end], at):
            first, stop, _ = next(_outermost(xml, story.tag, at), (-1, -1, 0))
            if first != at:
                return None
            changed.append(index)
        slices.append((at, stop))
        before, at = end, stop
    same = xml[at:] == story.xml[before:]
    return (story._replace(xml=xml, slices=tuple(slices)), changed) if same else None


def _is_plain(xml: bytes, root: etree._Element) -> bool:
    """Whether tags can be found by looking for them: UTF-8, no comments, CDATA or instructions that could hide some."""
    if (root.getroottree().docinfo.encoding or "utf-8").lower() not in ("utf-8", "us-ascii"):
        return False
    if root.getprevious() is not None or root.getnext() is not None or next(root.iter(*_HIDING), None) is not None:
        return False
    return b"<![CDATA[" not in xml and b"\0" not in xml


def _cut(part: str, place: Place, xml: bytes, root: etree._Element) -> Story | None:
    """Find the outermost paragraphs in ``xml``; None where its tags are not all named from the root."""
    head = re.search(rb"<[^?!](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>", xml)
    if root.nsmap.get(root.prefix) != W or head is None or head.group().endswith(b"/>"):
        return None
    tag = b"p" if root.prefix is None else root.prefix.encode() + b":p"
    slices, firsts = [], [0]
    for start, end, inside in _outermost(xml, tag):
        slices.append((start, end))
        firsts.append(firsts[-1] + inside)
    if xml.find(b"xmlns", head.end()) >= 0:
        gaps = zip((head.end(), *(end for _, end in slices)), (*(start for start, _ in slices), len(xml)), strict=True)
        if any(xml.find(b"xmlns", start, end) >= 0 for start, end in gaps):
            return None
    tail = b"</" + head.group()[1:-1].split(None, 1)[0] + b">"
    return Story(part, place, xml, head.group(), tail, tag, tuple(slices), tuple(firsts))


def _outermost(xml: bytes, tag: bytes, at: int = 0) -> Iterator[tuple[int, int, int]]:
    """Start and end of every outermost paragraph from ``at`` on, and how many paragraphs it holds, itself included."""
    start = depth = inside = 0
    pattern = re.compile(rb"</?" + re.escape(tag) + rb"(?:\s(?:[^\"'>]|\"[^\"]*\"|'[^']*')*|/)?>")
    for found in pattern.finditer(xml, at):
        here, end = found.span()
        if xml[here + 1] == _SLASH:
            depth -= 1
        else:
            if depth == 0:
                start, inside = here, 0
            inside += 1
            depth += xml[end - 2] != _SLASH
        if depth == 0:
            yield start, end, inside


def _count(story: Story) -> int:
    return story.firsts[-1]


def _tidied(root: etree._Element) -> etree._Element:
    """The tree with every namespace declared at the root, and nothing in it that could hide a tag."""
    for odd in [*root.iter(*_HIDING)]:
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
