"""One bearer or two, from names alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.findings.bearers import FEATURES, one_bearer, parts, signs
from firsthand.run.fitted import load_bearers

NAMES = st.text(alphabet="abcdeIVX .-'éшأ中", min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orla Brandvik", "ORLA BRANDVIK"),
        ("Orla Brandvík", "Orla Brandvik"),
        ("Orla J. Brandvik", "Orla Brandvik"),
        ("Hassan al-Qorashi", "Hasan Al Qorashi"),
        ("Aleksandr Morozenko", "Alexander Morozenko"),
        ("Юрий Моровенко", "Yuri Morovenko"),
    ],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert one_bearer(one, other, load_bearers(), body=False) > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [("Orla Brandvik", "Ingrid Brandvik"), ("Orla Brandvik", "Orla Sorensen"), ("Hassan al-Qorashi", "Nadim al-Qorashi")],
)
def test_a_shared_part_is_not_enough(one: str, other: str) -> None:
    assert one_bearer(one, other, load_bearers(), body=False) < 0.5


def test_legal_forms_and_titles_are_no_parts() -> None:
    assert parts("Brandvik Shipping p.l.c.") == parts("Brandvik Shipping Public Limited Company") == ("brandvik", "shipping")
    assert parts("Dr. Orla Brandvik") == ("orla", "brandvik")
    assert parts("The") == ("the",)  # never nothing


@given(NAMES, NAMES, st.booleans())
def test_both_orders_agree_and_nothing_breaks(one: str, other: str, body: bool) -> None:
    weights = load_bearers()
    assert len(signs(one, other, body=body)) == len(FEATURES)
    assert one_bearer(one, other, weights, body=body) == one_bearer(other, one, weights, body=body)
    assert one_bearer(one, one, weights, body=body) > 0.5
