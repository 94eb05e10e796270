"""From plain texts to their stemma, no date and no name of a file being evidence.

Texts that share their wording throughout hand down one work and are collated; others are reports
that partly drew on each other, and get the stemma of a story. Collating reports too was tried and is
worse (docs/measurements.md), and so is taking, among the drawn stemmata of a story, the one most
similar to all others.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from msgspec.structs import replace

from firsthand.lineage.collation import agreement, collate
from firsthand.lineage.family import family
from firsthand.lineage.posterior import draws, settled
from firsthand.lineage.stemma import copies, search
from firsthand.lineage.tradition import Tradition, tradition
from firsthand.lineage.witnesses import Witnesses
from firsthand.model import Document, Locator, RawItem
from firsthand.reading.documents import read
from firsthand.run.fitted import load_kinship
from firsthand.run.grouping import sentence_vectors, shared_passages
from firsthand.run.models import load_encoder
from firsthand.run.witnesses import compared
from firsthand.text.analyse import analyse

# From this agreement the texts are witnesses of one work: simulated traditions have 0.66 and more,
# news of one event seldom more than 0.4 (2 of 60 simulated stories).
ONE_WORK = 0.55


def stemma(texts: Mapping[str, str]) -> Tradition:
    """Return the stemma of some texts by id."""
    collation = collate(texts)
    if agreement(collation) >= ONE_WORK:
        return tradition(collation)
    return reports(texts)


def reports(texts: Mapping[str, str]) -> Tradition:
    """Return the stemma of reports of one event; a text that cannot be read stands alone."""
    items = [RawItem(texts[i].encode("utf-8", "surrogatepass"), Locator("")) for i in sorted(texts)]
    read_as = zip(sorted(texts), read(items), strict=True)
    kept = [(d, i) for i, d in read_as if isinstance(d, Document)]
    kept.sort(key=lambda row: (row[0].sha256, row[1]))
    documents = [d for d, _ in kept]
    # Without names and dates two texts often explain a third as well: the one more copied is likelier.
    ties = replace(family(_witnesses(documents), load_kinship()).ties, popular=True)
    first = search(ties)
    parents = settled(ties, first, draws(ties, first))
    names = [i for _, i in kept] + [f"lost:{n + 1}" for n in range(len(parents) - len(kept))]
    standing = [v for v in range(len(names)) if v < len(kept) or copies(parents, v)]
    edges = sorted((names[p], names[c]) for c, ps in enumerate(parents) for p in ps)
    return Tradition(
        witnesses=tuple(sorted(texts)),
        lost=tuple(names[v] for v in standing if v >= len(kept)),
        edges=tuple(edges),
        roots=tuple(sorted({*texts, *(names[v] for v in standing)} - {c for _, c in edges})),
        support=None,
    )


def _witnesses(documents: list[Document]) -> Witnesses:
    analyses = tuple(analyse(d) for d in documents)
    found = shared_passages(documents)
    every = [tuple(range(len(a.sentences))) for a in analyses]
    meaning = sentence_vectors(analyses, every, load_encoder())
    pairs = itertools.combinations(range(len(analyses)), 2)
    return compared(analyses, meaning, {pair: found.get(pair, []) for pair in pairs}, "ignore")
