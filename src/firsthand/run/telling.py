"""One story told from its own texts: nothing outside the story decides anything in it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from firsthand.findings.describe import describe
from firsthand.lineage.family import tell
from firsthand.model import Analysis, Document, Judgement, Story
from firsthand.reuse.gate import worth_a_vector
from firsthand.run.fitted import load_bearers, load_hands, load_kinship
from firsthand.run.grouping import sentence_vectors, shared_passages
from firsthand.run.inputs import analysis
from firsthand.run.models import load_encoder
from firsthand.run.witnesses import compared
from firsthand.text.analyse import analyse, with_speech

# Rises with whatever changes what a story says; an archive tells stories of older versions again.
VERSION = 2


def order(document: Document) -> tuple[str, str]:
    """Return a document's place: by its content, since its path must decide nothing."""
    return document.sha256, document.id


def told(
    documents: Sequence[Document],
    belonging: Sequence[float],
    judgements: Sequence[Judgement] = (),
    dates: Literal["use", "ignore"] = "use",
) -> Story:
    """Return the story that some documents tell, in their `order`.

    `belonging` is the probability that each tells it; of the judgements those count that are about two of them.
    """
    return _told([analyse(d) for d in documents], belonging, judgements, dates)


def told_record(
    analysed: Sequence[bytes],
    belonging: Sequence[float],
    judgements: Sequence[Judgement],
    dates: Literal["use", "ignore"],
) -> bytes:
    """Return `told` of documents that were read and analysed before, as a record: what workers pass fastest."""
    return msgspec.msgpack.encode(_told([with_speech(analysis(a)) for a in analysed], belonging, judgements, dates))


def _told(
    analyses: Sequence[Analysis],
    belonging: Sequence[float],
    judgements: Sequence[Judgement],
    dates: Literal["use", "ignore"],
) -> Story:
    encoder = load_encoder()
    documents = [a.document for a in analyses]
    meaning = sentence_vectors(analyses, worth_a_vector(analyses), encoder)
    passages = shared_passages(documents)
    shared = {pair: passages.get(pair, []) for pair in itertools.combinations(range(len(analyses)), 2)}
    here = {d.id for d in documents}
    said = tuple(j for j in judgements if j.exemplar in here and j.copy in here)
    witnesses = replace(compared(analyses, meaning, shared, dates, said), belonging=tuple(belonging))
    # Nothing in a text that stands alone is told by another: its claims need no vectors.
    judge = encoder if len(analyses) > 1 else None
    return describe(tell(witnesses, load_kinship(), load_hands()), judge, load_bearers())
