"""What decisions teach, and what they do not."""

from __future__ import annotations

from retranslate.glossary import Table, encode, parse
from retranslate.review.added import Added
from retranslate.review.ledger import Entry
from retranslate.review.proposals import Action, Proposal, propose, write

GLOSSARY = (
    "# ours\nvariant\tterm\tsource\tkind\tapply\towner\n"
    "Mihayou\tmiHoYo\t米哈游\tcompany\t\tann\n"
    "Station B\tBilibili\tB站\tcompany\task\tbob\n"
    "going to sea\tgoing overseas\t出海\tidiom\task\t\n"
)


def glossary() -> Table:
    return parse(GLOSSARY.encode(), "glossary.tsv")


def entry(
    variant: str,
    term: str,
    verdict: str,
    *,
    document: str = "a.txt#1",
    at: str = "1:0-9",
    rule: str = "name/forecast",
    written: str = "",
) -> Entry:
    return Entry(
        "2026-02-02", document, at, variant, term, rule, "ask", "0.9", verdict, written, f"Take {variant} now."
    )


def actions(*proposals: Proposal) -> list[tuple[Action, str]]:
    return [(one.action, one.row["variant"]) for one in proposals]


def test_an_accepted_form_that_no_row_lists_becomes_a_row() -> None:
    (one,) = propose([entry("Rice Ha Tour", "miHoYo", "accepted")], {}, glossary())
    assert one.action is Action.ADD_VARIANT
    assert dict(one.row) == {
        "variant": "Rice Ha Tour",
        "term": "miHoYo",
        "source": "米哈游",
        "kind": "company",
        "note": "learned from a.txt",
    }
    assert "once accepted in a.txt: “Take Rice Ha Tour now.”" in one.because


def test_a_listed_form_needs_no_row() -> None:
    assert not propose([entry("MIHAYOU", "miHoYo", "accepted", rule="name/listed")], {}, glossary())


def test_one_rejection_teaches_nothing_two_protect() -> None:
    once = [entry("Station Beta", "Bilibili", "rejected")]
    assert not propose(once, {}, glossary())
    twice = [*once, entry("Station Beta", "Bilibili", "rejected", at="2:0-9")]
    (one,) = propose(twice, {}, glossary())
    assert (one.action, one.row["apply"], one.at) == (Action.PROTECT, "never", None)
    assert not propose([*twice, entry("Station Beta", "Bilibili", "accepted", at="3:0-9")], {}, glossary())


def test_a_listed_row_is_amended_in_place() -> None:
    rejected = [entry("Station B", "Bilibili", "rejected", at=f"{at}:0-9", rule="name/listed") for at in (1, 2)]
    (one,) = propose(rejected, {}, glossary())
    after = encode(write(glossary(), [one])).decode()
    assert after == GLOSSARY.replace("company\task\tbob", "company\tnever\tbob")


def test_ask_is_promoted_only_on_many_acceptances_in_several_documents() -> None:
    accepted = [entry("Station B", "Bilibili", "accepted", at=f"{at}:0-9", rule="name/listed") for at in range(5)]
    assert not propose(accepted, {}, glossary())
    (one,) = propose([*accepted, entry("Station B", "Bilibili", "accepted", document="b.txt#2")], {}, glossary())
    assert (one.action, one.row["apply"]) == (Action.PROMOTE, "auto")


def test_what_editors_write_instead_becomes_the_term() -> None:
    (one,) = propose([entry("Mihayou", "miHoYo", "amended", written="HoYoverse", rule="name/listed")], {}, glossary())
    assert (one.action, one.row["term"]) == (Action.AMEND_TERM, "HoYoverse")
    (one,) = propose([entry("Miha Net", "miHoYo", "amended", written="HoYoverse")], {}, glossary())
    assert (one.action, one.row["variant"], one.row["term"]) == (Action.ADD_VARIANT, "Miha Net", "HoYoverse")


def test_editors_who_disagree_teach_nothing() -> None:
    asked = [entry("Mihayou", "miHoYo", "amended", written=name, at=name) for name in ("HoYoverse", "Mihoyo Ltd")]
    assert not propose(asked, {}, glossary())


def test_a_name_repaired_by_hand_becomes_a_row() -> None:
    added = {"a.txt#1": [Added(4, "Fragrant Drifting", "Xiangpiaopiao", "Fragrant Drifting sells milk tea.")]}
    (one,) = propose([], added, glossary())
    assert (one.action, one.row["term"]) == (Action.ADD_TERM, "Xiangpiaopiao")
    (one,) = propose([], {"a.txt#1": [Added(4, "B stop", "Bilibili")]}, glossary())
    assert (one.action, one.row["source"]) == (Action.ADD_VARIANT, "B站")


def test_no_break_spaces_are_blanks() -> None:
    added = {"a.txt#1": [Added(4, "Floating\u00a0Light Network", "Shimmer\u00a0News", "Floating\u00a0Light Network.")]}
    (one,) = propose([], added, glossary())
    assert (one.row["variant"], one.row["term"]) == ("Floating Light Network", "Shimmer News")
    (one,) = propose([entry("Miha Net", "miHoYo", "amended", written="Hoyo\u00a0Verse")], {}, glossary())
    assert one.row["term"] == "Hoyo Verse"


def test_ordinary_corrections_make_no_rows() -> None:
    ordinary = [Added(1, "teh", "the"), Added(1, "colour", "color"), Added(2, "mihoyo", "MIHOYO"), Added(3, "A", "B")]
    assert not propose([], {"a.txt#1": ordinary}, glossary())


def test_idioms_and_repairs_of_rules_make_no_rows() -> None:
    assert not propose(
        [entry("going to sea", "going overseas", "rejected", at=str(n)) for n in range(3)], {}, glossary()
    )
    assert not propose([entry("a  b", "", "accepted", rule="spacing")], {}, glossary())


def test_writing_keeps_the_rest_and_proposing_again_gives_nothing() -> None:
    decided = [
        entry("Rice Ha Tour", "miHoYo", "accepted"),
        entry("Mihayou", "miHoYo", "amended", written="HoYoverse", rule="name/listed"),
        *(entry("Station Beta", "Bilibili", "rejected", at=f"{n}:0-9") for n in range(2)),
    ]
    found = propose(decided, {}, glossary())
    assert actions(*found) == [
        (Action.AMEND_TERM, "Mihayou"),
        (Action.ADD_VARIANT, "Rice Ha Tour"),
        (Action.PROTECT, "Station Beta"),
    ]
    after = write(glossary(), found)
    assert (
        encode(after).decode().startswith("# ours\nvariant\tterm\tsource\tkind\tapply\towner\tnote\nMihayou\tHoYoverse")
    )
    assert "Station B\tBilibili\tB站\tcompany\task\tbob" in encode(after).decode()
    assert not propose(decided, {}, after)


def test_words_beside_a_name_make_no_row_of_their_own() -> None:
    added = {
        "a.txt#1": [Added(1, "Lu a Ming", "Lu Yiming"), Added(2, "President Lu a Ming", "President Lu Yiming")],
        "b.txt#1": [Added(1, "Land Yiming", "Lu Yiming")],
    }
    found = propose([], added, glossary())
    assert [one.row["variant"] for one in found] == ["Land Yiming", "Lu a Ming"]
