"""A glossary goes out to other programs and comes back with all they can carry; the rest is told."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import glossary
from retranslate.glossary.exchange import FORMATS, First, Wish, guess, pack, unpack
from retranslate.glossary.exchange.parcel import guard, unguard
from retranslate.model import RetranslateError

HEADER = "variant\tterm\tsource\tkind\tapply\tcontext\tnote\towner\n"
TEXT = HEADER + (
    "# companies\n"
    "Miha Tour\tmiHoYo\t米哈游\tcompany\tauto\tgame; !tour bus\tseen in 2020\tWang\n"
    "Mihayou\tmiHoYo\t\t\t\t\t\t\n"
    "mihoyo Ltd\tmiHoYo\t\t\tnever\t\ta right name too\t\n"
    "\tBilibili\tB站\tcompany\t\t\ta video site\t\n"
    "Are you hungry?\t\t\t\tnever\t\t\t\n"
    "Like and share\t\t\tfurniture\t\t\t\t\n"
    "going to sea\texpanding abroad\t出海\tidiom\task\t\t\t\n"
    "=1+1\t@home\t+源\t\t\t\t-note\t\n"
)


def table(text: str | bytes, name: str = "a") -> glossary.Table:
    return glossary.parse(text.encode() if isinstance(text, str) else text, name)


def meaning(found: glossary.Table) -> tuple[set[Any], set[Any]]:
    """What a glossary means, whatever the order and the places of its rows."""
    read = glossary.combine([found])
    variants = {(one.text, one.term, one.apply, one.context, one.note) for one in read.variants}
    return set(read.terms), variants


def there_and_back(
    text: str, form: str, wish: Wish | None = None
) -> tuple[glossary.Table, tuple[str, ...], tuple[str, ...]]:
    """``text`` written as ``form`` and read again, and what was lost on the way out and on the way in."""
    wish = wish or Wish()
    shipment = FORMATS[form].write(pack(table(text)), wish)
    found, lost = unpack(FORMATS[form].read(shipment.data, "b", wish), "b")
    return found, shipment.lost, lost


@pytest.mark.parametrize("form", ["tbx", "tbx-2019"])
def test_tbx_carries_all_but_comments_and_foreign_columns(form: str) -> None:
    found, out, back = there_and_back(TEXT, form)
    assert meaning(found) == meaning(table(TEXT))
    assert out == ("1 comment line", "the column owner (1 cell)")
    assert back == ()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_spreadsheets_carry_every_cell(form: str) -> None:
    found, out, back = there_and_back(TEXT, form)
    assert glossary.encode(found).decode() == TEXT.replace("# companies\n", "")
    assert (out, back) == (("1 comment line",), ())


def test_omegat_carries_source_term_and_note() -> None:
    data = FORMATS["omegat"].write(pack(table(TEXT)), Wish())
    assert data.data.decode() == "米哈游\tmiHoYo\nB站\tBilibili\ta video site\n出海\texpanding abroad\n+源\t@home\n"
    assert data.lost == (
        "1 comment line",
        "the column variant (3 cells)",
        "the column kind (3 cells)",
        "the column apply (2 cells)",
        "the column context (1 cell)",
        "the column note (2 cells)",
        "the column owner (1 cell)",
        "4 rows without a source and a term",
    )
    found, _, _ = there_and_back(TEXT, "omegat")
    assert {term.source for term in glossary.combine([found]).terms} == {"米哈游", "B站", "出海", "+源"}


def test_variants_can_go_first() -> None:
    wish = Wish(First.VARIANT)
    found, lost, _ = there_and_back(TEXT, "weblate", wish)
    expected = "\n".join(line for line in TEXT.split("\n") if line.split("\t")[0] and line.split("\t")[1:2] != [""])
    terms = meaning(table(expected.replace("米哈游", "").replace("出海", "").replace("+源", "")))
    assert meaning(found) == terms
    assert lost == (
        "1 comment line",
        "the column source (3 cells)",
        "the column owner (1 cell)",
        "3 rows without a variant and a term",
    )


@pytest.mark.parametrize("form", ["deepl", "google"])
def test_engines_get_each_source_once(form: str) -> None:
    text = HEADER + '\t"Bilibili", Inc.\tB站\n\tBeep\tB站\n\t' + "x" * 1025 + "\t米\n"
    shipment = FORMATS[form].write(pack(table(text)), Wish())
    rows = list(csv.reader(io.StringIO(shipment.data.decode())))
    assert rows[0] == ["B站", '"Bilibili", Inc.']
    if form == "deepl":
        assert len(rows) == 1
        assert shipment.lost == ("1 name longer than 1024 bytes", "1 second term of one name")
    else:
        assert len(rows) == 2


NAME = st.text("abY é米站'\"=+-@,;<&>\u2028", min_size=1, max_size=6).map(str.strip).filter(bool)
KIND = st.sampled_from(["", "company", "game"])
ROW = st.tuples(NAME | st.just(""), NAME, NAME | st.just(""), KIND, st.sampled_from(["", "auto", "ask", "never"]), NAME)


@given(
    st.lists(ROW, min_size=1, max_size=5, unique_by=lambda row: glossary.spelling(row[0])),
    st.sampled_from(["tbx", "tbx-2019", "csv", "xlsx"]),
)
@settings(max_examples=60, deadline=None)
def test_any_rows_go_there_and_back(rows: list[tuple[str, ...]], form: str) -> None:
    text = HEADER + "".join("\t".join((*row[:5], "", row[5], "")) + "\n" for row in rows)
    before = table(text)
    found, _, back = there_and_back(text, form)
    assert back == ()
    same_kind = {row[1] for row in rows if len({other[3] for other in rows if other[1] == row[1]}) == 1}
    terms, variants = meaning(before)
    terms_after, variants_after = meaning(found)
    if form in ("csv", "xlsx"):
        assert (terms, variants) == (terms_after, variants_after)
        return
    assert {(one[0], one[1].name, *one[2:]) for one in variants} == {
        (one[0], one[1].name, *one[2:]) for one in variants_after
    }
    assert {(term.name, term.source) for term in terms} == {(term.name, term.source) for term in terms_after}
    kinds = {(term.name, term.kind) for term in terms if term.name in same_kind}
    assert kinds <= {(term.name, term.kind) for term in terms_after}


@given(st.text("'=+-@\t\ra", max_size=5))
def test_the_guard_comes_off_again_and_always_guards(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("form", ["csv", "xlsx", "deepl", "google", "weblate"])
def test_no_spreadsheet_runs_a_cell(form: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    text = HEADER + "".join(f"{mark}cmd\t{mark}term\t{mark}源\t\t\t\t{mark}note\t{mark}x\n" for mark in "=+-@")
    text += "Value\t#REF!\t无\n"  # an error code is text too
    data = FORMATS[form].write(pack(table(text)), Wish()).data
    if form == "xlsx":
        rows = [
            [cell for cell in row if cell.value] for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()
        ]
        assert all(cell.data_type == "s" for row in rows for cell in row)
        cells = [cell.value for row in rows for cell in row]
    else:
        cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert len(cells) >= 8
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="e1"><descripGrp><descrip type="subjectField">Games</descrip></descripGrp>
 <langSet xml:lang="zh-CN"><tig><term>原神</term></tig></langSet>
 <langSet xml:lang="de"><tig><term>Genshin</term></tig></langSet>
 <langSet xml:lang="en-US">
  <ntig><termGrp><term>Yuan
  Shen</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp></ntig>
  <ntig><termGrp><term>Genshin Impact</term><termNote type="partOfSpeech">noun</termNote>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp><note>by miHoYo</note></ntig>
  <tig><term>Genshin</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
  <tig><term>Original God</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
 </langSet></termEntry>
<termEntry id="e2"><langSet xml:lang="zh"><tig><term>无</term></tig></langSet></termEntry>
</body></text></martif>"""
ROWS_OF_BOTH = [
    {"term": "Genshin Impact", "source": "原神", "note": "by miHoYo; subject: Games"},
    {"variant": "Yuan Shen", "term": "Genshin Impact", "status": "supersededTerm-admn-sts"},
    {"variant": "Genshin", "term": "Genshin Impact", "apply": "never"},
    {"variant": "Original God", "term": "Genshin Impact"},
]


