"""Sentence pairs with a yes or no label: how well firsthand tells whether they say the same.

Several figures, never mixed. The main ones are `evaluation.pair_judge`'s in ten-fold
cross-validation on the folder itself: whatever is learned is learned on the other nine folds.
`without_vectors` is the same with no sentence encoder; `apart` lets no sentence stand on both sides
of a fold; `linear` is a plain logistic regression of the features alone, which weights in a file
could hold. `shipped` asks the weights that alignment uses as they are, never fitted on these sets,
and made for another question. Intervals are Wilson's for accuracy, percentile bootstrap for F1.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from evaluation.bare import analysed
from evaluation.pair_judge import Folds, Material, decide, material
from firsthand.reuse.features import rewording
from firsthand.reuse.gist import Gist, gists, join
from firsthand.reuse.meaning import Encoder, vectors
from firsthand.reuse.weights import kind_of
from firsthand.run.models import load_encoder, load_weights

_FOLDS = 10
_SEED = 20_250_212
"""Of the folds and the bootstrap."""
_RESAMPLES = 1_000
_Z = 1.959964
"""Standard normal quantile of a 95 % interval."""
_STRENGTH = 0.05
"""Inverse strength of the L2 penalty of the logistic regression."""


def run(directory: Path, predictions: Path | None) -> dict[str, object]:
    """Return accuracy and F1 of the shipped weights and of a cross-validated fit, or of a file.

    A file of predictions has JSON lines {id, label}, with label 0 or 1.
    """
    with gzip.open(directory / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    truth = np.array([int(pair["label"]) for pair in pairs])
    if predictions is not None:
        said = {
            row["id"]: int(row["label"])
            for row in map(json.loads, predictions.read_text(encoding="utf-8").strip().split("\n"))
        }
        given = np.array([said.get(pair["id"], 0) for pair in pairs])
        return {"pairs": len(pairs), **score(truth, given)}
    texts = [(pair["a"], pair["b"]) for pair in pairs]
    encoder = load_encoder()
    kind = kind_of(translated=False, vectors=encoder is not None)
    chances = load_weights().judges[kind].alone.probability(shipped_features(texts, encoder))
    result: dict[str, object] = {
        "pairs": len(pairs),
        "positive": int(truth.sum()),
        "protocol": f"{_FOLDS}-fold cross-validation on this folder, split by pair",
        "evidence": kind,
        "shipped": score(truth, (chances >= 0.5).astype(int)),
        "without_vectors": _judged(material(texts, None), truth, by_pair(truth)),
    }
    seen = material(texts, encoder)
    result["apart"] = _judged(seen, truth, by_sentence(texts, truth))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, max_iter=2_000))
    folds = list(by_pair(truth))
    result["linear"] = score(truth, cross_val_predict(model, seen.features, truth, cv=folds))
    return {**result, **_judged(seen, truth, folds)}


def _judged(
    seen: Material, truth: NDArray[np.int_], folds: Folds
) -> dict[str, float | list[float]]:
    return score(truth, (decide(seen, truth, folds) > 0).astype(int))


def by_pair(truth: NDArray[np.int_]) -> Folds:
    return StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED).split(truth, truth)


def by_sentence(texts: Sequence[tuple[str, str]], truth: NDArray[np.int_]) -> Folds:
    """Return folds in which no sentence is on both sides: pairs that share one stay together."""
    count = len(texts)
    places: dict[str, int] = {}
    ends = [
        [places.setdefault(text, len(places)) for text in column]
        for column in zip(*texts, strict=True)
    ]
    links = csr_matrix((np.ones(count), (ends[0], ends[1])), shape=(len(places), len(places)))
    groups = connected_components(links, directed=False)[1][ends[0]]
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=_SEED)
    return folds.split(truth, truth, groups)


def shipped_features(
    pairs: Sequence[tuple[str, str]], encoder: Encoder | None
) -> NDArray[np.float64]:
    """Return one row of the features that alignment uses a pair, whole texts as single passages."""
    rows = []
    for left, right in pairs:
        cosine = 0.0
        if encoder is not None:
            one, two = vectors([left, right], encoder)
            cosine = float(np.clip(one @ two, 0.0, 1.0))
        rows.append(rewording(_gist(left), _gist(right), cosine))
    return np.array(rows, dtype=np.float64)


def _gist(text: str) -> Gist:
    return join(gists(analysed(text)))


def score(truth: NDArray[np.int_], given: NDArray[np.int_]) -> dict[str, float | list[float]]:
    """Return accuracy and F1 of the positive label, each with its 95 % interval."""
    right = int((truth == given).sum())
    draws = np.random.default_rng(_SEED).integers(0, len(truth), (_RESAMPLES, len(truth)))
    resampled = [_f1(truth[draw], given[draw]) for draw in draws]
    return {
        "accuracy": round(right / len(truth), 4),
        "accuracy_interval": wilson(right, len(truth)),
        "f1": round(_f1(truth, given), 4),
        "f1_interval": [round(float(v), 4) for v in np.percentile(resampled, [2.5, 97.5])],
    }


def _f1(truth: NDArray[np.int_], given: NDArray[np.int_]) -> float:
    both = int((truth & given).sum())
    return 2 * both / max(1, int(truth.sum()) + int(given.sum()))


def wilson(right: int, total: int) -> list[float]:
    """Return the 95 % score interval of a share (Wilson 1927); good for small counts too."""
    if not total:
        return [0.0, 1.0]
    share, spread = right / total, _Z * _Z / total
    middle = share + spread / 2
    reach = _Z * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    return [
        round(max(0.0, (middle - reach) / (1 + spread)), 4),
        round(min(1.0, (middle + reach) / (1 + spread)), 4),
    ]
