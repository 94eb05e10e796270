"""The main job on this machine: inputs to documents to stories, all in memory."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray

from firsthand import __version__
from firsthand.errors import InputError
from firsthand.findings.describe import describe
from firsthand.lineage.direction import direction
from firsthand.lineage.evidence import Pair
from firsthand.lineage.family import tell
from firsthand.lineage.profile import lead_sentences, profile
from firsthand.lineage.stories import features, group, likeness
from firsthand.lineage.witnesses import Witnesses
from firsthand.model import (
    SCHEMA,
    Analysis,
    Comparison,
    Document,
    Rejected,
    Span,
    Story,
    Tool,
    Trace,
    Value,
)
from firsthand.reading import metadata
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.reuse import find_reuse
from firsthand.reuse.compare import Meaning, compare
from firsthand.reuse.meaning import Encoder, vectors
from firsthand.run.fitted import load_direction, load_kinship, load_story_weights
from firsthand.run.models import load_encoder, load_weights
from firsthand.text.analyse import analyse

Progress = Callable[[str, int, int], None]
Passages = dict[tuple[int, int], list[tuple[Span, Span]]]
SentenceVectors = NDArray[np.float32] | None


class Options(Value, kw_only=True):
    """What the caller of the main job may choose."""

    dates: Literal["use", "ignore"] = "use"
    metadata: str | None = None
    workers: int = 1
    seed: int = 0
    strict: bool = False


def trace(
    paths: Sequence[str],
    options: Options | None = None,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Trace:
    """Return the stories that the documents at the given paths tell, and how they hang together.

    The result is the same whatever the order of the paths and the number of workers. Raises
    `InputError` for metadata that cannot be read, and with `strict` for the first input that
    gives no document; otherwise such inputs are in `rejected`.
    """
    options = options or Options()
    report = progress or (lambda _stage, _done, _of: None)
    overrides = metadata.load(options.metadata) if options.metadata else None
    documents, rejected = [], []
    for item in read(gather(paths, stdin), overrides=overrides):
        if isinstance(item, Rejected):
            if options.strict:
                raise InputError(
                    f"{item.path}: {item.detail}", remedy="repair or leave out this input"
                )
            rejected.append(item)
        else:
            documents.append(item)
            report("reading", len(documents), 0)
    documents.sort(key=_order)
    stories = _stories(documents, options, report)
    return Trace(
        schema=SCHEMA,
        tool=Tool("firsthand", __version__, {"dates": options.dates, "seed": options.seed}),
        documents=tuple(documents),
        stories=stories,
        rejected=tuple(sorted(rejected, key=lambda r: (r.path, r.code, r.detail))),
    )


def _order(document: Document) -> tuple[str, str]:
    """Return a document's place: by its content, since its path must decide nothing."""
    return document.sha256, document.id


def _stories(
    documents: Sequence[Document], options: Options, report: Progress
) -> tuple[Story, ...]:
    analyses = [analyse(d) for d in documents]
    passages = _passages(documents)
    encoder = load_encoder()
    leads = _encoded(analyses, [lead_sentences(a) for a in analyses], encoder, options.workers)
    groups = _groups(analyses, leads, passages, options)
    together = {w for g in groups if len(g) > 1 for w in g}
    whole = _encoded(
        analyses,
        [
            tuple(range(len(a.sentences))) if w in together else ()
            for w, a in enumerate(analyses)
        ],
        encoder,
        options.workers,
    )
    stories = []
    for done, members in enumerate(groups):
        report("stories", done, len(groups))
        chosen = tuple(analyses[w] for w in members)
        meaning = [whole[w] for w in members]
        shared = {
            (i, j): passages.get((members[i], members[j]), [])
            for i, j in itertools.combinations(range(len(members)), 2)
        }
        stories.append(_story(chosen, meaning, shared, options))
    return tuple(sorted(stories, key=lambda s: (-len(s.documents), s.id)))


def _story(
    analyses: tuple[Analysis, ...],
    meaning: Sequence[SentenceVectors],
    shared: Passages,
    options: Options,
) -> Story:
    comparisons: dict[tuple[int, int], Comparison] = {}
    directions = {}
    weights, ways = load_weights(), load_direction()
    for (i, j), spans in sorted(shared.items()):
        comparisons[i, j] = compare(
            analyses[i],
            analyses[j],
            evidence=Meaning(weights=weights, left=meaning[i], right=meaning[j]),
            shared=spans,
        )
        pair = Pair(analyses[i], analyses[j], comparisons[i, j], options.dates)
        directions[i, j] = direction(pair, ways)
    witnesses = Witnesses(analyses, comparisons, directions, options.dates)
    return describe(tell(witnesses, load_kinship()), load_encoder())


def _passages(documents: Sequence[Document]) -> Passages:
    """Return the passages that two documents share word for word, furniture aside."""
    found: Passages = {}
    if len(documents) < 2:
        return found
    for a, b, a0, a1, b0, b1 in find_reuse([d.text for d in documents]).tolist():
        left, right = Span(a0, a1), Span(b0, b1)
        if not (_in_furniture(documents[a], left) or _in_furniture(documents[b], right)):
            found.setdefault((a, b), []).append((left, right))
    return found


def _in_furniture(document: Document, span: Span) -> bool:
    inside = sum(
        max(0, min(span.end, f.span.end) - max(span.start, f.span.start))
        for f in document.furniture
    )
    return inside > (span.end - span.start) / 2


def _encoded(
    analyses: Sequence[Analysis],
    wanted: Sequence[Sequence[int]],
    encoder: Encoder | None,
    workers: int,
) -> list[SentenceVectors]:
    """Return a row for every sentence of every document; rows that are not wanted are zero."""
    if encoder is None:
        return [None] * len(analyses)

    def one(job: tuple[Analysis, Sequence[int]]) -> SentenceVectors:
        analysis, chosen = job
        text = analysis.document.text
        spans = [analysis.sentences[n].span for n in chosen]
        rows = vectors([text[s.start : s.end] for s in spans], encoder)
        full = np.zeros((len(analysis.sentences), rows.shape[1]), dtype=np.float32)
        full[list(chosen)] = rows
        return full

    jobs = list(zip(analyses, wanted, strict=True))
    if workers <= 1:
        return [one(job) for job in jobs]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(one, jobs))


def _groups(
    analyses: Sequence[Analysis],
    leads: Sequence[SentenceVectors],
    passages: Passages,
    options: Options,
) -> tuple[tuple[int, ...], ...]:
    profiles = [
        profile(a, _mean(v), dated=options.dates == "use")
        for a, v in zip(analyses, leads, strict=True)
    ]
    weights = load_story_weights()
    n = len(analyses)
    odds = np.zeros((n, n))
    for i, j in itertools.combinations(range(n), 2):
        shorter = min(analyses[i].document.words, analyses[j].document.words) or 1
        wording = min(1.0, _words_in(analyses[i].document, passages.get((i, j), ())) / shorter)
        odds[i, j] = odds[j, i] = likeness(features(profiles[i], profiles[j], wording), weights)
    return group(odds)


def _mean(rows: SentenceVectors) -> SentenceVectors:
    if rows is None or not rows.size:
        return None
    total = rows.sum(axis=0)
    norm = float(np.linalg.norm(total))
    return total / np.float32(norm) if norm else None


def _words_in(document: Document, spans: Iterable[tuple[Span, Span]]) -> int:
    return sum(len(document.text[left.start : left.end].split()) for left, _ in spans)

