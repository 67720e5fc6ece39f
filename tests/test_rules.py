"""The rules that are not about names: what they repair, and the good English they leave alone."""

import textwrap
import time
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retranslate import rules, text
from retranslate.edit import corrected, prove, resolve
from retranslate.formats import plain
from retranslate.glossary import Glossary
from retranslate.model import Apply, Block, Document, Edit, Kind, Outcome, Place, Term, Variant
from retranslate.rules import moses, table

EMPTY = Glossary((), ())


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def document(written: str) -> Document:
    return plain.read(written.encode(), "a.txt")


def found(
    given: Document | str, glossary: Glossary = EMPTY, names: Collection[str] = rules.NAMES
) -> tuple[Document, tuple[Edit, ...]]:
    made = document(given) if isinstance(given, str) else given
    edits = resolve(rules.find(text.view(made), glossary, names))
    prove(made, edits)
    return made, edits


def repaired(written: str, *names: str, glossary: Glossary = EMPTY) -> str:
    made, edits = found(written, glossary, names or rules.NAMES)
    return plain.write(made, edits).decode()


def outcomes(written: str, rule: str) -> list[Outcome]:
    return [edit.outcome for edit in found(written, names=[rule])[1]]


def example(rule: str, head: str) -> str:
    page = rules.rule(rule).__doc__
    assert page is not None
    body = page.partition(f"## {head}\n")[2].partition("\n## ")[0]
    return textwrap.dedent(body).strip("\n")


@pytest.mark.parametrize("rule", rules.NAMES)
def test_a_rules_page_shows_what_the_rule_does(rule: str) -> None:
    filler = "A paragraph long enough to be one stands here, and it says something else every time, as paragraphs do. "
    numbers = iter(range(1, 9))

    def written(head: str) -> str:
        return "\n".join(
            f"{filler}This is number {next(numbers)}, and there are more of them in the rest of the article."
            if line == "(a paragraph)"
            else line
            for line in example(rule, head).splitlines()
        )

    before = written("Example")
    numbers = iter(range(1, 9))
    assert repaired(before, rule).strip() == written("Use instead")


SPACING = [
    ("The city of Suzhou , they say, is old .", "The city of Suzhou, they say, is old."),
    ("Is it so far away\u00a0? Nobody knows .", "Is it so far away? Nobody knows."),
    ("They came from Wuhan ,the river town.", "They came from Wuhan, the river town."),
    ("It sells tea, coffee, etc. , Everybody buys.", "It sells tea, coffee, etc., Everybody buys."),
    ("Storage ( the slow kind ) is cheap .", "Storage (the slow kind) is cheap."),
    ("He left Beijing,China and never looked back.", "He left Beijing, China and never looked back."),
    ("It was late,and nobody was there.", "It was late, and nobody was there."),
    ("The price was high.The company paid it.", "The price was high. The company paid it."),
    ("They looked at the harbour …Don’t ask why.", "They looked at the harbour… Don’t ask why."),
    ("The  fall of a city", "The fall of a city"),
    ("2\u00a0 great ports and a river", "2 great ports and a river"),
    ("The company ’s founder said they ’re late.", "The company’s founder said they’re late."),
    ("They don 't know it is n’t so; he wo n't , they can ’ t.", "They don't know it isn’t so; he won't, they can’t."),
    ("The shop 's door and the mill ' s wheel", "The shop's door and the mill's wheel"),
    ("It rose by a fifth,or 20%,which was new.", "It rose by a fifth, or 20%, which was new."),
    ("The reason is simple : nobody in the city paid for it.", "The reason is simple: nobody in the city paid for it."),
]


@pytest.mark.parametrize(("before", "after"), SPACING)
def test_blanks_beside_marks_are_put_right_for_sure(before: str, after: str) -> None:
    assert repaired(before, "spacing") == after
    assert set(outcomes(before, "spacing")) == {Outcome.AUTO}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It owns shops,warehouses and trucks.", "It owns shops, warehouses and trucks."),
        ("The company bought OSS(Object Storage) in May.", "The company bought OSS (Object Storage) in May."),
        ("They teach…These firms have done well.", "They teach… These firms have done well."),
    ],
)
def test_blanks_that_may_be_meant_are_asked_about(before: str, after: str) -> None:
    assert repaired(before, "spacing") == after
    assert set(outcomes(before, "spacing")) == {Outcome.ASK}


