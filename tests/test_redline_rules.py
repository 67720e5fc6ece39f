"""The rules of docs/analysis/tracked-changes.md, one drawing each.

A drawing shows a paragraph's markup on one line: ``[-deleted-]``, ``{+inserted+}``, another author's ``{Z+inserted+}``
and ``[Z-deleted-]``, ``<link>``, ``(control)``, ``^`` a note, ``|`` a bookmark's edge, ``*bold*``, ``«comment»``, and
``¶-`` a deleted mark.
"""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from redlining import OPTIONS, W
from retranslate import redline
from retranslate.formats import docx
from retranslate.formats.docx.reader import DIFFERENT
from retranslate.model import Edit, Options, Outcome, RetranslateError, Span
from retranslate.redline.tokens import difference, tokens
from wordml import Package, box, control, field, gone, ins, link, note, notes, p, r, t, table

BOLD = "<w:b/>"
SIGNS = {"hyperlink": "<>", "sdt": "()", "smartTag": "()", "fldSimple": "()"}
MARKS = {"footnoteReference": "^", "bookmarkStart": "|", "bookmarkEnd": "|", "tab": "\t", "br": "\n", "drawing": "#"}
MARKS |= {"commentRangeStart": "\u00ab", "commentRangeEnd": "\u00bb", "moveToRangeStart": "", "noBreakHyphen": "\u2011"}


def draw(element: etree._Element) -> str:
    pieces = []
    for child in element:
        kind = str(child.tag).removeprefix(W)
        inner = draw(child)
        if kind in ("ins", "del", "moveTo", "moveFrom"):
            if element.tag == f"{W}rPr":
                continue
            author = str(child.get(f"{W}author"))
            who = "" if author.startswith("retranslate") else author[0]
            inner = f"{{{who}+{inner}+}}" if kind in ("ins", "moveTo") else f"[{who}-{inner}-]"
        elif kind in ("t", "delText"):
            inner = child.text or ""
        elif kind == "r" and child.find(f"{W}rPr/{W}b") is not None:
            inner = f"*{inner}*"
        elif kind in SIGNS:
            inner = SIGNS[kind][0] + inner + SIGNS[kind][1]
        elif kind == "pPr":
            mark = child.find(f"{W}rPr/{W}del")
            inner = "\u00b6-" if mark is not None and str(mark.get(f"{W}author")).startswith("retranslate") else ""
        elif kind in ("rPr", "instrText", "sdtPr"):
            inner = ""
        pieces.append(MARKS.get(kind, inner))
    return "".join(pieces)


