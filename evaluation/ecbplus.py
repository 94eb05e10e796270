"""Which articles tell of one event, where each topic has two that look alike: ECB+.

Cybulska and Vossen, Using a sledgehammer to crack a nut? (2014). Clusters of articles are the truth,
no date is evidence, and the figure is B-cubed (Bagga and Baldwin 1998).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.order import rows
from firsthand.model import Document, Locator
from firsthand.run.grouping import shared_passages, story_groups
from firsthand.run.models import load_encoder
from firsthand.text.analyse import analyse
from firsthand.text.furniture import furniture
from firsthand.text.language import identify
from firsthand.text.words import count

DRAWS = 300


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return B-cubed precision, recall and F1 with an interval over topics.

    `predictions` is a JSON object from article ids to groups.
    """
    articles = list(rows(directory, "articles"))
    truth = {r["id"]: str(r["cluster"]) for r in articles}
    topic = {r["id"]: str(r["topic"]) for r in articles}
    if predictions is not None:
        said = {k: str(v) for k, v in json.loads(predictions.read_text(encoding="utf-8")).items()}
    else:
        said = grouped({r["id"]: r["text"] for r in articles})
    each = {i: _b_cubed(i, truth, said) for i in truth}
    precision, recall, f1 = _mean(list(each.values()))
    by_topic: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for i, pr in each.items():
        by_topic[topic[i]].append(pr)
    rng, topics = np.random.default_rng(0), sorted(by_topic)
    draws = [
        _mean([pr for t in rng.choice(topics, len(topics)) for pr in by_topic[t]])[2] for _ in range(DRAWS)
    ]
    return {
        "articles": len(articles),
        "clusters": len(set(truth.values())),
        "groups": len(set(said.values())),
        "b3_precision": round(precision, 4),
        "b3_recall": round(recall, 4),
        "b3_f1": round(f1, 4),
        "b3_f1_interval": [round(float(v), 4) for v in np.quantile(draws, [0.05, 0.95])],
    }


def grouped(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a group for each text, the ids of articles playing no part in it."""
    documents = [_document(t) for t in texts.values()]
    order = sorted(range(len(documents)), key=lambda n: (documents[n].sha256, n))
    chosen = [documents[n] for n in order]
    analyses = [analyse(d) for d in chosen]
    groups = story_groups(analyses, shared_passages(chosen), load_encoder(), dated=False)
    ids = list(texts)
    return {ids[order[n]]: str(g) for g, members in enumerate(groups) for n in members}


def _document(text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=digest[:16], path="", sha256=digest, locator=Locator(""), text=text,
        furniture=furniture(text, None), language=identify(text), words=count(text),
    )  # fmt: skip


def _b_cubed(i: str, truth: Mapping[str, str], said: Mapping[str, str]) -> tuple[float, float]:
    same_said = [j for j in truth if said.get(j, j) == said.get(i, i)]
    same_true = [j for j in truth if truth[j] == truth[i]]
    both = sum(truth[j] == truth[i] for j in same_said)
    return both / len(same_said), both / len(same_true)


def _mean(values: list[tuple[float, float]]) -> tuple[float, float, float]:
    precision = sum(p for p, _ in values) / len(values)
    recall = sum(r for _, r in values) / len(values)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)
