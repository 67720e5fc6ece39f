"""What one file's run needs, and how many files are run side by side."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from retranslate import config, glossary, pipeline
from retranslate.glossary import Glossary, places
from retranslate.model import Document, Options, Problem, RetranslateError
from retranslate.pipeline import Run

if TYPE_CHECKING:
    from retranslate.judge import Ledger


class Job(NamedTuple):
    """One file to run (``-`` is standard input), its glossaries (none: the nearest one), what was asked for.

    ``original`` is the file with the article in its own language, if there is one.
    """

    path: str
    glossaries: tuple[str, ...]
    options: Options
    encoding: str | None = None
    dictionaries: tuple[str, ...] = ()
    original: str | None = None

    @property
    def folder(self) -> Path:
        """Where the file's project begins to be looked for."""
        return Path.cwd() if self.path == "-" else Path(self.path).resolve().parent


class Done(NamedTuple):
    """What came of a job: a run, or the fault that ended it; ``output`` says where the result went, if anywhere."""

    path: str
    run: Run | None = None
    fault: Problem | None = None
    output: str | None = None


_Option = Callable[[Any], Any]
_READING: tuple[_Option, ...] = (
    click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True, path_type=str)),
    click.option(
        "-g",
        "--glossary",
        "glossaries",
        multiple=True,
        metavar="FILE",
        help="Glossary to use instead of the nearest glossary.tsv; again for more, later rows win; "
        "'shipped' is the one in the package.",
    ),
    click.option(
        "-s",
        "--source",
        "originals",
        multiple=True,
        metavar="SOURCE",
        help="The article in its original language: a witness for every name. Once a file, in the same order.",
    ),
    click.option("--encoding", metavar="NAME", help="Encoding of text files that are not UTF-8 or UTF-16."),
)
_EDITING: tuple[_Option, ...] = (
    click.option("--select", multiple=True, metavar="RULES", help="Only these rules (name, name/fuzzy, spacing …)."),
    click.option("--ignore", multiple=True, metavar="RULES", help="All rules but these."),
    click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Files run side by side."),
)


def takes_articles(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the arguments and options that say which articles to read, and how."""
    return reduce(lambda made, option: option(made), reversed(_READING), command)


def takes_files(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``command`` the arguments and options of every command that finds edits in articles."""
    return takes_articles(reduce(lambda made, option: option(made), reversed(_EDITING), command))


def jobs_for(
    files: Sequence[str],
    glossaries: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    encoding: str | None,
    options: Options,
    *,
    originals: Sequence[str] = (),
    given: frozenset[str] = frozenset(),
) -> list[Job]:
    """One job a file, in the order given; settings of the project fill what the command line leaves open.

    ``originals`` are the originals of ``files``, in their order, or none.
    """
    if originals and len(originals) != len(files):
        said = f"originals (-s): {len(originals)}, files: {len(files)}"
        raise RetranslateError(Problem("command line", said, "give it once a file, in the same order"))
    made = []
    for path, original in zip(files, originals or (None,) * len(files), strict=True):
        job = Job(path, tuple(glossaries), options, encoding, original=original)
        settings = config.load(job.folder)
        chosen = options._replace(
            select=_names(select) or settings.select,
            ignore=_names(ignore) or settings.ignore,
            author=options.author if "author" in given else settings.author,
            comments=options.comments if "comments" in given else settings.comments,
        )
        made.append(
            job._replace(
                glossaries=tuple(glossaries) or settings.glossary,
                dictionaries=settings.dictionaries,
                options=chosen,
                encoding=encoding or settings.encoding,
            )
        )
    return made


def _names(given: Sequence[str]) -> tuple[str, ...]:
    """Rule names, whether given one by one or with commas; raises `RetranslateError` for one that no rule bears."""
    from retranslate.rules import NAMES

    names = tuple(name.strip() for one in given for name in one.split(",") if name.strip())
    for name in names:
        if name not in NAMES and name != "name" and name not in NAME_RULES:
            raise RetranslateError(
                Problem(
                    "command line", f"no rule is called '{name}'", f"one of name, {', '.join((*NAME_RULES, *NAMES))}"
                )
            )
    return names


NAME_RULES = tuple(
    f"name/{way}" for way in ("listed", "inflected", "fuzzy", "forecast", "original", "missing", "unlisted")
)


def read(job: Job) -> Document:
    """The job's document."""
    from retranslate import formats

    if job.path == "-":
        return formats.read_bytes(sys.stdin.buffer.read(), "-", suffix=".txt", encoding=job.encoding)
    return formats.read(Path(job.path), encoding=job.encoding)


def run(job: Job) -> Run:
    """Find the job's edits."""
    rows = _glossary(glossary.named(job.glossaries, job.folder), job.dictionaries)
    ledger = _decisions(own(job.glossaries, job.folder))
    return pipeline.check(read(job), rows, job.options, ledger, original(job))


def original(job: Job) -> Document | None:
    """The job's original: UTF-8 or UTF-16, else in the encoding named for the article, else in China's own.

    Nothing is written in it, so a wrong guess costs nothing: it would be no original of the article.
    """
    if job.original is None:
        return None
    from retranslate import formats

    path = Path(job.original)
    try:
        return formats.read(path)
    except RetranslateError as fault:
        try:
            return formats.read(path, encoding=job.encoding or "gb18030")
        except RetranslateError:
            raise fault from None


def own(given: Sequence[str], folder: Path) -> Path:
    """The glossary that learns: the last one ``given``, the shipped one aside, else the nearest one upward.

    Where there is none, it is the ``glossary.tsv`` in ``folder`` that the first ``learn --write`` will make.
    """
    mine = [name for name in given if name != places.SHIPPED]
    return Path(mine[-1]) if mine else places.upward(folder) or folder / places.NAME


def _decisions(own: Path) -> "Ledger | None":
    """What editors decided so far, as the ledger beside the glossary has it."""
    path = places.ledger_of(own)
    if not path.exists():
        return None
    from retranslate.review import acceptance

    return acceptance.load(path)


@cache
def _glossary(paths: tuple[Path, ...], dictionaries: tuple[str, ...]) -> Glossary:
    return glossary.load(paths)._replace(dictionaries=dictionaries)


def each(jobs: Sequence[Job], work: Callable[[Job], Done], *, side_by_side: int, label: str | None) -> Iterator[Done]:
    """Do ``work`` on every job and give what came of it in the order of the jobs; one's fault does not stop the others.

    ``label`` None: no progress bar.
    """
    with _progress(label, len(jobs)) as advance:
        if side_by_side == 1 or len(jobs) == 1:
            results: Iterator[Done] = map(partial(_guarded, work), jobs)
            for done in results:
                advance()
                yield done
            return
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(side_by_side, len(jobs), os.cpu_count() or 1)) as pool:
            for done in pool.map(partial(_guarded, work), jobs):
                advance()
                yield done


def _guarded(work: Callable[[Job], Done], one: Job) -> Done:
    """``work`` on one job, with a fault of its file turned into that file's result."""
    try:
        return work(one)
    except RetranslateError as error:
        return Done(one.path, fault=error.problem)


@contextmanager
def _progress(label: str | None, total: int) -> Iterator[Callable[[], None]]:
    if label is None or total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)
