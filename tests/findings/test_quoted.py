from hypothesis import given
from hypothesis import strategies as st

from firsthand.findings.quoted import likeness, plain, spoken, stands
from firsthand.text.analyse import analyse
from tests.conftest import make_document

WORDS = st.lists(st.sampled_from(["we", "will", "not", "leave", "the", "hill", "today", "or", "ever"]), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_symmetric(one, other):
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1.0


@given(WORDS, st.integers(0, 11), st.integers(1, 12))
def test_what_is_cut_out_of_a_text_stands_in_it(text, start, length):
    piece = text[start : start + length]
    if piece:
        assert stands(piece, text)
        assert likeness(piece, text) == 1.0


def test_style_is_no_difference():
    assert plain("“We’ll organise it,”") == plain('"We\'ll organize it"')


def test_a_splice_of_two_quotations_is_still_said():
    text = '"There is no point in arguing," the lawyer said. "We argue with the story."'
    said = spoken(analyse(make_document(text)))
    assert stands(plain("There is no point in arguing. We argue with the story."), said)
