"""Fit the weights that tell one story from another, on our story families and on ECB+.

    python -m evaluation.fit_stories DATA      (DATA/stories with truth.json, DATA/ecbplus)

A regularised logistic model of pairs, written to `src/firsthand/run/weights/stories.json` with its
record. Only pairs with something in common are judged, then and now. Families are few and weigh more; they
are read with dates and without.
Cross-validated by topic and family; a pair is judged by weights that saw the topic of neither.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from evaluation.b_cubed import b_cubed, mean
from evaluation.bare import document
from evaluation.families import digest
from evaluation.order import rows
from firsthand.lineage.linkage import LEAST_KEPT, grouped
from firsthand.lineage.nearness import near
from firsthand.lineage.profile import profile
from firsthand.lineage.stories import FEATURES, StoryWeights, features, likeness
from firsthand.model import Analysis, Document, Rejected
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.run.grouping import shared_passages, wording
from firsthand.text.analyse import analyse

FAMILIES = Path(__file__).with_name("story_families")
OUT = Path("src/firsthand/run/weights/stories.json")
FOLDS = 8
INVERSE_PENALTY = 0.02
FAMILY_WEIGHT = 22.0
# What a pair of two families weighs beside one within a family.
UNLIKE_FAMILIES = 0.2
# What a pair of a family's document and an article of ECB+ weighs: some are in two languages.
BESIDE = 3.0


class Pile(NamedTuple):
    """Documents with a name, the topic they are about and the story they tell."""

    analyses: tuple[Analysis, ...]
    names: tuple[str, ...]
    topics: tuple[str, ...]
    stories: tuple[str, ...]


class Pairs(NamedTuple):
    """The pairs of a pile that have anything in common: features, labels, topics and weights."""

    at: NDArray[np.int64]
    x: NDArray[np.float64]
    same: NDArray[np.bool_]
    left: NDArray[np.str_]
    right: NDArray[np.str_]
    weight: NDArray[np.float64]


def main() -> None:
    root = Path(sys.argv[1])
    families, events = read_families([root / "stories", FAMILIES]), read_events(root / "ecbplus")
    sets = training(families, events)
    record: dict[str, str | int | float] = {
        "data": "stories, ecbplus, our own families",
        "sha256": digest(root / "stories")[:16],
        "ecbplus sha256": digest(root / "ecbplus")[:16],
        "pairs": sum(len(s.same) for s in sets),
        "positive": int(sum(s.same.sum() for s in sets)),
    }
    names = ("ecbplus", "families dated", "families undated")
    for name, piled, one in zip(names, (events, families, families), sets[:3], strict=True):
        groups = out_of_fold(sets, one, len(piled.stories))
        said = {str(i): str(n) for n, g in enumerate(groups) for i in g}
        each = b_cubed({str(i): s for i, s in enumerate(piled.stories)}, said)
        for kind, value in zip(("precision", "recall", "F1"), mean(each.values()), strict=True):
            record[f"out-of-fold B-cubed {kind}, {name}"] = round(value, 3)
    weights = msgspec.structs.replace(fit(sets), record=record)
    print(record, dict(zip(FEATURES, weights.weights, strict=True)), file=sys.stderr)
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")


def read_families(roots: Sequence[Path]) -> Pile:
    """Return the story families of some folders; a document of no family is a story of its own."""
    found: list[tuple[Document, str, str, str]] = []
    for folder in sorted((p for root in roots for p in root.iterdir() if p.is_dir()), key=lambda p: p.name):
        truth = folder / "truth.json"
        known = json.loads(truth.read_text(encoding="utf-8"))["documents"] if truth.exists() else ()
        paths = sorted(str(p) for p in folder.iterdir() if p.suffix in {".txt", ".html"})
        for item in read(gather(paths)):
            if not isinstance(item, Rejected):
                name = Path(item.path).name
                story = folder.name if name in known else f"{folder.name}/{name}"
                found.append((item, name, folder.name if known else "", story))
    return _pile(found)


def read_events(folder: Path) -> Pile:
    """Return the articles of ECB+ with the event that each is about."""
    return _pile(
        [
            (document(r["text"]), r["id"], str(r["topic"]), str(r["cluster"]))
            for r in rows(folder, "articles")
        ]
    )


def _pile(found: Sequence[tuple[Document, str, str, str]]) -> Pile:
    ordered = sorted(found, key=lambda f: (f[0].sha256, *f[1:]))
    analyses = tuple(analyse(d) for d, *_ in ordered)
    return Pile(analyses, *(tuple(f[k] for f in ordered) for k in (1, 2, 3)))


def pairs(pile: Pile, *, dated: bool) -> Pairs:
    """Return the pairs of a pile. Documents of no family ("") resemble one: they weigh in full."""
    passages = shared_passages([a.document for a in pile.analyses])
    told = [profile(a, dated=dated) for a in pile.analyses]
    at = sorted({p for p in passages if p[0] != p[1]}.union(near(told)))
    x = [features(told[i], told[j], wording(pile.analyses, passages, i, j)) for i, j in at]
    families = "" in pile.topics
    weight = []
    for i, j in at:
        one, two = pile.topics[i], pile.topics[j]
        alike = one == two or not (one and two)
        weight.append(FAMILY_WEIGHT * (1.0 if alike else UNLIKE_FAMILIES) if families else 1.0)
    same = [pile.stories[i] == pile.stories[j] for i, j in at]
    left, right = ([pile.topics[p[side]] for p in at] for side in (0, 1))
    return Pairs(
        np.array(at), np.array(x), np.array(same), np.array(left), np.array(right), np.array(weight)
    )


def training(families: Pile, events: Pile) -> list[Pairs]:
    """Return what the weights are fitted on: ECB+, the families with dates and without, and both
    beside each other, without which every foreign text would be of the story it is near to.
    """
    both = Pile(*(one + two for one, two in zip(families, events, strict=True)))
    every = pairs(both, dated=False)
    mixed = (every.at[:, 0] < len(families.names)) & (every.at[:, 1] >= len(families.names))
    beside = Pairs(*(column[mixed] for column in every))._replace(weight=np.full(mixed.sum(), BESIDE))
    return [
        pairs(events, dated=False),
        pairs(families, dated=True),
        pairs(families, dated=False),
        beside,
    ]


def out_of_fold(
    sets: Sequence[Pairs], judged: Pairs, documents: int
) -> tuple[tuple[int, ...], ...]:
    """Return the groups of one set, each pair judged by weights that saw the topic of neither side."""
    fold = _folds(sets)
    left, right = (np.array([fold[t] for t in side]) for side in (judged.left, judged.right))
    odds: dict[tuple[int, int], float] = {}
    for one in range(-1, FOLDS):
        for two in range(one, FOLDS):
            test = ((left == one) & (right == two)) | ((left == two) & (right == one))
            if not test.any():
                continue
            out = {t for t, f in fold.items() if f in {one, two} and t}
            value = fit([_without(s, out) for s in sets])
            for (i, j), x in zip(judged.at[test].tolist(), judged.x[test].tolist(), strict=True):
                odds[i, j] = likeness(x, value)
    return grouped({p: v for p, v in odds.items() if v > LEAST_KEPT}, documents)


def fit(sets: Sequence[Pairs]) -> StoryWeights:
    """Return the weights fitted on sets of pairs, without a record."""
    x = np.concatenate([s.x for s in sets])
    y = np.concatenate([s.same for s in sets])
    weight = np.concatenate([s.weight for s in sets])
    scaler = StandardScaler().fit(x)
    scale = np.where(scaler.scale_ > 0, scaler.scale_, 1.0)
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=2000)
    model.fit((x - scaler.mean_) / scale, y, sample_weight=weight)
    coefficients = model.coef_[0] / scale
    intercept = float(model.intercept_[0] - coefficients @ scaler.mean_)
    return StoryWeights(round(intercept, 4), tuple(round(float(c), 4) for c in coefficients))


def _folds(sets: Sequence[Pairs]) -> Mapping[str, int]:
    """Return the fold of every topic, neighbours in different ones; of no family is never left out."""
    topics = sorted({str(t) for s in sets for side in (s.left, s.right) for t in side if t})
    return {t: n % FOLDS for n, t in enumerate(topics)} | {"": -1}


def _without(pairs: Pairs, topics: set[str]) -> Pairs:
    kept = np.array([t not in topics for t in pairs.left]) & np.array(
        [t not in topics for t in pairs.right]
    )
    return Pairs(*(column[kept] for column in pairs))


if __name__ == "__main__":
    main()
