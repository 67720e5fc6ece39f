"""New documents: a text becomes a Word document that reads back as the same text and looks like one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from office import Office, pandoc
from redlining import FOLLOW, OPTIONS, W, propose
from retranslate import edit, formats, redline, review
from retranslate.formats import docx
from retranslate.formats.inline import Align, Cell, Inline, ListItem, Style
from retranslate.model import Block, Document, Edit, Options, Outcome, Place, Span, Verdict
from retranslate.redline import grid, template

TEXT = "The sleepers wake\n\nQuick Hand grew.\tFast.\n\n  So did  Know Almost \n"
MARKDOWN = """# The sleepers wake

Once *Quick Hand* and **Know `Almost`** met at [the river](https://example.org/?a=1&b=2) for ~~five~~ days.

> Quick Hand said so.

1. one
2. two
   - below
   - again

   more of two

Between.

1. from one again

```
code  here
```
"""


def plain(text: str) -> Document:
    return formats.read_bytes(text.encode(), "a.txt", suffix=".txt")


def markdown(text: str) -> Document:
    return formats.read_bytes(text.encode(), "a.md", suffix=".md")


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and text of every paragraph."""
    found = []
    for one in part(data, "word/document.xml").iter(f"{W}p"):
        style = one.find(f"{W}pPr/{W}pStyle")
        text = "".join(text.text or "" for text in one.iter(f"{W}t"))
        found.append(("" if style is None else str(style.get(f"{W}val")), text))
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=60
    )
)
def test_any_text_comes_back(text: str) -> None:
    document = plain(text.replace("\u2028", "\t"))
    data = redline.write(document, (), OPTIONS)
    redline.prove(document, (), data)
    assert [block.text for block in docx.read(data, "a.docx").blocks] == [block.text for block in document.blocks]


