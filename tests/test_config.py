"""Settings are found upward, and a mistake in them gets one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from retranslate.config import Config, load
from retranslate.model import RetranslateError


def test_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Config()


def test_found_upward_and_relative_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.retranslate]\nglossary = ["a.tsv", "shipped"]\n', encoding="utf-8")
    inner = tmp_path / "desk" / "monday"
    inner.mkdir(parents=True)
    assert load(inner).glossary == (str(tmp_path / "a.tsv"), "shipped")


def test_a_pyproject_without_our_table_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "retranslate.toml").write_text('author = "desk"\n', encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert load(inner).author == "desk"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour = 1\n", "unknown setting 'colour'"),
        ("author = 3\n", "not a string"),
        ("select = [1]\n", "list of strings"),
        ("author = \n", "not valid TOML"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "retranslate.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RetranslateError, match=says):
        load(tmp_path)
