"""Measure the judge, and fit its weights.

    python benchmarks/judge.py CORPORA              # measure (for the folder see benchmarks/judge/corpora.py)
    python benchmarks/judge.py CORPORA --test FILE  # on another labelled file too, which is never fitted on
    python benchmarks/judge.py CORPORA --fit        # write src/retranslate/judge/weights.tsv anew
    python benchmarks/judge.py CORPORA --write      # measure, and keep the figures and the plot

Accuracy, AUC and calibration are measured with one whole phrase left out at a time, its eight sentences judged by
weights that never saw them. Weights are the maximum of the posterior of a logistic regression: the prior of each is a
normal distribution around what was believed beforehand (benchmarks/judge/priors.tsv), and no weight changes its sign.

Real English from the development corpora takes part in every fit, as phrases that are no names. Since it is no balanced
sample, it has an intercept of its own that is thrown away: it can say what a cue is worth, not how frequent names are.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retranslate import text
from retranslate.judge import policy, weights
from retranslate.judge.scene import Scene, scenes
from retranslate.judge.weigh import local
from retranslate.model import Block, Document, Match, Span, Term, Variant

HERE = Path(__file__).parent / "judge"
sys.path.insert(0, str(HERE))
corpora = import_module("corpora")  # benchmarks/judge/corpora.py: a folder beside this file, not a package


SENTENCES, PRIORS = HERE / "sentences.tsv", HERE / "priors.tsv"
WEIGHTS = Path(weights.__file__).with_name("weights.tsv")
PRIOR_VARIANCE = 3.0
BINS = 10
REAL = "real English"  # the group of a row from the corpora, and the name of their own intercept
PER_PHRASE_FITTED, PER_PHRASE_TESTED = 40, 60  # so many places at most of one phrase in the corpora
LONGEST = 3000  # characters of a paragraph

Corpus = Callable[[Path], Iterator[str]]
Vector = npt.NDArray[np.float64]


class Row(NamedTuple):
    """One labelled sentence: the phrase, whether it is the name, a group to report by, the sentence with [[marks]]."""

    phrase: str
    name: bool
    group: str
    sentence: str


def read(path: Path) -> list[Row]:
    """Rows of a labelled file; columns by their heads (``label`` name/phrase or ``is_name`` 1/0)."""
    head, *lines = path.read_text("utf-8").splitlines()
    rows = (dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines)
    return [
        Row(
            row["phrase"].casefold(),
            row.get("label", "") == "name" or row.get("is_name") == "1",
            row.get("topic") or row.get("set", ""),
            row["sentence"],
        )
        for row in rows
    ]


def real(root: Path, sources: tuple[Corpus, ...], phrases: set[str], most: int) -> list[Row]:
    """Places of ``phrases`` in the corpora, at most ``most`` of each, drawn with a fixed seed: ordinary English all."""
    longest_first = sorted(phrases, key=lambda one: (-len(one), one))
    wanted = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    places = []
    for _, paragraph in corpora.paragraphs(root, sources):
        if len(paragraph) < LONGEST and "[[" not in paragraph:
            for found in wanted.finditer(paragraph):
                start, end = found.span()
                if paragraph[start - 1 : start] != "[":
                    marked = f"{paragraph[:start]}[[{found.group()}]]{paragraph[end:]}"
                    places.append(Row(found.group().casefold(), False, REAL, marked))
    random.Random(3).shuffle(places)
    seen: Counter[str] = Counter()
    kept = []
    for place in places:
        seen[place.phrase] += 1
        if seen[place.phrase] <= most:
            kept.append(place)
    return kept


def scene(sentence: str, phrase: str) -> Scene:
    """The scene of the marked wording, listed as a variant, in a paragraph that stands alone."""
    start, end = sentence.index("[["), sentence.index("]]") - 2
    paragraph = sentence[:start] + sentence[start + 2 : end + 2] + sentence[end + 4 :]
    term = Term("Name")
    match = Match(Span(0, start, end), term, "name/listed", Variant(phrase, term))
    return scenes(text.view(Document("", (Block(paragraph),))), [match], [])[0]


@dataclass(frozen=True)
class Design:
    """Which cues speak (columns) in which sentence (rows), what is true, the phrase of each row, and its doubts.

    ``doubtful`` rows are never automatic, however likely (see `retranslate.judge.policy`).
    """

    cues: tuple[str, ...]
    spoken: Vector
    truth: Vector
    phrases: npt.NDArray[np.str_]
    doubtful: npt.NDArray[np.bool_]

    def part(self, rows: slice) -> Design:
        """Some of the rows."""
        return Design(self.cues, self.spoken[rows], self.truth[rows], self.phrases[rows], self.doubtful[rows])


def design(rows: list[Row], cues: tuple[str, ...]) -> Design:
    """Let the cues speak on every row."""
    spoken, doubts = np.zeros((len(rows), len(cues))), np.zeros(len(rows), dtype=bool)
    at = {cue: column for column, cue in enumerate(cues)}
    for number, row in enumerate(rows):
        here = scene(row.sentence, row.phrase)
        evidence = local(here)
        doubts[number] = policy.doubtful(here, evidence)
        for one in evidence:
            if one.cue in at:
                spoken[number, at[one.cue]] = 1
        if row.group == REAL and REAL in at:
            spoken[number, at[REAL]] = 1
    truth = np.array([float(row.name) for row in rows])
    return Design(cues, spoken, truth, np.array([row.phrase for row in rows]), doubts)


def priors() -> dict[str, float]:
    """What was believed of each fitted cue before any fit."""
    _, *lines = PRIORS.read_text("utf-8").splitlines()
    return {cue: float(prior) for cue, prior, _ in (line.split("\t") for line in lines)} | {REAL: -2.0}


def fit(spoken: Vector, truth: Vector, prior: Vector) -> Vector:
    """The weights: Newton's method, weights that would change the sign of their prior held at zero."""
    found, free = prior.copy(), np.ones(len(prior), dtype=bool)
    for _ in range(60):
        odds = 1 / (1 + np.exp(-spoken @ found))
        slope = spoken.T @ (odds - truth) + (found - prior) / PRIOR_VARIANCE
        curve = (spoken * (odds * (1 - odds))[:, None]).T @ spoken + np.eye(len(prior)) / PRIOR_VARIANCE
        step = np.zeros(len(prior))
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        found = found - step
        crossed = free & (found * prior < 0)
        found[crossed], free = 0.0, free & ~crossed
        if np.abs(step).max() < 1e-9 and not crossed.any():
            break
    return found


