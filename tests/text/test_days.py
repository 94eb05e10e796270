import pytest

from firsthand.model import DateClaim, Span
from firsthand.text.days import days, same_day
from tests.conftest import make_document


def only(text, published=None, language="en"):
    document = make_document(text, language=language, published=published and DateClaim(published, "day", "text", published))
    (day,) = days(document, Span(0, len(text)))
    return day


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("It sank on Thursday.", "2025-06-06", "en"), ("It sank yesterday.", "2025-06-06", "en"), True),
        (("It sank on Thursday.", "2025-06-06", "en"), ("It sank yesterday.", "2025-06-07", "en"), False),
        (("It sank on 3 June.", None, "en"), ("Sie sank am 3. Juni.", None, "de"), True),
        (("It sank on June 3, 2024.", None, "en"), ("Il a coulé le 3 juin 2025.", None, "fr"), False),
        (("It sank yesterday.", None, "en"), ("It sank on Monday.", None, "en"), None),
        (("It sank in May.", None, "en"), ("It sank on Monday.", None, "en"), None),
        (("It sank in May.", None, "en"), ("Он затонул 3 мая.", None, "ru"), True),
    ],
)
def test_days_told_in_two_ways(one, other, same):
    if same is None and "yesterday" in one[0]:
        assert days(make_document(one[0]), Span(0, len(one[0]))) == ()  # nothing says from which day
        return
    assert same_day(only(*one), only(*other)) is same


@pytest.mark.parametrize("text", ["You may march on.", "He was 3 and may 4 be late?", "Section 12 of the act", "mars and jan"])
def test_words_that_are_no_days(text):
    assert days(make_document(text), Span(0, len(text))) == ()


def test_places_are_those_of_the_document():
    text = "On Friday 3 May it was sold, and on 4 June 2025 sold again."
    assert [text[d.span.start : d.span.end] for d in days(make_document(text), Span(0, len(text)))] == [
        "Friday", "3 May", "4 June 2025",
    ]  # fmt: skip
