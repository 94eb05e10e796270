"""Which pairs of documents are worth a look: found through an index, not pair by pair.

Two documents are near when a rough sum of what they have in common - names, what of either's lead the
other tells, numbers, days - reaches a least one. It depends on the pair alone, so adding documents
changes no other pair. The sum is a part of what `stories.likeness` weighs: of pairs of one event it
keeps those that groups are made of: out of fold, groups are as good as when four pairs in five were
looked at, and one in fifty is.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.profile import Profile
from firsthand.reuse.kernels import threads
from firsthand.reuse.products import common
from firsthand.reuse.threads import Threads

Kind = Literal["name", "lead", "word", "number"]
KINDS: tuple[Kind, ...] = ("name", "lead", "word", "number")
# What a document asks for (first), and where it is looked up (second), in the order of the sums.
LOOKS: tuple[tuple[Kind, Kind], ...] = (("name", "name"), ("lead", "word"), ("word", "lead"), ("number", "number"))
# Days beyond which a gap says no more (a date may be false: it must not outweigh the texts), and the
# gap that stands for an unknown one; numbers that are added to the fewer, since few are shared by chance.
LONGEST_GAP = 14.0
UNKNOWN_GAP = 3.0
FEW_NUMBERS = 2
# The weights of likeness, near enough, and the least sum of a pair that is looked at; less is asked
# where neither tells a word of the other's lead, as across languages.
NAMES, LESS_TOLD, MORE_TOLD, NUMBERS, APART = 3.2, 5.0, 3.0, 5.6, 2.0
LEAST, LEAST_UNTOLD = 2.25, 2.0
# Documents that are asked about at a time, each part by a thread of its own.
_PART = 256

Table = tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]
]


def close(one: Profile, other: Profile) -> bool:
    """Return whether two documents have more in common than any two."""
    names = math.fsum(w * other.names[k] for k, w in one.names.items() if k in other.names)
    less, more = 0.0, 0.0
    if one.language == other.language:
        told = (math.fsum(w for k, w in a.lead.items() if k in b.words) for a, b in ((one, other), (other, one)))
        less, more = sorted(told)
    shared = len(one.numbers & other.numbers) / (min(len(one.numbers), len(other.numbers)) + FEW_NUMBERS)
    said = math.fsum((NAMES * names, LESS_TOLD * less, MORE_TOLD * more, NUMBERS * shared))
    late = max(0.0, math.log1p(gap(one, other)) - math.log1p(UNKNOWN_GAP))
    return said - APART * late >= (LEAST if more else LEAST_UNTOLD)


def gap(one: Profile, other: Profile) -> float:
    """Return the days between two documents, as far as they count."""
    if one.day is None or other.day is None:
        return UNKNOWN_GAP
    return min(LONGEST_GAP, abs((one.day - other.day).days))


def near(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs i < j of documents that are close, in order.

    Memory grows with the documents, time with the pairs that share a rare word.
    """
    tables = []
    for asked, held in LOOKS:
        rows = sorted((key(*t), i, w) for i, p in enumerate(profiles) for t, w in terms(held, p).items())
        keys = np.array([k for k, _, _ in rows], dtype=np.uint64)
        documents = np.array([i for _, i, _ in rows], dtype=np.int64)
        tables.append(table([terms(asked, p) for p in profiles], keys, documents, np.array([w for *_, w in rows])))
    said = facts(profiles)
    for i, j in sorted(found := candidates(tuple(tables), said, said)):
        if i < j and (found[i, j] or close(profiles[i], profiles[j])):
            yield i, j


Facts = tuple[NDArray[np.float64], NDArray[np.float64]]


def candidates(tables: tuple[Table, ...], asked: Facts, held: Facts) -> dict[tuple[int, int], bool]:
    """Return the pairs (asked, held) that may be close, and whether they are; if not, `close` says."""
    weights = (NAMES, LESS_TOLD, MORE_TOLD, NUMBERS, APART, UNKNOWN_GAP, LONGEST_GAP, float(FEW_NUMBERS))
    wanted = (weights, (LEAST, LEAST_UNTOLD), *held)

    def part(start: int) -> NDArray[np.int64]:
        end = min(start + _PART, len(asked[0]))
        some = tuple((first[start : end + 1], *rest) for first, *rest in tables)
        rows: NDArray[np.int64] = common(some, len(held[0]), (*wanted, *(fact[start:end] for fact in asked)))
        rows[:, 0] += start
        return rows

    with Threads(threads() if len(asked[0]) > _PART else 1) as crew:
        parts = crew.map(part, range(0, len(asked[0]), _PART))
    return {(q, d): bool(sure) for rows in parts for q, d, sure in rows.tolist()}


def table(
    asked: Sequence[Mapping[tuple[str, str], float]],
    keys: NDArray[np.uint64],
    documents: NDArray[np.int64],
    values: NDArray[np.float64],
) -> Table:
    """Return what some documents ask for, with where it lies among postings sorted by key."""
    wanted = np.array([key(*t) for said in asked for t in said], dtype=np.uint64)
    weights = np.array([w for said in asked for w in said.values()], dtype=np.float64)
    first = np.concatenate([[0], np.cumsum([len(said) for said in asked])]).astype(np.int64)
    low = np.searchsorted(keys, wanted, side="left").astype(np.int64)
    high = np.searchsorted(keys, wanted, side="right").astype(np.int64)
    return first, low, high, weights, documents.astype(np.int64), values.astype(np.float64)


def terms(kind: Kind, said: Profile) -> dict[tuple[str, str], float]:
    """Return the weights of what a document says of a kind; words count within their language."""
    if kind == "name":
        return {("", k): w for k, w in said.names.items()}
    if kind == "lead":
        return {(said.language, k): w for k, w in said.lead.items()}
    if kind == "word":
        return {(said.language, k): 1.0 for k in sorted(said.words)}
    return {("#", repr(n)): 1.0 for n in sorted(said.numbers)}


@lru_cache(maxsize=1 << 18)
def key(language: str, term: str) -> int:
    """Return the number that stands for a term in an index."""
    said = f"{language}\n{term}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "little")


def facts(profiles: Sequence[Profile]) -> Facts:
    """Return the day of each document as a number, -1 where it is not known, and how many numbers it has."""
    return (
        np.array([-1.0 if p.day is None else float(p.day.toordinal()) for p in profiles]),
        np.array([len(p.numbers) for p in profiles], dtype=np.float64),
    )
