"""Fitting on a planted drift: versions that grow and lose an exclamation mark each time."""

import json

import numpy as np

from evaluation.fit_revision import (
    data_hash,
    fit,
    folds,
    out_of_fold,
    scores,
    slope,
    table,
    versions,
)

TITLES, CHAIN = 15, 4


def folder(tmp_path):
    texts, chains = [], []
    for t in range(TITLES):
        ids = []
        for n in range(CHAIN):
            body = " ".join(f"part {t} {k} of the mill ." for k in range(n + 1)) + "!" * (CHAIN - n)
            texts.append({"id": f"{t}#{n}", "title": f"{t}", "text": body})
            ids.append(f"{t}#{n}")
        chains.append({"title": f"{t}", "oldest_to_newest": ids})
    for name, found in (("versions", texts), ("chains", chains)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
    return tmp_path


def test_a_planted_drift_is_learnt_out_of_fold(tmp_path):
    v = versions(folder(tmp_path))
    assert len(v.pairs) == TITLES * CHAIN * (CHAIN - 1) // 2
    t = table(v.pairs)
    assert (out_of_fold(t, v) > 0).all()
    every = np.ones(len(v.pairs), dtype=bool)
    assert fit(t, v, every) == fit(t, v, every)
    assert (scores(t, fit(t, v, every), every) > 0).all()


def test_the_slope_makes_scores_no_surer_than_they_are_right():
    rng = np.random.default_rng(0)
    truth = rng.normal(0, 2, 4000)
    side = np.where(rng.random(4000) < 1 / (1 + np.exp(-truth)), 1, -1)
    assert 0.4 < slope(side * truth * 2) < 0.6


def test_folds_are_even_and_the_hash_is_of_the_rows(tmp_path):
    assert sorted(np.bincount(folds(11)).tolist()) == [2, 2, 2, 2, 3]
    before = data_hash(folder(tmp_path))
    assert before == data_hash(tmp_path)
    (tmp_path / "chains.jsonl").write_text("", encoding="utf-8")
    assert data_hash(tmp_path) != before