def dct(status: str) -> str:
    return f"<min:administrativeStatus>{status}</min:administrativeStatus>"


TBX_2019_DCT = f"""<?xml version="1.0"?>
<tbx type="TBX-Min" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<tbxHeader/><text><body>
<conceptEntry id="e1"><min:subjectField>Games</min:subjectField>
 <langSec xml:lang="zh"><termSec><term>原神</term></termSec></langSec>
 <langSec xml:lang="en">
  <termSec><term>Yuan Shen</term>{dct("supersededTerm-admn-sts")}</termSec>
  <termSec><term>Genshin Impact</term>{dct("preferredTerm-admn-sts")}<note>by miHoYo</note></termSec>
  <termSec><term>Genshin</term>{dct("admittedTerm-admn-sts")}</termSec>
  <termSec><term>Original God</term>{dct("deprecatedTerm-admn-sts")}</termSec>
 </langSec></conceptEntry></body></text></tbx>"""


def test_both_shapes_of_tbx_are_read() -> None:
    old = FORMATS["tbx"].read(MARTIF.encode(), "a", Wish())
    assert [dict(row) for row in old.rows] == ROWS_OF_BOTH
    assert set(old.lost) == {
        "1 term in a further language",
        "1 piece of partOfSpeech",
        "1 concept without a term in en",
    }
    new = FORMATS["tbx"].read(TBX_2019_DCT.encode(), "a", Wish())
    assert [dict(row) for row in new.rows] == ROWS_OF_BOTH
    assert new.lost == ()


