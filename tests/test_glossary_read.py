"""What the rows of a glossary say, and what is wrong with the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retranslate import glossary
from retranslate.glossary import Glossary, Table
from retranslate.glossary.table import amend, append, remove, rows, widen
from retranslate.model import Apply, Kind, RetranslateError, Term

HEADER = "variant\tterm\tsource\tkind\tapply\tcontext\tnote\n"


def read(*texts: str | bytes) -> Glossary:
    """The glossary in ``texts``, named a, b, ..."""
    return glossary.combine([table(text, "abc"[at]) for at, text in enumerate(texts)])


def table(text: str | bytes, name: str = "a") -> Table:
    return glossary.parse(text.encode() if isinstance(text, str) else text, name)


def pairs(found: Glossary) -> list[tuple[str, str]]:
    return [(variant.text, variant.term.name) for variant in found.variants]


def messages(found: Glossary) -> list[str]:
    return [f"{problem.where}: {problem.message} ({problem.hint})" for problem in found.problems]


def test_a_full_row() -> None:
    found = read(HEADER + "Legend\tThe Legend of Mir\t传奇\tgame\task\tShanda; !laptop\tseen 2020\n")
    (variant,) = found.variants
    assert variant.text == "Legend"
    assert variant.term == Term("The Legend of Mir", "传奇", Kind.GAME)
    assert variant.apply is Apply.ASK
    assert variant.context == ("Shanda", "!laptop")
    assert (variant.note, variant.where) == ("seen 2020", "a:2")
    assert found.terms == (variant.term,)
    assert found.problems == ()


def test_columns_are_found_by_their_heads_in_any_order() -> None:
    found = read("Note\tTERM\textra\t variant \nx\tBilibili\tanything\tStation B\n")
    assert pairs(found) == [("Station B", "Bilibili")]
    assert found.variants[0].note == "x"


def test_a_list_of_terms_needs_no_variant_column() -> None:
    found = read("source\tterm\n米哈游\tmiHoYo\n")
    assert found.terms == (Term("miHoYo", "米哈游"),)
    assert found.variants == ()


def test_two_columns_without_a_header_are_variant_and_term() -> None:
    assert pairs(read("Station B\tBilibili\nMiha Tour\tmiHoYo\n")) == [
        ("Station B", "Bilibili"),
        ("Miha Tour", "miHoYo"),
    ]


@pytest.mark.parametrize("text", ["source\ttarget\nx\ty\n", "a\tb\tc\n", "wrong,right\n", "Variant\tCorrect\n"])
def test_a_file_without_usable_columns_is_refused(text: str) -> None:
    with pytest.raises(RetranslateError, match="a:1: no header line"):
        read(text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("variant\tterm\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\x14\x00", "glossary import"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b"a\0b\tc\n", "not a text file"),
    ],
)
def test_other_formats_are_named(data: bytes, message: str) -> None:
    with pytest.raises(RetranslateError, match=message):
        read(data)


def test_quotes_are_plain_characters() -> None:
    found = read(HEADER + '"Station B\tBilibili\nMiha "Tour\t"miHoYo"\n')
    assert pairs(found) == [('"Station B', "Bilibili"), ('Miha "Tour', '"miHoYo"')]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks(end: str, bom: bytes) -> None:
    text = HEADER + "# a comment\tx\n\n\t\t\t\nStation\u2028B\tBili\x85bili\n"
    found = read(bom + text.replace("\n", end).encode())
    assert pairs(found) == [("Station\u2028B", "Bili\x85bili")]
    assert found.variants[0].where == "a:5"


def test_short_rows_are_good_and_trailing_tabs_too() -> None:
    assert pairs(read(HEADER + "Station B\tBilibili\nMiha Tour\tmiHoYo\t\t\t\t\t\t\t\n")) == [
        ("Station B", "Bilibili"),
        ("Miha Tour", "miHoYo"),
    ]


def test_blanks_around_cells_do_not_count() -> None:
    assert pairs(read(HEADER + " Station B\u00a0\t Bilibili \n")) == [("Station B", "Bilibili")]


BAD_ROWS = {
    b"Station B": "a:2: the variant 'Station B' has no term (give its canonical name;",
    b"\t\t\tcompany": "a:2: the row has neither a variant nor a term (fill one in",
    b"a\tb\tc\tcompany\t\t\t\textra": "a:2: the row has 8 columns, the file 7 (take the extra tab out)",
    b"Station B\tBilibili\t\tfirm": "a:2: unknown kind 'firm' (use one of: company, product,",
    b"Station B\tBilibili\t\t\tnevr": "a:2: unknown apply 'nevr': the row is not used (use auto, ask or never",
    b"B\xd5\tBilibili": "a:2: the line is not UTF-8 (save the file as UTF-8)",
    b"Station\x01B\tBilibili": "a:2: the line holds the control character U+0001 (take it out)",
    b"Station B\tBili\xef\xbf\xbebili": "a:2: the line holds the control character U+FFFE",
}


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_bad_row_is_a_problem_and_the_good_rows_work(row: bytes) -> None:
    found = read(HEADER.encode() + row + b"\nMiha Tour\tmiHoYo\n")
    assert len(messages(found)) == 1
    assert messages(found)[0].startswith(BAD_ROWS[row])
    assert ("Miha Tour", "miHoYo") in pairs(found)
    assert len(found.variants) == (2 if b"firm" in row else 1)


def test_two_columns_of_one_name() -> None:
    found = read("variant\tterm\tterm\nStation B\tBilibili\tx\n")
    assert pairs(found) == [("Station B", "Bilibili")]
    assert messages(found) == ["a:1: two columns are called 'term' (the first one counts)"]


def test_policies_are_read_whatever_their_case() -> None:
    found = read(HEADER + "Are you hungry?\t\t\t\tNever\nLike and share\t\t\tFurniture\n")
    assert [variant.apply for variant in found.variants] == [Apply.NEVER, Apply.JUDGE]
    assert [variant.term.kind for variant in found.variants] == [Kind.UNKNOWN, Kind.FURNITURE]
    assert found.terms == ()
    assert found.problems == ()


def test_a_row_without_a_variant_declares_its_term() -> None:
    found = read(
        HEADER + "\tmiHoYo\t米哈游\tcompany\t\t\tmaker of Genshin Impact\nMiha Tour\tmiHoYo\t\t\t\t\trow note\n"
    )
    assert found.terms == (Term("miHoYo", "米哈游", Kind.COMPANY, "maker of Genshin Impact"),)
    assert found.variants[0].term is found.terms[0]


def test_a_name_with_two_source_names_is_two_terms() -> None:
    found = read(HEADER + "Station B\tBilibili\tB站\tcompany\nBeep\tBilibili\t哔哩哔哩\nBili\tBilibili\n")
    assert found.terms == (Term("Bilibili", "B站", Kind.COMPANY), Term("Bilibili", "哔哩哔哩"))
    assert [variant.term.source for variant in found.variants] == ["B站", "哔哩哔哩", "B站"]


def test_later_rows_win_and_a_conflict_is_reported() -> None:
    found = read("Station B\tBilibili\nx\ty\n", "STATION  b\tBeijing\n")
    assert pairs(found) == [("x", "y"), ("STATION  b", "Beijing")]
    assert messages(found) == [
        "b:1: 'STATION  b' is 'Bilibili' in a:1 and 'Beijing' here: this row wins "
        "(keep one of the two rows, or give both context words)"
    ]


def test_a_variant_may_mean_two_terms_in_two_contexts() -> None:
    rows = ["Legend\tLenovo", "Legend\tThe Legend of Mir\t\t\t\tShanda; game", "legend\tMir 2\t\t\t\tgame;Shanda"]
    found = read(HEADER + "\n".join(rows))
    assert pairs(found) == [("Legend", "Lenovo"), ("legend", "Mir 2")]
    assert [problem.where for problem in found.problems] == ["a:4"]


def test_rows_that_set_only_the_case_right_are_each_their_own() -> None:
    found = read("MIHOYO\tmiHoYo\nMihoyo\tmiHoYo\nMihoyo\tmiHoYo\n")
    assert pairs(found) == [("MIHOYO", "miHoYo"), ("Mihoyo", "miHoYo")]


def test_protecting_a_wording_is_no_conflict() -> None:
    found = read("Station B\tBilibili\n", HEADER + "station B\t\t\t\tnever\n")
    assert [variant.apply for variant in found.variants] == [Apply.NEVER]
    assert found.problems == ()


def test_an_empty_file_is_an_empty_glossary() -> None:
    for text in ("", "\n\n", HEADER, "# nothing yet\n", "\ufeff"):
        assert read(text) == Glossary((), ())


def test_load_nearest_and_named(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "glossary.tsv").write_text("Station B\tBilibili\n")
    (tmp_path / "a" / "glossary.tsv").mkdir()  # a folder is no glossary
    assert glossary.nearest(deep) == tmp_path / "glossary.tsv"
    assert glossary.named([], deep) == (tmp_path / "glossary.tsv",)
    assert glossary.named(["shipped", "x.tsv"], deep) == (glossary.shipped(), Path("x.tsv"))
    assert pairs(glossary.load([tmp_path / "glossary.tsv"])) == [("Station B", "Bilibili")]
    with pytest.raises(RetranslateError, match="No such file"):
        glossary.load([tmp_path / "none.tsv"])


def test_the_shipped_glossary_is_there_and_good() -> None:
    assert glossary.load([glossary.shipped()]).problems == ()


@given(st.binary(max_size=200).filter(lambda data: b"\0" not in data))
def test_any_file_is_written_back_byte_for_byte(data: bytes) -> None:
    try:
        found = glossary.parse(data, "a")
    except RetranslateError:
        return
    assert glossary.encode(found) == data
    glossary.combine([found])


CELL = st.text("ab #\"'\u2028é米", max_size=6)


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_appending_keeps_every_line_and_is_read_back(body: list[list[str]], end: str) -> None:
    before = ("term\tmine\tvariant" + end + end.join("\t".join(cells) for cells in body)).encode()
    found = append(table(before), [{"variant": "Miha Tour", "term": "miHoYo", "source": "米哈游"}])
    header, *rest = before.decode().split(end)
    after = glossary.encode(found).decode()
    assert after == end.join([header + "\tsource", *rest]).removesuffix(end) + end + "miHoYo\t\tMiha Tour\t米哈游" + end
    assert ("Miha Tour", "miHoYo") in pairs(glossary.combine([found]))


def test_widening_a_file_without_a_header_names_its_columns() -> None:
    found = append(table("Station B\tBilibili"), [{"variant": "Miha Tour", "term": "miHoYo", "kind": "company"}])
    assert glossary.encode(found).decode() == "variant\tterm\tkind\nStation B\tBilibili\nMiha Tour\tmiHoYo\tcompany\n"
    assert append(found, []) is found
    assert widen(found, ["kind"]) is found


def test_an_empty_file_gets_a_header_with_its_first_row() -> None:
    found = append(table(""), [{"variant": "Station B", "term": "Bilibili"}])
    assert glossary.encode(found).decode() == HEADER + "Station B\tBilibili\t\t\t\t\t\n"


def test_amending_and_removing_leave_the_other_lines_alone() -> None:
    text = HEADER + "# keep\r\nStation B\tBilibili\textra \nMiha Tour\tmiHoYo\n"
    found = table(text)
    first, second = rows(found)
    changed = amend(found, second.at, {"apply": "auto"})
    assert glossary.encode(changed).decode() == text.replace("miHoYo", "miHoYo\t\t\tauto\t\t")
    changed = remove(amend(changed, first.at, {"term": "B"}), [second.at])
    assert glossary.encode(changed).decode() == HEADER + "# keep\r\nStation B\tB\textra \t\t\t\t\n"


@pytest.mark.parametrize("cell", ["a\tb", "a\nb", "a\rb", "# no"])
def test_cells_that_would_be_read_as_something_else_are_refused(cell: str) -> None:
    with pytest.raises(RetranslateError):
        append(table(HEADER), [{"variant": cell, "term": "x"}])
