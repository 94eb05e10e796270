"""Common readings of collated witnesses, and a lost text read off its copies.

A reading that some witnesses share against all others is what common errors are made of (Maas 1927):
it came from a copy they have in common, unless scribes came upon it independently. A lost text has
at every place the reading that most of the branches around it show, each branch one vote however
many copies it has (Hartigan 1973 for forks of any degree).
"""

from __future__ import annotations

from collections.abc import Mapping

from firsthand.lineage.collation import MISSING, OMITTED, Collation
from firsthand.lineage.tradition import Tradition
from firsthand.model import Value


class CommonReading(Value):
    """What two or more witnesses have where more witnesses have something else; "" is nothing."""

    place: int
    text: str
    against: str
    witnesses: tuple[str, ...]


class RestoredWord(Value):
    """A word of a lost text with the share of the branches' votes that it got, in (0, 1]."""

    place: int
    text: str
    support: float


def shared_errors(collation: Collation) -> tuple[CommonReading, ...]:
    """Return the readings that two or more witnesses share against a greater number, by place.

    Without a stemma nobody knows which reading is the error; the rarer one is the better guess.
    O(n p).
    """
    found: list[CommonReading] = []
    for place in range(collation.table.shape[1]):
        groups: dict[int, list[str]] = {}
        for w, form in enumerate(collation.table[:, place].tolist()):
            if form != MISSING:
                groups.setdefault(form, []).append(collation.ids[w])
        ranked = sorted(groups.items(), key=lambda row: (-len(row[1]), row[0]))
        found.extend(
            CommonReading(
                place, _text(collation, form), _text(collation, ranked[0][0]), tuple(holders)
            )
            for form, holders in ranked[1:]
            if 2 <= len(holders) < len(ranked[0][1])
        )
    return tuple(found)


def restored(collation: Collation, stemma: Tradition, node: str) -> tuple[RestoredWord, ...]:
    """Return the text of a node of a tradition's stemma, word by word with support.

    Ties between readings go to the one that more witnesses have. O(nodes p).
    """
    near: dict[str, list[str]] = {}
    for a, b in stemma.edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    order, back = [node], {node: ""}
    for v in order:
        for x in sorted(near.get(v, ())):
            if x not in back:
                back[x] = v
                order.append(x)
    row = {w: n for n, w in enumerate(collation.ids)}
    words = []
    for place in range(collation.table.shape[1]):
        column = collation.table[:, place].tolist()
        own = {w: column[n] for w, n in row.items() if column[n] != MISSING}
        votes = _votes(order, back, own)
        if not votes:
            continue
        best = max(sorted(votes), key=lambda form: (round(votes[form], 9), column.count(form)))
        if best != OMITTED:
            share = votes[best] / sum(votes.values())
            words.append(RestoredWord(place, collation.forms[best], round(share, 3)))
    return tuple(words)


def _votes(order: list[str], back: Mapping[str, str], own: Mapping[str, int]) -> dict[int, float]:
    """Return the votes that the first node in `order` gets from the branches around it."""
    gathered: dict[str, dict[int, float]] = {v: {} for v in order}
    for v in reversed(order):
        if v in own and v != order[0]:
            said = {own[v]}
        else:
            top = max(gathered[v].values(), default=0.0)
            said = {form for form, weight in gathered[v].items() if weight == top}
        if v == order[0]:
            break
        for form in said:
            above = gathered[back[v]]
            above[form] = above.get(form, 0.0) + (1.0 / len(said) if back[v] == order[0] else 1.0)
    votes = gathered[order[0]]
    if order[0] in own:
        return {own[order[0]]: 1.0}
    return votes


def _text(collation: Collation, form: int) -> str:
    return collation.forms[form] if form >= 0 else ""
