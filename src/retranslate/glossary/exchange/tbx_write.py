"""A glossary as a TBX termbase (ISO 30042): TBX-Basic, in the shape of 2008 or in that of 2019."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from retranslate.glossary.exchange.parcel import Parcel, Row, Shipment, Wish, counted, policy_of
from retranslate.glossary.exchange.tbx import ADMITTED, DEPRECATED, PREFERRED
from retranslate.glossary.table import HEADS


class _Shape(NamedTuple):
    """What the two editions of the standard call the same things."""

    root: str
    attributes: dict[str, str]
    header: str
    entry: str
    language: str
    term: str


_MARTIF: Final = _Shape("martif", {"type": "TBX-Basic"}, "martifHeader", "termEntry", "langSet", "tig")
_TBX: Final = _Shape(
    "tbx",
    {"type": "TBX-Basic", "style": "dca", "xmlns": "urn:iso:std:iso:30042:ed-2"},
    "tbxHeader",
    "conceptEntry",
    "langSec",
    "termSec",
)


def write_2008(parcel: Parcel, wish: Wish) -> Shipment:
    """The shape that most programs read: ``martif``, ``termEntry``, ``langSet``, ``tig``."""
    return _write(parcel, wish, _MARTIF)


def write_2019(parcel: Parcel, wish: Wish) -> Shipment:
    """The shape of the standard's third edition, style DCA: ``tbx``, ``conceptEntry``, ``langSec``, ``termSec``."""
    return _write(parcel, wish, _TBX)


def _write(parcel: Parcel, wish: Wish, shape: _Shape) -> Shipment:
    root = ET.Element(shape.root, shape.attributes | {"xml:lang": wish.target_language})
    description = ET.SubElement(ET.SubElement(root, shape.header), "fileDesc")
    ET.SubElement(ET.SubElement(description, "sourceDesc"), "p").text = "A retranslate glossary"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    lost: Counter[str] = Counter()
    concepts = _concepts(parcel.rows)
    for number, ((term, source), rows) in enumerate(concepts, 1):
        entry = ET.SubElement(body, shape.entry, {"id": f"c{number}"})
        _describe(entry, rows, lost)
        if source:
            _term(_language(entry, shape, wish.source_language), shape, source, "", ())
        language = _language(entry, shape, wish.target_language)
        if term:
            status = next((row["status"] for row in rows if not row.get("variant") and row.get("status")), PREFERRED)
            _term(language, shape, term, status, ())
        for row in rows:
            if row.get("variant"):
                default = ADMITTED if row.get("apply") == "never" else DEPRECATED
                notes = [*policy_of(row), *filter(None, [row.get("note", "")])]
                _term(language, shape, row["variant"], row.get("status") or default, notes)
    columns = Counter(head for row in parcel.rows for head in row if head not in (*HEADS, "status"))
    said = [f"the column {head} ({counted([(number, 'cell')])[0]})" for head, number in columns.items()]
    ET.indent(root)
    data = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    others = counted((number, what) for what, number in lost.items())
    return Shipment(data, len(concepts), (*parcel.lost, *said, *others))


def _concepts(rows: Iterable[Row]) -> list[tuple[tuple[str, str], list[Row]]]:
    """The rows of each term and source name; a row without a term is a concept of its own."""
    home: dict[str, str] = {}
    for row in rows:
        name = row.get("term", "")
        home[name] = home.get(name) or row.get("source", "")
    concepts: dict[tuple[str, str, int], list[Row]] = {}
    for number, row in enumerate(rows):
        name = row.get("term", "")
        key = (name, row.get("source") or home[name], -1) if name else ("", row.get("source", ""), number)
        concepts.setdefault(key, []).append(row)
    return [((term, source), found) for (term, source, _), found in concepts.items()]


def _describe(entry: ET.Element, rows: Sequence[Row], lost: Counter[str]) -> None:
    """The kind and the notes that are the concept's, not those of one of its forms."""
    kinds = list(dict.fromkeys(row["kind"] for row in rows if row.get("kind")))
    if kinds:
        ET.SubElement(entry, "descrip", {"type": "subjectField"}).text = kinds[0]
        if len(kinds) > 1:
            lost["second kind{s} of a term"] += len(kinds) - 1
    for row in rows:
        if row.get("note") and not row.get("variant"):
            ET.SubElement(entry, "note").text = row["note"]


def _language(entry: ET.Element, shape: _Shape, language: str) -> ET.Element:
    return ET.SubElement(entry, shape.language, {"xml:lang": language})


def _term(language: ET.Element, shape: _Shape, text: str, status: str, notes: Iterable[str]) -> None:
    group = ET.SubElement(language, shape.term)
    ET.SubElement(group, "term").text = text
    if status:
        ET.SubElement(group, "termNote", {"type": "administrativeStatus"}).text = status
    for note in notes:
        ET.SubElement(group, "note").text = note
