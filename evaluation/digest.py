"""Paragraphs of one text that sum up another: drawn from all over it, so no stretch shows them.

Whoever condenses a report keeps its rare words and many of its pairs of neighbouring words, but
takes them from everywhere. Such a paragraph is seen by three things together: the other text
explains far more of it than of the rest of its own document (long texts and texts on one matter
explain a good deal of anything), no single place explains it, and it is many times shorter. The
measures are containments (Broder, On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from firsthand.model import Span
from firsthand.reuse.gist import Gist
from firsthand.reuse.stretches import Stretch, weights

# Chosen on PAN 2013: 200 pairs with a summary, 800 without, 960 with other reuse or none.
_FEWEST = 75
"""Words of a paragraph that can sum up anything."""
_RATIO = 3.0, 25.0
"""How many times longer what it sums up is: less is an abridgement, more would be no summary."""
_UNCOVERED = 0.3
"""Share of a paragraph outside all stretches from which that part alone is asked."""
_LIFT = 0.4
"""How much of what is new beside the rest of the document the other text explains, by weight."""
_PAIRS = 0.2
"""Share of neighbouring words that the paragraph has in common beyond what the rest has."""
_SCATTERED = 0.05
"""Share of common neighbouring words that stand outside the best single place."""
_PLACE = 1.5
"""Length of one place as a multiple of the paragraph's."""

_Pair = tuple[str, str]


class _Known(NamedTuple):
    """What of one sentence the other text has: by weight, and of its neighbouring words."""

    weight: int
    shared_weight: int
    pairs: int
    shared: tuple[_Pair, ...]


def digests(
    left: Sequence[Gist],
    right: Sequence[Gist],
    *,
    paragraphs: Sequence[Span],
    found: Sequence[Stretch] = (),
) -> tuple[Span, ...]:
    """Return the paragraphs of the right text that sum up the left one, as given.

    `paragraphs` are half-open ranges of right sentences, `found` the stretches of the two texts. A
    paragraph that is one stretch sums up nothing. O(n + m), then one pass over the left text a
    paragraph that is explained well enough.
    """
    places = _places(left)
    known = _judged(left, right, places)
    long = sum(len(gist.words) for gist in left)
    chosen = []
    for paragraph in paragraphs:
        words = sum(len(gist.words) for gist in right[paragraph.start : paragraph.end])
        if words < _FEWEST or not _RATIO[0] <= long / words <= _RATIO[1]:
            continue
        rest = _share(known[: paragraph.start] + known[paragraph.end :])
        met = [s.right for s in found if _meet(s.right, paragraph)]
        whole = known[paragraph.start : paragraph.end]
        alone = [
            known[at]
            for at in range(paragraph.start, paragraph.end)
            if not any(other.start <= at < other.end for other in met)
        ]
        if sum(row.pairs for row in alone) >= _UNCOVERED * sum(row.pairs for row in whole):
            good = _lifted(_share(alone), rest)
        else:
            inside = all(paragraph.start <= o.start and o.end <= paragraph.end for o in met)
            good = inside and _lifted(_share(whole), rest)
            good = good and _scattered(whole, left, places, rest.pairs)
        if good:
            chosen.append(paragraph)
    return tuple(chosen)


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


class _Share(NamedTuple):
    """What of several sentences the other text has: of their weight, of their neighbouring words."""

    weight: float
    pairs: float


def _places(left: Sequence[Gist]) -> dict[_Pair, tuple[int, ...]]:
    """Return in which sentences of a text each pair of neighbouring words stands."""
    running = [(stem, at) for at, gist in enumerate(left) for stem in gist.stems]
    places: dict[_Pair, set[int]] = {}
    for (one, at), (two, _) in pairwise(running):
        places.setdefault((one, two), set()).add(at)
    return {pair: tuple(sorted(found)) for pair, found in places.items()}


def _judged(
    left: Sequence[Gist], right: Sequence[Gist], places: dict[_Pair, tuple[int, ...]]
) -> list[_Known]:
    weight = weights(left, right)
    have = {stem for gist in left for stem in gist.stems}
    rows = []
    for gist in right:
        pairs = list(pairwise(gist.stems))
        rows.append(
            _Known(
                sum(weight[stem] for stem in gist.stems),
                sum(weight[stem] for stem in gist.stems if stem in have),
                len(pairs),
                tuple(pair for pair in pairs if pair in places),
            )
        )
    return rows


def _share(rows: Sequence[_Known]) -> _Share:
    said, pairs = sum(row.weight for row in rows), sum(row.pairs for row in rows)
    return _Share(
        sum(row.shared_weight for row in rows) / said if said else 0.0,
        sum(len(row.shared) for row in rows) / pairs if pairs else 0.0,
    )


def _lifted(part: _Share, rest: _Share) -> bool:
    """Return whether a part is explained far better than the rest of its document."""
    lift = (part.weight - rest.weight) / (1 - rest.weight) if rest.weight < 1 else 0.0
    return lift > _LIFT and part.pairs - rest.pairs > _PAIRS


def _scattered(
    rows: Sequence[_Known],
    left: Sequence[Gist],
    places: dict[_Pair, tuple[int, ...]],
    usual: float,
) -> bool:
    """Return whether no single place of the left text explains what the whole of it does."""
    total = max(1, sum(row.pairs for row in rows))
    shared = [places[pair] for row in rows for pair in row.shared]
    room = _PLACE * total
    best = end = 0
    lengths = [len(gist.words) for gist in left]
    for start in range(len(left)):
        end = max(end, start + 1)
        while end < len(left) and sum(lengths[start : end + 1]) <= room:
            end += 1
        best = max(best, sum(any(start <= at < end for at in found) for found in shared))
    return (len(shared) - best) / total - usual * (1 - best / total) > _SCATTERED
