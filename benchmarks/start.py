"""What one run of ``fix`` costs beside the libraries it cannot do without: CPU of a fresh process, best of several.

    python -m benchmarks.start [ARTICLE] [-g GLOSSARY] [-n RUNS]

The peer is an empty program that imports what a redline needs at the least. Ratios hold across machines; all run in
turns, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
PEER = "import click, lxml.etree, ahocorasick_rs"


def cpu(command: list[str], runs: int) -> float:
    """The least CPU seconds that ``command`` took in ``runs`` runs, children included."""
    best = float("inf")
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=COMPILED)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", default=str(ROOT / "samples" / "article.txt"))
    parser.add_argument("-g", "--glossary", default="shipped")
    parser.add_argument("-n", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        options = f"--quiet --force --glossary {given.glossary} --output {folder}/out.docx"
        fix = [sys.executable, "-m", "retranslate", "fix", given.article, *options.split()]
        commands = {
            f"python -c {PEER!r}": [sys.executable, "-c", PEER],
            "fix, names only": [*fix, "--select", "name"],
            "fix, without the spacing rule": [*fix, "--ignore", "spacing"],
            "fix": fix,
        }
        for command in commands.values():
            cpu(command, 1)  # fills the caches
        turns = [[cpu(command, 1) for command in commands.values()] for _ in range(given.n)]
    peer, *_ = best = [min(took) for took in zip(*turns, strict=True)]
    print(f"{'':54}{'CPU ms':>8}{'ratio':>8}")
    for name, took in zip(commands, best, strict=True):
        print(f"{name:54}{took * 1000:8.0f}{took / peer:8.1f}")


if __name__ == "__main__":
    main()
