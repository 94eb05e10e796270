"""Labelled sentence pairs: scores by hand, a file of predictions, a small folder end to end."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from evaluation import mrpc, pan_paraphrase
from evaluation.sentence_pairs import score, wilson

PLACES = ("Orle", "Dunmore", "Vask", "Tarn", "Brezno", "Lissa", "Kerr", "Maddow", "Pell", "Struan")


def folder(tmp_path: Path) -> Path:
    rows = []
    for n, place in enumerate(PLACES):
        said = f"The council of {place} closed {n + 2} swimming pools on Friday to save money."
        rows.append(
            {
                "id": f"same-{n}",
                "a": said,
                "b": f"To save money, {place}'s council shut {n + 2} pools on Friday.",
                "label": 1,
            }
        )
        rows.append(
            {
                "id": f"other-{n}",
                "a": said,
                "b": f"A museum in {place} bought a painting of the harbour for its new wing.",
                "label": 0,
            }
        )
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_clear_pairs_are_told_by_every_judge(tmp_path: Path) -> None:
    result = mrpc.run(folder(tmp_path), None)
    shipped = result["shipped"]
    assert isinstance(shipped, dict)
    assert shipped["accuracy"] >= 0.9
    assert (result["pairs"], result["positive"]) == (20, 10)
    assert result["accuracy"] >= 0.9
    for kind in ("apart", "linear", "without_vectors"):
        assert result[kind]["accuracy"] >= 0.9
    assert json.loads(json.dumps(result)) == result


def test_predictions_are_scored_by_id(tmp_path: Path) -> None:
    directory, said = folder(tmp_path), tmp_path / "said.jsonl"
    right = [{"id": f"same-{n}", "label": 1} for n in range(10)]
    said.write_text("\n".join(map(json.dumps, right)) + "\n", encoding="utf-8")
    assert pan_paraphrase.run(directory, said)["accuracy"] == 1.0
    said.write_text("\n".join(map(json.dumps, right[:5])) + "\n", encoding="utf-8")
    result = pan_paraphrase.run(directory, said)
    assert (result["accuracy"], result["f1"]) == (0.75, 0.6667)


def test_scores_by_hand() -> None:
    result = score(np.array([1, 1, 1, 0]), np.array([1, 1, 0, 1]))
    assert (result["accuracy"], result["f1"]) == (0.5, 0.6667)


@pytest.mark.parametrize(
    ("right", "total", "interval"), [(0, 0, [0.0, 1.0]), (8, 10, [0.4902, 0.9433])]
)
def test_wilson_interval(right: int, total: int, interval: list[float]) -> None:
    assert wilson(right, total) == interval