def test_plain_text() -> None:
    data = redline.write(plain(TEXT), (), OPTIONS)
    assert paragraphs(data) == [
        ("Heading1", "The sleepers wake"),
        ("BlankLine", ""),
        ("", "Quick Hand grew.Fast."),
        ("BlankLine", ""),
        ("", "  So did  Know Almost "),
    ]
    core = part(data, "docProps/core.xml")
    assert core.findtext("{*}title") == "The sleepers wake"
    assert core.findtext("{*}created") == OPTIONS.date
    languages = {str(one.get(f"{W}val")) for one in part(data, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-US"}


@pytest.mark.parametrize(
    "text", ["One line\nand another", "A line that is far too long to be a title, " * 4 + "\n\nx", "\n"]
)
def test_not_every_first_line_is_a_title(text: str) -> None:
    assert "Heading1" not in dict(paragraphs(redline.write(plain(text), (), OPTIONS)))


def test_markdown_has_words_own_styles() -> None:
    data = redline.write(markdown(MARKDOWN), (), OPTIONS)
    styles = paragraphs(data)
    assert styles[0] == ("Heading1", "The sleepers wake")
    assert ("Quote", "Quick Hand said so.") in styles
    assert [style for style, text in styles if text in ("one", "two", "below", "more of two")] == ["ListParagraph"] * 4
    assert styles[-1] == ("SourceCode", "code  here")
    document = part(data, "word/document.xml")
    numbers = [one.get(f"{W}val") for one in document.iter(f"{W}numId")]
    assert numbers[0] == numbers[1]
    assert numbers[2] == numbers[3] != numbers[0]
    assert numbers[4] not in numbers[:4], "a new list counts from one"
    levels = [one.get(f"{W}val") for one in document.iter(f"{W}ilvl")]
    assert levels == ["0", "0", "1", "1", "0"]
    link = document.find(f".//{W}hyperlink")
    assert link is not None
    assert "".join(text.text or "" for text in link.iter(f"{W}t")) == "the river"
    links = part(data, "word/_rels/document.xml.rels")
    assert "https://example.org/?a=1&b=2" in {one.get("Target") for one in links}
    looks = {
        "".join(text.text or "" for text in run.iter(f"{W}t")): {str(child.tag).removeprefix(W) for child in run[0]}
        for run in document.iter(f"{W}r")
        if len(run) > 1
    }
    assert looks["Quick Hand"] == {"i"}
    assert looks["Know "] == {"b"}
    assert looks["Almost"] == {"b", "rStyle"}
    assert looks["five"] == {"strike"}


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/a b?x=1&y=\u5feb", "https://example.org/a%20b?x=1&y=%E5%BF%AB"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("page.html#top", "page.html#top"),
        ("javascript:alert(1)", None),
        (" JavaScript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("#top", None),
        ("", None),
        ("https://example.org/" + "x" * 3000, None),
    ],
)
def test_links_that_are_safe_and_whole(href: str, target: str | None) -> None:
    origin = Marks(((Inline(0, 2, Style.LINK, href),),), (None,), (None,))
    data = redline.write(Document("a.md", (Block("ab cd"),), origin), (), OPTIONS)
    links = [one.get("Target") for one in part(data, "word/_rels/document.xml.rels") if one.get("TargetMode")]
    assert links == ([target] if target else [])
    assert (part(data, "word/document.xml").find(f".//{W}hyperlink") is not None) is bool(target)


LISTS = """3. three

   Quick Hand

   ```
   code
   ```
4. four
   - below

| a | b |
|---|---|
| c | d |

5. five

6. six

Between.

100000000. far
"""


def test_a_list_shows_the_numbers_of_its_source() -> None:
    data = redline.write(markdown(LISTS), (), OPTIONS)
    document, numbering = part(data, "word/document.xml"), part(data, "word/numbering.xml")
    starts = {}
    for number in numbering.iter(f"{W}num"):
        first = number.find(f"{W}lvlOverride/{W}startOverride")
        assert first is not None
        starts[number.get(f"{W}numId")] = first.get(f"{W}val")
    shown = [
        ("".join(text.text or "" for text in one.iter(f"{W}t")), number.get(f"{W}val"))
        for one in document.iter(f"{W}p")
        for number in one.iter(f"{W}numId")
    ]
    three, four, below, five, six, far = shown
    assert three[1] == four[1] != below[1]
    assert five[1] == six[1] != three[1]
    assert (starts[three[1]], starts[five[1]], starts[far[1]]) == ("3", "5", "1")
    indents = [one.get(f"{W}left") for one in document.iter(f"{W}ind")]
    assert indents == ["360", "360"]


TABLES = f"""| **Quick Hand** | Hundred Degrees | |
|:--|:-:|--:|
| Know [Almost and Quick Hand](https://example.org) \\| `x` | {FOLLOW} |
| Quick<br>Hand | | *Penguin Goose* |

| Another | table |
|---|---|
| Know Almost | {FOLLOW} |

1. one Quick Hand

   | In | a list |
   |---|---|
   | Quick Hand | {FOLLOW} |
2. two

{FOLLOW}

| Last | one |
|---|---|
| {FOLLOW} | Quick Hand |
"""


def grids(data: bytes) -> list[list[list[str]]]:
    """The texts of all tables' cells, row by row, as they read once every change is rejected."""
    return [
        [
            ["".join(text.text or "" for text in cell.iter(f"{W}t", f"{W}delText")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in part(data, "word/document.xml").iter(f"{W}tbl")
    ]


def test_tables_are_words_own() -> None:
    data = redline.write(markdown(TABLES), (), OPTIONS)
    assert grids(data) == [
        [
            ["Quick Hand", "Hundred Degrees", ""],
            ["Know Almost and Quick Hand | x", FOLLOW, ""],
            ["QuickHand", "", "Penguin Goose"],
        ],
        [["Another", "table"], ["Know Almost", FOLLOW]],
        [["In", "a list"], ["Quick Hand", FOLLOW]],
        [["Last", "one"], [FOLLOW, "Quick Hand"]],
    ]
    body = part(data, "word/document.xml")[0]
    tags = [str(child.tag).removeprefix(W) for child in body]
    assert tags == ["tbl", "p", "tbl", "p", "tbl", "p", "p", "tbl", "sectPr"]
    for table in body.iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, *[False] * (len(rows) - 1)]
        styles = {one.get(f"{W}val") for row in rows[1:] for one in row.iter(f"{W}pStyle")}
        assert (styles, {one.get(f"{W}val") for one in rows[0].iter(f"{W}pStyle")}) == (
            {"TableContents"},
            {"TableHeading"},
        )
        widths = [int(one.get(f"{W}w", "")) for one in table.iter(f"{W}gridCol")]
        assert [int(one.get(f"{W}w", "")) for one in rows[0].iter(f"{W}tcW")] == widths
    assert [one.get(f"{W}val") for one in body[0].iter(f"{W}jc")] == ["center", "right"] * 3
    indent = body[4].find(f"{W}tblPr/{W}tblInd")
    assert indent is not None
    assert indent.get(f"{W}w") == "360"


def test_a_table_deep_in_lists_stays_on_the_page() -> None:
    lead = "".join("  " * level + "- x\n" for level in range(9)) + "\n"
    table = "".join("  " * 9 + line for line in ("| a | b |\n", "|---|---|\n", "| c | d |\n"))
    root = part(redline.write(markdown(lead + table), (), OPTIONS), "word/document.xml")
    widths = [int(one.get(f"{W}w", "")) for one in root.iter(f"{W}gridCol", f"{W}tblInd")]
    assert len(widths) == 3
    assert min(widths) > 0
    assert sum(widths) <= grid.WIDTH


def test_edits_in_cells_keep_the_promises_and_every_cell_its_paragraph() -> None:
    document = markdown(TABLES)
    edits = propose(document)
    data = redline.write(document, edits, OPTIONS)
    redline.prove(document, edits, data)
    read = redline.read(data)
    assert read.before == tuple(block.text for block in document.blocks)
    cells = part(data, "word/document.xml").iter(f"{W}tc")
    assert all(cell[-1].tag == f"{W}p" for cell in cells)
    assert not list(part(data, "word/document.xml").iter(f"{W}tc//{W}rPr/{W}del"))
    for mark in part(data, "word/document.xml").iterfind(f".//{W}pPr/{W}rPr/{W}del"):
        assert next(mark.iterancestors(f"{W}tc"), None) is None
        assert next(mark.iterancestors(f"{W}p")).getnext().tag == f"{W}p"  # type: ignore[union-attr]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.text("ab快 \n", max_size=90)), min_size=1, max_size=12),
    st.integers(0, 3),
)
def test_columns_fit_the_page(texts: list[tuple[int, str]], level: int) -> None:
    room = grid.WIDTH - 360 * level
    widths = grid.column_widths(texts, room)
    assert len(widths) == max(column for column, _ in texts) + 1
    assert sum(widths) <= room
    assert min(widths) >= min(500, room // len(widths))


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    number, name, story = "12", "Mihayou", "a long story that goes on and on, " * 6
    few = grid.column_widths([(0, number), (1, name)], grid.WIDTH)
    assert few[0] < few[1] < grid.WIDTH / 4
    first, second, third = grid.column_widths([(0, number), (1, name), (2, story)], grid.WIDTH)
    assert first < second < third
    many = grid.column_widths([(0, number), *((at, "x" * 40) for at in range(1, 9))], grid.WIDTH)
    assert many[0] < many[1] == many[8]


@dataclass(frozen=True)
class Marks:
    inlines: tuple[tuple[Inline, ...], ...]
    lists: tuple[ListItem | None, ...]
    cells: tuple[Cell | None, ...]


@settings(max_examples=60, deadline=None)
@given(st.text("ab \t\n", min_size=1, max_size=12), st.data())
def test_any_marks_leave_the_text_alone(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    inline = st.builds(
        lambda ends, style: Inline(min(ends), max(ends), style, "https://example.org/" * (style is Style.LINK)),
        st.tuples(place, place),
        st.sampled_from(Style),
    )
    item = st.one_of(
        st.none(), st.builds(ListItem, st.booleans(), st.integers(0, 9), st.integers(0, 99999), st.booleans())
    )
    cell = st.one_of(
        st.none(), st.builds(Cell, st.just(0), st.just(0), st.just(0), st.booleans(), st.sampled_from(Align))
    )
    origin = Marks((tuple(data.draw(st.lists(inline, max_size=4))),), (data.draw(item),), (data.draw(cell),))
    where = data.draw(st.sampled_from((Place.BODY, Place.HEADING, Place.LIST_ITEM, Place.QUOTATION, Place.TABLE_CELL)))
    document = Document("a.md", (Block(text, where, 2),), origin)
    edits = (Edit(Span(0, 0, 1), text[:1], "new", "name/listed", Outcome.ASK, 0.9, ("why",)),)
    written = redline.write(document, edits, OPTIONS)
    redline.prove(document, edits, written)
    assert redline.read(written).before == (text,)


def test_the_same_bytes_with_and_without_a_template_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "cache"))
    first = redline.write(plain(TEXT), (), OPTIONS)
    [kept] = (tmp_path / "cache").iterdir()
    assert redline.write(plain(TEXT), (), OPTIONS) == first
    kept.write_bytes(kept.read_bytes()[:100])
    assert redline.write(plain(TEXT), (), OPTIONS) == first
    monkeypatch.setenv("RETRANSLATE_CACHE", "/dev/null/nowhere")
    assert redline.write(plain(TEXT), (), OPTIONS) == first


def test_the_template_is_made_by_python_docx_alike_at_any_time() -> None:
    assert template._make() == template._make()


def test_the_date_is_the_runs() -> None:
    for date in ("2026-01-31T09:00:00Z", "1970-01-01T00:00:00Z"):
        data = redline.write(plain(TEXT), (), Options(date=date))
        assert part(data, "docProps/core.xml").findtext("{*}modified") == date


@pytest.mark.application
@pytest.mark.usefixtures("with_pandoc")
def test_pandoc_reads_the_markdown_back(tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    out.write_bytes(redline.write(markdown(MARKDOWN), (), OPTIONS))
    text = pandoc(out, "reject")
    for words in ("The sleepers wake", "1. one", "2. two", "- below", "more of two", "1. from one again", "code  here"):
        assert " ".join(words.split()) in text


@pytest.mark.application
@pytest.mark.usefixtures("with_pandoc")
def test_pandoc_reads_the_tables(tmp_path: Path) -> None:
    document, out, before = markdown(TABLES), tmp_path / "a.docx", tmp_path / "b.docx"
    edits = propose(document)
    out.write_bytes(redline.write(document, edits, OPTIONS))
    before.write_bytes(redline.write(document, (), OPTIONS))
    assert pandoc(out, "reject") == pandoc(before, "reject")
    after = pandoc(out, "accept")
    for name in ("Kuaishou", "Zhihu", "Tencent", "Baidu"):
        assert after.count(name) == sum(one.after == name for one in edits)
    assert FOLLOW not in after


@pytest.mark.application
def test_libreoffice_keeps_the_tables(tmp_path: Path, office: Office) -> None:
    document, out, before = markdown(TABLES), tmp_path / "a.docx", tmp_path / "b.docx"
    edits = propose(document)
    out.write_bytes(redline.write(document, edits, OPTIONS))
    before.write_bytes(redline.write(document, (), OPTIONS))
    rejected, accepted = tmp_path / "rejected.docx", tmp_path / "accepted.docx"
    assert office.do("reject", out, save=rejected)["paragraphs"] == office.do("open", before)["paragraphs"]
    assert grids(rejected.read_bytes()) == grids(before.read_bytes())
    assert office.do("accept", out, save=accepted)["pending"] == 0
    texts = iter(edit.corrected(document, edits))
    wanted = [
        [[(next(texts) or "").replace("\n", "") for _ in row] for row in table]
        for table in [grids(before.read_bytes())[0]]
    ]
    assert grids(accepted.read_bytes())[0] == wanted[0]
    assert [len(table) for table in grids(accepted.read_bytes())] == [3, 2, 2, 2]
    for verdict, path in ((Verdict.ACCEPTED, accepted), (Verdict.REJECTED, rejected)):
        decisions = review.read(path.read_bytes(), path.name).decisions
        assert [(one.before, one.verdict) for one in decisions] == [(one.before, verdict) for one in edits]


@pytest.mark.application
def test_libreoffice_reads_every_line(tmp_path: Path, office: Office) -> None:
    out = tmp_path / "a.docx"
    out.write_bytes(redline.write(plain(TEXT), (), OPTIONS))
    lines = [line for line in TEXT.split("\n") if line.strip()]
    assert office.do("open", out)["paragraphs"]["body"] == lines
