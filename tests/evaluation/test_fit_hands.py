import numpy as np
import pytest

pytest.importorskip("sklearn")

from evaluation.fit_hands import Copy, figures, fit, left_out
from firsthand.lineage.hands import HANDS, log_odds
from firsthand.lineage.slips import FEATURES


def planted(stories=6, seed=2):
    """Return copies by three hands whose first three signs, one a hand, are one higher."""
    rng = np.random.default_rng(seed)
    return [
        Copy(f"s{n}", rng.normal(0, 0.3, (8, len(FEATURES))) + np.eye(len(FEATURES))[hand], hand)
        for n in range(stories)
        for hand in range(len(HANDS))
    ]


def test_planted_hands_are_found_in_stories_left_out():
    copies = planted()
    found = figures(copies, left_out(copies))
    assert found["copies wrong"] == 0
    assert found["passages alone AUC"] > 0.95
    assert found["halves joined: passages right"] > 0.9


def test_the_fit_is_the_same_twice_and_signs_speak_for_their_hand():
    weights = fit(planted())
    assert weights == fit(planted())
    assert weights.machines == pytest.approx(1 / 3, abs=0.001)
    assert log_odds(np.eye(len(FEATURES))[0].tolist(), weights) > 0 > log_odds(np.eye(len(FEATURES))[1].tolist(), weights)


def test_passages_that_share_their_copys_habit_count_less():
    rng = np.random.default_rng(3)
    alike = [c._replace(features=c.features + rng.normal(0, 0.6, len(FEATURES))) for c in planted(12)]
    assert fit(alike).rho > fit(planted(12)).rho
