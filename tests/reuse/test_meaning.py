"""Vectors lie on the grid, and nothing but the sentence itself decides them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from firsthand.reuse.meaning import GRID, Encoder, cosines, vectors


class Letters:
    """A toy encoder: counts of letters, as a unit vector."""

    name = "letters"

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array(
            [[1 + text.lower().count(chr(97 + at)) for at in range(26)] for text in sentences],
            dtype=np.float32,
        )
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


SENTENCES = st.lists(st.text(alphabet="abcdez ", min_size=1, max_size=60), min_size=1, max_size=8)


@given(SENTENCES)
def test_vectors_are_whole_steps(sentences: list[str]) -> None:
    encoder: Encoder = Letters()
    steps = vectors(sentences, encoder) * GRID
    assert steps.dtype == np.float32
    assert np.array_equal(steps, np.rint(steps))


@given(SENTENCES)
def test_cosines_do_not_depend_on_the_order_of_summation(sentences: list[str]) -> None:
    table = vectors(sentences, Letters())
    turned = table[:, ::-1].copy()
    assert np.array_equal(cosines(table, table), cosines(turned, turned))
    exact = np.clip(table.astype(np.float64) @ table.astype(np.float64).T, 0, 1)
    assert np.array_equal(cosines(table, table).astype(np.float64), exact)


def test_noise_below_the_grid_changes_no_cosine() -> None:
    class Noisy(Letters):
        def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
            return super().encode(sentences) + np.float32(1e-7)

    texts = ["the bridge fell", "a bridge has fallen", "rain"]
    assert np.array_equal(vectors(texts, Letters()), vectors(texts, Noisy()))


def test_no_sentences_give_no_rows() -> None:
    empty = vectors([], Letters())
    assert empty.shape[0] == 0
    assert cosines(empty, vectors(["one", "two"], Letters())).shape == (0, 2)
