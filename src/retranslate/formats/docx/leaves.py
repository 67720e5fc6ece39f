"""The characters of a paragraph, and the elements they stand in."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from retranslate.formats.docx import controls, fields
from retranslate.formats.docx.names import (
    ALTERNATE,
    BOX,
    CHOICE,
    DEL_TEXT,
    INSERTIONS,
    PPR,
    R_,
    REVISIONS,
    RPR,
    VAL,
    P,
    T,
    w,
)

COMPUTED: Final = "a field that Word computes again"
NESTED: Final = "a link, field or control inside another author's insertion"
CODE: Final = "code"
PAGE: Final = "a page or column break"

_TAB, _BREAKS, _SYMBOL = w("tab"), frozenset((w("br"), w("cr"))), w("sym")
_CHARACTERS: Final = {w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_SKIPPED: Final = frozenset((PPR, RPR, w("sdtPr"), w("sdtEndPr"), w("tbl"), P, BOX, w("rt")))
_CONTAINERS: Final = frozenset((w("hyperlink"), w("smartTag"), w("customXml"), w("sdt"), w("fldSimple")))
_CODE_STYLES: Final = frozenset(("verbatimchar", "htmlcode", "sourcetext", "htmltypewriter"))


# A paragraph without any of these reads as the text of its w:t, one after another; a deletion's text is no w:t.
SPECIAL: Final = (
    *(w(name) for name in ("tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "fldChar", "fldSimple", "sdt")),
    *(w(name) for name in ("ruby", "rStyle", "hyperlink", "smartTag", "customXml", "moveFrom")),
    ALTERNATE,
    BOX,
)


class Leaf(NamedTuple):
    """A piece of text: the element that holds it, why no edit may touch it ("" when one may), and its field.

    ``field`` numbers the complex fields of a paragraph; 0 stands for text outside of them.
    """

    text: str
    element: etree._Element
    frozen: str
    field: int


def as_read(revision: etree._Element) -> bool:
    """Whether the text in ``revision`` is visible to a reader: inserted text is, deleted text is not."""
    return revision.tag in INSERTIONS


def looks_of(run: etree._Element) -> etree._Element | None:
    """The properties of a run, which stand first in it, or None."""
    first = run[0] if len(run) else None
    return first if first is not None and first.tag == RPR else None


def leaves(paragraph: etree._Element, open_fields: tuple[fields.Field, ...] | None = ()) -> list[Leaf]:
    """The leaves of one paragraph as a reader sees it.

    ``open_fields`` are the fields open before it; None if there are none and the paragraph holds nothing `SPECIAL`.
    """
    if open_fields is None:
        return [Leaf(one.text or "", one, "", 0) for one in paragraph.iter(T)]
    return list(Walk(open_fields).leaves(paragraph))


class Walk:
    """One pass over a paragraph; ``fields`` are the fields open before it, and after it those still open."""

    def __init__(self, fields_open: tuple[fields.Field, ...], seen: Callable[[etree._Element], bool] = as_read) -> None:
        self.fields = fields_open
        self._seen = seen
        self._begun = len(fields_open)
        self._numbers = list(range(1, self._begun + 1))

    def leaves(self, paragraph: etree._Element) -> Iterator[Leaf]:
        """The leaves of ``paragraph`` in order; text boxes in it are paragraphs of their own."""
        yield from self._inside(paragraph, "", inserted=False)

    def _inside(self, parent: etree._Element, frozen: str, *, inserted: bool) -> Iterator[Leaf]:
        for child in parent:
            tag = child.tag
            if tag == R_:
                yield from self._run(child, frozen)
            elif tag in _SKIPPED:
                continue
            elif tag in REVISIONS:
                if self._seen(child):
                    yield from self._inside(child, frozen, inserted=inserted or tag in INSERTIONS)
            elif tag == ALTERNATE:
                choice = child.find(CHOICE)
                if choice is not None:
                    yield from self._inside(choice, frozen or NESTED, inserted=inserted)
            elif tag in _CONTAINERS:
                yield from self._inside(child, frozen or _container(child, inserted=inserted), inserted=inserted)
            else:
                yield from self._inside(child, frozen, inserted=inserted)

    def _run(self, run: etree._Element, around: str) -> Iterator[Leaf]:
        why = around or (CODE if _is_code(run) else "")
        for child in run:
            tag = child.tag
            if tag in (fields.CHAR, fields.CODE, fields.DELETED_CODE):
                self._step(child)
                continue
            text = _text(child)
            if text is None or not all(field.result for field in self.fields):
                continue
            computed = any(field.computed for field in self.fields)
            breaks = tag in _BREAKS and child.get(w("type"), "textWrapping") != "textWrapping"
            frozen = why or (COMPUTED if computed else PAGE if breaks else "")
            yield Leaf(text, child, frozen, self._numbers[-1] if self._numbers else 0)

    def _step(self, mark: etree._Element) -> None:
        depth = len(self.fields)
        self.fields = fields.step(self.fields, mark)
        if len(self.fields) > depth:
            self._begun += 1
            self._numbers.append(self._begun)
        elif len(self.fields) < depth:
            self._numbers.pop()


def _text(element: etree._Element) -> str | None:
    tag = element.tag
    if tag in (T, DEL_TEXT):
        return element.text or ""
    if tag == _TAB:
        return "\t"
    if tag in _BREAKS:
        return "\n"
    if tag == _SYMBOL:
        try:
            return chr(int(element.get(w("char"), ""), 16))
        except (ValueError, OverflowError):
            return "\ufffc"
    return _CHARACTERS.get(tag)


def _container(element: etree._Element, *, inserted: bool) -> str:
    if inserted:
        return NESTED
    if element.tag == controls.CONTROL:
        return controls.reason(element)
    if element.tag == fields.SIMPLE and fields.simple(element).computed:
        return COMPUTED
    return ""


def _is_code(run: etree._Element) -> bool:
    properties = looks_of(run)
    style = None if properties is None else properties.find(w("rStyle"))
    return style is not None and style.get(VAL, "").lower() in _CODE_STYLES
