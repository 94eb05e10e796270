"""From the best stemma to relations that can be read: shares, manner, passages, evidence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from firsthand.lineage.bodies import same_body
from firsthand.lineage.hands import SHOWN, Made
from firsthand.lineage.lost import credited
from firsthand.lineage.posterior import Draws, Ways
from firsthand.lineage.stemma import Edge, Parents
from firsthand.lineage.ties import EXPLAINED, JUDGED, Family
from firsthand.lineage.unseen import made_unseen
from firsthand.lineage.witnesses import Witnesses, body, strength
from firsthand.model import (
    Alignment,
    Evidence,
    Hand,
    Manner,
    Pointer,
    Relation,
    RelationKind,
    RelationPassage,
    Span,
    Value,
    Via,
)

# Both texts this much alike, word for word: a capture of one page rather than a new edition.
CAPTURED = 0.9
# A copy with no more than this share, in quotations, quotes its exemplar rather than carries it.
QUOTED_SHARE = 0.2
# No draw of stemmata is long enough to say that something cannot be.
SUREST = 0.98
# A translation is no machine's paraphrase; of the copy of a lost text only its siblings can tell.
NO_MACHINE = 0.02

Nodes = Sequence[str]
Judge = Callable[[int, int, Sequence[Alignment]], Made]


class Assigned(Value):
    """Which exemplar explains a sentence of a copy, and through which alignment it is seen."""

    exemplar: int
    alignment: Alignment | None
    seen_in: int | None


Mine = Sequence[tuple[int, Assigned]]  # the sentences of one copy that one exemplar explains
Assignment = Mapping[tuple[int, int], Assigned]  # (witness, sentence) -> its source


def assign(witnesses: Witnesses, family: Family, parents: Parents) -> dict[tuple[int, int], Assigned]:
    """Return for every sentence that comes from elsewhere the exemplar that explains it best."""
    n = len(witnesses.analyses)
    found: dict[tuple[int, int], Assigned] = {}
    for copy in range(n):
        for s in range(len(witnesses.analyses[copy].sentences)):
            options = [(family.ties.closeness[p, copy][s], -p) for p in parents[copy]]
            if not options:
                continue
            near, negative = max(options)
            if near < EXPLAINED:
                continue
            exemplar = -negative
            siblings = (
                [exemplar]
                if exemplar < n
                else [c for c in range(n) if exemplar in parents[c] and c != copy]
            )
            seen = _seen(witnesses, siblings, copy, s)
            if exemplar in family.ties.unnamed and seen[0] is None:
                continue  # nothing but its copies shows a text that nobody credits
            found[copy, s] = Assigned(exemplar, *seen)
    return found


def _seen(
    witnesses: Witnesses, siblings: Sequence[int], copy: int, sentence: int
) -> tuple[Alignment | None, int | None]:
    """Return the strongest alignment of a sentence with one of the siblings, same language first."""
    best: tuple[float, int, Alignment] | None = None
    language = witnesses.analyses[copy].document.language
    for w in siblings:
        if (min(w, copy), max(w, copy)) not in witnesses.comparisons:
            continue
        same = witnesses.analyses[w].document.language == language
        for a in witnesses.between(w, copy).alignments:
            if sentence in a.right_sentences:
                value = strength(a) + (1.0 if same else 0.0)
                if best is None or value > best[0]:
                    best = (value, w, a)
    return (best[2], best[1]) if best else (None, None)


class Told(Value):
    """A solved story: witnesses, ties, the best stemma, how sure it is, the names of its nodes.

    `ways` has every pair (i, j) of held witnesses with i < j.
    """

    witnesses: Witnesses
    family: Family
    parents: Parents
    draws: Draws
    ways: Mapping[Edge, Ways]
    assignment: Assignment
    nodes: Nodes


def relations(told: Told, judge: Judge) -> tuple[Relation, ...]:
    """Return one relation for every edge of the stemma, in the order of copies and exemplars."""
    made = [
        _relation(told, judge, exemplar, copy)
        for copy, exemplars in enumerate(told.parents)
        for exemplar in exemplars
    ]
    return tuple(sorted(made, key=lambda r: (r.copy, r.exemplar)))


def _relation(told: Told, judge: Judge, exemplar: int, copy: int) -> Relation:
    witnesses, family, parents = told.witnesses, told.family, told.parents
    n = len(witnesses.analyses)
    mine = [
        (s, a)
        for (c, s), a in sorted(told.assignment.items())
        if c == copy and a.exemplar == exemplar
    ]
    held = exemplar < n
    manner = _manner(witnesses, parents, exemplar, copy, mine)
    kind, same = _kind(witnesses, exemplar, copy, manner, mine)
    shown = {a.alignment.right.span: a.alignment for _, a in mine if a.alignment is not None}
    beads = tuple(shown[span] for span in sorted(shown))
    if held:
        made = judge(exemplar, copy, beads) if beads and manner != "translated" else None
    else:
        beads, made = _unseen(told, judge, (exemplar, copy), set(shown))
    machine = made is not None and made.machine > SHOWN
    evidence = _evidence(witnesses, family, exemplar, copy, mine)
    return Relation(
        exemplar=told.nodes[exemplar],
        copy=told.nodes[copy],
        kind=kind,
        manner=manner,
        machine=machine,
        machine_confidence=made.machine if made else NO_MACHINE,
        credited=_credited(witnesses, family, parents, exemplar, copy),
        same_outlet=same,
        share_of_copy=_share_of_copy(witnesses, copy, mine),
        share_of_exemplar=_share_of_exemplar(witnesses, exemplar, mine) if held else None,
        confidence=_confidence(told, exemplar, copy),
        direction_confidence=_direction(told, exemplar, copy) if held else SUREST,
        evidence=evidence + (made.evidence if made else ()),
        passages=_passages(
            mine,
            told.nodes,
            held=held,
            hands={a.right.span: h for a, h in zip(beads, made.passages, strict=True)} if made else {},
        ),
    )


def _unseen(
    told: Told, judge: Judge, edge: Edge, spans: set[Span]
) -> tuple[tuple[Alignment, ...], Made | None]:
    """Return by whose hand a copy of a lost text was made, where its siblings show a machine's."""
    exemplar, copy = edge
    witnesses = told.witnesses
    language = witnesses.analyses[copy].document.language
    shown = {
        w: tuple(a for a in witnesses.between(w, copy).alignments if a.right.span in spans)
        for w in range(len(witnesses.analyses))
        if w != copy
        and exemplar in told.parents[w]
        and witnesses.analyses[w].document.language == language
        and (min(w, copy), max(w, copy)) in witnesses.comparisons
    }
    found = made_unseen(shown, lambda w, beads: judge(w, copy, beads))
    if found is None or found[1].machine <= SHOWN:
        return (), None
    return shown[found[0]], found[1]


