"""The measure on cases small enough to work out by hand, and the detector on texts written for it."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

from evaluation.pan13 import Case, detect, measure, paragraphs, run, web_text
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


COPIED = (
    "The harbour master closed the northern lock after divers found a crack in its lower gate. "
    "Nineteen barges with gravel waited overnight beside the sugar refinery."
)
BEFORE = "Our choir meets on Tuesdays. Newcomers bring a cup."
AFTER = "Please return the keys to the caretaker. Parking is free on Sundays."


def test_a_copied_passage_is_found_to_the_character() -> None:
    susp = web_text("one", f"{BEFORE} {COPIED} {AFTER}")
    src = web_text("two", f"Ferry timetables change in May.\n{COPIED}\nTickets cost four crowns.")
    (found,) = detect(susp, src)
    assert susp.document.text[found.susp.start : found.susp.end] == COPIED
    assert src.document.text[found.src.start : found.src.end] == COPIED


def test_texts_without_a_common_passage_have_none() -> None:
    assert detect(web_text("one", f"{BEFORE} {AFTER}"), web_text("two", COPIED)) == ()


def test_paragraphs_are_lines() -> None:
    said = web_text("one", "One fox ran. Two foxes sat.\n\nThree foxes slept.")
    assert paragraphs(said) == (Span(0, 2), Span(2, 3))
