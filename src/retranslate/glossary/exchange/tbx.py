"""What a TBX termbase says (ISO 30042), in its shape of 2008 (martif) and in that of 2019 (conceptEntry)."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from retranslate.glossary.exchange.parcel import Parcel, Wish, counted, one_line, with_kind, with_note, with_policy
from retranslate.model import Problem, RetranslateError

PREFERRED: Final = "preferredTerm-admn-sts"
ADMITTED: Final = "admittedTerm-admn-sts"
DEPRECATED: Final = "deprecatedTerm-admn-sts"
_RIGHT: Final = frozenset(("preferred", "legal", "regulated", "standardized", "standardised", ""))
_WRONG: Final = frozenset(("deprecated", "superseded", "forbidden", "obsolete", "rejected", "notrecommended"))
_DEPTH: Final = 200  # elements within elements; a termbase has about ten
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES, _LANGUAGES, _TERMS = ("termEntry", "conceptEntry"), ("langSet", "langSec"), ("tig", "ntig", "termSec")


@dataclass(slots=True)
class _Word:
    """One term of one language: its text, its administrative status as written, what is noted of it."""

    text: str = ""
    status: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def standing(self) -> str:
        """``right``, ``wrong`` or ``admitted``; programs write the status a little differently."""
        folded = "".join(filter(str.isalpha, self.status.casefold()))
        plain = folded.removesuffix("admnsts").removesuffix("term")
        return "right" if plain in _RIGHT else "wrong" if plain in _WRONG else "admitted"

    def row(self, term: str, default: str) -> dict[str, str]:
        """The row of this form of ``term``; a status other than ``default`` has a column of its own."""
        row = {"variant": self.text, "term": term}
        if self.status not in ("", default):
            row["status"] = self.status
        for note in self.notes:
            row = with_policy(row, note)
        return row


@dataclass(slots=True)
class _Concept:
    """One entry: its subject field, its notes, and the words of each language."""

    kind: str = ""
    notes: list[str] = field(default_factory=list)
    words: dict[str, list[_Word]] = field(default_factory=dict)


def read(data: bytes, name: str, wish: Wish) -> Parcel:
    """Read a termbase: terms that are deprecated become variants, admitted ones are protected (``never``).

    A status that is none of the usual three is kept in a column of its own. Raises RetranslateError.
    """
    _must_be_harmless(data, name)
    root = ET.parse(io.BytesIO(data)).getroot()
    if _name(root) not in ("martif", "tbx", "TBX"):
        raise RetranslateError(Problem(name, f"is no TBX: its root is {_name(root)}", "choose another --format"))
    lost: Counter[str] = Counter()
    concepts = [_concept(entry, lost) for entry in root.iter() if _name(entry) in _ENTRIES]
    groups = [rows for rows in (_rows(concept, wish, lost) for concept in concepts) if rows]
    names = Counter(rows[0].get("term", "") for rows in groups)
    rows = [row for group in groups for row in (_with_source(group) if names[group[0].get("term", "")] > 1 else group)]
    return Parcel(tuple(rows), tuple(counted((number, what) for what, number in lost.items())))


def _with_source(group: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The rows of a term that shares its name with another, each with the source name that tells them apart."""
    source = group[0].get("source", "")
    return ({"source": source} | row for row in group)


def _concept(entry: ET.Element, lost: Counter[str]) -> _Concept:
    concept = _Concept()
    common = _Word()
    _describe(entry, concept, common, lost)
    for section in entry:
        if _name(section) in _LANGUAGES:
            _describe(section, concept, common, lost)
            language = (section.get(_LANG) or section.get("lang") or "").casefold().replace("_", "-")
            words = concept.words.setdefault(language, [])
            for group in (element for element in section.iter() if _name(element) in _TERMS):
                word = _Word()
                _describe(group, concept, word, lost)
                if word.text:
                    words.append(word)
    concept.notes = common.notes
    return concept


