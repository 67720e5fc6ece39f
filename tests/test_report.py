"""Reports: every form says every finding, in its place, and nothing of an article breaks out of it."""

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import __version__
from retranslate.formats import markdown, plain
from retranslate.model import Block, Document, Edit, Outcome, Problem, Span
from retranslate.pipeline import Run
from retranslate.report import FORMATS, report
from retranslate.report.terminal import summary

TEXT = "Near station B is Mihayou , it is a\u00a0hour.\r\n\r\n𝄞 Like (0)\r\nThe house of was built here."


def an_edit(
    document: Document,
    block: int,
    before: str,
    after: str | None,
    rule: str = "name/listed",
    outcome: Outcome = Outcome.AUTO,
    term: str | None = None,
) -> Edit:
    start = document.blocks[block].text.index(before)
    span = Span(block, start, start + len(before))
    return Edit(span, before, after, rule, outcome, 0.98765, ("because", "and because"), term)


def a_run(document: Document | None = None) -> Run:
    document = document or plain.read(TEXT.encode(), "a b.txt")
    edits = (
        an_edit(document, 0, "station B", "Bilibili", term="Bilibili"),
        an_edit(document, 0, "Mihayou", "miHoYo", "name/forecast", Outcome.ASK, "miHoYo"),
        an_edit(document, 0, " ,", ",", "spacing"),
        an_edit(document, 2, document.blocks[2].text, "", "furniture", Outcome.ASK),
        an_edit(document, 3, "house of", None, "name/missing", Outcome.NOTE, "Ele.me"),
    )
    return Run(document, edits, (Problem("a b.txt:9", "is odd", "look at it"),))


EMPTY = Run(Document("empty.docx", (Block("Nothing here."),)), ())


def test_json_is_the_stable_schema() -> None:
    whole = json.loads(report("json", [a_run(), EMPTY]))
    assert {key: whole[key] for key in ("schema", "tool", "version")} == {
        "schema": 1,
        "tool": "retranslate",
        "version": __version__,
    }
    first, second = whole["documents"]
    assert list(whole) == ["schema", "tool", "version", "documents"]
    assert list(first) == ["path", "blocks", "edits", "problems"]
    assert second == {"path": "empty.docx", "blocks": 1, "edits": [], "problems": []}
    assert first["problems"] == [{"where": "a b.txt:9", "message": "is odd", "hint": "look at it"}]
    assert list(first["edits"][0].items()) == [
        ("block", 0),
        ("start", 5),
        ("end", 14),
        ("offset", 5),
        ("before", "station B"),
        ("after", "Bilibili"),
        ("rule", "name/listed"),
        ("term", "Bilibili"),
        ("outcome", "auto"),
        ("confidence", 0.988),
        ("why", ["because", "and because"]),
    ]
    assert [edit["after"] for edit in first["edits"]] == ["Bilibili", "miHoYo", ",", "", None]
    text = TEXT  # offsets count code points of the decoded input, a CRLF being two
    for edit in first["edits"]:
        assert text[edit["offset"] :].startswith(edit["before"])


def test_offsets_are_null_where_a_format_has_none() -> None:
    document = Document("a.docx", plain.read(TEXT.encode(), "a").blocks)
    assert {edit["offset"] for edit in json.loads(report("json", [a_run(document)]))["documents"][0]["edits"]} == {None}


def test_jsonl_is_a_document_a_line() -> None:
    lines = report("jsonl", [a_run(), EMPTY]).splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["a b.txt", "empty.docx"]
    assert all(json.loads(line)["schema"] == 1 for line in lines)


def test_concise_is_a_line_a_finding() -> None:
    assert report("concise", [a_run()]).splitlines() == [
        "a b.txt:1:6: auto name/listed: “station B” → “Bilibili”",
        "a b.txt:1:19: ask name/forecast: “Mihayou” → “miHoYo”",
        "a b.txt:1:26: auto spacing: “␣,” → “,”",
        "a b.txt:3:1: ask furniture: delete “𝄞 Like (0)”",
        "a b.txt:4:5: note name/missing: “house of”: because; and because",
        "a b.txt:9: is odd (look at it)",
    ]


def test_full_shows_the_edit_in_its_sentence_with_every_reason() -> None:
    said = report("full", [a_run()])
    assert "Near [-station B-]{+Bilibili+} is Mihayou , it is a hour." in said
    assert "auto name/listed: “station B” → “Bilibili” (98% sure)\n" in said
    assert "Mihayou[-␣,-]{+,+} it is" in said
    assert said.count("    - because\n    - and because\n") == 5
    assert "The [house of] was built here." in said


def test_a_long_sentence_is_shown_around_its_edit() -> None:
    document = plain.read(("word " * 100 + "Mihayou" + " word" * 100).encode(), "a.txt")
    run = Run(document, (an_edit(document, 0, "Mihayou", "miHoYo"),))
    line = report("full", [run]).splitlines()[1]
    assert len(line) < 260
    assert re.fullmatch(r" {4}… .*\[-Mihayou-\]\{\+miHoYo\+\}.* …", line)


def test_colour_is_for_terminals_only() -> None:
    for form in FORMATS:
        assert "\x1b" not in report(form, [a_run()])
    for form in ("full", "concise"):
        bare = re.sub(r"\x1b\[[\d;]*m", "", report(form, [a_run()], color=True))
        assert bare == report(form, [a_run()])
        assert "\x1b[32mauto\x1b[0m" in report(form, [a_run()], color=True)


