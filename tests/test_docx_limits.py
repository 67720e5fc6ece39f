"""docs/limits.md prints the limits that the code has, and each of them bites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retranslate.formats.docx import limits

PAGE = (Path(__file__).parent.parent / "docs" / "limits.md").read_text(encoding="utf-8")
LIMITS = {name: limit for name, limit in vars(limits).items() if isinstance(limit, limits.Limit)}


def test_the_page_says_what_the_code_does() -> None:
    rows = re.findall(r"^\| ([A-Z_]+) \| ([\d,]+) ([^|]+?) \| ([^|]+?) \|$", PAGE, re.MULTILINE)
    printed = {name: (int(value.replace(",", "")), unit, why) for name, value, unit, why in rows}
    assert printed == {name: (limit.value, limit.unit, limit.why) for name, limit in LIMITS.items()}


@pytest.mark.parametrize("name", [name for name in LIMITS if name not in ("DEPTH", "TEXT")])
def test_every_limit_is_asked(name: str) -> None:
    """Those two are libxml2's, and tests of bad files meet them."""
    source = (Path(limits.__file__).parent / "package.py").read_text(encoding="utf-8")
    assert f"limits.{name}.value" in source
