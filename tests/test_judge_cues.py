"""The judge's parts: shapes, slots, cues and weights, the lexicon, lost names, the sentences it is fitted on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from matching import document, glossary
from retranslate.judge import missing, policy
from retranslate.judge.cues import DOCUMENT, LOCAL
from retranslate.judge.grammar import slot
from retranslate.judge.phrase import Shape, shape
from retranslate.judge.scene import scenes
from retranslate.judge.weigh import local, probability
from retranslate.judge.weights import weights
from retranslate.model import Block, Document, Match, Outcome, Span, Term, Variant
from retranslate.text import speech, view
from scripts import module

ROOT = Path(__file__).parent.parent
JUDGE = ROOT / "src" / "retranslate" / "judge"


@cache
def sentences() -> tuple[tuple[str, str, str, str], ...]:
    """(phrase, topic, label, sentence) of every labelled sentence."""
    head, *lines = (ROOT / "benchmarks/judge/sentences.tsv").read_text("utf-8").splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    return tuple((row["phrase"], row["topic"], row["label"], row["sentence"]) for row in rows)


def cues(marked: str) -> dict[str, str]:
    """The cues that speak for the wording in [[...]], with what they say."""
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    term = Term("Name")
    match = Match(Span(0, start, end), term, "name/listed", Variant(text[start:end], term))
    (scene,) = scenes(view(Document("", (Block(text),))), [match], [])
    return {one.cue: one.why for one in local(scene)}


def test_every_cue_has_a_weight_and_every_weight_a_cue() -> None:
    assert set(weights()) == set(LOCAL) | set(DOCUMENT)
    for row in weights().values():
        assert row.reason
        assert row.fitted_on in {"by hand", "sentences.tsv"}
        assert ({**LOCAL, **DOCUMENT}[row.cue].__doc__ or "").strip()


def test_fitted_weights_keep_the_sign_of_what_was_believed() -> None:
    _, *lines = (ROOT / "benchmarks/judge/priors.tsv").read_text("utf-8").splitlines()
    priors = {cue: float(prior) for cue, prior, _ in (line.split("\t") for line in lines)}
    fitted = {row.cue: row.weight for row in weights().values() if row.fitted_on == "sentences.tsv"}
    assert set(priors) == set(fitted)
    assert all(priors[cue] * fitted[cue] >= 0 for cue in fitted)


def test_the_page_shows_the_weights_that_ship() -> None:
    page = (ROOT / "docs/judging.md").read_text("utf-8")
    assert module(ROOT / "docs/judging.py").page(page) == page


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("are you hungry", Shape.CLAUSE),
        ("where to go", Shape.CLAUSE),
        ("keep", Shape.VERB),
        ("adopt a cow", Shape.VERB),
        ("fast hand", Shape.COUNT),
        ("hammer", Shape.COUNT),
        ("end of the world", Shape.COUNT),
        ("spring rain", Shape.MASS),
        ("nails", Shape.PLURAL),
        ("the beginning", Shape.WHOLE),
        ("everyone", Shape.WHOLE),
        ("station b", Shape.LABEL),
        ("ebay", Shape.PROPER),
        ("himalaya", Shape.PROPER),
        ("alive", Shape.MODIFIER),
        ("mihayou", Shape.ODD),
        ("yuan shen", Shape.ODD),
        ("sheng large cloud", Shape.ODD),
        ("", Shape.ODD),
    ],
)
def test_shapes(phrase: str, expected: Shape) -> None:
    assert shape(phrase) is expected


def test_slots() -> None:
    found = slot(["she", "bought", "it", "from", "a", "very", "old"], ["in", "the", "street"])
    assert (found.determiner, found.modifier.text, found.governor.text, found.head.text) == ("a", "old", "from", "it")
    assert (found.right, found.follower.text) == ("p", "in")
    bare = slot(["founder", "of"], ["has", "never", "sold", "."])
    assert (bare.determiner, bare.governor.text, bare.head.text, bare.right) == ("", "of", "founder", "F")
    assert slot([], []).governor.text == ""
    assert slot(['"'], ['"', "is", "out"]).quoted


@pytest.mark.parametrize(
    ("marked", "cue"),
    [
        ("She ordered it from [[are you hungry]] again.", "misfit/after-place"),
        ("The founder of [[are you hungry]] left.", "misfit/after-preposition"),
        ("[[Keep on running]] has raised its prices.", "misfit/subject"),
        ("Nobody bought [[adopt a cow]] then.", "misfit/after-verb"),
        ("They looked for a way to [[adopt a cow]].", "fit/after-to"),
        ("They [[adopt a cow]] each spring.", "fit/after-subject"),
        ("I wonder [[where to go]] now.", "fit/asked"),
        ("[[Are you hungry]]?", "fit/question"),
        ("It was [[alive]].", "fit/adjective"),
        ("We saw it on [[fast hand]].", "noun/bare-after-place"),
        ("Fans of [[fast hand]] met.", "noun/bare-after-of"),
        ("Yesterday [[fast hand]] was sold.", "noun/bare-subject"),
        ("She has a [[fast hand]].", "noun/with-article"),
        ("[[Sunny days]] was shown in Venice.", "noun/disagrees"),
        ("[[Sunny days]] were rare.", "noun/agrees"),
        ("It took him [[seven days]] to answer.", "noun/when"),
        ("A stop at station A, then one at [[station B]].", "noun/one-of-several"),
        ("The [[hammer]] of the smith.", "noun/of-follows"),
        ("In the end the [[hammer]]'s handle broke.", "noun/owner-with-article"),
        ("He used to work for [[Fast Hand]] before.", "marks/capital"),
        ("He wrote for the Sunday [[Observer]] once.", "marks/longer-name"),
        ("We watched “[[fast hand]]” twice.", "marks/quoted"),
        ("They met [[fast hand]] (快手) there.", "marks/glossed"),
        ("So did Ctrip and [[fast hand]].", "company/beside-name"),
        ("They sell on the app [[fast hand]] now.", "company/role-before"),
        ("Even the [[fast hand]] app failed.", "company/role-follows"),
        ("All users of [[fast hand]] know.", "company/people-of"),
        ("Last year [[fast hand]] acquired a bank.", "company/deals"),
        ("They compete with [[fast hand]], which is older.", "company/told-more"),
        ("People watch [[fast hand]] at night.", "company/used"),
    ],
)
def test_cues_speak(marked: str, cue: str) -> None:
    assert cues(marked).get(cue), cues(marked)


@pytest.mark.parametrize(
    ("marked", "cue"),
    [
        ("THE NEWS FROM [[FAST HAND]] AND OTHERS", "marks/capital"),
        ("Short Seller Visits [[Fast Hand]] Office in Beijing", "marks/capital"),
        ("Cook the [[keep]] well.", "misfit/after-place"),
        ("We stood at the wrong [[station B]].", "noun/one-of-several"),
    ],
)
def test_cues_keep_silent(marked: str, cue: str) -> None:
    assert cue not in cues(marked)


def test_what_cues_say_is_for_editors() -> None:
    for _, _, _, marked in sentences()[:200]:
        for cue, why in cues(marked).items():
            assert len(why) < 110, (cue, why)
            assert "None" not in why
            assert "“”" not in why, (cue, why, marked)


def test_the_lexicon_is_in_order_and_holds_what_it_lists() -> None:
    lines = (JUDGE.parent / "text" / "lexicon.txt").read_text("ascii").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert [line.partition(" ")[0] for line in words] == sorted(line.partition(" ")[0] for line in words)
    for line in (words[0], words[-1], *words[:: len(words) // 97]):
        word, _, letters = line.partition(" ")
        if not speech.can_be(word, "DQpsomcbwtx"):  # closed classes go before the lexicon
            assert speech.parts(word) == letters or word in speech.among("n") | speech.among("r")
    assert speech.parts("mihayou") == ""
    assert speech.parts("") == ""
    assert speech.parts("#") == ""


ELEME = glossary("are you hungry > Ele.me")


def lost(text: str, standing: tuple[str, ...] = ("Ele.me",)) -> list[tuple[str, str | None]]:
    found = list(missing.find(view(document(text)), ELEME, standing))
    assert all(one.outcome is Outcome.NOTE and one.after is None and one.why for one in found)
    return [(one.before, one.term) for one in found]


def test_a_question_put_to_a_thing_is_noted() -> None:
    assert lost("It was late. Is the whole market hungry?") == [("Is the whole market hungry?", "Ele.me")]
    assert lost("Is the whole market hungry?", standing=()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Are you hungry?",
        "Is the dog hungry?",
        "Are the children hungry?",
        "Is he hungry?",
        "Is Peter hungry?",
        "The market is hungry.",
        "Is the market hungry for more?",
    ],
)
def test_questions_to_the_living_are_not(text: str) -> None:
    assert lost(text) == []


def test_holes_are_noted() -> None:
    assert lost("The founding of originated from a idea.") == [("founding of originated", None)]
    assert lost("Three lessons of’s success follow.") == [("of’s", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The founding of united Italy.",
        "The users of used cars.",
        "The founder of Rome was fed by a wolf.",
        "It's of use.",
    ],
)
def test_good_english_has_no_holes(text: str) -> None:
    assert lost(text) == []


def test_the_sentences_are_balanced_and_each_marks_its_phrase_once() -> None:
    rows = sentences()
    phrases = {phrase for phrase, *_ in rows}
    assert len(rows) >= 400
    assert len(phrases) >= 60
    for phrase in phrases:
        kinds = sorted((topic, label) for one, topic, label, _ in rows if one == phrase)
        assert kinds == sorted(
            (topic, label) for topic in ("china", "other") for label in ("name", "phrase") for _ in range(2)
        )
    for phrase, _, _, sentence in rows:
        assert sentence.count("[[") == sentence.count("]]") == 1
        inside = sentence[sentence.index("[[") + 2 : sentence.index("]]")]
        assert inside.casefold() == phrase


def test_the_weights_that_ship_judge_the_sentences_as_well_as_the_page_says() -> None:
    """A guard against cues that break silently; how good the judge is on unseen wordings the benchmark says."""
    right = wrong_auto = autos = 0
    for phrase, _, label, marked in sentences():
        start, end = marked.index("[["), marked.index("]]") - 2
        text = marked.replace("[[", "").replace("]]", "")
        term = Term("Name")
        match = Match(Span(0, start, end), term, "name/listed", Variant(phrase, term))
        (scene,) = scenes(view(Document("", (Block(text),))), [match], [])
        evidence = local(scene)
        right += (probability(evidence) >= policy.ASK) == (label == "name")
        auto = policy.outcome(scene, evidence) is Outcome.AUTO
        autos += auto
        wrong_auto += auto and label != "name"
    assert right / len(sentences()) >= 0.88
    assert wrong_auto <= autos * 0.02
    assert autos >= 120
