"""The main job on this machine: inputs to documents to stories, all in memory."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import BinaryIO, Literal

import msgspec

from firsthand import __version__
from firsthand.errors import InputError
from firsthand.findings.describe import describe
from firsthand.lineage.family import tell
from firsthand.model import (
    SCHEMA,
    Document,
    Judgement,
    Rejected,
    Story,
    Tool,
    Trace,
    Value,
)
from firsthand.reading import metadata
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.run.fitted import load_bearers, load_hands, load_kinship
from firsthand.run.grouping import (
    sentence_vectors,
    shared_passages,
    story_groups,
)
from firsthand.run.models import load_encoder
from firsthand.run.witnesses import compared
from firsthand.text.analyse import analyse

Progress = Callable[[str, int, int], None]


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
    judgements = metadata.judgements(overrides, documents) if overrides else ()
    stories = _stories(documents, judgements, options, report)
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
    documents: Sequence[Document],
    judgements: tuple[Judgement, ...],
    options: Options,
    report: Progress,
) -> tuple[Story, ...]:
    analyses = [analyse(d) for d in documents]
    passages = shared_passages(documents)
    encoder = load_encoder()
    groups = story_groups(
        analyses, passages, dated=options.dates == "use"
    )
    together = {w for g in groups if len(g.members) > 1 for w in g.members}
    whole = sentence_vectors(
        analyses,
        [
            tuple(range(len(a.sentences))) if w in together else ()
            for w, a in enumerate(analyses)
        ],
        encoder,
        options.workers,
    )
    stories = []
    for done, group in enumerate(groups):
        report("stories", done, len(groups))
        members = group.members
        chosen = tuple(analyses[w] for w in members)
        meaning = [whole[w] for w in members]
        shared = {
            (i, j): passages.get((members[i], members[j]), [])
            for i, j in itertools.combinations(range(len(members)), 2)
        }
        here = {a.document.id for a in chosen}
        said = tuple(j for j in judgements if j.exemplar in here and j.copy in here)
        witnesses = msgspec.structs.replace(
            compared(chosen, meaning, shared, options.dates, said), belonging=group.belonging
        )
        stories.append(describe(tell(witnesses, load_kinship(), load_hands()), encoder, load_bearers()))
    return tuple(sorted(stories, key=lambda s: (-len(s.documents), s.id)))
