"""Draws what the other programs measured: `python -m benchmarks.pictures [--into docs]`.

From peers.json and growth.json of the results' folder come benchmarks-peers.svg and
benchmarks-growth.svg, the same bytes for the same figures, and benchmarks.json, the figures.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.cost import FOLDER

# White paper, dark ink: the same on a light and on a dark page. Colours from Okabe and Ito, which
# people with colour blindness tell apart; no line is told by its colour alone.
INK, PALE, OURS, BOUND, OTHERS = "#222222", "#8a8a8a", "#0072B2", "#D55E00", "#9a9a9a"
STYLE = {
    "svg.hashsalt": "firsthand", "svg.fonttype": "path", "font.family": "DejaVu Sans",
    "font.size": 10, "text.color": INK, "axes.edgecolor": PALE, "axes.labelcolor": INK,
    "xtick.color": INK, "ytick.color": INK, "axes.spines.top": False, "axes.spines.right": False,
    "figure.facecolor": "white", "axes.facecolor": "white",
}  # fmt: skip
_NAMES = {
    "firsthand": "firsthand", "gaoya": "gaoya\n(MinHash, Rust)", "rensa": "rensa\n(MinHash, Rust)",
    "polars": "Polars\n(join of runs)", "datasketch": "datasketch\n(MinHash, numpy)",
}  # fmt: skip


def peers(result: dict[str, Any]) -> Figure:
    """Return bars of CPU a document: the bound, the engine, the other tools."""
    tools = [r for r in result["tools"] if "failed" not in r]
    documents = tools[0]["documents"]
    bars = [("the least work\n(bound)", _least(result["bound"]["bounds"]), BOUND, "")]
    for r in sorted(tools, key=lambda r: (r["tool"] != "firsthand", r["cpu"])):
        shares = (f"{100 * r[kind]:.3g}" for kind in ("rec_nd", "rec_wire", "rec_pass"))
        found = " / ".join(shares) + (" %, and where" if "span_cov" in r else " %")
        colour = OURS if r["tool"] == "firsthand" else OTHERS
        bars.append((_NAMES[r["tool"]], 1e6 * r["cpu"] / documents, colour, found))
    figure, axes = plt.subplots(figsize=(8.4, 0.62 * len(bars) + 1.5), layout="constrained")
    places = range(len(bars), 0, -1)
    axes.barh(places, [b[1] for b in bars], color=[b[2] for b in bars], height=0.62)
    for at, (_, us, _, found) in zip(places, bars, strict=True):
        axes.annotate(f" {us:.0f} µs    {found}", (us, at), va="center", fontsize=9.5)
    axes.set_yticks(list(places), [b[0] for b in bars])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, 1.5 * max(b[1] for b in bars))
    axes.set_xlabel(f"µs of CPU time a document, {documents:,} made-up articles; less is better")
    figure.suptitle(
        "CPU time a document to find reuse, and how much of it is found:\n"
        "near duplicates / wire copies / carried passages",
        x=0.01, ha="left", fontsize=11,
    )  # fmt: skip
    return figure


def growth(result: dict[str, Any]) -> Figure:
    """Return CPU and memory a document by the size of the corpus."""
    sizes = [r for r in result["sizes"] if "failed" not in r]
    documents = [r["documents"] for r in sizes]
    figure, (left, right) = plt.subplots(1, 2, figsize=(8.4, 3.6), layout="constrained")
    lines = [("firsthand", OURS, [r["us"] for r in sizes])]
    lines.append(("the least work\n(bound)", BOUND, [_least_of(r["bounds"]) for r in sizes]))
    for name, colour, values in lines:
        _line(left, documents, values, name, colour)
    memory = [1e3 * r["rss_extra_mb"] / r["documents"] for r in sizes]
    _line(right, documents, memory, "firsthand", OURS)
    left.set_title("CPU time a document, µs", loc="left", fontsize=11)
    right.set_title("Memory a document beside the texts, kB", loc="left", fontsize=11)
    for axes in (left, right):
        axes.set_xscale("log")
        axes.set_ylim(0, 1.2 * axes.dataLim.ymax)
        axes.set_xticks(documents, [_short(n) for n in documents])
        axes.minorticks_off()
        axes.set_xlim(documents[0] / 1.5, documents[-1] * 6)
        axes.set_xlabel("documents")
    return figure


def _line(axes: Axes, x: list[int], y: list[float], name: str, colour: str) -> None:
    axes.plot(x, y, color=colour, marker="o", linewidth=2, markersize=5, clip_on=False)
    axes.annotate(
        name, (x[-1], y[-1]), xytext=(8, 0), textcoords="offset points", va="center", color=colour
    )
    above = {"xytext": (0, 7), "textcoords": "offset points", "ha": "center", "fontsize": 9}
    for at, value in zip(x, y, strict=True):
        axes.annotate(f"{value:.0f}", (at, value), **above)


def _least(bounds: dict[str, Any]) -> float:
    return _least_of({name: found["us"] for name, found in bounds.items()})


def _least_of(bounds: dict[str, float]) -> float:
    return min(bounds.values())


def _short(n: int) -> str:
    return f"{n // 1_000_000} M" if n >= 1_000_000 else f"{n // 1_000} k"


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of the figures measured last.")
    parser.add_argument("--into", type=Path, default=FOLDER, help="a folder")
    into = parser.parse_args().into
    kept = {}
    with mpl.rc_context(STYLE):
        for name, draw in (("peers", peers), ("growth", growth)):
            path = FOLDER / f"{name}.json"
            if not path.exists():
                print(f"{path} IS MISSING: run benchmarks.{name} first")
                continue
            kept[name] = json.loads(path.read_text(encoding="utf-8"))
            out = into / f"benchmarks-{name}.svg"
            draw(kept[name]).savefig(out, metadata={"Date": None, "Title": f"benchmarks: {name}"})
            print(out)
    figures = json.dumps(kept, indent=1, sort_keys=True) + "\n"
    (into / "benchmarks.json").write_text(figures, encoding="utf-8")


if __name__ == "__main__":
    main()
