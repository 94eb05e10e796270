from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.run.order import older

GROWN = (
    "the ferry is a boat, known as the grey lady. it was built in 1890 and is now a museum (since 2004). "
    "it is also called the old ferry, a term that is often used.\n\nhistory\n\nthe ferry was sold in 1931."
)
WIKI = ("the ferry is a boat, known as the grey lady. it was built in 1890.", GROWN)
NEWS = (
    "FERRY SINKS, POLICE SAY\n\nA ferry sank on Tuesday, police said. Officials said 4 people died.",
    "FERRY SINKS\n\nA ferry sank on Tuesday, police said. Officials said 6 people died, a minister told us.",
)
TEXTS = st.sampled_from([*WIKI, *NEWS, "", "x", "The ferry sank today, he said."])


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_both_ways_round_are_exactly_one(a, b):
    assert older(a, b) == 1 - older(b, a)
    assert 0 <= older(a, b) <= 1


def test_equal_texts_have_one_half():
    assert older(WIKI[0], WIKI[0]) == 0.5


def test_an_encyclopedia_text_that_grew_is_newer():
    assert older(*WIKI) > 0.6