def test_places_are_paragraphs_where_a_format_has_no_lines_and_source_lines_in_markdown() -> None:
    document = Document("a.docx", (Block(""), Block("At Mihayou.")))
    said = report("concise", [Run(document, (an_edit(document, 1, "Mihayou", "miHoYo"),))])
    assert said.startswith("a.docx:¶2: ")
    source = markdown.read(b"# Head\n\n- At **Mihayou**.\n", "a.md")
    run = Run(source, (an_edit(source, 1, "Mihayou", "miHoYo"),))
    assert report("concise", [run]).startswith("a.md:3:8: ")
    assert "line=3,col=8,endLine=3,endColumn=15" in report("github", [run])
    region = sarif([run])["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 3,
        "startColumn": 8,
        "endLine": 3,
        "endColumn": 15,
        "charOffset": 15,
        "charLength": 7,
    }


def test_github_annotations_are_escaped_commands() -> None:
    document = plain.read("100% of Mihayou,\u2028here".encode(), "a,b:c%.txt")
    edit = Edit(Span(0, 0, 15), "100% of Mihayou", "x\ny", "name/listed", Outcome.ASK, 0.5, ("a: b",))
    (line,) = report("github", [Run(document, (edit,))]).splitlines()
    assert line.startswith("::warning file=a%2Cb%3Ac%25.txt,line=1,col=1,endLine=1,endColumn=16,title=name/listed::")
    assert "100%25 of" in line
    levels = [line[2:].split(" ")[0] for line in report("github", [a_run()]).splitlines()]
    assert levels == ["error", "warning", "error", "warning", "notice"]


def sarif(runs: Sequence[Run]) -> Any:
    return json.loads(report("sarif", runs))


def test_sarif_has_what_its_schema_requires() -> None:
    whole = sarif([a_run(), EMPTY])
    assert whole["version"] == "2.1.0"
    (run,) = whole["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "retranslate"
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    assert [one["location"]["uri"] for one in run["artifacts"]] == ["a%20b.txt", "empty.docx"]
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert 0 <= result["rank"] <= 100
        place = result["locations"][0]["physicalLocation"]
        assert (
            run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == place["artifactLocation"]["uri"]
        )
        assert all(isinstance(number, int) and number >= 0 for number in place["region"].values())
        for fix in result.get("fixes", []):
            (replacement,) = fix["artifactChanges"][0]["replacements"]
            assert replacement["deletedRegion"] == place["region"]
            assert isinstance(replacement["insertedContent"]["text"], str)
    assert sum("fixes" in result for result in run["results"]) == 4


def test_a_diff_is_empty_without_edits_and_applies_with_them() -> None:
    assert report("diff", [EMPTY]) == ""
    lines = report("diff", [a_run()]).splitlines()
    assert lines[:2] == ["--- a b.txt", "+++ a b.txt (corrected)"]
    assert "-Near station B is Mihayou , it is a\u00a0hour." in lines
    assert "+Near Bilibili is miHoYo, it is a\u00a0hour." in lines
    assert "-𝄞 Like (0)" in lines
    assert not any(line.startswith("+𝄞") for line in lines)


class _Page(HTMLParser):
    """What stands on a page: its tags with attributes, and the text outside of style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)


def test_the_page_shows_every_edit_in_place_with_its_reason() -> None:
    page = report("html", [a_run()])
    said = "".join(_Page(page).said)
    assert "Near station BBilibili is MihayoumiHoYo ,, it is a\u00a0hour." in said
    assert said.count("because; and because") == 5
    assert "Nothing to edit." in report("html", [EMPTY])
    assert page.startswith("<!DOCTYPE html>")
    for part in (
        "Content-Security-Policy",
        "default-src 'none'",
        "prefers-color-scheme: dark",
        "@media print",
        'class="auto"',
    ):
        assert part in page


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("<>&\"'` scriptonerror=/\\javascript:\u202e\x0b%\n"), min_size=1, max_size=40))
def test_nothing_of_an_article_becomes_markup(text: str) -> None:
    plain_run, hostile = (_hostile("harmless"), _hostile(text))
    page, model = _Page(report("html", [hostile])), _Page(report("html", [plain_run]))
    names = [tag for tag, _ in page.tags]
    assert [tag for tag in names if tag in {"script", "img", "a", "iframe", "link", "object"}] == []
    assert names == [tag for tag, _ in model.tags]
    assert all(not name.startswith("on") and name not in {"href", "src"} for _, attrs in page.tags for name in attrs)
    for form in ("github", "concise"):
        assert report(form, [hostile]).count("::error") <= 1 + text.count("::error")


def _hostile(text: str) -> Run:
    document = Document(f"a{text}.txt", (Block(text),))
    edit = Edit(Span(0, 0, len(text)), text, text + "!", f"name/{text}", Outcome.AUTO, 0.9, (text,), text)
    return Run(document, (edit,), (Problem(text, text, text),))


def test_the_summary_counts_terms_and_gives_the_receipt() -> None:
    said = summary(a_run(), output="a.redline.docx", width=None)
    assert re.search(r"^Bilibili +1 +station B +auto$", said, re.MULTILINE)
    assert re.search(r"^\(spacing\) +1 +auto$", said, re.MULTILINE)
    assert "a b.txt → a.redline.docx: 2 auto, 2 ask, 1 note" in said
    assert "reject-all is the input" in said
    assert said.endswith("a b.txt:9: is odd (look at it)\n")
    drawn = re.sub(r"\x1b\[[\d;]*m", "", summary(a_run(), output=None, width=80))
    assert "Bilibili" in drawn
    assert "nothing to edit" in summary(EMPTY, output=None, width=None)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_nothing_is_sound(form: str) -> None:
    said = report(form, [])
    if form in {"json", "sarif"}:
        json.loads(said)
    else:
        assert said == ""
