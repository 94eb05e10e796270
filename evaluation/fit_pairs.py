"""Fit the weights that judge pairs of passages: `python -m evaluation.fit_pairs DATA`.

The material is the story families (`DATA/stories`, texts of our own), whose truth names the
relations between documents, not between sentences. Sentence pairs get their label from it:

- documents that draw on one text: a pair is positive where each sentence is the other's best
  partner and they are close, or where the copy took nearly all its words from that exemplar
  and the partner is its best; a pair far below is negative; what lies between is left out;
- documents of one family that share no text: every pair is negative, also where two reporters
  state the same fact or quote the same statement. These are the hard ones;
- documents of different families in different languages: every pair is negative.

Figures are cross-validated by family. The second step is fitted on first-step probabilities of
families that the first step had not seen. The fit is deterministic.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score
from sklearn.preprocessing import StandardScaler

from evaluation.families import Family, digest, lexical, read_families, strangers
from firsthand.reuse.compare import is_translated, side
from firsthand.reuse.features import AGAINST, BESIDE, FREE, REWORDING, TRANSLATION
from firsthand.reuse.nearest import Side
from firsthand.reuse.panel import Panel
from firsthand.reuse.weights import Judge, Logistic, Record, Weights, kind_of

_OUTPUT = Path(__file__).parents[1] / "src/firsthand/run/weights/pairs.json"
_NAME = "pairs-1"
_STRENGTH = 0.5
"""Inverse strength of the L2 penalty; from .05 to 5 no area under a curve moves by over .03."""
_CLOSE, _FAR = 0.5, 0.25
"""Mean of cosine and rarity-weighted overlap from which best partners are taken for a pair, and
below which a pair is taken for none."""
_CLOSE_ABROAD, _FAR_ABROAD = 0.5, 0.35
"""The same for cosines across languages."""


class Sample(NamedTuple):
    """One labelled pair of sentences: its family, its place in the panel, its label."""

    family: str
    documents: tuple[str, str]
    cell: tuple[int, int]
    label: bool


def panels(
    family: Family, weights: Weights, *, seen: bool
) -> Iterator[tuple[tuple[str, str], Panel]]:
    """Yield the panel of every two documents of a family, with vectors (`seen`) or without."""
    for a, b in family.pairs:
        one, two = family.documents[a], family.documents[b]
        sides: list[Side] = [
            side(held.analysis, held.vectors if seen else None) for held in (one, two)
        ]
        translated = is_translated(one.analysis, two.analysis)
        shared = lexical(one.analysis.document.text, two.analysis.document.text)
        yield (a, b), Panel(sides[0], sides[1], weights, shared, translated=translated)


def label(family: Family, weights: Weights) -> list[Sample]:
    """Return the labelled pairs of a family, in order."""
    samples = []
    for pair, panel in panels(family, weights, seen=True):
        close, far = (_CLOSE_ABROAD, _FAR_ABROAD) if panel.translated else (_CLOSE, _FAR)
        score = {cell: _closeness(panel, cell) for cell in panel.alone}
        best_left: dict[int, float] = {}
        best_right: dict[int, float] = {}
        for (i, j), value in score.items():
            best_left[i] = max(best_left.get(i, 0.0), value)
            best_right[j] = max(best_right.get(j, 0.0), value)
        for (i, j), value in score.items():
            best = value == best_left[i], value == best_right[j]
            if pair not in family.related:
                samples.append(Sample(family.name, pair, (i, j), False))
                continue
            wholly = (best[0] and pair in family.whole) or (best[1] and pair[::-1] in family.whole)
            if (all(best) and value >= close) or (wholly and value >= far):
                samples.append(Sample(family.name, pair, (i, j), True))
            elif value < far or (value < close and not any(best)):
                samples.append(Sample(family.name, pair, (i, j), False))
    return samples


def _closeness(panel: Panel, cell: tuple[int, int]) -> float:
    row = panel.row((cell[0],), (cell[1],))
    return row[0] if panel.translated else (row[0] + row[1]) / 2


def fit(families: list[Family], data: str, sha256: str) -> Weights:
    """Return the weights fitted on all families, with cross-validated figures in the record."""
    start = _start()
    samples = [sample for family in families for sample in label(family, start)]
    judges: dict[str, Judge] = {}
    counts: dict[str, int] = {}
    figures: dict[str, dict[str, float]] = {}
    for translated, seen in itertools.product((False, True), repeat=2):
        kind = kind_of(translated=translated, vectors=seen)
        names = TRANSLATION if translated else REWORDING
        tables = {family.name: dict(panels(family, start, seen=seen)) for family in families}
        chosen = [
            s
            for s in samples
            if tables[s.family][s.documents].translated == translated
            and s.cell in tables[s.family][s.documents].alone
        ]
        rows = np.array(
            [tables[s.family][s.documents].row((s.cell[0],), (s.cell[1],)) for s in chosen]
        )
        labels = np.array([s.label for s in chosen])
        groups = np.array([s.family for s in chosen])
        second = np.zeros((len(chosen), len(BESIDE)))
        first_chances = np.zeros(len(chosen))
        for name in sorted(set(groups.tolist())):
            held = groups == name
            model = _logistic(names, rows[~held], labels[~held])
            first_chances[held] = model.probability(rows[held])
            trial = _with(start, kind, model)
            family = next(f for f in families if f.name == name)
            rebuilt = dict(panels(family, trial, seen=seen))
            for at in np.flatnonzero(held).tolist():
                i, j = chosen[at].cell
                second[at] = rebuilt[chosen[at].documents].beside((i,), (j,))
        second_chances = np.zeros(len(chosen))
        for name in sorted(set(groups.tolist())):
            held = groups == name
            second_chances[held] = _logistic(BESIDE, second[~held], labels[~held]).probability(
                second[held]
            )
        judges[kind] = Judge(_logistic(names, rows, labels), _logistic(BESIDE, second, labels))
        counts[kind] = len(chosen)
        figures[kind] = {
            "positive": int(labels.sum()),
            "auc_alone": _round(roc_auc_score(labels, first_chances)),
            "auc_beside": _round(roc_auc_score(labels, second_chances)),
            "average_precision": _round(average_precision_score(labels, second_chances)),
            "brier_alone": _round(brier_score_loss(labels, first_chances)),
            "brier_beside": _round(brier_score_loss(labels, second_chances)),
        }
    record = Record(data=data, sha256=sha256, pairs=counts, figures=figures)
    return Weights(name=_NAME, judges=judges, record=record)


def _start() -> Weights:
    """Return weights that only open the candidates: closeness of meaning and words alike."""
    judges = {}
    for translated, seen in itertools.product((False, True), repeat=2):
        names = TRANSLATION if translated else REWORDING
        plain = Logistic(names, (4.0,) * 2 + (0.0,) * (len(names) - 2), -4.0)
        beside = Logistic(BESIDE, (1.0,) + (0.0,) * (len(BESIDE) - 1), 0.0)
        judges[kind_of(translated=translated, vectors=seen)] = Judge(plain, beside)
    record = Record(data="", sha256="", pairs={}, figures={})
    return Weights(name="start", judges=judges, record=record)


def _with(weights: Weights, kind: str, alone: Logistic) -> Weights:
    judge = Judge(alone, weights.judges[kind].beside)
    return msgspec.structs.replace(weights, judges={**weights.judges, kind: judge})


def _logistic(
    names: tuple[str, ...], rows: NDArray[np.float64], labels: NDArray[np.bool_]
) -> Logistic:
    """Return the logistic fit with an L2 penalty and the signs that the features' meaning demands.

    Without the signs, features that nearly repeat each other cancel out, and a verbatim copy could
    score below an edited one.
    """
    scaler = StandardScaler().fit(rows)
    table, goal = scaler.transform(rows), np.where(labels, 1.0, -1.0)

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        slopes = parameters[1:]
        score = goal * (table @ slopes + parameters[0])
        pull = -goal / (1.0 + np.exp(np.clip(score, -500, 500)))
        value = float(np.logaddexp(0.0, -score).sum() + slopes @ slopes / (2 * _STRENGTH))
        return value, np.concatenate(([pull.sum()], table.T @ pull + slopes / _STRENGTH))

    signs = [
        (None, 0.0) if name in AGAINST else (None, None) if name in FREE else (0.0, None)
        for name in names
    ]
    best = minimize(
        loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[(None, None), *signs]
    )
    slopes = best.x[1:] / scaler.scale_
    intercept = float(best.x[0] - slopes @ scaler.mean_)
    return Logistic(names, tuple(_round(v) for v in slopes.tolist()), _round(intercept))


def _round(value: float) -> float:
    return round(float(value), 4)


def main(data: Path, output: Path = _OUTPUT) -> Weights:
    """Fit on `data`/stories and write the weights with their record."""
    folder = data / "stories"
    families = read_families(folder)
    weights = fit([*families, *strangers(families)], "story families of our own", digest(folder))
    output.parent.mkdir(exist_ok=True)
    encoded = msgspec.json.format(msgspec.json.encode(weights, order="sorted"), indent=1)
    output.write_bytes(encoded + b"\n")
    return weights


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1])).record.figures, indent=1))
