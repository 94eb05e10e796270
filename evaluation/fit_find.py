"""Fit how sure `find` is: sentences planted in texts of other topics, looked for in archives of two sizes.

    python -m evaluation.fit_find DATA [--measure]

Archives hold half of the titles of wiki-versions (a version each), half of the topics of ECB+ and our story
families. A text asked for is some sentences of the other half, in which a stretch of a document may be
planted: 5 words to two sentences, up to three words in ten replaced. What is found of it is no chance; what
is found elsewhere is, but for documents on the same topic, which are left out. Sentences of families, too,
are looked for in the other documents of their story: there, much is said in other words.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evaluation.families import digest
from evaluation.order import rows
from firsthand.archive.store import Store
from firsthand.run import finding
from firsthand.run.archive import Archive
from firsthand.run.certainty import CertaintyWeights, features, load_certainty

OUT = Path(__file__).parent.parent / "src" / "firsthand" / "run" / "weights" / "find.json"
FAMILIES = Path(__file__).parent / "story_families"
SMALL, QUERIES, SEED, FOLDS = 100, 260, 3, 10
SHORT, LONG = 5, 40
# Articles of AllSides that are measured on; words of an article.
HELD, WORDS = 800, 800
_GAP = re.compile(r"\s+")
EDITED = (0.0, 0.0, 0.05, 0.15, 0.3)


# What matches were said to be before: a passage of n words is no chance with 1 - 2 ** -(n / 4).
_RULE = 4.0


class Text(NamedTuple):
    """A text with what it is about."""

    text: str
    topic: str
    name: str


class Asked(NamedTuple):
    """A text asked for: the name of what is planted in it, all topics in it, the name of the family's document it is from; "" for none."""

    text: str
    planted: str
    topics: frozenset[str]
    itself: str


class Seen(NamedTuple):
    """A match: its features, whether it is no chance, what its question is about, what was said of it before."""

    x: tuple[float, ...]
    true: bool
    group: str
    before: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation.fit_find")
    parser.add_argument("data", type=Path)
    parser.add_argument("--measure", action="store_true", help="judge the shipped weights on AllSides and BBC News instead")
    chosen = parser.parse_args()
    rng = random.Random(SEED)
    if chosen.measure:
        seen = measured(chosen.data, rng)
        said = np.array([certainty_of(s.x) for s in seen])
        print(json.dumps(figures(seen, said)))
        return
    inside, outside, families = material(chosen.data, rng)
    seen = []
    for size in (SMALL, len(inside)):
        held = rng.sample(inside, size)
        seen += found(held + families, questions(held, outside, families, rng))
    x, y, groups = (np.array(c) for c in zip(*((s.x, s.true, s.group) for s in seen), strict=True))
    apart = np.zeros(len(y))
    for train, test in GroupKFold(FOLDS).split(x, y, groups):
        apart[test] = _fitted(x[train], y[train]).predict_proba(x[test])[:, 1]
    model = _fitted(x, y)
    record: dict[str, str | int | float] = {
        "data": "wiki-versions, ecbplus, our own families",
        "wiki-versions sha256": digest(chosen.data / "wiki-versions")[:16],
        "ecbplus sha256": digest(chosen.data / "ecbplus")[:16],
    }
    record |= {f"ten-fold by topic, {k}": v for k, v in figures(seen, apart).items()}
    weights = CertaintyWeights(round(float(model.intercept_[0]), 4), tuple(round(float(w), 4) for w in model.coef_[0]), record)
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
    print(json.dumps(record), file=sys.stderr)


