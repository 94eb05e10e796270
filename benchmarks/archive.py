"""What do a thousand more articles cost an archive, and how long does a question take?

`python -m benchmarks.archive BASE [--more 1000] [--asked 100] [--workers 2] [--grouped]`, where BASE is a
corpus of `benchmarks.corpus`. All but the last articles are added, then the last ones are timed (kept,
read, matched, findable; with `--grouped` put into stories, too, which are not told: all that needs no
vectors); then passages of three sentences are looked for, word for word and with meaning. One JSON line;
wall seconds and those of all processors, which hang on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pyarrow.parquet as pq

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
    chosen = parser.parse_args()
    table = pq.read_table(f"{chosen.base}.parquet").to_pydict()
    texts = table["text"]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        before = _write(folder / "before", table, range(len(texts) - chosen.more))
        last = _write(folder / "more", table, range(len(texts) - chosen.more, len(texts)))
        with Archive(str(folder / "archive")) as archive:
            def take(path: str) -> None:
                # Told by nobody: that takes vectors.
                with patch("firsthand.run.stories.tell", lambda *_: 0):
                    archive.add([path], workers=chosen.workers, later=not chosen.grouped)

            first, more = _timed(lambda: take(before)), _timed(lambda: take(last))
            size = (folder / "archive" / "archive.db").stat().st_size
        rng = random.Random(1)
        questions = [_passage(rng, rng.choice(texts)) for _ in range(chosen.asked)]
        with Archive(str(folder / "archive"), "read") as archive:
            found = {
                name: _percentiles(lambda text, meaning=meaning: archive.find(text, meaning=meaning), questions)
                for name, meaning in (("words", False), ("meaning", True))
            }
    print(json.dumps({"documents": len(texts), "first": first, "more": more, "megabytes": round(size / 1e6), "find": found}))


def _write(folder: Path, table: dict[str, list[object]], rows: range) -> str:
    folder.mkdir()
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
