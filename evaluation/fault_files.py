"""Files that are not what they were: a log that is lost, cut or another's, an older schema, no index, a report half written."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from evaluation.children import Child, Say
from evaluation.fault_world import World, digest, fill, look
from firsthand.archive import audit
from firsthand.archive.store import FILE, Store
from firsthand.errors import CorruptError
from firsthand.faces import show
from firsthand.run.archive import Archive

# What makes an archive one of the first version.
OLDER = """
DROP INDEX document_path;
DROP TABLE feed;
DROP TABLE linkage;
CREATE TABLE was(
  number INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, said BLOB,
  state TEXT NOT NULL CHECK(state IN ('pending', 'read')), UNIQUE(path, sha256)
) STRICT;
INSERT INTO was SELECT number, path, sha256, said, state FROM input;
DROP TABLE input;
ALTER TABLE was RENAME TO input;
PRAGMA user_version = 1;
"""
# What follows from originals and inputs.
FOLLOWS = (
    "document", "judgement", "profile", "token", "segment", "block", "passage", "linkage", "due", "story", "member", "word",
)  # fmt: skip
CUTS = 5
# Reports written while the writer is killed, of the kills wanted; characters of one.
SHARE, LONG = 2, 3_000_000
YEARS = (1970, 2100)


def logs(world: World, _: int) -> None:
    """Take away, cut or swap the write-ahead log and its index: recovered, or refused as damaged."""
    small = world.small()
    left, other = _killed(small), _killed(small)
    wal = f"{FILE}-wal"
    size = (Path(left) / wal).stat().st_size
    for what in ("index gone", "log gone", "log of another", "index of another", *(f"log cut {n}" for n in range(CUTS))):
        folder = Path(small.folder())
        shutil.copytree(left, folder)
        if what == "index gone":
            (folder / f"{FILE}-shm").unlink()
        elif what == "log gone":
            (folder / wal).unlink()
        elif what == "log of another":
            shutil.copyfile(Path(other) / wal, folder / wal)
        elif what == "index of another":
            shutil.copyfile(Path(other) / f"{FILE}-shm", folder / f"{FILE}-shm")
        else:
            os.truncate(folder / wal, small.random.randrange(size))
        small.tally.count("logs_disturbed")
        code, said = Child(partial(verified, str(folder))).end()
        if code == CorruptError.exit_code or (said and said[-1] != "whole"):
            small.tally.count("logs_refused")
            if what != "log of another":
                small.tally.wrong("logs_lost", f"{what}: {said}")
        elif code:
            small.tally.wrong("logs_crashed", f"{what}: exit {code}")
        else:
            look(small, str(folder), set())
            small.finished(str(folder), what)
        shutil.rmtree(folder)


def _killed(world: World) -> str:
    """Return an archive whose writer was killed, with a log that is not empty."""
    while True:
        folder = world.folder()
        child = Child(partial(fill, folder, world.batches(), True))
        time.sleep(world.random.uniform(0.3, 0.9) * world.later)
        child.kill()
        child.end()
        log = Path(folder) / f"{FILE}-wal"
        if log.exists() and log.stat().st_size and (Path(folder) / f"{FILE}-shm").exists():
            return folder


def verified(folder: str, say: Say) -> None:
    """Open an archive to write and verify it."""
    with Archive(folder) as archive:
        for fault in archive.verify():
            say(fault)
            return
    say("whole")


def older(world: World, _: int) -> None:
    """Open an archive of the first version, to read and to write: it says the same."""
    small = world.small()
    folder = small.folder()
    shutil.copytree(small.whole, folder)
    with Store(folder, "write") as store:
        store.run(OLDER)
    for mode in ("read", "write"):
        with Archive(folder, mode) as archive:
            if digest(archive) == small.oracle:
                small.tally.count("older_read")
            else:
                small.tally.wrong("digests_different", f"of an older version, opened to {mode}")
    small.finished(folder, "of an older version")


def rebuilt(world: World, _: int) -> None:
    """Take away all that follows from the originals: an archive is rebuilt from them alone."""
    small = world.small()
    folder, new = small.folder(), small.folder()
    shutil.copytree(small.whole, folder)
    with Store(folder, "write") as store:
        for table in FOLLOWS:
            store.run(f"DELETE FROM {table}" if table != "word" else "INSERT INTO word(word) VALUES('delete-all')")  # noqa: S608 - ours alone
    with Archive(new) as archive:
        archive.add([folder])
        if digest(archive) == small.oracle:
            small.tally.count("rebuilt")
        else:
            small.tally.wrong("digests_different", "rebuilt from originals")


def saved(world: World, _: int) -> None:
    """Damage one original after the other: all the others are saved into a new archive."""
    small = world.small()
    for n in range(1, len(small.paths) + 1):
        folder, new = small.folder(), small.folder()
        shutil.copytree(small.whole, folder)
        with Store(folder, "write") as store:
            path = store.one("SELECT path FROM input WHERE number = ?", (n,))
            store.run("UPDATE original SET data = substr(data, 2) WHERE sha256 = (SELECT sha256 FROM input WHERE number = ?)", (n,))
        with Archive(new) as archive:
            taken = archive.add([folder], later=True)
            small.tally.count("damaged_originals")
            if taken.documents != len(small.paths) - 1 or [r.path for r in taken.rejected] != [path]:
                small.tally.wrong("not_saved", f"{taken.documents} of {len(small.paths) - 1} documents")
        shutil.rmtree(folder)
        shutil.rmtree(new)


def reports(world: World, wanted: int) -> None:
    """Kill whoever writes a report: the file is the old one or the new one, whole."""
    where = Path(world.folder())
    where.mkdir()
    target = str(where / "report.html")
    texts = ["a" * LONG, "b" * LONG]
    for _ in range(max(2, wanted // SHARE)):
        child = Child(partial(writing, target, texts))
        time.sleep(world.random.uniform(0, 0.1))
        child.kill()
        child.end()
        world.tally.count("reports_killed")
        if os.path.exists(target) and Path(target).read_text(encoding="utf-8") not in texts:
            world.tally.wrong("report_half_written", target)
    show._write(target, texts[0])
    if left := [p.name for p in where.iterdir() if p.name != "report.html"]:
        world.tally.wrong("report_left_over", f"{left}")


def writing(target: str, texts: Sequence[str], _: Say) -> None:
    """Write one text after the other to a file, for ever."""
    while True:
        for text in texts:
            show._write(target, text)


def clocks(world: World, _: int) -> None:
    """Set the clock to another century between batches: nothing is said otherwise."""
    small = world.small()
    folder, now = small.folder(), audit.datetime
    for n, batch in enumerate(small.batches()):
        wrong = now(YEARS[n % 2], 1, 1, tzinfo=audit.UTC)
        audit.datetime = type("Wrong", (), {"now": staticmethod(lambda _zone, at=wrong: at)})  # type: ignore[misc]
        try:
            with Archive(folder) as archive:
                archive.add(batch, later=True)
        finally:
            audit.datetime = now  # type: ignore[misc]
    small.tally.count("clocks_set")
    small.finished(folder, "with wrong clocks")
    with Archive(folder, "read") as archive:
        if audit.broken(archive.store):
            small.tally.wrong("log_broken", "by wrong clocks")


def orders(world: World, wanted: int) -> None:
    """Add in any order and batches, again and again: one digest, and nothing twice."""
    small = world.small()
    for n in range(max(2, wanted // 10)):
        folder = small.folder()
        fill(folder, [*small.batches(), *small.batches()], bool(n % 2), lambda _: None)
        small.tally.count("orders")
        small.finished(folder, f"in order {n}")
        with Archive(folder, "read") as archive:
            if archive.counts()["documents"] != len(small.paths):
                small.tally.wrong("twice", f"{archive.counts()}")
