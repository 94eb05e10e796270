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
from firsthand.lineage.direction import RULES
from firsthand.lineage.evidence import Pair, views
from firsthand.model import Rejected
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.run.grouping import sentence_vectors, shared_passages
from firsthand.run.models import load_encoder
from firsthand.run.witnesses import compared
from firsthand.text.analyse import analyse


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
    told = {rule: {"right": right[rule], "wrong": wrong[rule]} for rule in {*right, *wrong}}
    return told | {"pairs": {"all": pairs}}


def copied(folder: Path) -> Iterator[Pair]:
    """Yield the pairs of exemplar (left) and copy (right) of one story."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    paths = sorted(str(p) for p in folder.iterdir() if p.suffix in {".txt", ".html"})
    documents = [d for d in read(gather(paths)) if not isinstance(d, Rejected)]
    analyses = [analyse(d) for d in documents]
    meaning = sentence_vectors(analyses, [tuple(range(len(a.sentences))) for a in analyses], load_encoder(), 1)
    passages = shared_passages(documents)
    shared = {p: passages.get(p, []) for p in itertools.combinations(range(len(analyses)), 2)}
    found = compared(analyses, meaning, shared, "ignore")
    above = ancestors(truth)
    names = [Path(d.path).name for d in documents]
    for i, j in itertools.permutations(range(len(names)), 2):
        between = found.between(i, j)
        if between.alignments and names[i] in above[names[j]]:
            credits = found.credits.get((i, j), ()), found.credits.get((j, i), ())
            yield Pair(analyses[i], analyses[j], between, "ignore", *credits)


if __name__ == "__main__":
    main()
