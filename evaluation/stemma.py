"""Stemmata against true ones: who stands nearer to whom, over all triples of witnesses.

The average sign similarity of Roos & Heikkilä (Evaluating methods for computer-assisted stemmatology
using artificial benchmark data sets, 2009). Distances are numbers of edges, whichever way they point;
two witnesses that nothing joins are farther apart than any others, and as far as any two such.
A folder holds one tradition (`witnesses.jsonl[.gz]`, `stemma.json`) or folders that do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.bootstrap import interval
from evaluation.order import rows
from firsthand.lineage.tradition import Tradition
from firsthand.run.stemma import stemma

Edges = Iterable[tuple[str, str]]

FAR = 10**6  # edges between witnesses that no path joins


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return the similarity of the stemma of a folder, or the mean over its folders.

    `predictions` holds `{"edges": [[exemplar, copy], …]}`, for many folders one such by name.
    """
    said = json.loads(predictions.read_text(encoding="utf-8")) if predictions else None
    if _held(directory):
        return _one(directory, said)
    folders = [p for p in sorted(directory.iterdir()) if p.is_dir() and _held(p)]
    if not folders:
        raise SystemExit(f"evaluation: {directory} holds no witnesses.jsonl, and no folder that does")
    results = {p.name: _one(p, said[p.name] if said else None) for p in folders}
    scores = [r["average_sign_similarity"] for r in results.values() if "average_sign_similarity" in r]
    figures: dict[str, Any] = {"stemmata": len(folders), "by_folder": results}
    if scores:
        figures["average_sign_similarity"] = round(float(np.mean(scores)), 4)
        figures["average_sign_similarity_interval"] = interval(scores)
    return figures


def path_lengths(edges: Edges, witnesses: Sequence[str]) -> NDArray[np.float64]:
    """Return the number of edges between every two witnesses, FAR where no path leads."""
    near: dict[str, set[str]] = {w: set() for w in witnesses}
    for a, b in edges:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    out = np.full((len(witnesses), len(witnesses)), FAR, dtype=float)
    place = {w: n for n, w in enumerate(witnesses)}
    for w, n in place.items():
        seen, ring, steps = {w}, [w], 0
        while ring:
            for v in ring:
                if v in place:
                    out[n, place[v]] = steps
            ring = sorted({x for v in ring for x in near[v]} - seen)
            seen.update(ring)
            steps += 1
    return out


def sign_similarity(truth: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """Return the average sign similarity of two matrices of path lengths."""
    n = len(truth)
    if n < 3:
        return 1.0
    total, count = 0.0, n * (n - 1) * (n - 2)
    for a in range(n):
        rest = np.delete(np.arange(n), a)
        t, f = truth[a, rest], found[a, rest]
        apart = np.abs(np.sign(t[:, None] - t) - np.sign(f[:, None] - f)) / 2
        total += len(rest) * (len(rest) - 1) - float(apart.sum())
    return total / count


def _held(directory: Path) -> bool:
    return any((directory / f"witnesses.jsonl{end}").exists() for end in ("", ".gz"))


def _one(directory: Path, said: dict[str, Any] | None) -> dict[str, Any]:
    texts = {row["id"]: row["text"] for row in rows(directory, "witnesses")}
    figures: dict[str, Any] = {"witnesses": len(texts)}
    if said is None:
        found = stemma(texts)
        edges = found.edges
        figures |= _told(found)
    else:
        edges = tuple((a, b) for a, b in said["edges"])
    path = directory / "stemma.json"
    if path.exists():
        truth = json.loads(path.read_text(encoding="utf-8"))
        held = [w for w in truth["witnesses"] if w in texts]
        true_edges = [(a, b) for a, b in truth["edges_parent_child"]]
        similarity = sign_similarity(path_lengths(true_edges, held), path_lengths(edges, held))
        figures["average_sign_similarity"] = round(similarity, 4)
    return figures


def _told(found: Tradition) -> dict[str, Any]:
    return {
        "edges": [list(e) for e in found.edges],
        "hypothetical": list(found.lost),
        "roots": list(found.roots),
        "support": found.support,
    }
