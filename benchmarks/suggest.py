"""Measure `retranslate suggest` with an empty glossary: how many of its first lines are garbled names, and how many
garbled names are among its first lines.

    python -m benchmarks.suggest                    # the series, the samples, clean English about China and elsewhere
    python -m benchmarks.suggest ARTICLE NAMES      # another article; NAMES: columns garbled (or variant) and canonical
    python -m benchmarks.suggest --fit              # the weights that these texts would give the cues

In the series every garbled name is marked by hand. In the samples what `fix` with the shipped glossary makes right
counts as garbled: it does not know them all, so precision there is a lower bound. In clean English nothing is garbled:
what is listed as likely there is wrong. An entry is right if one of its spellings is a marked form or, of two words or
more, stands inside one. R-precision is the precision of as many lines as there are garbled names.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from pathlib import Path
from statistics import mean
from typing import Final, NamedTuple

from retranslate import formats, glossary, pipeline, suggest
from retranslate.forecast.compile import sources
from retranslate.glossary import Glossary
from retranslate.match.forms import squeeze
from retranslate.model import Document, Options
from retranslate.suggest import Suggestion
from retranslate.suggest.cues import CUES
from retranslate.suggest.weights import weight

ROOT: Final = Path(__file__).parent.parent
EMPTY: Final = Glossary((), ())
LIKELY: Final = 0.5
DEEP: Final = 30


class Page(NamedTuple):
    """An article with its garbled forms (squeezed) and the name that each stands for."""

    document: Document
    names: Mapping[str, str]


class Figures(NamedTuple):
    """Precision of the first 5, 10 and 20 lines and of as many as there are names; recall in the first 30.

    ``joined`` of ``several`` names in several wordings are one entry; ``mixed`` entries hold wordings of two names.
    """

    at_5: float
    at_10: float
    at_20: float
    at_all: float
    recall: float
    joined: int
    several: int
    mixed: int


def marked(article: Path, names: Path) -> Page:
    """An article with a table of its names."""
    with names.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    kept = (
        row for row in rows if row.get("category") != "boilerplate" and row.get("kind") not in {"dropped", "casing"}
    )
    found = {squeeze(row.get("garbled") or row["variant"]): row.get("canonical") or row["term"] for row in kept}
    return Page(formats.read(article), found)


def fixed(article: Path, known: Glossary) -> Page:
    """An article with what ``known`` makes right in it."""
    document = formats.read(article)
    edits = pipeline.check(document, known, Options()).edits
    return Page(document, {squeeze(one.variant or one.before): one.term for one in edits if one.term and one.after})


def names(one: Suggestion, known: Mapping[str, str]) -> set[str]:
    """The names that the spellings of ``one`` stand for; none where it is no garbled name."""
    found = set()
    for text, _ in one.spellings:
        form = squeeze(text)
        if form in known:
            found.add(known[form])
        elif " " in text:
            found |= {name for garbled, name in known.items() if form in garbled}
    return found


def measure(listed: Sequence[Suggestion], known: Mapping[str, str]) -> Figures:
    """The figures of one list."""
    right = [names(one, known) for one in listed]
    every = set(known.values())
    wordings = {name: {form for form, of in known.items() if of == name} for name in every}
    homes = {name: {at for at, found in enumerate(right) if name in found} for name in every}
    several = [name for name in every if len(wordings[name]) > 1 and homes[name]]
    return Figures(
        precision(right, 5),
        precision(right, 10),
        precision(right, 20),
        precision(right, len(every)),
        len(every & set[str]().union(*right[:DEEP])) / len(every),
        sum(len(homes[name]) == 1 for name in several),
        len(several),
        sum(len(found) > 1 for found in right),
    )


def precision(right: Sequence[set[str]], size: int) -> float:
    """The share of the first ``size`` lines that are garbled names; of fewer where there are fewer."""
    return mean(bool(found) for found in right[:size]) if right else 0.0


def show(head: str, found: Iterable[Figures]) -> None:
    """Print the means."""
    every = list(found)
    of = [mean(one[column] for one in every) for column in range(5)]
    joined, several, mixed = (sum(one[column] for one in every) for column in (5, 6, 7))
    print(
        f"{head}: precision of the first 5 {of[0]:.2f}, 10 {of[1]:.2f}, 20 {of[2]:.2f}, R {of[3]:.2f}; "
        f"recall in {DEEP} {of[4]:.2f}; {joined} of {several} names in several wordings are one entry, {mixed} mixed"
    )


def alone(page: Page) -> Figures:
    """The figures of one page's list."""
    return measure(suggest.suggest([page.document], EMPTY).names, page.names)


