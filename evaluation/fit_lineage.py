"""Fit the weights that tell stories apart and kin texts from reports of one event.

    python -m evaluation.fit_lineage DATA      (DATA/stories: families with truth.json, and noise)

Both are regularised logistic models on our own story families, cross-validated by family, written
to `src/firsthand/run/weights/{stories,kinship}.json` with their record. Deterministic.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from firsthand.lineage import kinship, stories
from firsthand.lineage.kinship import KinshipWeights
from firsthand.lineage.profile import lead_sentences, profile
from firsthand.lineage.stories import StoryWeights
from firsthand.model import Analysis, Document, Rejected
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.reuse.compare import Meaning, compare
from firsthand.run.grouping import mean_vector, sentence_vectors, shared_passages, words_in
from firsthand.run.models import load_encoder, load_weights
from firsthand.text.analyse import analyse

OUT = Path("src/firsthand/run/weights")
Sample = tuple[str, tuple[float, ...], bool]  # family, features, label


def main() -> None:
    root = Path(sys.argv[1]) / "stories"
    documents: list[Document] = []
    family: list[str] = []
    truths = {}
    for folder in sorted(p for p in root.iterdir() if p.is_dir()):
        truth = folder / "truth.json"
        if truth.exists():
            truths[folder.name] = json.loads(truth.read_text(encoding="utf-8"))
        paths = sorted(str(p) for p in folder.iterdir() if p.suffix in {".txt", ".html"})
        for item in read(gather(paths)):
            if not isinstance(item, Rejected):
                documents.append(item)
                family.append(folder.name)
    analyses = [analyse(d) for d in documents]
    encoder = load_encoder()
    whole = sentence_vectors(analyses, [tuple(range(len(a.sentences))) for a in analyses], encoder, 2)
    passages = shared_passages(documents)
    leads = []
    for a, rows in zip(analyses, whole, strict=True):
        leads.append(mean_vector(None if rows is None else rows[list(lead_sentences(a))]))

    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    record: dict[str, str | int | float] = {"data": "stories", "sha256": digest.hexdigest()[:16]}

    same: list[Sample] = []
    for dated in (True, False):
        profiles = [profile(a, v, dated=dated) for a, v in zip(analyses, leads, strict=True)]
        for i, j in itertools.combinations(range(len(analyses)), 2):
            shorter = min(documents[i].words, documents[j].words) or 1
            wording = min(1.0, words_in(documents[i], passages.get((i, j), ())) / shorter)
            label = family[i] == family[j] and family[i] in truths
            x = stories.features(profiles[i], profiles[j], wording)
            same.append((family[i], x, label))
    _write("stories.json", StoryWeights, same, stories.FEATURES, record)

    kin: list[Sample] = []
    for i, j in itertools.combinations(range(len(analyses)), 2):
        if family[i] != family[j] or family[i] not in truths:
            continue
        label = _kin(truths[family[i]], Path(documents[i].path).name, Path(documents[j].path).name)
        if label is not None:
            kin.append((family[i], _kin_features(analyses, whole, passages, i, j), label))
    _write("kinship.json", KinshipWeights, kin, kinship.FEATURES, record)


def _kin_features(analyses: Sequence[Analysis], whole, passages, i: int, j: int):  # type: ignore[no-untyped-def]
    comparison = compare(
        analyses[i],
        analyses[j],
        evidence=Meaning(weights=load_weights(), left=whole[i], right=whole[j]),
        shared=passages.get((i, j), []),
    )
    return kinship.features(analyses[i], analyses[j], comparison)


def _kin(truth: dict, one: str, other: str) -> bool | None:  # type: ignore[type-arg]
    """Return whether two documents have an ancestor in common; None for pieces that only quote."""
    parents: dict[str, set[str]] = {}
    for r in truth["relations"]:
        if r["share_of_copy"] < 0.2 and {one, other} == {r["exemplar"], r["copy"]}:
            return None
        if r["share_of_copy"] >= 0.2:
            parents.setdefault(r["copy"], set()).add(r["exemplar"])

    def up(node: str) -> set[str]:
        found = {node}
        for p in parents.get(node, ()):
            found |= up(p)
        return found

    return bool(up(one) & up(other))


def _write(
    name: str,
    kind: type[StoryWeights] | type[KinshipWeights],
    samples: Sequence[Sample],
    features: Sequence[str],
    record: dict[str, str | int | float],
) -> None:
    x = np.array([s[1] for s in samples])
    y = np.array([s[2] for s in samples])
    groups = np.array([s[0] for s in samples])
    held_out = np.zeros(len(y))
    for g in sorted(set(groups)):
        test = groups == g
        held_out[test] = _probabilities(x[~test], y[~test], x[test])
    coefficients, intercept = _fit(x, y)
    right = held_out > 0.5
    figures = {
        "pairs": len(y),
        "positive": int(y.sum()),
        "cross-validated precision": round(float(y[right].mean()) if right.any() else 0.0, 3),
        "cross-validated recall": round(float(right[y].mean()), 3),
        "cross-validated Brier": round(float(np.mean((held_out - y) ** 2)), 4),
    }
    print(name, figures, dict(zip(features, np.round(coefficients, 2), strict=True)), file=sys.stderr)
    value = kind(
        round(float(intercept), 4), tuple(round(float(c), 4) for c in coefficients), record | figures
    )
    data = msgspec.json.format(msgspec.json.encode(value), indent=1)
    (OUT / name).write_bytes(data + b"\n")


def _fit(x, y):  # type: ignore[no-untyped-def]
    scaler = StandardScaler().fit(x)
    scale = np.where(scaler.scale_ > 0, scaler.scale_, 1.0)
    model = LogisticRegression(C=1.0, max_iter=2000).fit((x - scaler.mean_) / scale, y)
    coefficients = model.coef_[0] / scale
    return coefficients, float(model.intercept_[0] - coefficients @ scaler.mean_)


def _probabilities(x, y, new):  # type: ignore[no-untyped-def]
    coefficients, intercept = _fit(x, y)
    return 1 / (1 + np.exp(-(new @ coefficients + intercept)))


if __name__ == "__main__":
    main()
