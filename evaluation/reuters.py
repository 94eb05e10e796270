"""Agency updates: which of two items of one slug is the older, dates withheld."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evaluation.order import Pair, labelled, predicted, rows, score, told

# Share of four-word runs in common from which a neighbour is an update.
UPDATE = 0.3


def pairs(directory: Path) -> list[Pair]:
    """Return the (older, newer) texts: updates, not identical re-sends."""
    return [pair for pair, _ in _slugged(directory)]


def _slugged(directory: Path) -> list[tuple[Pair, str]]:
    texts = {r["id"]: f"{r.get('title') or ''}\n\n{r['text']}" for r in rows(directory, "articles")}
    found = [
        ((texts[r["older"]], texts[r["newer"]]), r["slug"])
        for r in rows(directory, "slug_pairs")
        if r["containment4"] >= UPDATE and not r["identical"]
    ]
    return found + [(pair, pair[0]) for pair in labelled(directory, texts)]


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return the figures of the shipped weights."""
    slugged = _slugged(directory)
    found = [pair for pair, _ in slugged]
    right = predicted(found, predictions) if predictions is not None else told(found)
    return score(found, right, [slug for _, slug in slugged])
