"""Measure the judge, and fit its weights.

    python benchmarks/judge.py CORPORA              # measure (for the folder see benchmarks/judge/corpora.py)
    python benchmarks/judge.py CORPORA --test FILE  # on another labelled file too, which is never fitted on
    python benchmarks/judge.py CORPORA --fit        # write src/retranslate/judge/weights.tsv anew

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
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from retranslate import text
from retranslate.judge import weights
from retranslate.judge.outcome import ASK, AUTO
from retranslate.judge.scene import Scene, scenes
from retranslate.judge.weigh import local
from retranslate.model import Block, Document, Match, Span, Term, Variant

HERE = Path(__file__).parent / "judge"
sys.path.insert(0, str(HERE))

from corpora import DEVELOPMENT, TEST, Corpus, paragraphs  # noqa: E402

SENTENCES, PRIORS = HERE / "sentences.tsv", HERE / "priors.tsv"
WEIGHTS = Path(weights.__file__).with_name("weights.tsv")
PRIOR_VARIANCE = 3.0
BINS = 10
REAL = "real English"  # the group of a row from the corpora, and the name of their own intercept
PER_PHRASE_FITTED, PER_PHRASE_TESTED = 40, 60  # so many places at most of one phrase in the corpora
LONGEST = 3000  # characters of a paragraph

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


def real(root: Path, corpora: tuple[Corpus, ...], phrases: set[str], most: int) -> list[Row]:
    """Places of ``phrases`` in the corpora, at most ``most`` of each, drawn with a fixed seed: ordinary English all."""
    longest_first = sorted(phrases, key=lambda one: (-len(one), one))
    wanted = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    places = []
    for _, paragraph in paragraphs(root, corpora):
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
    """Which cues speak (columns) in which sentence (rows), what is true, and the phrase of each row."""

    cues: tuple[str, ...]
    spoken: Vector
    truth: Vector
    phrases: npt.NDArray[np.str_]


def design(rows: list[Row], cues: tuple[str, ...]) -> Design:
    """Let the cues speak on every row."""
    spoken = np.zeros((len(rows), len(cues)))
    at = {cue: column for column, cue in enumerate(cues)}
    for number, row in enumerate(rows):
        for evidence in local(scene(row.sentence, row.phrase)):
            if evidence.cue in at:
                spoken[number, at[evidence.cue]] = 1
        if row.group == REAL and REAL in at:
            spoken[number, at[REAL]] = 1
    return Design(cues, spoken, np.array([float(row.name) for row in rows]), np.array([row.phrase for row in rows]))


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


def figures(odds: Vector, truth: Vector) -> dict[str, float]:
    """What is reported of a set of judgements."""
    found: dict[str, float] = {"sentences": len(truth), "accuracy": float(((odds >= ASK) == truth).mean())}
    found["AUC"] = auc(odds, truth)
    for name, bar in (("auto", AUTO), ("auto+ask", ASK)):
        chosen = odds >= bar
        found[f"{name}: edits"] = int(chosen.sum())
        found[f"{name}: wrong"] = int((chosen & (truth == 0)).sum())
        found[f"{name}: precision"] = float(truth[chosen].mean()) if chosen.any() else 1.0
        found[f"{name}: recall"] = float(chosen[truth == 1].mean())
    found["calibration error"] = calibration(odds, truth)[0]
    return found


def shipped(data: Design) -> Vector:
    """The probability of every row by the weights that ship."""
    rows = weights.weights()
    odds: Vector = data.spoken @ np.array([rows[cue].weight if cue in rows else 0.0 for cue in data.cues])
    return np.asarray(1 / (1 + np.exp(-odds)))


def alarms(data: Design) -> dict[str, float]:
    """How much of real English would be touched."""
    odds = shipped(data)
    found: dict[str, float] = {"places": len(odds), "phrases": len(np.unique(data.phrases))}
    for name, bar in (("auto", AUTO), ("auto+ask", ASK)):
        found[f"{name}: edits"] = int((odds >= bar).sum())
        found[f"{name}: share"] = float((odds >= bar).mean())
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--test", type=Path)
    options = parser.parse_args()
    prior = priors()
    cues, believed = tuple(prior), np.array(list(prior.values()))
    own = read(SENTENCES)
    other = read(options.test) if options.test else []
    data = design(own + real(options.corpora, DEVELOPMENT, {row.phrase for row in own}, PER_PHRASE_FITTED), cues)
    if options.fit:
        write_weights(data, believed)
        return
    ours = slice(0, len(own))
    print(show("Own sentences, one phrase left out", figures(left_out(data, believed)[ours], data.truth[ours])))
    if other:
        test = design(other, cues)
        print(show(f"{options.test.name}, never fitted on", figures(shipped(test), test.truth)))
    phrases = {row.phrase for row in own + other}
    for title, corpora, most in (
        ("Real English, never fitted on", TEST, PER_PHRASE_TESTED),
        ("Real English, fitted on", DEVELOPMENT, PER_PHRASE_FITTED),
    ):
        print(show(title, alarms(design(real(options.corpora, corpora, phrases, most), cues))))


if __name__ == "__main__":
    main()
