"""Measure the judge, and fit its weights.

    python benchmarks/judge.py                      # what can be measured without corpora
    python benchmarks/judge.py --corpora FOLDER     # real English too (see benchmarks/judge/corpora.py for the folder)
    python benchmarks/judge.py --fit                # write src/retranslate/judge/weights.tsv anew
    python benchmarks/judge.py --test FILE          # another labelled file, which is never fitted on

Accuracy, AUC and calibration are measured with one whole phrase left out at a time, its eight sentences judged by
weights that never saw them. Weights are the maximum of the posterior of a logistic regression: the prior of each is a
normal distribution around what was believed beforehand (benchmarks/judge/priors.tsv), and no weight may change its sign.
"""

from __future__ import annotations

import argparse
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
SENTENCES, PRIORS = HERE / "sentences.tsv", HERE / "priors.tsv"
WEIGHTS = Path(weights.__file__).with_name("weights.tsv")
PRIOR_VARIANCE = 1.0
BINS = 10

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


def scene(sentence: str, phrase: str) -> Scene:
    """The scene of the marked wording in a sentence that stands alone."""
    start, end = sentence.index("[["), sentence.index("]]") - 2
    return scene_at(sentence.replace("[[", "").replace("]]", ""), start, end, phrase)


def scene_at(paragraph: str, start: int, end: int, phrase: str) -> Scene:
    """The scene of ``paragraph[start:end]`` as a listed variant."""
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
    return Design(cues, spoken, np.array([float(row.name) for row in rows]), np.array([row.phrase for row in rows]))


def priors() -> dict[str, float]:
    """What was believed of each fitted cue before any fit."""
    _, *lines = PRIORS.read_text("utf-8").splitlines()
    return {cue: float(prior) for cue, prior, _ in (line.split("\t") for line in lines)}


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
    odds: Vector = data.spoken @ np.array([rows[cue].weight for cue in data.cues])
    return np.asarray(1 / (1 + np.exp(-odds)))


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
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--test", type=Path)
    options = parser.parse_args()
    prior = priors()
    cues = tuple(prior)
    data, believed = design(read(SENTENCES), cues), np.array(list(prior.values()))
    if options.fit:
        write_weights(data, believed)
        return
    print(show("Own sentences, one phrase left out", figures(left_out(data, believed), data.truth)))
    if options.test:
        test = design(read(options.test), cues)
        print(show(f"{options.test.name}, never fitted on", figures(shipped(test), test.truth)))


if __name__ == "__main__":
    main()
