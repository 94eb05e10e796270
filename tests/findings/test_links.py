"""Reasons for which two spellings are one bearer's, and for which they are not."""

import pytest

from firsthand.findings.links import by_bearer, by_body, by_document, printed_under
from firsthand.findings.mentions import Spelling
from firsthand.run.fitted import load_bearers
from firsthand.text.analyse import analyse


def known(**kinds):
    return {n.replace("_", " "): Spelling(n.replace("_", " "), (0,), 2, kind) for n, kind in kinds.items()}


@pytest.mark.parametrize(
    ("names", "linked"),
    [
        ({"Queen_Ismay_Hospital": "other", "Queen_Ismay_Hospital_Trust": "organisation"}, True),
        ({"La_Grada": "other", "La_Grada_de_Montesclaros": "organisation"}, True),
        ({"Vellinburg": "place", "Vellinburg_Courant": "organisation"}, False),
        ({"Brook_Harbour": "other", "Brook_Harbour_Festival": "other"}, False),
        # Two papers that one word may mean: neither.
        ({"Herald": "other", "Brook_Herald": "organisation", "Hill_Herald": "organisation"}, False),
    ],
)
def test_bodies_with_and_without_what_they_are(names, linked):
    assert bool(list(by_body(known(**names)))) is linked


def test_a_company_is_introduced_before_its_short_form(document):
    text = "A blast hit Brathwell Resins on Monday. The firm Brathwell had been fined, the council said. Staff at Brathwell fled."
    a = analyse(document(text))
    found = {(x.one, x.other) for x in by_document(a, {n.text: Spelling(n.text, (0,), 1, n.kind) for n in a.names})}
    assert ("Brathwell Resins", "Brathwell") in found


def test_a_page_is_printed_under_names(document):
    a = analyse(document("The gate stayed shut on Monday.", outlet="Brook Herald", byline=("Liv Moe",)))
    assert list(printed_under(a)) == [("Brook Herald", "organisation"), ("Liv Moe", "person")]


def test_a_name_without_letters_has_no_short_form():
    assert not list(by_body(known(**{"★": "organisation", "Brook_Trust": "organisation"})))


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        ("Dmitry Orlov", "Dmitri Orlov", True),
        ("Aleksandr Lukin", "Александр Лукин", True),
        ("Northway Shipping GmbH", "Northway Shipping Ltd", True),
        ("Anna Corbett", "Paul Corbett", False),
    ],
)
def test_bearers_by_the_fitted_model(one: str, other: str, linked: bool) -> None:
    known = {one: Spelling(one, (0,), 1, "other"), other: Spelling(other, (1,), 1, "other")}
    assert bool(list(by_bearer(known, load_bearers()))) is linked
    together = {n: Spelling(n, (0,), 1, "other") for n in (one, other)}
    assert not list(by_bearer(together, load_bearers()))
