"""Text alignment on the PAN 2013 corpus: passages of one document found in another.

Measures after Potthast, Stein, Barron-Cedeno and Rosso, An evaluation framework for plagiarism
detection (COLING 2010): precision and recall are means over detections and cases of the characters
covered on both sides, granularity is the mean number of detections of a detected case, and
plagdet = F1 / log2(1 + granularity).

The detector is the product's own: stretches (`firsthand.reuse.stretches`) and paragraphs that sum up
the other document (`evaluation.digest`). `lexical_no_obfuscation` is the plagdet of the lexical engine alone
(`firsthand.reuse.find_reuse`, its passages as they are) over the pairs with plain copies.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from evaluation.digest import digests
from firsthand.model import Analysis, Document, Locator, Sentence, Span
from firsthand.reuse import find_reuse
from firsthand.reuse.gist import gists
from firsthand.reuse.stretches import stretches
from firsthand.text.analyse import analyse
from firsthand.text.words import count

_SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*(?:[.!?]+(?!\s|$)[^.!?\n]*)*[.!?]*[\"”\u2019»)]*")
_SHORTEST = 150
"""Characters of a passage on either side; the corpus calls nothing shorter a case (and 100 or none
cost less than .01)."""
_PLAIN = "no-obfuscation"
"""The kind of the pairs whose passages are plain copies."""
_CHUNK = 16
"""Pairs that a worker takes at a time."""


class Case(NamedTuple):
    """A passage of the first document and the passage of the second that it came from."""

    susp: Span
    src: Span


class Pair(NamedTuple):
    """Two documents, the kind of reuse between them, the true passages."""

    susp: str
    src: str
    label: str
    cases: tuple[Case, ...]


def run(directory: Path, predictions: Path | None) -> dict[str, object]:
    """Return plagdet, precision, recall and granularity over all pairs and by kind."""
    pairs = read_pairs(directory)
    if predictions is None:
        found = detect_all(directory, pairs)
    else:
        rows = [json.loads(line) for line in _lines(predictions)]
        by_pair = {(row["susp"], row["src"]): _cases(row["passages"]) for row in rows}
        found = [by_pair.get((pair.susp, pair.src), ()) for pair in pairs]
    kinds = sorted({pair.label for pair in pairs})
    result: dict[str, object] = dict(measure([pair.cases for pair in pairs], found))
    result["pairs"] = len(pairs)
    result["by_kind"] = {
        kind: measure(
            [pair.cases for pair in pairs if pair.label == kind],
            [cases for pair, cases in zip(pairs, found, strict=True) if pair.label == kind],
        )
        for kind in kinds
    }
    if predictions is None:
        plain = [pair for pair in pairs if pair.label == _PLAIN]
        alone = measure([pair.cases for pair in plain], lexical(directory, plain))
        result["lexical_no_obfuscation"] = alone["plagdet"]
    return result


def read_pairs(directory: Path) -> list[Pair]:
    """Return the pairs of a folder in the layout of the corpus."""
    return [
        Pair(row["susp"], row["src"], row["label"], _cases(row["passages"]))
        for row in map(json.loads, _lines(directory / "pairs.jsonl.gz"))
    ]


def _cases(rows: Iterable[Mapping[str, Any]]) -> tuple[Case, ...]:
    return tuple(
        Case(
            Span(row["susp_offset"], row["susp_offset"] + row["susp_length"]),
            Span(row["src_offset"], row["src_offset"] + row["src_length"]),
        )
        for row in rows
    )


def _lines(path: Path) -> list[str]:
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return [line for line in text.decode("utf-8").split("\n") if line.strip()]


# ---------------------------------------------------------------- the measure


def measure(
    truth: Sequence[Sequence[Case]], found: Sequence[Sequence[Case]]
) -> dict[str, float | int]:
    """Return the four figures over pairs of documents, cases and detections in the same order.

    Pairs without reuse count through the precision: a detection there covers nothing true.
    """
    recalls: list[float] = []
    precisions: list[float] = []
    detected: list[int] = []
    for cases, detections in zip(truth, found, strict=True):
        for case in cases:
            hits = [d for d in detections if _meet(case, d)]
            recalls.append(_covered(case, hits))
            if hits:
                detected.append(len(hits))
        for detection in detections:
            precisions.append(_covered(detection, [c for c in cases if _meet(c, detection)]))
    recall = math.fsum(recalls) / len(recalls) if recalls else 0.0
    precision = math.fsum(precisions) / len(precisions) if precisions else 0.0
    granularity = sum(detected) / len(detected) if detected else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "plagdet": round(f1 / math.log2(1 + granularity), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "granularity": round(granularity, 4),
        "cases": len(recalls),
        "detections": len(precisions),
    }


def _meet(one: Case, two: Case) -> bool:
    return _overlap(one.susp, two.susp) and _overlap(one.src, two.src)


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _covered(case: Case, others: Sequence[Case]) -> float:
    """Return the share of a case's characters, on both sides, that the others cover."""
    size = case.susp.end - case.susp.start + case.src.end - case.src.start
    if not size:
        return 0.0
    covered = _union(case.susp, [o.susp for o in others]) + _union(
        case.src, [o.src for o in others]
    )
    return covered / size


