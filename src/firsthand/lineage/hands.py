"""By whose hand the passages of a copy were made: a machine's, a reteller's, an editor's.

Each passage alone is read by a multinomial logistic model over its signs (`slips.FEATURES`). The
passages of one copy are not independent: whoever fed a text to a machine fed it the whole, or a
stretch. So three accounts of a copy compete: no passage is a machine's; nearly all are; some
stretches are, which a two-state hidden Markov chain over the passages in order finds (Rabiner
1989). What n passages say for an account counts only as n / (1 + (n - 1) rho) independent ones (the
design effect, Kish 1965), since one text's style shows in all of them. The probability of a machine
is that of the two accounts with one. A passage's own probability is read off the same posterior, so
that a sentence without a slip of its own in a spun text is a machine's, and a stretch that was left
whole in a half spun text is not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from firsthand.lineage.slips import FEATURES, Signs, Slip, Texts, signs
from firsthand.model import Alignment, Evidence, Hand, Value

HANDS = ("machine", "retold", "edited")
# Of copies by machine, the part in which only stretches are a machine's, and how often the next
# passage is by the same hand there. By hand: chosen on joined halves of copies (`fit_hands`), where
# .8 to .95 and .25 to .5 find nearly the same.
STRETCHES = 0.5
STAYS = 0.9
# Share of the passages of a copy made whole by a machine that are its work: a line may be left alone.
NEARLY_ALL = 0.95
# What one passage may say at most, in nats: a slip may be a typist's.
MOST = 4.0
# No count of slips is certainty.
SUREST = 0.98
# From this probability a passage, and a relation, shows what speaks for a machine.
SHOWN = 0.5
# Signs shown with one passage and with a whole copy, and the least weight of one, in nats.
SIGNS_SHOWN = 3
SIGNS_TOGETHER = 5
LEAST = 0.1
# The signs that a reader is told of: their rule, and what is said.
TOLD = {
    "words swapped in place": ("words-swapped", "Words are put for others where they stand, in a sentence that is kept."),
    "small words swapped": ("small-words-swapped", "Prepositions, articles or pronouns are put for one another."),
    "quotation reworded": ("quotations-reworded", "Other words stand inside the quotation marks."),
    "names garbled": ("names-garbled", "A name is spelt nearly as in the exemplar, but not quite."),
    "function words gained": ("wordier", "Function words are more frequent than in the exemplar, as in translations."),
    "contractions written out": ("written-out", "What the exemplar contracts is written out."),
    "endings changed": ("endings-changed", "Words of the exemplar stand in another form: tense, number."),
    "next in turn": ("sentence-by-sentence", "The sentences follow one another as in the exemplar."),
}


class HandWeights(Value):
    """A multinomial logistic model over `FEATURES` for `HANDS`, and how passages hang together.

    `intercepts` hold for hands that are equally frequent; `means` are those of the features;
    `machines` is how frequent copies by machine are, `rho` how alike the passages of one copy are.
    """

    intercepts: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    means: tuple[float, ...]
    machines: float
    rho: float
    record: dict[str, str | int | float] = {}


class Made(Value):
    """How a copy was made: the probability that a machine made it or a part, by passage, and why."""

    machine: float
    passages: tuple[Hand, ...]
    evidence: tuple[Evidence, ...]


def made(texts: Texts, beads: Sequence[Alignment], weights: HandWeights) -> Made:
    """Return by whose hand each passage, and the whole copy, was made; `beads` in the copy's order."""
    found = signs(texts, beads)
    alone = [likelihoods(s.features, weights) for s in found]
    none, each = mixture([log_odds(s.features, weights) for s in found], weights)
    machine = min(SUREST, 1 - none)
    passages = []
    for p, q, s in zip(alone, each, found, strict=True):
        rest = (1 - q) / (p[1] + p[2])
        shown = _evidence(s, weights) if q > SHOWN else ()
        passages.append(Hand(machine=q, retold=p[1] * rest, edited=p[2] * rest, evidence=shown))
    return Made(machine, tuple(passages), _together(found, weights) if machine > SHOWN else ())


def likelihoods(features: Sequence[float], weights: HandWeights) -> tuple[float, ...]:
    """Return the probability of each of `HANDS` for one passage alone, were all equally frequent."""
    z = [
        b + math.fsum(w * v for w, v in zip(row, features, strict=True))
        for b, row in zip(weights.intercepts, weights.weights, strict=True)
    ]
    top = max(z)
    e = [math.exp(max(v - top, -30.0)) for v in z]
    return tuple(v / math.fsum(e) for v in e)


def log_odds(features: Sequence[float], weights: HandWeights) -> float:
    """Return the log-likelihood ratio of a machine against the other two hands, in nats."""
    machine, retold, edited = likelihoods(features, weights)
    return math.log(machine / ((retold + edited) / 2))


