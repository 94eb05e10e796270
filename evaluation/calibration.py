"""Pictures of how far stated doubt can be believed: direction, kinship, numbers of lines.

    python -m evaluation.calibration DIR --out docs     (DIR written by evaluation.newsroom)

A reliability diagram (DeGroot & Fienberg 1983) sets what was stated against how often it held, in
ten equal bins; bars are 90 % intervals of Wilson (1927), which take pairs for independent. Expected
calibration errors (Naeini et al. 2015) are printed as one JSON line, their intervals bootstrapped
over stories, since pairs of one story hang together. The same results give the same bytes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.newsroom import BINS, DRAWS, MOST_LINES, line_above, observed, traced

Z = 1.6449  # standard normal deviate of a two-sided 90 % interval
INK, PAPER, FAINT = "#22262b", "#f8f8f5", "#8a9099"
BLUE, ORANGE = "#1f5fa8", "#b4500f"
_STYLE = {
    **dict.fromkeys(("axes.labelcolor", "text.color", "xtick.color", "ytick.color"), INK),
    **dict.fromkeys(("axes.facecolor", "figure.facecolor"), PAPER),
    **dict.fromkeys(("axes.spines.right", "axes.spines.top", "legend.frameon"), False),
    "axes.edgecolor": FAINT,
    "figure.titlesize": 11,
    "font.size": 9,
    "legend.handlelength": 1.2,
    "svg.fonttype": "none",
    "svg.hashsalt": "firsthand",
}


class Bin(NamedTuple):
    """One bin: its cases, the mean of what was stated of them, the share that held, its interval."""

    number: int
    count: int
    stated: float
    held: float
    low: float
    high: float


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Return the 90 % score interval of a share of `count` cases (Wilson 1927)."""
    share, z2 = hits / count, Z * Z / count
    centre = (share + z2 / 2) / (1 + z2)
    half = Z * math.sqrt(share * (1 - share) / count + z2 / (4 * count)) / (1 + z2)
    return max(0.0, centre - half), min(1.0, centre + half)


def put(seen: Counter[str], name: str, stated: float, held: bool) -> None:
    """Add a stated probability, and whether it held, to the counts of its bin."""
    b = min(BINS - 1, int(stated * BINS))
    seen[f"{name}_{b}"] += 1
    seen[f"{name}_right_{b}"] += held
    seen[f"{name}_confidence_{b}"] += stated


def bins(total: Counter[str], name: str) -> list[Bin]:
    """Return the bins of summed counts that are not empty."""
    kinds = (name, f"{name}_right", f"{name}_confidence")
    rows = [(b, *(total[f"{kind}_{b}"] for kind in kinds)) for b in range(BINS)]
    return [Bin(b, n, s / n, right / n, *wilson(right, n)) for b, n, right, s in rows if n]


def calibration_error(found: Sequence[Bin]) -> float:
    """Return the mean distance of stated from held, bins weighed by their cases; 0 for no bin."""
    n = sum(b.count for b in found)
    return math.fsum(b.count * abs(b.stated - b.held) for b in found) / n if n else 0.0


def kinship_observed(result: dict[str, Any], truth: dict[str, Any]) -> Counter[str]:
    """Return counts of one story's stated kinship, by bins, against the paths of the truth.

    `related`: any tie at all; `drew`: one text on the other, both directions; `common`: both on a
    third, neither on the other; `unstated`: pairs that were put into different stories.
    """
    seen: Counter[str] = Counter()
    above: dict[str, set[str]] = {}
    for entry in truth["relations"]:
        above.setdefault(entry["copy"], set()).add(entry["exemplar"])
    lines = {d: line_above(d, above) for d in truth["documents"]}
    name = {d["id"]: Path(d["path"]).name for d in result["documents"]}
    for kin in itertools.chain.from_iterable(s["kinship"] for s in result["stories"]):
        first, second = (name[d] for d in kin["documents"])
        forward, backward = first in lines[second], second in lines[first]
        related = bool(lines[first] & lines[second])
        put(seen, "related", 1.0 - kin["independent"], related)
        put(seen, "drew", kin["forward"], forward)
        put(seen, "drew", kin["backward"], backward)
        put(seen, "common", kin["common"], related and not forward and not backward)
        seen["pairs"] += 1
    seen["unstated"] = len(lines) * (len(lines) - 1) // 2 - seen["pairs"]
    return seen


