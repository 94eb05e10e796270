"""The main job on this machine: inputs to documents to stories, all in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, Literal

import msgspec

from firsthand import __version__
from firsthand.errors import InputError
from firsthand.model import (
    SCHEMA,
    Judgement,
    Rejected,
    Story,
    Tool,
    Trace,
    Value,
)
from firsthand.reading import metadata
from firsthand.reading.files import gather
from firsthand.run.crew import Crew
from firsthand.run.grouping import shared_passages, story_groups
from firsthand.run.inputs import Manner, Taken, take
from firsthand.run.telling import order, told_record

Progress = Callable[[str, int, int], None]


class Options(Value, kw_only=True):
    """What the caller of the main job may choose."""

    dates: Literal["use", "ignore"] = "use"
    metadata: str | None = None
    workers: int = 1
    memory: int | None = None
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
    manner = Manner(overrides, dated=options.dates == "use", in_order=options.strict)
    taken: list[Taken] = []
    rejected: list[Rejected] = []
    with Crew(options.workers) as crew:
        for item in take(gather(paths, stdin), manner, crew):
            if isinstance(item, Rejected):
                if options.strict:
                    raise InputError(
                        f"{item.path}: {item.detail}", remedy="repair or leave out this input"
                    )
                rejected.append(item)
            else:
                taken.append(item)
                report("reading", len(taken), 0)
        taken.sort(key=lambda t: order(t.document))
        documents = [t.document for t in taken]
        judgements = metadata.judgements(overrides, documents) if overrides else ()
        stories = _stories(taken, judgements, options, (crew, report))
    return Trace(
        schema=SCHEMA,
        tool=Tool("firsthand", __version__, {"dates": options.dates, "seed": options.seed}),
        documents=tuple(documents),
        stories=stories,
        rejected=tuple(sorted(rejected, key=lambda r: (r.path, r.code, r.detail))),
    )


def _stories(
    taken: Sequence[Taken],
    judgements: tuple[Judgement, ...],
    options: Options,
    by: tuple[Crew, Progress],
) -> tuple[Story, ...]:
    crew, report = by
    documents = [t.document for t in taken]
    groups = story_groups(documents, [t.about for t in taken], shared_passages(documents, options.memory))
    # The largest first: none of them is left to one worker at the end.
    ordered = sorted(groups, key=lambda g: (-len(g.members), g.members))
    jobs = (([taken[w].analysed for w in g.members], g.belonging, judgements, options.dates) for g in ordered)
    stories = []
    for record in crew.each(told_record, jobs):
        stories.append(msgspec.msgpack.decode(record, type=Story))
        report("stories", len(stories), len(groups))
    return tuple(sorted(stories, key=lambda s: (-len(s.documents), s.id)))
