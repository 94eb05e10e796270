"""A row of a product is what it is alone, and the order of its sums is the one that is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.run.matrices import packed, product

SHAPES = ((512, 256), (320, 512), (1280, 512), (6, 5))


def random(rows: int, columns: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((rows, columns), dtype=np.float32)


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(SHAPES), st.integers(1, 40), st.integers(0, 39))
def test_a_row_is_the_same_alone_and_among_others(shape: tuple[int, int], rows: int, chosen: int) -> None:
    left, right = random(rows, shape[0]), packed(random(*shape, seed=2))
    at = chosen % rows
    assert np.array_equal(product(left, right)[at], product(left[at : at + 1], right)[0])


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_the_product(shape: tuple[int, int]) -> None:
    left, right = random(100, shape[0]), random(*shape, seed=2)
    exact = left.astype(np.float64) @ right.astype(np.float64)
    assert np.allclose(product(left, packed(right)), exact, rtol=1e-4, atol=1e-3)


def test_sums_end_where_they_are_said_to() -> None:
    assert packed(random(1280, 12)).bounds.tolist() == [0, 320, 640, 960, 1280]
    assert packed(random(768, 12)).bounds.tolist() == [0, 320, 544, 768]
    assert packed(random(512, 12)).bounds.tolist() == [0, 256, 512]


def test_even_and_odd_terms_are_summed_apart_in_half_the_columns() -> None:
    # 2**24 + 1 + 1 is 2**24 one after the other, and 2**24 + 2 where the ones are summed apart.
    left = np.array([[2.0**24, 1, 0, 1]], dtype=np.float32)
    found = product(left, packed(np.ones((4, 13), dtype=np.float32)))[0]
    apart = found == 2.0**24 + 2
    assert apart.tolist() == [True] * 6 + [False] * 6 + [True]


def test_no_rows_give_none() -> None:
    assert product(random(0, 6), packed(random(6, 5))).shape == (0, 5)
