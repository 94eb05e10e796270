import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.hands import SUREST, TOLD, counted, likelihoods, log_odds, made, mixture
from firsthand.lineage.slips import FEATURES, Texts, signs
from firsthand.model import Alignment, Passage
from firsthand.run.fitted import load_hands
from firsthand.text.analyse import analyse
from tests.conftest import make_document

WEIGHTS = load_hands()
EXEMPLAR = (
    "The harbour board of Wexmoor closed the north quay on Tuesday after divers found two cracks in its wall.",
    "Board chairwoman Ottilie Brandvold said the quay had carried 40 lorries a day since the spring.",
    '"We were told it would hold until the new pier opens," she said.',
    "Fishermen from the island of Skarrow fear they won't be able to land their catch before the weekend.",
    "The town's engineer, Piers Lathom, warned the council in March that repairs couldn't wait.",
    "A spokesman for the builder declined to comment.",
)
SPUN = (
    "The council of harbour of Wexmoor has shut the north wharf the Tuesday after that divers discovered two fissures in his wall.",
    "The chairwoman of the council Otilie Brandvolt said that the wharf had transported 40 trucks to the day from the spring.",
    '"They said us that it would resist until the new jetty is opened," she said.',
    "The fishermen of the island of Skarow fear that they will not be able to land their capture before of the end of week.",
    "The engineer of the town, Piers Latham, warned to the council in March that the repairs could not wait.",
    "A speaker for the constructor refused to comment.",
)
RETOLD = (
    "Two cracks spotted by divers have shut Wexmoor's north quay.",
    "Lorries, some 40 daily, had used the structure since spring, according to board chairwoman Ottilie Brandvold.",
    'Assurances had been given that "it would hold until the new pier opens", Brandvold noted.',
    "Landing fish before the weekend now looks doubtful, Skarrow crews worry.",
    "Warnings reached the council as early as March, when engineer Piers Lathom urged immediate repairs.",
    "No comment came from the builder.",
)
EDITED = (
    "Wexmoor harbour board closed the north quay on Tuesday after divers found two cracks in its wall.",
    "Board chairwoman Ottilie Brandvold said the quay had carried 40 lorries a day.",
    '"We were told it would hold until the new pier opens," she said.',
    "Fishermen from the island of Skarrow fear they won't be able to land their catch.",
    "The town's engineer, Piers Lathom, warned the council in March that repairs couldn't wait.",
    "A spokesman for the builder declined to comment.",
)


def joined(exemplar, copy, order=None):
    """Return two texts of sentences with the passages that join them, in the order of the copy."""
    texts = Texts(*(analyse(make_document(" ".join(s), id=str(n))) for n, s in enumerate((exemplar, copy))))
    beads = []
    for here, there in enumerate(order or range(len(copy))):
        places = []
        for analysis, sentences, n in ((texts.exemplar, exemplar, there), (texts.copy, copy, here)):
            start = analysis.document.text.index(sentences[n])
            span = type(analysis.sentences[0].span)(start, start + len(sentences[n]))
            places.append(Passage(analysis.document.id, span, sentences[n]))
        beads.append(
            Alignment(
                left=places[0], right=places[1], left_sentences=(there,), right_sentences=(here,),
                manner="reworded", similarity=0.5, confidence=0.9,
            )
        )  # fmt: skip
    return texts, tuple(beads)


def test_a_copy_by_machine_is_told_from_a_retold_and_an_edited_one():
    by_machine = made(*joined(EXEMPLAR, SPUN), WEIGHTS)
    retold = made(*joined(EXEMPLAR, RETOLD), WEIGHTS)
    edited = made(*joined(EXEMPLAR, EDITED), WEIGHTS)
    assert by_machine.machine > 0.9
    assert max(retold.machine, edited.machine) < 0.3
    assert all(h.machine > 0.8 for h in by_machine.passages)
    assert sum(h.retold > h.edited for h in retold.passages) >= 4
    assert sum(h.edited > h.retold for h in edited.passages) >= 5
    assert not retold.evidence
    assert not any(h.evidence for h in (*retold.passages, *edited.passages))


