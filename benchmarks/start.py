"""What one run of ``fix`` costs beside the libraries it cannot do without: CPU of fresh processes, in turns.

    python -m benchmarks.start [ARTICLE] [-g GLOSSARY] [-n RUNS]

The peer is an empty program that imports what a redline needs at the least. Ratios hold across machines. Every run has
a run of the peer right before it, so that what else the machine does falls on both alike: the first ratio is the median
of these pairs, the second that of the least times.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
PEER = "import click, lxml.etree, ahocorasick_rs"


def cpu(command: list[str]) -> float:
    """The CPU seconds that ``command`` took, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=COMPILED)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", default=str(ROOT / "samples" / "article.txt"))
    parser.add_argument("-g", "--glossary", default="shipped")
    parser.add_argument("-n", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        options = f"--quiet --force --glossary {given.glossary} --output {folder}/out.docx"
        fix = [sys.executable, "-m", "retranslate", "fix", given.article, *options.split()]
        empty = [sys.executable, "-c", PEER]
        commands = {
            "fix, names only": [*fix, "--select", "name"],
            "fix, without the spacing rule": [*fix, "--ignore", "spacing"],
            "fix": fix,
        }
        for command in (empty, *commands.values()):
            cpu(command)  # fills the caches
        turns = [[(cpu(empty), cpu(command)) for command in commands.values()] for _ in range(given.n)]
    peer = min(beside for turn in turns for beside, _ in turn)
    print(f"{'least CPU of each, against the peer':54}{'ms':>8}{'pairs':>8}{'least':>8}")
    print(f"{f'python -c {PEER!r}':54}{peer * 1000:8.0f}{1:8.2f}{1:8.2f}")
    for name, *pairs in zip(commands, *turns, strict=True):
        least, ratio = min(took for _, took in pairs), median(took / beside for beside, took in pairs)
        print(f"{name:54}{least * 1000:8.0f}{ratio:8.2f}{least / peer:8.2f}")


if __name__ == "__main__":
    main()