def _manner(witnesses: Witnesses, parents: Parents, exemplar: int, copy: int, mine: Mine) -> Manner:
    analyses = witnesses.analyses
    n = len(analyses)
    language = analyses[copy].document.language
    if exemplar < n:
        theirs = analyses[exemplar].document.language
    else:
        counts = Counter(
            analyses[c].document.language for c in range(n) if exemplar in parents[c]
        )
        theirs = min(counts, key=lambda x: (-counts[x], x))
    if language != theirs:
        return "translated"
    weights: Counter[Manner] = Counter()
    for s, a in mine:
        if a.alignment is not None and a.alignment.manner != "translated":
            weights[a.alignment.manner] += analyses[copy].sentences[s].words
    if not weights:
        return "edited"
    close = weights["verbatim"] + weights["edited"]
    if close < weights["reworded"]:
        return "reworded"
    return "verbatim" if weights["verbatim"] >= weights["edited"] else "edited"


def _kind(
    witnesses: Witnesses, exemplar: int, copy: int, manner: Manner, mine: Mine
) -> tuple[RelationKind, bool]:
    """Return the kind of a relation and whether both texts are of one outlet."""
    analyses = witnesses.analyses
    if exemplar >= len(analyses):
        return "copy", False
    one, other = analyses[exemplar].document, analyses[copy].document
    same = same_body(one.outlet, other.outlet)
    share = _share_of_copy(witnesses, copy, mine)
    back = _share_of_exemplar(witnesses, exemplar, mine)
    if manner == "verbatim" and min(share, back) >= CAPTURED and (same or not other.outlet):
        return "capture", True
    if same:
        return "update", True
    quoted = [a.alignment.quoted for _, a in mine if a.alignment is not None]
    if share <= QUOTED_SHARE and quoted and float(np.mean(quoted)) > 0.4:
        return "quotation", False
    return "copy", False


def _share_of_copy(witnesses: Witnesses, copy: int, mine: Mine) -> float:
    words = body(witnesses.analyses[copy])
    return min(1.0, float(sum(words[s] for s, _ in mine)) / (float(words.sum()) or 1.0))


def _share_of_exemplar(witnesses: Witnesses, exemplar: int, mine: Mine) -> float:
    words = body(witnesses.analyses[exemplar])
    used = {s for _, a in mine if a.alignment is not None for s in a.alignment.left_sentences}
    return float(sum(words[s] for s in used) / (words.sum() or 1.0))


