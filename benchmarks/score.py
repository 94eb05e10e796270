"""How good are found pairs and passages against the truth of a corpus? Used by the other programs.

A pair of documents is right if the truth has it, in whatever order. Recall is by kind of reuse:
near duplicates `rec_nd`, pairs within wire families `rec_wire`, carried passages `rec_pass` (also
by edits). `prec` counts all pairs; `prec_x` leaves out wrong pairs whose texts end alike, which
share their outlet's notice and perhaps no more. `span_cov` is the mean share of a carried
passage's code points, in the copy, that the found passages of its pair cover; `span_80` the share
of carried passages of which at least four fifths are covered. `rec_150` and `prec_150` are recall of
all kinds and precision where only passages of 150 code points or more count: hardly a stock phrase of
the corpus is as long.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

KINDS = ("nd", "wire", "pass")
# Texts end alike if the last words of their last code points are the same.
TAIL, TAIL_WORDS = 80, 5
COVERED = 0.8
LONG = 150


def keys(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return one number for each unordered pair of documents."""
    return (np.minimum(a, b) << 32) + np.maximum(a, b)


def score(
    truth: dict[str, list], texts: Sequence[str], found: NDArray[np.int64]
) -> dict[str, float | int]:
    """Return recall, precision and coverage of `found`, rows `a, b` or `a, b` and four offsets."""
    kind, edit = np.array(truth["kind"]), np.array(truth["edit"], dtype=float)
    a, b = (np.array(truth[side], dtype=np.int64) for side in "ab")
    right = keys(a, b)
    rows = np.asarray(found, dtype=np.int64).reshape(len(found), -1 if len(found) else 2)
    rows = rows[rows[:, 0] != rows[:, 1]]
    pairs = np.unique(keys(rows[:, 0], rows[:, 1]))
    true = np.isin(pairs, right)
    wrong = pairs[~true]
    tails = np.array([" ".join(t[-TAIL:].split()[-TAIL_WORDS:]) for t in texts])
    alike = tails[wrong >> 32] == tails[wrong & 0xFFFFFFFF] if len(wrong) else np.empty(0, bool)
    out: dict[str, float | int] = {
        "pairs": len(pairs),
        "prec": _share(true),
        "prec_x": round(float(true.sum() / max(1, len(pairs) - alike.sum())), 4),
    }
    hit = np.isin(right, pairs)
    for name in KINDS:
        out[f"rec_{name}"] = _share(hit[kind == name])
    for rate in sorted(set(edit[kind == "pass"].tolist())):
        out[f"pass@{rate:g}"] = _share(hit[(kind == "pass") & (edit == rate)])
    if rows.shape[1] >= 6:
        cover = coverage(truth, rows)
        out["span_cov"] = round(float(cover.mean()), 4) if len(cover) else 0.0
        out["span_80"] = _share(cover >= COVERED)
        size = np.maximum(rows[:, 3] - rows[:, 2], rows[:, 5] - rows[:, 4])
        long = np.unique(keys(rows[:, 0], rows[:, 1])[size >= LONG])
        out[f"rec_{LONG}"] = _share(np.isin(right, long))
        out[f"prec_{LONG}"] = _share(np.isin(long, right))
    return out


def coverage(truth: dict[str, list], rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return for each carried passage the share of it, in the copy, that is covered by `rows`."""
    carried = [i for i, kind in enumerate(truth["kind"]) if kind == "pass"]
    by_pair: dict[int, list[list[int]]] = {}
    wanted = {int(keys(np.int64(truth["a"][i]), np.int64(truth["b"][i]))) for i in carried}
    of_rows = keys(rows[:, 0], rows[:, 1])
    chosen = np.flatnonzero(np.isin(of_rows, np.array(sorted(wanted), dtype=np.int64)))
    for key, row in zip(of_rows[chosen].tolist(), rows[chosen].tolist(), strict=True):
        by_pair.setdefault(key, []).append(row)
    out = np.zeros(len(carried))
    for at, i in enumerate(carried):
        copy, start, end = truth["b"][i], truth["b0"][i], truth["b1"][i]
        seen = np.zeros(max(0, end - start), bool)
        for row in by_pair.get(int(keys(np.int64(truth["a"][i]), np.int64(copy))), ()):
            low, high = row[4:6] if row[1] == copy else row[2:4]
            seen[max(0, low - start) : max(0, high - start)] = True
        out[at] = seen.mean() if len(seen) else 0.0
    return out


def _share(flags: NDArray[np.bool_]) -> float:
    return round(float(flags.mean()), 4) if len(flags) else 0.0