def _union(within: Span, spans: Sequence[Span]) -> int:
    covered, at = 0, within.start
    for span in sorted(spans):
        start, end = max(span.start, at), min(span.end, within.end)
        if end > start:
            covered += end - start
            at = end
    return covered


# ---------------------------------------------------------------- the detector

_TEXTS: dict[str, str] = {}
"""The documents of the folder, read once in each worker."""


def detect_all(directory: Path, pairs: Sequence[Pair]) -> list[tuple[Case, ...]]:
    """Return the detections of every pair, in order, on all processors."""
    keys = [(pair.susp, pair.src) for pair in pairs]
    with ProcessPoolExecutor(os.cpu_count(), initializer=_read, initargs=(directory,)) as pool:
        return list(pool.map(_detect, keys, chunksize=_CHUNK))


def lexical(directory: Path, pairs: Sequence[Pair]) -> list[tuple[Case, ...]]:
    """Return the passages that the lexical engine alone finds in every pair, in order."""
    _read(directory)
    return [
        tuple(
            Case(Span(row[2], row[3]), Span(row[4], row[5]))
            for row in find_reuse([_TEXTS[pair.susp], _TEXTS[pair.src]]).tolist()
        )
        for pair in pairs
    ]


def _read(directory: Path) -> None:
    for line in _lines(directory / "docs.jsonl.gz"):
        row = json.loads(line)
        _TEXTS[row["id"]] = row["text"]


def _detect(key: tuple[str, str]) -> tuple[Case, ...]:
    return detect(_analysis(key[0]), _analysis(key[1]))


@lru_cache(maxsize=64)
def _analysis(name: str) -> Analysis:
    return web_text(name, _TEXTS[name])


def web_text(name: str, text: str) -> Analysis:
    """Return what a text says, with a sentence at every full stop and line end.

    These texts are web pages and word salad, no articles: the article segmenter takes most of a
    page for lines that say nothing, and waits for a capital letter that salad does not have.
    """
    document = Document(
        id=name, path=name, sha256="", locator=Locator(name), text=text, language="en"
    )
    spans = [Span(match.start(), match.end()) for match in _SENTENCE.finditer(text)]
    found = tuple(Sentence(span, count(text[span.start : span.end])) for span in spans)
    said = analyse(document)
    return msgspec.structs.replace(said, sentences=tuple(s for s in found if s.words))


def detect(susp: Analysis, src: Analysis) -> tuple[Case, ...]:
    """Return the passages of the first document that draw on the second.

    A paragraph that sums up the other document draws on all of it, so its case is the whole.
    """
    left, right = gists(src), gists(susp)
    found = stretches(left, right)
    summed_up = digests(left, right, paragraphs=paragraphs(susp), found=found)
    cases = [
        Case(row.right_span, row.left_span)
        for row in found
        if not any(_overlap(row.right, paragraph) for paragraph in summed_up)
        and min(_length(row.left_span), _length(row.right_span)) >= _SHORTEST
    ]
    for paragraph in summed_up:
        first, last = right[paragraph.start], right[paragraph.end - 1]
        whole = Span(left[0].span.start, left[-1].span.end)
        cases.append(Case(Span(first.span.start, last.span.end), whole))
    return tuple(sorted(cases))


def paragraphs(analysis: Analysis) -> tuple[Span, ...]:
    """Return the sentences of each line of a text as half-open ranges."""
    text, sentences = analysis.document.text, analysis.sentences
    starts = [
        at
        for at in range(len(sentences))
        if at == 0 or "\n" in text[sentences[at - 1].span.end : sentences[at].span.start]
    ]
    return tuple(Span(a, b) for a, b in pairwise([*starts, len(sentences)]))


def _length(span: Span) -> int:
    return span.end - span.start
