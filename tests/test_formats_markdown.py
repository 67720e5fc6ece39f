"""Markdown: the text a reader sees, its place in the source, and edits that leave the rest of the source alone."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from retranslate import formats
from retranslate.edit import corrected
from retranslate.formats import markdown, plain
from retranslate.formats.inline import Align, Cell, Inline, ListItem, Style, Styled
from retranslate.formats.markdown import Source
from retranslate.model import Block, Document, Edit, Outcome, Place, RetranslateError, Span

SAMPLE = """---
title: A river town
---
# The *river* town #

In 1999 **Station
  B** was `born here`, they [say &amp; *mean*](http://example.com/a "why") it.\\
See [there] ![Station B](b.png) <http://example.com> and a\\*b <b>too</b>.[^1]

> A quoted line
goes on

- one
- two

  more of two
  1. deep
  2. deeper

| Head | A \\| B |
|------|--------|
| cell | `x` y  |

Setext
======

    indented = code
```py
fenced = code
```
<div>
html *x*
</div>

[there]: http://example.com/there "t"
[^1]: A note on Station B
"""


def read(source: str) -> Document:
    return markdown.read(source.encode(), "a.md")


def an_edit(document: Document, before: str, after: str, occurrence: int = 0) -> Edit:
    places = [
        (index, at)
        for index, block in enumerate(document.blocks)
        for at in range(len(block.text))
        if block.text.startswith(before, at)
    ]
    block, start = places[occurrence]
    return Edit(Span(block, start, start + len(before)), before, after, "test", Outcome.AUTO, 1.0, ("because",))


def edited(source: str, before: str, after: str, occurrence: int = 0) -> str:
    document = read(source)
    return markdown.write(document, [an_edit(document, before, after, occurrence)]).decode()


def test_blocks_are_what_a_reader_sees() -> None:
    document = read(SAMPLE)
    assert [(block.place, block.level, block.text) for block in document.blocks] == [
        (Place.HEADING, 1, "The river town"),
        (
            Place.BODY,
            0,
            "In 1999 Station B was born here, they say & mean it.\nSee there http://example.com and a*b too.[^1]",
        ),
        (Place.QUOTATION, 0, "A quoted line goes on"),
        (Place.LIST_ITEM, 0, "one"),
        (Place.LIST_ITEM, 0, "two"),
        (Place.LIST_ITEM, 0, "more of two"),
        (Place.LIST_ITEM, 0, "deep"),
        (Place.LIST_ITEM, 0, "deeper"),
        (Place.TABLE_CELL, 0, "Head"),
        (Place.TABLE_CELL, 0, "A | B"),
        (Place.TABLE_CELL, 0, "cell"),
        (Place.TABLE_CELL, 0, "x y"),
        (Place.HEADING, 1, "Setext"),
        (Place.CODE, 0, "indented = code"),
        (Place.CODE, 0, "fenced = code"),
        (Place.BODY, 0, "html *x*"),
        (Place.BODY, 0, "[^1]: A note on Station B"),
    ]


def test_marks_and_lists_follow_the_contract() -> None:
    document = read(SAMPLE)
    origin = document.origin
    assert isinstance(origin, Styled)
    text = document.blocks[1].text
    assert [(text[one.start : one.end], one.style, one.href) for one in origin.inlines[1]] == [
        ("Station B", Style.STRONG, ""),
        ("born here", Style.CODE, ""),
        ("say & mean", Style.LINK, "http://example.com/a"),
        ("mean", Style.EMPHASIS, ""),
        ("there", Style.LINK, "http://example.com/there"),
        ("http://example.com", Style.LINK, "http://example.com"),
    ]
    assert origin.lists[3:8] == (
        ListItem(ordered=False),
        ListItem(ordered=False),
        ListItem(ordered=False, opens=False),
        ListItem(ordered=True, level=1),
        ListItem(ordered=True, level=1, number=2),
    )
    assert origin.cells[8:12] == (
        Cell(0, 0, 0, header=True),
        Cell(0, 0, 1, header=True),
        Cell(0, 1, 0),
        Cell(0, 1, 1),
    )
    assert len(origin.inlines) == len(origin.lists) == len(origin.cells) == len(document.blocks)


def test_code_addresses_and_footnote_marks_are_frozen() -> None:
    document = read(SAMPLE)
    block = document.blocks[1]
    assert [block.text[a:b] for a, b in block.frozen] == ["born here", "http://example.com", "[^1]"]
    assert [block.frozen for block in document.blocks if block.place is Place.CODE] == [((0, 15),), ((0, 13),)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_without_edits_the_source_comes_back_byte_for_byte(end: str, codec: str) -> None:
    data = SAMPLE.replace("\n", end).encode(codec)
    document = markdown.read(data, "a.md")
    assert [block.text for block in document.blocks] == [block.text for block in read(SAMPLE).blocks]
    assert markdown.write(document, []) == data


def test_every_character_knows_its_place_in_the_source() -> None:
    for end in ("\n", "\r\n"):
        source = SAMPLE.replace("\n", end)
        document = read(source)
        for index, block in enumerate(document.blocks):
            for at, char in enumerate(block.text if block.place is not Place.CODE else ""):
                place = formats.offset(document, Span(index, at, at + 1))
                assert place is not None
                assert (
                    source[place] == char or char in " \n&*|"
                )  # line ends, entities and escapes are written otherwise


def test_line_and_column_are_those_of_the_source() -> None:
    document = read(SAMPLE.replace("\n", "\r\n"))
    edit = an_edit(document, "B was", "x")
    assert formats.position(document, edit.span) == (7, 3)
    assert formats.offset(document, Span(0, 0, 1)) == document.blocks[0].offset == 33


@pytest.mark.parametrize(
    ("source", "before", "after", "expected"),
    [
        ("At **Station B**, he", "Station B", "Bilibili", "At **Bilibili**, he"),
        ("At **Station** B, he", "Station B", "Bilibili", "At **Bilibili**, he"),
        ("At Sta**tion B**, he", "Station B", "Bilibili", "At Bilibili, he"),
        ("At Station **B site**, he", "Station B", "Bilibili", "At Bilibili **site**, he"),
        ("At [Station](u) B, he", "Station B", "Bilibili", "At [Bilibili](u), he"),
        (
            "At [Station B], he\n\n[station b]: /u",
            "Station B",
            "Bilibili",
            "At [Bilibili][Station B], he\n\n[station b]: /u",
        ),
        ("At Station\n> B, he", "Station", "Bilibili", "At Bilibili\n> B, he"),
        ("> At Station\n> B, he", "Station B", "Bilibili", "> At Bilibili, he"),
        ("* At Station\n  B, he", "Station B", "Bilibili", "* At Bilibili, he"),
        (
            "| Station B | x |\n|---|---|\n| Station B | y |",
            "Station B",
            "A|B",
            "| A\\|B | x |\n|---|---|\n| Station B | y |",
        ),
        ("Station B is", "Station B", "*B*", "\\*B\\* is"),
        ("Station B is", "Station B", "snake_case", "snake_case is"),
        ("Station B is", "Station B", "# B", "\\# B is"),
        ("Station B. So", "Station B", "1", "1\\. So"),
        ("a &amp; b", "&", "and", "a and b"),
        ("Oh ![x](y) , so", " ,", ",", "Oh,![x](y) so"),
        ("# Station B #\n", "Station B", "Bilibili", "# Bilibili #\n"),
        ("Station B\n===\n", "Station B", "Bilibili", "Bilibili\n===\n"),
    ],
)
def test_an_edit_changes_its_text_and_nothing_else(source: str, before: str, after: str, expected: str) -> None:
    assert edited(source, before, after) == expected


@pytest.mark.parametrize(
    ("source", "before", "expected"),
    [
        ("One\n\nTwo\n\nThree\n", "Two", "One\n\nThree\n"),
        ("One\n\nTwo\n\nThree\n", "Three", "One\n\nTwo\n\n"),
        ("One\n\n**Two**\n\nThree\n", "Two", "One\n\nThree\n"),
        ("# Head\nTwo\n", "Head", "Two\n"),
        ("- a\n- b\n- c\n", "b", "- a\n- c\n"),
        ("- a\n  - b\n\n- c\n", "b", "- a\n- c\n"),
        ("> a\n>\n> b\n>\n> c\n", "b", "> a\n>\n> c\n"),
        ("| a | b |\n|---|---|\n| c | **d** |\n", "d", "| a | b |\n|---|---|\n| c |  |\n"),
    ],
)
def test_a_deleted_block_takes_its_lines_with_it(source: str, before: str, expected: str) -> None:
    assert edited(source, before, "") == expected


def test_what_follows_in_an_item_moves_up_to_its_marker() -> None:
    source = "- a\n\n  more *b*\n- c\n"
    document = read(source)
    edits = [an_edit(document, "a", ""), an_edit(document, "b", "d")]
    assert markdown.write(document, edits).decode() == "- more *d*\n- c\n"


def test_what_markdown_cannot_say_is_one_clear_line() -> None:
    with pytest.raises(RetranslateError, match=r"a\.md:1: the edit has no place in Markdown"):
        edited("> - a\n>\n>   more\n> - c\n", "a", "")


def test_ignore_in_a_comment_freezes_its_paragraph() -> None:
    (block,) = read("At Station B <!-- retranslate:ignore -->").blocks
    assert block.frozen == ((0, len(block.text)),)


def test_blanks_around_what_is_no_text_count_once() -> None:
    blocks = read("One <!-- x --> two ![pic](p.png)\n\n![pic](p.png) three <br> four").blocks
    assert [block.text for block in blocks] == ["One two ", "three \nfour"]


def test_front_matter_is_no_text_and_a_rule_is_no_front_matter() -> None:
    assert [block.text for block in read("---\na: b\n---\nText\n").blocks] == ["Text"]
    assert [block.text for block in read("---\n\nText\n\n---\n").blocks] == ["Text"]


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_edit_comes_out_as_the_corrected_text(data: st.DataObject) -> None:
    document = read(SAMPLE)
    index = data.draw(st.sampled_from([at for at, one in enumerate(document.blocks) if one.place is not Place.CODE]))
    block = document.blocks[index]
    start = data.draw(st.integers(0, len(block.text)))
    end = data.draw(st.integers(start, len(block.text)))
    assume(not any((a < end and start < b) or a < start < b for a, b in block.frozen))
    assume("\n" not in block.text[start:end])
    after = data.draw(
        st.sampled_from(["miHoYo", "Ele.me", "*", "a_b", "<x>", "[y]", "|", "1.", "-", "& so", "B站", ""])
    )
    edit = Edit(Span(index, start, end), block.text[start:end], after, "t", Outcome.AUTO, 1.0, ("because",))
    try:
        again = markdown.read(markdown.write(document, [edit]), "b.md")
    except RetranslateError:
        assume(False)
    texts = [text for text in corrected(document, [edit]) if text is not None]
    assert [" ".join(one.text.split()) for one in again.blocks if one.text.strip()] == [
        " ".join(text.split()) for text in texts if text.strip()
    ]


def test_hardly_any_edit_is_refused() -> None:
    document = read(SAMPLE)
    refused = total = 0
    for index, block in enumerate(document.blocks):
        for start in range(len(block.text)):
            for end in range(start + 1, min(start + 12, len(block.text)) + 1, 2):
                if any(a < end and start < b for a, b in block.frozen) or block.text[start:end] == "\n":
                    continue
                total += 1
                edit = Edit(Span(index, start, end), block.text[start:end], "miHoYo", "t", Outcome.AUTO, 1.0, ("x",))
                try:
                    markdown.write(document, [edit])
                except RetranslateError:
                    refused += 1
    assert total > 400
    assert refused == 0


COMPOSED = Document(
    "a.docx",
    (
        Block("A *starred* title", Place.HEADING, 2),
        Block(""),
        Block("1. This is no list; nor is #this, and a_b_c | d stays."),
        Block("- Nor this\nwith a break"),
        Block("one", Place.LIST_ITEM),
        Block("quoted", Place.QUOTATION),
        Block("code ``` here", Place.CODE),
    ),
)


def test_another_document_becomes_new_markdown_that_reads_the_same() -> None:
    written = markdown.write(COMPOSED, [])
    again = markdown.read(written, "a.md")
    assert [block.text for block in again.blocks] == [block.text for block in COMPOSED.blocks if block.text]
    assert again.blocks[0].level == 2
    assert again.blocks[-1].place is Place.CODE


def test_marks_and_lists_of_another_document_become_markdowns_own() -> None:
    source = read(SAMPLE).origin
    assert isinstance(source, Source)
    document = read(SAMPLE)
    edit = an_edit(document, "Station B", "Bilibili")
    copied = Document("a.html", document.blocks, _Marks(source.inlines, source.lists, source.cells))
    again = markdown.read(markdown.write(copied, [edit]), "b.md")
    assert [block.text for block in again.blocks] == list(corrected(document, [edit]))
    origin = again.origin
    assert isinstance(origin, Source)
    assert (origin.lists, origin.cells) == (source.lists, source.cells)
    text = again.blocks[1].text
    assert [(text[one.start : one.end], one.style) for one in origin.inlines[1]][:3] == [
        ("Bilibili", Style.STRONG),
        ("born here", Style.CODE),
        ("say & mean", Style.LINK),
    ]


class _Marks:
    def __init__(
        self,
        inlines: tuple[tuple[Inline, ...], ...],
        lists: tuple[ListItem | None, ...],
        cells: tuple[Cell | None, ...],
    ) -> None:
        self.inlines = inlines
        self.lists = lists
        self.cells = cells


TABLES = """| Left | Centre | Right |
|:--|:-:|--:|
| Station B \\| one | `a \\| b` | |
| short |

| Next | table |
|---|---|
| Station B | *is* [it](http://example.com) |

3. three

   | In | a list |
   |---|---|
   | Station B | 1 |
4. four
   ```
   code
   ```
5. five

7. seven"""


def test_tables_and_the_lists_around_them() -> None:
    source = read(TABLES).origin
    assert isinstance(source, Source)
    texts = [block.text for block in read(TABLES).blocks]
    assert texts[:9] == ["Left", "Centre", "Right", "Station B | one", "a | b", "", "short", "", ""]
    assert texts[9:11] == ["", "Next"]
    assert source.cells[9] is None, "a block stands between two tables"
    assert source.cells[8] == Cell(0, 2, 2, align=Align.RIGHT)
    assert [cell.align for cell in source.cells[:3] if cell] == [Align.LEFT, Align.CENTER, Align.RIGHT]
    assert next(one for one in source.lists if one) == ListItem(ordered=True, number=3)
    assert [(one.number, one.opens) for one in source.lists if one] == [
        (3, True),
        *[(3, False)] * 4,
        (4, True),
        (4, False),
        (5, True),
        (6, True),
    ]


HTML = """<p align="center">
  <img src="a.png"/> <b>Station B</b> &amp; Co. in <a href='x.html?a=1&amp;b=2'>the HTML of
  Station B</a> <code>Station B</code>
</p>

> <div>A quoted Station B
> goes on</div>

- <p>Item</p>
  <h3>Head<br>of Station B</h3>

<!-- Station B -->

<script>Station B</script>
<p>Unclosed Station B <b

<pre>
Station B
</pre>"""


def test_html_holds_text_too() -> None:
    document = read(HTML)
    assert [(block.place, block.level, block.text) for block in document.blocks] == [
        (Place.BODY, 0, "Station B & Co. in the HTML of Station B Station B"),
        (Place.QUOTATION, 0, "A quoted Station B goes on"),
        (Place.LIST_ITEM, 0, "Item"),
        (Place.HEADING, 3, "Head\nof Station B"),
        (Place.BODY, 0, "Unclosed Station B <b"),
    ]
    source = document.origin
    assert isinstance(source, Source)
    text = document.blocks[0].text
    assert [(text[one.start : one.end], one.style, one.href) for one in source.inlines[0]] == [
        ("Station B", Style.STRONG, ""),
        ("the HTML of Station B", Style.LINK, "x.html?a=1&b=2"),
        ("Station B", Style.CODE, ""),
    ]
    assert document.blocks[0].frozen == ((41, 50),)


def test_edits_in_html_leave_its_tags_alone() -> None:
    document = read(HTML)
    edits = [an_edit(document, "Station B", "Bilibili", occurrence) for occurrence in (0, 1, 3, 4, 5)]
    edits.append(an_edit(document, "Item", ""))
    wanted = (
        HTML.replace("Station B</code>", "*</code>")
        .replace("<!-- Station B", "<!-- *")
        .replace(">Station B</s", ">*</s")
    )
    wanted = (
        wanted.replace("\nStation B\n</pre", "\n*\n</pre").replace("Station B", "Bilibili").replace("*", "Station B")
    )
    assert markdown.write(document, edits).decode() == wanted.replace("Item", "")


@settings(deadline=None)
@given(st.text("<>/bpa! &;\"'\n-", max_size=40))
def test_any_html_is_read(text: str) -> None:
    document = read("<div>" + text)
    for index, block in enumerate(document.blocks):
        assert isinstance(document.origin, Source)
        assert len(document.origin.pieces[index].starts) in {0, len(block.text)}


def test_deep_lists_are_read() -> None:
    source = "".join("  " * level + f"- x{level}\n" for level in range(18))
    assert [block.text for block in read(source).blocks] == [f"x{level}" for level in range(18)]


def test_a_caption_below_a_picture_has_no_indent() -> None:
    assert read("![a](b.png)\n*The caption*\n").blocks[0].text == "The caption"


def test_a_break_written_as_html_is_one() -> None:
    table = "| a | b |\n|---|---|\n| Station B<br>one<BR/>two <br /> three | x |\n\nFour<br>\nStation B\n"
    assert [block.text for block in read(table).blocks][2::2] == ["Station B\none\ntwo \nthree", "Four\nStation B"]
    assert edited(table, "one", "1") == table.replace("one", "1")
    document = read(table)
    both = [an_edit(document, "Station B", "Bilibili", occurrence) for occurrence in range(2)]
    assert markdown.write(document, both).decode() == table.replace("Station B", "Bilibili")


def test_what_parts_two_tables_may_go() -> None:
    source = TABLES.replace("| Next", "\nGo away\n\n| Next")
    document = read(source)
    text = markdown.write(document, [an_edit(document, "Go away", "")]).decode()
    assert text == TABLES.replace("| Next", "\n| Next")


def test_edits_in_cells_leave_the_table_alone() -> None:
    document = read(TABLES)
    edits = [an_edit(document, "Station B", "Bili|bili", occurrence) for occurrence in range(3)]
    edits.append(an_edit(document, "short", ""))
    wanted = TABLES.replace("Station B", r"Bili\|bili").replace("| short |", "|  |")
    assert markdown.write(document, edits).decode() == wanted


def test_tables_of_another_document_become_markdowns_own() -> None:
    source = read(TABLES).origin
    assert isinstance(source, Source)
    document = Document("a.html", read(TABLES).blocks, _Marks(source.inlines, source.lists, source.cells))
    edits = [an_edit(document, "Station B", "Bili|bili"), an_edit(document, "short", "")]
    written = markdown.write(document, edits).decode()
    assert "| Bili\\|bili \\| one | `a \\| b` |  |\n|  |  |  |\n\n| Next | table |\n| --- | --- |\n" in written
    assert "| Left | Centre | Right |\n| :-- | :-: | --: |\n" in written
    again = read(written)
    assert [block.text for block in again.blocks] == [text or "" for text in corrected(document, edits)]
    origin = again.origin
    assert isinstance(origin, Source)
    assert (origin.cells, origin.lists, origin.inlines[4:]) == (source.cells, source.lists, source.inlines[4:])


CELL = st.text("ab|*`\\<- #1.\n", max_size=5)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=3))
def test_any_cells_come_back(rows: list[list[str]]) -> None:
    cells = [(Cell(0, i, j, header=not i), text) for i, row in enumerate(rows) for j, text in enumerate(row)]
    blocks = tuple(Block(text, Place.TABLE_CELL) for _, text in cells)
    marks = _Marks(((),) * len(blocks), (None,) * len(blocks), tuple(cell for cell, _ in cells))
    again = read(markdown.write(Document("a.html", blocks, marks), []).decode())
    wanted = [" ".join(text.split()) for _, text in cells]
    assert [" ".join(block.text.split()) for block in again.blocks] == wanted


def test_a_plain_text_becomes_markdown_and_back() -> None:
    document = plain.read(b"# no heading\n\n* no item\n    not code\n", "a.txt")
    again = markdown.read(markdown.write(document, []), "a.md")
    assert [(block.text, block.place) for block in again.blocks] == [
        ("# no heading", Place.BODY),
        ("* no item", Place.BODY),
        ("not code", Place.BODY),
    ]
