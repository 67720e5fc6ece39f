"""docs/rules.md is what the rules' docstrings say, and every rule has a whole page."""

import runpy
from pathlib import Path

import pytest

from retranslate import rules

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_is_the_rules_own() -> None:
    page = runpy.run_path(str(DOCS / "rules.py"))["page"]()
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == page, "run: python docs/rules.py"


@pytest.mark.parametrize("rule", [rules.rule(name) for name in rules.NAMES], ids=rules.NAMES)
def test_a_rule_says_what_why_and_gives_an_example(rule: object) -> None:
    page = rule.__doc__ or ""
    heads = [line for line in page.splitlines() if line.startswith("## ")]
    assert heads == ["## What it does", "## Why", "## Example", "## Use instead"]
    assert page.partition("\n")[0].endswith(".")
