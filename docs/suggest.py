"""Write docs/suggest.md anew: what its commands print, and the table of cues: ``python docs/suggest.py``."""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from pathlib import Path

from click.testing import CliRunner

from retranslate.cli import main
from retranslate.suggest.cues import CUES
from retranslate.suggest.table import rows
from retranslate.suggest.weights import BASE

PAGE = Path(__file__).with_suffix(".md")
BEGIN, END = "<!-- cues: written by docs/suggest.py -->\n", "<!-- end of cues -->\n"
FILE = re.compile(r"<!-- file: (\S+) -->\n```\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n\$ retranslate (.*)\n(?:.*\n)*?```\n")


def table() -> str:
    """Every cue: its name, what it sees, its weight, why it has one, and where the number comes from."""
    lines = ["| cue | what it sees | weight | why | from |", "|---|---|---:|---|---|"]
    for cue, (weight, reason, fitted) in rows("weights.tsv").items():
        sees = "Any name." if cue == BASE else " ".join((CUES[cue].__doc__ or "").split())
        lines.append(f"| {cue} | {sees} | {float(weight):+.2f} | {reason} | {fitted} |")
    return "\n".join(lines) + "\n"


def printed(command: re.Match[str]) -> str:
    """A console block with what its command prints now."""
    done = CliRunner().invoke(main, shlex.split(command[1]))
    return f"```console\n$ retranslate {command[1]}\n{done.stdout}```\n"


def page(before: str) -> str:
    """The page ``before`` with table and output as they are now; its files go to the current folder."""
    for name, text in FILE.findall(before):
        Path(name).write_text(text, "utf-8")
    head, _, rest = before.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return CONSOLE.sub(printed, head + BEGIN + table() + END + tail)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
