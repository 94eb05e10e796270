"""Calls that fail: the n-th write, sync or open of a file, too few descriptors, too little memory, signals.

As SQLite tests itself: the first call fails, then the second, … once or from then on, until a run is
through (https://sqlite.org/testing.html). Files are reached through SQLite's own seam, a VFS.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial

import apsw

from evaluation.children import Child, Say
from evaluation.fault_world import World, fill, look
from firsthand.errors import StoreError
from firsthand.faces.cli import main
from firsthand.run.archive import Archive

# What is made to fail, and how.
CALLS = ("open", "write", "sync", "truncate", "delete", "input")
ERRORS = (apsw.FullError, apsw.IOError)
# Calls of a kind that fail, signals and failures after kills, of the kills wanted.
SHARE = 10
DESCRIPTORS = (8, 16, 24, 64)
# Of memory beyond what the process has when it begins.
MEGABYTES = (0, 1, 4, 16, 64, 256)
# Seconds within which who is told to stop has stopped; of so many, one is told again within some seconds.
STOPPED = 3.0
TWICE, AGAIN = 2, 0.1
# Characters of an answer that a reader reads before it leaves.
READ = 10
# A name for files beside which none is opened.
_BASE = "unix"


class Files(apsw.VFS):
    """Files as the system has them, of which one kind of call fails from a number on, once or for good."""

    def __init__(self, kind: str, at: int, error: type[Exception], lasting: bool) -> None:
        self.kind, self.at, self.error, self.lasting = kind, at, error, lasting
        self.calls: Counter[str] = Counter()
        super().__init__("failing", _BASE, makedefault=True)

    def call(self, kind: str) -> None:
        """Count a call, and let it fail if it is the one that must."""
        self.calls[kind] += 1
        n = self.calls[kind]
        if kind == self.kind and (n == self.at or (self.lasting and n > self.at)):
            raise self.error("planted")

    def xOpen(self, name: object, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - apsw's name
        """Open a file."""
        self.call("open")
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """Delete a file."""
        self.call("delete")
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, files: Files, name: object, flags: list[int]) -> None:
        self._files = files
        super().__init__(_BASE, name, flags)  # type: ignore[arg-type]

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._files.call("write")
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._files.call("sync")
        super().xSync(flags)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._files.call("truncate")
        super().xTruncate(newsize)


def planted(folder: str, batches: Sequence[Sequence[str]], how: tuple[str, int, type[Exception], bool], say: Say) -> None:
    """Fill an archive while a call fails; then say how many calls of its kind there were."""
    kind, at, error, lasting = how
    files = Files(kind, at, error, lasting)
    opened = os.open

    def _open(path: str, flags: int, *rest: int, **more: int) -> int:
        if not str(path).startswith(folder):
            files.calls["input"] += 1
            if kind == "input" and (files.calls["input"] == at or (lasting and files.calls["input"] > at)):
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), path)
        return opened(path, flags, *rest, **more)

    os.open = _open  # type: ignore[assignment]
    try:
        fill(folder, batches, False, say)
    finally:
        say(f"calls {files.calls[kind]}")


def calls(world: World, wanted: int) -> None:
    """Let the first call of each kind fail, the second, …: it is said, and going on ends like an undisturbed run."""
    small = world.small()
    for kind in CALLS:
        most = _count(small, kind)
        ways = [(error, lasting) for error in ERRORS[: 1 if kind in {"input", "delete"} else 2] for lasting in (False, True)]
        for error, lasting in ways if wanted >= SHARE else small.random.sample(ways, 1):
            few = {1, 2, 3, most} if wanted >= SHARE else set()
            few.update(small.random.sample(range(1, most + 1), min(most, max(1, wanted // SHARE - len(few)))))
            for at in sorted(few & set(range(1, most + 1))):
                _failing(small, (kind, at, error, lasting), "")


def compound(world: World, wanted: int) -> None:
    """Kill a writer, let a call fail while it is recovered from, then go on."""
    small = world.small()
    most = {kind: _count(small, kind) for kind in ("write", "sync", "open")}
    for n in range(max(1, wanted // SHARE)):
        folder = small.folder()
        child = Child(partial(fill, folder, small.batches(), False))
        time.sleep(small.random.uniform(0, small.telling))
        child.kill()
        child.end()
        kind = small.random.choice(sorted(most))
        at = small.random.randint(1, max(1, most[kind] // 2))
        _failing(small, (kind, at, ERRORS[n % 2], bool(n % 3)), folder)


def _count(world: World, kind: str) -> int:
    """Return how many calls of a kind an undisturbed run makes."""
    _, said = Child(partial(planted, world.folder(), world.batches(), (kind, 0, apsw.IOError, False))).end()
    return int(said[-1].split()[1])


def _failing(world: World, how: tuple[str, int, type[Exception], bool], folder: str) -> None:
    kind, at, error, lasting = how
    what = f"{kind} {at} fails {'from then on' if lasting else 'once'} ({error.__name__}){' after a kill' if folder else ''}"
    folder = folder or world.folder()
    batches = world.batches()
    code, said = Child(partial(planted, folder, batches, how)).end()
    world.tally.count("calls_failed")
    if code == StoreError.exit_code:
        world.tally.count("failure_said")
    elif code or (kind in {"write", "sync"} and lasting and at == 1):
        world.tally.wrong("failure_not_said", f"{what}: exit {code}")
    got_in = [n for n in said if not n.startswith("calls")] if kind != "input" else []
    look(world, folder, {p for n in got_in for p in batches[int(n)]})
    world.finished(folder, what)
    shutil.rmtree(folder)


def descriptors(world: World, _: int) -> None:
    """Allow few open files: it is said or it is enough; and none is left open."""
    small = world.small()
    for most in DESCRIPTORS:
        folder = small.folder()
        code, _said = Child(partial(limited, folder, small.batches(), (resource.RLIMIT_NOFILE, most))).end()
        small.tally.count("few_descriptors")
        if code not in {0, StoreError.exit_code}:
            small.tally.wrong("descriptors_crashed", f"{most}: exit {code}")
        small.finished(folder, f"after {most} descriptors")
    folder, before = small.folder(), len(os.listdir("/proc/self/fd"))
    for batch in [*small.batches(), *small.batches()]:
        with Archive(folder) as archive:
            archive.add(batch, later=True)
    if (left := len(os.listdir("/proc/self/fd")) - before) > 0:
        small.tally.wrong("descriptors_left_open", f"{left}")


def memory(world: World, _: int) -> None:
    """Allow little memory beyond what is used: a whole run, or it is said, and can be gone on from."""
    small = world.small()
    with open("/proc/self/statm", encoding="ascii") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    for more in MEGABYTES:
        folder = small.folder()
        code, _said = Child(partial(limited, folder, small.batches(), (resource.RLIMIT_AS, used + more * 1_000_000))).end()
        small.tally.count("little_memory")
        small.tally.count("little_memory_said", code == StoreError.exit_code)
        if code not in {0, StoreError.exit_code}:
            small.tally.wrong("memory_crashed", f"{more} MB: exit {code}")
        small.finished(folder, f"after {more} MB")


def limited(folder: str, batches: Sequence[Sequence[str]], limit: tuple[int, int], say: Say) -> None:
    """Fill an archive under a limit of the system."""
    which, most = limit
    resource.setrlimit(which, (most, resource.getrlimit(which)[1]))
    fill(folder, batches, False, say)


def signals(world: World, wanted: int) -> None:
    """Tell a writer to stop at a random time, now and then twice: it does so soon, says so by its exit code, and can be gone on from."""
    small = world.small()
    for n in range(max(2, wanted // SHARE)):
        folder, told = small.folder(), (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[n % 3]
        child = Child(partial(commanded, ["add", *small.paths, "--archive", folder, "--quiet"]))
        time.sleep(small.random.uniform(0, small.telling))
        os.kill(child.pid, told)
        if n % TWICE == 0:
            time.sleep(small.random.uniform(0, AGAIN))
            os.kill(child.pid, told)
        begun = time.monotonic()
        code, _said = child.end()
        small.tally.count("signals")
        if time.monotonic() - begun > STOPPED:
            small.tally.wrong("stopped_late", f"{time.monotonic() - begun:.1f} s after {told.name}")
        if code not in {0, -told, 128 + told}:
            small.tally.wrong("stopped_otherwise", f"{told.name}: exit {code}")
        if child.orphans():
            small.tally.wrong("orphans", f"after {told.name}")
        small.finished(folder, f"after {told.name}")


def unread(world: World, _: int) -> None:
    """Ask, and leave before the answer has been read: that is quiet and no failure."""
    small = world.small()
    for question in (["trace", *small.paths], ["trace", *small.paths, "--json"], ["stories", "--archive", small.whole, "--json"]):
        asked = subprocess.Popen(
            [sys.executable, "-m", "firsthand", *question], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.read(READ)
        asked.stdout.close()
        said = asked.stderr.read()
        asked.stderr.close()
        small.tally.count("left_early")
        if asked.wait() or b"Traceback" in said or b"rror" in said:
            small.tally.wrong("left_early_said", f"{question[0]}: exit {asked.returncode}, {said[-200:]!r}")


def commanded(arguments: Sequence[str], _: Say) -> None:
    """Carry out a command of the command line, and end as it ends."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["firsthand", *arguments]
    try:
        main(list(arguments))
    except SystemExit as end:
        os._exit(int(end.code or 0))
    except KeyboardInterrupt:  # told again while it ends: an interpreter ends by the signal then
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
