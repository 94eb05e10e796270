import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.findings.slots import Excerpt, alike, beside, moved
from firsthand.model import Span
from firsthand.text.analyse import analyse
from tests.conftest import make_document

WORDS = st.lists(st.sampled_from(["the", "dam", "held", "water", "boats", "three", "of", "and", "rose", "Tuesday", "engineer", "said"]), max_size=20)


def row(before, after):
    return beside(*(Excerpt(analyse(make_document(t)), Span(0, len(t))) for t in (before, after)))


def shown(before, after):
    found = row(before, after)
    return [
        (" ".join(w.form for w in found.left[slice(*s.left)]), " ".join(w.form for w in found.right[slice(*s.right)]))
        for s in found.slots
    ]


@given(WORDS, WORDS)
def test_slots_are_what_is_not_equal_and_keep_the_order(before, after):
    found = row(" ".join(before), " ".join(after))
    left = right = 0
    for slot in found.slots:
        assert slot.left[0] - left == slot.right[0] - right  # what lies between is equal, word for word
        assert all(
            a.key == b.key
            for a, b in zip(found.left[left : slot.left[0]], found.right[right : slot.right[0]], strict=True)
        )
        assert slot.left[0] < slot.left[1] or slot.right[0] < slot.right[1]
        left, right = slot.left[1], slot.right[1]
    assert len(found.left) - left == len(found.right) - right


@given(WORDS)
def test_a_text_does_not_differ_from_itself(words):
    text = " ".join(words)
    assert row(text, text).slots == ()


def test_house_style_and_inflection_are_no_difference():
    assert shown("The organisation's colour was “grey”", 'The organization’s color was "gray"') == []
    assert shown("The boats were leaving at noon", "The boats left at noon") != []


def test_one_change_is_one_slot():
    assert shown("ousted him after a lightning offensive last week", "ousted him after evacuation last week") == [
        ("a lightning offensive", "evacuation")
    ]


def test_a_long_replacement_is_cut_at_words_that_sound_alike():
    found = shown("said Miodrag Stanisic in Ostmark", "told reporters Miodrak Stanishich near Westmark")
    assert ("miodrag", "miodrak") in found
    assert ("stanisic", "stanishich") in found


def test_words_that_stand_elsewhere_are_moved_not_gone():
    found = row("On Tuesday the dam held the water", "the dam held the water on Tuesday")
    for slot in found.slots:
        assert moved(found, slot) == ([], [])


@pytest.mark.parametrize(("one", "other", "near"), [("javaid", "havaid", True), ("year", "month", False), ("so", "so", True)])
def test_alike(one, other, near):
    assert (alike(one, other) >= 0.75) is near


def test_hidden_characters_are_no_difference():
    assert shown("Dale Purvis signed the contract", "Dale Pur\u200bvis signed the con\u00adtract") == []
