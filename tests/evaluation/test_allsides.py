"""Copies and independent reports, on a folder written for the test."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.allsides import LABELS, copies, run
from firsthand.model import Kin

REPORT = (
    "HARLOW BAY — Divers pulled the ferry's black box from eleven metres of water before dawn, and "
    "the harbour master said the hull showed a tear as long as a bus. A deckhand who had swum ashore "
    "told this newspaper that the pumps had failed twice in the week before the crossing. The line's "
    "owner, Merle Ostby, would not open the maintenance log, and the coroner's clerk has asked for it "
    "in writing. Residents of the lower quay have been told to keep boats clear of the slip until "
    "the crane from Tarn arrives on Friday.\n\nThe ferry had carried sixty people a day since the bridge "
    "closed, and no spare vessel lies nearer than Tarn."
)
TAKEN = (
    "The ferry inquiry is widening, the Harlow Gazette reports. Divers pulled the ferry's black box from "
    "eleven metres of water before dawn, and the harbour master said the hull showed a tear as long as a "
    "bus. A deckhand who had swum ashore told the Harlow Gazette that the pumps had failed twice in the "
    "week before the crossing. The line's owner, Merle Ostby, would not open the maintenance log, and the "
    "coroner's clerk has asked for it in writing."
)
OTHER = (
    "Orchard growers in Pell county say late frost took two thirds of the cherry bloom, and the pickers' "
    "union has begun to move crews north a month early. Ada Quill, who farms forty acres near the weir, "
    "burned straw all night and saved one row.\n\nThe county will vote on relief money next Tuesday."
)
ARTICLES = {
    "gazette": ("Harlow Gazette", "2019-03-04", REPORT),
    "herald": ("Tarn Herald", "2019-03-05", TAKEN),
    "grower": ("Pell Weekly", "2019-03-04", OTHER),
}


def folder(tmp_path: Path, *, labels: bool) -> Path:
    articles = [
        {"id": i, "source": outlet, "date": day, "title": None, "text": text}
        for i, (outlet, day, text) in ARTICLES.items()
    ]
    pairs = [
        {"a": "herald", "b": "gazette", "containment8": 0.8},
        {"a": "gazette", "b": "grower", "containment8": 0.2},
    ]
    read = [
        {"a": "herald", "b": "gazette", "label": "copy", "direction": "b_to_a", "reason": "credited"},
        {"a": "gazette", "b": "grower", "label": "independent", "direction": None, "reason": "ruling"},
    ]
    tables: dict[str, list[dict[str, Any]]] = {"articles": articles, "pairs": pairs}
    for name, lines in (tables | ({"labels": read} if labels else {})).items():
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
    return tmp_path


def test_a_credited_copy_and_a_stranger_are_told_apart(tmp_path: Path) -> None:
    figures = run(folder(tmp_path, labels=True))
    assert figures["counts"] == {"copy": 1, "independent": 1, "unclear": 0}
    assert figures["accuracy"] == figures["f1"] == 1.0
    assert figures["directed"]["accuracy"] == 1.0
    assert figures["accuracy_of_containment"]["accuracy"] == 1.0
    assert figures["missed"] == figures["false"] == []


def test_a_folder_without_labels_gives_silver_figures_only(tmp_path: Path) -> None:
    figures = run(folder(tmp_path, labels=False))
    assert figures["silver"]["pairs"] == 1
    assert figures["silver"]["called_copies"] == 1.0
    assert "f1" not in figures


def test_predictions_are_scored_and_what_they_leave_out_is_unrelated(tmp_path: Path) -> None:
    directory, said = folder(tmp_path, labels=True), tmp_path / "said.jsonl"
    said.write_text(
        json.dumps({"a": "herald", "b": "gazette", "forward": 0.9, "independent": 0.1}) + "\n",
        encoding="utf-8",
    )
    figures = run(directory, said)
    assert figures["accuracy"] == 1.0
    assert figures["directed"]["accuracy"] == 0.0
    assert "directed_dates_withheld" not in figures


def test_rates_by_hand() -> None:
    pairs = [("a", "b"), ("a", "c"), ("a", "d"), ("a", "e")]
    kinds = ("copy", "copy", "independent", "independent")
    labels = {p: {"label": kind} for p, kind in zip(pairs, kinds, strict=True)}
    said = {
        p: Kin(documents=p, forward=0.0, backward=0.0, common=1 - apart, independent=apart)
        for p, apart in zip(pairs, (0.0, 1.0, 0.0, 1.0), strict=True)
    }
    found = copies(pairs, labels, said)
    assert [found[k] for k in ("precision", "recall", "f1", "accuracy", "brier")] == [0.5] * 5


@pytest.mark.parametrize(
    "row", [json.loads(line) for line in (LABELS / "allsides.jsonl").open(encoding="utf-8")]
)
def test_every_label_is_one_of_the_guideline(row: dict[str, Any]) -> None:
    assert set(row) == {"a", "b", "label", "direction", "reason"}
    assert row["label"] in {"copy", "independent", "unclear"}
    assert row["label"] == "copy" or row["direction"] is None
    assert row["direction"] in {None, "a_to_b", "b_to_a", "common"}
    assert row["reason"].isalpha()
