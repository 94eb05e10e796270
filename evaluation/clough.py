"""How freely short answers were taken from a text: four classes (Clough and Stevenson 2011).

Whether an answer was taken from the text at all, and then how freely, is told by two support vector
machines over what `compare` finds and the containment measures of the corpus's authors. Every figure
is cross-validated on the folder itself: no participant, and in a second figure no task, is in both
the fitting and the measured part.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from evaluation.bare import analysed
from evaluation.sentence_pairs import wilson
from firsthand.model import Analysis, Span
from firsthand.reuse import find_reuse
from firsthand.reuse.compare import Meaning, compare
from firsthand.reuse.features import longest_run, similarity
from firsthand.reuse.gist import Gist, gists, join
from firsthand.reuse.meaning import vectors
from firsthand.run.models import load_encoder, load_weights

_SCALE = ("non_plagiarised", "heavy_revision", "light_revision", "near_copy")
"""From free to close, as the corpus names its classes."""
_ORDERS = (1, 3, 5)
"""Word n-grams whose containment the corpus's authors found to work best."""
_SOFTNESS = 3.0
"""Cost of an error; of naive Bayes, ridge, forests and this, the one best in both folds. What told
an answer from none does not help to grade the taken ones: asking in two steps gains in both."""


def run(directory: Path, predictions: Path | None) -> dict[str, object]:
    """Return the accuracy over four classes with its interval, or that of a file.

    A file of predictions has JSON lines {a, b, label}.
    """
    pairs = _read(directory / "pairs.jsonl.gz")
    truth = np.array([_SCALE.index(pair["label"]) for pair in pairs])
    if predictions is not None:
        rows = map(json.loads, predictions.read_text(encoding="utf-8").strip().split("\n"))
        said = {(row["a"], row["b"]): row["label"] for row in rows}
        given = [_SCALE.index(said.get((pair["a"], pair["b"]), _SCALE[0])) for pair in pairs]
        return {"pairs": len(pairs), **_score(truth, np.array(given))}
    documents = {row["id"]: row for row in _read(directory / "docs.jsonl.gz")}
    analyses = {name: analysed(name=name, text=row["text"]) for name, row in sorted(documents.items())}
    table = np.array([_features(analyses[pair["a"]], analyses[pair["b"]]) for pair in pairs])
    people = [documents[pair["b"]]["participant"] for pair in pairs]
    tasks = [documents[pair["b"]]["task"] for pair in pairs]
    by_person = cross_validated(table, truth, people)
    return {
        "pairs": len(pairs),
        "protocol": "cross-validated on this folder, leave one participant out",
        **_score(truth, by_person),
        "confusion": {
            label: [int(((truth == at) & (by_person == said)).sum()) for said in range(len(_SCALE))]
            for at, label in enumerate(_SCALE)
        },
        "leave_one_task_out": _score(truth, cross_validated(table, truth, tasks)),
    }


def _read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _features(left: Analysis, right: Analysis) -> list[float]:
    """Return how much of the right document comes from the left, and how closely."""
    shared = [
        (Span(row[2], row[3]), Span(row[4], row[5]))
        for row in find_reuse([left.document.text, right.document.text]).tolist()
    ]
    encoder = load_encoder()
    sides = [
        vectors([a.document.text[s.span.start : s.span.end] for s in a.sentences], encoder)
        if encoder is not None
        else None
        for a in (left, right)
    ]
    evidence = Meaning(weights=load_weights(), left=sides[0], right=sides[1])
    beads = compare(left, right, evidence=evidence, shared=shared).alignments
    one, two = join(gists(left)), join(gists(right))
    words = max(1, len(two.words))
    surely = sum(_words(right, bead.right.span) * bead.confidence for bead in beads) / words
    closely = sum(_words(right, bead.right.span) * bead.similarity for bead in beads) / words
    return [
        *(_containment(one, two, order) for order in _ORDERS),
        similarity(one, two),
        min(1.0, longest_run(one, two) / 50),
        surely,
        closely,
    ]


def _words(analysis: Analysis, span: Span) -> int:
    return len(analysis.document.text[span.start : span.end].split())


def _containment(left: Gist, right: Gist, order: int) -> float:
    """Return the share of the right document's n-grams that the left one has (Broder 1997)."""
    there = {left.words[at : at + order] for at in range(len(left.words) - order + 1)}
    here = [right.words[at : at + order] for at in range(len(right.words) - order + 1)]
    return sum(gram in there for gram in here) / len(here) if here else 0.0


def cross_validated(
    table: NDArray[np.float64], truth: NDArray[np.int_], groups: Sequence[str]
) -> NDArray[np.int_]:
    """Return the class of every row, each read by a fit that saw nothing of the row's group.

    Where all rows are one group, each row is a group of its own.
    """
    names = np.array(groups if len(set(groups)) > 1 else [str(at) for at in range(len(groups))])
    given = np.zeros(len(truth), dtype=np.int_)
    for name in sorted(set(names.tolist())):
        held = names == name
        known, rows = truth[~held], table[~held]
        taken = _fitted(rows, known > 0, table[held])
        manner = _fitted(rows[known > 0], known[known > 0], table[held])
        given[held] = np.where(taken, manner, 0)
    return given


def _fitted(
    rows: NDArray[np.float64], known: NDArray[Any], asked: NDArray[np.float64]
) -> NDArray[Any]:
    """Return the class of every asked row; the only class where there is but one."""
    if len(set(known.tolist())) < 2:
        return np.full(len(asked), known[0] if len(known) else 0)
    model = make_pipeline(StandardScaler(), SVC(C=_SOFTNESS))
    return np.asarray(model.fit(rows, known).predict(asked))


def _score(truth: NDArray[np.int_], given: NDArray[np.int_]) -> dict[str, object]:
    right = int((truth == given).sum())
    return {
        "accuracy": round(right / max(1, len(truth)), 4),
        "accuracy_interval": wilson(right, len(truth)),
    }