def together(pages: Sequence[Page]) -> Figures:
    """The figures of one list for all ``pages``."""
    every = {form: name for page in pages for form, name in page.names.items()}
    return measure(suggest.suggest([page.document for page in pages], EMPTY).names, every)


def told(folder: Path, known: Glossary) -> None:
    """Print how many source names the originals of the samples tell, and how many of them are the glossary's."""
    said = right = every = 0
    own = {term.name: set(sources(term.source)) for term in known.terms}
    for original in sorted(folder.glob("*.zh.txt")):
        page = fixed(original.with_name(original.name.replace(".zh", "")), known)
        for one in suggest.suggest([page.document], EMPTY, [formats.read(original)]).names:
            wanted = set().union(*(own.get(name, set()) for name in names(one, page.names)))
            every += bool(wanted)
            said += bool(wanted and one.source)
            right += one.source in wanted
    print(f"samples with their originals: {said} source names told of {every}, {right} as the glossary has them")


def clean(folder: Path) -> None:
    """Print how much is listed as likely in text without garbled names."""
    paths = sorted(folder.glob("*.txt"))
    found = [one for path in paths for one in suggest.suggest([formats.read(path)], EMPTY).names if one.score >= LIKELY]
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in paths)
    print(
        f"{folder.name}, clean: {len(found)} names listed at {LIKELY:.0%} or more in {len(paths)} texts, "
        f"{1000 * len(found) / words:.1f} in 1,000 words"
    )


def fit(pages: Sequence[Page], rounds: int = 3000, pull: float = 1.5, step: float = 0.01) -> None:
    """Print the weights of a logistic regression, drawn to 0 by ``pull``; none may change the sign that it has now."""
    told = [
        ([name for name, cue in CUES.items() if cue(case)], bool(set(case.entity.wordings) & page.names.keys()))
        for page in pages
        for case in suggest.examine([page.document], EMPTY).cases
    ]
    weights, base = dict.fromkeys(CUES, 0.0), 0.0
    for _ in range(rounds):
        slope = {name: pull * weight for name, weight in weights.items()}
        for spoken, garbled in told:
            error = 1 / (1 + exp(-base - sum(weights[name] for name in spoken))) - garbled
            base -= step * error
            for name in spoken:
                slope[name] += error
        for name, now in weights.items():
            new = now - step * slope[name]
            weights[name] = new if new * weight(name) >= 0 else 0.0
    often = Counter(name for spoken, _ in told for name in spoken)
    for name in ("base", *CUES):
        print(f"{name:26} {weights.get(name, base):+.2f}, now {weight(name):+.2f}, seen {often[name]} times")


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path, nargs="?")
    parser.add_argument("names", type=Path, nargs="?")
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    if given.article:
        page = marked(given.article, given.names)
        listed = suggest.suggest([page.document], EMPTY).names
        for number, one in enumerate(listed[:DEEP], 1):
            print(f"{number:3} {'+' if names(one, page.names) else ' '} {one.score:.2f} {dict(one.spellings)}")
        show(given.article.name, [measure(listed, page.names)])
        return 0
    series = [
        marked(path, path.with_suffix(".names.tsv")) for path in sorted((ROOT / "benchmarks/series").glob("??.txt"))
    ]
    known = glossary.load([glossary.shipped()])
    samples = [fixed(path, known) for path in sorted((ROOT / "samples").glob("*.txt")) if ".zh" not in path.name]
    if given.fit:
        good = (Page(formats.read(path), {}) for path in sorted((ROOT / "tests/data").glob("*/*.txt")))
        fit([*series, *samples, *good])
        return 0
    show("series, one by one", map(alone, series))
    show("series, all together", [together(series)])
    show("samples, one by one", map(alone, samples))
    told(ROOT / "samples", known)
    clean(ROOT / "tests/data/china")
    clean(ROOT / "tests/data/english")
    return 0


if __name__ == "__main__":
    sys.exit(main())
