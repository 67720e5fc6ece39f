"""Where the forms of names stand in a text, as listed or inflected: one pass for any number of forms.

Text and forms are squeezed (folded, without blanks, hyphens and middle dots), so that one automaton finds "Station B",
"Station-B", "StationB" and "station  b" alike; what stands around and between the letters then says which shape it is.
The automaton is built from the forms whose beginning occurs in the text at all: that makes large glossaries cheap.
"""

from enum import StrEnum
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.match.wording import squeezed_plurals
from retranslate.model import Span
from retranslate.text.fold import HYPHENS, key, keys
from retranslate.text.ordinary import ordinary, zipf
from retranslate.text.words import is_spaced, whole, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ahocorasick_rs import AhoCorasick

    from retranslate.glossary import Glossary
    from retranslate.text import BlockView, View

_JOINTS: Final = " -\u00b7\u2022\u2027\u30fb"
_JOINING: Final = HYPHENS | set("\u00b7\u2022\u2027\u30fb")
_DASHES: Final = frozenset("\u2012\u2013\u2014\u2015\u2212\ufe58")
_ENDINGS: Final = ("", "s", "es")  # of a plural; squeezed forms in -ies are looked for themselves
_MANY: Final = 1000  # forms; an automaton of fewer is built sooner than they are looked through
_PREFIX: Final = 4
_SHORTEST_RESPACED: Final = 6  # letters: "to get" and "toget" are too short to be one name in two spellings
_KNOWN: Final = 2.0  # Zipf: a word that English uses, if rarely; it is not two words of a name run together


class Shape(StrEnum):
    """How a form is written, against its row."""

    LISTED = "as listed"
    HYPHENATED = "with other hyphens"
    JOINED = "written together"
    SPLIT = "written apart"


class Occurrence(NamedTuple):
    """A form found whole in the text; ``span`` holds its plural ending too, if it has one."""

    span: Span
    form: str
    shape: Shape
    plural: bool


def occurring(view: "View", glossary: "Glossary") -> tuple[Occurrence, ...]:
    """The occurrences of all that ``glossary`` lists: variants, names, and names without an article of their own."""
    return view.once((occurring, view.document, glossary), partial(_occurring, view, glossary))


def _occurring(view: "View", glossary: "Glossary") -> tuple[Occurrence, ...]:
    names = [term.name for term in glossary.terms if term.name]
    bare = [name.removeprefix("The ") for name in names]
    return tuple(occurrences(view, (*names, *bare, *(row.text for row in glossary.variants))))


def occurrences(view: "View", forms: "Iterable[str]") -> "Iterator[Occurrence]":
    """Every whole occurrence of ``forms`` in ``view`` in a credible shape, block by block; they may overlap."""
    skeletons = _skeletons(view, list(dict.fromkeys(forms)))
    if not skeletons:
        return
    from ahocorasick_rs import AhoCorasick

    automaton = AhoCorasick(list(skeletons))
    listed = list(skeletons.values())
    for block in view.blocks:
        for which, start, end in _hits(automaton, view, block):
            for form in listed[which]:
                found = _occurrence(block, form, start, end)
                if found:
                    yield found


def squeeze(form: str) -> str:
    """``form`` folded, without blanks, hyphens and middle dots."""
    return _squeezed(key(form))


def _squeezed(folded: str) -> str:
    return _jointed(folded, "")


def _jointed(folded: str, joint: str) -> str:
    """``folded`` with ``joint`` for each of its blanks, hyphens and middle dots."""
    for one in _JOINTS:
        folded = folded.replace(one, joint)
    return folded


def _skeletons(view: "View", forms: list[str]) -> dict[str, list[str]]:
    """Squeezed text -> the forms that look so, in a fixed order; of many forms only those that may occur."""
    pairs = _pairs(tuple(forms))
    if len(forms) > _MANY:
        beginnings = _beginnings(view)
        pairs = [pair for pair in pairs if pair[0][:_PREFIX] in beginnings or not pair[0][:1].isalnum()]
    found: dict[str, list[str]] = {}
    for skeleton, form in sorted(pairs):
        if any(map(str.isalnum, skeleton)):
            for text in (skeleton, *squeezed_plurals(skeleton)[2:]):
                found.setdefault(text, []).append(form)
    return found


