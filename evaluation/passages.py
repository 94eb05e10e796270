"""Seeds joined to passages: what lies close together on both sides is one stretch of reuse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from firsthand.model import Span

# All values were chosen on 400 pairs of the corpus, drawn by hash, 80 of each kind.
_LEAST = 0.35
"""Confidence of a seed that may join a passage."""
_SURE = 0.9
"""Confidence that at least one seed of a passage has."""
_GAP = 300
"""Characters between two seeds of one passage, on either side: two or three sentences."""
_SHORTEST = 120
"""Characters of a passage on the first side."""
_VERBATIM = 200
"""Characters word for word from which a passage is copied as it stands: then only what is word
for word belongs to it (Sanchez-Perez et al. took 256)."""
_SUMMARY_SEEDS = 3
"""Seeds from which a stretch may sum up a longer one."""
_SUMMARY_RATIO = 3.0
"""How many times longer the text summed up is, at least (Sanchez-Perez et al. 2014)."""


class Seed(NamedTuple):
    """A pair of spans that correspond, how surely, and whether word for word."""

    susp: Span
    src: Span
    confidence: float
    exact: bool = False


def joined(seeds: Sequence[Seed]) -> list[tuple[Span, Span]]:
    """Return the passages that the seeds make up, in order."""
    good = sorted(seed for seed in seeds if seed.confidence >= _LEAST)
    passages = []
    for group in _groups(good):
        exact = [seed for seed in group if seed.exact]
        verbatim = any(seed.susp.end - seed.susp.start >= _VERBATIM for seed in exact)
        susp, src = _hull(exact if verbatim else group)
        sure = max(seed.confidence for seed in group) >= _SURE
        if sure and susp.end - susp.start >= _SHORTEST:
            passages.append((susp, src))
    return passages


def _groups(seeds: Sequence[Seed]) -> list[list[Seed]]:
    """Return the seeds of each passage; a stretch that sums up a longer one is kept whole."""
    groups = []
    for stretch in _split(seeds, 0):
        susp, src = _hull(stretch)
        ratio = (src.end - src.start) / (susp.end - susp.start)
        if len(stretch) >= _SUMMARY_SEEDS and ratio >= _SUMMARY_RATIO:
            groups.append(stretch)
        else:
            groups += _clusters(stretch)
    return sorted(groups)


def _clusters(seeds: Sequence[Seed]) -> list[list[Seed]]:
    """Return the coarsest grouping in which no group has a gap on either side."""
    open_, done = [list(seeds)], []
    while open_:
        group = open_.pop()
        parts = _split(group, 0)
        if len(parts) == 1:
            parts = _split(group, 1)
        if len(parts) == 1:
            done.append(group)
        else:
            open_.extend(parts)
    return done


def _split(group: Sequence[Seed], side: int) -> list[list[Seed]]:
    parts: list[list[Seed]] = []
    end = 0
    for seed in sorted(group, key=lambda seed: (seed[side], seed)):
        span = seed.susp if side == 0 else seed.src
        if parts and span.start - end <= _GAP:
            parts[-1].append(seed)
            end = max(end, span.end)
        else:
            parts.append([seed])
            end = span.end
    return parts


def _hull(group: Sequence[Seed]) -> tuple[Span, Span]:
    return (
        Span(min(s.susp.start for s in group), max(s.susp.end for s in group)),
        Span(min(s.src.start for s in group), max(s.src.end for s in group)),
    )