def left_out(data: Design, prior: Vector) -> Vector:
    """The probability of every row by weights fitted on the other phrases."""
    odds = np.zeros(len(data.truth))
    for phrase in np.unique(data.phrases):
        here = data.phrases == phrase
        odds[here] = 1 / (1 + np.exp(-data.spoken[here] @ fit(data.spoken[~here], data.truth[~here], prior)))
    return odds


def auc(odds: Vector, truth: Vector) -> float:
    """The probability that a name is judged likelier than a phrase."""
    names, others = odds[truth == 1][:, None], odds[truth == 0]
    return float((names > others).mean() + (names == others).mean() / 2)


def calibration(odds: Vector, truth: Vector) -> tuple[float, list[tuple[float, float, int]]]:
    """The expected calibration error, and (mean probability, share of names, count) of each of `BINS` equal bins."""
    bins = np.minimum((odds * BINS).astype(int), BINS - 1)
    points = [
        (float(odds[bins == one].mean()), float(truth[bins == one].mean()), int((bins == one).sum()))
        for one in range(BINS)
        if (bins == one).any()
    ]
    return sum(abs(mean - share) * count for mean, share, count in points) / len(odds), points


def figures(odds: Vector, data: Design) -> dict[str, float]:
    """What is reported of a set of judgements."""
    truth = data.truth
    found: dict[str, float] = {
        "sentences": len(truth),
        "phrases": len(np.unique(data.phrases)),
        "accuracy": float(((odds >= policy.ASK) == truth).mean()),
        "AUC": auc(odds, truth),
        "calibration error": calibration(odds, truth)[0],
    }
    for name, chosen in chosen_of(odds, data):
        found[f"{name}: edits"] = int(chosen.sum())
        found[f"{name}: wrong"] = int((chosen & (truth == 0)).sum())
        found[f"{name}: precision"] = float(truth[chosen].mean()) if chosen.any() else 1.0
        found[f"{name}: recall"] = float(chosen[truth == 1].mean())
    return found


def chosen_of(odds: Vector, data: Design) -> tuple[tuple[str, npt.NDArray[np.bool_]], ...]:
    """Which rows would be automatic, which asked, which either."""
    auto, shown = (odds >= policy.AUTO) & ~data.doubtful, odds >= policy.ASK
    return (("auto", auto), ("ask", shown & ~auto), ("auto + ask", shown))


