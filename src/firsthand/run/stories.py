"""Which documents of an archive tell one story, kept up to date, and the stories told.

What a document is about is looked for in an index of names and rare words, so that the documents that
come in are compared only with those that are near them; a pair's likeness depends on the pair alone.
Groups are made again only among documents that new or changed likenesses connect, and a story is told
again only if what it stands on has changed.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np

from firsthand.archive import audit, documents, joins, segments
from firsthand.archive.records import packed, unpacked
from firsthand.archive.segments import Postings
from firsthand.archive.store import Store
from firsthand.lineage.family import story_id
from firsthand.lineage.linkage import GONE, LEAST_KEPT, Join, Neighbours, linked
from firsthand.lineage.nearness import (
    KINDS,
    LOOKS,
    Kind,
    candidates,
    close,
    facts,
    key,
    table,
    terms,
)
from firsthand.lineage.profile import Profile, profile
from firsthand.lineage.stories import Wording, belonging, features, likeness
from firsthand.model import Document, Judgement, Story
from firsthand.run.crew import Crew
from firsthand.run.fitted import load_story_weights
from firsthand.run.grouping import worded
from firsthand.run.intake import Report
from firsthand.run.matching import shared
from firsthand.run.telling import VERSION, told
from firsthand.text.analyse import analyse

# Stories told between two commits.
_BATCH = 16
# Documents whose likenesses are checked at a time.
_CHECKED = 512
Ingredients = tuple[tuple[Document, ...], tuple[float, ...], tuple[Judgement, ...], Literal["use"]]


def about(document: Document) -> Profile:
    """Return what a document is about, its day being evidence."""
    return profile(analyse(document, spoken=False), dated=True)


def index(store: Store, new: Mapping[int, Profile]) -> None:
    """Take what documents are about into the index; within a transaction."""
    for number, said in sorted(new.items()):
        documents.keep_profile(store, number, said)
    for kind in KINDS:
        segments.write(store, kind, _postings(kind, new))


def forget(store: Store, numbers: Sequence[int]) -> None:
    """Take documents out of the index and of all likenesses; within a transaction."""
    for kind in KINDS:
        segments.remove(store, kind, np.array(sorted(numbers), dtype=np.uint32))
    for statement in ("DELETE FROM profile WHERE document = ?", "DELETE FROM likeness WHERE a = ?", "DELETE FROM likeness WHERE b = ?"):
        store.run_many(statement, [(n,) for n in numbers])


def compare(store: Store, numbers: Sequence[int]) -> None:
    """Write the likenesses of documents with all that are near them; within a transaction.

    Those of whom it is not yet known what they are about will be compared when it is.
    """
    for n in numbers:
        store.run("DELETE FROM likeness WHERE a = ?", (n,))
        store.run("DELETE FROM likeness WHERE b = ?", (n,))
    rows = [(a, b, odds) for (a, b), odds in _likenesses(store, numbers).items()]
    store.run_many("INSERT OR REPLACE INTO likeness(a, b, odds) VALUES(?, ?, ?)", rows)


def regroup(store: Store, numbers: Iterable[int]) -> None:
    """Make the groups again that documents which are new or have changed may be in; within a transaction.

    Documents that are gone need not be named.
    """
    rank = documents.ranks(store)
    order = list(rank)
    changed = [rank[n] for n in documents.profiled(store, numbers)]
    groups, made = linked(_neighbours(store, rank), changed, _joins(store, rank))
    joins.keep(store, [(order[j.one], order[j.other], j.mean) for j in made])
    wanted = {tuple(order[i] for i in group) for group in groups}
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
    for members in sorted(wanted, key=lambda ms: [rank[n] for n in ms]):
        ids = [f.id for f in documents.facts(store, members)]
        stands_on = _stands_on(store, members, ids)
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
    return tuple(found[n] for n in members), _belonging(store, members), documents.judgements(store, members), "use"


def faults(store: Store) -> Iterator[str]:
    """Yield what of stories does not follow from the documents: what these are about, likenesses, groups."""
    numbers = documents.profiled(store, documents.ranks(store))
    for at in range(0, len(numbers), _CHECKED):
        batch = numbers[at : at + _CHECKED]
        found, held = documents.fetch(store, batch), documents.profiles(store, batch)
        for n in batch:
            if about(found[n]) != held[n]:
                yield f"document {found[n].id}: what is kept of what it is about is not what it says"
        rows = {(a, b): odds for n in batch for a, b, odds in store.rows("SELECT a, b, odds FROM likeness WHERE a = ?1 OR b = ?1", (n,))}
        if rows != _likenesses(store, batch):
            yield f"likenesses of documents {batch[0]} to {batch[-1]}: they do not follow from the texts"
    rank = documents.ranks(store)
    order = list(rank)
    due = set(documents.due(store, "group"))
    groups, made = linked(_neighbours(store, rank), [rank[n] for n in numbers if n not in due])
    if list(made) != _joins(store, rank):
        yield "the joins of stories: they do not follow from the likenesses"
    for group in groups:
        members = [order[i] for i in group]
        (story, *others) = {s for n in members for (s,) in store.rows("SELECT story FROM member WHERE document = ?", (n,))} or {None}
        if others or story is None or documents.in_story(store, story) != members:
            yield f"the story of document {members[0]}: its documents do not follow from the likenesses"


def _likenesses(store: Store, numbers: Sequence[int]) -> dict[tuple[int, int], float]:
    """Return the likenesses of documents with all that are near them, the first in the documents' order first."""
    mine = documents.profiles(store, numbers)
    pairs = _near(store, mine)
    for n in numbers:
        rows = store.rows("SELECT a, b FROM passage WHERE a = ? UNION ALL SELECT a, b FROM passage WHERE b = ?", (n, n))
        pairs |= {(min(a, b), max(a, b)): True for a, b in rows}
    everyone = {n for pair in pairs for n in pair}
    rank = {f.number: i for i, f in enumerate(documents.facts(store, everyone))}
    known = mine | documents.profiles(store, everyone - mine.keys())
    weights = load_story_weights()
    ordered = [sorted(pair, key=rank.__getitem__) for pair in sorted(pairs) if known.keys() >= set(pair)]
    passages = {(a, b): spans for a, b in ordered if (spans := shared(store, a, b))}
    texts = documents.fetch(store, {n for pair in passages for n in pair})
    made: dict[tuple[int, int], float] = {}
    for a, b in ordered:
        spans = passages.get((a, b), [])
        if pairs[min(a, b), max(a, b)] or close(known[a], known[b]):
            wording = worded(texts[a], texts[b], spans) if spans else Wording()
            odds = likeness(features(known[a], known[b], wording), weights)
            if odds > LEAST_KEPT:
                made[a, b] = odds
    return made


