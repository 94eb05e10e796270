import math

from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.updating import CUT_FROM, signs, updating

LEAD = "GRAIN BOARD RAISES PRICES\n\nThe grain board raised its prices by two pct, a spokesman announced.\n"
LONG = LEAD + "\n".join(f"Silo {n} holds about {n} tonnes of barley and some {n + 3} tonnes of rye." for n in range(20))
TEXTS = st.lists(st.sampled_from(["board", "SAYS", ".", "\n", "<GRN>", "he said", "U.S. Wheat"]), max_size=25).map(" ".join)


def total(left, right):
    return math.fsum(e.score for e in updating(left, right))


@given(TEXTS, TEXTS)
def test_signs_turn_with_the_pair(left, right):
    there, back = signs(left, right), signs(right, left)
    assert there.keys() == back.keys()
    assert all(there[name] == -back[name] for name in there)


def test_a_long_item_is_cut_from_its_end():
    short = "\n".join(LONG.splitlines()[:12])
    assert len(short.split()) > CUT_FROM
    assert total(LONG, short) > 1


def test_a_short_take_is_added_to():
    assert total(LEAD, "\n".join(LONG.splitlines()[:6])) > 0.5


def test_a_correction_says_so():
    assert total("MILL LTD YEAR NET\n\nNet 4 mln", "CORRECTED - MILL LTD YEAR NET\n\nNet 5 mln") > 1


def test_codes_are_dropped():
    assert total("MILL <MLL> BUYS SILO\n\nMill bought it.", "MILL BUYS SILO\n\nMill bought it.") > 0