def _credited(
    witnesses: Witnesses, family: Family, parents: Parents, exemplar: int, copy: int
) -> bool:
    """Return whether the copy names the exemplar's body or that of one of its ancestors."""
    n = len(witnesses.analyses)
    seen: set[int] = set()
    queue = [exemplar]
    own = witnesses.analyses[copy].document
    while queue:
        node = queue.pop()
        if node in seen:
            continue
        seen.add(node)
        if node < n:
            found = witnesses.credits.get((copy, node), ())
        else:
            name = family.lost[node - n].name
            found = () if same_body(name, own.outlet) else credited(own, name)
        if found:
            return True
        queue.extend(parents[node])
    return False


def _confidence(told: Told, exemplar: int, copy: int) -> float:
    """Return how sure it is that the copy draws on this text, held or lost, near or far.

    The draws know stemmata of kin texts only; whether two texts are kin is asked of kinship.
    """
    if exemplar < len(told.witnesses.analyses):
        pair = (min(exemplar, copy), max(exemplar, copy))
        return max(0.5, min(0.99, told.family.kin[pair].probability))
    drawn = sum(share for parents, share in told.draws.stemmata if exemplar in parents[copy])
    return max(0.5, min(SUREST, drawn))


def _direction(told: Told, exemplar: int, copy: int) -> float:
    """Return how sure it is that of the two texts this one came first, given that one is the other's."""
    pair = (min(exemplar, copy), max(exemplar, copy))
    found = told.ways[pair]
    first, last = found.forward, found.backward
    if exemplar > copy:
        first, last = last, first
    # Half a draw either way: a fraction of nothing is not certainty.
    return max(1 - SUREST, min(SUREST, (first + 0.005) / (first + last + 0.01)))


def _evidence(
    witnesses: Witnesses, family: Family, exemplar: int, copy: int, mine: Mine
) -> tuple[Evidence, ...]:
    n = len(witnesses.analyses)
    found: list[Evidence] = []
    document = witnesses.analyses[copy].document
    if exemplar >= n:
        lost = family.lost[exemplar - n]
        for credit in credited(document, lost.name)[:2]:
            found.append(
                Evidence(
                    rule="credit-line",
                    score=family.ties.way[exemplar, copy],
                    detail=f"The text names {lost.name} as where it comes from;"
                    " no document in the pile is by that body.",
                    copy=Pointer(credit.span, credit.text),
                )
            )
    seen = [a.alignment for _, a in mine if a.alignment is not None]
    if seen:
        longest = max(seen, key=lambda a: (len(a.right.text) * a.similarity, -a.right.span.start))
        where = "a held sibling" if exemplar >= n else "the exemplar"
        pair = (min(exemplar, copy), max(exemplar, copy))
        odds = family.kin[pair].probability if exemplar < n else 0.9
        found.append(
            Evidence(
                rule="shared-passages",
                score=math.log(max(odds, 0.01) / max(1 - odds, 0.01)),
                detail=f"{len({a.right.span for a in seen})} passages stand in {where}, too; the longest is shown.",
                exemplar=Pointer(longest.left.span, longest.left.text),
                copy=Pointer(longest.right.span, longest.right.text),
            )
        )
    if exemplar < n:
        if witnesses.judged(exemplar, copy):
            found.append(
                Evidence(rule="judgement", score=JUDGED, detail="A person confirmed this copy.")
            )
        pair = (min(exemplar, copy), max(exemplar, copy))
        found.extend(_turned(e, forward=exemplar < copy) for e in witnesses.directions[pair].evidence)
    return tuple(found)


def _turned(evidence: Evidence, *, forward: bool) -> Evidence:
    """Return the evidence as it speaks for the stated direction; against it the score is negative."""
    score = evidence.score if forward else -evidence.score
    if score >= 0:
        exemplar, copy = evidence.exemplar, evidence.copy
    else:
        exemplar, copy = evidence.copy, evidence.exemplar
    return Evidence(
        rule=evidence.rule, score=score, detail=evidence.detail, exemplar=exemplar, copy=copy
    )


def _passages(
    mine: Mine, nodes: Nodes, *, held: bool, hands: Mapping[Span, Hand]
) -> tuple[RelationPassage, ...]:
    made: dict[Span, RelationPassage] = {}
    for _, a in mine:
        if a.alignment is None or a.seen_in is None:
            continue
        span = a.alignment.left.span
        made[a.alignment.right.span] = RelationPassage(
            exemplar=span if held else None,
            via=None if held else Via(nodes[a.seen_in], span),
            copy=a.alignment.right.span,
            manner=a.alignment.manner,
            similarity=a.alignment.similarity,
            hand=hands.get(a.alignment.right.span),
        )
    return tuple(made[k] for k in sorted(made))
