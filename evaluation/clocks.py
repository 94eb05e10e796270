"""Clocks that lie: the dates of articles exchanged among them, stated by a metadata file.

`--dates shuffle` exchanges the dates within every story, so that each article bears the date of another
that tells the same; `shuffle-all` exchanges them over the whole pile.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Mapping
from pathlib import Path

from firsthand.model import Document
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.run.local import Options

CHOICES = ("keep", "ignore", "shuffle", "shuffle-all")
SEED = 2


def options(place: Path, dates: str, stories: Mapping[str, str], beside: Path) -> Options:
    """Return the options for tracing the files in `place` with their dates as chosen.

    `stories` names the story of each file by its name in `place`; where dates are exchanged, what they
    become is written to the file `beside`.
    """
    if dates in {"keep", "ignore"}:
        return Options(dates="ignore" if dates == "ignore" else "use")
    known = {
        Path(d.path).name: d.published.value
        for d in read(gather([str(place)]))
        if isinstance(d, Document) and d.published
    }
    rows = exchanged(known, stories if dates == "shuffle" else {})
    lines = (json.dumps({"path": str(place / name), "date": date}) for name, date in sorted(rows.items()))
    beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Options(metadata=str(beside))


def exchanged(known: Mapping[str, str], stories: Mapping[str, str]) -> dict[str, str]:
    """Return the dates by name, drawn anew without putting back among the names of one story each.

    Names that `stories` does not hold are one story together.
    """
    rng = random.Random(SEED)

    def story(name: str) -> str:
        return stories.get(name, "")

    out = {}
    for _, group in itertools.groupby(sorted(known, key=lambda n: (story(n), n)), key=story):
        names = list(group)
        out.update(zip(names, rng.sample([known[n] for n in names], len(names)), strict=True))
    return out
