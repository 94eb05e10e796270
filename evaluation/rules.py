"""How often each rule of direction speaks, and how often it is right: `python -m evaluation.rules DIR`.

DIR holds story families or simulated stories (folders with truth.json). Of every two held texts of
which the truth says that one draws on the other, near or far, each rule is asked both ways round,
dates withheld; one line of JSON has for each rule the pairs that it told right and wrong.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.fit_lineage import ancestors
from evaluation.told_folder import told, witnesses
from firsthand.lineage.direction import RULES
from firsthand.lineage.evidence import Pair, views


def main() -> None:
    print(json.dumps(run(Path(sys.argv[1])), sort_keys=True))


def run(directory: Path) -> dict[str, dict[str, int]]:
    """Return the pairs that each rule told right and wrong, and under "pairs" how many there are."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    pairs = 0
    for truth in sorted(directory.glob("*/truth.json")):
        for pair in copied(truth.parent):
            pairs += 1
            net: Counter[str] = Counter()
            for view, sign in zip(views(pair), (1, -1), strict=True):
                for rule in RULES:
                    for evidence in rule(view):
                        net[evidence.rule] += sign
            right.update(rule for rule, n in net.items() if n > 0)
            wrong.update(rule for rule, n in net.items() if n < 0)
    counts = {rule: {"right": right[rule], "wrong": wrong[rule]} for rule in {*right, *wrong}}
    return counts | {"pairs": {"all": pairs}}


def copied(folder: Path) -> Iterator[Pair]:
    """Yield the pairs of exemplar (left) and copy (right) of one story."""
    story = told(folder)
    names, analyses = story.names, story.analyses
    found = witnesses(story, itertools.combinations(range(len(names)), 2))
    above = ancestors(story.truth)
    for i, j in itertools.permutations(range(len(names)), 2):
        between = found.between(i, j)
        if between.alignments and names[i] in above[names[j]]:
            credits = found.credits.get((i, j), ()), found.credits.get((j, i), ())
            yield Pair(analyses[i], analyses[j], between, "ignore", *credits)


if __name__ == "__main__":
    main()
