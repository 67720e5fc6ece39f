"""Random documents, random edits: rejecting gives the input to the last format, accepting the corrected text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from office import Office
from redlining import OPTIONS, accepted, looks, ours_rejected, stories, structure
from retranslate import edit, redline
from retranslate.formats import docx
from retranslate.model import Document, Edit, Outcome, Span
from wordml import DATE, Package, control, field, note, notes, p, r, t, table

WORDS = (
    "Quick",
    "Hand",
    "ate\u00a0",
    " ",
    " of ",
    "\u5feb\u624b",
    "\u767e",
    "B",
    "co-op's",
    " \u201cfirm\u201d ",
    "3.5",
    "e\u0301t",
)
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join)
look = st.lists(
    st.sampled_from(
        (
            '<w:rFonts w:hint="eastAsia"/>',
            "<w:b/>",
            "<w:i/>",
            "<w:caps/>",
            '<w:color w:val="FF0000"/>',
            '<w:lang w:val="en-GB"/>',
            f'<w:rPrChange w:id="@" {DATE}><w:rPr/></w:rPrChange>',
        )
    ),
    max_size=2,
    unique=True,
).map(lambda marks: "".join(sorted(marks, key=lambda mark: ("Change" in mark, "hint" not in mark))))
INSIDE = [f"<w:{mark}/>" for mark in ("tab", "br", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")]
INSIDE.append('<w:br w:type="page"/>')
run = st.one_of(
    st.builds(r, text, look),
    st.builds(lambda a, mark, b, looks: r(t(a) + mark + t(b), looks), text, st.sampled_from(INSIDE), text, look),
)
runs = st.lists(run, min_size=1, max_size=3).map("".join)
struck = st.builds(lambda words, looks: f'<w:del w:id="@" {DATE}>{r(t(words, "delText"), looks)}</w:del>', text, look)
inserted = runs.map(lambda inside: f'<w:ins w:id="@" {DATE}>{inside}</w:ins>')
linked = runs.map(lambda inside: f'<w:hyperlink r:id="rIdA">{inside}</w:hyperlink>')
marked = text.map(lambda inside: f'<w:bookmarkStart w:id="@" w:name="b@"/>{r(inside)}<w:bookmarkEnd w:id="@"/>')
piece = st.one_of(
    run,
    run,
    run,
    struck,
    inserted,
    linked,
    marked,
    st.builds(lambda a, cut, b: f'<w:ins w:id="@" {DATE}>{a}{cut}{b}</w:ins>', runs, struck, runs),
    linked.map(lambda link: f'<w:ins w:id="@" {DATE}>{link}</w:ins>'),
    runs.map(lambda inside: '<w:smartTag w:uri="urn:x" w:element="y">' + inside + "</w:smartTag>"),
    runs.map(lambda inside: control('<w:id w:val="@"/>', inside)),
    runs.map(lambda inside: control('<w:lock w:val="contentLocked"/>', inside)),
    runs.map(lambda inside: field("HYPERLINK x", inside)),
    runs.map(lambda inside: field("PAGE", inside)),
    st.just(note("footnote", 1)),
    st.just('<w:proofErr w:type="spellStart"/>'),
)
MARKS = ("", "", "<w:keepNext/>", f'<w:rPr><w:ins w:id="@" {DATE}/></w:rPr>')
paragraph = st.builds(
    lambda pieces, props: p(*pieces, props=props), st.lists(piece, max_size=6), st.sampled_from(MARKS)
)
row = st.lists(paragraph, min_size=2, max_size=2).map(lambda two: table(tuple(two)))
blocks = st.lists(st.one_of(paragraph, paragraph, paragraph, row), min_size=1, max_size=5)
# For LibreOffice, which dies of page breaks beside links, and loses links in insertions and text between controls:
plain = st.lists(st.builds(r, text, look), min_size=1, max_size=3).map("".join)
calm = st.one_of(plain, plain, struck, marked, plain.map(lambda runs: f'<w:ins w:id="@" {DATE}>{runs}</w:ins>'))
tame = st.lists(st.lists(calm, max_size=6).map(lambda pieces: p(*pieces)), max_size=5)


def build(body: list[str], inside: str) -> bytes:
    """A package of ``body`` and one footnote, every ``@`` an id of its own; a bookmark's end has its start's."""
    count = iter(range(100, 100_000))
    bookmark = ""

    def number(found: re.Match[str]) -> str:
        nonlocal bookmark
        tag = found.group(1)
        if tag != "bookmarkEnd":
            bookmark = str(next(count))
        return found.group().replace("@", bookmark)

    whole = re.sub(r"<w:(\w+)(?=[^>]*@)[^>]*>", number, "".join(body) + p("The end."))
    made = Package(whole).link("rIdA", "https://example.org/")
    return made.part("footnotes", notes("footnote", p(r("<w:footnoteRef/>"), inside) + p("End of a note."))).build()


@st.composite
def edits_of(draw: st.DrawFn, document: Document) -> tuple[Edit, ...]:
    """Replacements, deletions, insertions, deleted blocks and notes, wherever an edit may stand."""
    found = []
    for _ in range(draw(st.integers(1, 6))):
        index = draw(st.integers(0, len(document.blocks) - 1))
        block = document.blocks[index]
        a, b = sorted((draw(st.integers(0, len(block.text))), draw(st.integers(0, len(block.text)))))
        after = draw(st.one_of(st.none(), text, text, text, st.just("")))
        if after == "" and draw(st.booleans()):
            a, b = 0, len(block.text)
        if any(x < b and a < y for x, y in block.frozen) or (a == b and not after) or after == block.text[a:b]:
            continue
        outcome = Outcome.NOTE if after is None else draw(st.sampled_from((Outcome.AUTO, Outcome.ASK)))
        found.append(Edit(Span(index, a, b), block.text[a:b], after, "name/listed", outcome, 0.9, ("for a reason",)))
    return edit.resolve(found)


def check(source: bytes, data: st.DataObject) -> tuple[Document, tuple[Edit, ...], bytes]:
    document = docx.read(source, "random.docx")
    edits = data.draw(edits_of(document))
    written = redline.write(document, edits, OPTIONS)
    redline.prove(document, edits, written)
    read = redline.read(written)
    assert read.before == tuple(block.text for block in document.blocks)
    assert [one or "" for one in read.after] == [one or "" for one in edit.corrected(document, edits)]
    assert stories(written, ours_rejected) == stories(source, accepted)
    assert looks(written, ours_rejected) == looks(source, accepted)
    assert structure(written) == structure(source)
    return document, edits, written


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks, text, st.data())
def test_any_document_any_edits(body: list[str], inside: str, data: st.DataObject) -> None:
    check(build(body, inside), data)


SAMPLE = settings(deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[*HealthCheck])


@pytest.mark.application
@settings(SAMPLE, max_examples=15)
@given(tame, text, st.data())
def test_libreoffice_agrees_on_a_sample(
    office: Office, tmp_path: Path, body: list[str], inside: str, data: st.DataObject
) -> None:
    source, out, saved = (tmp_path / name for name in ("source.docx", "out.docx", "saved.docx"))
    source.write_bytes(build([*body, p("See", note("footnote", 1))], inside))
    document, edits, written = check(source.read_bytes(), data)
    out.write_bytes(written)
    assert office.do("reject", out)["paragraphs"] == office.do("reject", source)["paragraphs"]
    office.do("accept", out, save=saved)
    wanted = "".join(one or "" for one in edit.corrected(document, edits))
    got = "".join(text for story in stories(saved.read_bytes(), accepted).values() for text in story)
    assert sorted(filter(str.isalnum, got)) == sorted(filter(str.isalnum, wanted))
