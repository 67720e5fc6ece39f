"""Comments: why an edit is proposed, said once in the margin."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx.names import AUTHOR, DATE, ID, MC, R_, P, T, W, w
from retranslate.formats.docx.package import Package, parse
from retranslate.model import Edit, Outcome
from retranslate.redline.parts import Parts
from retranslate.redline.surgery import write_text

REASONS_AT_MOST: Final = 4
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENT: Final = w("comment")


class Policy(StrEnum):
    """Which edits carry a comment."""

    NONE = "none"
    DOUBTFUL = "doubtful"
    ALL = "all"


class Comment(NamedTuple):
    """A comment in the margin: who, when (ISO 8601), what."""

    author: str
    date: str
    text: str
    id: str = ""


def wanted(edit: Edit, policy: Policy) -> bool:
    """Whether ``policy`` asks for a comment on ``edit``."""
    return policy is Policy.ALL or (policy is Policy.DOUBTFUL and edit.outcome is not Outcome.AUTO)


def texts(edits: Iterable[Edit], policy: Policy) -> dict[int, str]:
    """The comment of each edit that carries one, by the edit's place in ``edits``.

    Edits that would carry the same words carry them once, at the first; it says how many more there are
    (docs/decisions/comments.md).
    """
    first: dict[tuple[str, str | None, tuple[str, ...]], int] = {}
    more: dict[int, int] = {}
    said: dict[int, str] = {}
    for number, edit in enumerate(edits):
        if not wanted(edit, policy):
            continue
        key = edit.rule, edit.after, edit.why
        if key in first:
            more[first[key]] = more.get(first[key], 0) + 1
        else:
            first[key] = number
            said[number] = text(edit)
    for number, count in more.items():
        said[number] += f"\n(The same goes for {count} more {'place' if count == 1 else 'places'} below.)"
    return said


def text(edit: Edit) -> str:
    """The words of one comment: the reasons, then the rule and how sure it is."""
    reasons = "; ".join(edit.why[:REASONS_AT_MOST])
    reasons = reasons[:1].upper() + reasons[1:]
    sure = "" if edit.outcome is Outcome.NOTE else f", {min(edit.confidence, 0.99):.0%} sure"  # nothing is certain
    return f"{reasons.rstrip('.')}. [{edit.rule}{sure}]" if reasons else f"[{edit.rule}{sure}]"


def add(parts: Parts, comments: Iterable[Comment]) -> None:
    """Add ``comments`` to the package, with a comments part if it has none."""
    existing = parts.related("comments")
    if existing:
        part = existing[0]
        root = parts.tree(part)
        assert root is not None
    else:
        part = parts.free("word/comments{}.xml") if parts.holds("word/comments.xml") else "word/comments.xml"
        root = etree.Element(w("comments"), nsmap={"w": W, "mc": MC})
        parts.declare(part, _TYPE)
        parts.relate(parts.package.main, "comments", part)
    for one in comments:
        root.append(_element(one))
    parts.put(part, root)


def _element(comment: Comment) -> etree._Element:
    initials = "".join(word[0] for word in comment.author.replace("(", " ").split())[:3]
    attributes = {ID: comment.id, AUTHOR: comment.author, DATE: comment.date, w("initials"): initials}
    element = etree.Element(_COMMENT, attributes)
    for number, line in enumerate(comment.text.split("\n")):
        paragraph = etree.SubElement(element, P)
        if number == 0:
            etree.SubElement(etree.SubElement(paragraph, R_), w("annotationRef"))
        write_text(etree.SubElement(paragraph, R_), line)
    return element


def of(package: Package) -> tuple[Comment, ...]:
    """The comments of a package."""
    return tuple(
        Comment(one.get(AUTHOR, ""), one.get(DATE, ""), "\n".join(map(_line, one.iter(P))), one.get(ID, ""))
        for one in elements(package)
    )


def elements(package: Package) -> list[etree._Element]:
    """The comments of a package as they stand in it."""
    parts = [one.target for one in package.relationships(package.main) if one.kind == "comments"]
    root = parse(package.parts[parts[0]], package.name) if parts and parts[0] in package.parts else ()
    return [one for one in root if one.tag == _COMMENT]


def _line(paragraph: etree._Element) -> str:
    return "".join([text.text or "" for text in paragraph.iter(T)])
