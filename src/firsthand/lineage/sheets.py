"""Profiles as arrays: what is stored of a document, and what compiled code compares.

A sheet is a row of 64-bit words: who it is about in numbers (`HEAD`), then parts, each of keys in ascending order and,
for most, a value a key. A key is the hash of a term, with its language where that matters; of two
documents that have a key in common the terms are taken to be the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.profile import Profile
from firsthand.model import Value
from firsthand.text.words import number

# Words before the parts: language, day of publication (0: not known), length in words, weekdays told as bits.
LANGUAGE, DAY, LENGTH, WEEKDAYS = range(4)
# The parts, of each of which the number of keys follows these.
STEMS, LEAD, HEADLINE, NAMES, LEAD_NAMES, COUNTS, LEAD_COUNTS, NUMBERS, DAYS, YEARS = range(10)
PARTS = 10
# So many parts, the first, have a value for each key. A stem that is no rare word has its weight negative.
VALUED = 7
FIRST_PART = 4
HEAD = FIRST_PART + PARTS

Words = NDArray[np.uint64]
_FLOAT = np.dtype("<f8")
_WORD = np.dtype("<u8")


def sheet(said: Profile) -> Words:
    """Return the sheet of a profile."""
    language = said.language
    stems = {k: w if k in said.words else -w for k, w in said.stems.items()}
    parts = (
        _weighted(language, stems),
        _weighted(language, said.lead),
        _weighted(language, said.headline),
        _weighted("", said.names),
        _weighted("", said.lead_names),
        _counted(said.counts),
        _counted(said.lead_counts),
        _bits(said.numbers),
        np.sort(np.array([key("day", f"{m}-{d}") for m, d in said.told.days], dtype=_WORD)),
        np.sort(np.array(list(said.told.years), dtype=_WORD)),
    )
    sizes = [len(part) // 2 if n < VALUED else len(part) for n, part in enumerate(parts)]
    day = 0 if said.day is None else said.day.toordinal()
    head = [key(language, ""), day, said.length, sum(1 << n for n in said.told.weekdays), *sizes]
    return np.concatenate([np.array(head, dtype=_WORD), *parts])


class Sheets(Value):
    """The sheets of some documents in a row; that of document n begins at `starts[n]`."""

    words: Words
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts)

    def head(self, field: int) -> NDArray[np.int64]:
        """Return a word of the head of every sheet."""
        return self.words[self.starts + field].astype(np.int64)

    def part(self, part: int) -> tuple[NDArray[np.int64], Words, NDArray[np.float64]]:
        """Return for a part where each document's keys begin (and end), the keys, and their values; 1 where they have none."""
        sizes = self.words[self.starts[:, None] + FIRST_PART + np.arange(PARTS)].astype(np.int64)
        wide = sizes * np.where(np.arange(PARTS) < VALUED, 2, 1)
        begin = self.starts + HEAD + wide[:, :part].sum(axis=1)
        count = sizes[:, part]
        first = np.concatenate([[0], np.cumsum(count)])
        at = np.repeat(begin - first[:-1], count) + np.arange(first[-1])
        keys = self.words[at]
        if part >= VALUED:
            return first, keys, np.ones(len(keys))
        return first, keys, self.words[at + np.repeat(count, count)].view(np.float64)


def together(sheets: Iterable[Words]) -> Sheets:
    """Return sheets in a row."""
    every = list(sheets)
    sizes = [len(words) for words in every]
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1].astype(np.int64)
    return Sheets(np.concatenate(every) if every else np.empty(0, _WORD), starts)


def laid_out(profiles: Sequence[Profile]) -> Sheets:
    """Return the sheets of profiles in a row."""
    return together(sheet(said) for said in profiles)


def key(language: str, term: str) -> int:
    """Return the number that stands for a term of a language."""
    return number(f"{language}\n{term}")


def _weighted(language: str, weights: Mapping[str, float]) -> Words:
    keys = np.array([key(language, term) for term in weights], dtype=_WORD)
    order = np.argsort(keys)
    return np.concatenate([keys[order], np.array(list(weights.values()), dtype=_FLOAT)[order].view(_WORD)])


def _counted(counts: Mapping[str, Collection[float]]) -> Words:
    rows = [(key("unit", unit), value) for unit, values in counts.items() for value in values]
    keys = np.array([k for k, _ in rows], dtype=_WORD)
    values = np.array([v for _, v in rows], dtype=_FLOAT) + 0.0
    order = np.lexsort((values, keys))
    return np.concatenate([keys[order], values[order].view(_WORD)])


def _bits(values: Collection[float]) -> Words:
    """Return numbers as their bits; a negative zero is a zero."""
    return np.sort((np.array(list(values), dtype=_FLOAT) + 0.0).view(_WORD))
