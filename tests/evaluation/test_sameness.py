"""Sameness is the same from either side, and sees what makes another statement of like words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.sameness import Vector, sameness
from evaluation.statement import read

TEXT = st.lists(
    st.sampled_from(
        ["bridge", "bridges", "Dunmore", "not", "the", "12", "30", "“no”", "мост", "—"]
    ),
    max_size=10,
).map(" ".join)


def look(text: str) -> Vector:
    """Return the letters of a text as a unit vector: an encoder for tests."""
    counts = np.zeros(64, dtype=np.float32)
    for letter in text:
        counts[ord(letter) % 64] += 1
    return counts / max(1.0, float(np.linalg.norm(counts)))


def synonyms(text: str) -> Vector:
    """Return one vector for "closed" and "shut", and another for everything else."""
    return np.array([1.0, 0.0] if text in {"closed", "shut"} else [0.0, 1.0], dtype=np.float32)


def of(left: str, right: str) -> dict[str, float]:
    return sameness(read(left, "en"), read(right, "en"), None)


@given(TEXT, TEXT)
def test_sides_may_change(left: str, right: str) -> None:
    one, two = read(left, "en"), read(right, "en")
    for given_look in (None, look):
        assert sameness(one, two, given_look) == sameness(two, one, given_look)


@given(TEXT, TEXT)
def test_features_are_always_the_same_ones_and_finite(left: str, right: str) -> None:
    found = sameness(read(left, "en"), read(right, "en"), look)
    assert list(found) == list(sameness(read("", "en"), read("a b", "en"), look))
    assert np.isfinite(list(found.values())).all()
    assert list(found)[: len(of(left, right))] == list(of(left, right))


@given(TEXT.filter(lambda text: any(letter.isalnum() for letter in text)))
def test_a_statement_is_its_own(text: str) -> None:
    found = of(text, text)
    assert found["word_1_low"] == found["stem_order_low"] == found["letter_edits"] == 1.0
    assert found["bits_lost_high"] == found["run_lost_high"] == found["swapped"] == 0.0
    assert found["exact_low"] == pytest.approx(1.0)


def test_a_changed_number_is_told_from_a_missing_one() -> None:
    clash, missing = of("Orlen paid 14 men", "Orlen paid 30 men"), of("Orlen paid 14", "Orlen paid")
    assert (clash["numbers_clash"], missing["numbers_clash"]) == (1.0, 0.0)
    assert (clash["numbers_within"], missing["numbers_within"]) == (0.0, 1.0)
    assert clash["number_lost_low"] == 1.0


def test_what_is_left_over_counts_by_kind() -> None:
    found = of("the council did not close the pool", "the council did close the pool")
    assert (found["negation_lost_high"], found["content_lost_high"]) == (1.0, 0.0)
    assert of("a pool in Dunmore", "a pool in Brezno")["name_lost_low"] == 1.0


def test_words_that_change_places_are_seen() -> None:
    found = of("Orlen sued Vasko", "Vasko sued Orlen")
    assert found["exact_low"] == pytest.approx(1.0)
    assert found["swapped"] > 0.5
    assert of("Orlen sued Vasko", "Orlen sued Vasko today")["swapped"] == 0.0


def test_a_synonym_is_matched_by_its_meaning_and_a_number_never() -> None:
    one, two = read("pool closed", "en"), read("pool shut", "en")
    assert sameness(one, two, None)["content_lost_high"] == 1.0
    assert sameness(one, two, synonyms)["content_lost_high"] == pytest.approx(0.1)
    assert sameness(read("14", "en"), read("30", "en"), synonyms)["number_lost_low"] == 1.0
