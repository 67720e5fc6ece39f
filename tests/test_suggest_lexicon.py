"""The dictionary read backwards: what it knows, and that its cache can be lost, broken or forbidden."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from retranslate.forecast.mandarin import dictionary
from retranslate.forecast.mandarin.dictionary import Entry
from retranslate.suggest.rendering import NOTHING, Renderings
from retranslate.suggest.vocabulary import Vocabulary

lexicons = importlib.import_module("retranslate.suggest.lexicon")  # the name is a function's, too
ENTRIES = (
    Entry("原", "原", "yuan2", ("former", "original", "raw")),
    Entry("源", "源", "yuan2", ("root", "source", "origin")),
    Entry("神", "神", "shen2", ("god", "deity")),
    Entry("沈", "沈", "Shen3", ("surname Shen",)),
    Entry("綠", "绿", "lu:4", ("green",)),
    Entry("栗子", "栗子", "li4 zi5", ("chestnut",)),
    Entry("朱", "朱", "zhu1", ("vermilion", "red")),
    Entry("海", "海", "hai3", ("ocean", "sea")),
    Entry("花兒", "花儿", "hua1 r5", ("flower", "blossom")),
    Entry("珠海", "珠海", "Zhu1 hai3", ("Zhuhai, city in Guangdong",)),
    Entry("紅海", "红海", "Hong2 Hai3", ("Red Sea",)),
    Entry("春節", "春节", "Chun1 jie2", ("Spring Festival (Chinese New Year)",)),
)


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(dictionary, "cedict", lambda: iter(ENTRIES))
    monkeypatch.setattr(dictionary, "ours", lambda: iter(()))
    lexicons.lexicon.cache_clear()
    yield
    lexicons.lexicon.cache_clear()


def test_what_a_word_may_translate_and_a_syllable_stand_for() -> None:
    found = lexicons.lexicon()
    assert ("原", "yuan") in [(one.characters, one.sound) for one in found.meaning("original")]
    assert ("栗子", "li zi") in [(one.characters, one.sound) for one in found.meaning("chestnuts")]
    assert {one.characters for one in found.sounding("yuan")} == {"原", "源"}
    assert found.sounding("lv")[0].characters == "绿"
    assert "r" not in found.syllables
    assert found.surnames == {"shen"}
    assert {"red sea", "zhuhai", "spring festival"} <= found.names
    assert "zhuhai" in found.proper
    assert "sea" not in found.proper


def test_wordings_of_one_name() -> None:
    renderings = Renderings(Vocabulary(lexicons.lexicon()))
    found = renderings.compare(["yuan", "shen"], ["original", "god"])
    assert found.source == "原神"
    assert found.score > 2
    assert renderings.compare(["lizi", "music"], ["chestnut", "music"]).source == "栗子"
    assert renderings.compare(["yuanshen"], ["original", "sea"]) == NOTHING


def test_the_cache_is_used_and_never_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = lexicons.lexicon()
    (kept,) = (tmp_path / "cache" / "lexicon").iterdir()
    lexicons.lexicon.cache_clear()
    monkeypatch.setattr(dictionary, "cedict", lambda: pytest.fail("the dictionary is read although the cache has it"))
    assert lexicons.lexicon() == first
    monkeypatch.setattr(dictionary, "cedict", lambda: iter(ENTRIES))
    for broken in (b"", kept.read_bytes()[:-3], kept.read_bytes()[:-1] + b"x", b"something else"):
        kept.write_bytes(broken)
        lexicons.lexicon.cache_clear()
        assert lexicons.lexicon() == first
    lexicons.lexicon.cache_clear()
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "file" / "cache"))
    assert lexicons.lexicon() == first


def test_a_dictionary_of_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("井神,wellspring\n", encoding="utf-8")
    found = lexicons.lexicon((tmp_path / "own.csv",))
    assert not found.meaning("wellspring")  # no reading of 井 is known
    (tmp_path / "own.csv").write_text("源神,wellspring\n", encoding="utf-8")
    lexicons.lexicon.cache_clear()
    assert lexicons.lexicon((tmp_path / "own.csv",)).meaning("wellspring")[0].sound == "yuan shen"
