"""Does one claim exaggerate, downplay, or say the same as another: macro F1 over the three.

Rows `{a, b, label}`, the label seen from `a` to `b`. The answer compares the steps of the causal claims
that both make (`findings.strength`): rules by hand from the meaning of the words, nothing is fitted.
`predictions` holds JSON lines `{"label": ...}`, one a row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.order import rows
from firsthand.findings.strength import strength

LABELS = ("downplays", "exaggerates", "same")
DRAWS = 1000


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return macro F1, accuracy, F1 of each label, and the 90 % bootstrap interval of macro F1 over pairs."""
    pairs = list(rows(directory, "pairs"))
    truth = [str(r["label"]) for r in pairs]
    if predictions is not None:
        said = [json.loads(line)["label"] for line in predictions.read_text(encoding="utf-8").splitlines()]
    else:
        said = [compared(r["a"], r["b"]) for r in pairs]
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(DRAWS):
        chosen = rng.integers(0, len(truth), len(truth))
        draws.append(macro([truth[k] for k in chosen], [said[k] for k in chosen]))
    low, high = np.quantile(draws, [0.05, 0.95])
    return {
        "pairs": len(pairs),
        "macro_f1": round(macro(truth, said), 4),
        "macro_f1_interval": [round(float(low), 4), round(float(high), 4)],
        "accuracy": round(float(np.mean([t == s for t, s in zip(truth, said, strict=True)])), 4),
        "f1": {label: round(f1(truth, said, label), 4) for label in LABELS},
        "always_same_macro_f1": round(macro(truth, ["same"] * len(truth)), 4),
    }


def compared(a: str, b: str) -> str:
    """Return what b does to the claim of a.

    >>> compared("Tea is linked to sleep.", "Tea causes sleep.")
    'exaggerates'
    """
    one, other = strength(a), strength(b)
    return "same" if one == other else "exaggerates" if other > one else "downplays"


def macro(truth: Sequence[str], said: Sequence[str]) -> float:
    """Return the mean of the F1 of the three labels."""
    return float(np.mean([f1(truth, said, label) for label in LABELS]))


def f1(truth: Sequence[str], said: Sequence[str], label: str) -> float:
    """Return the F1 of one label."""
    both = sum(t == s == label for t, s in zip(truth, said, strict=True))
    return 2 * both / max(1, truth.count(label) + said.count(label))
