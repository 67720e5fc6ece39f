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
from redlining import OPTIONS, W
from retranslate import formats, redline
from retranslate.formats import docx
from retranslate.formats.inline import Inline, ListItem, Style
from retranslate.model import Block, Document, Edit, Options, Outcome, Place, Span
from retranslate.redline import template

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
    origin = Marks(((Inline(0, 2, Style.LINK, href),),), (None,))
    data = redline.write(Document("a.md", (Block("ab cd"),), origin), (), OPTIONS)
    links = [one.get("Target") for one in part(data, "word/_rels/document.xml.rels") if one.get("TargetMode")]
    assert links == ([target] if target else [])
    assert (part(data, "word/document.xml").find(f".//{W}hyperlink") is not None) is bool(target)


@dataclass(frozen=True)
class Marks:
    inlines: tuple[tuple[Inline, ...], ...]
    lists: tuple[ListItem | None, ...]


@settings(max_examples=60, deadline=None)
@given(st.text("ab \t\n", min_size=1, max_size=12), st.data())
def test_any_marks_leave_the_text_alone(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    inline = st.builds(
        lambda ends, style: Inline(min(ends), max(ends), style, "https://example.org/" * (style is Style.LINK)),
        st.tuples(place, place),
        st.sampled_from(Style),
    )
    item = st.one_of(st.none(), st.builds(ListItem, st.booleans(), st.integers(0, 9)))
    origin = Marks((tuple(data.draw(st.lists(inline, max_size=4))),), (data.draw(item),))
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
def test_libreoffice_reads_every_line(tmp_path: Path, office: Office) -> None:
    out = tmp_path / "a.docx"
    out.write_bytes(redline.write(plain(TEXT), (), OPTIONS))
    lines = [line for line in TEXT.split("\n") if line.strip()]
    assert office.do("open", out)["paragraphs"]["body"] == lines
