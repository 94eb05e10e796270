"""Which documents of an archive tell one story, kept up to date, and the stories told.

What a document is about is looked for in an index of names and rare words, so that the documents that
come in are compared only with those that are near them; a pair's likeness depends on the pair alone.
Groups are made again only among documents that new or changed likenesses connect, and a story is told
again only if what it stands on has changed.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec
import numpy as np

from firsthand.archive import audit, documents, joins, segments
from firsthand.archive.records import packed, unpacked
from firsthand.archive.segments import Postings
from firsthand.archive.store import Store
from firsthand.lineage.family import story_id
from firsthand.lineage.linkage import LEAST_KEPT
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
from firsthand.run.linking import link
from firsthand.run.matching import shared
from firsthand.run.telling import VERSION, told
from firsthand.text.analyse import analyse

# Stories told between two commits.
_BATCH = 16
Ingredients = tuple[tuple[Document, ...], tuple[float, ...], tuple[Judgement, ...], Literal["use"]]


def about(document: Document) -> Profile:
    """Return what a document is about, its day being evidence."""
    return profile(analyse(document, spoken=False), dated=True)


def index(store: Store, new: Mapping[int, Profile]) -> None:
    """Take what documents are about into the index; within a transaction."""
    for number, said in sorted(new.items()):
        documents.keep_profile(store, number, said)
    for kind in KINDS:
        segments.write(store, kind, postings(kind, new))


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
    made = likenesses(store, numbers)
    for statement in ("DELETE FROM likeness WHERE a = ?", "DELETE FROM likeness WHERE b = ?"):
        store.run_many(statement, [(n,) for n in numbers])
    store.run_many("INSERT OR REPLACE INTO likeness(a, b, odds) VALUES(?, ?, ?)", [(*pair, odds) for pair, odds in made.items()])


def likenesses(store: Store, numbers: Sequence[int]) -> dict[tuple[int, int], float]:
    """Return the likenesses of documents with all that are near them, or share a passage with them.

    Of a pair the first in the documents' order comes first.
    """
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
    for members in groups:
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


def postings(kind: Kind, new: Mapping[int, Profile]) -> Postings:
    rows = [(key(*t), n, w) for n, said in sorted(new.items()) for t, w in terms(kind, said).items()]
    keys, numbers, weights = zip(*rows, strict=True) if rows else ((), (), ())
    return segments.sorted_postings(
        np.array(keys, dtype=np.uint64), np.array(numbers, dtype=np.uint32),
        np.array(weights, dtype=np.float32).view(np.uint32),
    )  # fmt: skip


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
