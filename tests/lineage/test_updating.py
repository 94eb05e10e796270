import math

from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.updating import CUT_FROM, signs, updating

LEAD = "GRAIN BOARD RAISES PRICES\n\nThe grain board raised its prices by two pct, a spokesman announced.\n"
LONG = LEAD + "\n".join(f"Silo {n} holds about {n} tonnes of barley and some {n + 3} tonnes of rye." for n in range(20))
TEXTS = st.lists(
    st.sampled_from(["board", "SAYS", ".", "\n", "<GRN>", "he said", "U.S. Wheat", "total so far today to 5 mln", "toll to 7"]), max_size=25
).map(" ".join)


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


def test_a_total_that_runs_on_is_higher_in_the_newer_item():
    early = "BOARD SELLS RYE\n\nThe board sold rye. This takes its total sales so far today to 120 tonnes."
    late = "BOARD SELLS MORE\n\nThe board sold rye. This takes its total sales so far today to 461 tonnes."
    assert signs(early, late)["tally"] == 1
    first = "BOARD SELLS RYE\n\nThe board sold rye in the morning."
    assert 0 < signs(first, early)["tally"] < 1
    assert signs("MILL BURNS\n\nThe death toll rose to 1,020.", "MILL BURNS\n\nThe toll rose to 1.1 million.")["tally"] == 1


def test_a_misspelling_put_right_tells_the_newer():
    assert signs("MILL\n\nThe mill recieved rye.", "MILL\n\nThe mill received rye.")["spelling"] > 0
