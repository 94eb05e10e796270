"""From witnesses to the ties that the search for the stemma weighs: closeness and log-odds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.lineage.bodies import same_body
from firsthand.lineage.composition import joined
from firsthand.lineage.kinship import Kinship
from firsthand.lineage.lost import UNCREDITED_LOST, Lost
from firsthand.lineage.reporting import own_reporting, states_own
from firsthand.lineage.stemma import Edge, Ties
from firsthand.lineage.witnesses import Witnesses, body, closeness
from firsthand.model import Value

# A pair less likely kin than this is no edge.
KIN = 0.5
# Log-odds are cut here: no single kind of evidence is worth more than fifty to one.
CAP = 4.0
# What a credit proves (log-odds): a byline gives the whole text; a mention ("X reports") makes the
# body itself a likelier exemplar than a sibling that carries the same agency.
CREDIT_WHOLE = 6.0
CREDIT_MENTION = 2.0
# A body named in passing is the exemplar only where siblings show that it explains something.
LOST_MENTION = 1.5
# Whoever shares words with a page that pastes a press release has the release, too, more likely than the page.
LOST_RELEASE = 1.0
# Two captures of one page share their bylines; the page is nearer than the agency by this much.
CAPTURE = 1.5
WHOLE = 0.9
# A sibling shows the lost text a little less well than the lost text itself would.
SIBLING = 0.98
# A sentence under an agency's byline that no sibling shows is still most likely the agency's.
BYLINED = 0.75
# An uncredited sibling took its text from a held copy as a rule, unless its desk reports itself.
UNCREDITED = -1.0
OWN_DESK = 3.0
REWRITTEN = -2.0
# A text that others explain between them, and that has nothing of its own, was put together from
# them (log-odds for the difference of the explained shares).
ALL_EXPLAINED = 4.0
MAY_PRECEDE = 0.4
# Closeness from which a sentence counts as taken from elsewhere: one that is reworded beyond any
# phrase has .2 to .3 (.12 to .22 come to the same; from .3 a fluent copy loses a third of its share).
EXPLAINED = 0.2
# What a person says of two texts weighs more than all signs in them together.
JUDGED = 16.0
# The least probability of a common exemplar for two kin texts.
LEAST = 0.001


class Family(Value):
    """A story ready for the search: its ties, and what its lost nodes are.

    Nodes 0 … n-1 are the held witnesses, node n+k is `lost[k]`.
    """

    ties: Ties
    lost: tuple[Lost, ...]
    kin: dict[Edge, Kinship]


def tie(witnesses: Witnesses, kin: dict[Edge, Kinship], lost: Sequence[Lost]) -> Family:
    """Return the ties of one story; `kin` has the kinship of every pair (i, j) with i < j."""
    n = len(witnesses.analyses)
    words: list[NDArray[np.float64] | None] = [body(a) for a in witnesses.analyses]
    near: dict[Edge, NDArray[np.float64]] = {}
    way: dict[Edge, float] = {}
    for i, j in sorted(kin):
        found = _logit(max(kin[i, j].probability, _quotation(witnesses, kin, (i, j))))
        said = {witnesses.judged(i, j), witnesses.judged(j, i)}
        if found <= _logit(KIN) and True not in said:
            continue
        for p, c in ((i, j), (j, i)):
            near[p, c] = closeness(witnesses.between(p, c), witnesses.analyses[c])
    whole = [_explained_by_all(witnesses, near, c) for c in range(n)]
    composed = {
        (p, c): joined(near, (p, c), range(n), body(witnesses.analyses[c])) for p, c in sorted(near)
    }
    for p, c in sorted(near):
        odds = _logit(witnesses.forward(p, c)) + ALL_EXPLAINED * (whole[c] - whole[p])
        odds += composed[p, c] - composed[c, p]
        way[p, c] = -math.log1p(math.exp(-odds))
        if (c, p) in witnesses.credits:
            way[p, c] += CREDIT_MENTION
        if _captured(witnesses, near, (p, c)):
            way[p, c] += CREDIT_WHOLE + CAPTURE
        said_of = witnesses.judged(p, c)
        if said_of is not None:
            way[p, c] += JUDGED if said_of else -JUDGED
        if witnesses.judged(c, p):
            way[p, c] -= JUDGED
    siblings = {
        (i, j): math.log(max(witnesses.directions[i, j].common, LEAST))
        for i, j in sorted(kin)
        if (i, j) in near
    }
    for (i, j), common in siblings.items():
        for edge in ((i, j), (j, i)):
            way[edge] += math.log1p(-math.exp(common))
    for k, body_lost in enumerate(lost):
        words.append(None)
        for c in range(n):
            tellers = body_lost.whole
            if c in body_lost.mentions:  # two that name one body show its text to each other
                tellers = tuple(sorted({*tellers, *body_lost.mentions}))
            shown_by = [s for s in tellers if s != c and (s, c) in near]
            claim = _claim(witnesses, body_lost, c, shown_by, near)
            if claim is not None:
                near[n + k, c] = _seen_through(witnesses, body_lost, c, shown_by, near)
                way[n + k, c] = claim
                if c in body_lost.whole:
                    _yield_to_credit(witnesses, way, body_lost, c)
    unnamed = []
    bylined = {c for body_lost in lost for c in body_lost.whole}
    for members in _kin_groups(siblings, bylined):
        x = len(words)
        words.append(None)
        unnamed.append(x)
        for c in members:
            way[x, c] = 0.0
            near[x, c] = SIBLING * np.maximum.reduce(
                [near[s, c] for s in members if (s, c) in near]
            )
    ties = Ties(tuple(words), near, way, tuple(unnamed), siblings)
    return Family(ties, (*lost, *[UNCREDITED_LOST] * len(unnamed)), kin)


def _kin_groups(pairs: Iterable[Edge], bylined: set[int]) -> list[list[int]]:
    """Return the groups of witnesses that hang together by kinship, those under a byline aside.

    Each may have a lost exemplar that nobody credits; what a byline gives to a body is that body's.
    """
    groups: list[set[int]] = []
    for i, j in pairs:
        if i in bylined or j in bylined:
            continue
        touched = [g for g in groups if g & {i, j}]
        groups = [g for g in groups if g not in touched] + [{i, j}.union(*touched)]
    return sorted(sorted(g) for g in groups)


def _captured(witnesses: Witnesses, near: dict[Edge, NDArray[np.float64]], pair: Edge) -> bool:
    """Return whether two texts are captures of one page: whatever one credits, the other does, too.

    Where neither says whose page it is, two pickups of one text would look like one page.
    """
    one, other = (witnesses.analyses[w] for w in pair)
    outlets = one.document.outlet, other.document.outlet
    if outlets == (None, None) or (None not in outlets and not same_body(*outlets)):
        return False
    for p, c in (pair, pair[::-1]):
        words = body(witnesses.analyses[c])
        if float(near[p, c] @ words) < WHOLE * (float(words.sum()) or 1.0):
            return False
    return True


def _explained_by_all(
    witnesses: Witnesses, near: dict[Edge, NDArray[np.float64]], copy: int
) -> float:
    """Return the share of a witness that those explain together which may have come before it."""
    counts = body(witnesses.analyses[copy])
    parts = [
        near[p, c] >= EXPLAINED
        for p, c in sorted(near)
        if c == copy and witnesses.forward(p, c) >= MAY_PRECEDE
    ]
    total = float(counts.sum())
    return float(np.logical_or.reduce(parts) @ counts) / total if total and parts else 0.0


def _yield_to_credit(witnesses: Witnesses, way: dict[Edge, float], lost: Lost, copy: int) -> None:
    """Lower the edges into a bylined copy from witnesses that have no claim of their own on it.

    Another version of the same outlet has one, a capture carries the byline of what it captures; so
    has an outlet that the copy credits beside the lost body.
    """
    outlet = witnesses.analyses[copy].document.outlet
    for p, analysis in enumerate(witnesses.analyses):
        if (
            (p, copy) in way
            and not same_body(outlet, analysis.document.outlet)
            and (copy, p) not in witnesses.credits
        ):
            # Two pickups of one agency text are siblings: neither needs the other.
            way[p, copy] -= 2 * CAP if p in lost.whole else CAP


def _quotation(witnesses: Witnesses, kin: dict[Edge, Kinship], pair: Edge) -> float:
    """Return the probability that one text quotes the other: shared words and a credit by name."""
    shared = kin[pair].prose + kin[pair].quoted
    return 0.9 if shared and witnesses.named(*pair) else 0.0


def _claim(
    witnesses: Witnesses,
    lost: Lost,
    c: int,
    siblings: list[int],
    near: dict[Edge, NDArray[np.float64]],
) -> float | None:
    """Return the log-odds of a lost exemplar against a held sibling as the exemplar of c."""
    if c in lost.whole:
        return CREDIT_WHOLE
    if c in lost.mentions:
        return LOST_MENTION
    if not siblings:
        return None
    if lost.released:
        return LOST_RELEASE
    analysis = witnesses.analyses[c]
    # What c may have from elsewhere is no sign of a reporting desk; what others have from c is.
    above = [p for (p, q) in near if q == c and p < len(witnesses.analyses) and witnesses.forward(p, c) > 0.5]
    explained = np.zeros(len(analysis.sentences))
    for p in {*above, *siblings}:
        explained = np.maximum(explained, near[p, c])
    before = [w for w in range(len(witnesses.analyses)) if w != c and witnesses.forward(w, c) > 0.5]
    own = own_reporting(
        analysis, explained < EXPLAINED, [witnesses.analyses[w] for w in before]
    )
    claim = UNCREDITED + OWN_DESK * own.probability(witnesses.reporting)
    manners = [a.manner for s in siblings for a in witnesses.between(s, c).alignments]
    if sum(m == "reworded" for m in manners) > len(manners) / 2:
        claim += REWRITTEN
    return claim


def _seen_through(
    witnesses: Witnesses,
    lost: Lost,
    c: int,
    siblings: list[int],
    near: dict[Edge, NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Return how well the lost text, as far as siblings show it, explains each sentence of c."""
    analysis = witnesses.analyses[c]
    shown = np.zeros(len(analysis.sentences))
    language = analysis.document.language
    same = [s for s in siblings if witnesses.analyses[s].document.language == language]
    # A sibling in the same language shows the wording; a translation only fills in for it.
    for s in same or siblings:
        shown = np.maximum(shown, SIBLING * near[s, c])
    if c in lost.whole:
        by_line = [
            0.0 if s.part != "body" or states_own(analysis, s) else BYLINED
            for s in analysis.sentences
        ]
        shown = np.maximum(shown, np.array(by_line))
    return shown


def _logit(p: float) -> float:
    if p <= 0:
        return -CAP
    if p >= 1:
        return CAP
    return max(-CAP, min(CAP, math.log(p / (1 - p))))