@lru_cache(maxsize=4)  # a document is looked at twice, and many documents with one glossary
def _pairs(forms: tuple[str, ...]) -> list[tuple[str, str]]:
    """Squeezed text and form of each of ``forms``, in order."""
    squeezed = _squeezed("\0".join(keys(forms))).split("\0") if forms else ()
    return list(zip(squeezed, forms, strict=True))


def _beginnings(view: "View") -> set[str]:
    """The first one to four squeezed letters from every word of the text on: where a form may begin."""
    starts: set[str] = set()
    for block in view.blocks:
        starts |= view.once((_starts, block.block), partial(_starts, block))
    return {text[:length] for text in starts for length in range(1, _PREFIX + 1)}


def _starts(block: "BlockView") -> set[str]:
    """The first four squeezed letters from every word of ``block`` on."""
    text = block.folded.text
    long = {word[:_PREFIX] for start, end, word in block.words if end - start >= _PREFIX}
    short = {text[start : start + 2 * _PREFIX] for start, end, _ in block.words if end - start < _PREFIX}
    return long | {_squeezed(beginning)[:_PREFIX] for beginning in short}  # which runs on into the next word


def _hits(automaton: "AhoCorasick", view: "View", block: "BlockView") -> "Iterator[tuple[int, int, int]]":
    """(pattern, start, end) of every hit that begins and ends with a word; folded offsets, a plural ending included."""
    text = block.folded.text
    squeezed = view.once((_squeezed, block.block), partial(_squeezed, text))
    hits = automaton.find_matches_as_indexes(squeezed, overlapping=True)
    if not hits:
        return
    places = view.once((_places, block.block), partial(_places, text))
    for which, first, last in hits:
        start, end = places[first], places[last - 1] + 1
        for ending in _ENDINGS:
            if text.startswith(ending, end) and whole(text, start, end + len(ending)):
                yield which, start, end + len(ending)


def _places(folded: str) -> list[int]:
    """Where in ``folded`` each character stands that is left of it when it is squeezed."""
    return [at for at, char in enumerate(folded) if char not in _JOINTS]


def _occurrence(block: "BlockView", form: str, start: int, end: int) -> Occurrence | None:
    text = block.folded.text[start:end]
    plain = key(form)
    plural = squeeze(form) != _squeezed(text)
    bare = _singular(text, plain) if plural else text
    shape = _shape(bare, plain)
    span = Span(block.index, *block.folded.to_raw(start, end))
    raw = block.block.text[span.start : span.end]
    if shape is Shape.LISTED or (_well_jointed(raw) and _credible(shape, bare, plain, raw)):
        return Occurrence(span, form, shape, plural)
    return None


def _singular(text: str, form: str) -> str:
    """``text``, a plural of ``form`` in whatever shape, without its ending."""
    return (
        text[:-3] + "y"
        if text.endswith("ies") and form.endswith("y")
        else text[: -(len(_squeezed(text)) - len(squeeze(form)))]
    )


def _shape(text: str, form: str) -> Shape:
    if text == form:
        return Shape.LISTED
    here, there = (_jointed(one, " ").split(" ") for one in (text, form))
    if here == there:
        return Shape.HYPHENATED
    return Shape.JOINED if len(here) < len(there) else Shape.SPLIT


def _well_jointed(raw: str) -> bool:
    """Whether the parts of a name are held together by single blanks, hyphens or dots, not by a dash."""
    return _DASHES.isdisjoint(raw) and not any(
        (one in _JOINING and (other in _JOINING or other.isspace())) or (one.isspace() and other in _JOINING)
        for one, other in pairwise(raw)
    )


def _credible(shape: Shape, text: str, form: str, raw: str) -> bool:
    """Whether a form written in another way is still that form, and not ordinary words that look so when squeezed."""
    if not is_spaced(form):
        return False
    if shape is Shape.HYPHENATED:
        return True
    if len(squeeze(form)) < _SHORTEST_RESPACED:
        return False
    own = {word.text for word in words(form)}
    parts = [word.text for word in words(text) if word.text not in own]
    if shape is Shape.JOINED:
        return all(zipf(part) < _KNOWN for part in parts)
    capitals = all(word.text[0].isupper() for word in words(raw))
    return not all(map(ordinary, own)) and (capitals or not all(map(ordinary, parts)))
