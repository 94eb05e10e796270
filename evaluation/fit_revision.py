"""Fit the weights that tell the older of two versions: `python -m evaluation.fit_revision DATA`.

The material is DATA/wiki-versions (CC BY-SA): every two versions of one article train, neighbours
with full weight. One ridge logistic model without intercept over the signs and the words; the
slope that calibrates it is fitted on scores of articles that the model had not seen. Figures of
the record are cross-validated by article, over neighbours. Deterministic.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from evaluation.order import rows
from firsthand.lineage.edits import step
from firsthand.lineage.revision import (
    CLIP,
    Circumstance,
    RevisionWeights,
    compared,
    excess,
    pieces,
    weighable,
    weighed,
)

OUT = Path("src/firsthand/run/weights/revision.json")
ALIKE = 1e-9
FOLDS = 5
SEED = 0
STRENGTH = 0.01  # inverse of the penalty; .004 to .01 give the same accuracy within .5 points
# Weights of what the extent of a revision and the number of its pieces change before fitting.
EXTENT, PIECES = 0.9, 0.6
DISTANT = 0.5  # weight of two versions that are no neighbours
# Of the pairs and articles that change a run of words, for it to be weighed.
_LEAST_SHARE, _LEAST_TITLES = 0.0196, 5


class Versions(NamedTuple):
    """Pairs (older, newer) with their article's number and whether they are neighbours."""

    pairs: list[tuple[str, str]]
    title: NDArray[np.int64]
    neighbour: NDArray[np.bool_]


class Table(NamedTuple):
    """The signs of all pairs (rows), their names, the numbers of pieces and the words of all pairs."""

    names: tuple[str, ...]
    signs: NDArray[np.float64]
    pieces: NDArray[np.float64]
    runs: list[dict[str, float]]


def data_hash(directory: Path) -> str:
    """Return the hash of the versions and chains of a folder."""
    digest = hashlib.sha256()
    for name in ("chains", "versions"):
        for row in rows(directory, name):
            digest.update(json.dumps(row, sort_keys=True).encode())
    return digest.hexdigest()[:16]


def versions(directory: Path) -> Versions:
    """Return every two versions of every article, in the order of the chains."""
    texts = {r["id"]: r["text"] for r in rows(directory, "versions")}
    pairs, title, neighbour = [], [], []
    for n, row in enumerate(rows(directory, "chains")):
        chain = row["oldest_to_newest"]
        for i, j in itertools.combinations(range(len(chain)), 2):
            pairs.append((texts[chain[i]], texts[chain[j]]))
            title.append(n)
            neighbour.append(j == i + 1)
    return Versions(pairs, np.array(title), np.array(neighbour))


def table(pairs: Sequence[tuple[str, str]]) -> Table:
    """Return the signs and words of pairs."""
    found, number, runs = [], [], []
    for left, right in pairs:
        between = step(left, right)
        found.append(compared(left, right, between))
        number.append(pieces(between))
        runs.append(excess(between))
    names = tuple(found[0])
    return Table(names, np.array([[f[n] for n in names] for f in found]), np.array(number), runs)


def fit(t: Table, v: Versions, rows_: NDArray[np.bool_]) -> RevisionWeights:
    """Return weights fitted on the chosen pairs, with slope one."""
    chosen = np.flatnonzero(rows_)
    scales = np.sqrt(np.mean(t.signs[chosen] ** 2, axis=0))
    used = np.flatnonzero(scales > 0)
    seen: Counter[str] = Counter()
    titles: dict[str, set[int]] = {}
    for n in chosen.tolist():
        for run in t.runs[n]:
            seen[run] += 1
            titles.setdefault(run, set()).add(int(v.title[n]))
    known = sorted(
        run
        for run, n in seen.items()
        if n >= _LEAST_SHARE * len(chosen) and len(titles[run]) >= _LEAST_TITLES
    )
    column = {run: n for n, run in enumerate(known)}
    bounded = np.clip(t.signs[np.ix_(chosen, used)] / scales[used], -CLIP, CLIP)
    extent, in_spreads = _circumstance(np.abs(bounded).mean(axis=1))
    number, in_spreads_too = _circumstance(t.pieces[chosen])
    changed = bounded * (EXTENT * in_spreads)[:, np.newaxis]
    changed_too = bounded * (PIECES * in_spreads_too)[:, np.newaxis]
    entries = [
        (n, column[run], x)
        for n, row in enumerate(chosen.tolist())
        for run, x in weighable(t.runs[row], column).items()
    ]
    where, which, what = zip(*entries, strict=True)
    words = sparse.csr_matrix((what, (where, which)), shape=(len(chosen), len(known)))
    x = sparse.hstack([sparse.csr_matrix(m) for m in (bounded, changed, changed_too, words)]).tocsr()
    y = np.repeat([1, 0], len(chosen))
    weight = np.tile(np.where(v.neighbour[chosen], 1.0, DISTANT), 2)
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, solver="liblinear", random_state=SEED)
    found = model.fit(sparse.vstack([x, -x]), y, sample_weight=weight).coef_[0]
    names = [t.names[n] for n in used.tolist()]
    plain, by_extent, by_pieces, by_word = np.split(found, [n * len(names) for n in (1, 2, 3)])
    return RevisionWeights(
        scales={name: float(f"{scales[n]:.4g}") for name, n in zip(names, used.tolist(), strict=True)},
        coefficients=_rounded(names, plain),
        extent=replace(extent, changes=_rounded(names, EXTENT * by_extent)),
        pieces=replace(number, changes=_rounded(names, PIECES * by_pieces)),
        words=_rounded(known, by_word),
    )


