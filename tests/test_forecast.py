"""Forms that no row lists are found from the source name alone, with the path that explains them."""

from __future__ import annotations

import math
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import forecast, formats, glossary, text
from retranslate.forecast import explain
from retranslate.forecast.align import best
from retranslate.forecast.english import openings, opens, root
from retranslate.forecast.explain import explained
from retranslate.forecast.forms import forms
from retranslate.forecast.path import sort
from retranslate.forecast.reader import Reader
from retranslate.forecast.thresholds import SIGNS, Sort
from retranslate.forecast.tokens import spoken, tokens
from retranslate.glossary import Glossary
from retranslate.match import forecast as finder
from retranslate.model import Apply, Block, Document, Kind, Match, Term, Variant
from retranslate.text import View

MIHOYO = Term("miHoYo", "米哈游", Kind.COMPANY)
GENSHIN = Term("Genshin Impact", "原神", Kind.GAME)
BILIBILI = Term("Bilibili", "B站", Kind.COMPANY)
TOUTIAO = Term("Toutiao", "今日头条", Kind.PRODUCT)
SNOWBALL = Term("Xueqiu", "雪球", Kind.COMPANY)
NAMES = (MIHOYO, GENSHIN, BILIBILI, TOUTIAO, SNOWBALL)


def view(*lines: str) -> View:
    return text.view(Document("test", tuple(map(Block, lines))))


def found(said: str, *terms: Term, variants: tuple[Variant, ...] = ()) -> list[Match]:
    return list(finder.find(view(said), Glossary(terms or NAMES, variants)))


def spans(said: str, *terms: Term, variants: tuple[Variant, ...] = ()) -> list[str]:
    return [said[one.span.start : one.span.end] for one in found(said, *terms, variants=variants)]


def worth(match: Match) -> float:
    return sum(one.weight for one in match.evidence)


@pytest.mark.parametrize(
    "form",
    [
        "Mihayou",
        "MiHaYou",
        "Mi Ha You",
        "Mi-Ha-You",
        "Miha You",
        "Miha Tour",
        "Rice Ha Tour",
        "Miha touring",
        "Mihuyou",
    ],
)
def test_a_source_name_alone_finds_its_garbled_forms(form: str) -> None:
    assert spans(f"Then {form} hired an artist.") == [form]


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("B站", "Station B"),
        ("B站", "station B"),
        ("第二十条", "Article 20"),
        ("崩坏3", "Benghuai 3"),
        ("烤猫", "Roasted Cat"),
        ("西安银行", "Xi'an Bank"),
        ("绿源", "Lv Yuan"),
        ("绿源", "Lüyuan"),
        ("绿源", "Luyuan"),
        ("長榮海運", "Changrong Shipping"),
        ("新華社", "Hsin Hua News Agency"),
        ("張瑞敏", "Chang Jui-min"),
        ("国泰航空", "Kwok Tai Airlines"),
        ("周大福", "Chou Ta Fu"),
        ("易趣", "Yiqu"),
        ("盛大云", "Sheng\u00a0large cloud"),
        ("小米电视", "millet TV"),
        ("极氪", "Jikrypton"),
    ],
)
def test_spellings_translations_and_mixtures_are_found(source: str, form: str) -> None:
    assert spans(f"They say {form} may come.", Term("Right", source)) == [form]


def test_why_shows_the_path() -> None:
    (match,) = found("Then Miha Tour hired an artist.")
    assert match.rule == "name/forecast"
    assert match.term == MIHOYO
    assert [one.cue for one in match.evidence] == ["forecast/mixed"]
    assert match.evidence[0].why == "米 Mi + 哈 ha (pinyin) + 游 Tour (gloss)"


@pytest.mark.parametrize(
    ("form", "cue"),
    [("Mihayou", "pinyin"), ("Miha Tour", "mixed"), ("Original God", "literal"), ("original god", "phrase")],
)
def test_the_cue_names_the_sort_of_form(form: str, cue: str) -> None:
    (match,) = found(f"We saw {form} again.")
    assert match.evidence[0].cue == f"forecast/{cue}"


def test_spelled_and_mixed_forms_are_sure_and_phrases_are_not() -> None:
    sure, phrase = found("We saw Mihayou again."), found("We saw the original god again.")
    assert worth(sure[0]) > 4 > worth(phrase[0])
    assert (sure[0].rivals, phrase[0].rivals) == ((), ("ordinary words",))


