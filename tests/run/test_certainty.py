"""How sure a match is: more of rarer words is surer, in more documents it is less sure."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Span
from firsthand.run.certainty import FEATURES, Signs, certainty, covered, features, load_certainty, said

WEIGHTS = load_certainty()
SIGNS = st.builds(
    Signs, words=st.integers(0, 400), bits=st.floats(0, 5000), covered=st.floats(0, 1), meaning=st.one_of(st.just(0.0), st.floats(0.5, 1))
)


@given(SIGNS, st.integers(1, 10**7))
def test_it_is_a_probability(signs, documents):
    assert len(features(signs, documents)) == len(FEATURES) == len(WEIGHTS.weights)
    assert 0 <= certainty(signs, documents, WEIGHTS) <= 1


@given(SIGNS, st.integers(1, 10**6), st.floats(1, 1000))
def test_rarer_words_and_fewer_documents_are_surer(signs, documents, more):
    rarer = Signs(signs.words, signs.bits + more, signs.covered, signs.meaning)
    assert certainty(rarer, documents, WEIGHTS) >= certainty(signs, documents, WEIGHTS)
    assert certainty(signs, 10 * documents, WEIGHTS) <= certainty(signs, documents, WEIGHTS)


def test_rare_words_say_more_than_common_ones():
    common, rare = said("at the end of the day", "en"), said("divers replaced forty rotten piles there", "en")
    assert common[0] == rare[0] == 6
    assert common[1] < rare[1]
    sure = [certainty(Signs(words, bits, 1.0, 0.0), 10_000, WEIGHTS) for words, bits in (common, rare)]
    assert sure[0] < sure[1]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted)))
def test_what_is_covered_is_counted_once(pairs):
    spans = [Span(*pair) for pair in pairs]
    assert covered(spans, 50) == len({n for s in spans for n in range(s.start, s.end)}) / 50


def test_the_weights_say_how_they_were_fitted():
    assert WEIGHTS.record["ten-fold by topic, fitted Brier"] < WEIGHTS.record["ten-fold by topic, rule Brier"]
