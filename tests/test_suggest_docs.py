"""docs/suggest.md says what the code does: its commands print what it shows, its table and its figures hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import module

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "suggest.md").read_text(encoding="utf-8")
MARGIN = 0.04  # texts and weights may move a little without a word


def test_the_page_is_as_its_script_would_write_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert module(ROOT / "docs/suggest.py").page(PAGE) == PAGE


def test_the_figures_hold() -> None:
    bench = module(ROOT / "benchmarks/suggest.py")
    texts = sorted((ROOT / "benchmarks/series").glob("??.txt"))
    series = [bench.marked(path, path.with_suffix(".names.tsv")) for path in texts]
    measured = {
        "series, one by one": [bench.alone(page) for page in series],
        "series, all together": [bench.together(series)],
    }
    rows = re.search(r"<!-- figures -->\n\|.*\n\|[-|]*\n((?:\|.*\n)+)", PAGE)
    assert rows is not None
    said = {cells[0]: [float(cell) for cell in cells[1:]] for cells in map(_cells, rows[1].splitlines())}
    for name, found in measured.items():
        for column, value in zip((0, 1, 2, 4), said[name], strict=True):
            assert sum(one[column] for one in found) / len(found) >= value - MARGIN, (name, column)
        assert not any(one.mixed for one in found), name


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]
