"""What tracked changes cost in a long document, beside python-docx and beside tools that write them too.

    python -m benchmarks.redline [--peers PYTHON] [-n RUNS]

Every figure is the CPU time and the peak memory of a fresh process, children included, best of several runs; imports
are not counted in the time. Ratios hold across machines. The peers need a Python that has them:
``python -m venv /tmp/peers && /tmp/peers/bin/pip install docx-revisions 'python-redlines[docxodus]'``, then
``--peers /tmp/peers/bin/python``. They are told which paragraphs to change, or are given the corrected file, which is
their best case.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS_A_PAGE = 500


def make(folder: Path, pages: int, edits: int) -> None:
    """Write ``old.docx``, ``new.docx`` and ``edits.json``: prose of three runs a paragraph, with names to replace."""
    import docx
    from wordfreq import top_n_list, zipf_frequency

    draw = random.Random(pages)
    vocabulary = top_n_list("en", 20_000)
    weights = [10 ** zipf_frequency(word, "en") for word in vocabulary]
    texts = [" ".join(draw.choices(vocabulary, weights, k=80)) for _ in range(pages * WORDS_A_PAGE // 80)]
    planted: dict[int, list[tuple[str, str]]] = {}
    for number in range(edits):
        planted.setdefault(draw.randrange(len(texts)), []).append((f"Garbled Name{number}", f"Rightname{number}"))
    for index, names in planted.items():
        words = texts[index].split(" ")
        for name, _ in names:
            words.insert(draw.randrange(len(words)), name)
        texts[index] = " ".join(words)
    for stem in ("old", "new"):
        document, looks = docx.Document(), random.Random(9)
        for index, text in enumerate(texts):
            for name, right in planted.get(index, ()) if stem == "new" else ():
                text = text.replace(name, right)
            paragraph, cut = document.add_paragraph(), len(text) // 3
            for piece in (text[:cut], text[cut : 2 * cut], text[2 * cut :]):
                paragraph.add_run(piece).bold = looks.random() < 0.2 or None
        document.save(str(folder / f"{stem}.docx"))
    (folder / "edits.json").write_text(json.dumps([pair for pairs in planted.values() for pair in pairs]))


def python_docx(folder: Path) -> Callable[[], None]:
    """Open and save, and nothing else: the yardstick."""
    import docx

    return lambda: docx.Document(str(folder / "old.docx")).save(str(folder / "out.docx"))


def ours(folder: Path, *, proved: bool = False) -> Callable[[], None]:
    """Read, write the redline, and (if asked) prove it; finding the edits is not counted, nor is it for the peers."""
    from retranslate import redline
    from retranslate.formats import docx
    from retranslate.model import Edit, Options, Outcome, Span

    data = (folder / "old.docx").read_bytes()
    right = dict(json.loads((folder / "edits.json").read_text()))
    edits = [
        Edit(Span(index, *found.span()), found.group(), right[found.group()], "name/listed", Outcome.AUTO, 0.99, ("x",))
        for index, block in enumerate(docx.read(data, "old.docx").blocks)
        for found in re.finditer(r"Garbled Name\d+", block.text)
    ]
    options = Options(date="2026-01-31T09:00:00Z")

    def run() -> None:
        document = docx.read((folder / "old.docx").read_bytes(), "old.docx")
        written = redline.write(document, edits, options)
        if proved:
            redline.prove(document, edits, written)
        (folder / "out.docx").write_bytes(written)

    return run


def ours_proved(folder: Path) -> Callable[[], None]:
    """The same, proved."""
    return ours(folder, proved=True)


def docx_revisions(folder: Path) -> Callable[[], None]:
    """docx-revisions, asked only about paragraphs that hold a name."""
    from docx_revisions import RevisionDocument  # type: ignore[import-not-found]

    right = dict(json.loads((folder / "edits.json").read_text()))

    def run() -> None:
        document: Any = RevisionDocument(str(folder / "old.docx"))
        for paragraph in document.all_paragraphs:
            for name in set(re.findall(r"Garbled Name\d+", paragraph.text)):
                paragraph.replace_tracked(name, right[name], author="x")
        document.save(str(folder / "out.docx"))

    return run


def python_redlines(folder: Path) -> Callable[[], None]:
    """python-redlines, which compares the file with the corrected one."""
    from python_redlines.engines import DocxodusEngine  # type: ignore[import-not-found]

    engine: Any = DocxodusEngine()
    old, new = ((folder / f"{stem}.docx").read_bytes() for stem in ("old", "new"))

    def run() -> None:
        (folder / "out.docx").write_bytes(engine.run_redline("x", old, new)[0])

    return run


TOOLS = {tool.__name__: tool for tool in (python_docx, ours, ours_proved, docx_revisions, python_redlines)}


def measure(tool: str, folder: Path) -> None:
    """Run ``tool`` once in this process; print its CPU seconds and the peak memory in MB."""
    run = TOOLS[tool](folder)
    before = _cpu()
    run()
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        _cpu() - before,
        max(int(peak[1]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, children) / 1024,
    )


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def best(tool: str, folder: Path, runs: int, python: str) -> tuple[float, float] | None:
    """CPU seconds and MB of the best of ``runs``; None where the tool is not installed or fails."""
    found = []
    for _ in range(runs):
        command = [python, __file__, "--measure", tool, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return None
        seconds, megabytes = map(float, done.stdout.split())
        found.append((seconds, megabytes))
    return min(one[0] for one in found), min(one[1] for one in found)


def report(pages: int, edits: int, tools: list[str], runs: int, peers: str) -> None:
    """Print one table: each tool's CPU and memory, and their ratios to the first."""
    print(f"\n{pages:,} pages, {edits:,} edits{'CPU ms':>22}{'ratio':>8}{'MB':>8}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), pages, edits)
        base: tuple[float, float] | None = None
        for tool in tools:
            python = peers if tool in ("docx_revisions", "python_redlines") else sys.executable
            took = best(tool, Path(folder), runs, python)
            if took is None:
                print(f"{tool:24} not installed for {python}")
                continue
            base = base or took
            seconds, megabytes = took
            print(f"{tool:38}{seconds * 1000:8.0f}{seconds / base[0]:8.2f}{megabytes:8.0f}{megabytes / base[1]:8.2f}")


def main() -> None:
    """Measure both sizes and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("-n", type=int, default=5)
    parser.add_argument("--measure", nargs=2, metavar=("TOOL", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure[0], Path(given.measure[1]))
        return
    report(1000, 1000, ["python_docx", "ours", "ours_proved"], given.n, given.peers)
    report(100, 1000, ["ours", "ours_proved", "docx_revisions", "python_redlines"], min(given.n, 3), given.peers)


if __name__ == "__main__":
    main()
