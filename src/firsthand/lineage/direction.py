"""Who first: all rules both ways round, weighed into one calibrated probability.

The idea that direction can be read from the texts is Grozea & Popescu's (2010), who used the
asymmetry of matches alone; Dong et al. (2009) and Marmerola et al. (2016) add what changes on the
way. Here each rule stays visible: its evidence is what the reader sees.
"""

from __future__ import annotations

import math

from firsthand.lineage import page_evidence as page
from firsthand.lineage import prose_evidence as prose
from firsthand.lineage.antecedents import antecedent_lost
from firsthand.lineage.bodies import same_body
from firsthand.lineage.cuts import cut_inside
from firsthand.lineage.evidence import Pair, Rule, View, views
from firsthand.lineage.units import conversion_added, converted, unit_mistaken
from firsthand.lineage.updating import updating
from firsthand.model import Evidence, Value

RULES: tuple[Rule, ...] = (
    page.credits_the_other,
    page.later_date,
    page.marked_as_update,
    page.says_translated,
    page.captured_later,
    page.credit_dropped,
    page.agency_residue,
    page.byline_lost,
    prose.contained,
    prose.attribution_lost,
    prose.reported_first_hand,
    prose.detail_lost,
    prose.quotation_trimmed,
    prose.rewritten_by_machine,
    prose.rewritten_fluently,
    prose.earlier_saying,
    prose.cut_from_the_end,
    cut_inside,
    antecedent_lost,
    conversion_added,
    converted,
    unit_mistaken,
)


# What a page claims may be false; it shows nothing of the texts.
CLAIMED = frozenset({"date", "undated"})


class CommonWeights(Value):
    """Log-odds of a common exemplar: per nat of direction either way, and of matter that is not shared."""

    intercept: float = -3.0
    net: float = -0.4
    unshared: float = 3.2


class DirectionWeights(Value):
    """How far each rule's score is trusted (1 where it is not named), and the slope of the whole."""

    slope: float = 1.0
    rules: dict[str, float] = {}
    common: CommonWeights = CommonWeights()
    record: dict[str, str | int | float] = {}


class Direction(Value):
    """The probability that left is the exemplar, given that one copied the other, with why.

    `common` is the probability that neither is, given that they are kin: both drew on a third text.

    Scores are for left as the exemplar; what speaks for right has a negative one, and its
    pointers are turned: `exemplar` points into the text it speaks for.
    """

    probability: float
    common: float
    evidence: tuple[Evidence, ...]


def direction(pair: Pair, weights: DirectionWeights) -> Direction:
    """Return who first, by all rules; without any sign the probability is one half."""
    forward, backward = views(pair)
    found: list[Evidence] = []
    for rule in RULES:
        found.extend(_scaled(e, weights, 1.0) for e in rule(forward))
        found.extend(_scaled(e, weights, -1.0) for e in rule(backward))
    same = same_body(pair.left.document.outlet, pair.right.document.outlet)
    if same and not forward.one_version:
        found.extend(updating(pair.left.document.text, pair.right.document.text))
    total = math.fsum(e.score for e in found)
    ordered = sorted(found, key=lambda e: (-abs(e.score), e.rule, e.score))
    return Direction(
        1 / (1 + math.exp(-weights.slope * total)),
        _common(found, forward, backward, weights),
        tuple(ordered),
    )


def _common(
    found: list[Evidence], forward: View, backward: View, weights: DirectionWeights
) -> float:
    """Return the probability that both drew on a third text.

    Of two copies of one text neither shows the way to the other, each lost something else, and both
    have matter that the other lacks. (Signs for both ways at once, which one would expect, are as
    common between a copy and its exemplar.)
    """
    signs = [e.score for e in found if e.rule not in CLAIMED]
    unshared = 1 - min(forward.copy_share, backward.copy_share)
    c = weights.common
    z = c.intercept + c.net * abs(math.fsum(signs)) + c.unshared * unshared
    return 1 / (1 + math.exp(-z))


def _scaled(evidence: Evidence, weights: DirectionWeights, sign: float) -> Evidence:
    return Evidence(
        rule=evidence.rule,
        score=sign * evidence.score * weights.rules.get(evidence.rule, 1.0),
        detail=evidence.detail,
        exemplar=evidence.exemplar,
        copy=evidence.copy,
    )
