"""One story told: from its witnesses to relations, lost exemplars, lines and the mosaic."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from firsthand.lineage.hands import HandWeights, Made, made
from firsthand.lineage.inventory import inventory
from firsthand.lineage.kinship import Kinship, KinshipWeights, kinship
from firsthand.lineage.lost import lost_bodies
from firsthand.lineage.mosaic import mosaic, sources
from firsthand.lineage.origins import lines
from firsthand.lineage.posterior import Draws, Ways, alternatives, draws, settled, ways
from firsthand.lineage.reconstruction import hyparchetype, lost_ids
from firsthand.lineage.relations import Assignment, Nodes, Told, assign, relations
from firsthand.lineage.slips import Texts
from firsthand.lineage.stemma import Edge, Parents, Ties, search
from firsthand.lineage.ties import Family, tie
from firsthand.lineage.witnesses import Witnesses
from firsthand.model import (
    Alignment,
    Alternative,
    Document,
    Doubtful,
    Interval,
    Kin,
    Origin,
    Story,
    Tile,
    Undecided,
    Value,
)

# Between these probabilities of kinship nobody could tell.
THIN = (0.3, 0.5)
# Other stemmata that are told, and the least probability of one.
ALTERNATIVES = 5
LEAST_ALTERNATIVE = 0.02
# A text that tells this story with less than this probability is named as doubtful.
SURELY_THIS = 0.9


class Lineage(Value):
    """A story as lineage tells it, with what it was told from.

    `assignment` is where each (witness, sentence) came from, `entered` the node where it entered
    the story, `nodes` the ids of witnesses and lost exemplars.
    """

    story: Story
    witnesses: Witnesses
    parents: Parents
    assignment: Assignment
    entered: Mapping[tuple[int, int], int]
    nodes: Nodes


def tell(witnesses: Witnesses, weights: KinshipWeights, hands: HandWeights) -> Lineage:
    """Return everything that lineage says about one story."""
    analyses = witnesses.analyses
    documents = tuple(a.document for a in analyses)
    if len(documents) == 1:
        return _alone(witnesses)
    related = family(witnesses, weights)
    kin = related.kin
    first = search(related.ties)
    found = draws(related.ties, first)
    parents = settled(related.ties, first, found)
    assignment = assign(witnesses, related, parents)
    ids = tuple(d.id for d in documents)
    nodes = ids + lost_ids(related.lost, ids)
    hanging = ways(found, len(documents))

    def judge(exemplar: int, copy: int, beads: Sequence[Alignment]) -> Made:
        return made(Texts(analyses[exemplar], analyses[copy]), beads, hands)

    solved = Told(witnesses, related, parents, found, hanging, assignment, nodes)
    edges = relations(solved, judge)
    entered = sources(witnesses, assignment)
    told = lines(solved, entered, edges)
    n = len(documents)
    story = Story(
        id=story_id(ids),
        title=_title(documents, parents),
        documents=ids,
        independent=told.independent,
        origins=told.origins,
        hyparchetypes=tuple(
            hyparchetype(solved, n + k)
            for k in range(len(related.lost))
            if any(n + k in ps for ps in parents)
        ),
        relations=edges,
        undecided=_undecided(documents, kin, parents),
        doubtful=_doubtful(witnesses, ids, parents),
        kinship=_kinship(ids, kin, hanging),
        alternatives=_alternatives(found, related.ties, parents, nodes),
        mosaic=mosaic(witnesses, entered, nodes),
    )
    return Lineage(story, witnesses, parents, assignment, entered, nodes)


def family(witnesses: Witnesses, weights: KinshipWeights) -> Family:
    """Return the kinship and the ties of one story, with its lost exemplars: what the search weighs."""
    has = [inventory(a) for a in witnesses.analyses]
    kin = {
        (i, j): kinship(has[i], has[j], comparison, weights, named=witnesses.named(i, j))
        for (i, j), comparison in sorted(witnesses.comparisons.items())
    }
    return tie(witnesses, kin, lost_bodies([a.document for a in witnesses.analyses]))


def story_id(ids: Sequence[str]) -> str:
    """Return the id of the story that documents tell: it hangs on which they are, not on their order."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:12]


