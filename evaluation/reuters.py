"""Agency updates: which of two items of one slug is the older, dates withheld."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evaluation.order import Pair, labelled, rows, score

# Share of four-word runs in common from which a neighbour is an update.
UPDATE = 0.3


def pairs(directory: Path) -> list[Pair]:
    """Return the (older, newer) texts: updates, not identical re-sends."""
    texts = {r["id"]: f"{r.get('title') or ''}\n\n{r['text']}" for r in rows(directory, "articles")}
    found = [
        (texts[r["older"]], texts[r["newer"]])
        for r in rows(directory, "slug_pairs")
        if r["containment4"] >= UPDATE and not r["identical"]
    ]
    return found + labelled(directory, texts)


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    return score(pairs(directory), predictions)
