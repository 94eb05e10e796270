"""What do a thousand more articles cost an archive, and how long does a question take?

`python -m benchmarks.archive BASE [--more 1000] [--asked 100] [--workers 2] [--grouped] [--kept DIR] [--same]`,
where BASE is a corpus of `benchmarks.corpus`, with `--events` if stories are grouped. All but the last articles,
by their days, are added, then the last ones are timed (kept, read, matched, findable; with `--grouped` put into
stories, too, which are not told: all that needs no vectors); then passages of three sentences are looked for, word for word and
with meaning. With `--kept` the archive of the first articles is kept in a folder, and used again if it is there; with `--same`
all are added to a second archive at once, and both must say the same. One JSON line; wall seconds and those of all processors,
which hang on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pyarrow.parquet as pq

from firsthand.archive import beside, joins
from firsthand.run.archive import Archive

ROWS = 5_000  # articles a file
FIRST_DAY = datetime.date(2025, 1, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--more", type=int, default=1_000)
    parser.add_argument("--asked", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--grouped", action="store_true")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--same", action="store_true")
    chosen = parser.parse_args()
    table = pq.read_table(f"{chosen.base}.parquet").sort_by([("day", "ascending"), ("id", "ascending")]).to_pydict()
    texts = table["text"]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        kept = chosen.kept or folder / "kept"
        before = _write(kept / "before", table, range(len(texts) - chosen.more))
        last = _write(kept / "more", table, range(len(texts) - chosen.more, len(texts)))
        first = None if (kept / "archive").exists() else _take(kept / "archive", [before], chosen)[0]
        shutil.copytree(kept / "archive", folder / "archive")
        more, stages = _take(folder / "archive", [last], chosen)
        size = (folder / "archive" / "archive.db").stat().st_size
        said: dict[str, object] = {"documents": len(texts), "first": first, "more": more, "stages": stages, "megabytes": round(size / 1e6)}
        if chosen.same:
            _take(folder / "at once", [before, last], chosen)
            said["same"] = _digest(folder / "archive") == _digest(folder / "at once")
        rng = random.Random(1)
        questions = [_passage(rng, rng.choice(texts)) for _ in range(chosen.asked)]
        with Archive(str(folder / "archive"), "read") as archive:
            found = {
                name: _percentiles(lambda text, meaning=meaning: archive.find(text, meaning=meaning), questions)
                for name, meaning in (("words", False), ("meaning", True))
            }
    print(json.dumps(said | {"find": found}))


def _take(folder: Path, paths: list[str], chosen: argparse.Namespace) -> tuple[dict[str, float], dict[str, float]]:
    """Add what is at some paths; return what that took, and how long each stage."""
    spent: dict[str, float] = {}
    last = time.perf_counter()

    def report(stage: str, _done: int, _of: int) -> None:
        nonlocal last
        now = time.perf_counter()
        spent[stage], last = round(spent.get(stage, 0.0) + now - last, 2), now

    def work() -> None:
        # Told by nobody: that takes vectors.
        with Archive(str(folder)) as archive, patch("firsthand.run.stories.tell", lambda *_: 0):
            archive.add(paths, workers=chosen.workers, later=not chosen.grouped, report=report)

    return _timed(work), spent


def _digest(folder: Path) -> str:
    """Return a digest of all that an archive has of its documents and between them, by their ids."""
    digest = hashlib.sha256()
    with Archive(str(folder), "read") as archive:
        store = archive.store
        name = dict(store.rows("SELECT number, id FROM document"))
        parts = (
            store.rows("SELECT id, checksum FROM document"),
            [(name[a], name[b], spans) for a, b, spans in store.rows("SELECT a, b, spans FROM passage")],
            [(name[a], name[b], units) for a, b, units in beside.held(store, list(name)).tolist()],
            [(name[a], name[b], mean) for a, b, mean in joins.kept(store)],
            store.rows("SELECT id, documents, stands_on FROM story"),
            [(name[n], story) for n, story in store.rows("SELECT document, id FROM member JOIN story ON number = story")],
        )
        for part in parts:
            digest.update(repr(sorted(part)).encode())
    return digest.hexdigest()


def _write(folder: Path, table: dict[str, list[object]], rows: range) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(rows.start, rows.stop, ROWS):
        with (folder / f"{at:09}.jsonl").open("w", encoding="utf-8") as file:
            for k in range(at, min(at + ROWS, rows.stop)):
                day = FIRST_DAY + datetime.timedelta(days=int(table["day"][k]))
                article = {"outlet": f"Outlet {table['outlet'][k]}", "published": day.isoformat(), "text": table["text"][k]}
                file.write(json.dumps(article) + "\n")
    return str(folder)


def _passage(rng: random.Random, text: str) -> str:
    sentences = text.split(". ")
    at = rng.randrange(max(1, len(sentences) - 3))
    return ". ".join(sentences[at : at + 3])


def _timed(work: Callable[[], object]) -> dict[str, float]:
    start, spent = time.perf_counter(), _processor()
    work()
    return {"wall": round(time.perf_counter() - start, 2), "processors": round(_processor() - spent, 2)}


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _percentiles(ask: Callable[[str], object], questions: list[str]) -> dict[str, float]:
    ask(questions[0])  # compiles and loads
    taken = sorted(_timed_exactly(ask, q) for q in questions)
    return {"median": round(taken[len(taken) // 2], 3), "p95": round(taken[int(0.95 * len(taken))], 3)}


def _timed_exactly(ask: Callable[[str], object], question: str) -> float:
    start = time.perf_counter()
    ask(question)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
