"""The two hand-written word lists are well-formed: the senses that names are glossed with, the judge's sentences."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

SENSES = files("retranslate.forecast") / "senses.tsv"
SENTENCES = Path(__file__).parents[1] / "benchmarks" / "judge" / "sentences.tsv"

HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]{1,4}")
SENSE = re.compile(r"[A-Za-z0-9][A-Za-z0-9'.-]*(?: [A-Za-z0-9][A-Za-z0-9'.-]*){0,2}")
MARK = re.compile(r"\[\[(.+?)\]\]")


def _senses() -> list[list[str]]:
    lines = SENSES.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert lines[1] == "word\tsenses\tnote"
    return [line.split("\t") for line in lines[2:]]


def _sentences() -> list[list[str]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "phrase\tterm\ttopic\tlabel\tsentence"
    return [line.split("\t") for line in lines[1:]]


def test_every_row_has_a_word_its_senses_and_a_note() -> None:
    assert [row for row in _senses() if len(row) != 3] == []


def test_there_are_enough_senses_to_be_of_use() -> None:
    assert len(_senses()) >= 1500


def test_words_are_sorted_by_code_point_and_unique() -> None:
    words = [row[0] for row in _senses()]
    assert words == sorted(set(words))


def test_words_are_one_to_four_han_characters() -> None:
    assert [word for word, _, _ in _senses() if not HAN.fullmatch(word)] == []


def test_senses_are_one_to_three_plain_english_words() -> None:
    bad = [(word, sense) for word, field, _ in _senses() for sense in field.split(";") if not SENSE.fullmatch(sense)]
    assert bad == []


def test_capitals_are_for_proper_nouns_only() -> None:
    """A sense with a capital is rare; a whole column of capitals would be a spreadsheet's doing."""
    senses = [sense for _, field, _ in _senses() for sense in field.split(";")]
    assert sum(sense != sense.lower() for sense in senses) < len(senses) / 20


def test_no_sense_stands_twice_for_one_word() -> None:
    rows = [(word, field.split(";")) for word, field, _ in _senses()]
    assert [word for word, senses in rows if len(senses) != len({sense.lower() for sense in senses})] == []


def test_sentences_mark_their_phrase_exactly_once() -> None:
    rows = _sentences()
    bad = [row for row in rows if [mark.lower() for mark in MARK.findall(row[4])] != [row[0]]]
    assert bad == []
    assert len({row[4] for row in rows}) == len(rows) >= 400


def test_sentences_are_balanced_by_topic_and_label_for_every_phrase() -> None:
    rows = _sentences()
    cells = Counter((phrase, topic, label) for phrase, _, topic, label, _ in rows)
    phrases = {row[0] for row in rows}
    wanted = {
        (phrase, topic, label) for phrase in phrases for topic in ("china", "other") for label in ("name", "phrase")
    }
    assert len(phrases) >= 60
    assert set(cells) == wanted
    assert set(cells.values()) == {2}
