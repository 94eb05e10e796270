"""Fit the model that tells whether two names mean one bearer.

    python -m evaluation.fit_bearers DATA      (DATA/name-bench: pairs of names, MIT)

Boosted stumps (Friedman 2001): an additive model that can be read sign by sign. Ten-fold out of fold,
no name on both sides; written to `src/firsthand/run/weights/bearers.json` with its record.
Deterministic.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier

from evaluation.families import digest
from evaluation.name_pairs import Row, figures, is_body, together
from evaluation.order import rows
from firsthand.findings.bearers import BearerWeights, Step, signs

OUT = Path("src/firsthand/run/weights/bearers.json")
STUMPS = 150
RATE = 0.1
LEAST = 5
"""Pairs on either side of a step."""
FOLDS = 10
SEED = 0


def main() -> None:
    directory = Path(sys.argv[1]) / "name-bench"
    pairs = list(rows(directory, "pairs"))
    groups = together(pairs)
    truth = _truth(pairs)
    seen = figures(truth, out_of_fold(pairs, groups) > 0.5, groups)
    model = _fit(_signs(pairs), truth)
    intercept = float(np.log(truth.mean() / (1 - truth.mean())))
    merged: dict[tuple[int, float], tuple[float, float]] = {}
    for (tree,) in model.estimators_:
        t = tree.tree_
        key = int(t.feature[0]), round(float(t.threshold[0]), 5)
        if key[0] < 0:
            continue  # nothing left to split
        below, above = (float(t.value[n, 0, 0]) * RATE for n in (t.children_left[0], t.children_right[0]))
        old = merged.get(key, (0.0, 0.0))
        merged[key] = old[0] + below, old[1] + above
    record: dict[str, str | int | float] = {
        "data sha256": digest(directory)[:16],
        "pairs": len(pairs),
        "ten-fold precision": seen["precision"],
        "ten-fold recall": seen["recall"],
        "ten-fold F1": seen["f1"],
    }
    weights = BearerWeights(
        round(intercept, 5),
        tuple(Step(*key, round(b, 5), round(a, 5)) for key, (b, a) in sorted(merged.items())),
        record,
    )
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
    print(record, file=sys.stderr)


def out_of_fold(pairs: Sequence[Row], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the probability of "one bearer" for every pair by a model that saw none of its names."""
    x, y = _signs(pairs), _truth(pairs)
    fold = np.random.default_rng(SEED).permutation(int(groups.max()) + 1)[groups] % FOLDS
    found = np.zeros(len(pairs))
    for k in range(FOLDS):
        found[fold == k] = _fit(x[fold != k], y[fold != k]).predict_proba(x[fold == k])[:, 1]
    return found


def _fit(x: NDArray[np.float64], y: NDArray[np.bool_]) -> GradientBoostingClassifier:
    model = GradientBoostingClassifier(
        n_estimators=STUMPS, max_depth=1, learning_rate=RATE, min_samples_leaf=LEAST, random_state=SEED
    )
    return model.fit(x, y)


def _signs(pairs: Sequence[Row]) -> NDArray[np.float64]:
    return np.array([signs(r["name1"], r["name2"], body=is_body(r)) for r in pairs], dtype=np.float64)


def _truth(pairs: Sequence[Row]) -> NDArray[np.bool_]:
    return np.array([bool(r["is_match"]) for r in pairs])


if __name__ == "__main__":
    main()
