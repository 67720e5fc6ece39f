"""What is particular to Mandarin: spellings, families of syllables, numerals, dictionary senses, pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retranslate.forecast import languages
from retranslate.forecast.english import distance, root
from retranslate.forecast.language import Gloss
from retranslate.forecast.mandarin import numbers
from retranslate.forecast.mandarin.dictionary import ours
from retranslate.forecast.mandarin.sounds import family
from retranslate.forecast.mandarin.synonyms import synonyms, widened
from retranslate.forecast.systems import NONE, common, price

(CHINESE,) = languages()


def spelled(source: str, at: int, system: str) -> list[str]:
    return [one.sound for one in CHINESE.readings(source)[at] if one.system == system]


@pytest.mark.parametrize(
    ("source", "at", "system", "sounds"),
    [
        ("长江", 0, "pinyin", ["chang", "zhang"]),
        ("银行", 1, "pinyin", ["hang", "xing"]),
        ("绿", 0, "pinyin", ["lv", "lü", "lu", "lyu"]),
        ("清华", 0, "Wade-Giles", ["ching"]),
        ("新华", 0, "Wade-Giles", ["hsin"]),
        ("台湾", 0, "Wade-Giles", ["tai"]),
        ("海", 0, "Wade-Giles", ["hai"]),
        ("许", 0, "Wade-Giles", ["hsu"]),
        ("元", 0, "Wade-Giles", ["yuan"]),
        ("长江", 0, "Cantonese", ["cheung", "jeung"]),
        ("國泰", 0, "Cantonese", ["kwok", "gwok"]),
    ],
)
def test_characters_are_spelled_in_context(source: str, at: int, system: str, sounds: list[str]) -> None:
    assert set(sounds) <= set(spelled(CHINESE.normal(source), at, system))


@pytest.mark.parametrize(
    ("one", "other"), [("zhang", "zan"), ("shi", "si"), ("ning", "lin"), ("chen", "cheng"), ("fu", "hu")]
)
def test_confused_syllables_share_a_family(one: str, other: str) -> None:
    assert family(one) == family(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ma", "mi"), ("tang", "dang"), ("guo", "kuo"), ("xian", "shan"), ("wu", "yu")]
)
def test_other_syllables_do_not(one: str, other: str) -> None:
    assert family(one) != family(other)


@pytest.mark.parametrize(
    ("given_", "simplified"),
    [("誠品", "诚品"), ("饿了么", "饿了么"), ("米 哈·游", "米哈游"), ("宁德时代", "宁德时代"), ("B站", "B站")],
)
def test_names_are_read_in_simplified_characters(given_: str, simplified: str) -> None:
    assert CHINESE.normal(given_) == simplified


@pytest.mark.parametrize(
    ("piece", "figures"),
    [
        ("二十", {"20"}),
        ("第二十", {"20", "20th"}),
        ("一百零八", {"108"}),
        ("三", {"3"}),
        ("二〇二四", {"2024"}),
        ("两万", {"20000"}),
        ("第一", {"1", "1st"}),
    ],
)
def test_numerals_become_figures(piece: str, figures: set[str]) -> None:
    assert {gloss.words[0] for gloss in numbers.glosses(piece)} == figures


@given(st.integers(1, 9999))
def test_every_numeral_has_its_value(value: int) -> None:
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    said = "".join(
        digits[int(digit)] + units[place] if digit != "0" else "零"
        for place, digit in zip(range(len(str(value)) - 1, -1, -1), str(value), strict=True)
    ).rstrip("零")
    assert numbers.glosses(said)[0].words == (str(value),)


def test_numerals_and_latin_letters_are_not_cut() -> None:
    pieces = {"第二十条"[a:b] for a, b in CHINESE.pieces("第二十条")}
    assert "第二十" in pieces
    assert not pieces & {"第", "二", "十", "十条"}
    assert {"360特供机"[a:b] for a, b in CHINESE.pieces("360特供机")} >= {"360", "特供", "特供机"}


@pytest.mark.parametrize(
    ("piece", "word"),
    [("米", "rice"), ("游", "tour"), ("互联网", "internet"), ("站", "station"), ("头条", "headlines")],
)
def test_a_dictionary_knows(piece: str, word: str) -> None:
    assert (word,) in {gloss.words for gloss in CHINESE.glosses(piece)}


@pytest.mark.parametrize("piece", ["易趣", "魔都", "头条"])
def test_what_a_definition_says_about_a_name_is_no_sense(piece: str) -> None:
    words = {word for gloss in CHINESE.glosses(piece) for word in gloss.words}
    assert not words & {"company", "china", "chinese", "commerce", "app"}


def test_our_own_senses_are_wellformed() -> None:
    rows = list(ours())
    assert len(rows) > 1500
    assert all(row.simplified and row.senses for row in rows)


def test_glosses_come_cheapest_first() -> None:
    for piece in ("米", "神", "大", "通", "小红书"):
        costs = [gloss.cost for gloss in CHINESE.glosses(piece)]
        assert costs == sorted(costs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("headline", "headlines"),
        ("tremble", "trembling"),
        ("translate", "translation"),
        ("east", "eastern"),
        ("gold", "golden"),
        ("city", "cities"),
        ("shake", "shaken"),
        ("technology", "technologies"),
        ("finance", "financial"),
        ("explore", "explorer"),
        ("lucky", "luck"),
        ("foot", "feet"),
    ],
)
def test_forms_of_one_word_share_a_root(one: str, other: str) -> None:
    assert root(one)[0] == root(other)[0]
    assert 0 < distance(one, other) < 1.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("question", "quest"),
        ("passion", "pass"),
        ("party", "part"),
        ("story", "store"),
        ("letter", "let"),
        ("news", "new"),
        ("king", "k"),
        ("number", "numb"),
    ],
)
def test_different_words_do_not(one: str, other: str) -> None:
    assert root(one)[0] != root(other)[0]


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14))
def test_a_root_is_never_empty_and_a_word_is_itself(word: str) -> None:
    assert root(word)[0]
    assert root(word)[1] >= 0
    assert distance(word, word) == 0


@given(st.integers(0, 7), st.integers(0, 7))
def test_a_name_pays_for_one_spelling_and_for_mixing(one: int, other: int) -> None:
    left, mixing = common(one, other)
    assert (mixing > 0) == bool(one and other and not one & other)
    assert (left == NONE) == (one == other == NONE)
    if one & other:
        assert price(left) >= max(price(one), price(other))


def test_words_that_explain_the_same_entries_are_synonyms() -> None:
    known = synonyms([["fast", "to be quick"], ["fast", "quick"], ["a quick", "hurried"], ["slow"], ["fast (a diet)"]])
    assert [word for _, word in known["fast"]] == ["quick"]
    assert "slow" not in known
    costs = {gloss.words: gloss.cost for gloss in widened([Gloss(("fast",), 0.3)], known)}
    assert set(costs) == {("fast",), ("quick",)}
    assert costs[("quick",)] > costs[("fast",)] + 0.5


def test_a_synonym_never_makes_a_sense_dearer() -> None:
    known = synonyms([["big", "large"]] * 5)
    given_ = [Gloss(("big",), 0.3), Gloss(("large",), 0.4)]
    assert widened(given_, known) == tuple(given_)
