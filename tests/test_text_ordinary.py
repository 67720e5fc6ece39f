"""How ordinary a word is, with the compiled list and without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from wordfreq import zipf_frequency

from retranslate.text import ordinary as room
from retranslate.text.ordinary import ordinary, zipf

SOME = ("the", "hungry", "shell", "unicorn", "yuan", "mihayou", "zhen", "legends", "qwertyuiop", "café", "naïve")


def forget() -> None:
    for one in (zipf, ordinary, room._lexicon):
        one.cache_clear()


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "cache"))
    forget()
    yield tmp_path / "cache"
    forget()


def test_the_answers_are_those_of_wordfreq() -> None:
    assert [zipf(word) for word in SOME] == [pytest.approx(zipf_frequency(word, "en"), abs=0.011) for word in SOME]


def test_the_list_is_compiled_once_and_again_when_broken(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = room._packed(dict(zip(SOME, range(95, 1000), strict=False)))
    compiled: list[room._Lexicon] = []

    def compile_again() -> room._Lexicon:
        compiled.append(small)
        return small

    monkeypatch.setattr(room, "_compile", compile_again)
    first = [zipf(word) for word in (*SOME, "other")]
    (path,) = own_cache.iterdir()
    whole = path.read_bytes()
    for damaged in (b"", b"rubbish", whole[:-1], whole[1:], whole[: len(whole) // 2]):
        path.write_bytes(damaged)
        forget()
        assert [zipf(word) for word in (*SOME, "other")] == first
        assert path.read_bytes() == whole
    forget()
    assert [zipf(word) for word in (*SOME, "other")] == first
    assert len(compiled) == 6


def test_a_cache_that_cannot_be_written_is_done_without(own_cache: Path) -> None:
    own_cache.write_text("a file where the folder should be")
    assert zipf("hungry") > 4


@pytest.mark.parametrize(
    "word",
    ["hungry", "stations", "legend's", "players'", "unicorns", "bigger", "stopped", "2021", "boxes", "studies", "b"],
)
def test_ordinary(word: str) -> None:
    assert ordinary(word)


@pytest.mark.parametrize("word", ["mihayou", "benghuais", "xiaohongshu", "shandas", "hungrys", "", "youzu"])
def test_not_ordinary(word: str) -> None:
    assert not ordinary(word)
