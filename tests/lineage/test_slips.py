from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.slips import FEATURES, signs
from tests.lineage.test_hands import EDITED, EXEMPLAR, RETOLD, SPUN, joined


def sign(name, exemplar, copy, n=0, order=None):
    return signs(*joined(exemplar, copy, order))[n].features[FEATURES.index(name)]


def test_a_passage_that_was_left_whole_shows_nothing():
    for n in range(len(EXEMPLAR)):
        assert sign("words kept", EXEMPLAR, EXEMPLAR, n) == 1
        for name in ("words swapped in place", "names garbled", "quotation reworded", "longest run rewritten"):
            assert sign(name, EXEMPLAR, EXEMPLAR, n) == 0


def test_quotations_and_names_are_seen():
    assert sign("quotation reworded", EXEMPLAR, SPUN, 2) == 1
    assert sign("quotation intact", EXEMPLAR, EDITED, 2) == 1
    assert sign("quotation reworded", EXEMPLAR, RETOLD, 2) == 0  # only cut at its beginning
    assert sign("names garbled", EXEMPLAR, SPUN, 1) == 1
    assert sign("names garbled", EXEMPLAR, RETOLD, 1) == 0


def test_contractions_written_out():
    assert sign("contractions written out", EXEMPLAR, SPUN, 3) == 1
    assert sign("contractions written out", SPUN, EXEMPLAR, 3) == -1


def test_order_is_that_of_the_neighbours():
    assert sign("next in turn", EXEMPLAR, SPUN, 2) == 2
    assert sign("next in turn", EXEMPLAR, SPUN, 0) == 1
    turned = (5, 4, 3, 2, 1, 0)
    copy = tuple(SPUN[n] for n in turned)
    assert sign("next in turn", EXEMPLAR, copy, 2, turned) == 0


def test_a_name_that_takes_an_ending_is_not_garbled():
    assert sign("names garbled", ("They sailed to Syria in May.",), ("They sailed with Syrians in May.",)) == 0


def test_slips_point_at_the_words_that_were_swapped():
    found = signs(*joined(EXEMPLAR, SPUN))[0].slips
    assert ("cracks", "fissures") in {(s.exemplar.text, s.copy.text) for s in found}


WORDS = st.lists(st.sampled_from(["the", "a", "of", "harbour", "quay", "Wexmoor", "said", "40", "closed", "wall", "in"]), min_size=2, max_size=14)


@given(WORDS, WORDS)
def test_every_sign_is_bounded(one, other):
    text = [" ".join(w).capitalize() + "." for w in (one, other)]
    (found,) = signs(*joined((text[0],), (text[1],)))
    assert all(-1 <= v <= 2 for v in found.features)
