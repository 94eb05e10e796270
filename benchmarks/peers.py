"""What does the engine cost against other tools, and what do they find? `python -m benchmarks.peers [BASE]`.

Each tool goes from `list[str]` to pairs of documents in a process of its own; reading the corpus,
imports and compiling are not counted. Tools that have a threshold get Jaccard .5 over runs of five
words: at what they take by default (.75 gaoya, .9 datasketch) they find less still, and none of them
gives passages. The Polars join is the least that somebody would write in their stead: runs of five
words, one in four, no run in more than fifty documents, three shared runs make a pair.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.corpus import made
from benchmarks.cost import FOLDER, alone, keep, machine, measured
from benchmarks.score import score

DOCUMENTS = 10_000
SECONDS = 1_800.0  # what one tool may take
JACCARD, RUN = 0.5, 5
HASHES, BANDS = 128, 32
SAMPLED, COMMON, SHARED = 4, 50, 3  # of the join
TIMES, QUICK = 3, 15.0  # the best of so many runs, where one takes fewer CPU seconds than this
_WARM = 50
_BATCH = 5_000
_COLUMNS = (
    "cpu", "wall", "rss_mb", "rss_extra_mb", "rec_nd", "rec_wire", "rec_pass", "span_cov", "prec",
    "prec_x", "rec_150", "prec_150",
)  # fmt: skip

Pairs = NDArray[np.int64]


def firsthand(texts: Sequence[str], outlets: Sequence[str]) -> Pairs:
    from firsthand.reuse import find_reuse

    return find_reuse(texts, outlets=outlets)


def gaoya(texts: Sequence[str], outlets: Sequence[str]) -> Pairs:
    """MinHash in Rust, on all cores."""
    del outlets
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=JACCARD, num_bands=BANDS, band_size=HASHES // BANDS,
        num_hashes=None, analyzer="word", lowercase=True, ngram_range=(RUN, RUN),
    )  # fmt: skip
    index.par_bulk_insert_docs(list(range(len(texts))), list(texts))
    found = index.par_bulk_query(list(texts), return_similarity=False)
    return _pairs([(i, j) for i, others in enumerate(found) for j in others if i < j])


def rensa(texts: Sequence[str], outlets: Sequence[str]) -> Pairs:
    """MinHash in Rust over runs made in Python."""
    del outlets
    from rensa import RMinHash, RMinHashLSH

    hashes = []
    for at in range(0, len(texts), _BATCH):
        sets = [list(runs(text)) for text in texts[at : at + _BATCH]]
        hashes += RMinHash.from_token_sets(sets, num_perm=HASHES, seed=42)
    index = RMinHashLSH(threshold=JACCARD, num_perm=HASHES, num_bands=BANDS)
    out = []
    for i, own in enumerate(hashes):
        out += [(j, i) for j in index.query(own) if hashes[j].jaccard(own) >= JACCARD]
        index.insert(i, own)
    return _pairs(out)


def datasketch(texts: Sequence[str], outlets: Sequence[str]) -> Pairs:
    """MinHash in numpy over runs made in Python."""
    del outlets
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=JACCARD, num_perm=HASHES)
    hashes, out = [], []
    for i, text in enumerate(texts):
        own = MinHash(num_perm=HASHES)
        own.update_batch([run.encode() for run in runs(text)])
        out += [(j, i) for j in index.query(own) if hashes[j].jaccard(own) >= JACCARD]
        index.insert(i, own)
        hashes.append(own)
    return _pairs(out)


def polars(texts: Sequence[str], outlets: Sequence[str]) -> Pairs:
    """A join of hashed runs, on all cores."""
    del outlets
    import polars as pl

    words = pl.col("text").str.to_lowercase().str.extract_all(r"\w+")
    word = pl.col("word").hash(1)
    run = pl.struct([word.shift(-k).alias(f"w{k}") for k in range(RUN)]).hash(2)
    kept = (
        pl.LazyFrame({"id": range(len(texts)), "text": texts})
        .select("id", word=words)
        .explode("word")
        .with_columns(run=run, whole=pl.col("id").shift(1 - RUN) == pl.col("id"))
        .filter(pl.col("whole") & (pl.col("run") % SAMPLED == 0))
        .select("id", "run")
        .unique()
        .collect()
    )
    rare = kept.group_by("run").len().filter(pl.col("len").is_between(2, COMMON))
    kept = kept.join(rare.select("run"), on="run", how="semi")
    both = kept.join(kept, on="run").filter(pl.col("id") < pl.col("id_right"))
    found = both.group_by("id", "id_right").len().filter(pl.col("len") >= SHARED)
    return found.select("id", "id_right").to_numpy()


TOOLS: dict[str, Callable[[Sequence[str], Sequence[str]], Pairs]] = {
    tool.__name__: tool for tool in (firsthand, gaoya, polars, rensa, datasketch)
}


def runs(text: str) -> set[str]:
    """Return the runs of RUN words of a text."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}


