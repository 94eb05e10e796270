"""Documents, what they are about, and the stories they tell, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from firsthand.archive.records import checksum, opened, packed, sealed, unpacked
from firsthand.archive.schema import SHEETS
from firsthand.archive.store import Store
from firsthand.errors import InputError
from firsthand.lineage import nearness
from firsthand.lineage.sheets import Words, together
from firsthand.model import Document, Judgement, Story, Value

# Values bound at a time: SQLite takes a limited number.
_SOME = 500


class Fact(Value):
    """What is asked of a document most often, without its text."""

    number: int
    id: str
    sha256: str
    outlet: str | None


def insert(store: Store, document: Document, input_number: int, version: int) -> int | None:
    """Return the number of a document that is in the archive from now on, None if it was before."""
    if store.one("SELECT 1 FROM document WHERE id = ?", (document.id,)):
        return None
    record = packed(document)
    published = document.published.value if document.published else None
    store.run(
        "INSERT INTO document(id, sha256, input, path, outlet, title, published, words, version, record, checksum)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (document.id, document.sha256, input_number, document.path, document.outlet, document.title, published,
         document.words, version, record, checksum(record)),
    )  # fmt: skip
    number = store.inserted()
    store.run("INSERT INTO word(rowid, title, text) VALUES(?, ?, ?)", (number, document.title or "", document.text))
    store.run("INSERT INTO due(document, stage) VALUES(?, 'match')", (number,))
    return number


def fetch(store: Store, numbers: Iterable[int]) -> dict[int, Document]:
    """Return documents by number."""
    return {
        n: unpacked(record, Document, f"document {n}")
        for n, record in _chosen(store, "SELECT number, record FROM document WHERE number IN", numbers)
    }


def facts(store: Store, numbers: Iterable[int]) -> list[Fact]:
    """Return the facts of documents in the order in which stories and passages name them."""
    rows = _chosen(store, "SELECT number, id, sha256, outlet FROM document WHERE number IN", numbers)
    return sorted((Fact(*row) for row in rows), key=lambda f: (f.sha256, f.id))


def ranks(store: Store) -> dict[int, int]:
    """Return the place of every document in the order in which stories and passages name them."""
    rows = store.rows("SELECT number FROM document ORDER BY sha256, id")
    return {number: rank for rank, (number,) in enumerate(rows)}


def number_of(store: Store, name: str) -> int:
    """Return the number of the document with an id, or the beginning of one.

    Raises `InputError` where none has it, or several.
    """
    return _named(store, "SELECT number FROM document WHERE", name, ("no document has", "several documents have"))


def story_number(store: Store, name: str) -> int:
    """Return the number of the story with an id, or the beginning of one; raises as `number_of`."""
    return _named(store, "SELECT number FROM story WHERE", name, ("no story has", "several stories have"))


def due(store: Store, stage: str) -> list[int]:
    """Return the documents that a stage has yet to take."""
    return [n for (n,) in store.rows("SELECT document FROM due WHERE stage = ? ORDER BY document", (stage,))]


def done(store: Store, stage: str, numbers: Sequence[int]) -> None:
    """Note that a stage has taken documents; within a transaction."""
    store.run_many("DELETE FROM due WHERE document = ? AND stage = ?", [(n, stage) for n in numbers])


def keep_sheets(store: Store, sheets: Mapping[int, Words]) -> None:
    """Keep what documents are about."""
    numbers = sorted(sheets)
    days, figures = nearness.facts(together(sheets[n] for n in numbers))
    store.run_many(
        "INSERT OR REPLACE INTO profile(document, day, numbers, record) VALUES(?, ?, ?, ?)",
        [(n, day, int(of), sealed(sheets[n].tobytes())) for n, day, of in zip(numbers, days.tolist(), figures.tolist(), strict=True)],
    )


def sheets(store: Store, numbers: Iterable[int]) -> dict[int, Words]:
    """Return what documents are about, by number."""
    return {
        n: np.frombuffer(opened(record, f"profile of document {n}"), dtype="<u8")
        for n, record in _chosen(store, "SELECT document, record FROM profile WHERE document IN", numbers)
    }


def stale(store: Store) -> bool:
    """Return whether an archive is of a version that kept otherwise what documents are about; a writer makes it again."""
    return bool(store.one("PRAGMA user_version") < SHEETS)


def profiled(store: Store, numbers: Iterable[int]) -> list[int]:
    """Return those documents of which it is known what they are about."""
    return [n for (n,) in _chosen(store, "SELECT document FROM profile WHERE document IN", numbers)]


def tokens(store: Store, numbers: Iterable[int]) -> dict[int, int]:
    """Return how many words the index has of documents, by number."""
    return dict(_chosen(store, "SELECT document, words FROM token WHERE document IN", numbers))


def judgements(store: Store, numbers: Iterable[int]) -> tuple[Judgement, ...]:
    """Return what a person said of some documents and others."""
    rows = _chosen(
        store,
        "SELECT e.id, c.id, confirmed FROM judgement JOIN document e ON e.number = exemplar"
        " JOIN document c ON c.number = copy WHERE copy IN",
        numbers,
    )
    return tuple(sorted((Judgement(e, c, bool(yes)) for e, c, yes in rows), key=lambda j: (j.exemplar, j.copy, j.confirmed)))


def write_story(store: Store, number: int, story: Story, version: int) -> None:
    """Keep a story as it was told."""
    record = packed(story)
    store.run(
        "UPDATE story SET record = ?, checksum = ?, version = ?, title = ? WHERE number = ?",
        (record, checksum(record), version, story.title, number),
    )


def story(store: Store, number: int) -> Story | None:
    """Return a story as it was told, None if it was not yet."""
    record = store.one("SELECT record FROM story WHERE number = ?", (number,))
    return None if record is None else unpacked(record, Story, f"story {number}")


def changed(store: Store, read: Iterable[Document]) -> list[Document]:
    """Return the documents that the archive has, by their id, but not as they were read now."""
    held = ((d, store.one("SELECT checksum FROM document WHERE id = ?", (d.id,))) for d in read)
    return [d for d, was in held if was is not None and was != checksum(packed(d))]


def sources(store: Store, gone: Iterable[Fact]) -> list[int]:
    """Return the inputs that documents were read from."""
    return sorted({n for f in gone for (n,) in store.rows("SELECT input FROM document WHERE number = ?", (f.number,))})


def forget(store: Store, gone: Sequence[Fact]) -> None:
    """Take documents out of all tables; their inputs stay.

    Their stories go, too: what is left of these is to be grouped again.
    """
    for fact in gone:
        for (number,) in store.rows("SELECT story FROM member WHERE document = ?", (fact.number,)):
            store.run("DELETE FROM member WHERE story = ?", (number,))
            store.run("DELETE FROM story WHERE number = ?", (number,))
        store.run("DELETE FROM word WHERE rowid = ?", (fact.number,))
        store.run("DELETE FROM judgement WHERE exemplar = ?1 OR copy = ?1", (fact.number,))
        store.run("DELETE FROM due WHERE document = ?", (fact.number,))
        store.run("DELETE FROM document WHERE number = ?", (fact.number,))


def part(store: Store, inputs: Sequence[int]) -> None:
    """Take out inputs, with their bytes, that no document is left of; the others are read again when seen again.

    A file that was added as it grew or shrank is several inputs of one path, with documents in common.
    """
    for path in sorted({store.one("SELECT path FROM input WHERE number = ?", (n,)) for n in inputs}):
        left = store.one("SELECT 1 FROM document WHERE path = ? LIMIT 1", (path,))
        for number, original in store.rows("SELECT number, sha256 FROM input WHERE path = ? AND state <> 'pending'", (path,)):
            if store.one("SELECT 1 FROM document WHERE input = ? LIMIT 1", (number,)) or (left and number not in inputs):
                store.run("UPDATE input SET state = 'parted' WHERE number = ?", (number,))
                continue
            store.run("DELETE FROM rejected WHERE input = ?", (number,))
            store.run("DELETE FROM input WHERE number = ?", (number,))
            if not store.one("SELECT 1 FROM input WHERE sha256 = ? LIMIT 1", (original,)):
                store.run("DELETE FROM original WHERE sha256 = ?", (original,))
    # Until its segments are merged the index of words only notes that a document is gone.
    store.run("INSERT INTO word(word) VALUES('optimize')")


def in_story(store: Store, story: int) -> list[int]:
    """Return the numbers of the documents of a story, in their order."""
    rows = store.rows("SELECT document FROM member WHERE story = ?", (story,))
    return [f.number for f in facts(store, (n for (n,) in rows))]


def _named(store: Store, statement: str, name: str, said: tuple[str, str]) -> int:
    rows = store.rows(f"{statement} id >= ? AND id < ? LIMIT 2", (name, f"{name}\uffff"))
    if len(rows) != 1:
        raise InputError(f"{name}: {said[bool(rows)]} this id", remedy="firsthand stories lists them")
    number: int = rows[0][0]
    return number


def _chosen(store: Store, statement: str, numbers: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    wanted: Sequence[int] = sorted(set(numbers))
    for at in range(0, len(wanted), _SOME):
        part = msgspec.json.encode(wanted[at : at + _SOME]).decode()
        yield from store.rows(f"{statement} (SELECT value FROM json_each(?))", (part,))  # noqa: S608 - ours alone
