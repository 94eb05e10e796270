"""Which pairs of documents are worth a look: found through an index, not pair by pair.

Two documents are near when a rough sum of what they have in common - names, what of either's lead the
other tells, numbers, days - reaches a least one. It depends on the pair alone, so adding documents
changes no other pair. The sum is a part of what `stories.likeness` weighs: of pairs of one event it
keeps those that groups are made of: out of fold, groups are as good as when four pairs in five were
looked at, and one in fifty is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage import sheets
from firsthand.lineage.profile import Profile
from firsthand.lineage.sheets import Sheets, Words, laid_out
from firsthand.reuse.kernels import threads
from firsthand.reuse.products import common
from firsthand.reuse.threads import Threads

Kind = Literal["name", "lead", "word", "number"]
KINDS: tuple[Kind, ...] = ("name", "lead", "word", "number")
# What a document asks for (first), and where it is looked up (second), in the order of the sums.
LOOKS: tuple[tuple[Kind, Kind], ...] = (("name", "name"), ("lead", "word"), ("word", "lead"), ("number", "number"))
_HELD_IN = {"name": sheets.NAMES, "lead": sheets.LEAD, "number": sheets.NUMBERS}
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

# Where the keys of each document begin, the keys, their weights.
Terms = tuple[NDArray[np.int64], Words, NDArray[np.float64]]
Table = tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.uint32], NDArray[np.float32]
]


def close(one: Profile, other: Profile) -> bool:
    """Return whether two documents have more in common than any two."""
    names = math.fsum([w * other.names[k] for k, w in one.names.items() if k in other.names])
    less, more = 0.0, 0.0
    if one.language == other.language:
        told = (math.fsum([w for k, w in a.lead.items() if k in b.words]) for a, b in ((one, other), (other, one)))
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
    said = laid_out(profiles)
    tables = []
    for asked, kind in LOOKS:
        first, keys, weights = terms(kind, said)
        documents = np.repeat(np.arange(len(profiles)), np.diff(first))
        order = np.lexsort((documents, keys))
        tables.append(table(terms(asked, said), keys[order], documents[order], weights[order]))
    known = facts(said)
    rows = candidates(tuple(tables), known, known)
    rows = rows[rows[:, 0] < rows[:, 1]]
    for i, j, sure in rows[np.lexsort((rows[:, 1], rows[:, 0]))].tolist():
        if sure or close(profiles[i], profiles[j]):
            yield i, j


Facts = tuple[NDArray[np.float64], NDArray[np.float64]]


def candidates(tables: tuple[Table, ...], asked: Facts, held: Facts) -> NDArray[np.int64]:
    """Return rows (asked, held, sure) of the pairs that may be close; where `sure` is 0, `close` says."""
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
    return np.concatenate(parts) if parts else np.empty((0, 3), np.int64)


def table(asked: Terms, keys: Words, documents: NDArray[np.integer], values: NDArray[np.floating]) -> Table:
    """Return what some documents ask for, with where it lies among postings sorted by key."""
    first, wanted, weights = asked
    low = np.searchsorted(keys, wanted, side="left").astype(np.int64)
    high = np.searchsorted(keys, wanted, side="right").astype(np.int64)
    return first, low, high, weights, documents.astype(np.uint32, copy=False), values.astype(np.float32, copy=False)


def terms(kind: Kind, said: Sheets) -> Terms:
    """Return what documents say of a kind: where the keys of each begin, the keys, their weights."""
    if kind == "word":
        first, keys, weights = said.part(sheets.STEMS)
        rare = weights > 0
        return np.concatenate([[0], np.cumsum(rare)])[first], keys[rare], np.ones(int(rare.sum()))
    return said.part(_HELD_IN[kind])


def facts(said: Sheets) -> Facts:
    """Return the day of each document as a number, -1 where it is not known, and how many numbers it has."""
    days = said.head(sheets.DAY)
    return np.where(days > 0, days, -1).astype(np.float64), said.head(sheets.FIRST_PART + sheets.NUMBERS).astype(np.float64)