QUOTES = [
    ("It is the’big and bold’ spirit of the place.", "It is the ‘big and bold’ spirit of the place."),
    ("They live by their own’patience’.", "They live by their own ‘patience’."),
    ("He said“Hello ”and left.", "He said “Hello” and left."),
    ("The so-called ”free” city, he said.", "The so-called “free” city, he said."),
    ("“Hello“ he said.", "“Hello” he said."),
    ("They called it “ the pot ” at home.", "They called it “the pot” at home."),
    ('They called it " the pot " at home.', 'They called it "the pot" at home.'),
    ("It‘s what we don‘t know.", "It’s what we don’t know."),
    ("They said:“We won.” And went.", "They said: “We won.” And went."),
]


@pytest.mark.parametrize(("before", "after"), QUOTES)
def test_turned_and_misplaced_quotation_marks_are_put_right_for_sure(before: str, after: str) -> None:
    assert repaired(before, "quotes") == after
    assert set(outcomes(before, "quotes")) == {Outcome.AUTO}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It runs on “wind+water” “, they say.", "It runs on “wind+water”, they say."),
        ("He put it so: “. If we fly, we fly.”", "He put it so: “If we fly, we fly.”"),
        ("It is the’big companies’ success.", "It is the ‘big companies’ success."),
        ("Many “unicorns”companies grew here.", "Many “unicorns” companies grew here."),
        ('He wrote that it "would not sell at a loss” then.', "He wrote that it “would not sell at a loss” then."),
        ('The “new plan" was “bold”, he said.', "The “new plan” was “bold”, he said."),
    ],
)
def test_doubtful_quotation_marks_are_asked_about(before: str, after: str) -> None:
    assert repaired(before, "quotes") == after
    assert set(outcomes(before, "quotes")) == {Outcome.ASK}


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("“We have none of it here, he said.\n\nNobody answered “yes”.", 0),
        ("We have none of it here,” he said.", 24),
        ("He said “one and “two” of them.", 8),
        ('A 6" pipe and a “half of it stood there.', 16),
    ],
)
def test_a_mark_without_a_partner_is_noted_and_nothing_is_changed(written: str, at: int) -> None:
    (edit,) = found(written, names=["quotes"])[1]
    assert (edit.after, edit.outcome, edit.span.start) == (None, Outcome.NOTE, at)


DOUBLED = [
    ("It was launched in the the spring.", "It was launched in the spring."),
    ("The The end of of it.", "The The end of it."),
    ("Give me a hand Give me a hand now", "Give me a hand now"),
    ("Why did it fail? . Nobody would say.", "Why did it fail? Nobody would say."),
    ("All the way to the coast ? , Here it is.", "All the way to the coast? Here it is."),
    ("It came to nothing, . So they left.", "It came to nothing. So they left."),
]


@pytest.mark.parametrize(("before", "after"), DOUBLED)
def test_what_stands_twice_is_asked_about(before: str, after: str) -> None:
    assert repaired(before, "doubled") == after
    assert set(outcomes(before, "doubled")) == {Outcome.ASK}


ARTICLES = [
    ("It became a unusual firm.", "It became an unusual firm."),
    ("It is an unicorn and an European one.", "It is a unicorn and a European one."),
    ("A hour later he had a MBA and an Tencent job.", "An hour later he had an MBA and a Tencent job."),
    ("He won a 8-year term and a 11th prize, an one-off.", "He won an 8-year term and an 11th prize, a one-off."),
    ("It is a “honest” answer.", "It is an “honest” answer."),
]


@pytest.mark.parametrize(("before", "after"), ARTICLES)
def test_an_article_goes_with_the_sound_after_it(before: str, after: str) -> None:
    assert repaired(before, "articles") == after
    assert set(outcomes(before, "articles")) == {Outcome.AUTO}


PARAGRAPH = (
    "The city has grown along the river for two hundred years, and its harbour is the largest of the whole coast. "
    "Ships of every flag call there."
)
OTHER = PARAGRAPH.replace("city", "town").replace("harbour", "market").replace("Ships", "Boats")
CAPTION = "How a river town became rich"