def _alone(witnesses: Witnesses) -> Lineage:
    (analysis,) = witnesses.analyses
    document = analysis.document
    body = [s for s in analysis.sentences if s.part != "line"]
    name = document.outlet or document.title or document.path
    story = Story(
        id=story_id((document.id,)),
        title=document.title or document.path,
        documents=(document.id,),
        independent=Interval(1, 1, 1),
        origins=(Origin(document.id, name, len(body)),),
        mosaic=tuple(Tile(document.id, s.span, document.id) for s in body),
    )
    entered = {(0, s): 0 for s in range(len(analysis.sentences))}
    return Lineage(story, witnesses, ((),), {}, entered, (document.id,))


def _title(documents: tuple[Document, ...], parents: Parents) -> str:
    """Return the headline of the earliest root that has one."""
    roots = [c for c in range(len(documents)) if not any(p < len(documents) for p in parents[c])]
    ranked = sorted(
        range(len(documents)),
        key=lambda c: (
            documents[c].title is None,
            c not in roots,
            published.value if (published := documents[c].published) else "9999",
            documents[c].sha256,
        ),
    )
    first = documents[ranked[0]]
    return first.title or first.path


def _family(parents: Parents, witness: int) -> set[int]:
    """Return a witness with all it draws on, near and far."""
    found: set[int] = set()
    queue = [witness]
    while queue:
        node = queue.pop()
        if node not in found:
            found.add(node)
            queue.extend(parents[node])
    return found


def _kinship(
    ids: tuple[str, ...], kin: Mapping[Edge, Kinship], hanging: Mapping[Edge, Ways]
) -> tuple[Kin, ...]:
    """Return how every pair hangs together; where no draw joins two texts, kinship alone speaks."""
    made = []
    for (i, j), w in sorted(hanging.items()):
        tied = w.forward + w.backward + w.common
        chance = kin[i, j].probability
        # The draws join only texts that are more likely kin than not.
        weight = (chance if tied else min(chance, 0.5)) / (tied or 1.0)
        parts = [round(weight * v, 3) for v in (w.forward, w.backward, w.common)]
        if not tied:
            parts = [0.0, 0.0, round(weight, 3)]
        made.append(
            Kin(
                documents=(ids[i], ids[j]),
                forward=parts[0],
                backward=parts[1],
                common=parts[2],
                independent=round(1.0 - sum(parts), 3),
            )
        )
    return tuple(made)


def _alternatives(
    found: Draws, ties: Ties, parents: Parents, nodes: Nodes
) -> tuple[Alternative, ...]:
    """Return the likeliest other stemmata, each with its probability."""
    return tuple(
        Alternative(
            round(share, 3),
            tuple((nodes[p], nodes[c]) for c, ps in enumerate(other) for p in ps),
        )
        for other, share in alternatives(found, ties, ALTERNATIVES + 1)
        if other != parents and share >= LEAST_ALTERNATIVE
    )[:ALTERNATIVES]


def _doubtful(
    witnesses: Witnesses, ids: tuple[str, ...], parents: Parents
) -> tuple[Doubtful, ...]:
    """Return the texts without any tie that may tell of another event."""
    tied = {w for c, ps in enumerate(parents) if ps for w in (c, *ps)}
    return tuple(
        Doubtful(ids[w], round(p, 3))
        for w, p in enumerate(witnesses.belonging)
        if w not in tied and p < SURELY_THIS
    )


def _undecided(
    documents: tuple[Document, ...], kin: Mapping[Edge, Kinship], parents: Parents
) -> tuple[Undecided, ...]:
    found = []
    families = [_family(parents, w) for w in range(len(documents))]
    for (i, j), k in sorted(kin.items()):
        if not families[i] & families[j] and THIN[0] <= k.probability < THIN[1]:
            found.append(
                Undecided(
                    (documents[i].id, documents[j].id),
                    "They share some passages, too few or too much quoted to tell a copy from"
                    " two reports of one event.",
                    k.prose + k.quoted,
                )
            )
    return tuple(found)
