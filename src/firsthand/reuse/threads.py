"""Threads that map a function over jobs: for compiled code, which lets others run beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Self, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Threads:
    """So many threads, a context manager; with one, the caller's own."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown()

    def map(self, work: Callable[[A], B], jobs: Iterable[A]) -> list[B]:
        """Return what the function says of each job, in the order of the jobs."""
        return list((self._pool.map if self._pool else map)(work, jobs))
