"""Versions of one encyclopedia article: which of two neighbours is the older."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.fit_revision import data_hash, out_of_fold, table, versions
from evaluation.order import Pair, labelled, predicted, rows, score, told
from firsthand.run.fitted import load_revision
from firsthand.run.order import mixed


def pairs(directory: Path) -> list[Pair]:
    """Return the (older, newer) texts of all neighbours in the chains."""
    return [pair for pair, _ in _titled(directory)]


def _titled(directory: Path) -> list[tuple[Pair, str]]:
    texts = {r["id"]: r["text"] for r in rows(directory, "versions")}
    title = {r["text"]: r["title"] for r in rows(directory, "versions")}
    found = [
        ((texts[a], texts[b]), r["title"])
        for r in rows(directory, "chains")
        for a, b in pairwise(r["oldest_to_newest"])
    ]
    extra = labelled(directory, texts)
    return found + [(pair, title.get(pair[0], pair[0])) for pair in extra]


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return the figures; on the very articles that the weights were fitted on, out of fold."""
    titled = _titled(directory)
    found = [pair for pair, _ in titled]
    if predictions is not None:
        right, protocol = predicted(found, predictions), "predictions of a file"
    elif data_hash(directory) == load_revision().record.get("sha256"):
        every = versions(directory)
        log_odds = out_of_fold(table(every.pairs), every)[every.neighbour].tolist()
        chances = [
            0.5 if a == b else mixed(a, b, x)
            for (a, b), x in zip(found, log_odds, strict=False)  # labelled pairs may follow
        ]
        right = np.concatenate([chances, told(found[len(chances) :])])
        protocol = "the weights were fitted on these articles: out of fold, refitted by article"
    else:
        right, protocol = told(found), "shipped weights"
    return score(found, right, [title for _, title in titled]) | {"protocol": protocol}