def _circumstance(measure: NDArray[np.float64]) -> tuple[Circumstance, NDArray[np.float64]]:
    """Return the middle and spread of a measure, and by how many spreads each pair lies above."""
    middle = float(f"{measure.mean():.4g}")
    # Where all pairs are alike, but for rounding, there is nothing to measure by.
    spread = 1.0 if np.ptp(measure) < ALIKE else float(f"{measure.std():.4g}")
    return Circumstance(middle, spread), (measure - middle) / spread


def _rounded(names: Sequence[str], values: NDArray[np.float64]) -> dict[str, float]:
    return {name: round(float(x), 4) for name, x in zip(names, values, strict=True)}


def scores(t: Table, weights: RevisionWeights, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the log-odds that left is the older, of the chosen pairs, before the slope."""
    found = []
    for n in np.flatnonzero(chosen).tolist():
        found_here = dict(zip(t.names, t.signs[n].tolist(), strict=True))
        total = sum(weighed(found_here, float(t.pieces[n]), weights).values())
        runs = weighable(t.runs[n], weights.words)
        found.append(total + sum(x * weights.words[run] for run, x in runs.items()))
    return np.array(found)


def slope(score: NDArray[np.float64]) -> float:
    """Return the factor that makes log-odds of what is true most likely (Platt 1999, no offset)."""
    factors = np.arange(0.2, 3.0, 0.01)
    real = score[score != 0]
    loss = [np.logaddexp(0, -f * real).mean() for f in factors]
    return round(float(factors[int(np.argmin(loss))]), 2)


def folds(titles: int) -> NDArray[np.int64]:
    """Return the fold of every article, drawn once for all."""
    drawn = [n % FOLDS for n in range(titles)]
    random.Random(SEED).shuffle(drawn)
    return np.array(drawn)


def out_of_fold(t: Table, v: Versions) -> NDArray[np.float64]:
    """Return the log-odds of all pairs by models that saw no version of the article.

    The slope of a fold comes from the scores of the other folds' neighbours.
    """
    score, fold = _unseen(t, v)
    return scaled(score, fold, v)


def scaled(
    score: NDArray[np.float64], fold: NDArray[np.int64], v: Versions
) -> NDArray[np.float64]:
    """Return scores times the slope that the neighbours of the other folds ask for."""
    for_fold = [slope(score[v.neighbour & (fold != f)]) for f in range(FOLDS)]
    return score * np.array(for_fold)[fold]


def _unseen(t: Table, v: Versions) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the scores before any slope, each by the fit that left out its fold, and the folds."""
    fold = folds(int(v.title.max()) + 1)[v.title]
    score = np.zeros(len(fold))
    for f in range(FOLDS):
        score[fold == f] = scores(t, fit(t, v, fold != f), fold == f)
    return score, fold


def main() -> None:
    directory = Path(sys.argv[1]) / "wiki-versions"
    v = versions(directory)
    t = table(v.pairs)
    score, fold = _unseen(t, v)
    log_odds = scaled(score, fold, v)[v.neighbour]
    told = 1 / (1 + np.exp(-log_odds))
    hit = (told > 0.5) + 0.5 * (told == 0.5)
    record: dict[str, Any] = {
        "data": "wiki-versions",
        "sha256": data_hash(directory),
        "articles": int(v.title.max()) + 1,
        "pairs": len(v.pairs),
        "neighbours": int(v.neighbour.sum()),
        "cross-validated accuracy": round(float(hit.mean()), 4),
        "cross-validated Brier": round(float(np.mean((1 - told) ** 2)), 4),
    }
    every = np.ones(len(v.pairs), dtype=bool)
    weights = replace(
        fit(t, v, every), slope=slope(score[v.neighbour]), record=record
    )
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=0) + b"\n")
    print(json.dumps(record | {"slope": weights.slope, "words": len(weights.words)}), file=sys.stderr)


if __name__ == "__main__":
    main()
