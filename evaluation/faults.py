"""Faults planted in an archive: killed, out of space, read-only, two writers, readers, flipped bits.

The promise: what was acknowledged stays, nothing half done is seen, and whoever goes on ends where an
undisturbed run ends. The oracle is the SHA-256 of the export of such a run. Children are forked from a
warmed process, so that a kill costs what the work costs and not the start of an interpreter.

    python -m evaluation.faults [--kills N] [--seed S] [--documents N] [FAULT…]
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import apsw

from evaluation.children import Child, Say
from firsthand.archive import audit, documents, originals
from firsthand.archive.store import FILE, Store
from firsthand.errors import BusyError, CorruptError, StoreError
from firsthand.faces.result import to_json
from firsthand.run.archive import Archive

FAMILIES = Path(__file__).parent / "story_families"
# Batches that the documents come in; kills before an archive is let finish; rounds of two writers.
BATCHES = 4
KILLS_A_ROUND = 5
ROUNDS = 4
# Of so many rounds, one tells its stories after every batch; the others at the end.
TELLING = 3
FLIPS = 300
# Values that SQLite takes for bytes.
BLOBS = (("block", "data"), ("passage", "spans"), ("profile", "record"), ("document", "record"), ("story", "record"), ("original", "data"))
# Documents taken out again.
FORGOTTEN = 3
CUTS = 10
# Shares of the space needed that a full disk has.
SHARES = (0.3, 0.6, 0.9)
READERS = 3


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

    def folder(self) -> str:
        """Return a fresh folder's name."""
        self._made += 1
        return str(self._scratch / f"archive-{os.getpid()}-{self._made}")

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


def kills(world: World, wanted: int) -> None:
    """Kill a writer at a random time, again and again; then let it finish."""
    tally, done = world.tally, 0
    rounds = 0
    while done < wanted:
        folder, left, acknowledged = world.folder(), world.batches(), set[str]()
        later = rounds % TELLING != 0
        for _ in range(min(KILLS_A_ROUND, wanted - done)):
            span = (world.later if later else world.telling) * max(1, len(left)) / BATCHES
            child = Child(partial(fill, folder, left, later))
            time.sleep(world.random.uniform(0, span))
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            code, said = child.end()
            if code == -signal.SIGKILL:
                done += 1
                tally.count("kills")
                tally.count("kills_while_telling", not later)
            elif code:
                tally.wrong("crashes", f"a writer ended with {code}")
                done += 1
            if child.orphans():
                tally.wrong("orphans", f"of {child.pid}")
            acknowledged.update(p for n in said for p in left[int(n)])
            left = left[len(said) :]
            look(world, folder, acknowledged)
            if not left:
                break
        world.finished(folder, f"after kills in round {rounds}")
        shutil.rmtree(folder)
        rounds += 1


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


def forgetting(world: World, wanted: int) -> None:
    """Kill whoever takes documents out: they are all there or all gone, and what is left is an undisturbed run's."""
    extra = [str(p) for p in sorted(FAMILIES.glob("*/*")) if p.suffix != ".json" and str(p) not in world.paths][:FORGOTTEN]
    beside = world.folder()
    shutil.copytree(world.whole, beside)
    with Archive(beside) as archive:
        archive.add(extra)
        rows = archive.store.rows("SELECT id, path FROM document")
    gone = [name for name, path in rows if path in extra]
    begun, span = time.monotonic(), 0.0
    least, n = 1 + wanted // KILLS_A_ROUND, 0
    while n < least or (world.tally.counts["kills_while_forgetting"] < least - 1 and n < wanted):
        folder = world.folder()
        shutil.copytree(beside, folder)
        child = Child(partial(forget, folder, gone))
        if n:
            time.sleep(world.random.uniform(0, span))
            with contextlib.suppress(ProcessLookupError):
                child.kill()
        code, _ = child.end()
        if not n:
            span = time.monotonic() - begun
        n += 1
        world.tally.count("kills_while_forgetting", code == -signal.SIGKILL)
        look(world, folder, set(world.paths))
        with Archive(folder) as archive:
            left = {name for (name,) in archive.store.rows("SELECT id FROM document")} & set(gone)
            if left and left != set(gone):
                world.tally.wrong("half_forgotten", f"{len(left)} of {len(gone)} are left")
            if left:
                archive.forget(sorted(left))
        world.finished(folder, "after kills while forgetting")
        shutil.rmtree(folder)


def forget(folder: str, names: Sequence[str], say: Say) -> None:
    """Take documents out of an archive."""
    with Archive(folder) as archive:
        archive.forget(names)
    say("gone")


