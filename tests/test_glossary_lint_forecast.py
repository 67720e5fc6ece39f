"""A name that a machine turns into ordinary English is pointed out, unless its row says so already."""

from __future__ import annotations

from retranslate.glossary import parse
from retranslate.glossary.lint.forecast import forecast

HEAD = "variant\tterm\tsource\tkind\n"


def said(rows: str) -> list[str]:
    return [finding.problem.message for finding in forecast([parse((HEAD + rows).encode(), "a.tsv")])]


def test_a_name_that_is_a_word() -> None:
    (message,) = said("\tBeike\t贝壳\tcompany\n")
    assert message.startswith("贝壳 (Beike) may come out as ordinary English: 'shell'")


def test_a_name_that_is_none() -> None:
    assert said("\tmiHoYo\t米哈游\tcompany\n") == []


def test_what_a_row_lists_is_settled() -> None:
    assert not any("'shell'" in message for message in said("shell\tBeike\t贝壳\tcompany\n"))