@pytest.mark.parametrize("form", ["tbx", "tbx-2019"])
def test_administrative_status_survives(form: str) -> None:
    first, _ = unpack(FORMATS["tbx"].read(TBX_2019_DCT.encode(), "a", Wish()), "a")
    shipment = FORMATS[form].write(pack(first), Wish())
    for status in ("superseded", "preferred", "admitted", "deprecated"):
        assert shipment.data.decode().count(f"{status}Term-admn-sts") == 1
    assert shipment.lost == ()


def test_our_tbx_is_read_by_translate_toolkit() -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    store = tbx.tbxfile.parsestring(
        FORMATS["tbx"].write(pack(table(TEXT)), Wish()).data, sourcelanguage="zh", targetlanguage="en"
    )
    first = store.units[0]
    assert [term.text for term in first.get_source_terms()] == ["米哈游"]
    terms = [(term.text, term.deprecated) for term in first.get_target_terms()]
    assert terms == [("miHoYo", False), ("Miha Tour", True), ("Mihayou", True), ("mihoyo Ltd", False)]


def test_our_weblate_csv_is_read_by_translate_toolkit() -> None:
    csvl10n = pytest.importorskip("translate.storage.csvl10n")
    store = csvl10n.csvfile.parsestring(FORMATS["weblate"].write(pack(table(TEXT)), Wish()).data)
    found = {unit.source: (unit.target, unit.context, unit.translator_comments) for unit in store.units}
    assert found["B站"] == ("Bilibili", "company", "a video site")


