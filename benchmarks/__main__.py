"""Every benchmark of the project, one after the other: what it measures, beside which peers, and its figures.

    python -m benchmarks [--peers PYTHON] [--corpora FOLDER] [ONLY ...]

What needs a peer that is not installed, or a text that is not there, says so and is left out. `make bench` runs this.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent
ARTICLE: Final = str(ROOT / "samples" / "article.txt")
AT_MOST: Final = 600  # seconds; a benchmark that takes longer has a fault


class Benchmark(NamedTuple):
    """A module of this package: what it measures beside what; ``arguments`` may hold {peers} and {corpora}."""

    module: str
    measures: str
    peer: str
    arguments: tuple[str, ...] = ()


BENCHMARKS: Final = (
    Benchmark("start", "CPU of one `fix` from a standing start", "an empty program that imports the same libraries"),
    Benchmark(
        "redline",
        "CPU and memory of tracked changes in 100 and in 1,000 pages",
        "python-docx, docx-revisions, python-redlines",
        ("--peers", "{peers}", "-n", "3"),
    ),
    Benchmark("forecast", "time of the forecast with 1,000 to 20,000 names", "none", ("--speed", ARTICLE)),
    Benchmark("judge", "how often the judge is right, and how often it spoils real English", "none", ("{corpora}",)),
    Benchmark("suggest", "how many of the first names that are listed are garbled ones", "none"),
    Benchmark("growth", "what the glossary learns from one article to the next", "the glossary that does not learn"),
    Benchmark(
        "ledger", "CPU of `fix` and `learn` beside a million decisions", "the same without a ledger", ("-n", "3")
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", metavar="ONLY", help="names of benchmarks (default: all)")
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON", help="a Python that has the peers")
    parser.add_argument("--corpora", type=Path, help="folder of real English (see benchmarks/judge/corpora.py)")
    given = parser.parse_args()
    failed = []
    for one in BENCHMARKS:
        if not given.only or one.module in given.only:
            print(f"\n== {one.module}: {one.measures}; beside: {one.peer}", flush=True)
            if not run(one, given.peers, given.corpora):
                failed.append(one.module)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return bool(failed)


def run(one: Benchmark, peers: str, corpora: Path | None) -> bool:
    """Run a benchmark, or say why not; whether all is well."""
    if find_spec(f"benchmarks.{one.module}") is None:
        print("skipped: there is no such benchmark here")
        return True
    if "{corpora}" in one.arguments and corpora is None:
        print("skipped: needs --corpora FOLDER")
        return True
    arguments = [argument.format(peers=peers, corpora=corpora) for argument in one.arguments]
    started = time.monotonic()
    try:
        command = [sys.executable, "-m", f"benchmarks.{one.module}", *arguments]
        well = not subprocess.run(command, cwd=ROOT, timeout=AT_MOST, check=False).returncode
    except subprocess.TimeoutExpired:
        print(f"stopped after {AT_MOST} s")
        return False
    print(f"({time.monotonic() - started:.0f} s)")
    return well


if __name__ == "__main__":
    sys.exit(main())