def mixture(odds: Sequence[float], weights: HandWeights) -> tuple[float, tuple[float, ...]]:
    """Return the probability that no passage is a machine's, and for each that it is; O(n).

    `odds` are the passages' log-likelihood ratios for a machine, in the order of the copy.
    """
    held = [math.exp(max(-MOST, min(MOST, v))) for v in odds]
    if not held:
        return 1 - weights.machines, ()
    each = counted(len(held), weights)
    whole = [NEARLY_ALL * v / (NEARLY_ALL * v + 1 - NEARLY_ALL) for v in held]
    for_whole = math.fsum(math.log(NEARLY_ALL * v + 1 - NEARLY_ALL) for v in held)
    for_part, part = _chain(held)
    accounts = (
        math.log(1 - weights.machines),
        math.log(weights.machines * (1 - STRETCHES)) + each * for_whole,
        math.log(weights.machines * STRETCHES) + each * for_part,
    )
    top = max(accounts)
    none, all_of_it, stretches = (math.exp(v - top) for v in accounts)
    total = none + all_of_it + stretches
    return none / total, tuple(
        min(SUREST, (all_of_it * one + stretches * other) / total)
        for one, other in zip(whole, part, strict=True)
    )


def _chain(ratios: Sequence[float]) -> tuple[float, tuple[float, ...]]:
    """Return the log-likelihood ratio of a chain of two hands, and each passage's being a machine's.

    Forward and backward passes, scaled to sum to one; either hand may begin.
    """
    forward, scale = [(0.5, 0.5)], 0.0
    for n, ratio in enumerate(ratios):
        machine, human = forward[-1]
        if n:
            machine, human = machine * STAYS + human * (1 - STAYS), human * STAYS + machine * (1 - STAYS)
        total = machine * ratio + human
        scale += math.log(total)
        forward.append((machine * ratio / total, human / total))
    backward = [(0.5, 0.5)]
    for ratio in reversed(ratios[1:]):
        machine, human = backward[-1][0] * ratio, backward[-1][1]
        machine, human = machine * STAYS + human * (1 - STAYS), human * STAYS + machine * (1 - STAYS)
        backward.append((machine / (machine + human), human / (machine + human)))
    both = [(a[0] * b[0], a[1] * b[1]) for a, b in zip(forward[1:], reversed(backward), strict=True)]
    return scale, tuple(machine / (machine + human) for machine, human in both)


def _weight(p: Sequence[float], sign: int, weights: HandWeights) -> float:
    """Return how much the log-odds of a machine move with a sign, for a passage of probabilities p."""
    machine, retold, edited = (row[sign] for row in weights.weights)
    return machine - (p[1] * retold + p[2] * edited) / (p[1] + p[2])


def _scores(found: Signs, weights: HandWeights) -> dict[str, float]:
    """Return what each told sign of a passage says for a machine, against the mean passage, in nats."""
    p = likelihoods(found.features, weights)
    return {
        name: _weight(p, n, weights) * (value - weights.means[n])
        for n, (name, value) in enumerate(zip(FEATURES, found.features, strict=True))
        if name in TOLD and value > 0
    }


def _place(found: Signs, name: str) -> Slip | None:
    """Return the longest place where a sign can be seen, the first of equals."""
    places = [s for s in found.slips if s.sign == name]
    return max(places, key=lambda s: (len(s.copy.text), -s.copy.span.start), default=None)


def _shown(name: str, score: float, detail: str, place: Slip | None) -> Evidence:
    return Evidence(
        rule=TOLD[name][0],
        score=score,
        detail=detail,
        exemplar=place.exemplar if place else None,
        copy=place.copy if place else None,
    )


def _evidence(found: Signs, weights: HandWeights) -> tuple[Evidence, ...]:
    """Return the signs of one passage that speak most for a machine."""
    ranked = sorted(_scores(found, weights).items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        _shown(name, score, TOLD[name][1], _place(found, name))
        for name, score in ranked[:SIGNS_SHOWN]
        if score > LEAST
    )


def _together(found: Sequence[Signs], weights: HandWeights) -> tuple[Evidence, ...]:
    """Return the signs of a whole copy, counted over its passages as far as these are independent."""
    scores = [_scores(s, weights) for s in found]
    told = []
    for name in TOLD:
        where = [n for n, row in enumerate(scores) if row.get(name, 0.0) > LEAST]
        score = counted(len(found), weights) * math.fsum(row.get(name, 0.0) for row in scores)
        if where and score > LEAST:
            best = max(where, key=lambda n: (scores[n][name], -n))
            detail = f"{TOLD[name][1]} So in {len(where)} of {len(found)} passages."
            told.append(_shown(name, score, detail, _place(found[best], name)))
    return tuple(sorted(told, key=lambda e: (-e.score, e.rule))[:SIGNS_TOGETHER])


def counted(passages: int, weights: HandWeights) -> float:
    """Return what part of an independent passage each of so many passages of one copy counts for."""
    return 1 / (1 + (passages - 1) * weights.rho) if passages else 1.0