@pytest.mark.parametrize("blank", ["\n\n", "\n"])
def test_captions_that_repeat_the_title_are_asked_about(blank: str) -> None:
    written = blank.join([CAPTION, PARAGRAPH, CAPTION, OTHER, CAPTION.upper(), "The end came soon."])
    made, edits = found(written, names=["repeated"])
    assert [edit.before for edit in edits] == [CAPTION, CAPTION.upper()]
    assert {edit.outcome for edit in edits} == {Outcome.ASK}
    assert [line for line in corrected(made, edits) if line] == [CAPTION, PARAGRAPH, OTHER, "The end came soon."]


def test_of_a_heading_and_its_copies_the_heading_stays() -> None:
    blocks = (Block(CAPTION), Block(CAPTION, Place.HEADING, 1), Block(PARAGRAPH), Block(CAPTION), Block(OTHER))
    edits = found(Document("a.docx", blocks), names=["repeated"])[1]
    assert [edit.span.block for edit in edits] == [0, 3]


def test_a_whole_paragraph_that_stands_again_is_asked_about() -> None:
    assert repaired(f"Title\n\n{PARAGRAPH}\n\n{OTHER}\n\n{PARAGRAPH}", "repeated").count(PARAGRAPH) == 1


NOT_REPEATED = {
    "short lines": f"{PARAGRAPH}\n\nRead on\n\n{OTHER}\n\nRead on\n\n{PARAGRAPH[:90]}",
    "a refrain": "The river runs so wide and slow\nAnd I am far from home\n\nThe hills are dark, the hills are low\n"
    "And I am far from home\n\nThe river runs so wide and slow\nAnd I am far from home",
    "a refrain, a block a line": "And I am far from home tonight\nThe hills are dark\nThe stars are low\n"
    "And I am far from home tonight\nThe boats are gone\nThe nets are dry\nAnd I am far from home tonight\nGood night",
    "a sentence that comes back": f"{PARAGRAPH}\n\nNobody knew what it was.\n\n{OTHER}\n\nNobody knew what it was.",
    "list items": "- one of the many things we saw\n- two\n- one of the many things we saw",
    "a form": f"{PARAGRAPH}\nName of the one who applied: ____\n{OTHER}\nName of the one who applied: ____\nEnd",
    "a line of a paragraph": "The boats that call here every day\nare of every flag and size there is\nand bring us\n\n"
    "The men who work here every day\nare of every flag and size there is\nand bring us tea",
    "a table of contents": "Contents\nThe rise of the river town in spring\nThe fall\nThe end\n\n"
    f"The rise of the river town in spring\n\n{PARAGRAPH}\n\nThe fall\n\n{OTHER}",
}


@pytest.mark.parametrize("written", NOT_REPEATED.values(), ids=NOT_REPEATED.keys())
def test_what_may_well_stand_twice_stays(written: str) -> None:
    assert found(written, names=["repeated"])[1] == ()


@pytest.mark.parametrize("place", [Place.TABLE_CELL, Place.LIST_ITEM, Place.HEADER, Place.FOOTER, Place.CODE])
def test_places_where_lines_repeat_by_nature_stay(place: Place) -> None:
    line = "The very same words once more here"
    blocks = (
        Block(PARAGRAPH),
        Block(line, place),
        Block(OTHER),
        Block(line, place),
        Block(OTHER.upper() + " The end."),
    )
    assert found(Document("a.docx", blocks), names=["repeated"])[1] == ()


def test_an_empty_cell_is_no_blank_line() -> None:
    title = "How a river town became rich"
    blocks = [Block(title, Place.HEADING, 1), Block("A short line."), Block(title), Block("Another one.")]
    empty = Block("", Place.TABLE_CELL)
    for document in (Document("a.md", tuple(blocks)), Document("a.md", (*blocks, empty))):
        assert [one.before for one in found(document, names=["repeated"])[1]] == [title]


TAIL = """Posted by: Anna, 3 May
Nothing on this page shall be read as, and it does not constitute, any legal advice.

Like (12)
Donate: buy me a coffee
Previous 2019-03-04 10:15
Next

Related articles
Ten boats you should see
A river on the map of 1820"""


