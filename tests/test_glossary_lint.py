"""Every check has rows that it must find, with the message, and rows that it must leave alone."""

from __future__ import annotations

import pytest

from retranslate import glossary
from retranslate.glossary.lint import CHECKS, Level, check

HEADER = "variant\tterm\tsource\tkind\tapply\tcontext\tnote"

# check -> the rows under HEADER (line 2 on), the level, and what must be said
BAD: list[tuple[str, list[str], Level, str]] = [
    ("row", ["Station B"], Level.FAULT, "a:2: the variant 'Station B' has no term (give its canonical name;"),
    ("row", ["Miha Tour\tmiHoYo\t\tfirm"], Level.FAULT, "a:2: unknown kind 'firm' (use one of: company, product,"),
    ("row", ["Miha Tour\tmiHoYo\t\t\tnevr"], Level.FAULT, "a:2: unknown apply 'nevr': the row is not used (use auto"),
    ("blanks", [" Miha Tour\tmiHoYo"], Level.FAULT, "a:2: stray blanks in variant (take them out)"),
    ("blanks", ["Miha Tour\tmiHoYo \t\t\t\t\tx "], Level.FAULT, "a:2: stray blanks in term, note (take them out)"),
    ("blanks", ["Miha  Tour\tmiHoYo"], Level.FAULT, "a:2: stray blanks in variant (take them out)"),
    (
        "invisible",
        ["Miha\u00a0Tour\tmiHoYo"],
        Level.FAULT,
        "a:2: variant 'Miha\\xa0Tour' holds U+00A0 NO-BREAK SPACE (type an ordinary space)",
    ),
    ("invisible", ["Miha Tour\tmi\u200bHoYo"], Level.FAULT, "holds U+200B ZERO WIDTH SPACE (take it out)"),
    ("short", ["B\tBilibili"], Level.FAULT, "a:2: the variant 'B' is a single letter (give the whole wording,"),
    ("short", ["站\tBilibili"], Level.FAULT, "a:2: the variant '站' is a single letter"),
    ("short", ["...\tBilibili"], Level.FAULT, "a:2: the variant '...' has no letter or digit (give the whole"),
    ("short", ["\u00ad\tBilibili"], Level.FAULT, "has no letter or digit"),
    (
        "context",
        ["Miha Tour\tmiHoYo\t\t\t\tgame; !Game"],
        Level.FAULT,
        "a:2: the context word 'game' must be near and must not be near (keep one of the two)",
    ),
    ("context", ["Miha Tour\tmiHoYo\t\t\t\t!"], Level.FAULT, "a:2: a context word is empty (write the word after '!',"),
    ("context", ["\tmiHoYo\t\t\t\tgame"], Level.FAULT, "a:2: context without a variant: it is not used (give the"),
    ("furniture", ["Like and share\tShare\t\tfurniture"], Level.FAULT, "so the term 'Share' is never written (empty"),
    ("itself", ["Bilibili\tBilibili"], Level.FAULT, "a:2: 'Bilibili' corrects to itself (give the garbled form"),
    (
        "duplicate",
        ["Miha Tour\tmiHoYo", "miha\u00a0tour\tmiHoYo"],
        Level.FAULT,
        "a:3: 'miha\\xa0tour' stands in line 2 already (remove one of the two rows)",
    ),
    (
        "duplicate",
        ["Miha Tour\tmiHoYo", "Miha Tour\tmiHoYo\t\t\task"],
        Level.FAULT,
        "a:3: 'Miha Tour' stands in line 2 already with apply empty (remove",
    ),
    (
        "conflict",
        ["Miha Tour\tmiHoYo", "Miha Tour\tMeituan"],
        Level.FAULT,
        "a:3: 'Miha Tour' corrects to 'Meituan', but corrects to 'miHoYo' in line 2; the later row wins (remove one",
    ),
    (
        "conflict",
        ["Miha Tour\tmiHoYo", "Miha Tour\t\t\t\tnever"],
        Level.FAULT,
        "a:3: 'Miha Tour' is protected, but corrects to 'miHoYo' in line 2",
    ),
    (
        "chain",
        ["Miha Tour\tMihayou", "Mihayou\tmiHoYo"],
        Level.FAULT,
        "a:3: 'Mihayou' corrects 'Mihayou', which is the term of line 2 (if both mean 'miHoYo', write that there;",
    ),
    ("chain", ["\tMihayou\t米哈游", "Mihayou\tmiHoYo"], Level.FAULT, "a:3: 'Mihayou' corrects 'Mihayou', which is the"),
    (
        "chain",
        ["Miha\tHaimi", "Haimi\tMiha"],
        Level.FAULT,
        "a:2: a circle: 'Miha' corrects to 'Haimi', and that back to 'Miha', which is the term of line 3 (remove the",
    ),
    ("chain", ["Miha\tHaimi", "Haimi\tMaihi", "Maihi\tMiha"], Level.FAULT, "a:3: a circle: 'Haimi' corrects to"),
    (
        "contains",
        ["Miha Tour\tmiHoYo", "Grand Miha-Tour Ltd\tX", "\tGrand Miha Tour"],
        Level.FAULT,
        "a:2: 'Miha Tour' stands in the term 'Grand Miha Tour' of line 4 (say by apply ask or context words where it",
    ),
    (
        "spellings",
        ["Miha Tour\tmiHoYo", "Mihayou\tMiHoYo"],
        Level.FAULT,
        "a:3: the term 'MiHoYo' is 'miHoYo' in line 2 (write the one right name in both)",
    ),
    (
        "sources",
        ["\tmiHoYo\t米哈游", "\tMeituan\t米哈游"],
        Level.ADVICE,
        "a:3: 米哈游 is 'Meituan' here and 'miHoYo' in line 2 (correct one, unless two things share the name)",
    ),
    (
        "kinds",
        ["\tmiHoYo\t米哈游\tcompany", "Mihayou\tmiHoYo\t米哈游\tgame"],
        Level.ADVICE,
        "a:3: 'miHoYo' is of kind game here and company in line 2 (use one kind)",
    ),
    (
        "ordinary",
        ["Are you hungry\tEle.me\t\t\tauto"],
        Level.FAULT,
        "a:2: the variant 'Are you hungry' is ordinary English, and is always changed (give it apply ask,",
    ),
    ("ordinary", ["Legend\tThe Legend of Mir"], Level.ADVICE, "a:2: the variant 'Legend' is ordinary English (each"),
]

