"""The gists of one document as numbers, for compiled comparison of its sentences with another's.

A word, a stem, a name or a number is known by eight bytes of a cryptographic hash, so that sheets of any
two documents go together without a common table; that two of the words of two texts are taken for one has a
chance below 1 in 10^12.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Analysis, Value
from firsthand.reuse.cells import grams
from firsthand.reuse.gist import Gist, gists
from firsthand.text.words import number

Keys = NDArray[np.uint64]


class Ragged(Value):
    """Rows of unlike length, one behind the other: row n is `values[first[n]:first[n + 1]]`."""

    first: NDArray[np.int64]
    values: Keys


class Sheet(Value):
    """What `features.rewording` and `features.shared_in_quotes` ask of the sentences of a document.

    `words` and `stems` are in the order of the text; the rest are sets in ascending order. `weights` and
    `quoted` (1 inside quotation marks, somewhere in the sentence) belong to the values of `kinds`.
    """

    words: Ragged
    stems: Ragged
    kinds: Ragged
    weights: NDArray[np.float64]
    quoted: NDArray[np.bool_]
    whole: NDArray[np.float64]
    pairs: Ragged
    grams: Ragged
    numbers: Ragged
    names: Ragged

    def arrays(self) -> tuple[NDArray[Any], ...]:
        """Return what `cells.rewordings` takes, in its order."""
        return (
            self.words.first, self.words.values, self.stems.first, self.stems.values,
            self.kinds.first, self.kinds.values, self.weights, self.quoted, self.whole,
            self.pairs.first, self.pairs.values, self.grams.first, self.grams.values,
            self.numbers.first, self.numbers.values, self.names.first, self.names.values,
        )  # fmt: skip


@lru_cache(maxsize=256)  # asked for every pair of a story
def sheet(analysis: Analysis) -> Sheet:
    """Return the sheet of a document, a row a sentence."""
    rows = gists(analysis)
    stems = _ragged([[number(s) for s in g.stems] for g in rows])
    kinds, weights, quoted = [], [], []
    for g in rows:
        inside = {s for s, flag in zip(g.stems, g.quoted, strict=True) if flag}
        known = sorted((number(s), w, s in inside) for s, w in g.weights.items())
        kinds.append([k for k, _, _ in known])
        weights += [w for _, w, _ in known]
        quoted += [q for _, _, q in known]
    return Sheet(
        _ragged([[number(w) for w in g.words] for g in rows]),
        stems,
        _ragged(kinds),
        np.array(weights, dtype=np.float64),
        np.array(quoted, dtype=np.bool_),
        np.array([g.weight for g in rows], dtype=np.float64),
        _pairs(stems),
        _grams(rows),
        _ragged([sorted(map(number, g.numbers)) for g in rows]),
        _ragged([sorted(map(number, g.names)) for g in rows]),
    )


def _ragged(rows: Sequence[Sequence[int]]) -> Ragged:
    return Ragged(_first(map(len, rows)), np.array([v for row in rows for v in row], dtype=np.uint64))


def _first(lengths: Iterable[int]) -> NDArray[np.int64]:
    return np.cumsum([0, *lengths], dtype=np.int64)


def _sets(rows: Iterable[Keys]) -> Ragged:
    made = [np.unique(row) for row in rows]
    return Ragged(_first(map(len, made)), np.concatenate(made) if made else np.empty(0, dtype=np.uint64))


def _pairs(stems: Ragged) -> Ragged:
    """Return the pairs of neighbouring stems of each row."""
    mixed = stems.values[:-1] * np.uint64(0x9E3779B97F4A7C15) ^ stems.values[1:]
    return _sets(mixed[a : max(a, b - 1)] for a, b in zip(stems.first[:-1], stems.first[1:], strict=True))


def _grams(rows: Sequence[Gist]) -> Ragged:
    """Return the letter grams of each row, as `Gist.grams`."""
    lines = ["".join(g.lines) for g in rows]
    letters = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return Ragged(*grams(letters, _first(map(len, lines))))
