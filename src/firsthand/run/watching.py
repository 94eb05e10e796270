"""Folders looked at again and again: which files are new or changed, and have come to rest."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

Sight = tuple[int, int]  # size, and when it was changed last


def looks(folders: Sequence[str], every: float, rounds: int | None = None) -> Iterator[list[str]]:
    """Yield, every so many seconds, the files that came or changed and stayed as they are for one look.

    What was added before is not known here: an archive takes nothing twice. At the first look all
    files count that do not change before the second one.
    """
    before: dict[str, Sight] = {}
    done: dict[str, Sight] = {}
    n = 0
    while rounds is None or n < rounds:
        now = _seen(folders)
        rest = sorted(p for p, sight in now.items() if before.get(p) == sight and done.get(p) != sight)
        done.update((p, now[p]) for p in rest)
        yield rest
        before = now
        n += 1
        if rounds is None or n < rounds:
            time.sleep(every)


def _seen(folders: Sequence[str]) -> dict[str, Sight]:
    found = {}
    for folder in folders:
        for path in Path(folder).rglob("*"):
            if any(part.startswith(".") for part in path.relative_to(folder).parts):
                continue
            try:
                facts = path.stat()
            except OSError:
                continue
            if path.is_file():
                found[str(path)] = (facts.st_size, facts.st_mtime_ns)
    return found
