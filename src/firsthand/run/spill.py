"""Arrays that wait on disk: where the search for reuse puts what does not fit in memory.

The lexical engine (`firsthand.reuse.match`) makes arrays in batches and reads each of them once
more, a slice at a time. `Spill` keeps them in memory up to a number of bytes and writes those
beyond it to one temporary file, which is gone when the block ends.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from firsthand.reuse import find_reuse

Records = NDArray[np.uint64]


class Spill:
    """A place for arrays of records: `memory` bytes of them stay in memory, the rest on disk."""

    def __init__(self, memory: int, directory: Path | None = None) -> None:
        self._left = memory
        self._directory = directory
        self._file: BinaryIO | None = None
        self._end = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file:
            self._file.close()

    @property
    def written(self) -> int:
        """Return the bytes on disk."""
        return self._end

    def keep(self, records: Records) -> Records | OnDisk:
        """Return the array, or what reads its slices from disk."""
        with self._lock:
            if records.nbytes <= self._left:
                self._left -= records.nbytes
                return records
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self._directory)  # noqa: SIM115
            place = self._end
            self._end += records.nbytes
        _write(self._file.fileno(), records, place)
        return OnDisk(self._file, place, records.shape)


class OnDisk:
    """The slices of an array that was written to a file."""

    def __init__(self, file: BinaryIO, place: int, shape: tuple[int, ...]) -> None:
        self._file = file
        self._place = place
        self._shape = shape

    def __getitem__(self, part: slice, /) -> Records:
        start, stop, _ = part.indices(self._shape[0])
        out = np.empty((max(0, stop - start), *self._shape[1:]), dtype=np.uint64)
        view = out.view(np.uint8).reshape(-1).data
        at, row = 0, out.itemsize * int(np.prod(self._shape[1:]))
        while at < len(view):
            read = os.preadv(self._file.fileno(), [view[at:]], self._place + start * row + at)
            if not read:
                raise OSError("a temporary file ended before its array did")
            at += read
        return out


def _write(file: int, records: Records, place: int) -> None:
    view = np.ascontiguousarray(records).view(np.uint8).reshape(-1).data
    at = 0
    while at < len(view):
        at += os.pwrite(file, view[at:], place + at)


def find_reuse_within(
    memory: int, texts: Sequence[str], *, outlets: Sequence[str] | None = None
) -> NDArray[np.int64]:
    """Return what `find_reuse` does, with at most about `memory` bytes beyond texts and words.

    The words (four bytes each) stay in memory; of the rest, half may wait there, and half is for
    what is being worked on.
    """
    with Spill(memory // 2) as spill:
        return find_reuse(texts, outlets=outlets, keep=spill.keep)
