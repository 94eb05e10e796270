"""Which articles tell of one event, where each topic has two that look alike: ECB+.

Cybulska and Vossen, Using a sledgehammer to crack a nut? (2014). Clusters of articles are the truth,
no date is evidence, and the figure is B-cubed (Bagga and Baldwin 1998).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.b_cubed import b_cubed, mean
from evaluation.bare import document
from evaluation.families import digest
from evaluation.order import rows
from firsthand.run.fitted import load_story_weights
from firsthand.run.grouping import shared_passages, story_groups
from firsthand.text.analyse import analyse

DRAWS = 300


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return B-cubed precision, recall and F1 with an interval over topics.

    `predictions` is a JSON object from article ids to groups.
    """
    articles = list(rows(directory, "articles"))
    truth = {r["id"]: str(r["cluster"]) for r in articles}
    topic = {r["id"]: str(r["topic"]) for r in articles}
    if predictions is not None:
        said, protocol = json.loads(predictions.read_text(encoding="utf-8")), "groups from a file"
        said = {k: str(v) for k, v in said.items()}
    elif load_story_weights().record["ecbplus sha256"] == digest(directory)[:16]:
        said = out_of_fold(directory)
        protocol = "the weights were fitted on this folder: refitted, without the topics of a pair"
    else:
        said, protocol = grouped({r["id"]: r["text"] for r in articles}), "shipped weights"
    each = b_cubed(truth, said)
    precision, recall, f1 = mean(each.values())
    by_topic: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for i, pr in each.items():
        by_topic[topic[i]].append(pr)
    rng, topics = np.random.default_rng(0), sorted(by_topic)
    draws = [
        mean([pr for t in rng.choice(topics, len(topics)) for pr in by_topic[t]])[2] for _ in range(DRAWS)
    ]
    return {
        "protocol": protocol,
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
    documents = [document(t) for t in texts.values()]
    order = sorted(range(len(documents)), key=lambda n: (documents[n].sha256, n))
    chosen = [documents[n] for n in order]
    analyses = [analyse(d) for d in chosen]
    groups = story_groups(analyses, shared_passages(chosen), dated=False)
    ids = list(texts)
    return {ids[order[n]]: str(g) for g, group in enumerate(groups) for n in group.members}


def out_of_fold(directory: Path) -> dict[str, str]:
    """Return a group for each article by weights fitted on other topics and on our families.

    The families are those beside the folder; without them the weights know ECB+ only.
    """
    # Only this needs the extra: pip install 'firsthand[fit]'.
    from evaluation import fit_stories

    events = fit_stories.read_events(directory)
    beside = directory.resolve().parent / "stories"
    if beside.exists():
        sets = fit_stories.training(fit_stories.read_families([beside, fit_stories.FAMILIES]), events)
    else:
        sets = [fit_stories.pairs(events, dated=False)]
    groups = fit_stories.out_of_fold(sets, sets[0], len(events.names))
    return {events.names[n]: str(g) for g, members in enumerate(groups) for n in members}