@pytest.mark.parametrize("said", ["A snowball hit the window.", "Snowball.", "The headlines were grim."])
def test_a_single_translated_word_is_never_a_match(said: str) -> None:
    assert found(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "The tour of the rice fields began.",
        "In the original, God speaks. Then he is silent.",
        "There was no station. B was missing.",
        "Are you hungry?",
        "You and Ha ran home.",
        "It was 3 miles to the legend.",
    ],
)
def test_ordinary_english_is_left_alone(said: str) -> None:
    assert [one for one in found(said) if worth(one) > 0] == []


def test_figures_are_nothing_rare() -> None:
    (match,) = found("Water boils at 100 degrees here.", Term("Baidu", "百度"))
    assert match.rivals == ("ordinary words",)


def test_a_path_never_crosses_a_sentence_end() -> None:
    assert found("He met Miha. Tour the city.", MIHOYO) == []


def test_a_longer_pinyin_name_leaves_residue() -> None:
    (match,) = found("They met Yuanshen Zhangbei there.", GENSHIN)
    assert match.partial


def test_two_names_side_by_side_are_no_residue() -> None:
    assert [one.partial for one in found("They bought Yuanshen Mihayou shares.")] == [False, False]


def test_a_persons_given_name_is_no_match() -> None:
    assert found("Wang Yuanshen came.", GENSHIN) == []


def test_a_form_laid_out_as_a_person_may_be_one() -> None:
    (alone,) = found("We saw Yuan Shen again.", GENSHIN)
    assert alone.rivals == (SIGNS["person"].rival,)
    beside = found("We saw Yuan Shen again, and Yuanshen too.", GENSHIN)
    assert [one.rivals for one in beside] == [(), ()]
    (person,) = found("We saw Yuan Shen again.", Term("Yuan Shen", "原神", Kind.PERSON))
    assert person.rivals == ()


def test_a_doubt_is_gone_when_the_name_surely_stands_elsewhere() -> None:
    said = "We saw the original god again. "
    assert [one.rivals for one in found(said, GENSHIN)] == [("ordinary words",)]
    assert [one.rivals for one in found(said + "Genshin Impact is a game.", GENSHIN)] == [("ordinary words",)]
    assert [one.rivals for one in found(said + "Yuanshen is a game.", GENSHIN)] == [(), ()]


def test_a_name_that_english_knows_is_a_rival() -> None:
    assert found("They live in Shanxi now.", Term("Shaanxi", "陕西"))[0].rivals[0] == SIGNS["known"].rival


@pytest.mark.parametrize("kind", [Kind.TERM, Kind.IDIOM])
def test_a_wording_that_is_no_name_is_not_forecast(kind: Kind) -> None:
    assert found("They crossed the Red Sea.", Term("red ocean", "红海", kind)) == []


def test_another_term_with_the_same_sounds_is_a_rival() -> None:
    other = Term("Yuan Shen Tools", "元神")
    (match,) = found("We saw Yuanshen again.", GENSHIN, other)
    assert {match.term.name, *match.rivals} == {"Genshin Impact", "Yuan Shen Tools"}


def test_protected_text_is_left_alone() -> None:
    assert found("See https://example.com/Mihayou for more, or `Mihayou`.") == []


def test_a_listed_form_teaches_other_names_a_sense() -> None:
    stone, fish = Term("Qishi", "奇石"), Term("Qiyu", "奇鱼")
    assert spans("We saw Quaint Fish again.", stone, fish) == []
    row = Variant("Quaint Stone", stone)
    assert spans("We saw Quaint Fish again.", stone, fish, variants=(row,)) == ["Quaint Fish"]
    never = Variant("Quaint Stone", stone, Apply.NEVER)
    assert spans("We saw Quaint Fish again.", stone, fish, variants=(never,)) == []


def test_the_crowd_lowers_every_claim() -> None:
    few = found("We saw Mihayou again.")[0]
    pairs = product("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往", repeat=2)
    crowd = tuple(Term(f"Other {at}", one + two) for at, (one, two) in enumerate(pairs))
    many = found("We saw Mihayou again.", MIHOYO, *crowd)[0]
    assert many.score == few.score
    assert worth(many) <= worth(few)


def test_names_whose_forms_are_plain_english_are_told() -> None:
    told = forecast.ordinary_forms(Glossary((SNOWBALL, MIHOYO), ()))
    assert told == {SNOWBALL: ("snowball",)}


def test_a_glossary_without_source_names_costs_nothing() -> None:
    assert found("We saw Mihayou again.", Term("miHoYo")) == []