# Rows that only an archive caught in the middle of a step could have.
HALVES = (
    "SELECT count(*) FROM document WHERE input NOT IN (SELECT number FROM input)",
    "SELECT count(*) FROM input WHERE sha256 NOT IN (SELECT sha256 FROM original)",
    "SELECT count(*) FROM input WHERE (state = 'read') <> (number IN (SELECT input FROM document UNION SELECT input FROM rejected))",
    "SELECT count(*) FROM document WHERE (number IN (SELECT document FROM due WHERE stage = 'match')) = (number IN (SELECT document FROM token))",
    "SELECT count(*) FROM document WHERE number NOT IN (SELECT document FROM due UNION SELECT document FROM member)",
    "SELECT count(*) FROM document WHERE (number IN (SELECT document FROM profile)) <> (number IN (SELECT document FROM member))",
    "SELECT count(*) FROM due WHERE document NOT IN (SELECT number FROM document)",
    "SELECT count(*) FROM document WHERE number NOT IN (SELECT rowid FROM word)",
    "SELECT count(*) FROM member WHERE story NOT IN (SELECT number FROM story)",
    "SELECT count(*) FROM block WHERE segment NOT IN (SELECT number FROM segment)",
)


def disk_full(world: World, _: int) -> None:
    """Give a writer less space than it needs; then more."""
    for share in SHARES:
        size = int(world.needed * share)
        with mounted(world.folder(), ["-t", "tmpfs", "-o", f"size={size}", "tmpfs"]) as space:
            folder = space or world.folder()
            child = Child(partial(cramped, folder, world.batches(), 0 if space else size))
            code, said = child.end()
            world.tally.count("disk_full" if space else "disk_full_by_limit")
            if code != StoreError.exit_code:
                world.tally.wrong("full_not_said", f"a full disk ended a writer with {code}")
            look(world, folder, set())
            with contextlib.suppress(StoreError), Archive(folder, "read") as archive:
                if sum(1 for _ in archive.stories()) or not said:
                    world.tally.count("readable_when_full")
            if space:
                subprocess.run(["mount", "-o", "remount,size=1g", folder], check=True)  # noqa: S607
            world.finished(folder, f"after a disk of {share:.0%}")


def cramped(folder: str, batches: Sequence[Sequence[str]], limit: int, say: Say) -> None:
    """Fill an archive, with no file longer than a limit."""
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    fill(folder, batches, False, say)


def read_only(world: World, _: int) -> None:
    """Read from a medium that cannot be written, and be told so on writing."""
    with mounted(world.folder(), ["--bind", world.whole]) as folder:
        if folder is None or subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=False).returncode:  # noqa: S607
            world.tally.count("read_only_skipped")
            print("read-only: skipped, mounting is not permitted", file=sys.stderr)
            return
        with Archive(folder, "read") as archive:
            if digest(archive) != world.oracle:
                world.tally.wrong("read_only_differs", folder)
        for where in (folder, f"{folder}/new"):
            try:
                Archive(where).add(world.paths)
            except StoreError:
                world.tally.count("read_only_said")
            else:
                world.tally.wrong("read_only_written", where)


def two_writers(world: World, _: int) -> None:
    """Add overlapping parts from two processes at once; a third is told that it is busy."""
    for n in range(ROUNDS):
        folder, half = world.folder(), world.batches()
        parts = (half[:3], half[1:])
        both = [Child(partial(fill, folder, part, True)) for part in parts]
        codes = [child.end()[0] for child in both]
        world.tally.count("two_writers")
        if any(codes):
            world.tally.wrong("writers_failed", f"{codes}")
        world.finished(folder, f"after two writers, round {n}")
    with Store(folder, "write"):
        try:
            Store(folder, "write", patience=0.3).close()
        except BusyError:
            world.tally.count("busy_said")
        else:
            world.tally.wrong("busy_ignored", folder)


def readers(world: World, _: int) -> None:
    """Read while a writer adds and tells: each answer has whole batches, each document once."""
    folder, batches = world.folder(), world.batches()
    fill(folder, [], True, lambda _: None)
    writer = Child(partial(fill, folder, batches, False))
    whole = [set[str]()]
    for batch in batches:
        whole.append(whole[-1] | set(batch))
    stop = time.monotonic() + world.telling
    reading = [Child(partial(watch, folder, whole, (stop, n == 0))) for n in range(READERS)]
    for child in reading:
        code, said = child.end()
        world.tally.count("answers", len(said))
        if code:
            world.tally.wrong("readers_failed", f"a reader ended with {code}")
        for answer in said:
            if answer != "whole":
                world.tally.wrong("inconsistent", answer)
    if code := writer.end()[0]:
        world.tally.wrong("writers_failed", f"beside readers: {code}")
    world.finished(folder, "beside readers")


