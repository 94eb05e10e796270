"""What two stated dates say about who came first, when some dates lie.

A copy follows its exemplar within hours or days. A stated date may be false: the wrong zone or the
hour of a crawl (off by a day), a republished or backdated page (off by anything). With probability
`falsity` at least one of two dates is false and their distance follows the law of errors instead of
the law of lags, so that

    LR(gap) = [(1 - falsity) lag(gap) + falsity error(gap)] / [falsity error(gap)]

and a date alone never decides: the ratio is small where errors are common (a day) and small again
where a copy would hardly have waited so long (months).
"""

from __future__ import annotations

import math
from datetime import date, datetime

from firsthand.model import DateBasis, DateClaim

# Probability that a date of this basis is not the day on which the text appeared. Of thirteen
# agency texts beside outlets' copies of them in a large collection, three bore a later date than
# the copy; what was guessed from a page is worse, what an address or a feed states a little better.
FALSE: dict[DateBasis, float] = {
    "text": 0.12,
    "meta": 0.12,
    "jsonld": 0.1,
    "feed": 0.08,
    "url": 0.1,
    "header": 0.12,
    "inferred": 0.35,
}
# A month stated instead of a day is a page that was filled in later.
FALSE_MONTH = 0.3
# Copies on the day of the exemplar, and the days that the others wait on average.
SAME_DAY = 0.5
MEAN_WAIT = 2.5
# Errors of a day are the most common ones; the others fall off with the square of the distance.
DAY_ERROR = 0.13
# No direction rests on dates alone: at most this, whatever the distance.
MOST_NATS = 1.2
# Minutes of one day are told by clocks that are set by hand, in zones that are not named.
SAME_DAY_NATS = 0.8


def later(one: DateClaim, other: DateClaim) -> float:
    """Return the log-likelihood ratio that the first date's text is the exemplar of the second's.

    In nats, positive where the second date is the later one; `later(b, a) == -later(a, b)`.
    """
    gap = _days(one, other)
    if gap is None:
        return 0.0
    if gap == 0:
        return _within_a_day(one, other)
    days = abs(gap)
    falsity = 1 - (1 - _false(one)) * (1 - _false(other))
    lag = (1 - SAME_DAY) * math.exp(-(days - 1) / MEAN_WAIT) * (1 - math.exp(-1 / MEAN_WAIT))
    error = DAY_ERROR / days**1.5
    score = math.log1p((1 - falsity) * lag / (falsity * error))
    return math.copysign(min(MOST_NATS, score), gap)


def _false(claim: DateClaim) -> float:
    return FALSE_MONTH if claim.resolution == "month" else FALSE[claim.basis]


def _days(one: DateClaim, other: DateClaim) -> int | None:
    width = 7 if "month" in (one.resolution, other.resolution) else 10
    first, second = one.value[:width], other.value[:width]
    if width == 7:
        first, second = f"{first}-15", f"{second}-15"
    try:
        return (date.fromisoformat(second) - date.fromisoformat(first)).days
    except ValueError:
        return None


def _within_a_day(one: DateClaim, other: DateClaim) -> float:
    """Return what times of one day say: only two clocks of one zone can be compared."""
    if "day" in (one.resolution, other.resolution) or "month" in (one.resolution, other.resolution):
        return 0.0
    try:
        first, second = datetime.fromisoformat(one.value), datetime.fromisoformat(other.value)
    except ValueError:
        return 0.0
    if first.tzinfo is None or second.tzinfo is None:  # the zone that one names may be both's
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    if first == second:
        return 0.0
    return SAME_DAY_NATS if first < second else -SAME_DAY_NATS
