"""Inputs to documents, by several workers, each document with what its text says and is about.

Whoever has read a document analyses it at once: grouping needs that of every document, and telling its
story needs it again; what is said by whom, which takes longer, waits for the telling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from firsthand.lineage.profile import Profile, profile
from firsthand.model import Analysis, Document, RawItem, Rejected, Value
from firsthand.reading.documents import read
from firsthand.reading.metadata import Override
from firsthand.run.crew import Crew
from firsthand.text.analyse import analyse

# Inputs and bytes that a worker is given at a time; of a larger input several read some rows each.
_MOST = 64
_BYTES = 4_000_000
_SHARE = 1_000_000

Job = tuple[list[RawItem | Rejected], tuple[int, int]]


class Taken(Value):
    """A document, its analysis without speech as a record, and what it is about."""

    document: Document
    analysed: bytes
    about: Profile


class Manner(Value):
    """How inputs are read: what is stated of them beside, whether days count, whether all in their order."""

    overrides: Mapping[str, Override] | None
    dated: bool
    in_order: bool


def take(items: Iterable[RawItem | Rejected], manner: Manner, crew: Crew) -> Iterator[Taken | Rejected]:
    """Yield the documents in some inputs, and the inputs that hold none with the reason."""
    if crew.alone:
        yield from _taken(items, (0, 1), manner)
        return
    for found in crew.each(_all_taken, ((*job, manner) for job in _jobs(items, in_order=manner.in_order))):
        yield from found


def analysis(record: bytes) -> Analysis:
    """Return an analysis from its record."""
    return msgspec.msgpack.decode(record, type=Analysis)


def _jobs(items: Iterable[RawItem | Rejected], *, in_order: bool) -> Iterator[Job]:
    """Yield inputs in parts of not many; of a large one several shares of its rows, unless their order counts."""
    part: list[RawItem | Rejected] = []
    size = 0
    for item in items:
        more = len(item.data) if isinstance(item, RawItem) else 0
        if part and (len(part) >= _MOST or size + more > _BYTES):
            yield part, (0, 1)
            part, size = [], 0
        shares = 1 if in_order else -(-more // _SHARE)
        if shares > 1:
            for k in range(shares):
                yield [item], (k, shares)
        else:
            part.append(item)
            size += more
    if part:
        yield part, (0, 1)


def _all_taken(items: list[RawItem | Rejected], share: tuple[int, int], manner: Manner) -> list[Taken | Rejected]:
    return list(_taken(items, share, manner))


def _taken(items: Iterable[RawItem | Rejected], share: tuple[int, int], manner: Manner) -> Iterator[Taken | Rejected]:
    for item in read(items, overrides=manner.overrides, share=share):
        if isinstance(item, Rejected):
            yield item
        else:
            said = analyse(item, spoken=False)
            yield Taken(item, msgspec.msgpack.encode(said), profile(said, dated=manner.dated))
