"""The measure on cases small enough to work out by hand, and the joining of seeds."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from evaluation.pan13 import Case, measure, run
from evaluation.passages import Seed, joined
from firsthand.model import Span


def case(susp: tuple[int, int], src: tuple[int, int]) -> Case:
    return Case(Span(*susp), Span(*src))


TRUE = case((100, 200), (0, 100))


def test_an_exact_detection_scores_one() -> None:
    found = measure([[TRUE]], [[TRUE]])
    assert (found["plagdet"], found["precision"], found["recall"], found["granularity"]) == (
        1, 1, 1, 1,
    )  # fmt: skip


def test_half_a_passage_is_half_the_recall() -> None:
    found = measure([[TRUE]], [[case((100, 150), (0, 50))]])
    assert (found["precision"], found["recall"]) == (1.0, 0.5)


def test_both_sides_count() -> None:
    found = measure([[TRUE]], [[case((100, 200), (0, 200))]])
    assert found["precision"] == round(200 / 300, 4)
    assert found["recall"] == 1.0


def test_the_right_place_in_the_wrong_source_is_no_detection() -> None:
    found = measure([[TRUE]], [[case((100, 200), (500, 600))]])
    assert (found["plagdet"], found["precision"], found["recall"]) == (0, 0, 0)


def test_pieces_cost_granularity() -> None:
    parts = [case((100, 150), (0, 50)), case((150, 200), (50, 100))]
    found = measure([[TRUE]], [parts])
    assert (found["precision"], found["recall"], found["granularity"]) == (1, 1, 2)
    assert found["plagdet"] == round(1 / math.log2(3), 4)


def test_overlapping_pieces_cover_no_character_twice() -> None:
    found = measure([[TRUE]], [[case((100, 160), (0, 60)), case((140, 160), (40, 60))]])
    assert found["recall"] == 0.6


def test_a_detection_in_a_pair_without_reuse_costs_precision_only() -> None:
    found = measure([[TRUE], []], [[TRUE], [TRUE]])
    assert (found["precision"], found["recall"]) == (0.5, 1.0)


def test_predictions_from_a_file_are_scored(tmp_path: Path) -> None:
    passage = {"susp_offset": 100, "susp_length": 100, "src_offset": 0, "src_length": 100}
    pairs = [
        {"susp": "s1", "src": "t1", "label": "no-obfuscation", "passages": [passage]},
        {"susp": "s2", "src": "t2", "label": "no-plagiarism", "passages": []},
    ]
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(pair) + "\n" for pair in pairs)
    said = tmp_path / "said.jsonl"
    said.write_text(json.dumps({"susp": "s1", "src": "t1", "passages": [passage]}) + "\n")
    result = run(tmp_path, said)
    assert result["plagdet"] == 1.0
    assert result["pairs"] == 2
    said.write_text(json.dumps({"susp": "s2", "src": "t2", "passages": [passage]}) + "\n")
    assert run(tmp_path, said)["plagdet"] == 0.0


def seed(susp: int, src: int, confidence: float = 1.0, length: int = 100) -> Seed:
    return Seed(Span(susp, susp + length), Span(src, src + length), confidence)


def test_near_seeds_make_one_passage() -> None:
    assert joined([seed(0, 1000), seed(200, 1200)]) == [(Span(0, 300), Span(1000, 1300))]


def test_seeds_far_apart_on_either_side_do_not() -> None:
    assert len(joined([seed(0, 0, length=200), seed(9000, 300, length=200)])) == 2
    assert len(joined([seed(0, 0, length=200), seed(300, 9000, length=200)])) == 2


def test_a_stretch_that_sums_up_a_long_text_stays_whole() -> None:
    seeds = [seed(0, 0), seed(110, 2500), seed(220, 5000)]
    assert joined(seeds) == [(Span(0, 320), Span(0, 5100))]


def test_doubtful_seeds_alone_make_no_passage() -> None:
    assert joined([seed(0, 0, 0.4), seed(110, 110, 0.4)]) == []


def test_a_sure_seed_takes_its_doubtful_neighbour() -> None:
    assert joined([seed(0, 0), seed(110, 110, 0.5)]) == [(Span(0, 210), Span(0, 210))]


@pytest.mark.parametrize("length", [20, 60])
def test_scraps_are_no_passages(length: int) -> None:
    assert joined([seed(0, 0, length=length)]) == []
