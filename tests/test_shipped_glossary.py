"""The glossary that ships is data, and is held to rules like code: read plainly here, so that no reader hides a fault.

Each rule is a function from rows to complaints. The shipped file must give none, and each rule must catch the row that
it was written against: a rule that cannot fail proves nothing.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from retranslate.glossary import load
from retranslate.glossary.lint import check, faults
from retranslate.glossary.table import parse
from retranslate.text.ordinary import THRESHOLD, zipf

FILE: Final = Path(__file__).parents[1] / "glossary.tsv"
HEADER: Final = "variant\tterm\tsource\tkind\tapply\tcontext\tnote"
NAMES: Final = frozenset(("company", "product", "game", "person", "place", "org", "work"))
KINDS: Final = NAMES | {"term", "idiom", "furniture"}
POLICIES: Final = frozenset(("", "auto", "ask", "never"))
TERMS: Final = 300
ROWS: Final = 900


class Row(NamedTuple):
    """One row's seven cells."""

    variant: str
    term: str
    source: str = ""
    kind: str = ""
    apply: str = ""
    context: str = ""
    note: str = ""


Rule = Callable[[list[Row]], Iterator[str]]


def spelling(text: str) -> str:
    """``text`` as a reader's eye compares it: any case, quotes, blanks and hyphens are one."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    return " ".join(re.sub(r"[-\u2010\u2011\u00b7]", " ", text).split())


def words(row: Row) -> list[str]:
    """The words that ``context`` holds, the ``!`` of the unwanted ones kept."""
    return row.context.split(";") if row.context else []


def in_shape(rows: list[Row]) -> Iterator[str]:
    """Cells are trimmed, without doubled blanks and without characters that nobody can see."""
    for row in rows:
        for cell in row:
            hidden = any(char != " " and unicodedata.category(char) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for char in cell)
            if cell != cell.strip() or "  " in cell or hidden:
                yield f"{row}: the cell {cell!r} is not clean"


def of_known_kind(rows: list[Row]) -> Iterator[str]:
    """Kind and policy are of the closed sets."""
    for row in rows:
        if row.kind not in KINDS or row.apply not in POLICIES:
            yield f"{row}: kind or apply is unknown"


def named_and_sourced(rows: list[Row]) -> Iterator[str]:
    """Every row but furniture has a term, every row but idioms and furniture the name in the original language."""
    for row in rows:
        if row.kind == "furniture":
            if row.term or row.source or row.apply or row.context or not row.variant:
                yield f"{row}: furniture is a line to be deleted and nothing else"
        elif not row.term or (row.kind != "idiom" and not row.source):
            yield f"{row}: the term or its source is missing"


def written_in_letters(rows: list[Row]) -> Iterator[str]:
    """Sources hold Chinese characters or Latin letters; variants and terms hold no Chinese."""
    for row in rows:
        for source in filter(None, row.source.split(";")):
            if not re.search(r"[\u4e00-\u9fffA-Za-z]", source):
                yield f"{row}: the source {source!r} is no name"
        if re.search(r"[\u4e00-\u9fff]", row.variant + row.term):
            yield f"{row}: Chinese in the variant or the term"


def one_concept_a_term(rows: list[Row]) -> Iterator[str]:
    """A term has one source cell and one kind, in one spelling."""
    first: dict[str, Row] = {}
    for row in rows:
        if row.term and row.kind != "idiom":
            other = first.setdefault(spelling(row.term), row)
            if (other.term, other.source, other.kind) != (row.term, row.source, row.kind):
                yield f"{row}: another row has it as {other}"


def one_term_a_source(rows: list[Row]) -> Iterator[str]:
    """No Chinese name belongs to two terms."""
    first: dict[str, str] = {}
    for row in rows:
        for source in filter(None, row.source.split(";")):
            if first.setdefault(source, row.term) != row.term:
                yield f"{row}: {source} is {first[source]!r} as well"


def listed_once(rows: list[Row]) -> Iterator[str]:
    """No variant stands twice, with the same term or with another."""
    first: dict[str, Row] = {}
    for row in rows:
        if row.variant:
            other = first.setdefault(spelling(row.variant), row)
            if other is not row:
                yield f"{row}: the variant stands in {other} already"


def not_right_already(rows: list[Row]) -> Iterator[str]:
    """No variant is the canonical name of its own term or of another one."""
    terms = {spelling(row.term) for row in rows if row.term}
    for row in rows:
        if row.variant and row.apply != "never" and spelling(row.variant) in terms:
            yield f"{row}: the variant is a canonical name"


def ordinary_words_judged(rows: list[Row]) -> Iterator[str]:
    """A single ordinary English word is a question at most, and only where its context stands.

    A real name with a capital inside (eBay) needs the context alone: the judge asks about real names, and the original
    can confirm them.
    """
    for row in rows:
        single = re.fullmatch(r"[a-z']+", spelling(row.variant)) and row.kind not in {"idiom", "furniture"}
        if single and zipf(spelling(row.variant)) >= THRESHOLD and row.apply != "never":
            wanted = [word for word in words(row) if not word.startswith("!")]
            is_name = row.variant not in {row.variant.lower(), row.variant.capitalize(), row.variant.upper()}
            if not wanted or (row.apply != "ask" and not is_name):
                yield f"{row}: an ordinary word needs ask and context"


def idioms_asked(rows: list[Row]) -> Iterator[str]:
    """An idiom is always a question, and says in its note what Chinese it comes from."""
    for row in rows:
        if row.kind == "idiom" and (row.apply != "ask" or not re.search(r"[\u4e00-\u9fff]", row.note)):
            yield f"{row}: idioms are asked, with the Chinese in the note"


def nothing_automatic(rows: list[Row]) -> Iterator[str]:
    """Whoever ships a glossary does not know the text: no row decides unseen."""
    for row in rows:
        if row.apply == "auto":
            yield f"{row}: leave it to the judge"


def context_used(rows: list[Row]) -> Iterator[str]:
    """Context goes with a variant, has no empty word, and wants nothing that it forbids."""
    for row in rows:
        plain = [spelling(word.removeprefix("!")) for word in words(row)]
        if (row.context and not row.variant) or "" in plain or len(set(plain)) < len(plain):
            yield f"{row}: the context is of no use"


def declared_where_needed(rows: list[Row]) -> Iterator[str]:
    """A row without a variant declares a term that has no other row, or only rows that protect a wording."""
    listed = {(row.term, row.kind) for row in rows if row.variant and row.apply != "never"}
    for row in rows:
        if not row.variant and (row.term, row.kind) in listed:
            yield f"{row}: the row says nothing"


def in_order(rows: list[Row]) -> Iterator[str]:
    """Rows are sorted by kind, then term, then variant, each by code point."""
    keys = [(row.kind, row.term, row.variant) for row in rows]
    for earlier, later in itertools.pairwise(keys):
        if earlier > later:
            yield f"{later} stands after {earlier}"


RULES: Final[tuple[Rule, ...]] = (
    in_shape,
    of_known_kind,
    named_and_sourced,
    written_in_letters,
    one_concept_a_term,
    one_term_a_source,
    listed_once,
    not_right_already,
    ordinary_words_judged,
    idioms_asked,
    nothing_automatic,
    context_used,
    declared_where_needed,
    in_order,
)

GOOD: Final = Row("Miha Tour", "miHoYo", "米哈游", "company")
CAUGHT: Final[tuple[tuple[Rule, list[Row]], ...]] = (
    (in_shape, [GOOD._replace(variant="Miha\u00a0Tour")]),
    (in_shape, [GOOD._replace(term="miHoYo ")]),
    (of_known_kind, [GOOD._replace(kind="studio")]),
    (of_known_kind, [GOOD._replace(apply="always")]),
    (named_and_sourced, [GOOD._replace(source="")]),
    (named_and_sourced, [Row("Read the original text", "Original", kind="furniture")]),
    (written_in_letters, [GOOD._replace(source="123")]),
    (written_in_letters, [GOOD._replace(variant="米哈 Tour")]),
    (one_concept_a_term, [GOOD, GOOD._replace(variant="Mihayou", term="MiHoYo")]),
    (one_concept_a_term, [GOOD, GOOD._replace(variant="Mihayou", kind="game")]),
    (one_term_a_source, [GOOD, GOOD._replace(variant="Mihayou", term="HoYoverse")]),
    (listed_once, [GOOD, GOOD._replace(variant="miha-tour")]),
    (not_right_already, [GOOD, Row("MIHOYO", "HoYoverse", "米哈游", "company")]),
    (ordinary_words_judged, [Row("Shell", "Beike", "贝壳", "company", "ask")]),
    (ordinary_words_judged, [Row("shell", "Beike", "贝壳", "company", "", "Lianjia")]),
    (ordinary_words_judged, [Row("shell", "Beike", "贝壳", "company", "ask", "!beach")]),
    (idioms_asked, [Row("drop the chain", "let people down", kind="idiom", note="掉链子")]),
    (idioms_asked, [Row("drop the chain", "let people down", kind="idiom", apply="ask")]),
    (nothing_automatic, [GOOD._replace(apply="auto")]),
    (context_used, [GOOD._replace(context="game;;Shanghai")]),
    (context_used, [GOOD._replace(context="game;!game")]),
    (context_used, [GOOD._replace(variant="", context="game")]),
    (declared_where_needed, [GOOD, GOOD._replace(variant="")]),
    (in_order, [GOOD, GOOD._replace(variant="Mi Ha You")]),
)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    lines = FILE.read_text(encoding="utf-8").split("\n")
    assert lines[0] == HEADER
    assert lines[-1] == "", "the file ends with a line end"
    cells = [line.split("\t") for line in lines[1:-1]]
    assert [line for line in cells if len(line) != len(Row._fields)] == []
    return [Row(*line) for line in cells]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_row_breaks_a_rule(rule: Rule, rows: list[Row]) -> None:
    assert list(rule(rows)) == []


@pytest.mark.parametrize(("rule", "bad"), CAUGHT, ids=[f"{rule.__name__}-{at}" for at, (rule, _) in enumerate(CAUGHT)])
def test_each_rule_catches_its_fault(rule: Rule, bad: list[Row]) -> None:
    assert list(rule([GOOD])) == []
    assert list(rule(bad)) != []


def test_every_rule_has_a_fault_to_catch() -> None:
    assert {rule for rule, _ in CAUGHT} == set(RULES)


def test_there_is_enough_of_it(rows: list[Row]) -> None:
    terms = {row.term for row in rows if row.kind in NAMES}
    assert len(terms) >= TERMS
    assert len(rows) >= ROWS
    assert {row.kind for row in rows} == KINDS


def test_the_tool_reads_every_row(rows: list[Row]) -> None:
    glossary = load([FILE])
    assert glossary.problems == ()
    assert len(glossary.variants) == sum(bool(row.variant) for row in rows)
    assert {term.name for term in glossary.terms} == {row.term for row in rows if row.term}


def test_the_tools_own_check_finds_no_fault() -> None:
    found = faults(check([parse(FILE.read_bytes(), FILE.name)]))
    assert [finding.problem.message for finding in found] == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("B站", "Bilibili"),
        ("米哈游", "miHoYo"),
        ("饿了么", "Ele.me"),
        ("原神", "Genshin Impact"),
        ("盛大云", "Grand Cloud"),
        ("阿里云", "Alibaba Cloud"),
        ("比亚迪", "BYD"),
        ("蔚来", "NIO"),
        ("小鹏", "XPeng"),
        ("理想汽车", "Li Auto"),
        ("爱奇艺", "iQIYI"),
        ("天猫", "Tmall"),
        ("京东", "JD.com"),
        ("携程", "Ctrip"),
        ("携程集团", "Trip.com Group"),
        ("科大讯飞", "iFLYTEK"),
        ("崩坏3", "Honkai Impact 3rd"),
        ("崩坏：星穹铁道", "Honkai: Star Rail"),
        ("王者荣耀", "Honor of Kings"),
        ("明日方舟", "Arknights"),
        ("中芯国际", "SMIC"),
        ("宁德时代", "CATL"),
        ("国资委", "SASAC"),
        ("西安", "Xi'an"),
        ("上海交通大学", "Shanghai Jiao Tong University"),
        ("北京大学", "Peking University"),
    ],
)
def test_well_known_names_are_in_their_exact_case(rows: list[Row], source: str, name: str) -> None:
    assert {row.term for row in rows if source in row.source.split(";")} == {name}
