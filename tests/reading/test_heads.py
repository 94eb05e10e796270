"""Heads and feet of pages in six languages: what is read of two halves, one tuned on, one only measured."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.reading.heads import faults, records

# Pages of 36 that are read right; the sealed half was written before the reader was changed.
FLOORS = {
    "dev": {"outlet": 36, "byline": 35, "date": 36, "credits": 36, "release": 36, "contributors": 36, "wire": 36, "furniture": 36, "body": 36},
    "sealed": {"outlet": 33, "byline": 32, "date": 34, "credits": 33, "release": 36, "contributors": 36, "wire": 36, "furniture": 35, "body": 36},
}  # fmt: skip


@pytest.mark.parametrize("half", ["dev", "sealed"])
def test_heads_and_feet_are_read_as_well_as_they_were(half: str) -> None:
    right: Counter[str] = Counter()
    for record in records(half):
        right.update(what for what, wrong in faults(record).items() if not wrong)
    assert {what: n for what, n in FLOORS[half].items() if right[what] < n} == {}


def test_a_line_that_says_what_kind_of_paper_this_is_stands_below_its_name(read_bytes) -> None:
    page = "Sarvola\nAn independent weekly since 1902\n\nFerry runs aground off the mole\n\n" + "The ferry ran aground at noon. " * 12
    (document,) = read_bytes(page, "page.txt")
    assert document.outlet == "Sarvola"


def test_a_place_after_the_name_of_a_republished_source_is_no_source(read_bytes) -> None:
    page = (
        "The Mole Review\n\nFerry runs aground\n\n" + "The ferry ran aground at noon. " * 12
        + "\n\nThis report first appeared in Sarvola, Port Ranta, on Sunday."
    )
    (document,) = read_bytes(page, "page.txt")
    assert [c.name for c in document.credits] == ["Sarvola"]
