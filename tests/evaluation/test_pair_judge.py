"""The judge of pairs sees both orders alike, learns on other folds only, and works without vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from evaluation.pair_judge import Folds, decide, material
from evaluation.sentence_pairs import by_sentence

PLACES = ("Orle", "Dunmore", "Vask", "Tarn", "Brezno", "Lissa", "Kerr", "Maddow", "Pell", "Struan")
PAIRS = [
    pair
    for n, place in enumerate(PLACES)
    for pair in (
        (f"{place} closed {n + 2} pools on Friday.", f"On Friday {place} shut {n + 2} pools."),
        (f"{place} closed {n + 2} pools on Friday.", f"{place} did not close {n + 30} pools."),
    )
]
LABELS = np.array([1, 0] * len(PLACES))


class Letters:
    """An encoder for tests: which letters a text has."""

    name = "letters"

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(sentences), 64), dtype=np.float32)
        for row, text in zip(rows, sentences, strict=True):
            for letter in text:
                row[ord(letter) % 64] += 1
            row /= max(1.0, float(np.linalg.norm(row)))
        return rows


def halves() -> Folds:
    order = np.arange(len(PAIRS))
    return [(order[10:], order[:10]), (order[:10], order[10:])]


@pytest.mark.parametrize("encoder", [None, Letters()])
def test_changed_detail_is_learned(encoder: Letters | None) -> None:
    said = decide(material(PAIRS, encoder), LABELS, halves())
    assert ((said > 0) == LABELS).mean() >= 0.9


@pytest.mark.parametrize("encoder", [None, Letters()])
def test_sides_may_change(encoder: Letters | None) -> None:
    one, two = material(PAIRS, encoder), material([pair[::-1] for pair in PAIRS], encoder)
    assert np.array_equal(one.features, two.features)
    assert np.allclose(one.kinship, two.kinship, atol=1e-6)
    assert np.allclose(one.kinship, one.kinship.T, atol=1e-6)
    assert np.linalg.eigvalsh(one.kinship.astype(float)).min() > -1e-4


def test_labels_of_the_held_fold_say_nothing() -> None:
    seen, fold = material(PAIRS, None), list(halves())[:1]
    other = LABELS.copy()
    other[:10] = 1 - other[:10]
    assert np.array_equal(decide(seen, LABELS, fold), decide(seen, other, fold))


def test_no_sentence_stands_on_both_sides_when_apart() -> None:
    for train, held in by_sentence(PAIRS, LABELS):
        known = {text for at in train for text in PAIRS[at]}
        assert not known & {text for at in held for text in PAIRS[at]}