def best_constant(total: Counter[str]) -> tuple[int, float]:
    """Return the number of lines that is most often true, and the share of stories it is true of."""
    best = max(range(1, MOST_LINES + 1), key=lambda n: (total[f"stories_{n}"], -n))
    return best, total[f"stories_{best}"] / max(1, _sum(total, "stories"))


def figures(total: Counter[str]) -> dict[str, float]:
    """Return the figures of summed counts."""
    names = {"direction": "bin", "related": "related", "drew": "drew", "common": "common"}
    out = {f"{key}_ece": calibration_error(bins(total, name)) for key, name in names.items()}
    stories = max(1, _sum(total, "stories"))
    out |= {f"lines_{what}": _sum(total, what) / stories for what in ("exact", "inside", "width")}
    return out | {"lines_best_constant": best_constant(total)[1]}


def bootstrapped(counts: Sequence[Counter[str]]) -> dict[str, Any]:
    """Return the figures of all stories with 90 % intervals, whole stories drawn together."""
    rng = random.Random(0)
    chosen = (rng.choices(counts, k=len(counts)) for _ in range(DRAWS))
    draws = [figures(sum(some, Counter())) for some in chosen]
    total = sum(counts, Counter())
    out: dict[str, Any] = {k: round(v, 4) for k, v in figures(total).items()}
    spread = {k: sorted(round(d[k], 4) for d in draws) for k in out}
    intervals = {k: [v[int(q * (DRAWS - 1))] for q in (0.05, 0.95)] for k, v in spread.items()}
    sizes = {"stories_count": len(counts), "direction_pairs": _sum(total, "bin")}
    sizes |= {"kinship_pairs": total["pairs"], "kinship_unstated": total["unstated"]}
    return out | sizes | {"intervals": intervals}


def draw_direction(figure: Any, total: Counter[str]) -> None:
    figure.suptitle("Which of two texts came first: stated confidence against the truth")
    top, below = figure.subplots(2, 1, sharex=True, height_ratios=(4, 1))
    _reliability(top, below, [("links between held texts", "bin", BLUE)], total)
    below.bar_label(below.containers[0], padding=1)
    top.set_ylabel("share in which the stated order was right")
    below.set(xlabel="stated confidence in the order", ylabel="links")


def draw_kinship(figure: Any, total: Counter[str]) -> None:
    figure.suptitle("How two texts hang together: stated probability against the truth")
    tops, belows = figure.subplots(2, 2, sharex=True, height_ratios=(4, 1))
    _reliability(tops[0], belows[0], [("related in any way", "related", BLUE)], total)
    ways = [("one drew on the other", "drew", BLUE), ("both drew on a third", "common", ORANGE)]
    _reliability(tops[1], belows[1], ways, total)
    tops[0].set_ylabel("share in which it was so")
    belows[0].set_ylabel("pairs")
    figure.supxlabel("stated probability", fontsize=9)


