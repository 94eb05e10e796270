"""Which of two agency items of one story is the update: signs of how desks recast and cut copy.

A later item is mostly shorter: desks cut a long report from its end, but add to a short first take.
They drop codes, bare attributions and the house's slips, join "U.S. Economy" to "U.S. economy", and
turn "MINISTER SAYS …" into a label; totals that run through a day only rise. The scores, in nats, are set by hand from what each sign means
and from reading such pairs; none is fitted.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from firsthand.lineage.edits import Step, step, tokens
from firsthand.lineage.polish import put_right
from firsthand.model import Evidence, Value

# Tokens of the shorter item from which a difference in its tail is a cut, below which an addition.
CUT_FROM = 95
_TAIL = 15  # tokens at the end from which they are a tail
_ELSEWHERE = 0.25  # share of the shorter item that may differ elsewhere
# What only grows while a story goes on: a total so far, a toll that has risen.
_TALLY = re.compile(
    r"(?i)(?:\btotal\b[^.\n]{0,40}?\b(?:so far|today|to date)\b[^.\d\n]{0,12}?"
    r"|\b(?:tolls?|tally|total)\b[^.\d\n]{0,30}?\bto\s)"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>mln|million|bln|billion)?"
)
_UNITS = {"mln": 1e6, "million": 1e6, "bln": 1e9, "billion": 1e9}
_NEW_ONLY = 0.5  # of a tally that the older item lacks, where one that has risen counts 1
_HARD_BREAK = re.compile(r"(?<=\S)\n(?=\S)")
_INDENT = re.compile(r"\n[ \t]+")


class Sign(Value):
    """What an update mostly has more of (weight above zero) or less of, in nats."""

    weight: float
    detail: str


# name -> where to count (headline, body, both), what, and what it says
_COUNTED: dict[str, tuple[str, str, Sign]] = {
    "code": (
        "both",
        r"<[^<>\n]{1,40}>",
        Sign(-0.7, "The older item carries codes of companies that the newer drops."),
    ),
    "capital": (
        "body",
        r"(?:\b[A-Z]\.(?:[A-Z]\.)+|\b(?:Corp|Inc|Co|Ltd)\.) [A-Z][a-z]+",
        Sign(-0.6, "The newer item has capitals after abbreviations put right."),
    ),
    "attribution": (
        "body",
        r"\b(?:he|she|it|they) said\b",
        Sign(-0.9, "The newer item does with fewer bare attributions."),
    ),
    "that": (
        "body",
        r"\bsaid that\b",
        Sign(-0.6, "The newer item says the same without “said that”."),
    ),
    "says": (
        "head",
        r"\b(?:SAYS|SAID|SEES)\b",
        Sign(-0.7, "The older headline says who says it in a verb."),
    ),
    "label": (
        "head",
        r":| - |--",
        Sign(0.9, "The newer headline puts who says it in a label."),
    ),
    "correction": (
        "both",
        r"(?i)\b(?:correct(?:s|ed|ing)|updates|recasts|repeats|in item moved)\b",
        Sign(2.5, "The newer item says that it corrects or updates another."),
    ),
    "end": (
        "body",
        r"(?i)\b(?:more|reuter)\W*$",
        Sign(-0.7, "The older item ends in a mark of the wire."),
    ),
}
_SIGNS = {name: sign for name, (_, _, sign) in _COUNTED.items()} | {
    "length": Sign(-0.5, "Desks cut what they send again."),
    "size": Sign(-0.5, "Desks cut what is long and add to what is short."),
    "tally": Sign(3.0, "A running total is higher in the newer item, or stands only there."),
    "spelling": Sign(0.6, "The newer item has misspelt words put right."),
    "tail": Sign(1.5, "The items differ at the end: long ones are cut there, short ones go on."),
}


def unwrapped(text: str) -> str:
    r"""Return a text whose lines, broken at a fixed width, run on until a line is indented or empty.

    >>> unwrapped("Oil rose on\nMonday.\n    Gold fell.")
    'Oil rose on Monday.\nGold fell.'
    """
    return _INDENT.sub("\n", _HARD_BREAK.sub(" ", text))


class _Item(Value):
    """What is looked at in one item: its text unwrapped, the counts of `_COUNTED`, its tokens, its running total."""

    text: str
    counts: tuple[int, ...]
    tokens: int
    tally: float | None


@lru_cache(maxsize=256)  # asked for every pair of an outlet's
def _item(text: str) -> _Item:
    text = unwrapped(text)
    counts = tuple(_count(text, where, what) for where, what, _ in _COUNTED.values())
    return _Item(text, counts, len(tokens(text)), _tally(text))


def signs(left: str, right: str) -> dict[str, float]:
    """Return the signs of right as the update of left, each from -1 to 1; antisymmetric."""
    one, two = _item(left), _item(right)
    found = {
        name: math.tanh((after - before) / 2)
        for name, before, after in zip(_COUNTED, one.counts, two.counts, strict=True)
    }
    between = step(min(one.text, two.text), max(one.text, two.text))  # one way to align for both ways round
    grown = math.log(two.tokens + 1) - math.log(one.tokens + 1)
    room = math.log((min(one.tokens, two.tokens) + 1) / CUT_FROM)
    found["length"] = max(-1.0, min(1.0, grown))
    found["tally"] = _risen(one.tally, two.tally)
    corrected = put_right(between)
    found["spelling"] = math.tanh(corrected if one.text <= two.text else -corrected)
    found["size"] = found["length"] * max(-1.0, min(1.0, room))
    if grown and _tail_only(between):
        room = math.tanh(2 * room)
        found["tail"] = -room if grown > 0 else room
    return found


def updating(left: str, right: str) -> tuple[Evidence, ...]:
    """Return what speaks for left as the older of two items; scores are nats, and antisymmetric."""
    found = [
        Evidence(rule=f"updating-{name}", score=_SIGNS[name].weight * value, detail=_SIGNS[name].detail)
        for name, value in signs(left, right).items()
        if value
    ]
    return tuple(sorted(found, key=lambda e: (-abs(e.score), e.rule)))


def _count(text: str, where: str, what: str) -> int:
    head, _, body = text.strip().partition("\n")
    part = {"head": head, "body": body, "both": text}[where]
    return sum(1 for _ in re.finditer(what, part))


def _tally(text: str) -> float | None:
    """Return the highest running total of a text."""
    found = [
        float(m["number"].replace(",", "")) * _UNITS.get((m["unit"] or "").lower(), 1.0)
        for m in _TALLY.finditer(text)
    ]
    return max(found, default=None)


def _risen(before: float | None, after: float | None) -> float:
    if before is None or after is None:
        return _NEW_ONLY * ((after is not None) - (before is not None))
    return float(after > before) - float(after < before)


def _tail_only(between: Step) -> bool:
    """Return whether the texts differ hardly but in how long they go on at the end."""
    if not between.hunks:
        return False
    last = between.hunks[-1]
    if last.left[1] != len(between.left) or last.right[1] != len(between.right):
        return False
    tail = max(last.left[1] - last.left[0], last.right[1] - last.right[0])
    other = sum(h.left[1] - h.left[0] + h.right[1] - h.right[0] for h in between.hunks[:-1])
    return tail > _TAIL and other < _ELSEWHERE * min(len(between.left), len(between.right))
