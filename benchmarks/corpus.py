"""A made-up news corpus with planted reuse and its truth: `python -m benchmarks.corpus 10000 OUT [--events]`.

OUT.parquet has `id, day, outlet, text`; OUT.truth.parquet has the planted pairs `a, b, kind, edit,
a0, a1, b0, b1`: a the earlier document, b the later, and for a passage its code points in both (-1
otherwise). Same size, seed, checkout and `wordfreq`: the same corpus, whose digest is printed.

Planted, as shares of the documents (a document is the source of one copy or family at most):
- `nd` 6 %: near duplicates, 0-8 % of the words edited, half with another first sentence, three in
  ten without up to a tenth of the end;
- `wire` 14 %: families of a source and 3-9 outlets; each keeps the upper 50-100 %, leaves out one
  sentence in twenty, edits 0-4 % of the words, half with a lede and all with a tail (0-30 %) of
  their own. All pairs of a family are in the truth;
- `pass` 10 %: own articles with three sentences (35 words or more) of another, 0, 2, 5 or 10 %
  edited;
- 40 % of the documents end in their outlet's notice of two sentences, which is no reuse.

What is realistic: word frequencies, the commonest words and how they follow each other, lengths
(lognormal, median 360 words), words that an article repeats, typographic quotes at a third of the
outlets, paragraphs by outlet. `python -m benchmarks.chance OUT` measures what engines trip over,
runs of words that unrelated articles share. At 10,000 documents a document shares a run of six words
with 4.0 unrelated ones and three such runs with 1.05; 10,000 articles of Reuters-21578 and BBC News,
half as long in the mean, give 5.4 and 1.4, true reuse between them included. At 2,000 it is 1.3 and
0.38 here, 1.6 and 0.36 there; at 100,000, 13 and 2.9 here. Wrong pairs of an engine that reports
passages of eight words are mostly these.
With `--events` articles tell of events, some of one, each with names and words of its own and a few of its topic's, so that stories can be
grouped: of unrelated articles as many pairs are near (`lineage.nearness`) as in news. Of pairs of 500 to 600 articles, their days dealt
out over fifty: near .30 %, likenesses kept .26 %, against .39 and .26 % in BBC News, .69 and .48 % in Reuters-21578, 2.3
and 1.1 % in US politics alone; without days 1.1 and .68 % against 1.9 and .86, 2.3 and 1.3, 11.7 and 4.0 %. Without
`--events` (names drawn by fame, nothing in common but chance) .09 and .07 %, without days .38 and .10 %.
What is not: the sentences mean nothing, so there are no topics, no two articles on one event, and
no paraphrase; no copy is copied; names and numbers do not hang together; there
is no OCR noise and no other language. Recall of exact runs is flattered by all of this: read
figures on this corpus as cost at equal work, never as accuracy on news.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks import writing
from benchmarks.prose import edition, language

VERSION = 1  # of the corpus; older files are made again
BATCH = 20_000  # documents written at a time: some 60 MB of text
KINDS = {writing.NEAR: "nd", writing.WIRE: "wire", writing.CARRIER: "pass"}
# Shares of the documents, and the sizes of wire families without their source.
NEAR, WIRE, CARRIER = 0.06, 0.14, 0.10
FAMILY = (3, 9)
NEAR_EDITS, WIRE_EDITS, PASSAGE_EDITS = 0.08, 0.04, (0.0, 0.02, 0.05, 0.10)
# Words of an own article: median and spread of a lognormal, least and most.
MEDIAN, SPREAD, SHORTEST, LONGEST = 360, 0.5, 80, 1600
# Documents to one notice, notices at least, and the share of outlets that have one.
PER_FOOTER, FOOTERS, WITH_FOOTER = 500, 50, 0.4
PER_DAY = 2_000
# Own articles on one event: Zipf's law with this power, and not more than so many.
EVENT_POWER, LARGEST_EVENT = 2.0, 12
_COLUMNS = {
    "a": pa.int64(), "b": pa.int64(), "kind": pa.string(), "edit": pa.float64(),
    "a0": pa.int64(), "a1": pa.int64(), "b0": pa.int64(), "b1": pa.int64(),
}  # fmt: skip


class Plan(NamedTuple):
    """Who copies whom: arrays by document. Outlets below `footers` print a notice."""

    kind: NDArray[np.int8]
    source: NDArray[np.int64]
    family: NDArray[np.int64]
    edit: NDArray[np.float64]
    words: NDArray[np.int64]
    outlet: NDArray[np.int64]
    day: NDArray[np.float64]
    footers: int
    event: NDArray[np.int64]


def plan(n: int, seed: int, *, events: bool = False) -> Plan:
    """Return the plan of a corpus of n documents, in no order of kind, outlet or day."""
    rng = np.random.default_rng(seed)
    kind = np.zeros(n, np.int8)
    source = np.full(n, -1, np.int64)
    edit = np.zeros(n)
    near, carriers, wire = int(NEAR * n), int(CARRIER * n), int(WIRE * n)
    places = iter(rng.permutation(n).tolist())
    sources: list[int] = []
    copies: list[tuple[int, int]] = []
    for _ in range(near):
        sources.append(next(places))
        copies.append((next(places), writing.NEAR))
    while wire > 0:
        size = min(wire, int(rng.integers(FAMILY[0], FAMILY[1] + 1)))
        wire -= size
        first = next(places)
        for _ in range(size):
            sources.append(first)
            copies.append((next(places), writing.WIRE))
    for _ in range(carriers):
        sources.append(next(places))
        copies.append((next(places), writing.CARRIER))
    for of, (number, of_kind) in zip(sources, copies, strict=True):
        kind[number], source[number] = of_kind, of
        edit[number] = {
            writing.NEAR: NEAR_EDITS * rng.random(),
            writing.WIRE: WIRE_EDITS * rng.random(),
            writing.CARRIER: PASSAGE_EDITS[rng.integers(len(PASSAGE_EDITS))],
        }[of_kind]
    family = np.where(kind == writing.WIRE, source, -1)
    family[family[family >= 0]] = family[family >= 0]
    words = np.exp(rng.normal(np.log(MEDIAN), SPREAD, n)).clip(SHORTEST, LONGEST).astype(np.int64)
    footers = max(FOOTERS, n // PER_FOOTER)
    outlet = rng.integers(0, int(footers / WITH_FOOTER), n)
    day = rng.uniform(0, max(5, n / PER_DAY), n)
    late = rng.exponential(1.0, n)
    event = np.full(n, -1, np.int64)
    if events:
        event = _events(source, kind, seed)
        day = day[event] + np.where(event == np.arange(n), 0.0, late)
    day = np.where(source >= 0, day[source] + late, day)
    return Plan(kind, source, family, edit, words, outlet, day, footers, event)


def _events(source: NDArray[np.int64], kind: NDArray[np.int8], seed: int) -> NDArray[np.int64]:
    """Return an event for each document, named by its first article: that of the source for a copy."""
    rng = np.random.default_rng([seed, 1])
    own = rng.permutation(np.flatnonzero((kind == writing.OWN) | (kind == writing.CARRIER)))
    sizes = rng.zipf(EVENT_POWER, len(own)).clip(1, LARGEST_EVENT)
    first = np.minimum(np.repeat(np.cumsum(sizes) - sizes, sizes)[: len(own)], len(own) - 1)
    event = np.arange(len(source))
    event[own] = own[first]
    copies = (kind == writing.NEAR) | (kind == writing.WIRE)
    event[copies] = event[source[copies]]
    return event


def batches(drawn: Plan, seed: int) -> Iterator[tuple[int, NDArray, NDArray, NDArray]]:
    """Yield number of the first document, UTF-8, bounds and passages of one batch after the other."""
    n = len(drawn.kind)
    for first in range(0, n, BATCH):
        last = min(first + BATCH, n)
        yield first, *writing.write_batch(seed, first, last, drawn, language())


def write(n: int, out: Path, seed: int = 1, *, events: bool = False) -> str:
    """Write a corpus and its truth to OUT.parquet and OUT.truth.parquet; return its digest."""
    drawn = plan(n, seed, events=events)
    digest = hashlib.sha256()
    passages = np.full((n, 4), -1, np.int64)
    schema = pa.schema(
        {"id": pa.int64(), "day": pa.float64(), "outlet": pa.int64(), "text": pa.large_string()}
    )
    with pq.ParquetWriter(f"{out}.parquet", schema, compression="zstd") as file:
        for first, text, bounds, carried in batches(drawn, seed):
            last = first + len(bounds) - 1
            digest.update(text)
            passages[first:last] = carried
            texts = pa.LargeStringArray.from_buffers(
                last - first, pa.py_buffer(bounds), pa.py_buffer(text)
            )
            columns = [
                np.arange(first, last),
                drawn.day[first:last],
                drawn.outlet[first:last],
                texts,
            ]
            file.write_table(pa.table(columns, schema=schema))
        made = {"documents": n, "seed": seed, "version": VERSION, "of": edition()}
        file.add_key_value_metadata(
            {"corpus": json.dumps(made | {"digest": digest.hexdigest()[:16]})}
        )
    pq.write_table(truth(drawn, passages), f"{out}.truth.parquet", compression="zstd")
    return digest.hexdigest()[:16]


def truth(drawn: Plan, passages: NDArray[np.int64]) -> pa.Table:
    """Return the planted pairs, the earlier document first, sorted."""
    rows = []
    for b in np.flatnonzero(
        (drawn.kind == writing.NEAR) | (drawn.kind == writing.CARRIER)
    ).tolist():
        kind = KINDS[int(drawn.kind[b])]
        rows.append((int(drawn.source[b]), b, kind, float(drawn.edit[b]), *passages[b].tolist()))
    order = np.argsort(drawn.family, kind="stable")
    order = order[drawn.family[order] >= 0]
    cuts = np.flatnonzero(np.diff(drawn.family[order])) + 1
    for family in np.split(order, cuts) if len(order) else ():
        members = sorted(family.tolist(), key=lambda i: (drawn.day[i], i))
        for at, a in enumerate(members):
            for b in members[at + 1 :]:
                edit = float(max(drawn.edit[a], drawn.edit[b]))
                rows.append((a, b, "wire", edit, -1, -1, -1, -1))
    rows.sort()
    columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    return pa.table(
        {name: pa.array(c, t) for (name, t), c in zip(_COLUMNS.items(), columns, strict=True)}
    )


def made(n: int, folder: Path, seed: int = 1) -> Path:
    """Return where the corpus of n documents is in a folder; it is made if it is not there."""
    base = folder / f"news-{n}-{seed}"
    wanted = {"documents": n, "seed": seed, "version": VERSION, "of": edition()}
    try:
        found = json.loads(pq.read_metadata(f"{base}.parquet").metadata[b"corpus"])
    except (OSError, KeyError, pa.ArrowInvalid):
        found = {}
    if {k: found.get(k) for k in wanted} != wanted or not Path(f"{base}.truth.parquet").exists():
        folder.mkdir(parents=True, exist_ok=True)
        write(n, base, seed)
    return base


def main() -> None:
    parser = argparse.ArgumentParser(description="A made-up news corpus with planted reuse.")
    parser.add_argument("documents", type=int)
    parser.add_argument("out", type=Path, help="without .parquet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", action="store_true", help="articles tell of events, each with names and words of its own")
    given = parser.parse_args()
    start = time.perf_counter()
    digest = write(given.documents, given.out, given.seed, events=given.events)
    size = Path(f"{given.out}.parquet").stat().st_size / 1e6
    seconds = time.perf_counter() - start
    print(
        f"{given.documents} documents, {size:.1f} MB, digest {digest}, {edition()}, {seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
