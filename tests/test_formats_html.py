"""A saved web page: the article and nothing else, in the encoding the page is in."""

import logging
import sys
from pathlib import Path

import pytest

from retranslate import formats
from retranslate.formats import html
from retranslate.formats.html_layout import LONGEST_CELL
from retranslate.formats.inline import MOST_COLUMNS, Cell, ListItem, Style, Styled
from retranslate.model import Document, Place, RetranslateError, Span

ARTICLE = """<article><h1>A river town</h1>
<p>From <b>station B</b>, where the ferries leave in the morning,
 to the <a href="https://example.com/m">Miha <em>Tour</em></a>, a walk takes an hour &amp; a half.</p>
<h2>The rise</h2>
<p>On the way are a mill<br>and a bridge. The bridge was built when there were no carts in the county.</p>
<ul><li>First <strong>bold</strong> item of the list</li><li>Second item<ul><li>a nested item here</li></ul></li></ul>
<ol><li>One of the numbered ones</li><li>Two of the numbered ones</li></ol>
<blockquote><p>Nobody takes the old road any more, he said to us that evening by the river.</p></blockquote>
<pre><code>print("x")
print("y")</code></pre>
<table><tr><th>Name</th><th>Worth</th></tr><tr><td>Mihayou</td><td>12</td></tr></table>
<p>The last paragraph has a <code>code span</code>, <s>struck</s> text and a <a href="javascript:alert(1)">bad link</a>.
It says that all ends well in the end, as it should, and for a long while too.</p></article>"""
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>A river town - The Site</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News of the day</a></li></ul></nav>
<div class="share"><a href="#">Share on Weibo</a> <a href="#">Share on WeChat</a></div>
{ARTICLE}
<div class="related"><h3>Related articles</h3><ul><li><a href="/1">Ten boats to see</a></li></ul></div>
<div id="comments"><p>First! I like this article very much, said somebody.</p></div>
<footer>Copyright 2021 All rights reserved</footer><script>alert("hello")</script></body></html>"""


def read(page: str, codec: str = "utf-8", encoding: str | None = None) -> Document:
    return html.read(page.encode(codec), "page.html", encoding=encoding)


def refusal(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(RetranslateError) as caught:
        html.read(data, "page.html", encoding=encoding)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_article_is_read_and_the_page_around_it_is_not() -> None:
    document = read(PAGE)
    assert [(block.place, block.level, block.text) for block in document.blocks] == [
        (Place.HEADING, 1, "A river town"),
        (
            Place.BODY,
            0,
            "From station B, where the ferries leave in the morning, to the Miha Tour, a walk takes an hour & a half.",
        ),
        (Place.HEADING, 2, "The rise"),
        (
            Place.BODY,
            0,
            "On the way are a mill\nand a bridge. The bridge was built when there were no carts in the county.",
        ),
        (Place.LIST_ITEM, 0, "First bold item of the list"),
        (Place.LIST_ITEM, 0, "Second item"),
        (Place.LIST_ITEM, 0, "a nested item here"),
        (Place.LIST_ITEM, 0, "One of the numbered ones"),
        (Place.LIST_ITEM, 0, "Two of the numbered ones"),
        (Place.QUOTATION, 0, "Nobody takes the old road any more, he said to us that evening by the river."),
        (Place.CODE, 0, 'print("x")\nprint("y")'),
        (Place.TABLE_CELL, 0, "Name"),
        (Place.TABLE_CELL, 0, "Worth"),
        (Place.TABLE_CELL, 0, "Mihayou"),
        (Place.TABLE_CELL, 0, "12"),
        (
            Place.BODY,
            0,
            "The last paragraph has a code span, struck text and a bad link. It says that all ends well in the end, "
            "as it should, and for a long while too.",
        ),
    ]
    assert formats.offset(document, Span(0, 0, 1)) is None


def test_marks_and_lists_follow_the_contract() -> None:
    document = read(PAGE)
    origin = document.origin
    assert isinstance(origin, Styled)
    marks = [
        (block.text[one.start : one.end], one.style, one.href)
        for block, inlines in zip(document.blocks, origin.inlines, strict=True)
        for one in inlines
    ]
    assert marks == [
        ("station B", Style.STRONG, ""),
        ("Miha Tour", Style.LINK, "https://example.com/m"),
        ("Tour", Style.EMPHASIS, ""),
        ("bold", Style.STRONG, ""),
        ("code span", Style.CODE, ""),
        ("struck", Style.STRIKE, ""),
    ]
    assert [item for item in origin.lists if item] == [
        ListItem(ordered=False),
        ListItem(ordered=False),
        ListItem(ordered=False, level=1),
        ListItem(ordered=True),
        ListItem(ordered=True, number=2),
    ]
    assert [cell for cell in origin.cells if cell] == [
        Cell(0, 0, 0, header=True),
        Cell(0, 0, 1, header=True),
        Cell(0, 1, 0),
        Cell(0, 1, 1),
    ]
    assert len(origin.inlines) == len(origin.lists) == len(origin.cells) == len(document.blocks)
    code = document.blocks[-1]
    assert [code.text[a:b] for a, b in code.frozen] == ["code span"]


def test_marks_of_lists_follow_on() -> None:
    nested = "<ul><li>First item here<p>more of it</p><ul><li>nested one</li></ul></li><li>Second item</li></ul>"
    document = read(PAGE.replace("<ol>", nested + "<ol>"))
    assert isinstance(document.origin, Styled)
    found = {block.text: item for block, item in zip(document.blocks, document.origin.lists, strict=True)}
    assert found["First item here"] == found["Second item"] == ListItem(ordered=False)
    assert found["more of it"] == ListItem(ordered=False, opens=False)
    assert found["nested one"] == ListItem(ordered=False, level=1)


def cells(page: str) -> list[tuple[int, int, str]]:
    """Row, column and text of everything in a table."""
    document = read(page)
    assert isinstance(document.origin, Styled)
    marked = zip(document.blocks, document.origin.cells, strict=True)
    return [(cell.row, cell.column, block.text) for block, cell in marked if cell]


MERGED = """<table><caption>What they cost</caption>
<tr><th>Name</th><th colspan="2">Both years</th></tr>
<tr><td rowspan="2"><p>Mihayou</p><p>of Shanghai</p></td><td>2012</td><td></td></tr>
<tr><td>2013<br>May</td><td>with <ul><li>one thing</li><li>another</li></ul></td></tr></table>"""


def test_merged_cells_are_empty_ones() -> None:
    page = PAGE.replace("<ul><li>First", MERGED + "<ul><li>First")
    assert cells(page)[:-4] == [
        (0, 0, "Name"),
        (0, 1, "Both years"),
        (0, 2, ""),
        (1, 0, "Mihayou"),
        (1, 0, "of Shanghai"),
        (1, 1, "2012"),
        (1, 2, ""),
        (2, 0, ""),
        (2, 1, "2013"),
        (2, 1, "May"),
        (2, 2, "with"),
        (2, 2, "one thing"),
        (2, 2, "another"),
    ]
    document = read(page)
    caption = next(block for block in document.blocks if block.text == "What they cost")
    assert caption.place is Place.BODY
    assert sum(block.place is Place.TABLE_CELL for block in document.blocks) == len(cells(page))


def test_between_two_tables_stands_a_block() -> None:
    other = "<table><tr><td>one by</td><td>two</td></tr><tr><td>three</td><td>four</td></tr></table>"
    document = read(PAGE.replace("<ul><li>First", MERGED + other + "<ul><li>First"))
    assert isinstance(document.origin, Styled)
    tables = [cell and cell.table for cell in document.origin.cells]
    at = tables.index(1)
    assert tables[at - 2 : at] == [0, None]
    assert document.blocks[at - 1].text == ""


@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td>ARTICLE</td></tr></table>",
        '<table><tr><td width="100"><a href="/">Home</a></td><td>ARTICLE</td></tr></table>',
        "<table><tr><td><table><tr><td>ARTICLE</td></tr></table></td></tr></table>",
        "<table><tr><td>x</td></tr><tr><td>ARTICLE</td></tr></table>",
        '<table role="presentation"><tr><td>ARTICLE</td><td>x</td></tr><tr><td>y</td><td>z</td></tr></table>',
    ],
)
def test_a_table_that_lays_out_the_page_is_none(layout: str) -> None:
    plain, laid = read(PAGE), read(PAGE.replace(ARTICLE, layout.replace("ARTICLE", ARTICLE)))
    texts = [(block.place, block.text) for block in laid.blocks]
    start = texts.index((Place.HEADING, "A river town"))
    wanted = [(block.place, block.text) for block in plain.blocks]
    assert texts[start : start + len(wanted)] == wanted


def test_a_column_or_a_row_is_no_table() -> None:
    column = "<table><tr><td>one below</td></tr><tr><td>the other</td></tr></table>"
    row = "<table><tr><td>one beside</td><td>the next</td></tr></table>"
    wide = "<table>" + ("<tr>" + "<td>ab</td>" * 70 + "</tr>") * 2 + "</table>"
    for table in (column, row, wide):
        assert len(cells(PAGE.replace("<ul><li>First", table + "<ul><li>First"))) == 4


OLD = """<html><head><title>The old page</title></head><body><center>
<table width=950><tr><td><a href="/">Home</a> | <a href="/n">News</a></td></tr></table>
<table width=950><tr><td width=200><table><tr><td><b>Hot</b></td></tr><tr><td><a href=1>Boats and the sea</a></td></tr>
</table></td><td><table><tr><td align=center><font size=5><b>The ferry of the old town</b></font></td></tr>
<tr><td><font size=3>\u3000\u3000The ferry <i>leaves</i> in the morning, and nobody knows when it will be back.<br><br>
\u3000\u3000On the way are a mill and a bridge, as old as the town, and an inn where nobody has been for years.<br>
<table border=1><tr><td>Boat</td><td>Built</td></tr><tr><td>Mihayou</td><td>1999</td></tr></table>
\u3000\u3000A last paragraph says what the table could not, and it goes on until it ends here.</font></td></tr>
</table></td></tr></table></center></body></html>"""


def test_a_page_of_tables_and_breaks_has_paragraphs() -> None:
    document = read(OLD)
    texts = [block.text for block in document.blocks]
    start = texts.index("The ferry of the old town")
    assert [text[:14] for text in texts[start : start + 8]] == [
        "The ferry of t",
        "The ferry leav",
        "On the way are",
        "Boat",
        "Built",
        "Mihayou",
        "1999",
        "A last paragra",
    ]
    assert cells(OLD) == [(0, 0, "Boat"), (0, 1, "Built"), (1, 0, "Mihayou"), (1, 1, "1999")]
    divided = PAGE.replace("<p>On the way", "<div>The inn is closed in winter.<br> <br>On the way").replace(
        "county.</p>", "county.</div>"
    )
    assert "The inn is closed in winter." in [block.text for block in read(divided).blocks]


def test_the_page_on_limits_says_what_a_table_is() -> None:
    page = (Path(__file__).parent.parent / "docs" / "limits.md").read_text(encoding="utf-8")
    assert f"more than {MOST_COLUMNS} columns" in page
    assert f"a cell of more than\n{LONGEST_CELL:,} characters" in page


def test_captions_belong_to_the_article() -> None:
    figure = "<figure><img src=a.jpg><figcaption>The mill in <b>winter</b></figcaption></figure>"
    document = read(PAGE.replace("<h2>", figure + "<h2>"))
    assert [block.text for block in document.blocks[2:4]] == ["The mill in winter", "The rise"]


def test_a_page_whose_article_has_no_title_gets_the_pages() -> None:
    document = read(PAGE.replace("<h1>A river town</h1>", ""))
    assert (document.blocks[0].place, document.blocks[0].level) == (Place.HEADING, 1)
    assert document.blocks[0].text.startswith("A river town")


@pytest.mark.parametrize(
    ("named", "codec", "text"),
    [
        ("gb2312", "gb18030", "米哈游的原神與䶮"),
        ("GBK", "gb18030", "哔哩哔哩"),
        ("big5", "big5hkscs", "遊戲"),
        ("shift_jis", "cp932", "ゲーム"),
        ("iso-8859-1", "cp1252", "café – “x”"),
        ("utf-8", "utf-8", "𝄞 é"),
    ],
)
def test_the_encoding_a_page_names_is_used_as_browsers_do(named: str, codec: str, text: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{named}"').replace("station B</b>", f"{text}</b>")
    assert text in read(page, codec).blocks[1].text


def test_a_mark_or_the_named_encoding_comes_before_what_the_page_says() -> None:
    wrong = PAGE.replace('charset="utf-8"', 'charset="gbk"').replace("station B</b>", "é</b>")
    assert "From é," in read(wrong, "utf-8-sig").blocks[1].text
    assert "From é," in read(wrong, "utf-16").blocks[1].text
    assert "From é," in read(wrong, encoding="utf-8").blocks[1].text


def test_what_is_no_page_is_one_clear_line() -> None:
    assert "no article was found" in refusal(b"")
    assert "no article was found" in refusal(b"<html><body><nav>hi</nav></body></html>")
    assert "is not UTF-8" in refusal(PAGE.replace('<meta charset="utf-8">', "").encode() + b"\xff\xe9")
    assert "there is no encoding 'klingon'" in refusal(PAGE.replace("utf-8", "klingon").encode())
    assert "PDF" in refusal(b"%PDF-1.7")
    assert "MB" in refusal(b" " * (html.LARGEST + 1))


def test_a_missing_trafilatura_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert 'pip install "retranslate[html]"' in refusal(PAGE.encode())


def test_no_character_comes_in_that_no_document_can_hold() -> None:
    for stray in ("\x0b", "\x1f", "&#11;", "&#xFFFE;", "&#x1F;", "&#0;", "&#xD800;", "&#9999999;"):
        text = read(PAGE.replace("station B</b>", f"sta{stray}tion B</b>")).blocks[1].text
        assert text.startswith("From sta")
        assert not any(char in text for char in "\x0b\x1f\ufffe\x00")


def test_entities_of_a_doctype_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + PAGE.replace("station B</b>", "&x;</b>")
    assert "the secret" not in "".join(block.text for block in read(page).blocks)


def test_deep_and_broken_markup_ends_soon() -> None:
    for opened in ("<div>", "<b>", "<p>", "<table><tr><td>", "<ul><li>"):
        page = "<html><body>" + opened * 5000 + ARTICLE
        try:
            blocks = read(page).blocks
        except RetranslateError:
            continue  # one clear line will do
        assert blocks


def test_reading_is_quiet(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG):
        read(PAGE)
    assert not [record for record in caplog.records if record.name.startswith(("trafilatura", "htmldate"))]
    assert capsys.readouterr() == ("", "")


def test_a_page_is_read_by_its_suffix_and_becomes_markdown(tmp_path: Path) -> None:
    path = tmp_path / "page.HTM"
    path.write_text(PAGE, encoding="utf-8")
    document = formats.read(path)
    assert document.blocks[0].text == "A river town"
    written = formats.write(document, [], "md").decode()
    assert written.startswith("# A river town\n\nFrom **station B**, where")
    assert "[Miha *Tour*](<https://example.com/m>)" in written
    assert formats.write(document, [], "txt").decode().startswith("A river town\nFrom station B")
