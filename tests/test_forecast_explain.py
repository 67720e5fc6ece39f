"""``retranslate explain``: forecasts of a source name, and names behind some words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from retranslate.cli import main


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "glossary.tsv"
    path.write_text(
        "variant\tterm\tsource\tkind\nMiha Trip\tmiHoYo\t米哈游\tcompany\n\tXueqiu\t雪球\tcompany\n", encoding="utf-8"
    )
    return path


def explain(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["explain", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_source_name_gets_its_likeliest_forms(rows: Path) -> None:
    lines = explain("米哈游").splitlines()
    assert lines[0] == "米哈游 is miHoYo"
    forms = [line.split("  ")[1].strip() for line in lines[1:]]
    assert {"Mihayou", "Miha Tour", "Rice Ha Tour"} <= set(forms)
    assert "(米 Mi + 哈 ha (pinyin) + 游 Tour (gloss))" in explain("米哈游")


def test_a_name_that_no_row_has_is_forecast_too(rows: Path) -> None:
    told = json.loads(explain("原神", "--json", "-n", "5"))
    assert told["schema"] == 1
    assert told["term"] is None
    assert len(told["forms"]) == 5
    assert {"form", "cost", "score", "sort", "why"} == set(told["forms"][0])


def test_words_get_the_names_that_explain_them(rows: Path) -> None:
    told = json.loads(explain("Miha Tour", "--json"))
    (only,) = [one for one in told["matches"] if one["rule"] == "name/forecast"]
    assert (only["term"], only["source"], only["text"]) == ("miHoYo", "米哈游", "Miha Tour")
    assert (only["start"], only["end"]) == (0, 9)
    assert only["why"][0] == "米 Mi + 哈 ha (pinyin) + 游 Tour (gloss)"


def test_listed_rows_come_first(rows: Path) -> None:
    lines = explain("Miha Trip").splitlines()
    assert lines[0].startswith("Miha Trip: miHoYo (米哈游)  name/listed, a row of ")


def test_a_single_word_is_explained_though_it_is_never_a_match(rows: Path) -> None:
    assert "Xueqiu (雪球)" in explain("snowball")
    assert "only with the words around it" in explain("snowball")


def test_nothing_is_said_to_be_nothing(rows: Path) -> None:
    assert explain("quite another thing") == "nothing in the glossary explains 'quite another thing'\n"


def test_a_missing_glossary_is_one_line(rows: Path) -> None:
    done = CliRunner().invoke(main, ["explain", "Miha Tour", "-g", "nowhere.tsv"])
    assert done.exit_code == 2
    assert len(done.output.strip().splitlines()) == 1


def test_the_judge_has_a_say_of_the_words_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "glossary.tsv").write_text("variant\tterm\nare you hungry\tEle.me\n", encoding="utf-8")
    words = ["explain", "Zhang San, the founder of are you hungry, sold shares.", "-g", str(tmp_path / "glossary.tsv")]
    said = CliRunner().invoke(main, words).stdout
    assert "here: “are you hungry” → “Ele.me”" in said
    assert "“founder of” before it" in said