def _near(store: Store, mine: Mapping[int, Profile]) -> dict[tuple[int, int], bool]:
    """Return the pairs of documents, one of them of these, that may be close, and whether they are."""
    numbers = sorted(mine)
    most = (store.one("SELECT max(number) FROM document") or 0) + 1
    tables = []
    for asked, kind in LOOKS:
        said = [terms(asked, mine[n]) for n in numbers]
        held = segments.look_up(store, kind, np.unique(np.array([key(*t) for s in said for t in s], dtype=np.uint64)))
        tables.append(table(said, held.keys, held.documents.astype(np.int64), held.values.view(np.float32).astype(np.float64)))
    others = np.full(most, -1.0), np.zeros(most)
    rows = store.rows("SELECT document, day, numbers FROM profile")
    for column, of_all in enumerate(others, 1):
        of_all[[row[0] for row in rows]] = [row[column] for row in rows]
    pairs = candidates(tuple(tables), facts([mine[n] for n in numbers]), others)
    return {(min(numbers[q], d), max(numbers[q], d)): sure for (q, d), sure in pairs.items() if numbers[q] != d}


def _postings(kind: Kind, new: Mapping[int, Profile]) -> Postings:
    rows = [(key(*t), n, w) for n, said in sorted(new.items()) for t, w in terms(kind, said).items()]
    keys, numbers, weights = zip(*rows, strict=True) if rows else ((), (), ())
    return segments.sorted_postings(
        np.array(keys, dtype=np.uint64), np.array(numbers, dtype=np.uint32),
        np.array(weights, dtype=np.float32).view(np.uint32),
    )  # fmt: skip


def _neighbours(store: Store, rank: Mapping[int, int]) -> Neighbours:
    """Return what gives the likenesses of a document, documents by rank."""
    order = list(rank)

    def neighbours(i: int) -> list[tuple[int, float]]:
        rows = store.rows("SELECT b, odds FROM likeness WHERE a = ?1 UNION ALL SELECT a, odds FROM likeness WHERE b = ?1", (order[i],))
        return [(rank[n], odds) for n, odds in rows]

    return neighbours


def _joins(store: Store, rank: Mapping[int, int]) -> list[Join]:
    """Return the joins that the stories were made of, documents by rank."""
    return [Join(rank.get(a, GONE), rank.get(b, GONE), mean) for a, b, mean in joins.kept(store)]


def _odds(store: Store, numbers: Sequence[int]) -> dict[tuple[int, int], float]:
    """Return the likenesses among some documents, which are in their order, by their places."""
    local = {n: i for i, n in enumerate(numbers)}
    return {
        (local[a], local[b]): value
        for n in numbers
        for a, b, value in store.rows("SELECT a, b, odds FROM likeness WHERE a = ?", (n,))
        if b in local
    }


def _belonging(store: Store, members: Sequence[int]) -> tuple[float, ...]:
    sharing = {(i, j) for (i, a), (j, b) in itertools.combinations(enumerate(members), 2) if shared(store, a, b)}
    return belonging(_odds(store, members), range(len(members)), sharing)


def _stands_on(store: Store, members: Sequence[int], ids: Sequence[str]) -> str:
    """Return a digest of all that decides how a story is told."""
    said = (list(ids), [round(p, 6) for p in _belonging(store, members)], documents.judgements(store, members))
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
