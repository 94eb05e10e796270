"""Whose reporter a text speaks of."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.reporters import reporters

HEARD = [
    ("She had never seen him, the widow told the Marsh Tidings on Friday.", "Marsh Tidings"),
    ("The letters, seen by the Tidings, name no one.", "Tidings"),
    ("The Tidings has learned that a second boat was out.", "Tidings"),
    ("In an interview with the Tidings, Orla Brandt spoke of luck.", "Tidings"),
    ("Of eleven questions sent by the Tidings, two were answered.", "Tidings"),
    ("Approached by the Tidings, the owner shut the gate.", "Tidings"),
    ("He waved the Tidings' reporter away.", "Tidings"),
    ("„Das war knapp“, sagte er dem Marschkurier am Abend.", "Marschkurier"),
    ("« Nous avons eu peur », a confié à La Dépêche du Marais une voisine.", "Dépêche du Marais"),
    ("«Nadie avisó», dijo a El Faro de Arenal un vecino.", "Faro de Arenal"),
]


def test_who_heard_it_is_named() -> None:
    for text, name in HEARD:
        assert [(r.name, r.heard) for r in reporters(text)] == [(name, True)], text


def test_citing_is_not_hearing() -> None:
    for text in (
        "The bank will close on Monday, the Tidings reports.",
        "According to the Tidings, the bank will close.",
        "I read in the Tidings this week that the bank will close.",
    ):
        assert [(r.name, r.heard) for r in reporters(text)] == [("Tidings", False)], text


def test_what_leaves_no_doubt_is_sure() -> None:
    assert [r.sure for r in reporters("The Tidings understands that he left. She told the Senate so.")] == [True, False]


@given(st.text(alphabet="The told Tidings by seen .,\n“”'é", max_size=200))
def test_spans_point_at_the_names(text: str) -> None:
    found = reporters(text)
    assert [r.span for r in found] == sorted(r.span for r in found)
    for r in found:
        assert text[r.span.start : r.span.end] == r.name
