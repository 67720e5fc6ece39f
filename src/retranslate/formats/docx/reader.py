"""From a package to blocks: what is text, where it stands, and what no edit may touch."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx import controls, leaves, story
from retranslate.formats.docx.fields import Field
from retranslate.formats.docx.names import BOX, CHOICE, FALLBACK, P, T, w
from retranslate.formats.docx.package import Package, parse
from retranslate.formats.docx.story import Story
from retranslate.model import Block, Document, Place, Problem

DIFFERENT: Final = "the second copy of a text box, for older readers, which says something else than the first"
_EXPECTED: Final = frozenset((leaves.PAGE, leaves.CODE))  # nobody expects an edit there, so the report is silent
_STORIES: Final = (
    ("header", Place.HEADER),
    ("footer", Place.FOOTER),
    ("footnotes", Place.FOOTNOTE),
    ("endnotes", Place.ENDNOTE),
)
_NOTES: Final = (w("footnote"), w("endnote"))
_FURNITURE: Final = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_LOCKED_BY: Final = {"readOnly": "read-only", "comments": "for comments only", "forms": "for filling in forms"}


Ranges = tuple[tuple[int, int], ...]  # of a block's text, half-open


class Home(NamedTuple):
    """Where a block stands: its story, its paragraph's number there, the fields open before it."""

    story: int
    paragraph: int
    fields: tuple[Field, ...] = ()


class Origin(NamedTuple):
    """What a Word document needs to be written back: its package, its stories, and each block's home."""

    package: Package
    stories: tuple[Story, ...]
    homes: tuple[Home, ...]


class Read(NamedTuple):
    """A story as read: its tree, its paragraphs, and of those that are blocks home, text and frozen ranges."""

    story: Story
    root: etree._Element
    paragraphs: list[etree._Element]
    blocks: tuple[tuple[Home, str, Ranges], ...]


def read_stories(package: Package, left: Counter[str]) -> list[Read]:
    """Every story of an opened package; what no edit may touch, and why, is counted in ``left``."""
    found: list[Read] = []
    for part, place in story_parts(package):
        read, root, paragraphs = story.read(part, place, package.parts[part], package.name)
        found.append(Read(read, root, paragraphs, tuple(_blocks(len(found), root, paragraphs, left))))
    return found


def origin_of(package: Package, stories: Sequence[Read]) -> Origin:
    """What it takes to write into ``package``."""
    homes = [home for one in stories for home, _, _ in one.blocks]
    return Origin(package, tuple([one.story for one in stories]), tuple(homes))


def read_package(package: Package, problems: tuple[Problem, ...] = ()) -> Document:
    """Read every block of an opened package."""
    from retranslate.formats.docx import places

    blocks: list[Block] = []
    left: Counter[str] = Counter()
    stories = read_stories(package, left)
    locked = _protection(package)
    styles = places.kinds(_related(package, "styles"))
    for one in stories:
        held = _held(one.root, left)
        left[DIFFERENT] += _different_copies(one.root)
        kinds = places.places(one.root, one.paragraphs, one.story.place, styles)
        for home, text, frozen in one.blocks:
            kind = kinds[home.paragraph]
            whole = locked or home.paragraph in held or kind.place is Place.CODE
            blocks.append(Block(text, kind.place, kind.level, ((0, len(text)),) if whole and text else frozen))
    if locked:
        hint = "in Word: Review > Restrict Editing > Stop Protection, then run again"
        problems = (Problem(package.name, f"is protected ({locked}): nothing can be changed", hint),)
    else:
        problems += tuple(
            Problem(package.name, f"left alone: {why} ({count})") for why, count in sorted(left.items()) if count
        )
    return Document(package.name, tuple(blocks), origin_of(package, stories), problems)


def story_parts(package: Package) -> Iterator[tuple[str, Place]]:
    """The parts that hold paragraphs, in reading order."""
    yield package.main, Place.BODY
    related = package.relationships(package.main)
    for kind, place in _STORIES:
        for part in dict.fromkeys(one.target for one in related if one.kind == kind and not one.external):
            if part in package.parts:
                yield part, place


