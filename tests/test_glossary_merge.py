"""Two glossaries become one without losing a row, and what they disagree about is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import glossary
from retranslate.glossary.merge import Merged, OnConflict, merge

HEADER = "variant\tterm\tsource\tapply\n"
BASE = HEADER + "# companies\nMiha Tour\tmiHoYo\t米哈游\t\nAre you hungry\tEle.me\t饿了么\t\nStation B\tBilibili\t\t\n"


def table(text: str, name: str) -> glossary.Table:
    return glossary.parse(text.encode(), name)


def merged(
    ours: str, theirs: str, base: str | None = None, on_conflict: OnConflict = OnConflict.REPORT
) -> tuple[str, Merged]:
    """The text of the merge, and the merge."""
    old = None if base is None else table(base, "base")
    found = merge(table(ours, "ours"), table(theirs, "theirs"), old, on_conflict=on_conflict)
    return glossary.encode(found.table).decode(), found


def test_new_rows_go_to_the_end_and_empty_cells_are_filled() -> None:
    theirs = "term\tvariant\tapply\tsource\tnote\nmiHoYo\tMihayou\t\t\tnew\nBilibili\tstation  B\task\tB站\t\n"
    text, found = merged(BASE, theirs)
    assert text == (
        BASE.replace("apply\n", "apply\tnote\n").replace(
            "Station B\tBilibili\t\t\n", "Station B\tBilibili\tB站\task\t\n"
        )
        + "Mihayou\tmiHoYo\t\t\tnew\n"
    )
    assert (found.added, found.amended, found.removed, found.conflicts) == (1, 1, 0, ())


def test_into_nothing() -> None:
    text, found = merged("", BASE)
    assert text == "variant\tterm\tsource\tkind\tapply\tcontext\tnote\n# companies\n" + "".join(
        f"{variant}\t{term}\t{source}\t\t\t\t\n"
        for variant, term, source, _ in (line.split("\t") for line in BASE.split("\n")[2:-1])
    )
    assert found.added == 3


CLASH = BASE.replace("Miha Tour\tmiHoYo", "miha tour\tMeituan")


@pytest.mark.parametrize(
    ("on_conflict", "row", "hint"),
    [
        (OnConflict.KEEP_BASE, "Miha Tour\tmiHoYo\t米哈游\t\n", "kept as it is here"),
        (OnConflict.KEEP_UPDATE, "Miha Tour\tMeituan\t米哈游\t\n", "taken from there"),
        (OnConflict.REPORT, "Miha Tour\tmiHoYo\t米哈游\t\n", "choose one"),
    ],
)
def test_two_terms_for_a_variant(on_conflict: OnConflict, row: str, hint: str) -> None:
    text, found = merged(BASE, CLASH, None, on_conflict)
    assert text == BASE.replace("Miha Tour\tmiHoYo\t米哈游\t\n", row)
    (problem,) = found.conflicts
    assert problem.where == "ours:3"
    assert problem.message == "'Miha Tour': term is 'miHoYo' here and 'Meituan' in theirs:3"
    assert problem.hint == hint


def test_three_way_takes_what_only_one_side_did() -> None:
    ours = BASE.replace("Ele.me\t饿了么\t\n", "Ele.me\t饿了么\task\n") + "Mihayou\tmiHoYo\t\t\n"
    theirs = (
        BASE.replace("Station B\tBilibili\t\t\n", "").replace("米哈游", "米哈游科技")
        + "Yuan Shen\tGenshin Impact\t\t\n"
    )
    theirs = theirs.replace("# companies\n", "# companies\nQihu\tQihoo\t\t\n")
    text, found = merged(ours, theirs, BASE)
    assert text == (
        HEADER + "# companies\nQihu\tQihoo\t\t\nMiha Tour\tmiHoYo\t米哈游科技\t\nAre you hungry\tEle.me\t饿了么\task\n"
        "Mihayou\tmiHoYo\t\t\nYuan Shen\tGenshin Impact\t\t\n"
    )
    assert (found.added, found.amended, found.removed, found.conflicts) == (2, 1, 1, ())


def test_a_bad_row_is_brought_as_it_is() -> None:
    assert merged(BASE, "term\tvariant\nA\tb c\ttoo\tmany\n")[0] == BASE + "A\tb c\ttoo\tmany\n"


def test_two_cells_of_one_row_are_no_conflict() -> None:
    text, found = merged(
        BASE.replace("Bilibili\t\t\n", "Bilibili\tB站\t\n"), BASE.replace("Bilibili\t\t\n", "Bilibili\t\tauto\n"), BASE
    )
    assert text == BASE.replace("Bilibili\t\t\n", "Bilibili\tB站\tauto\n")
    assert not found.conflicts


def test_a_conflict_with_a_common_ancestor_is_left_between_markers() -> None:
    text, found = merged(
        BASE.replace("Bilibili\t\t\n", "Bilibili\t\task\n"),
        BASE.replace("Bilibili\t\t\n", "Bilibili\tB站\tauto\n"),
        BASE,
    )
    assert text == BASE.replace(
        "Station B\tBilibili\t\t\n",
        "<<<<<<< ours\nStation B\tBilibili\tB站\task\n=======\nStation B\tBilibili\tB站\tauto\n>>>>>>> theirs\n",
    )
    assert len(found.conflicts) == 1
    problems = glossary.combine([table(text, "a")]).problems
    assert [problem.where for problem in problems] == ["a:5", "a:7", "a:9"]
    assert "wait to be merged" in problems[0].message


@pytest.mark.parametrize("on_conflict", OnConflict)
def test_removed_on_one_side_and_amended_on_the_other(on_conflict: OnConflict) -> None:
    gone = BASE.replace("Station B\tBilibili\t\t\n", "")
    other = BASE.replace("Station B\tBilibili\t\t\n", "Station B\tBilibili\t\task\n")
    marked = HEADER + "".join(gone.splitlines(keepends=True)[1:])
    text, found = merged(gone, other, BASE, on_conflict)
    back, again = merged(other, gone, BASE, on_conflict)
    assert len(found.conflicts) == len(again.conflicts) == 1
    if on_conflict is OnConflict.REPORT:
        assert text == marked + "<<<<<<< ours\n=======\nStation B\tBilibili\t\task\n>>>>>>> theirs\n"
        assert back == marked + "<<<<<<< ours\nStation B\tBilibili\t\task\n=======\n>>>>>>> theirs\n"
    else:
        keep = on_conflict is OnConflict.KEEP_BASE
        assert (text, back) == ((gone, other) if keep else (other, gone))


def test_the_last_line_gets_its_end_before_another_follows() -> None:
    assert merged("a b\tc", "d e\tf")[0] == "a b\tc\nd e\tf\n"


LINE = st.sampled_from(
    [
        "a1\tA\t\t",
        "a1\tA\tx\t",
        "a1\tB\t\t",
        "b1\tA\t\task",
        "b1\tC\ty\t",
        "c1\tC\t\t",
        "# c",
        "# d",
        "\tA\tx\t",
        "bad",
        "",
    ]
)
FILE = st.lists(LINE, max_size=6, unique_by=lambda line: line.split("\t")[0]).map(
    lambda lines: HEADER + "".join(line + "\n" for line in lines)
)


@given(FILE, FILE)
@settings(max_examples=80)
def test_a_side_that_did_nothing_does_not_matter(base: str, other: str) -> None:
    assert merged(other, base, base)[0] == other
    took = merged(base, other, base)[0]
    assert sorted(filter(None, took.split("\n"))) == sorted(filter(None, other.split("\n")))
    assert merged(other, other)[0] == other
    assert merged(other, other, base)[0] == other


@given(FILE, FILE, FILE)
@settings(max_examples=80)
def test_who_merges_into_whom_does_not_matter_without_conflict(base: str, one: str, two: str) -> None:
    there, back = merged(one, two, base), merged(two, one, base)
    assert len(there[1].conflicts) == len(back[1].conflicts)
    if not there[1].conflicts:
        assert set(there[0].split("\n")) == set(back[0].split("\n"))
