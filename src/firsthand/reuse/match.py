"""Passages that two texts share word for word, or nearly so.

Four steps, each a function that takes what the one before gives, or what an archive has stored:
`fingerprint` (words and postings of texts), `judged` (what the group of a gram may seed), `seeds`
(pairs of places), `passages` (seeds grown on both sides with a small resync; no matrix is filled).
Postings are parted by their hashes and seeds by their first text, so that each part is sorted
while it is in the processor's cache, on its own thread, and may wait outside memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.reuse import kernels
from firsthand.reuse.boilerplate import judged
from firsthand.reuse.fingerprint import fingerprint, most_words, spans
from firsthand.reuse.threads import Threads
from firsthand.reuse.walk import extend

# Up to so many characters all grams are kept, and passages of eight equal words are found; beyond,
# one gram in four, and of twelve: of a passage that long one gram at least is kept in seven cases
# of eight, of one of eight words in little more than half, and most that short are chance.
ALL_GRAMS = 2_400_000
SAMPLED = 4
LEAST = 8
LEAST_SAMPLED = 12
# Equal words that a passage needs if only common grams lead to it: a sentence, not a phrase.
SENTENCE = 16
# The walk's resync and patience, in words.
SHIFT = 6
DROP = 8
# Characters fingerprinted at a time; postings sorted at a time (two megabytes of cache); texts
# whose seeds are sorted at a time.
_BATCH = 2_000_000
_PART = 131_072
_TEXTS = 4_096
# Pieces that the postings of a batch lie in: memory of those done with goes to seeds, whose pieces
# are half as large, to fit.
_PIECES = 8
# Bytes of a block whose release tells the C library that blocks of this size come and go (glibc's
# threshold moves up to 32 MB): the memory of one batch is then used for the next, not given back
# and asked for again page by page, which cost a quarter of all time at 100,000 texts.
_TAUGHT = 30 << 20
# Characters below which threads cost more than they bring.
_ALONE = 200_000
_CHARACTERS_A_WORD = 6

Records = NDArray[np.uint64]


class Kept(Protocol):
    """An array, or what stands for one that waits elsewhere: its slices are arrays."""

    def __getitem__(self, part: slice, /) -> Records: ...


Keep = Callable[[Records], Kept]


def find_reuse(
    texts: Sequence[str], *, outlets: Sequence[str] | None = None, keep: Keep | None = None
) -> NDArray[np.int64]:
    """Return the shared passages of texts: rows `a, b, a_start, a_end, b_start, b_end`, sorted.

    `a < b` are indices into `texts`, offsets are half-open and count code points. With `outlets`,
    one name a text, how common a passage is counts by outlets. `keep` may put arrays that wait
    elsewhere (`firsthand.run.spill`). O(words + seeds); memory, beyond what `keep` takes, is four
    bytes a word.
    """
    if outlets is not None and len(outlets) != len(texts):
        raise ValueError(f"{len(outlets)} outlets for {len(texts)} texts")
    if len(texts) < 2:
        return np.empty((0, 6), dtype=np.int64)
    characters = sum(map(len, texts))
    one_in, least = (1, LEAST) if characters <= ALL_GRAMS else (SAMPLED, LEAST_SAMPLED)
    at_hand = _itself if keep is None else keep
    parts = _parts(characters // (_CHARACTERS_A_WORD * one_in))
    pieces = min(parts, _PIECES)
    np.empty(_TAUGHT, dtype=np.uint8)  # freed at once
    with Threads(1 if characters < _ALONE else kernels.threads()) as crew:
        batches = _batches(texts, range(len(texts)))
        store = _Store(most_words(texts))

        def printed(batch: tuple[int, int]) -> tuple[NDArray[np.int64], _Parted]:
            prints = fingerprint(texts[batch[0] : batch[1]], one_in, batch[0])
            first = prints.first + store.add(prints.words)
            return first, _Parted(prints.postings, (0, parts, pieces), at_hand)

        prints = crew.map(printed, batches)
        begins = np.concatenate([first[:-1] for first, _ in prints])
        sizes = np.concatenate([np.diff(first) for first, _ in prints])
        blocks = [block for _, block in prints]
        del prints
        numbers = None if outlets is None else _numbered(outlets)
        groups = _parts(len(texts) * (_PART // _TEXTS))
        shift = max(0, (len(texts) - 1).bit_length() - (groups.bit_length() - 1))

        def seeded(part: int) -> _Parted:
            shared = kernels.shared_grams(_gathered(blocks, part), parts.bit_length() - 1)
            found = kernels.seeds(shared, judged(shared, sizes, numbers))
            return _Parted(found, (32 + shift, groups, min(groups, 2 * _PIECES)), at_hand)

        found: list[_Parted] = []
        for piece in np.split(np.arange(parts), pieces):
            found += crew.map(seeded, piece.tolist())
            for block in blocks:
                block.drop(piece[0])

        def grown(group: int) -> NDArray[np.int64]:
            return passages(_gathered(found, group), store.words, begins, sizes, least)

        return _offsets(np.concatenate(crew.map(grown, range(groups))), texts, crew)


def passages(
    found: Records,
    words: NDArray[np.uint32],
    begins: NDArray[np.int64],
    sizes: NDArray[np.int64],
    least: int,
) -> NDArray[np.int64]:
    """Return the passages around seeds, rows `a, b, a_start, a_end, b_start, b_end` in words.

    Text i has the words `words[begins[i]:begins[i] + sizes[i]]`. A pair's passages depend on the
    words of its two texts and its own seeds only, whatever the order of the seeds.
    """
    limits = (SHIFT, DROP, least, SENTENCE)
    rows: NDArray[np.int64]
    rows, _ = extend(kernels.sorted_seeds(found), words, begins, sizes, limits)
    return rows


class _Store:
    """The words of all texts, batches in the order they were done: where, is said of each text."""

    def __init__(self, most: int) -> None:
        self.words = np.empty(most, dtype=np.uint32)  # what is not written takes no memory
        self._end = 0
        self._lock = Lock()

    def add(self, words: NDArray[np.uint32]) -> int:
        with self._lock:
            at = self._end
            self._end += len(words)
        self.words[at : at + len(words)] = words
        return at


class _Parted:
    """Records parted by bits of their first number: from which bit, in how many parts and pieces.

    A piece holds neighbouring parts, and is dropped when they are done with.
    """

    def __init__(self, records: Records, into: tuple[int, int, int], keep: Keep) -> None:
        shift, parts, pieces = into
        whole, self.bounds = kernels.parted(records, shift, parts)
        self.step = parts // pieces
        edges = self.bounds[:: self.step]
        self.pieces: list[Kept | None] = [
            keep(whole if pieces == 1 else whole[low:high].copy()) for low, high in pairwise(edges)
        ]

    def part(self, number: int) -> Records:
        piece, at = self.pieces[number // self.step], self.bounds[number - number % self.step]
        if piece is None:
            raise LookupError("a piece was dropped before its parts were done with")
        return piece[self.bounds[number] - at : self.bounds[number + 1] - at]

    def drop(self, number: int) -> None:
        self.pieces[number // self.step] = None


def _gathered(blocks: Sequence[_Parted], part: int) -> Records:
    if len(blocks) == 1:
        return blocks[0].part(part)
    return np.concatenate([block.part(part) for block in blocks])


def _itself(records: Records) -> Kept:
    return records


def _parts(records: int) -> int:
    """Return how many parts records go to: a power of two."""
    return 1 << max(0, (records // _PART - 1).bit_length() if records > _PART else 0)


def _batches(texts: Sequence[str], chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Return ranges of the chosen texts of about equal length together."""
    starts, size = [0], 0
    for n, text in enumerate(chosen):
        if size > _BATCH:
            starts.append(n)
            size = 0
        size += len(texts[text])
    return list(pairwise([*starts, len(chosen)]))


