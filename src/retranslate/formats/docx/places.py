"""Where a paragraph stands and what it is: read from its styles and its surroundings."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx.names import BOX, PPR, VAL, P, w
from retranslate.model import Place

_STYLE, _OUTLINE, _LIST = w("pStyle"), w("outlineLvl"), w("numPr")
_QUOTES: Final = frozenset(("quote", "intense quote", "block text", "quotations", "block quotation"))
_CODES: Final = frozenset(("source code", "html preformatted", "preformatted text", "code", "macro text"))


class Kind(NamedTuple):
    """What a paragraph is by its style: its place, and 1-9 for a heading."""

    place: Place = Place.BODY
    level: int = 0


def kinds(styles: etree._Element | None) -> Mapping[str, Kind]:
    """What each paragraph style of ``styles.xml`` makes of a paragraph, by style id; styles inherit."""
    if styles is None:
        return {}
    found = {one.get(w("styleId"), ""): one for one in styles.iter(w("style")) if one.get(w("type")) == "paragraph"}
    known: dict[str, Kind] = {}

    def kind(identity: str, above: tuple[str, ...] = ()) -> Kind:
        style = found.get(identity)
        if style is None or identity in above:
            return Kind()
        if identity not in known:
            known[identity] = _own(style) or kind(_value(style, "basedOn"), (*above, identity))
        return known[identity]

    return {identity: kind(identity) for identity in found}


def places(
    root: etree._Element, paragraphs: list[etree._Element], story: Place, styles: Mapping[str, Kind]
) -> list[Kind]:
    """The place and heading level of each of ``paragraphs`` of one story."""
    found: dict[etree._Element, Kind] = {}
    for mark in root.iter(_STYLE, _LIST, _OUTLINE):
        properties = mark.getparent()
        paragraph = None if properties is None else properties.getparent()
        if paragraph is None or paragraph.tag != P or properties is None or properties.tag != PPR:
            continue
        kind = _of_mark(mark, styles)
        if kind.place is not Place.BODY and found.get(paragraph, Kind()).place is not Place.HEADING:
            found[paragraph] = kind
    for cell in root.iter(w("tc")):
        found.update(dict.fromkeys(cell.iterchildren(P), Kind(Place.TABLE_CELL)))
    for box in root.iter(BOX):
        found.update(dict.fromkeys(box.iter(P), Kind(Place.TEXT_BOX)))
    default = Kind(story)
    if story is not Place.BODY:
        return [kind if (kind := found.get(one, default)).place is Place.TEXT_BOX else default for one in paragraphs]
    return [found.get(one, default) for one in paragraphs]


def _of_mark(mark: etree._Element, styles: Mapping[str, Kind]) -> Kind:
    if mark.tag == _STYLE:
        return styles.get(mark.get(VAL, ""), Kind())
    if mark.tag == _OUTLINE:
        return _heading(mark.get(VAL, ""))
    number = mark.find(w("numId"))
    return Kind() if number is not None and number.get(VAL) == "0" else Kind(Place.LIST_ITEM)


def _own(style: etree._Element) -> Kind | None:
    name = _value(style, "name").lower()
    if name == "title":
        return Kind(Place.HEADING, 1)
    if name in _QUOTES:
        return Kind(Place.QUOTATION)
    if name in _CODES:
        return Kind(Place.CODE)
    properties = style.find(PPR)
    outline = None if properties is None else properties.find(_OUTLINE)
    if outline is not None and (kind := _heading(outline.get(VAL, ""))).level:
        return kind
    if name.startswith("heading ") and name[8:].isdigit():
        return _heading(str(int(name[8:]) - 1))
    if properties is not None and properties.find(_LIST) is not None:
        return Kind(Place.LIST_ITEM)
    return None


def _heading(outline: str) -> Kind:
    """Outline level 0-8 is heading 1-9; 9 is body text."""
    return Kind(Place.HEADING, int(outline) + 1) if outline.isdigit() and int(outline) < 9 else Kind()


def _value(style: etree._Element, name: str) -> str:
    child = style.find(w(name))
    return "" if child is None else child.get(VAL, "")
