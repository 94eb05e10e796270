"""Two names: one bearer or two? F1 of "one" on labelled pairs, names alone.

Rows `{name1, name2, schema, is_match}`. On the folder that the shipped weights were fitted on, they
are fitted anew without the pairs to be judged: ten folds, no name on both sides of one; the figure is
that of all pairs judged so. Elsewhere the shipped weights are asked. `predictions` holds JSON lines
`{"match": true|false}`, one a pair.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.families import digest
from evaluation.order import rows
from firsthand.findings.bearers import one_bearer
from firsthand.run.fitted import load_bearers

DRAWS = 1000

Row = dict[str, Any]


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return precision, recall and F1 of "one bearer" with its interval over groups of pairs that share names."""
    pairs = list(rows(directory, "pairs"))
    truth = np.array([bool(r["is_match"]) for r in pairs])
    groups = together(pairs)
    if predictions is not None:
        lines = predictions.read_text(encoding="utf-8").splitlines()
        said, protocol = np.array([bool(json.loads(line)["match"]) for line in lines]), "from a file"
    elif load_bearers().record.get("data sha256") == digest(directory)[:16]:
        # Only this needs the extra: pip install 'firsthand[fit]'.
        from evaluation.fit_bearers import out_of_fold

        said, protocol = out_of_fold(pairs, groups) > 0.5, "the weights were fitted on this folder: ten folds"
    else:
        weights = load_bearers()
        said = np.array([one_bearer(r["name1"], r["name2"], weights, body=is_body(r)) > 0.5 for r in pairs])
        protocol = "shipped weights"
    return {"pairs": len(pairs), "protocol": protocol} | figures(truth, said, groups)


def is_body(row: Row) -> bool:
    """Return whether the names of a pair are no person's."""
    return bool(row.get("schema", "Person") != "Person")


def together(pairs: Sequence[Row]) -> NDArray[np.int64]:
    """Return a number for each pair, the same where pairs share a name, near or far."""
    home: dict[str, str] = {}

    def found(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    for r in pairs:
        home[found(r["name1"].casefold())] = found(r["name2"].casefold())
    number = {root: n for n, root in enumerate(dict.fromkeys(found(r["name1"].casefold()) for r in pairs))}
    return np.array([number[found(r["name1"].casefold())] for r in pairs], dtype=np.int64)


def figures(truth: NDArray[np.bool_], said: NDArray[np.bool_], groups: NDArray[np.int64]) -> dict[str, Any]:
    """Return precision, recall, F1, and the 90 % bootstrap interval of F1 over groups."""
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(DRAWS):
        chosen = np.concatenate([members[k] for k in rng.integers(0, len(members), len(members))])
        draws.append(_f1(truth[chosen], said[chosen])[2])
    precision, recall, f1 = _f1(truth, said)
    low, high = np.quantile(draws, [0.05, 0.95])
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "f1_interval": [round(float(low), 4), round(float(high), 4)],
    }


def _f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> tuple[float, float, float]:
    both = float((truth & said).sum())
    precision, recall = both / max(1.0, float(said.sum())), both / max(1.0, float(truth.sum()))
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0
