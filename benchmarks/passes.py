"""The least that any search for shared runs of words must do, as passes over one UTF-8 buffer.

Hash every word and note where it stands; roll hashes of six words and keep one in four by its own
value; sort what is kept; walk the groups of equal grams. No folding, no offsets in code points, no
passages: an engine does more. Compiled by numba here, and the same in C (`benchmarks/passes.c`).
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

GRAM = 6
ONE_IN_FOUR = 3  # the bits of a hash that are clear in what is kept
COMMON = 50  # a gram in more texts seeds nothing
# A key is a gram's hash whose low bits are the number of the posting. It is sorted in four rounds
# of eleven bits; the twenty below are in order already or say no more about the gram.
RADIX, ROUNDS, UNSORTED = 11, 4, 20
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_BASE = np.uint64(0xBF58476D1CE4E5B9)  # of the rolling hash


def _folds() -> NDArray[np.uint8]:
    """Return the lower-case letter of a byte, 0 where it separates words.

    Bytes above 127 are letters, but for those of typographic quotes and dashes.
    """
    out = np.zeros(256, np.uint8)
    for code in range(256):
        if code > 127 or chr(code).isalnum():
            out[code] = ord(chr(code).lower()) if code < 128 else code
    out[[0xE2, 0x80, 0x93, 0x94, 0x98, 0x99, 0x9C, 0x9D]] = 0
    return out


FOLDS = _folds()


class Room(NamedTuple):
    """Where the passes write: by word, by text, by gram. Made beforehand, so that the passes are
    not charged for memory that the system must clear first."""

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    first: NDArray[np.int64]
    keys: NDArray[np.uint64]
    spare: NDArray[np.uint64]
    places: NDArray[np.int64]


def room(text: NDArray[np.uint8], bounds: NDArray[np.int64]) -> Room:
    """Return room for the words of texts and all their grams."""
    words = count_words(text, bounds, FOLDS)
    return Room(
        hashes=np.zeros(words, np.uint64), starts=np.zeros(words, np.int32),
        ends=np.zeros(words, np.int32), first=np.zeros(len(bounds), np.int64),
        keys=np.zeros(words, np.uint64), spare=np.zeros(words, np.uint64),
        places=np.zeros(words, np.int64),
    )  # fmt: skip


@njit(cache=True)
def count_words(text, bounds, folds):
    count = 0
    for number in range(len(bounds) - 1):
        inside = False
        for at in range(bounds[number], bounds[number + 1]):
            letter = folds[text[at]] != 0
            count += letter and not inside
            inside = letter
    return count


@njit(cache=True)
def hash_words(text, bounds, folds, hashes, starts, ends, first):
    """Write hash, start and end (bytes of its text) of every word, and each text's first word.

    Return how many words there are.
    """
    count = 0
    for number in range(len(bounds) - 1):
        first[number] = count
        base, value, start = bounds[number], np.uint64(0), -1
        for at in range(base, bounds[number + 1]):
            letter = folds[text[at]]
            if letter:
                if start < 0:
                    start = at
                value = (value ^ np.uint64(letter)) * _PRIME
            elif start >= 0:
                hashes[count] = value ^ (value >> np.uint64(32))
                starts[count] = start - base
                ends[count] = at - base
                count += 1
                value, start = np.uint64(0), -1
        if start >= 0:
            hashes[count] = value ^ (value >> np.uint64(32))
            starts[count] = start - base
            ends[count] = bounds[number + 1] - base
            count += 1
    first[len(bounds) - 1] = count
    return count


@njit(cache=True)
def sample_grams(hashes, first, keys, places, bits, mask):
    """Write the keys of the kept grams and the word each begins with; return how many there are.

    The low `bits` of a key number its posting. A gram is kept where its hash has no bit of `mask`:
    3 keeps one in four, 0 all.
    """
    low = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    out_of = np.uint64(1)
    for _ in range(GRAM):
        out_of *= _BASE
    count = 0
    for number in range(len(first) - 1):
        value = np.uint64(0)
        for at in range(first[number], first[number + 1]):
            value = value * _BASE + hashes[at]
            begin = at - GRAM + 1
            if begin < first[number]:
                continue
            if begin > first[number]:
                value -= hashes[begin - 1] * out_of
            mixed = (value ^ (value >> np.uint64(29))) * _PRIME
            if (mixed >> np.uint64(32)) & mask == 0:
                keys[count] = (mixed & ~low) | np.uint64(count)
                places[count] = begin
                count += 1
    return count


@njit(cache=True)
def sort_keys(keys, spare):
    """Sort keys in place, `spare` being as long (radix sort from the least digit)."""
    digits = np.uint64((1 << RADIX) - 1)
    counts = np.zeros((ROUNDS, 1 << RADIX), np.int64)
    for key in keys:
        for turn in range(ROUNDS):
            counts[turn, (key >> np.uint64(UNSORTED + RADIX * turn)) & digits] += 1
    for turn in range(ROUNDS):
        total = 0
        for digit in range(1 << RADIX):
            total, counts[turn, digit] = total + counts[turn, digit], total
        for key in keys:
            digit = (key >> np.uint64(UNSORTED + RADIX * turn)) & digits
            spare[counts[turn, digit]] = key
            counts[turn, digit] += 1
        keys, spare = spare, keys


@njit(cache=True)
def scan(keys, bits):
    """Return how many grams stand at 2 to COMMON places, and how many pairs of places they make."""
    groups, pairs, start = 0, 0, 0
    while start < len(keys):
        end = start + 1
        while end < len(keys) and (keys[end] ^ keys[start]) >> np.uint64(bits) == 0:
            end += 1
        size = end - start
        if 2 <= size <= COMMON:
            groups += 1
            pairs += size * (size - 1) // 2
        start = end
    return groups, pairs


class Passes:
    """The passes in one language, over the texts of one buffer; each returns how much it wrote."""

    name = "numba"

    def words(self, text: NDArray, bounds: NDArray, to: Room) -> int:
        return hash_words(text, bounds, FOLDS, to.hashes, to.starts, to.ends, to.first)

    def grams(self, to: Room, bits: int, mask: int = ONE_IN_FOUR) -> int:
        return sample_grams(to.hashes, to.first, to.keys, to.places, bits, np.uint64(mask))

    def sort(self, keys: NDArray, spare: NDArray) -> None:
        sort_keys(keys, spare)

    def scan(self, keys: NDArray, bits: int) -> tuple[int, int]:
        return scan(keys, bits)


class CompiledPasses(Passes):
    """The same in C."""

    name = "C"

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library
        for call in (library.hash_words, library.sample_grams, library.scan):
            call.restype = ctypes.c_int64

    def words(self, text: NDArray, bounds: NDArray, to: Room) -> int:
        arrays = _addresses(text, bounds, FOLDS, to.hashes, to.starts, to.ends, to.first)
        return self._library.hash_words(*arrays, ctypes.c_int64(len(bounds) - 1))

    def grams(self, to: Room, bits: int, mask: int = ONE_IN_FOUR) -> int:
        arrays = _addresses(to.hashes, to.first, to.keys, to.places)
        sizes = ctypes.c_int64(len(to.first) - 1), ctypes.c_int64(bits), ctypes.c_uint64(mask)
        return self._library.sample_grams(*arrays, *sizes)

    def sort(self, keys: NDArray, spare: NDArray) -> None:
        self._library.sort_keys(*_addresses(keys, spare), ctypes.c_int64(len(keys)))

    def scan(self, keys: NDArray, bits: int) -> tuple[int, int]:
        pairs = ctypes.c_int64(0)
        sizes = ctypes.c_int64(len(keys)), ctypes.c_int64(bits)
        groups = self._library.scan(*_addresses(keys), *sizes, ctypes.byref(pairs))
        return groups, pairs.value


def _addresses(*arrays: NDArray) -> tuple[ctypes.c_void_p, ...]:
    return tuple(ctypes.c_void_p(a.ctypes.data) for a in arrays)


def compiled() -> Passes | None:
    """Return the passes in C, None where there is no C compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "passes.so"
        source = Path(__file__).with_name("passes.c")
        flags = ("-O3", "-march=native", "-shared", "-fPIC")
        subprocess.run([compiler, *flags, "-o", str(library), str(source)], check=True)
        return CompiledPasses(ctypes.CDLL(str(library)))
