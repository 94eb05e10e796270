"""Pairs of American news articles with wording in common: copy or independent, and who drew on whom.

The labels were read by eye (docs/labelling.md) and lie in `evaluation/labels`, by the ids of the
articles; a folder may bring more in `labels.jsonl[.gz]`. Nothing is fitted: each pair is told as a
story of two, with outlet and day as given, and the figures are those of the shipped weights. The
silver figure takes every pair with much in common for a copy, which not all of them are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from evaluation.bootstrap import DRAWS
from evaluation.bootstrap import interval as mean_interval
from evaluation.order import rows
from firsthand.lineage.family import tell
from firsthand.model import Document, Kin, Locator, RawItem
from firsthand.reading.documents import read
from firsthand.run.fitted import load_hands, load_kinship
from firsthand.run.grouping import sentence_vectors, shared_passages
from firsthand.run.models import load_encoder
from firsthand.run.witnesses import compared
from firsthand.text.analyse import analyse

LABELS = Path(__file__).with_name("labels")
# Share of eight-word runs in common from which a pair is silver.
SILVER = 0.35
# Quoting another's column or interview with credit draws on it, but a reader may call it no copy.
QUOTATIONS = {"column", "interview"}
# A copy is said where it is more likely than not.
SAID = 0.5

Pair = tuple[str, str]
Dates = Literal["use", "ignore"]
Label = Mapping[str, Any]


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return the figures of what the product says, or of a file of predictions.

    A file of predictions has JSON lines {a, b, forward, backward, common, independent}, four
    probabilities: that b draws on a, a on b, both on a third, or none of these.
    """
    held = {(r["a"], r["b"]): r for r in rows(directory, "pairs")}
    labels = {pair: row for pair, row in _labels(directory).items() if pair in held}
    silver = sorted(p for p, row in held.items() if row["containment8"] >= SILVER)
    asked = sorted({*labels, *silver})
    if predictions is not None:
        lines = predictions.read_text(encoding="utf-8").splitlines()
        said = {(r["a"], r["b"]): _kin(r) for r in map(json.loads, filter(str.strip, lines))}
        undated: dict[Pair, Kin] | None = None
        # What a file does not name it takes for unrelated.
        said |= {p: _kin({"a": p[0], "b": p[1], "independent": 1.0}) for p in asked if p not in said}
    else:
        articles = {r["id"]: r for r in rows(directory, "articles")}
        said = judged(articles, asked, "use")
        undated = judged(articles, [p for p in asked if _directed(labels.get(p))], "ignore")
    called = [1 - said[p].independent > SAID for p in silver]
    figures: dict[str, Any] = {
        "pairs": len(held),
        "silver": {
            "pairs": len(silver),
            "called_copies": _round(np.mean(called)) if called else None,
            "interval": mean_interval(called),
        },
    }
    if not labels:
        return figures
    return figures | _labelled(labels, held, said, undated)


def _labelled(
    labels: Mapping[Pair, Label],
    held: Mapping[Pair, Mapping[str, Any]],
    said: Mapping[Pair, Kin],
    undated: Mapping[Pair, Kin] | None,
) -> dict[str, Any]:
    """Return the figures against labels read by eye; unclear pairs are only counted."""
    clear = [p for p in sorted(labels) if labels[p]["label"] != "unclear"]
    no_quotations = [p for p in clear if labels[p]["reason"] not in QUOTATIONS]
    directed = [p for p in clear if _directed(labels[p])]
    shown = [p for p in clear if labels[p]["direction"]]
    figures: dict[str, Any] = {
        "counts": {
            kind: sum(row["label"] == kind for row in labels.values())
            for kind in ("copy", "independent", "unclear")
        },
        **copies(clear, labels, said),
        # What no judgement but a count of shared words would reach.
        "accuracy_of_containment": _mean([(held[p]["containment8"] >= SILVER) == _copy(labels[p]) for p in clear]),
        "below_silver": copies([p for p in clear if held[p]["containment8"] < SILVER], labels, said),
        "without_quotations": copies(no_quotations, labels, said),
        "directed": _direction(directed, labels, said),
        "kind_accuracy": _mean([_kind(said[p]) == labels[p]["direction"] for p in shown]),
        "missed": [list(p) for p in clear if _copy(labels[p]) and 1 - said[p].independent <= SAID],
        "false": [list(p) for p in clear if not _copy(labels[p]) and 1 - said[p].independent > SAID],
    }
    if undated is not None:
        figures["directed_dates_withheld"] = _direction(directed, labels, undated)
    return figures


