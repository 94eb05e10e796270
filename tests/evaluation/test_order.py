import json

import numpy as np

from evaluation.order import predicted, score
from evaluation.wiki_versions import pairs


def test_predictions_are_scored_on_the_side_that_is_true(tmp_path):
    folder = tmp_path / "set"
    folder.mkdir()
    texts = [f"text {n}" for n in range(8)]
    (folder / "direction.jsonl").write_text(
        "\n".join(json.dumps({"a": texts[n], "b": texts[n + 1], "exemplar": "ab"[n % 2]}) for n in range(7)),
        encoding="utf-8",
    )
    found = pairs(folder)
    assert found[0] == ("text 0", "text 1")
    assert found[1] == ("text 2", "text 1")
    said = tmp_path / "said.jsonl"
    said.write_text("\n".join('{"probability": 0.5}' for _ in found), encoding="utf-8")
    figures = score(found, predicted(found, said), [a for a, _ in found])
    assert figures["accuracy"] == 0.5
    assert figures["brier"] == 0.25
    assert figures["decided_coverage"] == 0


def test_a_side_is_named_from_odds_of_five_to_one():
    pairs_ = [("older", "newer")] * 4
    figures = score(pairs_, np.array([0.9, 0.84, 0.82, 0.1]), ["a", "b", "c", "d"])
    assert figures["decided_coverage"] == 0.75
    assert figures["decided_accuracy"] == 0.6667
