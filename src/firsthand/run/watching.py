"""Folders and feeds looked at again and again: what is new in them is added to an archive."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from firsthand.archive import feeds
from firsthand.model import Value
from firsthand.run.archive import Archive
from firsthand.run.intake import Taken
from firsthand.run.polling import Poller

Sight = tuple[int, int]  # size, and when it was changed last


class Watched(Value):
    """What is watched: folders, feeds, whether pages that feeds link to are fetched, and the seconds between two looks."""

    folders: tuple[str, ...]
    feeds: tuple[str, ...]
    pages: bool
    every: float


def watch(folder: str | None, what: Watched, workers: int, rounds: int | None = None) -> Iterator[tuple[Taken, int]]:
    """Yield what was added to the archive in a folder, look by look, and how many entries of feeds have no whole text.

    A feed's checkpoint is written after what it had, so that a kill in between costs a second request.
    """
    poller = Poller(what.feeds, what.every, pages=what.pages)
    if what.feeds:
        Archive(folder).store.close()
    for paths in looks(what.folders, what.every, rounds):
        if paths:
            with Archive(folder) as archive:
                yield archive.add(paths, workers=workers), 0
        for feed in what.feeds:
            with Archive(folder, "read") as archive:
                at = feeds.checkpoint(archive.store, feed)
                if not poller.due(at):
                    continue
                found = poller.poll(at, partial(feeds.held, archive.store))
            with Archive(folder) as archive:
                taken = archive.take(found.items, workers=workers)
                with archive.store.transaction():
                    feeds.write(archive.store, found.checkpoint)
            yield Taken(taken.documents, taken.known, (*found.rejected, *taken.rejected)), found.partial


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