def test_the_pages_own_lines_at_the_end_are_asked_about() -> None:
    made, edits = found(f"{CAPTION}\n\n{PARAGRAPH}\n\n{TAIL}", names=["furniture"])
    assert [edit.before for edit in edits] == [line for line in TAIL.splitlines() if line]
    assert {(edit.after, edit.outcome) for edit in edits} == {("", Outcome.ASK)}
    assert corrected(made, edits)[:3] == (CAPTION, "", PARAGRAPH)


def test_the_pages_own_lines_at_the_start_are_asked_about() -> None:
    written = (
        f"Skip to content\nHome > News > Rivers\n{CAPTION}\nShare\nPrint\n\n{PARAGRAPH}\n\nAdvertisement\n\n{OTHER}"
    )
    assert repaired(written, "furniture") == f"{CAPTION}\n\n{PARAGRAPH}\n\n\n{OTHER}"


@pytest.mark.parametrize(
    "written",
    [
        f"Share\n\n{PARAGRAPH}",  # a weak line alone may be a title
        f"{PARAGRAPH}\n\nNext",
        f"{PARAGRAPH}\n\nRelated articles\n\n{PARAGRAPH}\n\n{OTHER}",  # in the middle
        f"Like (3) and other stories from the coast, told by those who were there.\n\n{PARAGRAPH}",
        f"Tip 1\n\n{PARAGRAPH}\n\nTip 2\n\n{OTHER}",
        f"{PARAGRAPH} Share this article on Weibo, he said, and they did.",
        f"{PARAGRAPH}\n\n“Follow us,” said the captain. “We know the way, and you do not.”",
    ],
)
def test_what_an_article_may_say_itself_stays(written: str) -> None:
    assert found(written, names=["furniture"])[1] == ()


@pytest.mark.parametrize("row", table.rows("furniture.tsv"), ids=lambda row: row["pattern"][:40])
@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])  # its \b
@given(data=st.data())
def test_no_line_of_furniture_is_without_its_cues(row: dict[str, str], data: st.DataObject) -> None:
    line = data.draw(st.from_regex(row["pattern"], fullmatch=True))
    assert any(cue in line for cue in row["cues"].split("|"))


def furniture_row(words: str, apply: Apply = Apply.JUDGE, context: tuple[str, ...] = ()) -> Glossary:
    return Glossary((), (Variant(words, Term("", kind=Kind.FURNITURE), apply, context, where="g.tsv:2"),))


def test_a_furniture_row_takes_its_line_or_its_words_away() -> None:
    glossary = furniture_row("Tap the blue words")
    written = f"Tap the blue\u00a0words!\n\n{PARAGRAPH} Tap the blue words\nTap the blue words and read."
    assert repaired(written, "furniture", glossary=glossary) == f"\n{PARAGRAPH}\nand read."


@pytest.mark.parametrize(
    ("apply", "outcome"), [(Apply.AUTO, Outcome.AUTO), (Apply.ASK, Outcome.ASK), (Apply.JUDGE, Outcome.ASK)]
)
def test_apply_decides_the_outcome_of_a_furniture_row(apply: Apply, outcome: Outcome) -> None:
    (edit,) = found(f"{PARAGRAPH}\nTap here", furniture_row("Tap here", apply))[1]
    assert (edit.outcome, edit.after) == (outcome, "")
    assert "g.tsv:2" in edit.why[0]


def test_a_furniture_row_heeds_its_context_and_never() -> None:
    assert found("Tap here", furniture_row("Tap here", Apply.NEVER))[1] == ()
    assert found("Tap here.", furniture_row("Tap here", context=("blue",)))[1] == ()


def test_never_protects_a_wording_from_every_rule() -> None:
    never = Glossary((), (Variant("What a hour", Term(""), Apply.NEVER),))
    assert found("It was called What a hour , they say.", never, ["articles"])[1] == ()
    assert len(found("It was called What a hour , they say.", EMPTY, ["articles"])[1]) == 1


