"""Versions of one encyclopedia article: which of two neighbours is the older."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluation.order import Pair, labelled, rows, score


def pairs(directory: Path) -> list[Pair]:
    """Return the (older, newer) texts of all neighbours in the chains."""
    texts = {r["id"]: r["text"] for r in rows(directory, "versions")}
    found = [
        (texts[a], texts[b])
        for r in rows(directory, "chains")
        for a, b in pairwise(r["oldest_to_newest"])
    ]
    return found + labelled(directory, texts)


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    return score(pairs(directory), predictions)
