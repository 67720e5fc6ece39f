"""Name or phrase? What the judge makes of matches, in sentences of our own."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import document, glossary
from retranslate import edit, judge, match
from retranslate.glossary import Glossary
from retranslate.judge.weigh import probability
from retranslate.model import Apply, Edit, Evidence, Kind, Match, Outcome, Span, Term, Variant
from retranslate.text import speech, view

DIDI = Term("Didi", kind=Kind.COMPANY)
ROWS = glossary(
    "fast hand > Kuaishou",
    "are you hungry > Ele.me",
    "station B > Bilibili",
    "where to go > Qunar",
    "keep > Keep",
    "legend > The Legend of Mir 2",
    "Mihayou > miHoYo",
    "Sheng large cloud > Grand Cloud",
    "Ctrip",
)


def judged(*texts: str, rows: Glossary = ROWS, ledger: judge.Ledger | None = None) -> list[Edit]:
    seen = view(document(*texts))
    return judge.judge(seen, match.find(seen, rows), rows, ledger)


def outcomes(*texts: str, rows: Glossary = ROWS) -> list[Outcome]:
    return [one.outcome for one in judged(*texts, rows=rows)]


def row(text: str, name: str, apply: Apply = Apply.JUDGE, context: tuple[str, ...] = ()) -> Variant:
    return Variant(text, Term(name, kind=Kind.COMPANY), apply, context)


@pytest.mark.parametrize(
    "sentence",
    [
        "My sister learned the dance from fast hand.",
        "A rival of fast hand has filed for a listing.",
        "I always order my noodles from are you hungry.",
        "He was the first investor of Mihayou in 2014.",
        "In the end Sheng large cloud was sold.",
    ],
)
def test_names_where_only_names_fit_are_sure(sentence: str) -> None:
    assert outcomes(sentence) == [Outcome.AUTO]


@pytest.mark.parametrize(
    "sentence",
    [
        "Are you hungry?",
        "“Are you hungry?” she asked, and cut the bread.",
        "She plays the piano with a fast hand.",
        "He has the fast hand of a card player.",
        "We did not know where to go.",
        "Tell me where to go for a good soup.",
        "They keep the receipts in a shoe box.",
        "Keep the lid on the pot.",
        "You should keep quiet.",
        "The legend of the white snake is told in many villages.",
        "The train stops at station A and station B.",
    ],
)
def test_plain_english_is_left_alone(sentence: str) -> None:
    assert outcomes(sentence) == []


@pytest.mark.parametrize(
    "sentence", ["She posted the clip on keep.", "He spent his youth on Legend.", "Players of Legend and Ctrip met."]
)
def test_one_ordinary_word_is_never_sure_by_its_own_sentence(sentence: str) -> None:
    assert outcomes(sentence) == [Outcome.ASK]


def test_one_sense_a_document() -> None:
    doubtful = "Half of my friends talk about station B."
    assert judged(doubtful, "The CEO of station B said that users of station B are loyal.")[0].confidence > (
        judged(doubtful)[0].confidence if judged(doubtful) else 0.5
    )
    alone = judged("He looked at fast hand.")[0].confidence
    assert (
        judged("He looked at fast hand.", "It was a fast hand of cards.", "She has a fast hand.")[0].confidence < alone
    )


def test_the_only_use_is_no_witness_for_itself() -> None:
    (only,) = judged("My sister learned the dance from fast hand.")
    assert not any(one.cue.startswith("document/") for one in only.evidence)


@pytest.mark.parametrize(
    ("apply", "expected"),
    [(Apply.AUTO, [Outcome.AUTO]), (Apply.ASK, [Outcome.ASK]), (Apply.NEVER, []), (Apply.JUDGE, [Outcome.AUTO])],
)
def test_the_policy_of_the_row_outranks_the_evidence(apply: Apply, expected: list[Outcome]) -> None:
    rows = glossary(row("fast hand", "Kuaishou", apply))
    assert outcomes("My sister learned the dance from fast hand.", rows=rows) == expected


def test_a_row_that_says_auto_is_sure_even_in_plain_english() -> None:
    (found,) = judged("She has a fast hand.", rows=glossary(row("fast hand", "Kuaishou", Apply.AUTO)))
    assert (found.outcome, found.confidence >= 0.99) == (Outcome.AUTO, True)


def test_real_names_are_questions_at_most() -> None:
    rows = glossary(row("eBay", "EachNet", context=("Shanghai",)))
    assert outcomes("Two brothers founded eBay in Shanghai.", rows=rows) == [Outcome.ASK]
    assert outcomes("The company sold eBay and Skype.", rows=rows) == []


def test_the_original_confirms_a_real_name() -> None:
    seen = view(document("In the same year eBay was founded."))
    said = Evidence("original/aligned", 4.0, "the original has 易趣 here")
    found = Match(Span(0, 17, 21), Term("EachNet"), "name/original", evidence=(said,))
    assert [one.outcome for one in judge.judge(seen, [found], glossary("EachNet"))] == [Outcome.AUTO]


def test_idioms_are_always_questions() -> None:
    rows = glossary("drop the chain > let everybody down", kind=Kind.IDIOM)
    assert outcomes("They did not drop the chain.", "He did drop the chain.", rows=rows) == [Outcome.ASK, Outcome.ASK]


def test_rivals_and_parts() -> None:
    seen = view(document("He plays Mihayou every day."))
    sure = Evidence("forecast/pinyin", 8.0, "pinyin")
    span = Span(0, 9, 16)
    rival = Match(span, Term("miHoYo"), "name/forecast", evidence=(sure,), rivals=("Mihua",))
    (found,) = judge.judge(seen, [rival], ROWS)
    assert found.outcome is Outcome.ASK
    assert "could also be Mihua" in found.why
    part = Match(span, Term("miHoYo"), "name/forecast", evidence=(sure,), partial=True)
    (note,) = judge.judge(seen, [part], ROWS)
    assert (note.outcome, note.after) == (Outcome.NOTE, None)


class Record(NamedTuple):
    accepted: int = 0
    rejected: int = 0
    amended: int = 0


class Ledger:
    def __init__(self, record: Record) -> None:
        self.kept = record

    def record(self, variant: str, term: str) -> Record | None:
        return self.kept if (variant, term) == ("fast hand", "Kuaishou") else None


SENTENCE = "My sister learned the dance from fast hand."


def test_two_rejections_and_no_acceptance_end_automatic_edits() -> None:
    assert [one.outcome for one in judged(SENTENCE, ledger=Ledger(Record(rejected=1)))] != []
    twice = judged(SENTENCE, ledger=Ledger(Record(rejected=2)))
    assert all(one.outcome is not Outcome.AUTO for one in twice)
    always = glossary(row("fast hand", "Kuaishou", Apply.AUTO))
    assert Outcome.AUTO not in [one.outcome for one in judged(SENTENCE, rows=always, ledger=Ledger(Record(rejected=2)))]
    again = judged(SENTENCE, ledger=Ledger(Record(accepted=3, rejected=2)))
    assert [one.outcome for one in again] == [Outcome.AUTO]


def test_verdicts_move_the_probability() -> None:
    (plain,) = judged(SENTENCE)
    (better,) = judged(SENTENCE, ledger=Ledger(Record(accepted=2)))
    assert better.confidence > plain.confidence
    assert "editors accepted it 2 of 2 times" in better.why


def test_why_is_short_and_in_an_editors_words() -> None:
    (found,) = judged("In the evening she orders from are you hungry, Ctrip and others.")
    assert found.why[0] == "the glossary lists “are you hungry” as Ele.me"
    assert "follows “from”, where a noun must stand" in found.why
    assert all(len(one) < 120 for one in found.why)
    assert len(found.why) <= 7


def test_doubtful_uses_are_no_witnesses_of_each_other() -> None:
    assert set(outcomes("He spent his youth on Legend.", "She spent hers on Legend, too.")) == {Outcome.ASK}


def test_what_speaks_against_is_told_too() -> None:
    (found,) = judged("He has spent his whole youth in the game “Legend” of all games.")
    assert found.why[-1].startswith("but: ")


def test_edits_hold_what_the_swap_says() -> None:
    (found,) = judged("A good friend joined Sheng large cloud's team.")
    assert (found.before, found.after) == ("Sheng large cloud", "Grand Cloud")
    assert found.variant == "Sheng large cloud"


def test_nothing_to_judge() -> None:
    assert judged("") == []
    assert judged("The weather was fine.") == []


@given(st.lists(st.builds(Evidence, st.just("x"), st.floats(-60, 60), st.just("y")), max_size=6))
@settings(max_examples=60)
def test_probability_is_a_probability_and_grows_with_the_evidence(evidence: list[Evidence]) -> None:
    chance = probability(evidence)
    assert 0 <= chance <= 1
    assert probability([*evidence, Evidence("more", 1.0, "")]) >= chance


PIECES = (
    "fast|hand|fast hand|are you hungry|station B|keep|Mihayou|the|a|of|on|Ctrip|?|.|,|“|”|’s|and|(|)|饿了么|sold|is|-"
)
WORDS = st.sampled_from([*PIECES.split("|"), "\u00a0", "\u200b", "1", "Keep", "İ"])


@given(st.lists(WORDS, max_size=14))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged_and_every_edit_is_sound(words: list[str]) -> None:
    text = " ".join(words)
    for one in judged(text):
        assert text[one.span.start : one.span.end] == one.before
        assert 0 <= one.confidence <= 1
        assert one.why
        assert (one.after is None) == (one.outcome is Outcome.NOTE)


def test_corrected_text_brings_no_new_automatic_edit() -> None:
    texts = ("The CEO of station B met fast hand.", "She learned it from fast hand.", "Mihayou and Ctrip agree.")
    first = edit.resolve(judged(*texts))
    corrected = [text for text in edit.corrected(document(*texts), first) if text is not None]
    assert not [one for one in judged(*corrected) if one.outcome is Outcome.AUTO]


def test_the_lexicon_holds_no_word_of_a_closed_class() -> None:
    rows = [line.split(" ") for line in speech._lexicon()[:].decode("ascii").splitlines() if not line.startswith("#")]
    assert speech.CLOSED.isdisjoint(letter for _, letters in rows for letter in letters)
    assert all(
        speech.is_closed(word) == speech.can_be(word, speech.CLOSED) for word in ("the", "would", "7", "house", "x")
    )
