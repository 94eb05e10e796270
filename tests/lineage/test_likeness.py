"""Compiled likenesses say what the definitions say, to the last bit."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage.event import Told
from firsthand.lineage.likeness import Pairs, likenesses
from firsthand.lineage.nearness import close
from firsthand.lineage.profile import Profile
from firsthand.lineage.sheets import laid_out, sheet, together
from firsthand.lineage.stories import FEATURES, StoryWeights, Wording, features, likeness

WORDS = ("ferry", "reef", "harbour", "tug", "wheat", "guild", "mill", "weir")
shares = st.floats(2**-20, 1.0)
numbers = st.sampled_from([0.0, -0.0, 3.5, 14.0, 214.0, 1e12])
counts = st.dictionaries(st.sampled_from(["passenger", "crew", "%"]), st.frozensets(numbers, min_size=1), max_size=3)
WEIGHTS = StoryWeights(-1.37, tuple(0.31 * (-1) ** n / (n + 1) for n in range(len(FEATURES))))


@st.composite
def profiles(draw):
    stems = draw(st.dictionaries(st.sampled_from(WORDS), shares))
    names = draw(st.dictionaries(st.sampled_from(WORDS), st.one_of(st.just(0.0), shares)))
    words = frozenset(k for k in stems if draw(st.booleans()))
    some = draw(st.sets(st.sampled_from(sorted(stems)))) if stems else set()
    return Profile(
        words=words,
        lead={k: draw(shares) for k in sorted(some & words)},
        headline={k: draw(shares) for k in sorted(some)},
        stems=stems,
        names=names,
        lead_names={k: draw(shares) for k in sorted(names) if draw(st.booleans())},
        numbers=draw(st.frozensets(numbers)),
        counts=draw(counts),
        lead_counts=draw(counts),
        told=Told(
            draw(st.frozensets(st.integers(0, 6))),
            draw(st.frozensets(st.tuples(st.integers(1, 12), st.integers(1, 31)), max_size=3)),
            draw(st.frozensets(st.integers(1900, 2099), max_size=3)),
        ),
        language=draw(st.sampled_from(["en", "de"])),
        day=draw(st.none() | st.dates()),
        length=draw(st.integers(0, 2_000)),
    )


@settings(deadline=None)  # the first call compiles
@given(st.lists(profiles(), min_size=2, max_size=5), st.lists(st.tuples(shares, st.integers(0, 40)), min_size=1))
def test_likenesses_are_those_of_the_definitions(said, wordings):
    pairs = list(itertools.permutations(range(len(said)), 2))
    wording = list(itertools.islice(itertools.cycle(wordings), len(pairs)))
    odds, near = likenesses(laid_out(said), Pairs(np.array(pairs), np.array(wording, dtype=np.float64)), WEIGHTS)
    for (i, j), words, value, is_close in zip(pairs, wording, odds.tolist(), near.tolist(), strict=True):
        assert value == likeness(features(said[i], said[j], Wording(*words)), WEIGHTS)
        assert is_close == close(said[i], said[j])


def test_no_pairs_have_no_likenesses():
    odds, near = likenesses(laid_out([]), Pairs(np.empty((0, 2), np.int64), np.empty((0, 2))), WEIGHTS)
    assert len(odds) == len(near) == 0


@settings(deadline=None)
@given(st.lists(profiles(), min_size=1, max_size=4))
def test_a_sheet_says_what_its_profile_says(said):
    held = together(sheet(p) for p in said)
    first, keys, weights = held.part(0)
    for n, profile in enumerate(said):
        own = slice(first[n], first[n + 1])
        assert sorted(np.abs(weights[own]).tolist()) == sorted(profile.stems.values())
        assert int((weights[own] > 0).sum()) == len(profile.words)
        assert (np.diff(keys[own].astype(object)) > 0).all()