def _pairs(found: list[tuple[int, int]]) -> Pairs:
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def measure(name: str, base: Path) -> dict[str, Any]:
    """Return cost and score of one tool in this process."""
    table = pq.read_table(f"{base}.parquet", columns=["text", "outlet"])
    texts = table["text"].to_pylist()
    outlets = [str(o) for o in table["outlet"].to_pylist()]
    del table
    tool = TOOLS[name]
    tool(texts[:_WARM], outlets[:_WARM])
    found, cost = measured(lambda: tool(texts, outlets))
    for _ in range(TIMES - 1):
        if cost["cpu"] < QUICK:
            again = measured(lambda: tool(texts, outlets))[1]
            cost |= {unit: min(cost[unit], again[unit]) for unit in ("cpu", "wall")}
    truth = pq.read_table(f"{base}.truth.parquet").to_pydict()
    return {"tool": name, "documents": len(texts)} | cost | score(truth, texts, found)


def shown(results: list[dict[str, Any]]) -> str:
    """Return results as a table; CPU and memory as multiples of the engine's, too."""
    own = next((r for r in results if r["tool"] == "firsthand" and "failed" not in r), None)
    lines = [f"{'':12}{'us/doc':>9}{'times':>7}" + "".join(f"{c:>13}" for c in _COLUMNS)]
    for r in results:
        if "failed" in r:
            lines.append(f"{r['tool']:12} {r['failed']}")
            continue
        times = f"{r['cpu'] / own['cpu']:.2f}" if own else "-"
        cells = "".join(f"{r.get(c, '-'):>13}" for c in _COLUMNS)
        lines.append(f"{r['tool']:12}{1e6 * r['cpu'] / r['documents']:9.1f}{times:>7}{cells}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="The engine and other tools on one corpus.")
    parser.add_argument("base", type=Path, nargs="?", help="a corpus, without .parquet")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="without a corpus")
    parser.add_argument("--tool", choices=TOOLS, action="append", help="this one only; repeatable")
    parser.add_argument("--here", action="store_true", help="in this process; prints JSON")
    given = parser.parse_args()
    base = (given.base or made(given.documents, FOLDER)).resolve()
    if given.here:
        print(json.dumps(measure(given.tool[0], base)))
        return
    results = []
    for name in given.tool or TOOLS:
        found = alone("benchmarks.peers", str(base), "--here", "--tool", name, seconds=SECONDS)
        results.append({"tool": name} | found)
        print(json.dumps(results[-1]), flush=True)
    least = alone("benchmarks.bound", str(base), "--json", seconds=SECONDS)
    where = machine("firsthand", *(name for name in TOOLS if name != "firsthand"))
    keep("peers", {"machine": where, "tools": results, "bound": least})
    print(shown(results))
    if "bounds" in least:
        us = {name: found["us"] for name, found in least["bounds"].items()}
        print("bound, us a document: " + ", ".join(f"{name} {v:g}" for name, v in us.items()))


if __name__ == "__main__":
    main()
