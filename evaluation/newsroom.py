"""Simulated newspapers that copy one another: known trees, written and scored.

`python -m evaluation.newsroom OUT` writes stories, `python -m evaluation newsroom DIR` traces each of them on
its own and scores what comes out: the figures of the hand-written families, and beside them what only
many stories can show: lines by their true number, links between independents, calibration.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from evaluation.clocks import options
from evaluation.press.plan import Plan
from evaluation.press.story import write_story
from evaluation.stories import scorer_beside
from firsthand.faces.result import to_json
from firsthand.run.local import trace

DRAWS = 500
BINS = 10
MOST_LINES = 8
_RANGES = {
    "lines": "independent lines of reporting in a story",
    "witnesses": "held texts of a story (never fewer than its lines)",
    "lost": "exemplars taken out of the pile; what nobody could tell is contracted",
}
_CHANCES = {
    "agency": "that the first line is an agency's; a third of it for every other line",
    "mixed": "that a further line is own reporting in a text that also copies",
    "lying_clock": "that the page of a copy prints no date or a false one",
    "html": "that a page is HTML",
}


def write(out: Path, stories: int, seed: int, plan: Plan) -> None:
    """Write `stories` folders; the same seed and plan give the same bytes."""
    for n in range(stories):
        write_story(out / f"story-{n:04}", plan, f"{seed}/{n}")


def run(
    directory: Path, predictions: Path | None = None, *, dates: str = "keep", workers: int = 1
) -> dict[str, Any]:
    """Return the figures of a folder of stories with their bootstrap intervals over stories.

    `predictions` is a file with one result a line, `{"story": NAME, "result": {...}}`, whose
    documents have the paths `NAME/FILE`.
    """
    module = scorer_beside(directory)
    folders = sorted(p.parent for p in directory.glob("*/truth.json"))
    if predictions is not None:
        rows = map(json.loads, predictions.read_text(encoding="utf-8").splitlines())
        given = {row["story"]: row["result"] for row in rows}
        results = [given[f.name] for f in folders]
    elif workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            results = list(pool.map(traced, folders, [dates] * len(folders)))
    else:
        results = [traced(f, dates) for f in folders]
    tables, counts = {}, {}
    for folder, result in zip(folders, results, strict=True):
        tables[folder.name] = _scored(module, folder, result)
        counts[folder.name] = observed(
            result, json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        )
    scorer = module.Scorer.__new__(module.Scorer)
    scorer.families = tables
    names = sorted(tables)

    def figures(chosen: list[str]) -> dict[str, float]:
        total: Counter[str] = Counter()
        for name in chosen:
            total.update(counts[name])
        usual, _ = scorer.figures(chosen)
        return usual | summary(total)

    rng = random.Random(0)
    draws = [figures([rng.choice(names) for _ in names]) for _ in range(DRAWS)]
    out: dict[str, Any] = {}
    intervals = {}
    for key, value in figures(names).items():
        spread = sorted(d[key] for d in draws if key in d)
        out[key] = round(value, 4)
        intervals[key] = [round(spread[int(q * (len(spread) - 1))], 4) for q in (0.05, 0.95)]
    documents = sum(len(json.loads((f / "truth.json").read_text())["documents"]) for f in folders)
    return out | {"stories_count": len(names), "documents_count": documents, "intervals": intervals}


def traced(folder: Path, dates: str) -> dict[str, Any]:
    """Return the result for one story, its documents under the paths `NAME/FILE`."""
    with tempfile.TemporaryDirectory() as place:
        inside = Path(place) / folder.name
        inside.mkdir()
        for path in sorted(folder.iterdir()):
            if path.suffix in {".txt", ".html"}:
                shutil.copyfile(path, inside / path.name)
        chosen = options(inside, dates, {}, Path(place) / "dates.jsonl")
        result = trace([str(inside)], chosen)
    decoded: dict[str, Any] = json.loads(to_json(result))
    return decoded


def _scored(module: Any, folder: Path, result: dict[str, Any]) -> Any:
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(folder, Path(place) / folder.name)
        return module.Scorer(result, Path(place), None, None).families[folder.name]


def observed(result: dict[str, Any], truth: dict[str, Any]) -> Counter[str]:
    """Return counts of one story: lines by their true number, links by kind of pair, confidence bins."""
    seen: Counter[str] = Counter()
    lines = len(truth["origins"])
    name = {d["id"]: Path(_path(d)).name for d in result["documents"]}
    main = max(result["stories"], key=lambda s: len(s["documents"]), default=None)
    got = (main or {}).get("independent") or {"low": 0, "best": 0, "high": 0}
    bucket = min(lines, MOST_LINES)
    seen[f"stories_{bucket}"] += 1
    seen[f"exact_{bucket}"] += got["best"] == lines
    seen[f"inside_{bucket}"] += got["low"] <= lines <= got["high"]
    seen[f"width_{bucket}"] += got["high"] - got["low"]

    above: dict[str, set[str]] = {}
    for entry in truth["relations"]:
        above.setdefault(entry["copy"], set()).add(entry["exemplar"])
    found: dict[frozenset[str], dict[str, Any]] = {}
    below: dict[str, set[str]] = {}
    for n, story in enumerate(result["stories"]):
        for relation in story["relations"]:
            ends = [name.get(relation[k]) for k in ("exemplar", "copy")]
            if all(ends):
                found[frozenset(ends)] = relation
            elif ends[1]:
                below.setdefault(f"{n}:{relation['exemplar']}", set()).add(ends[1])
    joined = {
        frozenset(p) for copies in below.values() for p in itertools.combinations(sorted(copies), 2)
    }
    statement, furniture = (
        {frozenset(p) for p in itertools.combinations(truth.get(k, ()), 2)}
        for k in ("statement", "furniture_groups")
    )
    for pair in itertools.combinations(sorted(truth["documents"]), 2):
        one, two = (line_above(p, above) for p in pair)
        if one & two:
            continue
        key = frozenset(pair)
        kind = (
            "statement" if key in statement else "furniture" if key in furniture else "independent"
        )
        seen[f"pairs_{kind}"] += 1
        seen[f"false_{kind}"] += key in found or key in joined
    for entry in truth["relations"]:
        key = frozenset((entry["exemplar"], entry["copy"]))
        if key in found and entry["direction_sure"]:
            relation = found[key]
            confidence = relation["direction_confidence"]
            b = min(BINS - 1, int(confidence * BINS))
            seen[f"bin_{b}"] += 1
            seen[f"bin_right_{b}"] += name[relation["exemplar"]] == entry["exemplar"]
            seen[f"bin_confidence_{b}"] += confidence
    return seen


def summary(total: Counter[str]) -> dict[str, float]:
    """Return the figures of summed counts."""
    out = {}
    for n in range(1, MOST_LINES + 1):
        if total[f"stories_{n}"]:
            for what in ("exact", "inside", "width"):
                out[f"{what}_of_{n}_lines"] = total[f"{what}_{n}"] / total[f"stories_{n}"]
    kinds = ("independent", "statement", "furniture")
    for kind in kinds:
        if total[f"pairs_{kind}"]:
            out[f"false_links_{kind}"] = total[f"false_{kind}"] / total[f"pairs_{kind}"]
    out["false_links"] = sum(total[f"false_{k}"] for k in kinds) / max(
        1, sum(total[f"pairs_{k}"] for k in kinds)
    )
    n = sum(total[f"bin_{b}"] for b in range(BINS))
    gaps = (abs(total[f"bin_right_{b}"] - total[f"bin_confidence_{b}"]) for b in range(BINS))
    out["direction_ece"] = sum(gaps) / n if n else 0.0
    out["direction_right"] = sum(total[f"bin_right_{b}"] for b in range(BINS)) / n if n else 0.0
    return out


def line_above(node: str, above: dict[str, set[str]]) -> set[str]:
    """Return a node with all that it draws on, near or far."""
    found, open_ = {node}, [node]
    while open_:
        for exemplar in above.get(open_.pop(), ()):
            if exemplar not in found:
                found.add(exemplar)
                open_.append(exemplar)
    return found


def _path(document: dict[str, Any]) -> str:
    return str(document.get("path") or document.get("locator", {}).get("path", ""))


def main() -> int:
    """Write a set of stories."""
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m evaluation.newsroom", description=__doc__)
    parser.add_argument("out", metavar="OUT", type=Path)
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    for name, what in _RANGES.items():
        usually = getattr(usual, name)
        parser.add_argument(
            f"--{name}", type=int, nargs=2, metavar=("LOW", "HIGH"), default=usually, help=what
        )
    for name, what in _CHANCES.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            type=float,
            metavar="CHANCE",
            default=getattr(usual, name),
            help=what,
        )
    chosen = parser.parse_args()
    values = {f: getattr(chosen, f) for f in Plan.__struct_fields__}
    plan = Plan(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
    write(chosen.out, chosen.stories, chosen.seed, plan)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