def _related(package: Package, kind: str) -> etree._Element | None:
    for one in package.relationships(package.main):
        if one.kind == kind and one.target in package.parts:
            return parse(package.parts[one.target], package.name)
    return None


def _protection(package: Package) -> str:
    """How the document is protected against edits; "" where tracked changes are allowed."""
    settings = _related(package, "settings")
    found = None if settings is None else settings.find(w("documentProtection"))
    if found is None or found.get(w("enforcement")) not in ("1", "true", "on"):
        return ""
    return _LOCKED_BY.get(found.get(w("edit"), ""), "")


def _blocks(
    at: int, root: etree._Element, paragraphs: list[etree._Element], left: Counter[str]
) -> Iterator[tuple[Home, str, Ranges]]:
    """Home, text and frozen ranges of every paragraph of story ``at`` that is a block of its own."""
    particular, second = special(root, *leaves.SPECIAL), hidden(root)
    walk = leaves.Walk(())
    for number, paragraph in enumerate(paragraphs):
        if paragraph in second:
            continue
        home = Home(at, number, walk.fields)
        if paragraph in particular or walk.fields:
            yield home, *_read_slowly(walk, paragraph, left)
        else:
            yield home, plain_text(paragraph), ()


def _read_slowly(walk: leaves.Walk, paragraph: etree._Element, left: Counter[str]) -> tuple[str, Ranges]:
    texts: list[str] = []
    frozen: list[tuple[int, int]] = []
    at, last = 0, ""
    for leaf in walk.leaves(paragraph):
        end = at + len(leaf.text)
        if leaf.frozen and end > at:
            if frozen and frozen[-1][1] == at:
                frozen[-1] = (frozen[-1][0], end)
            else:
                frozen.append((at, end))
            if leaf.frozen != last and leaf.frozen not in _EXPECTED and any(map(str.isalpha, leaf.text)):
                left[leaf.frozen] += 1
        last = leaf.frozen
        texts.append(leaf.text)
        at = end
    return "".join(texts), tuple(frozen)


def special(root: etree._Element, *tags: str) -> set[etree._Element]:
    """The paragraphs that hold one of ``tags``."""
    return {next(one.iterancestors(P), one) for one in root.iter(*tags)}


def hidden(root: etree._Element) -> set[etree._Element]:
    """The paragraphs that are not blocks: second copies of text boxes, and the rules between text and notes."""
    found = {paragraph for one in root.iter(FALLBACK) for paragraph in one.iter(P)}
    for note in root.iter(*_NOTES):
        if note.get(w("type")) in _FURNITURE:
            found.update(note.iter(P))
    return found


def _different_copies(root: etree._Element) -> int:
    """How many text boxes have a second copy with another text, which no edit can follow."""
    found = 0
    for fallback in root.iter(FALLBACK):
        choice = next(fallback.itersiblings(CHOICE, preceding=True), None)
        if choice is not None and next(fallback.iter(BOX), None) is not None:
            found += [plain_text(one) for one in choice.iter(P)] != [plain_text(one) for one in fallback.iter(P)]
    return found


def plain_text(paragraph: etree._Element) -> str:
    """The text of a paragraph that holds nothing special."""
    return "".join([one.text or "" for one in paragraph.iter(T)])


def _held(root: etree._Element, left: Counter[str]) -> dict[int, str]:
    """The numbers of the paragraphs in a control that no edit may touch, and why."""
    found: dict[etree._Element, str] = {}
    for control in root.iter(controls.CONTROL):
        why = controls.reason(control)
        if why:
            inside = [one for one in control.iter(P) if one not in found]
            left[why] += bool(inside)
            found.update(dict.fromkeys(inside, why))
    if not found:
        return {}
    return {number: found[one] for number, one in enumerate(root.iter(P)) if one in found}
