"""Fit what lineage weighs: kinship of two texts, and own reporting inside a copy.

    python -m evaluation.fit_lineage DATA      (DATA/stories: families with truth.json)

Two regularised logistic models on story families written by hand, those of DATA and those beside
this module, and on simulated ones; a family weighs as much as FAMILY_WEIGHT simulated stories.
Cross-validated by story, written to `src/firsthand/run/weights/{kinship,reporting}.json` with their
record. Deterministic.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from evaluation.newsroom import write
from evaluation.press.plan import Plan
from evaluation.told_folder import told, witnesses
from firsthand.lineage import kinship, reporting
from firsthand.lineage.inventory import inventory
from firsthand.lineage.kinship import KinshipWeights
from firsthand.lineage.reporting import ReportingWeights, own_reporting
from firsthand.lineage.ties import EXPLAINED
from firsthand.lineage.witnesses import Witnesses, closeness

OUT = Path("src/firsthand/run/weights")
FAMILIES = Path(__file__).with_name("story_families")
SIMULATED = 80
SEED = 11
FAMILY_WEIGHT = 5.0
FOLDS = 6
# A copy with less of its words from an exemplar only quotes it: kin or not, nobody needs to tell.
QUOTES_ONLY = 0.2
# Kin that share less than this share no text; a pair says nothing of them.
NOTHING = 0.25


class Sample(NamedTuple):
    """The features of one case, its label, and the story it is from."""

    story: str
    by_hand: bool
    features: tuple[float, ...]
    label: bool


def main() -> None:
    roots = [Path(sys.argv[1]) / "stories", FAMILIES]
    by_hand = [p.parent for root in roots for p in sorted(root.glob("*/truth.json"))]
    with tempfile.TemporaryDirectory() as place:
        write(Path(place), SIMULATED, SEED, Plan())
        simulated = [p.parent for p in sorted(Path(place).glob("*/truth.json"))]
        jobs = [(p, True) for p in by_hand] + [(p, False) for p in simulated]
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            found = list(pool.map(_samples, jobs))
    record: dict[str, str | int | float] = {
        "data": f"{len(by_hand)} families, {SIMULATED} simulated stories of seed {SEED}",
        "sha256": _digest(by_hand),
    }
    kin = [s for pairs, _ in found for s in pairs]
    own = [s for _, copies in found for s in copies]
    _write("kinship.json", KinshipWeights, kin, (kinship.FEATURES, record))
    _write("reporting.json", ReportingWeights, own, (reporting.FEATURES, record))


def _digest(folders: Sequence[Path]) -> str:
    sha = hashlib.sha256()
    for path in sorted((p for f in folders for p in f.iterdir()), key=lambda p: (p.parent.name, p.name)):
        sha.update(f"{path.parent.name}/{path.name}".encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()[:16]


def _samples(job: tuple[Path, bool]) -> tuple[list[Sample], list[Sample]]:
    """Return the cases of kinship and of own reporting in one story."""
    folder, by_hand = job
    story = told(folder)
    seen = witnesses(story, itertools.combinations(range(len(story.names)), 2))
    kin = [Sample(folder.name, by_hand, x, label) for x, label in _kin(seen, story.names, story.truth)]
    own = [Sample(folder.name, by_hand, x, label) for x, label in _own(seen, story.names, story.truth)]
    return kin, own


def _kin(
    witnesses: Witnesses, names: Sequence[str], truth: dict[str, Any]
) -> list[tuple[tuple[float, ...], bool]]:
    above = ancestors(truth)
    direct = {frozenset((r["exemplar"], r["copy"])): r for r in truth["relations"]}
    has = [inventory(a) for a in witnesses.analyses]
    found = []
    for (i, j), comparison in sorted(witnesses.comparisons.items()):
        relation = direct.get(frozenset((names[i], names[j])))
        if not comparison.alignments or (relation and relation["share_of_copy"] < QUOTES_ONLY):
            continue
        x = kinship.features(has[i], has[j], comparison, named=witnesses.named(i, j))
        label = bool(above[names[i]] & above[names[j]])
        if not label or relation or x[kinship.FEATURES.index("larger share")] >= NOTHING:
            found.append((x, label))
    return found


def _own(
    witnesses: Witnesses, names: Sequence[str], truth: dict[str, Any]
) -> list[tuple[tuple[float, ...], bool]]:
    """Return the signs of own reporting in every copy, what its true exemplars explain taken away."""
    above = ancestors(truth)
    at = {name: n for n, name in enumerate(names)}
    found = []
    for copy in sorted(names):
        into = [r for r in truth["relations"] if r["copy"] == copy]
        if not into or any(r["same_outlet"] for r in into):
            continue
        c = at[copy]
        sources = {r["exemplar"] for r in into}
        # A lost exemplar is seen through its other copies.
        sources |= {r["copy"] for r in truth["relations"] if r["exemplar"] in sources - set(names)}
        shown = [
            closeness(witnesses.between(at[s], c), witnesses.analyses[c])
            for s in sorted(sources & set(names) - {copy})
        ]
        sentences = len(witnesses.analyses[c].sentences)
        own = np.max(shown, axis=0) < EXPLAINED if shown else np.zeros(sentences, dtype=bool)
        others = [a for n, a in enumerate(witnesses.analyses) if n != c and copy not in above[names[n]]]
        signs = own_reporting(witnesses.analyses[c], own, others).features
        found.append((signs, copy in truth["origins"]))
    return found


def ancestors(truth: dict[str, Any]) -> dict[str, set[str]]:
    """Return every node with itself and all that it draws on."""
    exemplars: dict[str, set[str]] = {}
    for r in truth["relations"]:
        if r["share_of_copy"] >= QUOTES_ONLY:
            exemplars.setdefault(r["copy"], set()).add(r["exemplar"])

    def up(node: str) -> set[str]:
        return {node}.union(*(up(p) for p in exemplars.get(node, ())))

    return {node: up(node) for node in {*truth["documents"], *truth["lost"]}}


def _write(
    name: str,
    kind: type[KinshipWeights] | type[ReportingWeights],
    samples: Sequence[Sample],
    about: tuple[Sequence[str], dict[str, str | int | float]],
) -> None:
    features, record = about
    x = np.array([s.features for s in samples])
    y = np.array([s.label for s in samples])
    hand = np.array([s.by_hand for s in samples])
    weight = np.where(hand, FAMILY_WEIGHT, 1.0)
    stories = np.array([s.story for s in samples])
    fold = {story: n % FOLDS for n, story in enumerate(sorted(set(stories.tolist())))}
    folds = np.array([fold[s] for s in stories.tolist()])
    held_out = np.zeros(len(y))
    for k in range(FOLDS):
        test = folds == k
        coefficients, intercept = _fit(x[~test], y[~test], weight[~test])
        held_out[test] = 1 / (1 + np.exp(-(x[test] @ coefficients + intercept)))
    coefficients, intercept = _fit(x, y, weight)
    figures: dict[str, str | int | float] = {}
    for label, rows in (("by hand", hand), ("simulated", ~hand)):
        p, t = held_out[rows], y[rows]
        right = p > 0.5
        figures |= {
            f"{label}: cases": int(rows.sum()),
            f"{label}: positive": int(t.sum()),
            f"{label}: cross-validated precision": round(float(t[right].mean()) if right.any() else 0.0, 3),
            f"{label}: cross-validated recall": round(float(right[t].mean()), 3),
            f"{label}: cross-validated Brier": round(float(np.mean((p - t) ** 2)), 4),
        }
    print(name, figures, dict(zip(features, np.round(coefficients, 2), strict=True)), file=sys.stderr)
    value = kind(
        round(float(intercept), 4), tuple(round(float(c), 4) for c in coefficients), record | figures
    )
    (OUT / name).write_bytes(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")


def _fit(x, y, weight):  # type: ignore[no-untyped-def]
    scaler = StandardScaler().fit(x)
    scale = np.where(scaler.scale_ > 0, scaler.scale_, 1.0)
    model = LogisticRegression(C=1.0, max_iter=3000)
    model.fit((x - scaler.mean_) / scale, y, sample_weight=weight)
    coefficients = model.coef_[0] / scale
    return coefficients, float(model.intercept_[0] - coefficients @ scaler.mean_)


if __name__ == "__main__":
    main()
