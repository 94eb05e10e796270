"""Where faults are planted: documents, archives of them, and what an undisturbed run says.

The promise: what was acknowledged stays, nothing half done is seen, and whoever goes on ends where an
undisturbed run ends. The oracle is the SHA-256 of the export of such a run.
"""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from evaluation.children import Child, Say
from firsthand.archive import audit, documents, originals
from firsthand.archive.store import Store
from firsthand.errors import StoreError
from firsthand.faces.result import to_json
from firsthand.run.archive import Archive

FAMILIES = Path(__file__).parent / "story_families"
# Batches that the documents come in.
BATCHES = 4
# Documents of a small world.
SMALL = 7


class Tally:
    """Counts by name, and what went wrong in words."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []

    def count(self, name: str, by: int = 1) -> None:
        """Count something that happened."""
        self.counts[name] += by

    def wrong(self, name: str, what: str) -> None:
        """Count something that must not happen."""
        self.counts[name] += 1
        self.failures.append(f"{name}: {what}")


class World:
    """The documents, where archives are made, and what an undisturbed run says of them."""

    def __init__(self, scratch: Path, limit: int, seed: int) -> None:
        found = sorted(p for p in FAMILIES.glob("*/*") if p.suffix != ".json")
        self.paths = [str(p) for p in found[:limit]]
        self.random = random.Random(seed)
        self.tally = Tally()
        self._scratch, self._made = scratch, 0
        self._small: World | None = None
        self.whole = self.folder()
        with Archive(self.whole) as archive:
            archive.add(self.paths)
            self.oracle = digest(archive)
            self.needed = sum(p.stat().st_size for p in Path(self.whole).iterdir())
        begun = time.monotonic()
        Child(partial(fill, self.folder(), self.batches(), True)).end()
        self.later = time.monotonic() - begun
        begun = time.monotonic()
        Child(partial(fill, self.folder(), self.batches(), False)).end()
        self.telling = time.monotonic() - begun

    def small(self) -> World:
        """Return a world of few documents, for what is done many times; its counts are this one's."""
        if len(self.paths) <= SMALL:
            return self
        if self._small is None:
            self._small = World(self._scratch, SMALL, self.random.randrange(1 << 30))
            self._small.tally = self.tally
        return self._small

    def folder(self) -> str:
        """Return a fresh folder's name."""
        self._made += 1
        return str(self._scratch / f"archive-{os.getpid()}-{id(self)}-{self._made}")

    def batches(self) -> list[list[str]]:
        """Return the documents in batches, in some order."""
        order = self.random.sample(self.paths, len(self.paths))
        cuts = sorted(self.random.sample(range(1, len(order)), BATCHES - 1))
        return [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]

    def finished(self, folder: str, what: str) -> None:
        """Go on to the end, which must be the oracle's."""
        with Archive(folder) as archive:
            archive.add()
            archive.add(self.paths)
            if digest(archive) == self.oracle:
                self.tally.count("digests_identical")
            else:
                self.tally.wrong("digests_different", what)


def digest(archive: Archive) -> str:
    """Return the SHA-256 of all that an archive says."""
    return hashlib.sha256(to_json(archive.all())).hexdigest()


def fill(folder: str, batches: Sequence[Sequence[str]], later: bool, say: Say) -> None:
    """Go on where it stopped, then add batches, saying the number of each that is in."""
    with Archive(folder) as archive:
        archive.add(later=later)
        for n, batch in enumerate(batches):
            archive.add(batch, later=later)
            say(str(n))


def look(world: World, folder: str, acknowledged: set[str]) -> None:
    """Check that all that was acknowledged is there, and nothing by halves."""
    tally = world.tally
    try:
        store = Store(folder, "read")
    except StoreError as error:
        if acknowledged:
            tally.wrong("lost", f"{len(acknowledged)} documents: {error}")
        return
    with store, store.snapshot():
        if store.one("PRAGMA integrity_check") != "ok":
            tally.wrong("integrity", folder)
        rows = store.rows("SELECT document.number, id, document.path, input.sha256 FROM document JOIN input ON input.number = input")
        there = {path for _, _, path, _ in rows}
        for path in sorted(acknowledged - there):
            tally.wrong("lost", path)
        found = documents.fetch(store, (n for n, *_ in rows))
        for number, name, path, sha256 in rows:
            if originals.fetch(store, sha256) != Path(path).read_bytes() or found[number].id != name:
                tally.wrong("half_written", path)
        for said in HALVES:
            if halves := store.one(said):
                tally.wrong("half_written", f"{halves} rows of {said}")
        if audit.broken(store):
            tally.wrong("log_broken", folder)


# Rows that only an archive caught in the middle of a step could have.
HALVES = (
    "SELECT count(*) FROM document WHERE input NOT IN (SELECT number FROM input)",
    "SELECT count(*) FROM input WHERE sha256 NOT IN (SELECT sha256 FROM original)",
    "SELECT count(*) FROM input WHERE state <> 'pending' AND number NOT IN (SELECT input FROM document UNION SELECT input FROM rejected)",
    "SELECT count(*) FROM document WHERE (number IN (SELECT document FROM due WHERE stage = 'match')) = (number IN (SELECT document FROM token))",
    "SELECT count(*) FROM document WHERE number NOT IN (SELECT document FROM due UNION SELECT document FROM member)",
    "SELECT count(*) FROM document WHERE (number IN (SELECT document FROM profile)) <> (number IN (SELECT document FROM member))",
    "SELECT count(*) FROM due WHERE document NOT IN (SELECT number FROM document)",
    "SELECT count(*) FROM document WHERE number NOT IN (SELECT rowid FROM word)",
    "SELECT count(*) FROM member WHERE story NOT IN (SELECT number FROM story)",
    "SELECT count(*) FROM block WHERE segment NOT IN (SELECT number FROM segment)",
)
