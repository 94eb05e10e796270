"""Work on several jobs at once, in processes: the results come in the order of the jobs."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Self, TypeVar

from firsthand.errors import FirsthandError

A = TypeVar("A")

# Values that are new before the collector looks for circles among them, and how seldom among the older ones. Values are
# frozen and make none: looking after every 700, as usual, takes a tenth of the time.
_NEW, _OLDER, _OLDEST = 50_000, 20, 100
# Jobs handed over beforehand, a worker: as few as keep it from waiting.
_AHEAD = 4


class WorkerError(FirsthandError):
    """A worker process that ended before its work did."""


class Crew:
    """Some worker processes; with one, the work is done here.

    A worker that dies ends the work with an error (a pool of `multiprocessing` would wait for ever);
    the workers of a process that is killed do not outlive it.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        # A fresh interpreter a worker: a fork would take over this one's threads and locks.
        fresh = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(workers, mp_context=fresh, initializer=_begin) if workers > 1 else None

    @property
    def workers(self) -> int:
        """Return how many work."""
        return self._workers

    @property
    def alone(self) -> bool:
        """Return whether there is nobody but this process."""
        return self._pool is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, work: Callable[..., A], jobs: Iterable[Sequence[Any]]) -> Iterator[A]:
        """Give all jobs to the workers, and return what `work` returns for each; alone, it is done as it is asked for."""
        if self._pool is None:
            return self.each(work, jobs)
        return map(_result, [_given(self._pool, work, job) for job in jobs])

    def each(self, work: Callable[..., A], jobs: Iterable[Sequence[Any]]) -> Iterator[A]:
        """Yield what `work` returns for the arguments of each job."""
        if self._pool is None:
            yield from (work(*job) for job in jobs)
            return
        waiting: deque[Future[A]] = deque()
        for job in jobs:
            waiting.append(_given(self._pool, work, job))
            if len(waiting) > _AHEAD * self._workers:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _given(pool: ProcessPoolExecutor, work: Callable[..., A], job: Sequence[Any]) -> Future[A]:
    try:
        return pool.submit(work, *job)
    except BrokenProcessPool as error:
        raise _died() from error


def _result(job: Future[A]) -> A:
    try:
        return job.result()
    except BrokenProcessPool as error:
        raise _died() from error


def _died() -> WorkerError:
    return WorkerError(
        "a worker process ended in the middle of its work; it may have run out of memory",
        remedy="give the same command again, with --workers 1",
    )


def collect_seldom() -> None:
    """Let the collector of circles in this process look less often; for processes of our own."""
    gc.set_threshold(_NEW, _OLDER, _OLDEST)


def _begin() -> None:
    """Make a worker ready: it ends with the process that gives it work, whatever ends that one."""
    collect_seldom()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
