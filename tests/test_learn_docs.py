"""docs/learning.md says what the code does: columns, verdicts, actions and thresholds are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

from retranslate.judge import ledger as judging
from retranslate.model import Verdict
from retranslate.review import layout, ledger, proposals, verdicts
from retranslate.review.proposals import Action

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "learning.md").read_text(encoding="utf-8")
CUES = dict(
    line.split("\t")[:2] for line in (ROOT / "src/retranslate/judge/weights.tsv").read_text("utf-8").splitlines()
)
VALUES = {
    "proposals.PROMOTE": str(proposals.PROMOTE),
    "proposals.PROTECT": str(proposals.PROTECT),
    "judge.ledger.REJECTIONS": str(judging.REJECTIONS),
    "ledger.RECENT": str(ledger.RECENT),
    "verdicts.NEAR": str(verdicts.NEAR),
    "layout.LOST": str(layout.LOST),
    **{name: f"{float(CUES[name]):+.2f}" for name in ("verdicts/accepted", "verdicts/rejected")},
}


def part(start: str) -> str:
    """What stands on the page behind ``start`` to the next empty line."""
    assert start in PAGE
    return PAGE.partition(start)[2].partition("\n\n")[0]


def names(text: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def test_the_columns_of_the_ledger() -> None:
    assert tuple(names(part("<!-- columns -->\n"))) == ledger.COLUMNS


def test_the_verdicts() -> None:
    assert names(part("| verdict | what it means | what it teaches |\n")) == [str(one) for one in Verdict]


def test_the_actions() -> None:
    assert names(part("| action | when | the diff |\n")) == [str(one) for one in Action]


def test_the_thresholds() -> None:
    rows = dict(re.findall(r"^\| `([^`]+)` \| (\S+) \|", part("<!-- thresholds -->\n"), re.MULTILINE))
    assert rows == VALUES
