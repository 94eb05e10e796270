"""Which documents of an archive tell one story, kept up to date, and the stories told.

What a document is about is looked for in an index of names and rare words, so that the documents that
come in are compared only with those that are near them; a pair's likeness depends on the pair alone.
Groups are made again only among documents that new or changed likenesses connect, and a story is told
again only if what it stands on has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from firsthand.archive import audit, beside, documents, joins, segments
from firsthand.archive.beside import Likenesses
from firsthand.archive.records import packed, unpacked
from firsthand.archive.segments import Postings
from firsthand.archive.store import Store
from firsthand.lineage.family import story_id
from firsthand.lineage.likeness import Pairs
from firsthand.lineage.likeness import likenesses as compared
from firsthand.lineage.linkage import LEAST_KEPT, units
from firsthand.lineage.nearness import KINDS, LOOKS, Kind, candidates, facts, table, terms
from firsthand.lineage.profile import profile
from firsthand.lineage.sheets import Words, sheet, together
from firsthand.lineage.stories import belonging
from firsthand.model import Document, Judgement, Story
from firsthand.run.crew import Crew
from firsthand.run.fitted import load_story_weights
from firsthand.run.grouping import worded
from firsthand.run.intake import Report
from firsthand.run.linking import link
from firsthand.run.matching import shared
from firsthand.run.telling import VERSION, told
from firsthand.text.analyse import analyse

# Stories told between two commits.
_BATCH = 16
# Documents that are compared with others at a time, of which what they are about is in memory.
_OTHERS = 8_192
_HALF = 32
Ingredients = tuple[tuple[Document, ...], tuple[float, ...], tuple[Judgement, ...], Literal["use"]]


def about(document: Document) -> Words:
    """Return what a document is about, its day being evidence."""
    return sheet(profile(analyse(document, spoken=False), dated=True))


def index(store: Store, new: Mapping[int, Words]) -> None:
    """Take what documents are about into the index; within a transaction."""
    documents.keep_sheets(store, new)
    for kind in KINDS:
        segments.write(store, kind, postings(kind, new))


def forget(store: Store, numbers: Sequence[int]) -> None:
    """Take documents out of the index and of all likenesses; within a transaction."""
    beside.write(store, numbers, np.empty((0, 3), np.int64))
    for kind in KINDS:
        segments.remove(store, kind, np.array(sorted(numbers), dtype=np.uint32))
    store.run_many("DELETE FROM profile WHERE document = ?", [(n,) for n in numbers])


def compare(store: Store, numbers: Sequence[int]) -> None:
    """Write the likenesses of documents with all that are near them; within a transaction.

    Those of whom it is not yet known what they are about will be compared when it is.
    """
    beside.write(store, numbers, likenesses(store, numbers))


def likenesses(store: Store, numbers: Sequence[int]) -> Likenesses:
    """Return the likenesses of documents with all that are near them, or share a passage with them."""
    mine = documents.sheets(store, numbers)
    rows = [_near(store, mine)]
    passages = {(a, b) for n in numbers for a, b in store.rows("SELECT a, b FROM passage WHERE a = ?1 UNION ALL SELECT a, b FROM passage WHERE b = ?1", (n,))}
    if passages:
        rows.append(np.array([(a, b, 1) if a in mine else (b, a, 1) for a, b in sorted(passages)], dtype=np.int64))
    pairs = _each_once(np.concatenate(rows), set(mine))
    same = _wordings(store, passages)
    weights = load_story_weights()
    made = [np.empty((0, 3), np.int64)]
    for low in range(0, int(pairs[:, 1].max(initial=-1)) + 1, _OTHERS):
        some = pairs[(low <= pairs[:, 1]) & (pairs[:, 1] < low + _OTHERS)]
        known = mine | documents.sheets(store, set(some[:, 1].tolist()) - mine.keys())
        held = np.array(sorted(known), dtype=np.int64)
        some = some[np.isin(some[:, 1], held)]
        odds, close = compared(together(known[n] for n in held.tolist()), Pairs(np.searchsorted(held, some[:, :2]), _said_of(some, same)), weights)
        kept = ((some[:, 2] > 0) | close) & (odds > LEAST_KEPT)
        made.append(np.column_stack([some[kept, :2], units(odds[kept])]))
    return np.concatenate(made)


def _each_once(pairs: NDArray[np.int64], mine: set[int]) -> NDArray[np.int64]:
    """Return rows (one of mine, other, sure), each pair once, sure where any row of it is."""
    both = np.isin(pairs[:, 1], sorted(mine)) & (pairs[:, 0] > pairs[:, 1])
    pairs = np.where(both[:, None], pairs[:, [1, 0, 2]], pairs)
    pairs = pairs[np.isin(pairs[:, 0], sorted(mine))]
    pairs = pairs[np.lexsort((-pairs[:, 2], pairs[:, 1], pairs[:, 0]))]
    first = np.ones(len(pairs), dtype=bool)
    first[1:] = (pairs[1:, :2] != pairs[:-1, :2]).any(axis=1)
    return pairs[first]


def _said_of(pairs: NDArray[np.int64], same: Mapping[tuple[int, int], tuple[float, int]]) -> NDArray[np.float64]:
    """Return for pairs in order how much of them is word for word the same; nothing where nothing is said."""
    found = np.zeros((len(pairs), 2))
    if same and len(pairs):
        packed = pairs[:, 0] << _HALF | pairs[:, 1]
        known = np.array(list(same), dtype=np.int64)
        for one, other in ((0, 1), (1, 0)):
            wanted = known[:, one] << _HALF | known[:, other]
            at = np.minimum(np.searchsorted(packed, wanted), len(packed) - 1)
            there = packed[at] == wanted
            found[at[there]] = np.array(list(same.values()), dtype=np.float64)[there]
    return found


def _wordings(store: Store, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, int]]:
    """Return how much of pairs of documents is word for word the same."""
    found = {}
    ordered = sorted(pairs)
    for at in range(0, len(ordered), _OTHERS):
        some = ordered[at : at + _OTHERS]
        texts = documents.fetch(store, {n for pair in some for n in pair})
        for a, b in some:
            said = worded(texts[a], texts[b], shared(store, a, b))
            found[a, b] = said.share, said.longest
    return found


def regroup(store: Store, numbers: Iterable[int]) -> None:
    """Make the groups again that documents which are new or have changed may be in; within a transaction.

    Documents that are gone need not be named.
    """
    groups, made = link(store, documents.profiled(store, numbers), joins.kept(store))
    joins.keep(store, made)
    wanted = set(groups)
    old = {
        tuple(documents.in_story(store, story)): story
        for story in sorted({s for ms in wanted for n in ms for (s,) in store.rows("SELECT story FROM member WHERE document = ?", (n,))})
    }
    before: dict[int, list[tuple[str, str]]] = {}
    for members, story in old.items():
        if members not in wanted:
            said = _edges(store, story)
            before.update(dict.fromkeys(members, said))
            store.run("DELETE FROM story WHERE number = ?", (story,))
            store.run("DELETE FROM member WHERE story = ?", (story,))
    for members, belongs in zip(groups, _belonging(store, groups), strict=True):
        ids = [f.id for f in documents.facts(store, members)]
        stands_on = _stands_on(store, members, ids, belongs)
        if members in old:
            store.run(
                "UPDATE story SET record = NULL, checksum = NULL, stands_on = ? WHERE number = ? AND stands_on <> ?",
                (stands_on, old[members], stands_on),
            )
            continue
        earlier = sorted({edge for n in members for edge in before.get(n, ())})
        store.run(
            "INSERT INTO story(id, documents, stands_on, version, before) VALUES(?, ?, ?, 0, ?)",
            (story_id(ids), len(members), stands_on, packed(earlier) if earlier else None),
        )
        number = store.inserted()
        store.run_many("INSERT INTO member(document, story) VALUES(?, ?)", [(n, number) for n in members])


def tell(store: Store, workers: int, report: Report) -> int:
    """Tell the stories that are not told yet, and return how many."""
    waiting = [
        n for (n,) in store.rows("SELECT number FROM story WHERE record IS NULL OR version <> ? ORDER BY documents DESC, id", (VERSION,))
    ]
    with Crew(workers if len(waiting) > 1 else 1) as crew:
        stories = crew.each(told, (ingredients(store, n) for n in waiting))
        for at in range(0, len(waiting), _BATCH):
            batch = [(n, next(stories)) for n in waiting[at : at + _BATCH]]
            with store.transaction():
                for number, story in batch:
                    _revised(store, number, story)
                    documents.write_story(store, number, story, VERSION)
            report("stories", min(at + _BATCH, len(waiting)), len(waiting))
    return len(waiting)


def ingredients(store: Store, story: int) -> Ingredients:
    """Return what a story is told from: documents, who belongs, judgements, and that dates count."""
    members = documents.in_story(store, story)
    found = documents.fetch(store, members)
    return tuple(found[n] for n in members), _belonging(store, [members])[0], documents.judgements(store, members), "use"


def _near(store: Store, mine: Mapping[int, Words]) -> NDArray[np.int64]:
    """Return rows (one of these, other, sure) of the documents that may be close to these."""
    numbers = np.array(sorted(mine), dtype=np.int64)
    if not len(numbers):
        return np.empty((0, 3), np.int64)
    said = together(mine[n] for n in numbers.tolist())
    tables = []
    for asked, kind in LOOKS:
        wanted = terms(asked, said)
        held = segments.look_up(store, kind, np.unique(wanted[1]))
        tables.append(table(wanted, held.keys, held.documents, held.values.view(np.float32)))
    most = (store.one("SELECT max(number) FROM document") or 0) + 1
    others = np.full(most, -1.0), np.zeros(most)
    rows = store.rows("SELECT document, day, numbers FROM profile")
    for column, of_all in enumerate(others, 1):
        of_all[[row[0] for row in rows]] = [row[column] for row in rows]
    pairs = candidates(tuple(tables), facts(said), others)
    pairs[:, 0] = numbers[pairs[:, 0]]
    found: NDArray[np.int64] = pairs[pairs[:, 0] != pairs[:, 1]]
    return found


def postings(kind: Kind, new: Mapping[int, Words]) -> Postings:
    """Return what documents are about as postings of a kind."""
    numbers = sorted(new)
    first, keys, weights = terms(kind, together(new[n] for n in numbers))
    by = np.repeat(np.array(numbers, dtype=np.uint32), np.diff(first))
    return segments.sorted_postings(keys, by, weights.astype(np.float32).view(np.uint32))


def _belonging(store: Store, groups: Sequence[Sequence[int]]) -> list[tuple[float, ...]]:
    """Return for each member of some groups, which are in their order, the probability that it tells its story."""
    return [
        belonging(odds, range(len(members)), _sharing(store, members))
        for members, odds in zip(groups, beside.within(store, groups), strict=True)
    ]


def _sharing(store: Store, members: Sequence[int]) -> set[tuple[int, int]]:
    """Return the pairs of documents, which are in their order, that share a passage, by their places."""
    place = {n: i for i, n in enumerate(members)}
    rows = store.rows(
        "SELECT a, b FROM passage WHERE length(spans) > 0 AND a IN (SELECT value FROM json_each(?))", (msgspec.json.encode(list(members)).decode(),)
    )
    return {(place[a], place[b]) for a, b in rows if b in place}


def _stands_on(store: Store, members: Sequence[int], ids: Sequence[str], belongs: Sequence[float]) -> str:
    """Return a digest of all that decides how a story is told."""
    said = (list(ids), [round(p, 6) for p in belongs], documents.judgements(store, members))
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def _edges(store: Store, story: int) -> list[tuple[str, str]]:
    """Return who copied whom in a story as it was told, exemplar first."""
    (record, before), = store.rows("SELECT record, before FROM story WHERE number = ?", (story,))
    if record is not None:
        return [(r.exemplar, r.copy) for r in unpacked(record, Story, f"story {story}").relations]
    return unpacked(before, list[tuple[str, str]], f"story {story}") if before is not None else []


def _revised(store: Store, number: int, story: Story) -> None:
    """Write down whose exemplar is another one now than when the story was last told."""
    before = set(_edges(store, number))
    store.run("UPDATE story SET before = NULL WHERE number = ?", (number,))
    if not before:
        return
    ids = set(story.documents)
    now = {(r.exemplar, r.copy): r for r in story.relations}
    for copy in sorted({c for _, c in before | now.keys() if c in ids}):
        was = sorted(e for e, c in before if c == copy and e in ids)
        is_now = sorted(e for e, c in now if c == copy and e in ids)
        if was != is_now:
            # The rule alone: its sentence may quote a text, which the log would keep when that is forgotten.
            why = [ev.rule for e in is_now if e not in was for ev in now[e, copy].evidence[:1]]
            detail = f"exemplar: was {', '.join(was) or 'none'}; is {', '.join(is_now) or 'none'}"
            audit.note(store, "revised", copy, f"{detail} ({', '.join(why)})" if why else detail)
