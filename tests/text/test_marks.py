import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.marks import marked


def inner(text):
    return [text[i.start : i.end] for _, i in marked(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Each paragraph repeats the opening mark, the last one is closed.
        ('She said: "We ran.\n\n"We hid.\n\n"We won." Nobody came.', ['We ran.\n\n"We hid.\n\n"We won.']),
        ("“We ran all night.\n\n“We hid by day,” she said.", ["We ran all night.\n\n“We hid by day,"]),
        # No last one: each paragraph is a quotation of its own.
        ("“We ran.\n\n“We hid and nobody came.\n\nThe board met.", ["We ran.", "We hid and nobody came."]),
        # A tag ends the first, so the second begins anew.
        ("“We ran, Liv Moe said.\n\n“We hid,” Per Dahl said.", ["We ran,", "We hid,"]),
        ("The board met.\n\n“We hid,” she said.", ["We hid,"]),
    ],
)
def test_speech_over_several_paragraphs(text, wanted):
    assert inner(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('“We ran", she said. “We hid.”', ["We ran", "We hid."]),
        ("„Wir rannten\", sagte sie. „Wir warteten“, sagte er.", ["Wir rannten", "Wir warteten"]),
        ('She said, "We ran”, and "left".', ["We ran", "left"]),
        ("“We ran“, she said.", ["We ran"]),
        ("“We ran off. “We hid,” she said.", ["We ran off.", "We hid,"]),
        ("“He said “no” to me,” she said. “Fine.”", ["He said “no” to me,", "Fine."]),
        ("He cried “he told me ‘no’ twice” then.", ["he told me ‘no’ twice"]),
    ],
)
def test_mixed_lost_and_nested_marks(text, wanted):
    assert inner(text) == wanted


def test_a_wording_that_is_announced_is_quoted_without_marks():
    text = (
        "The statement read in full:\n\nWe regret the delay and will refund all passengers.\n\n"
        "Our staff will be at the quay from six to help.\n\nThe board met on Tuesday to talk about it."
    )
    assert inner(text) == [
        "We regret the delay and will refund all passengers.",
        "Our staff will be at the quay from six to help.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The statement read in full:\n\nThe company regrets the delay and will refund all passengers.",
        "What we know from the statement:\n\n- We regret the delay and will refund all passengers.",
        "Those who signed the statement:\n\nAnn Lee, Per Dahl, Liv Moe and twelve more people of the town.",
        "The board met.\n\nWe asked all of its members what they wanted.",
    ],
)
def test_no_wording_is_seen_where_nobody_speaks_of_himself_or_none_is_announced(text):
    assert inner(text) == []


@given(st.lists(st.sampled_from(['"', "“", "”", "„", "'", "''", "«", "»", " ", "\n\n", "a", "Ann said", ", ", ". ", ":"]), max_size=30).map("".join))
def test_places_are_in_order_inside_the_text_and_not_empty(text):
    at = 0
    for outer, within in marked(text):
        assert at <= outer.start <= within.start < within.end <= outer.end <= len(text)
        at = outer.end


def test_other_marks_inside_close_nothing():
    assert inner('She wrote "he said “no” to me" and left.') == ["he said “no” to me"]
    assert inner('“Our roads are old," she said. "Families wait, and nobody does more than he has to.”')[0] == "Our roads are old,"