_WORDS = [
    "Miha",
    "Mihayou",
    "Tour",
    "the",
    "Yuan",
    "Shen",
    "original",
    "God",
    ",",
    ".",
    "B",
    "station",
    "’s",
    "(",
    "米",
]
_PIECES = ["Miha", "Mihayou", "you", "Tour", "tours", "of", "the", "Yuan", "shen", "God", "Original", "B", "station"]
_PIECES += ["Rice", "Ha", "today", "Headlines", "snow", "ball", "Xue", "qiu", "an", "old", "The", "network", "for", ","]
FLOOR = 3.0
_SYLLABIC = st.text("米哈游原神盛大云腾讯京东小红书虎牙斗鱼百度快手", min_size=2, max_size=4)


@settings(max_examples=25, deadline=None)
@given(_SYLLABIC)
def test_every_written_form_is_read_again(source: str) -> None:
    """What `forms` writes, the finder explains from end to end."""
    known = Glossary((Term("Right", source),), ())
    for form in forms(forecast.models(known), 0, 6):
        paths = finder.explanations(view(form.text), known)
        assert any((one.span.start, one.span.end) == (0, len(form.text)) for one in paths), form


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Miha",
                "Mihayou",
                "Tour",
                "the",
                "Yuan",
                "Shen",
                "original",
                "God",
                ",",
                ".",
                "B",
                "station",
                "\u00a0",
                "’s",
                "(",
                "米",
                "\n",
            ]
        ),
        max_size=12,
    )
)
def test_matches_stay_in_their_block_and_apart(words: list[str]) -> None:
    said = " ".join(words)
    ends = [(one.span.start, one.span.end) for one in found(said)]
    assert all(0 <= start < end <= len(said) for start, end in ends)
    ordered = sorted(ends)
    assert all(one[1] <= other[0] for one, other in pairwise(ordered))


def lost(words: list[str]) -> list[int]:
    """The names that a search from every word finds in ``words`` and the anchored search does not, or scores lower."""
    reader = Reader(forecast.models(Glossary(NAMES, ())))
    row = spoken(" ".join(words))
    known = reader.row(row)
    anchored: dict[int, float] = {}
    for one in explained(row, reader, FLOOR):
        anchored[one.name] = max(one.path.score, anchored.get(one.name, 0.0))
    paths = [best(reader.models.name(number), row, known, reader, 0, len(row)) for number in range(len(NAMES))]
    return [
        number
        for number, path in enumerate(paths)
        if path is not None and path.score >= FLOOR and sort(path, row) is not Sort.WORD
        if anchored.get(number, 0.0) < path.score - 1e-9
    ]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7))
def test_the_index_loses_nothing(words: list[str]) -> None:
    """What a search of every name from every word finds, the anchored search finds, single words aside."""
    assert lost(words) == []


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    st.sampled_from(
        [
            "bought",
            "feet",
            "sent",
            "gave",
            "ate",
            "begun",
            "try",
            "sky",
            "b",
            "bee",
            "off",
            "ox",
            "wise",
            "star",
            "nat",
            "copy",
        ]
    ),
    st.text("aeiybdlnrst", max_size=2),
    st.lists(
        st.sampled_from(["", "s", "es", "ies", "ied", "ed", "ness", "ations", "y", "ily", "sses", "er"]), max_size=3
    ),
)
def test_a_word_begins_as_its_root_says(base: str, more: str, endings: list[str]) -> None:
    word = base + more + "".join(endings)
    assert opens(word, openings([root(word)[0]]))


@pytest.mark.parametrize("article", ["article", "football", "museum"])
def test_a_stretch_is_passed_over_only_where_no_path_could_count(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all the names that ship: what is not aligned would not have reached the floor."""
    compiled = forecast.models(glossary.load([glossary.shipped()]))
    document = formats.read(Path(__file__).parent.parent / "samples" / f"{article}.txt")
    rows = [tokens(block) for block in text.view(document).blocks]

    def said() -> list[list[explain.Found]]:
        reader = Reader(compiled)
        return [list(explained(row, reader, finder.FLOOR)) for row in rows]

    chosen = said()
    monkeypatch.setattr(explain, "_most", lambda *_: math.inf)
    assert any(chosen)
    assert chosen == said()


@pytest.mark.parametrize(
    "said", ["Yuan station God", "Yuan The God", "snow station Group for qiu", "Original of the God"]
)
def test_the_index_loses_nothing_around_a_foreign_word(said: str) -> None:
    assert lost(said.split()) == []


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_finder(said: str) -> None:
    found(said)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=12))
def test_no_source_breaks_the_compiler(source: str) -> None:
    found("We saw Mihayou again.", Term("Right", source))
