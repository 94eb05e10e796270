"""Whether everything in an archive is what was put there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import get_args

from firsthand.archive import audit, documents, joins, segments
from firsthand.archive.originals import whole
from firsthand.archive.records import checksum, opened, unpacked
from firsthand.archive.store import Store
from firsthand.errors import CorruptError
from firsthand.model import Document


def faults(store: Store) -> Iterator[str]:
    """Yield one sentence for each thing that is not as it was put there.

    The file itself, the bytes of originals against their SHA-256, records against their checksums,
    the log against its chain, and every reference from one table to another.
    """
    for (said,) in store.rows("PRAGMA integrity_check(20)"):
        if said != "ok":
            yield f"the file: {said}"
    for sha256, size, packed, data in store.each("SELECT sha256, size, packed, data FROM original ORDER BY sha256"):
        found = whole(packed, data)
        if found is None or len(found) != size or hashlib.sha256(found).hexdigest() != sha256:
            yield f"original {sha256[:12]}: its bytes are not those that were kept"
    for number, name, sha256, outlet, title, path, words, record, expected in store.each(
        "SELECT number, id, sha256, outlet, title, path, words, record, checksum FROM document ORDER BY number"
    ):
        if checksum(record) != expected:
            yield f"document {name}: its text is not the one that was read"
            continue
        d = unpacked(record, Document, f"document {name}")
        if (d.id, d.sha256, d.outlet, d.title, d.path, d.words) != (name, sha256, outlet, title, path, words):
            yield f"document {name}: its row says something else than its record"
        if not store.one("SELECT 1 FROM member WHERE document = ?", (number,)) and not store.one("SELECT 1 FROM due WHERE document = ?", (number,)):
            yield f"document {name}: it is in no story and not waiting for one"
    for number, name, record, expected in store.each("SELECT number, id, record, checksum FROM story WHERE record IS NOT NULL ORDER BY number"):
        if checksum(record) != expected:
            yield f"story {name}: it is not the one that was told"
        if not store.one("SELECT 1 FROM member WHERE story = ?", (number,)):
            yield f"story {name}: it has no documents"
    told = () if documents.stale(store) else store.each("SELECT document, record FROM profile ORDER BY document")
    for number, record in told:
        try:
            opened(record, f"profile of document {number}")
        except CorruptError as error:
            yield str(error)
    for kind in get_args(segments.Kind):
        try:
            for _ in segments.every(store, kind):
                pass
        except CorruptError as error:
            yield f"postings of {kind}: {error}"
    try:
        joins.kept(store)
    except CorruptError as error:
        yield str(error)
    for what, statement in _REFERENCES:
        for (number,) in store.rows(statement):
            yield f"{what} {number}: what it refers to is missing"
    for number in audit.broken(store):
        yield f"log entry {number}: it was changed, or one before it is missing"


_REFERENCES = (
    ("input", "SELECT number FROM input WHERE sha256 NOT IN (SELECT sha256 FROM original)"),
    ("document", "SELECT number FROM document WHERE input NOT IN (SELECT number FROM input)"),
    ("member", "SELECT document FROM member WHERE document NOT IN (SELECT number FROM document) OR story NOT IN (SELECT number FROM story)"),
    ("passage of document", "SELECT a FROM passage WHERE a NOT IN (SELECT number FROM document) OR b NOT IN (SELECT number FROM document)"),
    ("segment", "SELECT number FROM segment WHERE number NOT IN (SELECT segment FROM block)"),
)
