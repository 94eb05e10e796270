"""How many runs of words do unrelated articles share? `python -m benchmarks.chance BASE`.

Articles are unrelated where no planted pair joins them and their outlets differ (an outlet's own
notice is no chance). A run found at more than fifty places is left out of the pairs, as engines do.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.passes import COMMON, GRAM, Passes, room

LONG = 3  # shared runs of six words that make eight in a row


def joined(n: int, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a number for each of n documents, the same for those that pairs join."""
    group = np.arange(n)
    while True:
        low = np.minimum(group[a], group[b])
        before = group.copy()
        np.minimum.at(group, a, low)
        np.minimum.at(group, b, low)
        if (group == before).all():
            return group


def unrelated(base: Path) -> dict[str, float]:
    """Return figures on the runs of GRAM words that unrelated documents share."""
    table = pq.read_table(f"{base}.parquet", columns=["text", "outlet"])
    outlet = table["outlet"].to_numpy()
    truth = pq.read_table(f"{base}.truth.parquet", columns=["a", "b"])
    family = joined(len(outlet), truth["a"].to_numpy(), truth["b"].to_numpy())
    text, bounds = buffer(table)
    to, passes = room(text, bounds), Passes()
    bits = passes.words(text, bounds, to).bit_length()
    kept = passes.grams(to, bits, mask=0)
    keys, places, first = to.keys[:kept], to.places[:kept], to.first
    passes.sort(keys, to.spare[:kept])
    grams = keys >> np.uint64(bits)
    at = places[(keys & np.uint64((1 << bits) - 1)).astype(np.int64)]
    document = np.searchsorted(first, at, side="right") - 1
    starts = np.flatnonzero(np.r_[True, grams[1:] != grams[:-1]])
    seen = np.zeros(len(outlet), np.int64)
    pairs = []
    for low, high in zip(starts.tolist(), np.r_[starts[1:], len(grams)].tolist(), strict=True):
        if high - low < 2:
            continue
        here = document[low:high]
        if (family[here] == family[here[0]]).all() or (outlet[here] == outlet[here[0]]).all():
            continue
        if high - low > COMMON:
            np.add.at(seen, here, 1)
            continue
        x, y = np.triu_indices(high - low, 1)
        x, y = here[x], here[y]
        apart = (family[x] != family[y]) & (outlet[x] != outlet[y])
        np.add.at(seen, np.unique(np.r_[x[apart], y[apart]]), 1)
        pairs.append(np.minimum(x, y)[apart] * len(outlet) + np.maximum(x, y)[apart])
    together, times = np.unique(np.concatenate([*pairs, np.empty(0, np.int64)]), return_counts=True)
    n = len(outlet)
    return {
        "documents": n,
        "words a document": round(len(to.hashes) / n, 1),
        f"share of runs of {GRAM} words that an unrelated article has": round(
            float(seen.sum() / len(keys)), 4
        ),
        "pairs a document that share a run": round(len(together) / n, 3),
        f"pairs a document that share {LONG} runs": round(int((times >= LONG).sum()) / n, 3),
    }


def buffer(table) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the texts of a table as one UTF-8 buffer and their bounds."""
    texts = table["text"].combine_chunks()
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int64)[: len(texts) + 1]
    return np.frombuffer(data, np.uint8)[: bounds[-1]], bounds


def main() -> None:
    parser = argparse.ArgumentParser(description="Runs of words that unrelated articles share.")
    parser.add_argument("base", type=Path, help="a corpus, without .parquet")
    for name, figure in unrelated(parser.parse_args().base).items():
        print(f"{name}: {figure}")


if __name__ == "__main__":
    main()
