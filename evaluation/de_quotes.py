"""Direct quotations in German news: their spans, and who speaks.

`articles.jsonl[.gz]`: `{id, text, quotes: [{type, quote: [spans], speaker: [spans], speaker_text}]}`. Of the annotated quotes
those of type Direct count, each of their spans. A quotation is found where its words are the same, marks and
spaces at the ends aside. Annotated is the nearest mention of the speaker, a pronoun too, so the mention read is
compared: right where its place overlaps an annotated one, or the two share a word with a capital, of three letters
or more and no article; quotations without an annotated speaker are left out. Nothing is fitted.
`predictions`: JSON lines `{article, start, end, speaker: {start, end} | null}`.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from evaluation.bare import analysed
from evaluation.bootstrap import summed
from evaluation.order import rows
from firsthand.text.speech import is_speech

_NAME = re.compile(r"(?<!\w)[A-ZÄÖÜ]\w{2,}")
_ARTICLES = frozenset(["Der", "Die", "Das", "Ein", "Eine", "Sein", "Seine", "Ihr", "Ihre", "Sie"])

Place = tuple[int, int]


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return precision, recall and F1 of spans and the share of speakers, with intervals over articles."""
    given: dict[str, dict[Place, Place | None]] | None = None
    if predictions is not None:
        given = defaultdict(dict)
        for line in predictions.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            speaker = row.get("speaker")
            given[row["article"]][row["start"], row["end"]] = (speaker["start"], speaker["end"]) if speaker else None
    tables = [
        observed(told(r["text"]) if given is None else given[r["id"]], r) for r in rows(directory, "articles")
    ]
    return {"articles": len(tables)} | summed(tables, figures, ("f1", "speaker"))


def told(text: str) -> dict[Place, Place | None]:
    """Return the quotations that firsthand takes for speech, with the place of their speaker."""
    return {
        (q.span.start, q.span.end): (q.speaker_span.start, q.speaker_span.end) if q.speaker_span else None
        for q in analysed(text, "de").quotations
        if is_speech(text, q, "de")
    }


def observed(said: dict[Place, Place | None], row: dict[str, Any]) -> Counter[str]:
    """Return the counts of one article."""
    text = row["text"]
    gold = {
        trimmed(text, (s["start"], s["end"])): q for q in row["quotes"] if q["type"] == "Direct" for s in q["quote"]
    }
    found = {trimmed(text, place): speaker for place, speaker in said.items()}
    seen = Counter(said=len(found), marked=len(gold), right=len(found.keys() & gold.keys()))
    for place in found.keys() & gold.keys():
        speakers = [(s["start"], s["end"]) for s in gold[place]["speaker"]]
        if speakers:
            seen["spoken"] += 1
            seen["speaker_right"] += _speaks(text, found[place], speakers)
    return seen


def trimmed(text: str, place: Place) -> Place:
    """Return a place without marks and spaces at its ends."""
    start, end = place
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def figures(seen: Counter[str]) -> dict[str, float]:
    """Return the figures of summed counts."""
    precision, recall = seen["right"] / max(1, seen["said"]), seen["right"] / max(1, seen["marked"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "speaker": seen["speaker_right"] / max(1, seen["spoken"]),
    }


def _speaks(text: str, found: Place | None, speakers: list[Place]) -> bool:
    if found is None:
        return False
    mine = set(_NAME.findall(text[found[0] : found[1]])) - _ARTICLES
    return any(
        (found[0] < end and start < found[1]) or mine & set(_NAME.findall(text[start:end])) for start, end in speakers
    )
