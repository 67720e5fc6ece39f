"""docs/forecast.md says what the code does: its tables are the code's, its commands are run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from retranslate.cli import main
from retranslate.forecast.thresholds import CROWD, SIGNS, TIERS

PAGE = (Path(__file__).parent.parent / "docs" / "forecast.md").read_text(encoding="utf-8")


def table(name: str) -> list[list[str]]:
    found = re.search(rf"<!-- {name} -->\n\|.*\n\|[-|]*\n((?:\|.*\n)+)", PAGE)
    assert found is not None
    return [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in found[1].splitlines()]


def test_the_tiers_are_the_codes() -> None:
    said = [(row[0], float(row[2]), float(row[3]), row[4]) for row in table("tiers")]
    assert said == [(sort.value, tier.ask, tier.auto, tier.rival) for sort, tier in TIERS.items()]
    assert f"beyond {CROWD:,} names" in PAGE


def test_the_signs_are_the_codes() -> None:
    said = [(row[0], float(row[1]), row[2]) for row in table("signs")]
    assert said == [(cue, sign.weight, sign.rival) for cue, sign in SIGNS.items()]


def test_the_commands_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "cache"))
    rows = re.search(r"<!-- file: glossary.tsv -->\n```\n(.*?)```", PAGE, re.DOTALL)
    assert rows is not None
    (tmp_path / "glossary.tsv").write_text(rows[1], encoding="utf-8")
    console = re.search(r"```console\n(.*?)```", PAGE, re.DOTALL)
    assert console is not None
    for block in re.split(r"^\$ retranslate ", console[1], flags=re.MULTILINE)[1:]:
        command, _, printed = block.partition("\n")
        assert CliRunner().invoke(main, shlex.split(command)).output == printed