def _describe(parent: ET.Element, concept: _Concept, word: _Word, lost: Counter[str]) -> None:
    """Read what stands under ``parent``, short of the languages and terms that have a part of their own."""
    for element in parent:
        name, text = _name(element), one_line("".join(element.itertext()))
        what = element.get("type", "") if name in ("termNote", "descrip", "admin") else name
        if name in (*_LANGUAGES, *_TERMS):
            continue
        if name.endswith("Grp"):
            _describe(element, concept, word, lost)
        elif name == "term":
            word.text = text
        elif what == "administrativeStatus":
            word.status = text
        elif what == "subjectField":
            concept.kind = concept.kind or text
        elif what == "note":
            word.notes.append(text)
        elif name == "descrip" or what in ("definition", "context"):
            word.notes.append(f"{what}: {text}" if what else text)
        elif text:
            lost[f"piece{{s}} of {what or name}"] += 1


def _rows(concept: _Concept, wish: Wish, lost: Counter[str]) -> list[dict[str, str]]:
    """The rows of one concept: its forms, and the term itself where no form says what is known of it."""
    target = [
        word for language, words in concept.words.items() if _is(language, wish.target_language) for word in words
    ]
    source = _source_words(concept, wish, lost)
    if not target:
        lost[f"concept{{s}} without a term in {wish.target_language}"] += 1
        return []
    term = _canonical(target)
    name = term.text if term else ""
    forms = [
        word.row(name, DEPRECATED) if word.standing == "wrong" else {"apply": "never"} | word.row(name, ADMITTED)
        for word in target
        if word is not term
    ]
    alone = {"term": name}
    if term and (term.status not in ("", PREFERRED) or term.notes):
        alone = {key: cell for key, cell in term.row(name, PREFERRED).items() if key != "variant"}
    for note in concept.notes:
        alone = with_note(alone, note)
    rows = [alone, *forms] if name and (not forms or len(alone) > 1) else forms
    if concept.kind and rows:
        rows[0] = with_kind(rows[0], concept.kind)
    if source and rows:
        rows[0] = {"source": source[0].text} | rows[0]
    return [*rows, *({"term": name, "source": word.text} for word in source[1:] if name)]


def _canonical(words: Iterable[_Word]) -> _Word | None:
    """The word that is the term: a preferred one, else one without a status, else one that may stand."""
    free = [word for word in words if word.standing != "wrong" and "retranslate:apply=never" not in word.notes]
    order = sorted(free, key=lambda word: (word.standing != "right", not word.status))
    return order[0] if order else None


def _source_words(concept: _Concept, wish: Wish, lost: Counter[str]) -> list[_Word]:
    """The words of the source language, else of the first language that is not the target."""
    others = [language for language in concept.words if not _is(language, wish.target_language)]
    chosen = next((language for language in others if _is(language, wish.source_language)), others[0] if others else "")
    left = sum(len(concept.words[language]) for language in others if language != chosen)
    if left:
        lost["term{s} in a further language"] += left
    return concept.words[chosen] if others else []


def _is(language: str, wanted: str) -> bool:
    return language == wanted or language.startswith(f"{wanted}-")


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _must_be_harmless(data: bytes, name: str) -> None:
    """Refuse XML that declares or needs entities, or is nested beyond reason; nothing is ever fetched.

    A document type is let through when it only names an outer file, as the shape of 2008 does.
    """
    depth = 0

    def refuse(what: str, hint: str) -> None:
        raise RetranslateError(Problem(f"{name}:{parser.CurrentLineNumber}", what, hint))

    def doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            refuse("declares entities of its own", "remove the part in brackets after <!DOCTYPE")

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            refuse(f"is nested more than {_DEPTH} elements deep", "this is no termbase")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = lambda *_: refuse("declares an entity", "remove the declaration")
    parser.SkippedEntityHandler = lambda entity, _: refuse(f"needs the entity &{entity};", "write its text instead")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise RetranslateError(
            Problem(f"{name}:{error.lineno}", f"is not well-formed XML: {error}", "export it again")
        ) from error
    except (LookupError, ValueError) as error:
        raise RetranslateError(Problem(name, f"has an unknown encoding: {error}", "save it as UTF-8")) from error
