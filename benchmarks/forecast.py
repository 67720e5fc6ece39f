"""Measure the forecast: how many garbled names it explains, how often it is wrong on clean English, how fast it is.

    python benchmarks/forecast.py CORPORA                 # for the folder see benchmarks/judge/corpora.py
    python benchmarks/forecast.py CORPORA --pairs FILE    # other pairs: columns source (or zh), form (or garbled), term
    python benchmarks/forecast.py --speed ARTICLE         # 1,000 and 20,000 names over one article

`forecast_pairs.tsv` holds names and garbled forms of our own choosing; they were not used to set a cost. All names of
the pairs are loaded together. "By itself" means the form alone as a text, by the finder's own tiers; "judged" means
through the judge, which knows no more of a bare form, but reads the sentences of the clean text around a false hit.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from retranslate import forecast, judge, match, text
from retranslate.forecast.english import FUNCTION
from retranslate.forecast.mandarin.dictionary import cedict
from retranslate.forecast.thresholds import TIERS, Sort
from retranslate.forecast.tokens import spoken
from retranslate.glossary import Glossary
from retranslate.match import forecast as finder
from retranslate.model import Block, Document, Match, Term

HERE = Path(__file__).parent
BATCH = 100  # paragraphs read as one document
SHOWN = 15


class Pair(NamedTuple):
    """A garbled ``form`` of the name ``source``."""

    source: str
    form: str
    term: str


def pairs(path: Path) -> list[Pair]:
    """The pairs of a tab-separated file; rows whose ``status`` is not attested are left out where there is one."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pair(row.get("source") if "form" in row else row["zh"], row.get("form") or row["garbled"], _term(row))  # type: ignore[arg-type]
        for row in rows
        if row.get("status", "attested").startswith("attested")
    ]


def _term(row: dict[str, str]) -> str:
    return row.get("term") or row["canonical"]


def glossary(found: Iterable[Pair]) -> Glossary:
    """All names of the pairs, without a listed variant."""
    return Glossary(tuple(Term(term, source) for source, term in {one.source: one.term for one in found}.items()), ())


def view(lines: Iterable[str]) -> text.View:
    return text.view(Document("bench", tuple(map(Block, lines))))


def sort(found: Match) -> Sort:
    return Sort(found.evidence[0].cue.partition("/")[2])


def tier(found: Match | None) -> str:
    """What a match is worth by itself."""
    if found is None or found.partial:
        return "none"
    limits = TIERS[sort(found)]
    return "auto" if found.score >= limits.auto else "ask" if found.score >= limits.ask else "none"


def is_explained(form: str, found: Iterable[Match], term: str) -> bool:
    """Whether some path of the term leaves no content word of the form over."""
    content = [token for token in spoken(form) if token.text not in FUNCTION]
    return any(
        one.term.name == term and one.span.start <= content[0].start and content[-1].end <= one.span.end
        for one in found
    )


def recall(found: list[Pair], known: Glossary) -> None:
    """Print how many forms are explained, and what becomes of them."""
    explained, alone, judged = 0, Counter[str](), Counter[str]()
    for pair in found:
        page = view([pair.form])
        explained += is_explained(pair.form, finder.explanations(page, known), pair.term)
        best = max((one for one in finder.find(page, known) if one.term.name == pair.term), default=None, key=_score)
        alone[tier(best)] += 1
        edits = [edit for edit in outcomes(page, known) if edit[0] == pair.term]
        judged[min((outcome for _, outcome, _ in edits), default="none", key=("auto", "ask", "note").index)] += 1
    size = len(found)
    print(f"{size} forms of {len(known.terms)} names: {explained / size:.0%} explained")
    for name, counts in (("by itself", alone), ("judged", judged)):
        print(f"  {name}: {counts['auto'] / size:.0%} auto, {counts['ask'] / size:.0%} ask")


def _score(found: Match) -> float:
    return found.score


def outcomes(page: text.View, known: Glossary) -> list[tuple[str, str, str]]:
    """(term, outcome, wording) of every edit that the forecast leads to."""
    if finder not in match.FINDERS:
        match.FINDERS = (*match.FINDERS, finder)
    edits = judge.judge(page, match.find(page, known), known)
    return [(str(edit.term), edit.outcome.value, edit.before) for edit in edits if edit.rule == finder.RULE]


def false_hits(lines: Iterator[str], known: Glossary) -> None:
    """Print how often clean text would be edited, by the finder's tiers and by the judge."""
    words, alone, judged, wordings = 0, Counter[str](), Counter[str](), Counter[tuple[str, str, str]]()
    for page in batches(lines):
        words += sum(len(block.words) for block in page.blocks)
        alone.update(tier(found) for found in finder.find(page, known))
        edits = outcomes(page, known)
        judged.update(outcome for _, outcome, _ in edits)
        wordings.update((outcome, term, before.casefold()) for term, outcome, before in edits)
    print(f"{words:,} words of clean English, {len(known.terms)} names loaded: false hits in 100,000 words")
    for name, counts in (("by itself", alone), ("judged", judged)):
        print(f"  {name}: {counts['auto'] * 1e5 / words:.2f} auto, {counts['ask'] * 1e5 / words:.2f} ask")
    for (outcome, term, wording), count in sorted(wordings.items(), key=_gravity)[:SHOWN]:
        print(f"    {count} {outcome} {wording!r} for {term}")


def _gravity(counted: tuple[tuple[str, str, str], int]) -> tuple[bool, int]:
    return counted[0][0] != "auto", -counted[1]


def batches(lines: Iterator[str]) -> Iterator[text.View]:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield view(batch)
            batch = []
    if batch:
        yield view(batch)


def speed(article: Path) -> None:
    """Print compile time, cache size and warm time for growing numbers of names, drawn from the dictionary."""
    words = [entry.simplified for entry in cedict() if 2 <= len(entry.simplified) <= 4 and entry.pinyin]
    random.Random(1).shuffle(words)
    names = list(dict.fromkeys(words))
    lines = article.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RETRANSLATE_CACHE"] = folder
        for size in (1_000, 5_000, 20_000):
            known = Glossary(tuple(Term(f"Name {at}", name) for at, name in enumerate(names[:size])), ())
            cold, warm = _timed(lines, known), min(_timed(lines, known) for _ in range(3))
            kept = max(file.stat().st_size for file in Path(folder).glob("forecast-*"))
            print(f"{size:6,} names: compiled and run {cold:.2f} s, {kept / 1e6:.1f} MB; warm {warm:.3f} s")


def _timed(lines: list[str], known: Glossary) -> float:
    page = view(lines)
    forecast.forget()
    start = time.process_time()
    list(finder.find(page, known))
    return time.process_time() - start


def corpora(root: Path) -> Iterator[str]:
    """The paragraphs of the judge's corpora."""
    sys.path.insert(0, str(HERE / "judge"))
    texts = import_module("corpora")
    yield from (paragraph for _, paragraph in texts.paragraphs(root, (*texts.TEST, *texts.DEVELOPMENT)))


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="?", help="folder with the unpacked Debian packages")
    parser.add_argument("--pairs", type=Path, default=HERE / "forecast_pairs.tsv")
    parser.add_argument("--speed", type=Path, metavar="ARTICLE")
    options = parser.parse_args()
    if options.speed:
        speed(options.speed)
        return
    found = pairs(options.pairs)
    recall(found, glossary(found))
    if options.corpora:
        false_hits(corpora(options.corpora), glossary(found))


if __name__ == "__main__":
    main()
