"""A story folder with its truth as the product reads it: what rules are counted and weights fitted on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from firsthand.lineage.witnesses import Witnesses
from firsthand.model import Analysis, Rejected
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.run.grouping import sentence_vectors, shared_passages
from firsthand.run.models import load_encoder
from firsthand.run.witnesses import compared
from firsthand.text.analyse import analyse


class Told(NamedTuple):
    """The documents of a story folder, their file names in the same order, and what is true of them."""

    truth: dict[str, Any]
    names: list[str]
    analyses: list[Analysis]


def told(folder: Path) -> Told:
    """Return the story of a folder that holds `truth.json` and articles."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    paths = sorted(str(p) for p in folder.iterdir() if p.suffix in {".txt", ".html"})
    documents = [d for d in read(gather(paths)) if not isinstance(d, Rejected)]
    return Told(truth, [Path(d.path).name for d in documents], [analyse(d) for d in documents])


def witnesses(story: Told, pairs: Iterable[tuple[int, int]]) -> Witnesses:
    """Return the documents of a story compared pair by pair, with all dates withheld."""
    every = [tuple(range(len(a.sentences))) for a in story.analyses]
    meaning = sentence_vectors(story.analyses, every, load_encoder())
    passages = shared_passages([a.document for a in story.analyses])
    return compared(story.analyses, meaning, {p: passages.get(p, []) for p in pairs}, "ignore")