def _numbered(outlets: Sequence[str]) -> NDArray[np.int64]:
    number = {name: i for i, name in enumerate(sorted(set(outlets)))}
    return np.array([number[name] for name in outlets], dtype=np.int64)


def _offsets(rows: NDArray[np.int64], texts: Sequence[str], crew: Threads) -> NDArray[np.int64]:
    """Return passages with places in code points for places in words.

    The texts that have passages are read a second time: cheaper than to keep where words stand.
    """
    chosen = np.unique(rows[:, :2])
    by_b = np.argsort(rows[:, 1], kind="stable")
    a, b = np.searchsorted(chosen, rows[:, 0]), np.searchsorted(chosen, rows[by_b, 1])
    out = rows.copy()

    def placed(batch: tuple[int, int]) -> None:
        found = spans([texts[n] for n in chosen[batch[0] : batch[1]]])
        for texts_of, order, column in ((a, None, 2), (b, by_b, 4)):
            low, high = np.searchsorted(texts_of, batch)
            here = slice(low, high) if order is None else order[low:high]
            begin = found.first[texts_of[low:high] - batch[0]]
            out[here, column] = found.starts[begin + rows[here, column]]
            out[here, column + 1] = found.ends[begin + rows[here, column + 1] - 1]

    crew.map(placed, _batches(texts, chosen.tolist()))
    return out
