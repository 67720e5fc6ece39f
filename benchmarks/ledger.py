"""What a ledger of a million decisions costs `fix` and `learn`, beside the same commands with no ledger at all.

    python -m benchmarks.ledger [--rows 1000000] [-n RUNS]

CPU of fresh processes, children included, best of several runs taken in turn. A third of the rows are about every other
form that stands in the article, so that they are looked up; the rest are passed over. Fails where the ledger costs
`fix` more than `FIX` seconds, or where `learn` takes more than `LEARN`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import retranslate as api
from benchmarks import editor
from benchmarks.start import ROOT, cpu
from retranslate.review import ledger

FIX: Final = 0.3  # seconds that a million rows may cost `fix` on an article
LEARN: Final = 2.0  # seconds that `learn` may take beside them
ARTICLE: Final = ROOT / "samples" / "article.txt"
SENTENCE: Final = "On the platform {} and other companies published a notice to their users on the same day."


def write(path: Path, forms: Sequence[str], rows: int) -> None:
    """A ledger of ``rows`` decisions, thirty a document: one in three on ``forms`` in turn, the others on none."""
    others = (f"Garbled Form {number}" for number in range(2 * len(forms)))
    with path.open("w", encoding="utf-8") as file:
        file.write(ledger.HEAD)
        for number, form in enumerate(islice(cycle([*forms, *others]), rows)):
            verdict = "rejected" if number % 9 == 0 else "accepted"
            document, at = divmod(number, 30)
            file.write(
                f"2026-02-{1 + number % 28:02}\tarticle-{document}.txt#{document:012x}\t{at}:10-30\t{form}\t"
                f"Right Name\tname/forecast\tauto\t0.987\t{verdict}\t\t{SENTENCE.format(form)}\n"
            )


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "retranslate", *words]


def in_turn(commands: Sequence[list[str]], runs: int) -> list[float]:
    """The least CPU seconds of each command, one run of each after the other."""
    took = [[cpu(one) for one in commands] for _ in range(runs)]
    return [min(each) for each in zip(*took, strict=True)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("-n", type=int, default=5, metavar="RUNS")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        desks = [Path(name) / label for label in ("without", "with")]
        for desk in desks:
            desk.mkdir()
            shutil.copy(ROOT / "glossary.tsv", desk)
            shutil.copy(ARTICLE, desk)
        history = desks[1] / "glossary.decisions.tsv"
        found = api.check(api.read(ARTICLE), api.load_glossary())
        write(history, sorted({edit.variant for edit in found.edits if edit.variant and edit.term})[::2], given.rows)
        size = history.stat().st_size
        print(f"{given.rows:,} rows, {size / 1e6:.0f} MB, and {ARTICLE.name} with the glossary that ships; CPU seconds")
        fix = [command("fix", "-q", "--force", str(desk / ARTICLE.name)) for desk in desks]
        alone, beside = in_turn(fix, given.n)
        for desk in desks:
            editor.accept_all(desk / ARTICLE.with_suffix(".redline.docx").name)
        learn = [command("learn", "-n", str(desk / ARTICLE.with_suffix(".redline.docx").name)) for desk in desks]
        first, again = in_turn(learn, given.n)
        written = min(_learnt(desks[1], history, size) for _ in range(given.n))
    print(f"{'':28}{'no ledger':>10}{'ledger':>10}{'more':>8}")
    print(f"{'fix':28}{alone:10.2f}{beside:10.2f}{beside - alone:8.2f}")
    print(f"{'learn -n':28}{first:10.2f}{again:10.2f}{again - first:8.2f}")
    print(f"{'learn --write':28}{'':10}{written:10.2f}")
    return int(beside - alone > FIX or max(again, written) > LEARN)


def _learnt(desk: Path, history: Path, size: int) -> float:
    """The CPU seconds of `learn --write`, which is then taken back."""
    before = (desk / "glossary.tsv").read_bytes()
    took = cpu(command("learn", "--write", str(desk / ARTICLE.with_suffix(".redline.docx").name)))
    (desk / "glossary.tsv").write_bytes(before)
    with history.open("r+b") as file:
        file.truncate(size)
    return took


if __name__ == "__main__":
    sys.exit(main())
