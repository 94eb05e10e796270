"""An archive as its users see it: add to it, read its stories, find a text, forget, verify."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Literal, Self

from firsthand import __version__
from firsthand.archive import audit, documents
from firsthand.archive.store import Store
from firsthand.archive.verify import faults
from firsthand.errors import InputError
from firsthand.lineage.sheets import Words
from firsthand.model import SCHEMA, Document, Rejected, Story, Tool, Trace, Value
from firsthand.reading import metadata
from firsthand.reading.files import gather
from firsthand.run import intake, matching, stories
from firsthand.run.crew import Crew
from firsthand.run.deriving import derived
from firsthand.run.finding import Matches, find
from firsthand.run.intake import Report, Taken
from firsthand.run.judging import judge
from firsthand.run.salvaging import Salvaged, inputs, is_archive
from firsthand.run.telling import order, told
from firsthand.run.withdrawing import withdraw

# Documents taken into the index in one transaction.
BATCH = 4096
_PROFILES = 64


class Listed(Value):
    """A story in the list: its id, title and documents; `told` is false until it was told."""

    id: str
    title: str
    documents: tuple[str, ...]
    told: bool


class Archive:
    """An archive in a folder, made when something is first added to it; a context manager.

    Every method raises `firsthand.errors.FirsthandError` for what the caller can mend. Adding in any
    batches, and forgetting again, leads to the same stories as adding everything at once.
    """

    def __init__(self, folder: str | None = None, mode: Literal["read", "write"] = "write") -> None:
        self.store = Store(folder or where(None), mode)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def add(
        self,
        paths: Sequence[str] = (),
        *,
        stdin: BinaryIO | None = None,
        known: str | None = None,
        workers: int = 1,
        later: bool = False,
        report: Report | None = None,
    ) -> Taken:
        """Add what is at some paths and return what became of it; without paths, go on where it stopped.

        A path that is another archive stands for all that was put into that one. `known` is a file of
        metadata: it counts for what is added now and for what is there. With `later`, documents can be
        found at once, and are put into stories by the next call.
        """
        overrides = metadata.load(known) if known else None
        items = self._items(paths, stdin, overrides)
        return self.take(items, overrides, workers=workers, later=later, report=report)

    def take(
        self,
        items: Iterable[Salvaged],
        overrides: dict[str, metadata.Override] | None = None,
        *,
        workers: int = 1,
        later: bool = False,
        report: Report | None = None,
    ) -> Taken:
        """Add inputs, each with what is known of it, as `add` does; `overrides` are known of what is there."""
        with self.store.guarded():
            shown = report or _silent
            with Crew(workers) as crew:
                before = intake.keep(self.store, items, shown)
                if overrides:
                    intake.correct(self.store, overrides)
                taken = intake.pending(self.store, crew, shown, withdraw)
                unknown = judge(self.store, overrides or ())
                # What documents are about is found out by the crew while this process looks for passages.
                ahead = iter(()) if later else self._ahead(crew)
                self._match(shown)
                if taken.documents:
                    with self.store.transaction():
                        audit.note(self.store, "added", f"{taken.documents} documents", f"firsthand {__version__}")
                if not later:
                    self._group(crew, shown, ahead)
            if not later:
                stories.tell(self.store, workers, shown)
            return Taken(taken.documents, before.known + taken.known, (*before.rejected, *taken.rejected, *unknown))

    def forget(self, ids: Sequence[str], *, workers: int = 1, report: Report | None = None) -> int:
        """Take documents out, with their bytes where no other has them, as if they had never come in.

        What is left is the SHA-256 of their bytes in the log. Returns how many went.
        """
        store = self.store
        numbers = sorted({documents.number_of(store, i) for i in ids})
        with store.transaction():
            gone = documents.facts(store, numbers)
            inputs = documents.sources(store, gone)
            withdraw(store, gone)
            documents.part(store, inputs)
            for fact in gone:
                audit.note(store, "forgotten", fact.id, f"sha256 {fact.sha256}")
        store.wipe()
        stories.tell(store, workers, report or _silent)
        return len(numbers)

    def stories(self) -> Iterator[Listed]:
        """Yield the stories, those of most documents first."""
        with self.store.snapshot():
            listed = []
            for number, name, title, record in self.store.rows(
                "SELECT number, id, title, record IS NOT NULL FROM story ORDER BY documents DESC, id"
            ):
                members = documents.in_story(self.store, number)
                facts = documents.facts(self.store, members)
                shown = title or self.store.one("SELECT coalesce(title, path) FROM document WHERE number = ?", (members[0],))
                listed.append(Listed(name, shown, tuple(f.id for f in facts), bool(record)))
        yield from listed

    def story(self, name: str) -> Trace:
        """Return one story with its documents, in the shape of `firsthand trace`."""
        with self.store.snapshot():
            return self._trace([documents.story_number(self.store, name)])

    def document(self, name: str) -> Trace:
        """Return the story of a document, in the shape of `firsthand trace`."""
        with self.store.snapshot():
            number = documents.number_of(self.store, name)
            story = self.store.one("SELECT story FROM member WHERE document = ?", (number,))
            if story is None:
                raise InputError(f"{name}: it is in no story yet", remedy="firsthand add goes on where it stopped")
            return self._trace([story])

    def all(self) -> Trace:
        """Return everything, in the shape of `firsthand trace`."""
        with self.store.snapshot():
            return self._trace([n for (n,) in self.store.rows("SELECT number FROM story")])

    def find(self, text: str, *, meaning: bool = True, most: int = 10) -> Matches:
        """Return where a text, or parts of it, stand: word for word and, with `meaning`, in other words."""
        return find(self.store, text, meaning=meaning, most=most)

    def verify(self) -> Iterator[str]:
        """Yield one sentence for each thing that is not as it was put there, or does not follow from it."""
        with self.store.snapshot():
            whole = True
            for fault in faults(self.store):
                whole = False
                yield fault
            if whole:
                yield from derived(self.store)

    def counts(self) -> dict[str, int]:
        """Return how many originals, documents and stories there are."""
        tables = {"originals": "original", "documents": "document", "stories": "story"}
        return {name: self.store.one(f"SELECT count(*) FROM {table}") for name, table in tables.items()}  # noqa: S608 - ours alone

    def _trace(self, numbers: Iterable[int]) -> Trace:
        chosen: list[Story] = []
        found: dict[str, Document] = {}
        for number in numbers:
            said = documents.story(self.store, number)
            chosen.append(said or told(*stories.ingredients(self.store, number)))
            for d in documents.fetch(self.store, documents.in_story(self.store, number)).values():
                found[d.id] = d
        rejected = (Rejected(*row) for row in self.store.rows("SELECT path, outcome, code, detail FROM rejected"))
        return Trace(
            schema=SCHEMA,
            tool=Tool("firsthand", __version__, {"dates": "use"}),
            documents=tuple(sorted(found.values(), key=order)),
            stories=tuple(sorted(chosen, key=lambda s: (-len(s.documents), s.id))),
            rejected=tuple(sorted(rejected, key=lambda r: (r.path, r.code, r.detail))),
        )

    def _items(self, paths: Sequence[str], stdin: BinaryIO | None, known: dict[str, metadata.Override] | None) -> Iterator[Salvaged]:
        """Yield what is at some paths, with what is known of it."""
        own = os.path.realpath(self.store.folder)
        others = [p for p in paths if is_archive(p) and os.path.realpath(p) != own]
        for folder in others:
            yield from inputs(folder)
        for item in gather([p for p in paths if p not in others], stdin):
            yield item, None if isinstance(item, Rejected) else metadata.find(known, item.locator.path)

    def _match(self, report: Report) -> None:
        """Take all documents that are due into the index of passages."""
        store = self.store
        due = documents.due(store, "match")
        for at in range(0, len(due), BATCH):
            batch = due[at : at + BATCH]
            with store.transaction():
                touched = matching.match(store, batch)
                store.run_many("INSERT OR IGNORE INTO due(document, stage) VALUES(?, 'group')", [(n,) for n in sorted(touched)])
                documents.done(store, "match", batch)
            report("matching", at + len(batch), len(due))

    def group(self, workers: int = 1, report: Report | None = None) -> None:
        """Take all documents that are due into stories, which are told by the next `add`."""
        with Crew(workers) as crew:
            self._group(crew, report or _silent, iter(()))

    def _ahead(self, crew: Crew) -> Iterator[tuple[int, Words]]:
        """Return what the documents are about that are grouped first, once all have been matched."""
        due = {*documents.due(self.store, "match"), *documents.due(self.store, "group")}
        return self._sheets(crew, sorted(due)[:BATCH])

    def _sheets(self, crew: Crew, numbers: Sequence[int]) -> Iterator[tuple[int, Words]]:
        """Return what some documents are about, those left out of whom it is known; the crew begins at once."""
        new = sorted(set(numbers).difference(documents.profiled(self.store, numbers)))
        found = documents.fetch(self.store, new)
        parts = [new[k : k + _PROFILES] for k in range(0, len(new), _PROFILES)]
        made = (crew if len(parts) > 1 else Crew(1)).begin(_about, [([found[n] for n in part],) for part in parts])
        return ((n, sheet) for part, sheets in zip(parts, made, strict=True) for n, sheet in zip(part, sheets, strict=True))

    def _group(self, crew: Crew, report: Report, ahead: Iterator[tuple[int, Words]]) -> None:
        """Put all documents that are due into stories; `ahead` says of some what they are about."""
        store = self.store
        due = documents.due(store, "group")
        known: dict[int, Words] = {}
        for at in range(0, len(due), BATCH):
            batch, following = due[at : at + BATCH], due[at + BATCH : at + 2 * BATCH]
            known.update(ahead)
            known.update(self._sheets(crew, [n for n in batch if n not in known]))
            # Of those that follow it is found out while these are compared.
            ahead = self._sheets(crew, [n for n in following if n not in known])
            with store.transaction():
                stories.index(store, {n: known.pop(n) for n in batch if n in known})
                stories.compare(store, batch)
                stories.regroup(store, batch)
                documents.done(store, "group", batch)
            report("grouping", at + len(batch), len(due))


def where(folder: str | None) -> str:
    """Return where the archive lies: as given, else `$FIRSTHAND_ARCHIVE`, else the user's data folder."""
    return folder or os.environ.get("FIRSTHAND_ARCHIVE") or os.path.join(
        os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share"), "firsthand"
    )


def _silent(_stage: str, _done: int, _of: int) -> None:
    """Show no progress."""


def _about(some: Sequence[Document]) -> list[Words]:
    return [stories.about(d) for d in some]

