import pytest

from firsthand.text.names import names
from firsthand.text.numbers import quantities
from firsthand.text.segment import sentences


def found_names(text, language="en"):
    return {n.text for n in names(text, sentences(text, (), None), language)}


def test_names_with_particles_titles_and_possessives():
    text = (
        "President Hamid al-Qadri met Mr. Jan van der Velde in Port Lunden on Monday. Al-Qadri’s office said"
        " so. The Harbour Board’s ramp was shut by O’Neill."
    )
    found = found_names(text)
    assert {"Hamid al-Qadri", "Jan van der Velde", "Port Lunden", "Al-Qadri", "O’Neill"} <= found
    assert not {"Monday", "The", "President", "Mr"} & found


def test_a_common_word_at_the_start_is_no_name():
    assert found_names("Workers came at noon. Nobody was hurt in it.") == set()


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("thirty-eight people", "en", (38, "people")),
        ("two hundred and five homes", "en", (205, "homes")),
        ("6,500 people", "en", (6500, "people")),
        ("6.500 personas", "es", (6500, "personas")),
        ("4.1 billion euros", "en", (4.1e9, "euros")),
        ("€610m deal", "en", (610e6, "€")),
        ("61%", "en", (61, "%")),
        ("12 per cent of voters", "en", (12, "%")),
        ("10.40 p.m.", "en", (10.40, "time")),
        ("in 2014 they", "en", (2014, "year")),
        ("sixfold", "en", (6, "fold")),
        ("elf Tage", "de", (11, "tage")),
        ("و1978", "ar", (1978, "year")),
        ("بـ30 قاربا", "ar", (30, "قاربا")),
        ("و2,500 قارب", "ar", (2500, "قارب")),
        ("18 тысяч человек", "ru", (18000, "человек")),
        ("a seven-member panel", "en", (7, "panel")),
    ],
)
def test_quantities(text, language, wanted):
    (q,) = quantities(text, language)
    assert (q.value, q.unit) == pytest.approx(wanted) if isinstance(wanted[1], float) else (q.value == pytest.approx(wanted[0]) and q.unit == wanted[1])
    assert text[q.span.start : q.span.end] == q.text


def test_a_lone_one_is_no_number():
    assert quantities("one of them left", "en") == ()
