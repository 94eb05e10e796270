"""Where a text, or a part of one, stands in an archive.

Documents that share a sampled gram with the text, or its rarest words (BM25 over the full-text index),
are set beside it one by one: passages word for word, and with meaning, sentence by sentence.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from firsthand.archive import documents, segments
from firsthand.archive.store import Store
from firsthand.model import Analysis, Document, Manner, Span, Value
from firsthand.reuse import find_reuse
from firsthand.reuse.compare import Meaning, compare, manner
from firsthand.reuse.features import similarity
from firsthand.reuse.fingerprint import fingerprint
from firsthand.reuse.gist import Gist, gists, join
from firsthand.reuse.match import SAMPLED
from firsthand.run.certainty import certainty, most_telling
from firsthand.run.grouping import sentence_vectors
from firsthand.run.models import load_encoder, load_weights
from firsthand.text.analyse import analyse, bare
from firsthand.text.rarity import rarity
from firsthand.text.words import WORD, count, fold

# Documents looked at word for word, and those whose sentences are read for their meaning.
LOOKED_AT, READ = 40, 6
# A gram in more documents than this is a stock phrase and leads nowhere.
_COMMON = 500
# The rarest words that are looked for, and what is too common to look for (bits).
_WORDS, _BITS = 12, 11.0
# Sentences that say the same with less than this probability are not shown.
_SURE = 0.5


class Found(Value):
    """A passage of the text asked for and where it stands in a document."""

    query: Span
    document: Span
    manner: Manner
    similarity: float


class Match(Value):
    """A document that has some of the text; `story` is the id of the story it tells, if it is known.

    `confidence` is the probability that what it has is no chance.
    """

    document: str
    path: str
    title: str | None
    outlet: str | None
    published: str | None
    confidence: float
    passages: tuple[Found, ...]
    story: str | None


class Matches(Value):
    """The documents that have some of a text, those that have most of it first."""

    matches: tuple[Match, ...]


class Hit(Value):
    """A document that has some of a text: passages word for word, in other words, and how sure the likest of those is."""

    number: int
    document: Document
    verbatim: tuple[Found, ...]
    reworded: tuple[Found, ...] = ()
    likest: float = 0.0

    @property
    def passages(self) -> tuple[Found, ...]:
        """All passages in the order of the text."""
        return tuple(sorted((*self.verbatim, *self.reworded), key=lambda p: (p.query, p.document)))


def find(store: Store, text: str, *, meaning: bool = True, most: int = 10) -> Matches:
    """Return where a text, or parts of it, stand in an archive; with `meaning` in other words, too."""
    with store.snapshot():
        held = store.one("SELECT count(*) FROM document")
        found = hits(store, text, meaning=meaning)[:most]
        return Matches(tuple(_match(store, hit, round(confidence(text, hit, held), 3)) for hit in found))


def hits(store: Store, text: str, *, meaning: bool = True) -> list[Hit]:
    """Return the documents that have some of a text, those that have most of it first."""
    asked = _asked(text)
    numbers = _candidates(store, text, asked.document.language)
    found = documents.fetch(store, numbers)
    made = _ranked([Hit(n, found[n], _passages(text, found[n])) for n in numbers])
    if meaning and load_encoder() is not None:
        made = _ranked([*(_sentences(asked, hit) for hit in made[:READ]), *made[READ:]])
    return [hit for hit in made if hit.passages]


def confidence(text: str, hit: Hit, held: int) -> float:
    """Return the probability that what a text and a document, one of so many, have in common is no chance."""
    said = most_telling(text, [p.query for p in hit.verbatim], hit.document.language)
    return max(certainty(said, count(text), held), hit.likest)


def _asked(text: str) -> Analysis:
    return analyse(bare(text), spoken=False)


def _candidates(store: Store, text: str, language: str) -> list[int]:
    """Return the documents to look at, the most promising first."""
    keys = np.unique(fingerprint([text], SAMPLED).postings[:, 0])
    held = segments.look_up(store, "gram", keys)
    at, counts = np.unique(held.keys, return_counts=True)
    common = np.isin(held.keys, at[counts > _COMMON])
    by_gram = [n for n, _ in sorted(Counter(held.documents[~common].tolist()).items(), key=lambda r: (-r[1], r[0]))]
    words = {fold(m.group()) for m in WORD.finditer(text)}
    rare = sorted((w for w in words if rarity(w, language) > _BITS), key=lambda w: (-rarity(w, language), w))[:_WORDS]
    by_word: list[int] = []
    if rare:
        asked = " OR ".join('"' + w.replace('"', '""') + '"' for w in rare)
        by_word = [n for (n,) in store.rows("SELECT rowid FROM word WHERE word MATCH ? ORDER BY rank LIMIT ?", (asked, LOOKED_AT // 2))]
    return list(dict.fromkeys([*by_gram[:LOOKED_AT], *by_word]))[:LOOKED_AT]


def _passages(text: str, document: Document) -> tuple[Found, ...]:
    """Return the passages that stand word for word in both."""
    made = []
    for _, _, a0, a1, b0, b1 in find_reuse([text, document.text]).tolist():
        one, two = (_gist(t[x:y]) for t, x, y in ((text, a0, a1), (document.text, b0, b1)))
        if one is not None and two is not None:
            made.append(Found(Span(a0, a1), Span(b0, b1), manner(one, two), round(similarity(one, two), 3)))
    return tuple(made)


def _gist(text: str) -> Gist | None:
    parts = gists(_asked(text))
    return join(parts) if parts else None


def _sentences(asked: Analysis, hit: Hit) -> Hit:
    """Return a hit with the sentences that say the same in other words."""
    other = analyse(hit.document, spoken=False)
    sides = sentence_vectors((asked, other), [range(len(a.sentences)) for a in (asked, other)], load_encoder())
    shared = [(p.query, p.document) for p in hit.verbatim]
    evidence = Meaning(weights=load_weights(), left=sides[0], right=sides[1])
    found, sure = [], 0.0
    for bead in compare(asked, other, evidence=evidence, shared=shared).alignments:
        if bead.confidence < _SURE or any(bead.left.span.meets(q) and bead.right.span.meets(d) for q, d in shared):
            continue
        found.append(Found(bead.left.span, bead.right.span, bead.manner, round(bead.similarity, 3)))
        sure = max(sure, bead.confidence)
    return Hit(hit.number, hit.document, hit.verbatim, tuple(found), sure)


def _ranked(some: list[Hit]) -> list[Hit]:
    """Return hits by how much of the text their passages are, closer ones counting for more; else as they come."""
    return sorted(some, key=lambda hit: -sum((p.query.end - p.query.start) * p.similarity for p in hit.passages))


def _match(store: Store, hit: Hit, sure: float) -> Match:
    story = store.one("SELECT story.id FROM member JOIN story ON story.number = member.story WHERE member.document = ?", (hit.number,))
    d = hit.document
    published = d.published.value if d.published else None
    return Match(d.id, d.path, d.title, d.outlet, published, sure, hit.passages, story)