def draw_lines(figure: Any, total: Counter[str]) -> None:
    figure.suptitle("How many independent lines of reporting: stories counted rightly")
    axes = figure.subplots()
    stories = _sum(total, "stories")
    numbers = [n for n in range(1, MOST_LINES + 1) if total[f"stories_{n}"]]
    width = f"{_sum(total, 'width') / stories:.1f}"
    for what, label, colour, shift in (
        ("inside", f"true number in the stated interval (high - low: {width})", ORANGE, 0.09),
        ("exact", "best estimate is the true number", BLUE, -0.09),
    ):
        cases = [(total[f"{what}_{n}"], total[f"stories_{n}"]) for n in numbers]
        points = [(n + shift, h / c, *wilson(h, c)) for n, (h, c) in zip(numbers, cases, strict=True)]
        _bars(axes, points, f"{label}: {_sum(total, what) / stories:.0%} of all stories", colour)
    best, share = best_constant(total)
    label = f"always answering {best}, the best constant: {share:.0%} of all stories"
    axes.axhline(share, color=INK, linestyle="--", linewidth=1, label=label)
    axes.set(ylim=(-0.03, 1.03), xlabel="true number of lines (in brackets: stories)", ylabel="share of stories")
    names = {n: f"{n} or more" if n == MOST_LINES else str(n) for n in numbers}
    axes.set_xticks(numbers, [f"{names[n]}\n({total[f'stories_{n}']})" for n in numbers])
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1))


def save(path: Path, height: float, draw: Callable[[Any], None]) -> None:
    """Write one picture as SVG, `height` points high and as wide as 700 pixels of CSS."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(525 / 72, height / 72), layout="constrained")
        draw(figure)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})


def _reliability(top: Any, below: Any, series: Sequence[tuple[str, ...]], total: Counter[str]) -> None:
    top.plot([0, 1], [0, 1], color=FAINT, linestyle="--", linewidth=1)
    thick, most = 0.8 / BINS / len(series), 1
    for n, (label, name, colour) in enumerate(series):
        found = bins(total, name)
        points = [(b.stated, b.held, b.low, b.high) for b in found]
        _bars(top, points, f"{label}: off by {calibration_error(found):.3f}", colour)
        x = [(b.number + 0.1) / BINS + thick * (n + 0.5) for b in found]
        below.bar(x, [b.count for b in found], thick, color=colour)
        most = max([most, *(b.count for b in found)])
    top.set(xlim=(-0.02, 1.02), ylim=(-0.03, 1.03), xticks=[n / 5 for n in range(6)])
    top.legend(loc="lower left", bbox_to_anchor=(-0.02, 1))
    below.set(yscale="log", ylim=(0.6, most * 6))
    below.set_yticks([t for t in (1, 10, 100, 1000, 10000) if t <= most])
    below.yaxis.set_major_formatter("{x:.0f}")
    below.minorticks_off()


def _bars(axes: Any, points: Sequence[tuple[float, ...]], label: str, colour: str) -> None:
    """Draw points (x, y, low, high); a share of all or none lies on the end of its interval."""
    x, y, low, high = zip(*points, strict=True) if points else ((), (), (), ())
    ends = ((y, low), (high, y))
    reach = [[max(0.0, b - a) for b, a in zip(*end, strict=True)] for end in ends]
    fmt = "o" if colour == BLUE else "s"
    axes.errorbar(x, y, yerr=reach, fmt=fmt, color=colour, label=label, markersize=5, capsize=2.5)


def _sum(total: Counter[str], what: str) -> int:
    return sum(v for k, v in total.items() if k.rpartition("_")[0] == what)


_PICTURES = (("direction", 380, draw_direction), ("kinship", 345, draw_kinship), ("lines", 320, draw_lines))


def main() -> int:
    """Trace a folder of stories, write the three pictures, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibration", description=__doc__)
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    chosen = parser.parse_args()
    folders = sorted(p.parent for p in chosen.directory.glob("*/truth.json"))
    if not folders:
        parser.error(f"no story with a truth.json in {chosen.directory}")
    with ProcessPoolExecutor(chosen.workers) as pool:
        results = list(pool.map(traced, folders, ["keep"] * len(folders)))
    counts = []
    for folder, result in zip(folders, results, strict=True):
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        counts.append(observed(result, truth) + kinship_observed(result, truth))
    total = sum(counts, Counter())
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, height, draw in _PICTURES:
        save(chosen.out / f"calibration-{name}.svg", height, partial(draw, total=total))
    print(json.dumps(bootstrapped(counts)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
