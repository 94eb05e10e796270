"""Faults planted in an archive: killed, out of space, read-only, two writers, readers, flipped bits, failing calls.

Children are forked from a warmed process, so that a kill costs what the work costs and not the start
of an interpreter. What is planted is named by `FAULTS`; the promise stands in `fault_world`.

    python -m evaluation.faults [--kills N] [--seed S] [--documents N] [FAULT…]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import apsw

from evaluation import fault_calls, fault_files, fault_inputs
from evaluation.children import Child, Say
from evaluation.fault_world import BATCHES, FAMILIES, World, digest, fill, look
from firsthand.archive.store import FILE, Store
from firsthand.errors import BusyError, CorruptError, StoreError
from firsthand.run.archive import Archive

# Kills before an archive is let finish; rounds of two writers.
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
    "readers": readers, "corrupt": corrupt, "calls": fault_calls.calls, "compound": fault_calls.compound,
    "descriptors": fault_calls.descriptors, "memory": fault_calls.memory, "signals": fault_calls.signals, "unread": fault_calls.unread,
    "logs": fault_files.logs, "older": fault_files.older, "rebuilt": fault_files.rebuilt, "saved": fault_files.saved,
    "reports": fault_files.reports, "clocks": fault_files.clocks, "orders": fault_files.orders,
    "inputs": fault_inputs.inputs, "changing": fault_inputs.changing,
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