def redlined(body: str, *edits: tuple[int, str, str | None], comments: str = "none", **parts: str) -> list[str]:
    """The drawings of the body's paragraphs after ``edits`` (block, before, after) were written and proved."""
    package = Package(body).link("rIdA", "https://example.org/")
    for name, xml in parts.items():
        package.part(name, xml)
    document = docx.read(package.build(), "rule.docx")
    made = []
    for block, before, after in edits:
        start = document.blocks[block].text.index(before)
        outcome = Outcome.NOTE if after is None else Outcome.AUTO
        span = Span(block, start, start + len(before))
        made.append(Edit(span, before, after, "name/listed", outcome, 0.99, (f"why {before}",)))
    data = redline.write(document, made, Options(date=OPTIONS.date, comments=comments))
    redline.prove(document, made, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [draw(one) for one in root.iter(f"{W}p")]


QUICK = (0, "Quick Hand", "Kuaishou")
ONE: dict[str, tuple[str, tuple[int, str, str | None], str]] = {
    "a replacement is a deletion, then an insertion": (p("By Quick Hand."), QUICK, "By [-Quick Hand-]{+Kuaishou+}."),
    "blanks at an edge stay": (p("a b c"), (0, " b ", " d "), "a [-b-]{+d+} c"),
    "the insertion looks like the first character deleted": (
        p(r("Quick ", BOLD), r("Hand"), " grew"),
        QUICK,
        "[-*Quick *Hand-]{+*Kuaishou*+} grew",
    ),
    "words that stay are not touched": (
        p("an Quick Hand app"),
        (0, "an Quick Hand app", "a Kuaishou app"),
        "[-an Quick Hand-]{+a Kuaishou+} app",
    ),
    "letters that stay are": (p("Kuaishu"), (0, "Kuaishu", "Kuaishou"), "[-Kuaishu-]{+Kuaishou+}"),
    "a possessive is one word": (p("Quickhand's"), (0, "Quickhand's", "Kuaishou's"), "[-Quickhand's-]{+Kuaishou's+}"),
    "a Chinese character is a word": (
        p("\u5feb\u624b\u5427"),
        (0, "\u5feb\u624b\u5427", "\u5feb\u8dd1\u5427"),
        "\u5feb[-\u624b-]{+\u8dd1+}\u5427",
    ),
    "a blank alone is inserted": (p("one,two"), (0, "one,two", "one, two"), "one,{+ +}two"),
    "a blank alone is deleted": (p("one ,two"), (0, "one ,two", "one,two"), "one[- -],two"),
    "a tab goes with the words around it": (
        p(r(t("Quick") + "<w:tab/>" + t("Hand now"))),
        (0, "Quick\tHand", "Kuaishou"),
        "[-Quick\tHand-]{+Kuaishou+} now",
    ),
    "a tab beside them stays": (
        p(r("<w:tab/>" + t("Quick Hand") + "<w:tab/>")),
        QUICK,
        "\t[-Quick Hand-]{+Kuaishou+}\t",
    ),
    "a bookmark breaks the deletion": (
        p('<w:bookmarkStart w:id="1" w:name="a"/>', "Quick", '<w:bookmarkEnd w:id="1"/>', " Hand"),
        QUICK,
        "|[-Quick-]|[- Hand-]{+Kuaishou+}",
    ),
    "a picture stays": (p(r(t("Quick ") + "<w:drawing/>" + t("Hand"))), QUICK, "[-Quick -]#[-Hand-]{+Kuaishou+}"),
    "a link keeps its revision inside": (
        p("See ", link("rIdA", r("Quick Hand now"))),
        QUICK,
        "See <[-Quick Hand-]{+Kuaishou+} now>",
    ),
    "across the edge of a link the insertion is outside": (
        p("See Quick ", link("rIdA", r("Hand now"))),
        QUICK,
        "See [-Quick -]{+Kuaishou+}<[-Hand-] now>",
    ),
    "and inside where the link comes first": (
        p(link("rIdA", r("See Quick")), " Hand now"),
        QUICK,
        "<See [-Quick-]{+Kuaishou+}>[- Hand-] now",
    ),
    "a blank after a link stands outside it": (
        p(link("rIdA", r("Quick,")), "and"),
        (0, ",and", ", and"),
        "<Quick,>{+ +}and",
    ),
    "a control keeps its revision inside": (
        p("A ", control("", r("Quick Hand"))),
        QUICK,
        "A ([-Quick Hand-]{+Kuaishou+})",
    ),
    "a smart tag too": (
        p('<w:smartTag w:element="x">' + r("Quick Hand") + "</w:smartTag>"),
        QUICK,
        "([-Quick Hand-]{+Kuaishou+})",
    ),
    "a field's own words may change": (p(field("HYPERLINK x", r("Quick Hand"))), QUICK, "[-Quick Hand-]{+Kuaishou+}"),
    "in another's insertion ours stands between its halves": (
        p(ins(1, r("the Quick Hand site"))),
        QUICK,
        "{Z+the [-Quick Hand-]+}{+Kuaishou+}{Z+ site+}",
    ),
    "at the end of another's insertion nothing is split": (
        p(ins(1, r("the Quick Hand"))),
        QUICK,
        "{Z+the [-Quick Hand-]+}{+Kuaishou+}",
    ),
    "into another's insertion, deletions first": (
        p("to Quick ", ins(1, r("Hand")), "."),
        QUICK,
        "to [-Quick -]{Z+[-Hand-]+}{+Kuaishou+}.",
    ),
    "out of another's insertion, deletions first": (
        p(ins(1, r("to Quick ")), "Hand."),
        QUICK,
        "{Z+to [-Quick -]+}[-Hand-]{+Kuaishou+}.",
    ),
    "across another's deletion": (
        p("Quick ", gone(1, "very "), "Hand"),
        QUICK,
        "[-Quick -][Z-very -][-Hand-]{+Kuaishou+}",
    ),
    "moved text may change": (
        p(f'<w:moveTo w:id="3" w:author="Zhou Min" w:date="2026-01-05T09:00:00Z">{r("to Quick Hand!")}</w:moveTo>'),
        QUICK,
        "{Z+to [-Quick Hand-]+}{+Kuaishou+}{Z+!+}",
    ),
    "a whole paragraph goes with its mark": (
        p("Follow us.") + p("End."),
        (0, "Follow us.", ""),
        "\u00b6-[-Follow us.-]",
    ),
    "not before a table": (p("Follow us.") + table((p("x"),)), (0, "Follow us.", ""), "[-Follow us.-]"),
    "not the last one": (p("Follow us."), (0, "Follow us.", ""), "[-Follow us.-]"),
    "not the last of a cell": (table((p("Follow us."),)), (0, "Follow us.", ""), "[-Follow us.-]"),
    "not with a section in it": (
        p("Follow us.", props="<w:sectPr/>") + p("End."),
        (0, "Follow us.", ""),
        "[-Follow us.-]",
    ),
    "not with a picture in it": (
        p("Follow us.", r("<w:drawing/>")) + p("End."),
        (0, "Follow us.", ""),
        "[-Follow us.-]#",
    ),
    "an empty paragraph loses its mark alone": (p() + p("End."), (0, "", ""), "\u00b6-"),
}


@pytest.mark.parametrize("name", ONE)
def test_rule(name: str) -> None:
    body, edit, drawing = ONE[name]
    assert redlined(body, edit)[0] == drawing


def test_an_edit_across_a_note_deletes_first() -> None:
    body = p("by Quick", note("footnote", 1), " Hand.")
    drawing = redlined(body, QUICK, footnotes=notes("footnote", p("n")))[0]
    assert drawing == "by [-Quick-]^[- Hand-]{+Kuaishou+}."


def test_comments_stand_outside_every_revision() -> None:
    body = p("by Quick Hand, ", ins(1, r("or Know Almost now")), ", ", link("rIdA", r("Quick Hand")), ".")
    edits = ((0, "Quick Hand", "Kuaishou"), (0, "Know Almost", "Zhihu"), (0, "Quick Hand.", "Kuaishou."))
    drawing = redlined(body, *edits, comments="all")[0]
    assert drawing == (
        "by \u00ab[-Quick Hand-]{+Kuaishou+}\u00bb, "
        "{Z+or +}\u00ab{Z+[-Know Almost-]+}{+Zhihu+}\u00bb{Z+ now+}, "
        "\u00ab<[-Quick Hand-]{+Kuaishou+}>\u00bb."
    )


def test_a_comment_does_not_part_a_paragraph_from_its_mark() -> None:
    drawings = redlined(p("Follow us.") + p("End."), (0, "Follow us.", ""), comments="all")
    assert drawings[0] == "\u00b6-\u00ab\u00bb[-Follow us.-]"


def test_a_note_is_a_comment_and_no_change() -> None:
    assert redlined(p("by Quick Hand."), (0, "Quick", None), comments="doubtful") == ["by \u00abQuick\u00bb Hand."]
    both = ((0, "Quick", None), (0, "Quick Hand", "Kuaishou"))
    assert redlined(p("by Quick Hand."), *both, comments="doubtful") == ["by \u00ab[-Quick Hand-]{+Kuaishou+}\u00bb."]


def test_touching_edits_stay_two() -> None:
    drawing = redlined(p("Quick Hand Know Almost"), (0, "Quick Hand", "Kuaishou"), (0, " Know Almost", " Zhihu"))[0]
    assert drawing == "[-Quick Hand-]{+Kuaishou+} [-Know Almost-]{+Zhihu+}"


@pytest.mark.parametrize(
    "inside",
    [
        control('<w:lock w:val="contentLocked"/>', r("Quick Hand")),
        control('<w:dataBinding w:xpath="/x"/>', r("Quick Hand")),
        control("<w:text/>", r("Quick Hand")),
        field("TITLE", r("Quick Hand")),
        ins(1, link("rIdA", r("Quick Hand"))),
    ],
)
def test_what_no_edit_may_touch(inside: str) -> None:
    document = docx.read(Package(p("x ", inside)).build(), "rule.docx")
    assert document.blocks[0].frozen == ((2, 12),)
    assert len(document.problems) == 1
    with pytest.raises(RetranslateError, match="no edit may touch"):
        redlined(p("x ", inside), QUICK)


def test_revisions_that_touch_are_dated_apart() -> None:
    """LibreOffice joins touching deletions of one author unless more than a minute lies between them."""
    document = docx.read(Package(p("a"), p("Follow."), p("Follow."), p("Quick Hand"), p("b")).build(), "rule.docx")
    edits = [
        Edit(Span(at, 0, len(before)), before, after, "furniture", Outcome.AUTO, 0.99, ("why",))
        for at, before, after in ((1, "Follow.", ""), (2, "Follow.", ""), (3, "Quick Hand", "Kuaishou"))
    ]
    read = redline.read(redline.write(document, edits, OPTIONS))
    dates = [{one.date for one in read.revisions if one.block == block} for block in (1, 2, 3)]
    assert dates == [{"2026-01-31T09:00:00Z"}, {"2026-01-31T09:02:00Z"}, {"2026-01-31T09:00:00Z"}]


def test_the_same_reason_is_said_once() -> None:
    document = docx.read(Package(*(p("Quick Hand") for _ in range(3))).build(), "rule.docx")
    edits = [
        Edit(Span(at, 0, 10), "Quick Hand", "Kuaishou", "name/listed", Outcome.ASK, 0.8, ("a listed form",))
        for at in range(3)
    ]
    data = redline.write(document, edits, Options(date=OPTIONS.date))
    said = redline.read(data).comments
    assert [one.author for one in said] == ["retranslate (check)"]
    assert said[0].text == "A listed form. [name/listed, 80% sure]\n(The same goes for 2 more places below.)"


def test_comments_on_headers_and_notes_stand_in_the_body() -> None:
    head = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{p("Quick Hand")}</w:hdr>'
    package = Package(
        p("Title"), p("See", note("footnote", 1)), section='<w:headerReference w:type="default" r:id="rIdH"/>'
    )
    package.part("footnotes", notes("footnote", p("Quick Hand"))).part("header1", head, "header", "rIdH")
    document = docx.read(package.build(), "rule.docx")
    edits = [
        Edit(Span(at, 0, 10), "Quick Hand", "Kuaishou", "name/listed", Outcome.ASK, 0.8, (f"why {at}",))
        for at, block in enumerate(document.blocks)
        if block.text == "Quick Hand"
    ]
    data = redline.write(document, edits, Options(date=OPTIONS.date))
    redline.prove(document, edits, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    assert [draw(one) for one in root.iter(f"{W}p")] == ["Title\u00ab\u00bb", "See^\u00ab\u00bb"]
    assert [one.text.split(":")[0] for one in redline.read(data).comments] == [
        "In a header, \u201cQuick Hand\u201d",
        "In a footnote, \u201cQuick Hand\u201d",
    ]


def test_a_copy_of_a_text_box_that_differs_is_reported() -> None:
    both = box(p("Quick Hand"))
    other = both[::-1].replace("Quick Hand"[::-1], "Quick Foot"[::-1], 1)[::-1]
    assert docx.read(Package(p(both)).build(), "rule.docx").problems == ()
    document = docx.read(Package(p(other)).build(), "rule.docx")
    assert [one.message for one in document.problems] == [f"left alone: {DIFFERENT} (1)"]
    drawings = redlined(p(other), (1, "Quick Hand", "Kuaishou"))
    assert drawings[1:] == ["[-Quick Hand-]{+Kuaishou+}", "Quick Foot"]


@given(st.text("ab-'. \u5feb\u624b", max_size=12), st.text("ab-'. \u5feb\u624b", max_size=12))
def test_a_difference_is_whole_tokens_and_all_of_it(before: str, after: str) -> None:
    start, end, text = difference(before, after)
    assert before[:start] + text + before[end:] == after
    borders = {sum(map(len, tokens(before)[:count])) for count in range(len(tokens(before)) + 1)}
    assert {start, end} <= borders
    gone, come = tokens(before[start:end]), tokens(text)
    assert not gone or not come or (gone[0] != come[0] and gone[-1] != come[-1])
