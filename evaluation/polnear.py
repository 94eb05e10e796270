"""Attributions in English news: content spans by any overlap and exactly, and who says what is in marks.

`articles.jsonl[.gz]` ({id, text}) and `attributions.jsonl[.gz]` ({article, annotator, source, cue, content}). A span that is said
counts where it overlaps (or equals) a content span of any annotator of the article. Recall is over the attributions of the
annotator who marked most in an article, so that nobody's attribution counts twice. The source is right where it
overlaps the annotated one, among attributions whose content holds quotation marks and that have a source.
Nothing is fitted; the verbs were listed with a quarter of the articles in view. `predictions`: JSON lines
`{article, content: {start, end}, source: {start, end} | null}`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from evaluation.bare import analysed
from evaluation.bootstrap import summed
from evaluation.order import rows
from firsthand.text.attributions import attributions

MARKS = frozenset("“”\"«»")

Said = list[tuple[tuple[int, int], tuple[int, int] | None]]  # content, source


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return precision, recall and F1 by overlap and exactly, and the share of sources, with intervals over articles."""
    given: dict[str, Said] | None = None
    if predictions is not None:
        given = defaultdict(list)
        for line in predictions.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            given[row["article"]].append((_span(row["content"]), _span(row["source"]) if row.get("source") else None))
    marked: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(directory, "attributions"):
        if row["content"]:
            marked[row["article"]][row["annotator"]].append(row)
    tables = []
    for article in rows(directory, "articles"):
        if marked[article["id"]]:
            said = given[article["id"]] if given is not None else told(article["text"])
            tables.append(observed(said, marked[article["id"]], article["text"]))
    return {"articles": len(tables)} | summed(tables, figures, ("overlap_f1", "exact_f1", "source"))


def told(text: str) -> Said:
    """Return what firsthand reads in a text."""
    return [
        ((a.content.start, a.content.end), (a.source.start, a.source.end) if a.source else None)
        for a in attributions(analysed(text))
    ]


def observed(said: Said, marked: dict[str, list[dict[str, Any]]], text: str) -> Counter[str]:
    """Return the counts of one article."""
    seen: Counter[str] = Counter()
    every = [_span(c) for some in marked.values() for row in some for c in row["content"]]
    exact = set(every)
    for content, _ in said:
        seen["said"] += 1
        seen["said_right"] += any(_meet(content, g) for g in every)
        seen["said_exact"] += content in exact
    for row in max(marked.values(), key=len):
        spans = [_span(c) for c in row["content"]]
        whole = min(s for s, _ in spans), max(e for _, e in spans)
        met = [(c, s) for c, s in said if any(_meet(c, g) for g in spans)]
        seen["marked"] += 1
        seen["found"] += bool(met)
        seen["found_exact"] += any(c == whole or c in spans for c, _ in met)
        if row["source"] and any(MARKS & set(text[a:b]) for a, b in spans):
            seen["quoted"] += 1
            seen["source_right"] += any(s is not None and any(_meet(s, _span(g)) for g in row["source"]) for _, s in met)
    return seen


def figures(seen: Counter[str]) -> dict[str, float]:
    """Return the figures of summed counts."""
    found = {}
    for name, right, hit in (("overlap", "said_right", "found"), ("exact", "said_exact", "found_exact")):
        p, r = seen[right] / max(1, seen["said"]), seen[hit] / max(1, seen["marked"])
        found |= {f"{name}_precision": p, f"{name}_recall": r, f"{name}_f1": 2 * p * r / (p + r) if p + r else 0.0}
    return found | {"source": seen["source_right"] / max(1, seen["quoted"])}


def _span(row: dict[str, Any]) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