GOOD = [
    ["Station B\tBilibili\tB站\tcompany\t\t\tan older name", "Beep beep\tBilibili\tB站\tcompany\task", "\tBilibili"],
    ["# a comment ", "", "Miha Tour\tmiHoYo\t米哈游", "Mihayou\tmiHoYo\t米哈游", "MIHOYO\tmiHoYo", "Mihoyo\tmiHoYo"],
    ["Are you hungry\tEle.me\t\t\t\tdelivery; !supper", "Are you hungry?\t\t\t\tnever", "Legend\tX\t\t\task"],
    ["B\t\t\t\tnever", "Bilibili\tBilibili\t\t\tnever", "Like and share\t\t\tfurniture"],
    [
        "Legend\tThe Legend of Mir\t\t\t\tShanda",
        "Legend\tLenovo\t\t\t\tlaptop",
        "\tLegend Capital\t君联资本",
        "58 same city\t58.com",
    ],
    ["Bilibili website\tBilibili", "going to sea\texpanding abroad\t\tidiom", "C-trip\tCtrip", "C.trip\tCtrip"],
    ["\tBilibili\tB站", "\tBilibili\t哔哩哔哩", "\t\t\t\t\t\t", "Sheng large\tShanda"],
]


def say(*files: list[str], header: str = HEADER) -> list[tuple[str, Level, str]]:
    """The findings in files named a, b, ..."""
    tables = [glossary.parse("\n".join((header, *rows)).encode(), "abc"[at]) for at, rows in enumerate(files)]
    return [
        (one.check, one.level, f"{one.problem.where}: {one.problem.message} ({one.problem.hint})")
        for one in check(tables)
    ]


@pytest.mark.parametrize(("name", "rows", "level", "message"), BAD)
def test_a_fault_is_found_and_nothing_else(name: str, rows: list[str], level: Level, message: str) -> None:
    found = say(rows)
    assert any(one[:2] == (name, level) and message in one[2] for one in found), found
    neighbours = {"invisible", "blanks"} if name in {"short", "duplicate"} else {"chain"}
    assert {one[0] for one in found} <= {name, *neighbours}


@pytest.mark.parametrize("rows", GOOD)
def test_good_rows_are_left_alone(rows: list[str]) -> None:
    assert say(rows) == []


def test_every_check_is_tested_and_says_what_it_does() -> None:
    names = [each.__name__ for each in CHECKS]
    assert set(names) == {name for name, *_ in BAD} | {"column"}
    assert all(each.__doc__ and "\n" not in each.__doc__ for each in CHECKS)


def test_unknown_columns() -> None:
    rows = ["Miha Tour\tmiHoYo"]
    assert say(rows, header="variant\tterm\tcontxt\towner") == [
        ("column", Level.FAULT, "a:1: unknown column 'contxt' (is it 'context'? Correct the head)"),
        ("column", Level.ADVICE, "a:1: unknown column 'owner' (it is kept, but not used)"),
    ]
    assert say(rows, header="variant\tterm\tterm") == [
        ("row", Level.FAULT, "a:1: two columns are called 'term' (the first one counts)")
    ]
    assert say(rows, header="variant\tterm\t") == []


def test_files_are_read_together() -> None:
    found = say(["Miha Tour\tmiHoYo", "Mihayou\tmiHoYo"], ["Miha Tour\tmiHoYo", "Mihayou\tMeituan", "x y\tmiHoYo"])
    assert [one[2] for one in found] == [
        "b:3: 'Mihayou' corrects to 'Meituan', but corrects to 'miHoYo' in line a:3; "
        "the later row wins (remove one of the two rows, or give both context words)",
    ]
    assert (
        say(["Miha Tour\tmiHoYo"], ["Miha Tour\t\t\t\tnever"]) == []
    )  # a house protects what the shipped list corrects


def test_findings_come_by_file_and_line() -> None:
    found = say(["Haimi\tMiha\t\tfirm", "B\tBilibili", " x y\tBilibili"], ["B\tBilibili"])
    assert [one[2].partition(": ")[0] for one in found] == ["a:2", "a:3", "a:4", "b:2"]


def test_thousands_of_rows_take_no_time_to_speak_of() -> None:
    rows = [f"Garbled{n} name\tTerm{n // 3} Ltd" for n in range(3000)] + ["Samelike\tThing"] * 3000
    assert len(say(rows)) == 2999


def test_the_shipped_glossary_has_no_fault() -> None:
    table = glossary.parse(glossary.shipped().read_bytes(), "glossary.tsv")
    assert [one.problem for one in check([table]) if one.level is Level.FAULT] == []
