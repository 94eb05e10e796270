"""Whether what an archive says of its documents follows from their bytes: made again, and compared.

Everything is done in passes over a few documents each, so that memory depends on their size and not on
the archive's. An index is compared by a sum of hashes a document: what is in no order can be added up as it comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.archive import beside, documents, joins, originals, segments
from firsthand.archive.beside import Likenesses
from firsthand.archive.segments import Kind, Postings
from firsthand.archive.store import Store
from firsthand.lineage.nearness import KINDS
from firsthand.run import intake, matching, stories
from firsthand.run.linking import link
from firsthand.run.matching import Seeding

# Documents of a pass, and those whose texts are held at a time.
PASS, HELD = 1_000, 2_000
# The multipliers of SplitMix64 (Steele, Lea and Flood 2014).
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
Marks = NDArray[np.uint64]


def derived(store: Store) -> Iterator[str]:
    """Yield one sentence for each thing that does not follow from the originals."""
    yield from _documents(store)
    matched = _passes(store, "SELECT number FROM document WHERE number NOT IN (SELECT document FROM due WHERE stage = 'match')")
    wrong = list(_grams(store, matched))
    stale = documents.stale(store)
    grouped = [] if stale else _passes(store, "SELECT document FROM profile")
    wrong += _terms(store, grouped) if grouped else []
    yield from wrong
    if wrong:
        return
    for numbers in matched:
        yield from _passages(store, numbers)
    if stale:
        return  # they are to be grouped anew
    late = {n for (n,) in store.rows("SELECT document FROM due")}
    wrong = [fault for numbers in grouped for fault in _likenesses(store, numbers, late)]
    yield from wrong or _groups(store)


def _passes(store: Store, statement: str) -> list[list[int]]:
    numbers = sorted(n for (n,) in store.rows(statement))
    return [numbers[at : at + PASS] for at in range(0, len(numbers), PASS)]


def _documents(store: Store) -> Iterator[str]:
    for number, path, sha256, said in store.each("SELECT number, path, sha256, said FROM input WHERE state <> 'pending' ORDER BY number"):
        again = {d.id: d for d in intake.documents_in(path, originals.fetch(store, sha256), said)}
        for n, name in store.rows("SELECT number, id FROM document WHERE input = ?", (number,)):
            if again.get(name) != documents.fetch(store, [n])[n]:
                yield f"document {name}: read again from its original it comes out otherwise"


def _grams(store: Store, passes: Sequence[Sequence[int]]) -> Iterator[str]:
    expected = _none(store)
    for numbers in passes:
        made, sizes = matching.postings(documents.fetch(store, numbers))
        _add(expected, made)
        if sizes != documents.tokens(store, numbers):
            yield "the index of grams: the lengths of texts are not right"
    yield from _compared(store, "gram", expected)


def _terms(store: Store, passes: Sequence[Sequence[int]]) -> Iterator[str]:
    expected = {kind: _none(store) for kind in KINDS}
    for numbers in passes:
        sheets = documents.sheets(store, numbers)
        for n, said in documents.fetch(store, numbers).items():
            if not np.array_equal(stories.about(said), sheets[n]):
                yield f"document {said.id}: what is kept of what it is about is not what it says"
        for kind in KINDS:
            _add(expected[kind], stories.postings(kind, sheets))
    for kind in KINDS:
        yield from _compared(store, kind, expected[kind])


def _compared(store: Store, kind: Kind, expected: Marks) -> Iterator[str]:
    held = _none(store)
    for block in segments.every(store, kind):
        if int(block.documents.max()) >= held.shape[1]:
            yield f"the index of {kind}s: it has documents that are not there"
            return
        _add(held, block)
    for n in np.flatnonzero((held != expected).any(axis=0)).tolist():
        yield f"the index of {kind}s: of document {n} it does not say what the text says"


def _none(store: Store) -> Marks:
    """Return no marks: two rows, a sum and a count a document."""
    return np.zeros((2, (store.one("SELECT max(number) FROM document") or 0) + 1), np.uint64)


def _add(marks: Marks, found: Postings) -> None:
    """Add the marks of postings to those of their documents."""
    if not len(found):
        return
    mark = _mixed(_mixed(found.keys) + found.values.astype(np.uint64))
    order = np.argsort(found.documents, kind="stable")
    numbers, first = np.unique(found.documents[order], return_index=True)
    marks[0, numbers] += np.add.reduceat(mark[order], first)
    marks[1, numbers] += np.diff(np.append(first, len(order))).astype(np.uint64)


def _mixed(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    x = (x ^ (x >> _SHIFTS[0])) * _MIX[0]
    x = (x ^ (x >> _SHIFTS[1])) * _MIX[1]
    return x ^ (x >> _SHIFTS[2])


def _passages(store: Store, numbers: Sequence[int]) -> Iterator[str]:
    """Yield what is wrong with the passages of pairs whose document of the lower number is one of these."""
    held = segments.look_up(store, "gram", np.unique(matching.postings(documents.fetch(store, numbers))[0].keys))
    expected: dict[tuple[int, int], bytes] = {}
    if len(held):
        world = Seeding(store, held)
        found = world.seeds(held)
        a, b = matching.sides(found[:, 0])
        lower = np.minimum(world.numbers[a], world.numbers[b])
        found = found[np.isin(lower, numbers)]
        for part in _few(found):
            used = world.numbers[np.unique(np.concatenate(matching.sides(part[:, 0])))].tolist()
            expected |= matching.grown(world, part, documents.fetch(store, used))
    for a_, b_, spans in _held(store, numbers):
        if expected.pop((a_, b_), None) != spans:
            yield f"passages of documents {a_} and {b_}: they do not follow from the texts"
    for a_, b_ in sorted(expected):
        yield f"passages of documents {a_} and {b_}: they are missing"


def _few(found: matching.Records) -> Iterator[matching.Records]:
    """Yield the seeds in parts of whole pairs, of not many documents each."""
    found = found[np.argsort(found[:, 0], kind="stable")]
    pairs, first = np.unique(found[:, 0], return_index=True)
    begin, seen = 0, set[int]()
    for n, pair in enumerate(zip(*(side.tolist() for side in matching.sides(pairs)), strict=True)):
        if len(seen | set(pair)) > HELD:
            yield found[first[begin] : first[n]]
            begin, seen = n, set()
        seen.update(pair)
    if len(found):
        yield found[first[begin] :]


def _held(store: Store, numbers: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
    for n in numbers:
        yield from store.rows(
            "SELECT a, b, spans FROM passage WHERE a = ?1 AND b > ?1 UNION ALL SELECT a, b, spans FROM passage WHERE b = ?1 AND a > ?1", (n,)
        )


def _likenesses(store: Store, numbers: Sequence[int], late: set[int]) -> Iterator[str]:
    """Yield what is wrong with the likenesses of documents; those of `late` ones have yet to be written."""
    expected = _either_way(stories.likenesses(store, numbers), numbers)
    held = {(a, b, units) for a, b, units in beside.held(store, numbers).tolist()}
    for a, b in sorted({(a, b) for a, b, _ in expected ^ held if not {a, b} & late}):
        yield f"likeness of documents {a} and {b}: it does not follow from what they are about"


def _either_way(found: Likenesses, numbers: Sequence[int]) -> set[tuple[int, int, int]]:
    """Return likenesses as they are found from some documents."""
    mine = set(numbers)
    both = [row for a, b, units in found.tolist() for row in ((a, b, units), (b, a, units))]
    return {row for row in both if row[0] in mine}


def _groups(store: Store) -> Iterator[str]:
    """Yield what is wrong with the groups: all are linked again."""
    if documents.due(store, "group") or joins.missing(store):
        return  # they are to be linked anew
    groups, made = link(store, documents.profiled(store, documents.ranks(store)), ())
    if made != joins.kept(store):
        yield "the joins of stories: they do not follow from the likenesses"
    for group in groups:
        stories_of = {s for n in group for (s,) in store.rows("SELECT story FROM member WHERE document = ?", (n,))}
        if [documents.in_story(store, s) for s in stories_of] != [list(group)]:
            yield f"the story of document {group[0]}: its documents do not follow from the likenesses"
