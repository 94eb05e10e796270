"""Four ways of taking from a text, on a folder written for the test."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

from evaluation.clough import cross_validated, run

SOURCE = (
    "A lock lets a boat pass between two levels of water. The boat enters a chamber with gates at "
    "both ends. When the gates are shut, water flows in through a sluice until the level matches "
    "the upper reach, and the boat leaves through the far gates."
)
ANSWERS = {
    "near_copy": SOURCE,
    "light_revision": SOURCE.replace("lets a boat pass", "allows a boat to pass").replace(
        "flows in", "runs in"
    ),
    "heavy_revision": (
        "Boats move from one water level to another by means of a lock: a chamber that has gates "
        "at either end, is filled by a sluice once these are closed, and opens again on the far "
        "side when the water stands as high as the upper reach."
    ),
    "non_plagiarised": (
        "I used to watch barges near our house. Someone turned a handle, everything creaked, and "
        "after ten minutes the crew waved at us from higher up."
    ),
}


def folder(tmp_path: Path) -> Path:
    documents = [{"id": "orig_a", "task": "a", "participant": "orig", "text": SOURCE}]
    pairs = []
    for person in range(4):
        for label, text in ANSWERS.items():
            name = f"p{person}_{label}"
            documents.append({"id": name, "task": "a", "participant": f"p{person}", "text": text})
            pairs.append({"a": "orig_a", "b": name, "label": label})
    for name, rows in (("docs", documents), ("pairs", pairs)):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_four_plain_classes_are_told_apart(tmp_path: Path) -> None:
    directory = folder(tmp_path)
    result = run(directory, None)
    assert result["accuracy"] == 1.0
    assert result["pairs"] == 16


def test_predictions_are_scored(tmp_path: Path) -> None:
    directory, said = folder(tmp_path), tmp_path / "said.jsonl"
    rows = [
        {"a": "orig_a", "b": f"p{person}_near_copy", "label": "near_copy"} for person in range(4)
    ]
    said.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert run(directory, said)["accuracy"] == 0.5


def test_no_group_is_fitted_on_itself() -> None:
    table = np.array([[0.0], [0.1], [0.05], [0.15], [1.0], [0.9], [5.0]])
    truth = np.array([0, 0, 0, 0, 3, 3, 1])
    given = cross_validated(table, truth, ["a", "b", "a", "b", "a", "b", "alone"])
    assert given[:6].tolist() == [0, 0, 0, 0, 3, 3]
    assert given[6] in (0, 3)