def test_a_half_spun_copy_is_told_by_its_stretches():
    copy = SPUN[:3] + EXEMPLAR[3:]
    found = [h.machine for h in made(*joined(EXEMPLAR, copy), WEIGHTS).passages]
    assert min(found[:3]) > max(found[3:])


def test_what_speaks_for_a_machine_points_into_both_texts():
    texts, beads = joined(EXEMPLAR, SPUN)
    found = made(texts, beads, WEIGHTS)
    rules = {e.rule for e in found.evidence}
    assert {"names-garbled", "quotations-reworded"} <= rules | {e.rule for h in found.passages for e in h.evidence}
    for e in (*found.evidence, *(e for h in found.passages for e in h.evidence)):
        for pointer, text in ((e.exemplar, texts.exemplar.document.text), (e.copy, texts.copy.document.text)):
            assert pointer is None or text[pointer.span.start : pointer.span.end] == pointer.text


@pytest.mark.parametrize("copy", [SPUN, RETOLD, EDITED])
def test_the_three_hands_sum_to_one(copy):
    for hand in made(*joined(EXEMPLAR, copy), WEIGHTS).passages:
        assert math.isclose(hand.machine + hand.retold + hand.edited, 1.0)


@given(st.lists(st.floats(-9, 9), max_size=12))
def test_probabilities_stay_inside(odds):
    none, each = mixture(odds, WEIGHTS)
    assert 0 <= none <= 1
    assert len(each) == len(odds)
    assert all(0 <= p <= SUREST for p in each)


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=9), st.integers(0, 8), st.floats(0.1, 2))
def test_more_slips_make_a_machine_likelier(odds, at, more):
    at %= len(odds)
    raised = [v + more if n == at else v for n, v in enumerate(odds)]
    assert mixture(raised, WEIGHTS)[0] <= mixture(odds, WEIGHTS)[0] + 1e-12
    assert mixture(raised, WEIGHTS)[1][at] >= mixture(odds, WEIGHTS)[1][at] - 1e-12


def test_passages_of_one_copy_count_less_than_as_many_copies():
    assert counted(1, WEIGHTS) == 1
    assert counted(20, WEIGHTS) < counted(2, WEIGHTS) < 1
    assert 1 - mixture([], WEIGHTS)[0] == pytest.approx(WEIGHTS.machines)


def brute(odds):
    """Return the chain's posterior by adding up all ways to share the passages out."""
    import itertools

    from firsthand.lineage.hands import STAYS

    total, mine = 0.0, [0.0] * len(odds)
    for way in itertools.product((0, 1), repeat=len(odds)):
        p = 0.5
        for n, one in enumerate(way):
            p *= math.exp(odds[n]) if one else 1.0
            if n:
                p *= STAYS if one == way[n - 1] else 1 - STAYS
        total += p
        for n, one in enumerate(way):
            mine[n] += p * one
    return math.log(total), [v / total for v in mine]


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=6))
def test_the_chain_is_the_sum_over_all_ways(odds):
    from firsthand.lineage.hands import _chain

    scale, each = _chain([math.exp(v) for v in odds])
    wanted, parts = brute(odds)
    assert scale == pytest.approx(wanted, abs=1e-9)
    assert each == pytest.approx(parts, abs=1e-9)


def test_the_weights_fit_the_signs():
    assert len(WEIGHTS.means) == len(FEATURES)
    assert all(len(row) == len(FEATURES) for row in WEIGHTS.weights)
    assert set(TOLD) <= set(FEATURES)
    assert WEIGHTS.record["left out: copies wrong"] <= 2


def test_log_odds_are_those_of_the_three_likelihoods():
    texts, beads = joined(EXEMPLAR, SPUN)
    for s in signs(texts, beads):
        machine, retold, edited = likelihoods(s.features, WEIGHTS)
        assert log_odds(s.features, WEIGHTS) == pytest.approx(math.log(2 * machine / (retold + edited)))