HOSTILE = {
    "entities": (
        b'<!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><tbx><term>&b;</term></tbx>',
        "declares entities of its own",
    ),
    "outer entity": (
        b'<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx>&x;</tbx>',
        "declares entities of its own",
    ),
    "unknown entity": (
        b'<!DOCTYPE martif SYSTEM "x.dtd"><martif><term>a&who;b</term></martif>',
        "needs the entity &who;",
    ),
    "deep": (b"<tbx>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</tbx>", "nested more than"),
    "cut off": (b"<tbx><conceptEntry><term>x", "a:1: is not well-formed XML"),
    "another root": (b"<html><body/></html>", "is no TBX: its root is html"),
    "odd encoding": (b'<?xml version="1.0" encoding="x-none"?><tbx/>', "encoding"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_tbx_is_refused_in_one_line(case: str) -> None:
    data, message = HOSTILE[case]
    with pytest.raises(RetranslateError) as caught:
        FORMATS["tbx"].read(data, "a", Wish())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_long_tbx_takes_no_time_to_speak_of() -> None:
    entry = '<conceptEntry><langSec xml:lang="en"><termSec><term>T{}</term></termSec></langSec></conceptEntry>'
    data = "<tbx>" + "".join(entry.format(number) for number in range(20_000)) + "</tbx>"
    assert len(FORMATS["tbx"].read(data.encode(), "a", Wish()).rows) == 20_000


def rows_of(text: str | bytes, wish: Wish | None = None) -> list[dict[str, str]]:
    data = text.encode() if isinstance(text, str) else text
    return [dict(row) for row in FORMATS["csv"].read(data, "a", wish or Wish()).rows]


PAIR = [{"source": "原神", "term": "Genshin Impact"}]
COLUMNS = {
    "two": ("原神,Genshin Impact\n", PAIR),
    "four, as DeepL exports": ("原神,Genshin Impact,zh,en\n", PAIR),
    "five, as DeepL's generator exports": ('"原神","Genshin Impact","ZH","EN","0.97"\n', PAIR),
    "tabs": ("# a comment\n原神\tGenshin Impact\n\n", PAIR),
    "three, as OmegaT": ("原神\tGenshin Impact\tby miHoYo\n", [{**PAIR[0], "note": "by miHoYo"}]),
    "semicolons": ("原神;Genshin Impact\r\n", PAIR),
    "quotes": ('原神,"Genshin ""Impact"", 2"\n', [{"source": "原神", "term": 'Genshin "Impact", 2'}]),
    "languages in the header": ("en,de,zh-CN\nGenshin Impact,Genshin,原神\n", PAIR),
    "a variant": ("Yuan Shen,Genshin Impact\n", [{"variant": "Yuan Shen", "term": "Genshin Impact"}]),
    "byte-order mark": ("\ufeff原神,Genshin Impact\n", PAIR),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_the_shapes_that_engines_export(case: str) -> None:
    text, rows = COLUMNS[case]
    assert rows_of(text) == rows


def test_what_is_said_of_pairs() -> None:
    parcel = FORMATS["deepl"].read("原神,Genshin Impact,zh,en,0.9\n米哈游\n".encode(), "a", Wish())
    assert parcel.lost == ("the languages, and what follows them", "1 row without a second column")
    assert rows_of("原神,Genshin Impact\n".encode("utf-16")) == PAIR
    assert rows_of("Yuan Shen,Genshin\n", Wish(First.SOURCE)) == [{"source": "Yuan Shen", "term": "Genshin"}]
    assert rows_of("") == []


WRONG = {
    "one column": (b"just\nwords\n", "has 1 column and no header"),
    "six columns": (b"a,b,c,d,e,f\n", "has 6 columns and no header"),
    "open quote": (b'a,b\nc,"d\n', "a:2: is not CSV"),
    "not UTF-8": ("原神,Genshin\n".encode("gb18030"), "neither UTF-8 nor UTF-16"),
    "binary": (b"a\0b,c\n", "not a text file"),
    "huge cell": (b"a," + b"x" * 200_000 + b"\n", "field limit"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_list_of_pairs_is_refused_in_one_line(case: str) -> None:
    data, message = WRONG[case]
    with pytest.raises(RetranslateError) as caught:
        FORMATS["csv"].read(data, "a", Wish())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_weblate_with_all_its_columns() -> None:
    text = (
        '"location","source","target","id","fuzzy","context","translator_comments","developer_comments"\n'
        '"","原神","Genshin Impact","","True","game","by miHoYo","retranslate:apply=ask | seen often"\n'
    )
    parcel = FORMATS["weblate"].read(text.encode(), "a", Wish())
    assert [dict(row) for row in parcel.rows] == [
        {"source": "原神", "term": "Genshin Impact", "kind": "game", "note": "by miHoYo; seen often", "apply": "ask"}
    ]
    assert parcel.lost == ("1 mark that a translation needs editing",)


def test_rows_that_no_glossary_can_hold_are_told() -> None:
    text = 'variant,term,kind,apply\nStation B,,,\n#x,y,,\na b,c,firm,\nd e,f,,nevr\n"g\nh",i,,\n'
    found, lost = unpack(FORMATS["csv"].read(text.encode(), "a", Wish()), "a")
    assert glossary.encode(found).decode().split("\n")[1:-1] == ["a b\tc\t\t\t\t\tsubject: firm", "g h\ti\t\t\t\t\t"]
    assert [what.partition(":")[0] for what in lost] == ["'Station B'", "'#x'", "'d e'"]


def workbook(rows: list[list[object]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_made_by_hand() -> None:
    data = workbook(
        [["Term", "Variant", None], ["58.com", 58.0, 3], [None, None, None], ["a b", "=1+1", None], ["x", "y z", None]]
    )
    parcel = FORMATS["xlsx"].read(data, "a", Wish())
    found, lost = unpack(parcel, "a")
    assert [(one.variant, one.term) for one in glossary.entries(found) if isinstance(one, glossary.Entry)] == [
        ("58", "58.com"),
        ("", "a b"),
        ("y z", "x"),
    ]
    assert "1 cell with a formula" in lost


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def spoiled(data: bytes) -> dict[str, bytes]:
    """A good workbook, spoiled in many ways."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return {
        "cut off": data[: len(data) // 2],
        "not a zip": b"PK\x03\x04 nothing",
        "empty zip": zipped({}),
        "no sheet": zipped({name: data for name, data in members.items() if name != sheet}),
        "broken sheet": zipped({**members, sheet: members[sheet][:-40]}),
        "doctype": zipped({**members, sheet: b'<!DOCTYPE x [<!ENTITY a "b">]>' + members[sheet]}),
        "bomb": zipped({**members, "xl/media/x.bin": b"\0" * (300 << 20)}),
    }


def test_a_spoiled_workbook_is_refused_in_one_line() -> None:
    for case, data in spoiled(workbook([["variant", "term"], ["a b", "c"]])).items():
        with pytest.raises(RetranslateError) as caught:
            FORMATS["xlsx"].read(data, "a", Wish())
        assert "\n" not in str(caught.value), case


def test_guessing() -> None:
    assert guess("a.tbx") == "tbx"
    assert guess("A.XLSX") == "xlsx"
    assert guess("a.txt") == "omegat"
    with pytest.raises(RetranslateError, match="give --format"):
        guess("a.docx")
    assert guess("-", MARTIF.encode("utf-16")) == "tbx"
    assert guess("-", b"PK\x03\x04") == "xlsx"
    assert guess("-", b"a,b") == "csv"
