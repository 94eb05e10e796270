"""Which statements of a story say the same: by words of matter, numbers, their place and meaning.

What two statements have in common without their vectors says how near the vectors must be: from 0
(the words tell it already) to beyond 1 (nothing could). So a vector is made only for a statement
that some other one needs it for; the rest of the story is never encoded.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.findings.statements import Statement, embedded
from firsthand.model import Analysis
from firsthand.reuse.meaning import Encoder, cosines

# Share of the shorter statement's words of matter that the other has, and cosine of the two, from
# which they say the same: in aligned passages, and in words of their own. Chosen on story families. With fewer
# words in common one pair in 600 of one language has a cosine of 0.7 (real articles): not asked for.
ALIGNED_WORDS, ALIGNED_MEANING = 0.34, 0.5
OWN_WORDS, OWN_MEANING = 0.5, 0.6
# Share from which words alone tell; cosine from which two languages say the same anywhere.
SAME_WORDS, FOREIGN_MEANING = 0.6, 0.7
# Words of matter that two statements in words of their own have in common at least, and that either has where words alone tell.
IN_COMMON, ENOUGH = 2, 3
# With a number in common that few statements have, less meaning is enough. A count up to a dozen and a year are in many.
NUMBER_MEANING = 0.45
DOZEN, YEARS = 12, range(1900, 2101)
# Cosines that any two statements have, and that none have.
ANY, NEVER = 0.0, 2.0

At = tuple[int, int]  # (witness, sentence)


class Alike(NamedTuple):
    """What a statement has in common with some others, an entry for each: words of matter, and of the
    shorter one; whether a telling number; whether they are aligned, and in two languages.
    """

    shared: NDArray[np.int64]
    shorter: NDArray[np.int64]
    counted: NDArray[np.bool_]
    together: NDArray[np.bool_]
    foreign: NDArray[np.bool_]


def agreeing(
    analyses: tuple[Analysis, ...], every: Sequence[Statement], aligned: Set[tuple[At, At]], encoder: Encoder | None
) -> list[set[int]]:
    """Return for every statement those of other witnesses that say the same.

    `every` is in the order of witnesses; `aligned` has the sentences that stand for each other, that of
    the earlier witness first. O(n^2) in the statements, in operations on whole rows.
    """
    needed = [_possible(first, least_meaning(alike, blind=encoder is None)) for first, alike in _rows(analyses, every, aligned)]
    asked = {k for a, (others, least) in enumerate(needed) for b in others[least > ANY].tolist() for k in (a, b)}
    rows = embedded(analyses, every, asked, encoder)
    found: list[set[int]] = [set() for _ in every]
    for a, (others, least) in enumerate(needed):
        near = cosines(rows[a : a + 1], rows[others])[0].astype(np.float64) if a in asked else np.zeros(len(others))
        for b in others[near >= least].tolist():
            found[a].add(b)
            found[b].add(a)
    return found


def least_meaning(alike: Alike, *, blind: bool = False) -> NDArray[np.float64]:
    """Return the cosine from which two statements say the same: `ANY` where words tell, `NEVER` where nothing does.

    `blind` is for statements that have no vectors: what then counts as said is `ANY`.
    """
    few = alike.shared < IN_COMMON
    overlap = alike.shared / np.maximum(alike.shorter, 1)
    own = np.where((overlap >= SAME_WORDS) & (alike.shared >= ENOUGH), ANY, ANY if blind else OWN_MEANING)
    least: NDArray[np.float64] = np.where(few | (overlap < OWN_WORDS), NEVER, own)
    if alike.together.any():
        least = np.where(alike.together, np.where(overlap >= ALIGNED_WORDS, ANY, ALIGNED_MEANING), least)
    if alike.foreign.any():
        least = np.where(alike.foreign, np.where(alike.together, ANY if blind else ALIGNED_MEANING, FOREIGN_MEANING), least)
    if alike.counted.any():
        numbers = np.where(few | alike.foreign, NUMBER_MEANING, ANY)
        least = np.where(alike.counted, np.minimum(least, numbers), least)
    return least


def _possible(first: int, least: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return which statements from the first on can say the same, and from which cosine they do."""
    at = np.nonzero(least <= 1)[0]
    return at + first, least[at]


def _rows(
    analyses: Sequence[Analysis], every: Sequence[Statement], aligned: Set[tuple[At, At]]
) -> Iterator[tuple[int, Alike]]:
    """Yield for each statement what it has in common with those of later witnesses, and the first of them."""
    witness = np.array([s.witness for s in every])
    sizes = np.array([len(s.stems) for s in every])
    tongues = sorted({a.document.language for a in analyses})
    tongue = np.array([tongues.index(analyses[s.witness].document.language) for s in every])
    having = _places(s.stems for s in every)
    counting = _places([n for n in s.numbers if telling(n)] for s in every)
    standing = _places(((s.witness, s.sentence),) for s in every)
    beside: dict[At, list[At]] = {}
    for one, other in aligned:
        beside.setdefault(one, []).append(other)
    shared = np.zeros(len(every), dtype=np.int64)
    for a, s in enumerate(every):
        shared[:] = 0
        for stem in s.stems:
            shared[having[stem]] += 1
        counted = np.zeros(len(every), dtype=np.bool_)
        for number in filter(telling, s.numbers):
            counted[counting[number]] = True
        together = np.zeros(len(every), dtype=np.bool_)
        for at in beside.get((s.witness, s.sentence), ()):
            together[standing.get(at, [])] = True
        later = slice(int(np.searchsorted(witness, s.witness, side="right")), None)
        yield later.start, Alike(shared[later], np.minimum(sizes[a], sizes[later]), counted[later], together[later], tongue[a] != tongue[later])


def _places(parts: Iterable[Iterable[Hashable]]) -> dict[Hashable, list[int]]:
    """Return where each part stands."""
    found: dict[Hashable, list[int]] = {}
    for k, said in enumerate(parts):
        for part in said:
            found.setdefault(part, []).append(k)
    return found


def telling(number: float) -> bool:
    """Return whether a number is one that few statements of a story have by chance."""
    return number != int(number) or (number > DOZEN and int(number) not in YEARS)
