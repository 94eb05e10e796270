import pytest

from firsthand.lineage.event import agreement, told


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on 3 march", (3, 3)),
        ("march 3rd", (3, 3)),
        ("the 3rd of march", (3, 3)),
        ("el 12 de mayo", (5, 12)),
        ("le 1er juin", (6, 1)),
        ("12 марта", (3, 12)),
        ("3 月 12 日", (3, 12)),
    ],
)
def test_days_are_read_in_many_languages(words, day):
    assert told([words.split()]).days == {day}


def test_weekdays_of_all_languages_are_the_same_days():
    lines = ["monday", "montag", "lundi", "lunes", "понедельник", "الاثنين"]
    assert told([[w] for w in lines]).weekdays == {0}


def test_a_modal_verb_is_no_month_and_a_number_no_year():
    found = told([["it", "may", "rain", "3000", "times", "in", "1999"]])
    assert found.days == set()
    assert found.years == {1999}


def test_agreement_is_silent_where_one_text_names_no_date():
    assert agreement(frozenset(), frozenset({1})) == 0
    assert agreement(frozenset({1, 2}), frozenset({2})) == 1
    assert agreement(frozenset({1}), frozenset({2})) == -1
