import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.findings.quoted import (
    intact,
    likeness,
    marks,
    plain,
    running,
    slipped,
    spoken,
    stands,
)
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


@pytest.mark.parametrize(
    ("exemplar", "copy", "same"),
    [
        ("“We warned them in March and again in June, and nobody answered,” Roe said.", "“We warned them in March … and nobody answered,” Roe said.", True),
        ("“We warned the operator in March and again,” Roe said.", "“We warned [them] in March and again,” Roe said.", True),
        ("“It’s a disgrace,” said Roe of the U.S. office.", "“It is a disgrace,” said Roe of the US office.", True),
        ("“It costs 20 percent more,” Roe said.", "“It costs 20% more,” Roe said.", True),
        ("“We warned them in March and again,” Roe said.", "“We warned them in April and again,” Roe said.", False),
        ("“We warned them in March and again,” Roe said.", "“Again … we warned them,” Roe said.", False),
    ],
)
def test_a_quotation_is_intact_piece_by_piece(exemplar: str, copy: str, same: bool) -> None:
    left, right = analyse(make_document(exemplar)), analyse(make_document(copy))
    assert intact(marks(1, right)[0], running(left)) is same


def test_a_slip_of_the_keys_is_no_other_word() -> None:
    assert slipped(plain("a tighter fsical policy"), plain("a tighter fiscal policy"), "en")
    assert not slipped(plain("the whole house"), plain("the whole horse"), "en")