GOOD = """
The price rose 3.5 % to 1,149 yuan at 10 : 30, or 3 : 1; see www.example.com/a,b and a@example.org ... or . . . no.
Prices (see 3.2) rose by 1,000,000 to $5.50 at 5:30 p.m., e.g. in the U.S., i.e. there, etc., and at Yahoo! and Ele.me.
Node.js, index.html, .NET, report.The-final.docx and `a ,b` are names; so is “Re:Zero”, and O’Reilly’s, ’n’ and ’90s.
He wanted to “learn more,” she said. “I don’t,” he replied, “know what ‘more’ is.” “ ‘More’ is more,” she said.
What it is is hard to say; he had had enough of that that day, and it was very very late. No, no. Bye bye! Come, come.
Again and again and again he asked what the log in in the town was for, and the boats the man that that man saw went on.
A user of a European university took an hour to find an honest heir with an MBA, an 8-year-old, a UFO and a one-off.
An historic hotel, a historic hotel, an FAQ, a FAQ, a SQL table, an SQL table, a herb, an herb: take a or an, A or B.
Plan A is good, vitamin A is better; grade A eggs, Serie A is on. “A is for apple.” An Lushan and An Wang were two men.
Vous êtes ici ! Qu’est-ce que c’est ? « Rien », dit-il : rien . Vamos a una playa ; es de la ciudad . Das ist gut , ja .
The ruler was 5'10" tall and 6” wide; the 12" single of the ’60s; rock ’n’ roll; the boys’ room; ’tis so, goin’ home.
She typed a , between two words, a ; at the end and the ? key. The ( and the ) are brackets. Smile :) ;) :( and wink ; )
It ended.  Two blanks after a stop are old style.  So what?  (Really.)  Yes.
Well … maybe. Well…maybe. And then… nothing. “…and so on.” Wait... what? He said …and then left.
The pre“war” years, the “hippie”like men, the “A”s and the “x-ing”. Hawai‘i, Xi’an, the Qur’an and T’ai-chi.
The The played Duran Duran in New York, New York. Walla Walla is a town; so is Baden Baden. Blah Had he had had it.
The enzyme iron(III) oxide, method(s), f(x), the word(s), (s)he and person(s) in charge; red,green,blue and #a,b tags.
“The first paragraph of a speech opens.
“The second does too, and closes.”
“A quotation begins in one line
and goes on, as in verse,
until it ends.”
Name: John Smith. Re: your letter. 10:30. Chapter 1: The start. Genesis 1:1. A–Z, 5–6, and—so they say—more.
Is it “good”? Is it ‘good’? Yes (very “good”). [“Good”] — “good”—good. /“good”/ “good”; “good”: “good”!
A list of tags: news,world,china. CSV: a,b,c. Columns of a table: 1,2 and 3. Coordinates (4,5) and [6,7].
""".strip().splitlines()


@pytest.mark.parametrize("line", GOOD)
def test_good_english_stays_as_it_is(line: str) -> None:
    assert found(line, names=[name for name in rules.NAMES if name != "quotes"])[1] == ()


def test_good_english_stays_as_it_is_as_a_whole() -> None:
    _, edits = found("\n".join(GOOD))
    assert [(edit.rule, edit.before, edit.after) for edit in edits] == []


LAYOUT = """Name    Age   City
Anna    31    Suzhou
Bert    7     Wuhan

R  Recover the file
D  Delete the file

\tOne   two   three

x = a ? b : c ;
if (a == b) return ( c ) ;"""


def test_columns_and_code_stay() -> None:
    assert found(LAYOUT)[1] == ()


def test_code_blocks_and_protected_places_stay() -> None:
    blocks = (
        Block("It is the the end , said“we”.", Place.CODE),
        Block("See `a ,b` and http://example.com/a,b ,", frozen=()),
        Block("It was the the end , a hour ago. retranslate:ignore"),
        Block("Frozen text , here.", frozen=((7, 18),)),
    )
    edits = found(Document("a", blocks))[1]
    assert {edit.span.block for edit in edits} <= {1}


