"""Two names: one bearer or two? F1 of "one" on labelled pairs, names alone.

Rows `{name1, name2, schema, is_match}`. On the folder that the shipped weights were fitted on, they
are fitted anew without the pairs to be judged: ten folds, no name on both sides of one; the figure is
that of all pairs judged so. Elsewhere the shipped weights are asked. `predictions` holds JSON lines
`{"match": true|false}`, one a pair.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.families import digest
from evaluation.name_pairs import figures, is_body, together
from evaluation.order import rows
from firsthand.findings.bearers import one_bearer
from firsthand.run.fitted import load_bearers


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
