"""Details that change between sentences with nearly the same words: MRPC (Dolan and Brockett 2005), read pair by pair.

Raters called many pairs the same statement although a number, a day or a name is another, and others not
the same for a clause that one has alone; so a changed detail is not the label. What is printed is how often
firsthand names one (a number, day, name or denial) among pairs of either label, by kind: a detail named
in few of the same and in more of the others is worth reading. Nothing is fitted.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.bare import analysed
from evaluation.bootstrap import interval
from evaluation.order import rows
from firsthand.findings.changes import Place, negation, paired
from firsthand.findings.dating import dates
from firsthand.findings.figures import numbers
from firsthand.findings.naming import name_changes, respelt
from firsthand.findings.slots import Excerpt
from firsthand.model import Span


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return the share of pairs in which a detail is named, by label and kind, with intervals over pairs."""
    if predictions is not None:
        raise SystemExit("evaluation: mrpc-details takes no predictions")
    named: dict[bool, list[bool]] = {True: [], False: []}
    kinds: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for row in rows(directory, "pairs"):
        found = details(row["a"], row["b"])
        same = bool(int(row["label"]))
        named[same].append(bool(found))
        kinds[same].update(found)
    every = named[True] + named[False]
    right = sum(named[False])
    return {
        "pairs": len(every),
        "named_of_same": round(sum(named[True]) / max(1, len(named[True])), 4),
        "named_of_same_interval": interval(named[True]),
        "named_of_other": round(right / max(1, len(named[False])), 4),
        "named_of_other_interval": interval(named[False]),
        "other_of_named": round(right / max(1, sum(every)), 4),
        "kinds_of_same": dict(sorted(kinds[True].items())),
        "kinds_of_other": dict(sorted(kinds[False].items())),
    }


def details(one: str, other: str) -> set[str]:
    """Return the kinds of detail that differ between two sentences.

    >>> details("Three men were held on Monday.", "Four men were held on Monday.")
    {'number'}
    """
    left, right = (Excerpt(analysed(text), Span(0, len(text))) for text in (one, other))
    both = paired(left, right, "edited", machine=False)
    found = {c.kind for c in (*numbers(both), *dates(both), *name_changes(respelt(both), machine=False))}
    return {*found, *(c.kind for slot in both.row.slots if (c := negation(Place(both, slot))) is not None)}
