"""The scorer against cases worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.score import coverage, score

TEXTS = ("one two", "two three", "x a b c d e", "y a b c d e", "z", "w")
TRUTH = {
    "a": [0, 1, 4], "b": [1, 2, 3], "kind": ["nd", "wire", "pass"], "edit": [0.01, 0.0, 0.05],
    "a0": [-1, -1, 10], "a1": [-1, -1, 20], "b0": [-1, -1, 100], "b1": [-1, -1, 110],
}  # fmt: skip


def test_pairs_count_in_either_order_and_once():
    got = score(TRUTH, TEXTS, np.array([[1, 0], [0, 1], [4, 3], [5, 5]]))
    assert got["pairs"] == 2
    assert (got["rec_nd"], got["rec_wire"], got["rec_pass"]) == (1.0, 0.0, 1.0)
    assert (got["prec"], got["pass@0.05"]) == (1.0, 1.0)
    assert "span_cov" not in got


def test_a_wrong_pair_that_ends_alike_counts_for_one_precision_only():
    got = score(TRUTH, TEXTS, np.array([[0, 1], [2, 3], [0, 4], [1, 4]]))
    assert got["prec"] == 0.25
    assert got["prec_x"] == pytest.approx(1 / 3, abs=1e-4)


def test_nothing_found():
    got = score(TRUTH, TEXTS, np.empty((0, 6), dtype=np.int64))
    assert (got["pairs"], got["prec"], got["rec_nd"]) == (0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("rows", "share"),
    [
        ([[3, 4, 100, 110, 10, 20]], 1.0),  # the copy is the first of the row
        ([[4, 3, 10, 20, 100, 110]], 1.0),
        ([[3, 4, 100, 105, 0, 1], [3, 4, 103, 107, 0, 1]], 0.7),  # an overlap counts once
        ([[3, 4, 0, 1_000, 0, 1]], 1.0),
        ([[3, 4, 0, 90, 0, 1]], 0.0),
        ([[0, 4, 100, 110, 10, 20]], 0.0),  # another pair
    ],
)
def test_coverage_is_of_the_copy(rows, share):
    assert coverage(TRUTH, np.array(rows)).tolist() == [share]
    assert score(TRUTH, TEXTS, np.array(rows))["span_cov"] == share


def test_only_long_passages_count_for_the_figures_of_long_ones():
    rows = np.array([[0, 1, 0, 149, 0, 150], [1, 2, 0, 149, 0, 149], [0, 5, 0, 200, 0, 10]])
    got = score(TRUTH, TEXTS, rows)
    assert got["rec_150"] == pytest.approx(1 / 3, abs=1e-4)
    assert got["prec_150"] == 0.5


@given(st.lists(st.tuples(st.integers(80, 130), st.integers(0, 40)), max_size=6))
def test_coverage_is_that_of_a_set_of_places(spans):
    rows = [[3, 4, low, low + size, 0, 1] for low, size in spans]
    wanted = {p for low, size in spans for p in range(low, low + size)} & set(range(100, 110))
    got = coverage(TRUTH, np.array(rows, dtype=np.int64).reshape(-1, 6))
    assert got[0] == pytest.approx(len(wanted) / 10)
