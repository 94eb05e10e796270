"""Lost exemplars as far as they can be read: text from the copies, support, evidence."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from firsthand.lineage.lost import Lost, credited
from firsthand.lineage.relations import Told
from firsthand.lineage.stemma import copies
from firsthand.lineage.ties import BYLINED
from firsthand.lineage.witnesses import Witnesses
from firsthand.model import Evidence, Hyparchetype, Pointer, Restored, Span, Value, Via

# A sentence that one copy without a byline shows was as likely its own as the lost text's.
UNCREDITED_PASSAGE = 0.5


def lost_ids(lost: Sequence[Lost], document_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of a story's lost exemplars, unique in a result: they hang on its documents."""
    return tuple(
        _lost_id(body.name or f"unnamed {k}", document_ids) for k, body in enumerate(lost)
    )


def _lost_id(name: str, document_ids: tuple[str, ...]) -> str:
    seed = "\n".join((name, *sorted(document_ids)))
    return "lost:" + hashlib.sha256(seed.encode()).hexdigest()[:12]


def hyparchetype(told: Told, node: int) -> Hyparchetype:
    """Return a lost exemplar with the evidence for it and its text as the copies show it."""
    lost = told.family.lost[node - len(told.witnesses.analyses)]
    drawn = copies(told.parents, node)
    passages = _passages(told, drawn, node)
    restored, at = [], 0
    for passage in passages:
        restored.append(
            Restored(Span(at, at + len(passage.text)), passage.shown_by, passage.support)
        )
        at += len(passage.text) + 1
    held = sum(
        share for parents, share in told.draws.stemmata if any(node in ps for ps in parents)
    )
    return Hyparchetype(
        id=told.nodes[node],
        name=lost.name,
        confidence=max(0.5, min(0.97 if lost.whole else 0.9, held)),
        evidence=_evidence(told.witnesses, drawn, lost),
        text="\n".join(p.text for p in passages),
        restored=tuple(restored),
    )


def _evidence(witnesses: Witnesses, drawn: Sequence[int], lost: Lost) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for c in drawn:
        document = witnesses.analyses[c].document
        found.extend(
            Evidence(
                rule="credit-line",
                score=6.0 if c in lost.whole else 2.0,
                detail=f"A witness credits {lost.name}, and no document in the pile is by that body.",
                copy=Pointer(credit.span, credit.text),
            )
            for credit in credited(document, lost.name)[:1]
        )
    if len(drawn) > 1:
        found.append(
            Evidence(
                rule="shared-passages",
                score=2.0,
                detail=f"{len(drawn)} witnesses share its passages, and none of them could have"
                " them all from another.",
            )
        )
    return tuple(found)


class _Passage(Value):
    """A sentence of a lost text at its place, in the words of one copy."""

    place: float
    text: str
    shown_by: tuple[Via, ...]
    support: float


def _passages(told: Told, drawn: Sequence[int], node: int) -> list[_Passage]:
    """Return the lost text sentence by sentence, in the order of the fullest copy.

    What that copy lacks is put in where its neighbours stand. Where copies word a sentence
    differently, the wording nearest to all the others is taken (a medoid).
    """
    witnesses = told.witnesses
    lost = told.family.lost[node - len(witnesses.analyses)]
    taken: dict[int, list[int]] = {c: [] for c in drawn}
    for (c, s), step in sorted(told.assignment.items()):
        if step.exemplar == node:
            taken[c].append(s)
    languages = [witnesses.analyses[c].document.language for c in drawn]

    def rank(c: int) -> tuple[int, bool, int, str]:
        # A copy in the language of most copies that credits the whole text shows it best.
        document = witnesses.analyses[c].document
        return -languages.count(document.language), c not in lost.whole, -len(taken[c]), document.sha256

    order = sorted(drawn, key=rank)
    made: list[_Passage] = []
    placed: dict[tuple[int, int], float] = {}
    for rank_of, c in enumerate(order):
        after = -1.0
        for s in taken[c]:
            if (c, s) in placed:
                after = placed[c, s]
                continue
            if rank_of and languages[drawn.index(c)] != languages[drawn.index(order[0])]:
                continue
            after = float(s) if not rank_of else after + 0.001
            shown = {(c, s)} | {
                (d, t) for d in order[rank_of + 1 :] for t in _opposite(witnesses, (c, s), d) if t in taken[d]
            }
            placed.update(dict.fromkeys(shown, after))
            made.append(_passage(witnesses, after, sorted(shown), byline=c in lost.whole))
    return sorted(made, key=lambda p: (p.place, p.text))


def _opposite(witnesses: Witnesses, place: tuple[int, int], other: int) -> tuple[int, ...]:
    """Return the sentences of another witness that stand for a sentence of this one."""
    w, s = place
    if (min(w, other), max(w, other)) not in witnesses.comparisons:
        return ()
    return tuple(
        t for a in witnesses.between(w, other).alignments if s in a.left_sentences for t in a.right_sentences
    )


def _passage(
    witnesses: Witnesses, place: float, shown: Sequence[tuple[int, int]], *, byline: bool
) -> _Passage:
    language = Counter(witnesses.analyses[w].document.language for w, _ in shown).most_common(1)[0][0]
    texts = {
        (w, s): _sentence(witnesses, w, s)
        for w, s in shown
        if witnesses.analyses[w].document.language == language
    }
    near = {
        k: sum(Indel.normalized_similarity(text.split(), other.split()) for other in texts.values())
        for k, text in texts.items()
    }
    best = min(texts, key=lambda k: (-round(near[k], 6), k))
    ordered = [best, *(k for k in shown if k != best)]
    alone = BYLINED if byline else UNCREDITED_PASSAGE
    support = 1 - (1 - alone) ** len({w for w, _ in shown})
    return _Passage(
        place,
        texts[best],
        tuple(
            Via(witnesses.analyses[w].document.id, witnesses.analyses[w].sentences[s].span)
            for w, s in ordered
        ),
        round(support, 3),
    )


def _sentence(witnesses: Witnesses, w: int, s: int) -> str:
    analysis = witnesses.analyses[w]
    span = analysis.sentences[s].span
    return " ".join(analysis.document.text[span.start : span.end].split())
