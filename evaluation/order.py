"""Older or newer with all dates withheld: what the tasks reuters and wiki-versions share."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.bootstrap import grouped_interval
from firsthand.run.order import older

# A side is named from odds of five to one; nearer to one half the order is left open.
DECIDED = 5 / 6 - 1 / 2
SEED = 7
_CALIBRATED = 1000  # pairs from which an expected calibration error says anything

Pair = tuple[str, str]  # the exemplar's text, the copy's text


def rows(directory: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of NAME.jsonl or NAME.jsonl.gz; nothing where neither is there."""
    for path in (directory / f"{name}.jsonl.gz", directory / f"{name}.jsonl"):
        if path.exists():
            data = path.read_bytes()
            text = gzip.decompress(data) if path.suffix == ".gz" else data
            yield from (json.loads(line) for line in text.splitlines() if line.strip())
            return


def labelled(directory: Path, texts: Mapping[str, str]) -> list[Pair]:
    """Return the pairs of direction.jsonl, whose `a` and `b` are ids of texts or texts."""
    pairs = []
    for row in rows(directory, "direction"):
        a, b = (texts.get(row[k], row[k]) for k in ("a", "b"))
        pairs.append((a, b) if row["exemplar"] == "a" else (b, a))
    return pairs


def told(pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """Return the probability that the product gives to the truth, for pairs (older, newer).

    Sides are swapped by a fixed draw.
    """
    draw = random.Random(SEED)
    swapped = [draw.random() < 0.5 for _ in pairs]
    jobs = [(b, a) if s else (a, b) for (a, b), s in zip(pairs, swapped, strict=True)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        said = list(pool.map(_older, jobs, chunksize=16))
    return np.array([1 - p if s else p for p, s in zip(said, swapped, strict=True)])


def predicted(pairs: Sequence[Pair], predictions: Path) -> NDArray[np.float64]:
    """Return the probability of the truth by a file of predictions for the swapped pairs."""
    draw = random.Random(SEED)
    said = [float(json.loads(line)["probability"]) for line in predictions.open(encoding="utf-8")]
    return np.array([1 - p if draw.random() < 0.5 else p for p in said[: len(pairs)]])


def score(
    pairs: Sequence[Pair], right: NDArray[np.float64], groups: Sequence[object]
) -> dict[str, Any]:
    """Return the figures over pairs of (older, newer), given the probability of the truth.

    Intervals are bootstrapped over groups: pairs of one article or slug hang together.
    """
    hit = (right > 0.5) + 0.5 * (right == 0.5)
    sure = np.abs(right - 0.5) >= DECIDED
    figures: dict[str, Any] = {
        "pairs": len(pairs),
        "accuracy": _round(hit.mean()),
        "accuracy_interval": grouped_interval(hit, groups),
        "decided_accuracy": _round(hit[sure].mean()) if sure.any() else None,
        "decided_interval": grouped_interval(hit[sure], [g for g, s in zip(groups, sure, strict=True) if s])
        if sure.any()
        else None,
        "decided_coverage": _round(sure.mean()),
        "brier": _round(np.mean((1 - right) ** 2)),
        "brier_interval": grouped_interval((1 - right) ** 2, groups),
        "identical": sum(a == b for a, b in pairs),
        "longer_is_newer": _round(np.mean([len(b) > len(a) for a, b in pairs])),
        "longer_is_older": _round(np.mean([len(a) > len(b) for a, b in pairs])),
    }
    if len(pairs) >= _CALIBRATED:
        figures["expected_calibration_error"] = _round(_calibration(right))
    return figures


def _older(job: Pair) -> float:
    return older(*job)


def _calibration(right: NDArray[np.float64]) -> float:
    """Return the expected calibration error of the stated side, in ten equal bins."""
    stated = np.maximum(right, 1 - right)
    hit = (right > 0.5) + 0.5 * (right == 0.5)
    bins = np.minimum((stated * 10).astype(int), 9)
    return float(
        sum(
            (bins == b).mean() * abs(stated[bins == b].mean() - hit[bins == b].mean())
            for b in range(10)
            if (bins == b).any()
        )
    )


def _round(value: Any) -> float:
    return round(float(value), 4)