def shipped(data: Design) -> Vector:
    """The probability of every row by the weights that ship."""
    rows = weights.weights()
    odds: Vector = data.spoken @ np.array([rows[cue].weight if cue in rows else 0.0 for cue in data.cues])
    return np.asarray(1 / (1 + np.exp(-odds)))


def alarms(data: Design) -> dict[str, float]:
    """How much of real English would be touched."""
    odds = shipped(data)
    found: dict[str, float] = {"places": len(odds), "phrases": len(np.unique(data.phrases))}
    for name, chosen in chosen_of(odds, data):
        found[f"{name}: edits"] = int(chosen.sum())
        found[f"{name}: share"] = float(chosen.mean())
    return found


def write_weights(data: Design, prior: Vector) -> None:
    """Fit on every row, and write the fitted rows of weights.tsv."""
    found = dict(zip(data.cues, fit(data.spoken, data.truth, prior), strict=True))
    lines = ["\t".join(("cue", "weight", "reason", "fitted on"))]
    for row in weights.weights().values():
        value, origin = (found[row.cue], "sentences.tsv") if row.cue in found else (row.weight, row.fitted_on)
        lines.append("\t".join((row.cue, f"{value:.2f}", row.reason, origin)))
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def show(title: str, found: dict[str, float]) -> str:
    """One block of the report, in Markdown."""
    lines = [f"## {title}", "", "| | |", "|---|---:|"]
    lines += [
        f"| {name} | {value:.3f} |" if isinstance(value, float) else f"| {name} | {value} |"
        for name, value in found.items()
    ]
    return "\n".join([*lines, ""])


def plot(odds: Vector, truth: Vector, path: Path) -> None:
    """Draw how often a probability comes true."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "retranslate"
    from matplotlib import pyplot

    _, points = calibration(odds, truth)
    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.plot([mean for mean, _, _ in points], [share for _, share, _ in points], color="#1f5f8b", linewidth=1)
    axes.scatter(
        [mean for mean, _, _ in points],
        [share for _, share, _ in points],
        [count for *_, count in points],
        color="#1f5f8b",
    )
    axes.set_xlabel("probability the judge gives (size: number of sentences)")
    axes.set_ylabel("share of names among them")
    axes.set_title("Calibration, one phrase left out")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def measure(root: Path, other: list[Row]) -> tuple[str, Vector, Vector]:
    """The report in Markdown, and the probabilities and the truth of our own sentences."""
    prior, own = priors(), read(SENTENCES)
    cues, believed = tuple(prior), np.array(list(prior.values()))
    fitted = real(root, corpora.DEVELOPMENT, {row.phrase for row in own}, PER_PHRASE_FITTED)
    data = design(own + fitted, cues)
    ours = slice(0, len(own))
    odds = left_out(data, believed)[ours]
    blocks = [show("Our own sentences, one phrase left out", figures(odds, data.part(ours)))]
    if other:
        test = design(other, cues)
        blocks.append(show("Another author's sentences (not kept here), never fitted on", figures(shipped(test), test)))
    phrases = {row.phrase for row in own + other}
    tested = design(real(root, corpora.TEST, phrases, PER_PHRASE_TESTED), cues)
    blocks.append(show("Real English, never fitted on", alarms(tested)))
    blocks.append(show("Real English, fitted on", alarms(data.part(slice(len(own), None)))))
    return "\n".join(blocks), odds, data.truth[ours]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--test", type=Path)
    options = parser.parse_args()
    if options.fit:
        prior, own = priors(), read(SENTENCES)
        fitted = real(options.corpora, corpora.DEVELOPMENT, {row.phrase for row in own}, PER_PHRASE_FITTED)
        write_weights(design(own + fitted, tuple(prior)), np.array(list(prior.values())))
        return
    report, odds, truth = measure(options.corpora, read(options.test) if options.test else [])
    print(report)
    if options.write:
        today = date.today().isoformat()
        head = f"# The judge, {today}\n\nWritten by `benchmarks/judge.py CORPORA --write`.\n\n"
        (HERE.parent / "results" / f"judge-{today}.md").write_text(head + report, "utf-8")
        plot(odds, truth, HERE.parent.parent / "docs" / "calibration.svg")


if __name__ == "__main__":
    main()
