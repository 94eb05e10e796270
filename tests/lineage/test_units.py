import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.lineage.units import (
    CONVERTED_MOST,
    conversion_added,
    converted,
    grain,
    unit_mistaken,
)
from tests.lineage.pairs import turned, view

SENTENCE = "The fire on the Skarrow moor had burnt over {} of heather by Tuesday evening, the brigade said."


def both(one, other, sentence=SENTENCE, language="en", second=None):
    second = second or sentence
    return view(sentence.format(one), second.format(other), least=0.4, language=language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 miles", "16.1 km"),
        ("10 miles", "16 kilometres"),
        ("30km", "18.6 miles"),
        ("500 acres", "202 hectares"),
        ("20 square miles", "51.8 square kilometres"),
        ("five metres", "16.4 feet"),
        ("100 pounds", "45.4 kg"),
        ("200 tonnes", "220.5 tons"),
        ("1,000 gallons", "3,785 litres"),
        ("30°C", "86°F"),
        ("100 degrees Fahrenheit", "37.8 degrees Celsius"),
        ("50 mph", "80.5 km/h"),
        ("$3 million", "€2.76 million"),
        ("£20,000", "$25,340"),
    ],
)
def test_the_odd_number_was_converted_from_the_round_one(one, other):
    seen = both(one, other)
    (found,) = converted(seen)
    assert 0 < found.score <= CONVERTED_MOST
    assert found.exemplar.text == one
    assert found.copy.text == other
    assert not list(converted(turned(seen)))


@pytest.mark.parametrize(
    ("language", "sentence", "one", "other"),
    [
        ("de", "Das Feuer auf dem Moor von Skarrow war am Dienstag {} breit, sagte die Feuerwehr.", "10 Meilen", "16,1 Kilometer"),
        ("fr", "Le feu sur la lande de Skarrow couvrait mardi {} de bruyère, selon les pompiers.", "50 hectares", "123,6 acres"),
        ("es", "El fuego en el páramo de Skarrow avanzó el martes {} por el valle, según los bomberos.", "30 kilómetros", "18,6 millas"),
    ],
)
def test_other_languages(language, sentence, one, other):
    seen = both(one, other, sentence, language)
    assert [e.copy.text for e in converted(seen)] == [other]
    assert not list(converted(turned(seen)))


def test_across_a_translation():
    seen = view(
        SENTENCE.format("10 miles"),
        "El fuego en el Skarrow moor had burnt over 16,1 kilómetros of heather by Tuesday evening, the brigade said.",
        least=0.3,
        other="es",
    )
    assert [e.copy.text for e in converted(seen)] == ["16,1 kilómetros"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 miles", "10 miles"),
        ("10 miles", "12 miles"),  # another number
        ("10 miles", "25.3 km"),  # another quantity
        ("10 miles", "16.1 kg"),  # another dimension
        ("19 miles", "31 km"),  # both odd
        ("10 miles (16.1 km)", "16.1 km"),  # the exemplar has both
        ("40 houses", "16.1 km"),
    ],
)
def test_texts_that_merely_differ_show_nothing(one, other):
    for seen in (both(one, other), turned(both(one, other))):
        assert not list(converted(seen))
        assert not list(unit_mistaken(seen))


def test_sums_of_money_are_compared_where_each_text_has_one():
    sentence = "The brigade said that the fire had cost {} and the rain {} in a week on the moor of Skarrow."
    one, other = sentence.format("$3 million", "$5,000"), sentence.format("€2.76 million", "€4,612")
    assert not list(converted(view(one, other, least=0.3)))


def test_a_number_kept_with_another_unit_is_a_slip():
    seen = both("10 miles (16 km)", "10 km")
    (found,) = unit_mistaken(seen)
    assert (found.exemplar.text, found.copy.text) == ("10 miles", "10 km")
    assert not list(unit_mistaken(turned(seen)))


@pytest.mark.parametrize(("one", "other"), [("16 km", "16 km (10 miles)"), ("£4 million", "£4 million (about $5 million)")])
def test_a_conversion_in_brackets_is_added(one, other):
    seen = both(one, other)
    assert len(list(conversion_added(seen))) == 1
    assert not list(conversion_added(turned(seen)))


@pytest.mark.parametrize(("one", "other"), [("16 km", "16 km (65%)"), ("16 km", "16 km (4 Images)"), ("16 km", "16 km (40 miles)")])
def test_not_all_brackets_are_conversions(one, other):
    assert not list(conversion_added(both(one, other)))


def test_brackets_in_a_sentence_of_ones_own_are_no_sign():
    own = SENTENCE.format("16 km") + " The smoke rose 3 km (1.9 miles)."
    assert not list(conversion_added(view(SENTENCE.format("16 km"), own)))


@given(st.integers(1, 9), st.integers(-2, 9))
def test_the_grain_of_a_number_does_not_hang_on_its_unit_of_ten(digit, power):
    assert grain(digit * 10.0**power) == pytest.approx(grain(float(digit)))


@given(st.floats(1e-3, 1e9, allow_nan=False))
def test_a_grain_is_a_share(value):
    assert 0 < grain(value) <= 1