FRAGMENTS = [
    *(before for before, _ in (*SPACING, *QUOTES, *DOUBLED, *ARTICLES)),
    *GOOD,
    *", . ? ! ; : … ... “ ” ‘ ’ \" ' ( ) - — the the a an hour unicorn Beijing 3.5 1,149 Ele.me".split(),  # noqa: SIM905
    "\u00a0",
    "  ",
    "\n",
    "\n\n",
    CAPTION,
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(FRAGMENTS), max_size=14), glue=st.sampled_from(["", " "]))
def test_the_corrected_text_yields_nothing_more(pieces: list[str], glue: str) -> None:
    """One round repairs; what a repair brings to light a second one does; then there is peace."""
    written = glue.join(pieces)
    for _ in range(3):
        again = repaired(written)
        if again == written:
            break
        written = again
    assert repaired(written) == written


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(FRAGMENTS), max_size=14))
def test_spacing_changes_only_blanks(pieces: list[str]) -> None:
    for edit in found(" ".join(pieces), names=["spacing"])[1]:
        assert edit.after is not None
        assert "".join(edit.before.split()) == "".join(edit.after.split())


def test_words_go_only_when_asked() -> None:
    def letters(written: str | None) -> str:
        return "".join(filter(str.isalnum, written or ""))

    samples: Iterable[str] = ("\n".join(FRAGMENTS), f"{CAPTION}\n{PARAGRAPH}\n{CAPTION}\n{OTHER}\n{TAIL}")
    for sample in samples:
        for edit in found(sample)[1]:
            if edit.outcome is Outcome.AUTO and edit.rule != "articles":
                assert letters(edit.before) == letters(edit.after)
            assert edit.after != "" or edit.outcome is Outcome.ASK


def test_names_are_file_names_and_select_rules() -> None:
    assert rules.NAMES == ("articles", "doubled", "furniture", "quotes", "repeated", "spacing")
    edits = found("\n".join(FRAGMENTS))[1]
    assert {edit.rule for edit in edits} == {"articles", "doubled", "quotes", "spacing"}
    assert found("It was the the end .", names=[])[1] == ()


def test_sacremoses_is_asked_only_where_a_blank_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(moses, "_moses", lambda: asked.append("asked"))
    assert found("\n".join(line for line in GOOD if "She typed" not in line and "see 3.2" not in line))[1] == ()
    assert asked == []


def test_nothing_is_said_where_sacremoses_would_set_a_blank_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    before = "The city of Suzhou , they say, is old."
    assert repaired(before, "spacing") != before
    monkeypatch.setattr(moses, "opinions", dict.fromkeys)
    assert repaired(before, "spacing") == before
    always = dict.fromkeys(range(len(before)), True)
    monkeypatch.setattr(moses, "opinions", lambda sentences: dict.fromkeys(sentences, always))
    assert repaired(before, "spacing") == before


def test_what_sacremoses_said_is_kept_and_a_spoilt_cache_does_no_harm(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = SPACING[0]
    assert repaired(before, "spacing") == after
    (kept,) = own_cache.glob("moses-*.json")
    with monkeypatch.context() as patched:
        patched.setattr(moses, "_moses", None)
        assert repaired(before, "spacing") == after
    for spoilt in (b"", b"[]", b'{"x": 1}', b"\xff", kept.read_bytes().replace(b"0", b"")):
        kept.write_bytes(spoilt)
        assert repaired(before, "spacing") in {before, after}
    monkeypatch.setenv("RETRANSLATE_CACHE", "/dev/null/none")
    assert repaired(before, "spacing") == after


@given(written=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sacremoses_speaks_of_visible_characters_or_not_at_all(written: str) -> None:
    opinion = moses.opinions([written])[written]
    visible = [at for at, char in enumerate(written) if not char.isspace()]
    assert opinion is None or list(opinion) == visible[:-1]


HOSTILE = [
    "( a ",
    "( the word ) is ",
    "they a ,but ",
    "“ a ”",
    "the’big ",
    "a hour ",
    "the the ",
    "the  house ",
    "’",
    "“",
    "x" + " " * 50,
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(times: int) -> float:
        seen = text.view(document(piece * times))
        start = time.process_time()
        rules.find(seen, EMPTY, rules.NAMES)
        return time.process_time() - start

    seconds(10)
    assert seconds(800) < 12 * seconds(200) + 0.5  # four times the text; the square would be sixteen times the time