def watch(folder: str, whole: Sequence[set[str]], until: tuple[float, bool], say: Say) -> None:
    """Read over and over until a time, everything or the list of stories, and say what is odd."""
    stop, everything = until
    while time.monotonic() < stop:
        with Archive(folder, "read") as archive:
            if everything:
                trace = archive.all()
                ids = [i for s in trace.stories for i in s.documents]
                paths = {d.id: d.path for d in trace.documents}
            else:
                ids = [i for s in archive.stories() for i in s.documents]
                paths = dict(archive.store.rows("SELECT id, path FROM document"))
        odd = len(set(ids)) < len(ids) or {paths[i] for i in ids} not in whole
        say(f"{len(ids)} documents, {len(set(ids))} different" if odd else "whole")


def corrupt(world: World, _: int) -> None:
    """Flip bits in a file, cut it short, wipe its header: it works, or says that it is damaged."""
    sound = (Path(world.whole) / FILE).read_bytes()
    damages: list[tuple[str, bytes]] = [("header", bytes(100) + sound[100:])]
    for _n in range(FLIPS):
        at = world.random.randrange(len(sound))
        flipped = bytearray(sound)
        flipped[at] ^= 1 << world.random.randrange(8)
        damages.append((f"bit at {at}", bytes(flipped)))
    damages += [(f"cut at {at}", sound[:at]) for at in sorted(world.random.sample(range(len(sound)), CUTS))]
    for what, data in [*damages, *rows_damaged(world, sound)]:
        folder = world.folder()
        os.makedirs(folder)
        (Path(folder) / FILE).write_bytes(data)
        code, said = Child(partial(opened, folder, world.paths[:1], what.startswith("row "))).end()
        world.tally.count("damaged")
        if code == CorruptError.exit_code:
            world.tally.count("damage_said")
        elif code:
            world.tally.wrong("damage_crashed", f"{what}: exit {code}")
        if said and said[0] != world.oracle:
            world.tally.count("damage_unseen_by_reading")
        if len(said) > 1 and said[1]:
            world.tally.count("damage_verified")
        elif len(said) > 1:
            world.tally.wrong("damage_unseen_by_verify", what)
        shutil.rmtree(folder)


def rows_damaged(world: World, sound: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file with one value in it changed or cut short, which SQLite cannot notice."""
    file = Path(world.folder())
    for table, column in BLOBS:
        for _ in range(FLIPS // 150):
            for short in (False, True):
                file.write_bytes(sound)
                connection = apsw.Connection(str(file))
                where = {"original": "sha256", "passage": "a || ' ' || b"}.get(table, "rowid")
                (name, data) = world.random.choice(list(connection.execute(f"SELECT {where}, {column} FROM {table} WHERE {column} IS NOT NULL")))  # noqa: S608
                changed = bytearray(data[:-1] if short else data)
                changed[world.random.randrange(len(changed))] ^= 0 if short else 1 << world.random.randrange(8)
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where} = ?", (bytes(changed), name))  # noqa: S608
                connection.close()
                yield f"row {table} {name} {'cut' if short else 'changed'}", file.read_bytes()


def opened(folder: str, paths: Sequence[str], verified: bool, say: Say) -> None:
    """Read all of an archive, verify it if wanted, then write to it."""
    with Archive(folder, "read") as archive:
        say(digest(archive))
        if verified:
            say(next(archive.verify(), ""))
    copy = f"{folder}/again.txt"
    shutil.copyfile(paths[0], copy)
    with Archive(folder) as archive:
        archive.add([copy], later=True)


@contextlib.contextmanager
def mounted(where: str, what: Sequence[str]) -> Iterator[str | None]:
    """Give a folder with something mounted on it, None where that is not permitted."""
    os.makedirs(where)
    if subprocess.run(["mount", *what, where], check=False, stderr=subprocess.DEVNULL).returncode:  # noqa: S607
        yield None
        return
    try:
        yield where
    finally:
        subprocess.run(["umount", where], check=True)  # noqa: S607


FAULTS = {
    "kills": kills, "forgetting": forgetting, "full": disk_full, "readonly": read_only, "writers": two_writers,
    "readers": readers, "corrupt": corrupt,
}  # fmt: skip


def main() -> int:
    """Return 0 if every promise was kept; print the counts as one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.faults")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--documents", type=int, default=41)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=", ".join(FAULTS))
    args = parser.parse_args()
    must = ("lost", "half_written", "digests_different", "orphans", "crashes")
    with tempfile.TemporaryDirectory(prefix="firsthand-faults-") as scratch:
        world = World(Path(scratch), args.documents, args.seed)
        for name in args.faults or FAULTS:
            FAULTS[name](world, args.kills)
            print(f"{name}: {dict(world.tally.counts)}", file=sys.stderr)
    counts = dict.fromkeys(must, 0) | dict(world.tally.counts)
    print(json.dumps({"documents": len(world.paths), **dict(sorted(counts.items())), "failures": world.tally.failures[:20]}))
    return int(bool(world.tally.failures))


if __name__ == "__main__":
    sys.exit(main())
