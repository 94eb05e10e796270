"""When an event was, as prose names it: weekdays, days of a month, years, in ten languages.

Two look-alike events differ in these more surely than in their words. A date in prose is not the
date a page claims for itself, so it counts also where publication dates are no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from firsthand.model import Value
from firsthand.text.dates import MONTHS
from firsthand.text.days import WEEKDAYS

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?")
# A day stands before its month, also with "de" or "of" between, or right behind it.
_AROUND = (-2, -1, 1)


class Told(Value):
    """The dates that prose names: weekdays from 0 for Monday, (month, day) pairs, years."""

    weekdays: frozenset[int]
    days: frozenset[tuple[int, int]]
    years: frozenset[int]


def told(sentences: Iterable[list[str]]) -> Told:
    """Return the dates named in sentences, each given as its folded words.

    >>> told([["on", "friday", "the", "3rd", "of", "march", "2023"]]).days
    frozenset({(3, 3)})
    """
    weekdays: set[int] = set()
    days: set[tuple[int, int]] = set()
    years: set[int] = set()
    for words in sentences:
        for n, word in enumerate(words):
            if word in WEEKDAYS:
                weekdays.add(WEEKDAYS[word])
            elif _YEAR.fullmatch(word):
                years.add(int(word))
            elif word in MONTHS:
                near = (words[n + k] for k in _AROUND if 0 <= n + k < len(words))
                found = (_DAY.fullmatch(w) for w in near)
                days.update((MONTHS[word], int(m[1])) for m in found if m and 1 <= int(m[1]) <= 31)
            elif word == "月" and 0 < n < len(words) - 1 and words[n - 1].isdigit() and words[n + 1].isdigit():
                days.add((int(words[n - 1]), int(words[n + 1])))
    return Told(frozenset(weekdays), frozenset(days), frozenset(years))


def agreement(left: Set[object], right: Set[object]) -> float:
    """Return 1 when two texts name a date in common, -1 when both name some and none is shared."""
    if not left or not right:
        return 0.0
    return 1.0 if left & right else -1.0
