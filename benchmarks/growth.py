"""How do CPU and memory of the engine grow with the corpus? `python -m benchmarks.growth [SIZES]`.

Each size runs in a process of its own, beside the bound on the same texts. Linear growth means the
same CPU a document at every size; pairs of documents that share a stock phrase grow faster than
documents do, and past the processor's cache every look-up costs more, the bound's too.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.bound import bound
from benchmarks.chance import buffer
from benchmarks.corpus import made
from benchmarks.cost import FOLDER, alone, keep, machine
from benchmarks.passes import Passes, compiled
from benchmarks.peers import measure

SIZES = (2_000, 10_000, 100_000, 300_000)
SECONDS = 7_200.0  # what one size may take
_HEADS = (
    "documents", "MB", "CPU s", "us/doc", "bound, C", "bound, numba", "x documents", "x CPU",
    "RSS MB", "extra kB/doc", "rec_pass", "prec_x", "prec_150",
)  # fmt: skip


def measure_size(base: Path) -> dict[str, Any]:
    """Return cost and score of the engine in this process, and the bounds."""
    out = measure("firsthand", base)
    text, bounds = buffer(pq.read_table(f"{base}.parquet", columns=["text"]))
    kinds = [k for k in (Passes(), compiled()) if k is not None]
    out["us"] = round(1e6 * out["cpu"] / out["documents"], 2)
    out["mb"] = round(len(text) / 1e6, 1)
    out["bounds"] = {passes.name: bound(passes, text, bounds)["us"] for passes in kinds}
    return out


def shown(sizes: list[dict[str, Any]]) -> str:
    """Return the sizes as a table, each with its growth against the one before."""
    lines = ["".join(f"{head:>13}" for head in _HEADS)]
    before: dict[str, Any] | None = None
    for r in sizes:
        if "failed" in r:
            lines.append(f"{r['documents']:>13,}  {r['failed']}")
            continue
        more = ("-", "-")
        if before:
            more = tuple(f"{r[k] / before[k]:.1f}" for k in ("documents", "cpu"))
        cells = (
            f"{r['documents']:,}", r["mb"], f"{r['cpu']:.2f}", r["us"], r["bounds"].get("C", "-"),
            r["bounds"]["numba"], *more, r["rss_mb"],
            f"{1e3 * r['rss_extra_mb'] / r['documents']:.1f}",
            r["rec_pass"], r["prec_x"], r["prec_150"],
        )  # fmt: skip
        lines.append("".join(f"{cell:>13}" for cell in cells))
        before = r
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="How CPU and memory grow with the corpus.")
    parser.add_argument("sizes", type=int, nargs="*", help="documents", default=SIZES)
    parser.add_argument(
        "--here", type=Path, help="measure this corpus in this process; prints JSON"
    )
    given = parser.parse_args()
    if given.here:
        print(json.dumps(measure_size(given.here)))
        return
    sizes = []
    for size in given.sizes:
        base = made(size, FOLDER).resolve()
        found = alone("benchmarks.growth", "--here", str(base), seconds=SECONDS)
        sizes.append({"documents": size} | found)
        print(json.dumps(sizes[-1]), flush=True)
    keep("growth", {"machine": machine("firsthand", "numba", "numpy"), "sizes": sizes})
    print(shown(sizes))


if __name__ == "__main__":
    main()
