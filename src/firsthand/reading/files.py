"""From paths to raw inputs: folders walked in order, odd files refused, bytes kept as they are."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from firsthand.model import Locator, RawItem, Rejected
from firsthand.reading.limits import FILE_BYTES

STANDARD_INPUT = "-"
# Seconds after a write in which another may follow; times that a file being written is read anew.
_SETTLED = 0.02
_TRIES = 4


def gather(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[RawItem | Rejected]:
    """Yield the inputs at the given paths: files, the files below folders, `-` for JSON lines.

    Folders are walked in the order of their names; links to folders are not followed and a file
    that is reached twice is read once. What cannot be read is yielded with the reason.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            data = stdin.read() if stdin is not None else b""
            yield RawItem(data, Locator(STANDARD_INPUT))
        elif os.path.isdir(path):
            for file in _walk(path):
                yield from _file(file, seen)
        else:
            yield from _file(path, seen)


def _walk(folder: str) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield os.path.join(where, name)


def _file(path: str, seen: set[tuple[int, int]]) -> Iterator[RawItem | Rejected]:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        yield _refused(path, "missing", "there is no such file")
        return
    except OSError as error:
        yield _refused(path, "io", f"it cannot be opened: {error.strerror}")
        return
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            yield _refused(path, "not_regular", "it is no regular file")
        elif facts.st_size > FILE_BYTES:
            yield _refused(
                path, "too_large", f"it has {facts.st_size:,} bytes, more than {FILE_BYTES:,}"
            )
        elif (facts.st_dev, facts.st_ino) not in seen:
            seen.add((facts.st_dev, facts.st_ino))
            try:
                data = _settled(file)
            except OSError as error:
                yield _refused(path, "io", f"it cannot be read: {error.strerror}")
                return
            if data is None:
                yield _refused(path, "changing", "it was written to while it was read; give it again when it is done")
            else:
                yield RawItem(data, Locator(_shown(path)))


def _settled(file: BinaryIO) -> bytes | None:
    """Return the bytes of a file that nobody wrote to meanwhile, None where somebody always does."""
    for _ in range(_TRIES):
        file.seek(0)
        before = os.fstat(file.fileno())
        data = file.read(FILE_BYTES + 1)
        if 0 <= time.time() - before.st_mtime < _SETTLED:
            time.sleep(_SETTLED)
        after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(data) <= FILE_BYTES:
            return data
    return None


def _refused(path: str, code: str, detail: str) -> Rejected:
    return Rejected(_shown(path), "refused", code, detail)


def _shown(path: str) -> str:
    """Return a path as text; bytes that are no UTF-8 are shown as escapes."""
    return Path(os.fsencode(path).decode("utf-8", "backslashreplace")).as_posix()