def judged(articles: Mapping[str, Mapping[str, Any]], pairs: Iterable[Pair], dates: Dates) -> dict[Pair, Kin]:
    """Return what the product says of every pair, each told as a story of two."""
    return {pair: _told(articles[pair[0]], articles[pair[1]], dates) for pair in pairs}


def _told(one: Mapping[str, Any], other: Mapping[str, Any], dates: Dates) -> Kin:
    documents = [_document(one), _document(other)]
    turned = documents[1].sha256 < documents[0].sha256
    if turned:
        documents.reverse()
    analyses = tuple(analyse(d) for d in documents)
    every = [tuple(range(len(a.sentences))) for a in analyses]
    meaning = sentence_vectors(analyses, every, load_encoder())
    shared = {(0, 1): shared_passages(documents).get((0, 1), [])}
    (kin,) = tell(compared(analyses, meaning, shared, dates), load_kinship(), load_hands()).story.kinship
    forward, backward = (kin.backward, kin.forward) if turned else (kin.forward, kin.backward)
    return _kin(
        {
            "a": one["id"], "b": other["id"], "forward": forward, "backward": backward,
            "common": kin.common, "independent": kin.independent,
        }
    )  # fmt: skip


def _document(article: Mapping[str, Any]) -> Document:
    """Return an article as it is read from JSON lines, with its title, outlet and day."""
    line = {"title": article.get("title"), "outlet": article.get("source"), "published": article.get("date")}
    data = json.dumps({k: v for k, v in line.items() if v} | {"text": article["text"]}).encode()
    (found,) = read([RawItem(data, Locator(""))])
    if not isinstance(found, Document):
        raise SystemExit(f"evaluation: {article['id']} cannot be read: {found.detail}")
    return found


def _kin(row: Mapping[str, Any]) -> Kin:
    kinds = {k: float(row.get(k, 0.0)) for k in ("forward", "backward", "common", "independent")}
    return Kin(documents=(row["a"], row["b"]), **kinds)


def _labels(directory: Path) -> dict[Pair, Label]:
    found = [*rows(LABELS, "allsides"), *rows(directory, "labels")]
    return {(r["a"], r["b"]): r for r in found}


def copies(pairs: Sequence[Pair], labels: Mapping[Pair, Label], said: Mapping[Pair, Kin]) -> dict[str, Any]:
    """Return how well copies are told from independent reports, with 90 % bootstrap intervals."""
    truth = np.array([_copy(labels[p]) for p in pairs], dtype=bool)
    chance = np.array([1 - said[p].independent for p in pairs])
    figures: dict[str, Any] = {"labelled": len(pairs)}
    if not pairs:
        return figures
    rng = np.random.default_rng(0)
    drawn = [_rates(truth[at], chance[at]) for at in rng.integers(0, len(pairs), (DRAWS, len(pairs)))]
    for name, value in _rates(truth, chance).items():
        low, high = np.quantile([d[name] for d in drawn], [0.05, 0.95])
        figures |= {name: _round(value), f"{name}_interval": [_round(low), _round(high)]}
    return figures


def _rates(truth: NDArray[np.bool_], chance: NDArray[np.float64]) -> dict[str, float]:
    called = chance > SAID
    both = float((called & truth).sum())
    precision, recall = both / max(1.0, float(called.sum())), both / max(1.0, float(truth.sum()))
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * both / max(1.0, float(called.sum() + truth.sum())),
        "accuracy": float((called == truth).mean()),
        "brier": float(np.mean((chance - truth) ** 2)),
    }


def _direction(pairs: Sequence[Pair], labels: Mapping[Pair, Label], said: Mapping[Pair, Kin]) -> dict[str, Any]:
    """Return how often the likelier direction is the true one; a tie counts half."""
    right = []
    for p in pairs:
        lead = said[p].forward - said[p].backward
        right.append(0.5 if not lead else float((lead > 0) == (labels[p]["direction"] == "a_to_b")))
    return _mean(right)


def _kind(kin: Kin) -> str:
    """Return the likeliest way in which two texts hang together, given that they do."""
    ranked = (("a_to_b", kin.forward), ("b_to_a", kin.backward), ("common", kin.common))
    return max(ranked, key=lambda row: row[1])[0]


def _mean(values: Sequence[float]) -> dict[str, Any]:
    mean = _round(np.mean(values)) if values else None
    return {"pairs": len(values), "accuracy": mean, "interval": mean_interval(values)}


def _copy(label: Label) -> bool:
    return bool(label["label"] == "copy")


def _directed(label: Label | None) -> bool:
    return label is not None and label["direction"] in {"a_to_b", "b_to_a"}


def _round(value: Any) -> float:
    return round(float(value), 4)
