"""One report in seven languages and once more in other words: which sentence is told after which.

`python -m evaluation tongues evaluation` reads `tongues.json`, texts of our own whose sentences say
which sentences of the English report they render: merged, split, moved, left out, added. Two of them
align where they render a common sentence. The figures are precision, recall and F1 over pairs of
sentences, for every two languages; nothing is fitted on these texts. Ten sentences a text: the
figure of one pair of languages hangs on two or three sentences, the means say more.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from pathlib import Path
from typing import Any, NamedTuple

from firsthand.model import Analysis, Document, Locator
from firsthand.reuse.compare import Meaning, compare
from firsthand.reuse.meaning import vectors
from firsthand.run.models import load_encoder, load_weights
from firsthand.text.analyse import analyse


class Text(NamedTuple):
    """An analysed text, and for each of its sentences those of the report it renders."""

    name: str
    analysis: Analysis
    renders: tuple[frozenset[int], ...]


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return F1 of sentence alignment for every two texts, with the means of both kinds."""
    if predictions is not None:
        raise SystemExit("evaluation: tongues takes no predictions")
    texts = read_texts(directory / "tongues.json")
    figures = {
        f"{one.name} {other.name}": score(one, other)
        for one, other in itertools.combinations(texts, 2)
    }
    abroad = [f for pair, f in figures.items() if pair != "en en-2"]
    worst = min(figures, key=lambda pair: (figures[pair]["f1"], pair))
    return {
        "pairs": figures,
        "f1_translated": round(sum(f["f1"] for f in abroad) / len(abroad), 4),
        "f1_reworded": figures["en en-2"]["f1"],
        "f1_lowest": figures[worst]["f1"],
        "lowest": worst,
    }


def read_texts(path: Path) -> tuple[Text, ...]:
    """Return the texts of a file, analysed as any document is."""
    rows = json.loads(path.read_text(encoding="utf-8"))["texts"]
    return tuple(_text(name, row) for name, row in rows.items())


def _text(name: str, row: dict[str, Any]) -> Text:
    gap = "" if row["language"] == "zh" else " "
    text = gap.join(sentence["text"] for sentence in row["sentences"])
    document = Document(
        id=name,
        path=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        locator=Locator(name),
        text=text,
        language=row["language"],
    )
    analysis = analyse(document)
    starts = list(itertools.accumulate((len(s["text"]) + len(gap) for s in row["sentences"]), initial=0))
    renders = []
    for sentence in analysis.sentences:
        middle = (sentence.span.start + sentence.span.end) // 2
        at = max(n for n, start in enumerate(starts[:-1]) if start <= middle)
        renders.append(frozenset(row["sentences"][at]["of"]))
    return Text(name, analysis, tuple(renders))


def score(one: Text, other: Text) -> dict[str, float]:
    """Return precision, recall and F1 of the aligned pairs of sentences of two texts."""
    encoder = load_encoder()
    rows = [
        None
        if encoder is None
        else vectors(
            [t.analysis.document.text[s.span.start : s.span.end] for s in t.analysis.sentences], encoder
        )
        for t in (one, other)
    ]
    evidence = Meaning(weights=load_weights(), left=rows[0], right=rows[1])
    found = {
        pair
        for a in compare(one.analysis, other.analysis, evidence=evidence).alignments
        for pair in itertools.product(a.left_sentences, a.right_sentences)
    }
    true = {
        (i, j)
        for (i, of), (j, too) in itertools.product(enumerate(one.renders), enumerate(other.renders))
        if of & too
    }
    right = len(found & true)
    return {
        "precision": round(right / len(found), 4) if found else 0.0,
        "recall": round(right / len(true), 4),
        "f1": round(2 * right / (len(found) + len(true)), 4),
    }
