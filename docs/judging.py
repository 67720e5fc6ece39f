"""Write the table of docs/judging.md anew from the cues and their weights: ``python docs/judging.py``."""

from __future__ import annotations

from pathlib import Path

from retranslate.judge.cues import DOCUMENT, LOCAL
from retranslate.judge.weights import weights

PAGE = Path(__file__).with_suffix(".md")
BEGIN, END = "<!-- cues: written by docs/judging.py -->\n", "<!-- end of cues -->\n"


def table() -> str:
    """Every cue: its name, what it sees, its weight, why it has one, and what the weight was fitted on."""
    cues = {**LOCAL, **DOCUMENT}
    lines = ["| cue | what it sees | weight | why | fitted on |", "|---|---|---:|---|---|"]
    for row in weights().values():
        sees = " ".join((cues[row.cue].__doc__ or "").split()).replace("``", "`")
        lines.append(f"| {row.cue} | {sees} | {row.weight:+.2f} | {row.reason} | {row.fitted_on} |")
    return "\n".join(lines) + "\n"


def page(before: str) -> str:
    """The page ``before`` with the table as it is now."""
    head, _, rest = before.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + table() + END + tail


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
