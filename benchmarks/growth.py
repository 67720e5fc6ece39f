"""A glossary that learns: an editor goes through a series of articles, and nothing but `learn` writes the glossary.

    python -m benchmarks.growth [--draw docs/growth.png] [--series benchmarks/series] [-n ARTICLES]

Article by article: `fix`; a scripted editor (`benchmarks.editor`) works in the Word document; `learn --write`; and on.
What is counted is the share of garbled names for which `fix` had a right tracked change ready: a sure one (``auto``),
or one it asked about (``ask``).
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import editor
from benchmarks.editor import Work
from retranslate import glossary

SERIES: Final = Path(__file__).parent / "series"
HEAD: Final = "variant\tterm\tsource\tkind\tapply\tcontext\tnote\n"


class Step(NamedTuple):
    """One article: what the editor found ready in it, and the rows of the glossary after it was learnt from."""

    work: Work
    rows: int


class Course(NamedTuple):
    """A way through the series: what the glossary begins with, whether it learns, whether new rows get their source."""

    label: str
    start: bytes
    learns: bool = True
    sources: bool = False


def courses() -> tuple[Course, ...]:
    """The ways that are compared."""
    empty, shipped = HEAD.encode(), glossary.shipped().read_bytes()
    return (
        Course("begins with the glossary that ships, and learns", shipped),
        Course("begins empty, learns, and the editor adds source names", empty, sources=True),
        Course("begins empty, and learns", empty),
        Course("the glossary that ships, and never learns", shipped, learns=False),
    )


def play(course: Course, desk: Path, articles: Sequence[Path]) -> Iterator[Step]:
    """Go through ``articles`` at the empty ``desk``."""
    own = desk / "glossary.tsv"
    own.write_bytes(course.start)
    for article in articles:
        shutil.copy(article, desk)
        run(desk, "fix", article.name, "-q")
        redline = desk / article.with_suffix(".redline.docx").name
        work = editor.work(redline, article)
        if course.learns:
            run(desk, "learn", redline.name, "--write")
        if course.sources:
            add_sources(own, article)
        yield Step(work, len(glossary.load([own]).variants))


def add_sources(own: Path, article: Path) -> None:
    """Fill in the source names of the rows that ``article`` gave, as an editor does who can read the original."""
    names = editor.names_in(article.read_bytes().decode("utf-8"), article.with_suffix(".names.tsv"))
    known = {one.right: one.source for one in names}
    rows = [row for row in glossary.load([own]).variants if row.term.name in known and not row.term.source]
    if rows:
        cells = "".join(f"{row.text}\t{row.term.name}\t{known[row.term.name]}\n" for row in rows)
        other = own.with_name("sources.tsv")
        other.write_text(f"variant\tterm\tsource\n{cells}", encoding="utf-8")
        run(own.parent, "glossary", "merge", own.name, other.name)


def run(desk: Path, *words: str) -> None:
    """Run a command of `retranslate` at ``desk``."""
    environment = {**os.environ, "RETRANSLATE_CACHE": str(desk / ".cache"), "SOURCE_DATE_EPOCH": "1770000000"}
    command = [sys.executable, "-m", "retranslate", *words]
    subprocess.run(command, cwd=desk, env=environment, check=True, capture_output=True)


def share(steps: Sequence[Step]) -> float:
    """The share of the garbled names in ``steps`` that were repaired without a question."""
    return sum(one.work.auto for one in steps) / sum(one.work.names for one in steps)


def draw(played: Mapping[str, Sequence[Step]]) -> bytes:
    """The shares as curves (PNG), each point the mean of five articles: one article's luck hides nothing."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7.2, 3.6), dpi=160)
    looks = zip(("#0a6b3d", "#b3541e", "#2455a4", "#8a8a8a"), ("-", "-", "-", "--"), strict=True)
    for (label, steps), (colour, line) in zip(played.items(), looks, strict=True):
        numbers = range(1, len(steps) + 1)
        smooth = [share(steps[max(0, at - 2) : at + 3]) for at in range(len(steps))]
        axes.plot(numbers, [100 * share([one]) for one in steps], ".", color=colour, alpha=0.3)
        axes.plot(numbers, [100 * one for one in smooth], line, color=colour, linewidth=2, label=label)
    axes.set_xlabel("article")
    axes.set_ylabel("garbled names repaired\nwithout a question, %")
    axes.set_ylim(-3, 103)
    axes.set_xticks(range(1, 1 + max(map(len, played.values()))))
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(*axes.get_legend_handles_labels(), frameon=False, loc="upper center", ncols=2, fontsize=8)
    figure.tight_layout(rect=(0, 0, 1, 0.88))
    out = io.BytesIO()
    figure.savefig(out, metadata={"Software": None})
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=Path, default=SERIES, help="folder of NN.txt and NN.names.tsv")
    parser.add_argument("-n", type=int, metavar="ARTICLES", help="only the first ones")
    parser.add_argument("--draw", type=Path, metavar="PNG", help="draw the curves")
    given = parser.parse_args()
    articles = sorted(given.series.glob("[0-9][0-9].txt"))[: given.n]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:

        def go(course: Course) -> list[Step]:
            return list(play(course, Path(tempfile.mkdtemp(dir=folder)), articles))

        played = dict(zip([one.label for one in courses()], pool.map(go, courses()), strict=True))
    for label, steps in played.items():
        print(f"\n{label}\narticle  names  auto  ask  spoiled  idle  rows")
        for number, (work, rows) in enumerate(steps, 1):
            print(f"{number:7}{work.names:7}{work.auto:6}{work.ask:5}{work.spoiled:9}{work.idle:6}{rows:6}")
        for name, part in (("first five", steps[:5]), ("last five", steps[-5:]), ("all", steps)):
            names, asked, spoiled = (
                sum(getattr(one.work, what) for one in part) for what in ("names", "ask", "spoiled")
            )
            print(f"{name}: {share(part):.0%} of {names} auto, {asked / names:.0%} ask, {spoiled} spoiled")
    if given.draw:
        given.draw.write_bytes(draw(played))


if __name__ == "__main__":
    main()
