from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.clock import MOST_NATS, later
from firsthand.model import DateClaim


def claim(value, resolution="day", basis="text"):
    return DateClaim(value, resolution, basis, value)


days = st.dates().map(lambda d: claim(d.isoformat()))


@given(days, days)
def test_it_is_antisymmetric_and_bounded(one, other):
    assert later(one, other) == -later(other, one)
    assert abs(later(one, other)) <= MOST_NATS


def test_a_few_days_say_more_than_months():
    first = claim("2031-03-01")
    assert later(first, claim("2031-03-02")) > later(first, claim("2031-06-30")) > 0


def test_a_guessed_date_says_less():
    sure = later(claim("2031-03-01"), claim("2031-03-02"))
    assert 0 < later(claim("2031-03-01", basis="inferred"), claim("2031-03-02")) < sure


def test_times_count_within_a_day_and_zones_are_heeded():
    morning = claim("2031-03-01T08:00:00+00:00", "second")
    noon = claim("2031-03-01T12:00:00+02:00", "second")
    assert later(morning, noon) > 0
    assert later(morning, claim("2031-03-01T09:00:00+02:00", "second")) < 0
    assert later(morning, claim("2031-03-01")) == 0


def test_a_month_is_compared_by_months():
    assert later(claim("2031-03", "month"), claim("2031-03-30")) == 0
    assert later(claim("2031-03", "month"), claim("2031-04-02")) > 0