def material(root: Path, rng: random.Random) -> tuple[list[Text], list[Text], list[Text]]:
    """Return texts to search, texts of other topics, and the story families."""
    titles: dict[str, list[str]] = {}
    for row in rows(root / "wiki-versions", "versions"):
        titles.setdefault(row["title"], []).append(row["text"])
    wiki = [Text(_shortened(rng.choice(versions)), f"wiki {title}", title) for title, versions in sorted(titles.items())]
    events = [Text(r["text"], f"event {r['topic']}", r["id"]) for r in rows(root / "ecbplus", "articles")]
    topics = sorted({t.topic for t in wiki + events})
    rng.shuffle(topics)
    half = set(topics[: len(topics) // 2])
    inside, outside = ([t for t in wiki + events if (t.topic in half) is side] for side in (True, False))
    told = [
        Text(p.read_text(encoding="utf-8"), f"family {p.parent.name}", str(p))
        for folder in (root / "stories", FAMILIES) for p in sorted(folder.glob("*/*.txt"))
    ]  # fmt: skip
    return inside, outside, told


def _shortened(text: str) -> str:
    """Return the beginning of a text, as long as an article is."""
    return text[: next((m.start() for n, m in enumerate(_GAP.finditer(text)) if n == WORDS), len(text))]


def questions(held: Sequence[Text], outside: Sequence[Text], families: Sequence[Text], rng: random.Random) -> Iterator[Asked]:
    """Yield texts to ask for: some sentences with a plant or without one, and sentences of the families."""
    for n in range(QUERIES):
        if n % 4 == 3 and families:
            own = rng.choice(families)
            yield Asked(" ".join(_stretch(own.text, rng)), "", frozenset({own.topic}), own.name)
            continue
        host, plant = rng.choice(outside), rng.choice(held)
        around = _stretch(host.text, rng) if rng.random() < 0.75 or n % 2 else []
        put = _edited(plant.text, outside, rng) if n % 2 == 0 else []
        at = rng.randint(0, len(around))
        topics = frozenset({host.topic, plant.topic} if put else {host.topic})
        yield Asked(" ".join([*around[:at], *put, *around[at:]]), plant.name if put else "", topics, "")


def _stretch(text: str, rng: random.Random) -> list[str]:
    """Return one to four sentences of a text."""
    parts = [p for p in text.replace("\n", " ").split(". ") if len(p.split()) > 3]
    at = rng.randrange(max(1, len(parts) - 3))
    return [f"{p}." for p in parts[at : at + rng.randint(1, 4)]]


def _edited(text: str, others: Sequence[Text], rng: random.Random) -> list[str]:
    """Return a stretch of words of a text, some of them replaced by words of another."""
    words, other = text.split(), rng.choice(others).text.split()
    k = min(len(words), rng.randint(SHORT, LONG))
    at, rate = rng.randrange(len(words) - k + 1), rng.choice(EDITED)
    return [" ".join(rng.choice(other) if rng.random() < rate else w for w in words[at : at + k]) + "."]


def found(held: Sequence[Text], asked: Iterator[Asked]) -> list[Seen]:
    """Return the matches of some questions in an archive of some texts."""
    with tempfile.TemporaryDirectory() as place:
        of = {}
        for n, text in enumerate(held):
            path = Path(place) / f"{n:05}.txt"
            path.write_text(text.text, encoding="utf-8")
            of[str(path)] = text
        with Archive(f"{place}/archive") as archive:
            archive.add(sorted(of), later=True)
            return [s for question in asked for s in _seen(archive.store, question, of)]


def _seen(store: Store, asked: Asked, of: dict[str, Text]) -> Iterator[Seen]:
    documents = store.one("SELECT count(*) FROM document")
    for hit in finding.hits(store, asked.text):
        signs, text = finding.signs(asked.text, hit), of[hit.document.path]
        true = text.name == asked.planted or bool(asked.itself and text.topic in asked.topics)
        if text.name == asked.itself or (text.topic in asked.topics and not true):
            continue
        longest = max((len(asked.text[p.query.start : p.query.end].split()) for p in hit.verbatim), default=0)
        before = max(1 - 2 ** -(longest / _RULE), hit.likest)
        yield Seen(features(signs, documents), true, min(asked.topics), before)


def measured(root: Path, rng: random.Random) -> list[Seen]:
    """Return matches in material that nothing is fitted on: articles of AllSides, in texts of BBC News."""
    articles = [Text(r["text"], r["topic"] or "", r["id"]) for r in rows(root / "allsides", "articles")]
    held = rng.sample(articles, HELD)
    outside = [Text(r["text"], "bbc", str(n)) for n, r in enumerate(rows(root / "bbc-news", "docs"))]
    return found(held, questions(held, outside, (), rng))


def certainty_of(x: Sequence[float]) -> float:
    """Return what the shipped weights make of features."""
    weights = load_certainty()
    return float(1 / (1 + np.exp(-(weights.intercept + np.dot(weights.weights, x)))))


def figures(seen: Sequence[Seen], said: NDArray[np.float64]) -> dict[str, float]:
    """Return how good probabilities are, and how good those of the rule before were."""
    true = np.array([s.true for s in seen], dtype=float)
    out: dict[str, float] = {"matches": len(seen), "no chance": int(true.sum())}
    for name, p in (("fitted", said), ("rule", np.array([s.before for s in seen]))):
        out[f"{name} Brier"] = round(float(np.mean((p - true) ** 2)), 4)
        bins = np.minimum((p * 10).astype(int), 9)
        gaps = [abs(p[bins == b].mean() - true[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
        out[f"{name} calibration error"] = round(float(sum(gaps)), 4)
    return out


def _fitted(x: NDArray[np.float64], y: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=100.0, max_iter=2000).fit(x, y)


if __name__ == "__main__":
    main()
