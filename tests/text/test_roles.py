"""What the people who speak are, and of which body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.analyse import analyse
from tests.conftest import make_document

LEAD = "The ferry ran aground off the mole at noon on Friday. "


def spoken(text: str, language: str = "en") -> tuple[str | None, str | None, str | None]:
    *_, last = analyse(make_document(text, language=language)).quotations
    return last.speaker, last.role, last.organisation


@pytest.mark.parametrize(
    ("sentence", "speaker", "role", "body"),
    [
        ("“We ran,” said Interior Minister Ann Lee.", "Ann Lee", "Interior Minister", None),
        ("“We ran,” said Ann Lee, chief executive of Northway Rail.", "Ann Lee", "chief executive of Northway Rail", "Northway Rail"),
        ("“We ran,” Ann Lee, a spokeswoman for the Coastal Authority, said.", "Ann Lee", "spokeswoman for the Coastal Authority", "Coastal Authority"),
        ("“We ran,” a spokesman for the Coastal Authority said.", "Coastal Authority", "spokesman for the Coastal Authority", "Coastal Authority"),
        ("The town's mayor, Per Dahl, said: “We ran.”", "Per Dahl", "town's mayor", None),
        ("Northway Rail chief executive Ann Lee told reporters: “We ran and hid.”", "Ann Lee", "Northway Rail chief executive", "Northway Rail"),
        ("“We ran,” said Tor Berg, Northway Rail's head of safety.", "Tor Berg", "Northway Rail's head of safety", "Northway Rail"),
        ("“We ran,” said police spokesman Tor Berg.", "Tor Berg", "police spokesman", None),
        ("“We ran,” said Per Dahl, mayor of Brezo.", "Per Dahl", "mayor of Brezo", None),
        ("“We ran,” said Ann Lee, 34, a farmer from Brezo.", "Ann Lee", "farmer from Brezo", None),
        ("“We ran,” said Liv Moe, a professor of geology at the University of Oslen.", "Liv Moe", "professor of geology at the University of Oslen", "University of Oslen"),
        ("“We ran,” said the interior minister.", "the interior minister", "interior minister", None),
        # What no place says is unknown.
        ("Ann Lee, who runs the ferry, said: “We ran.”", "Ann Lee", None, None),
        ("“We ran,” said Tor Berg on Monday.", "Tor Berg", None, None),
    ],
)
def test_roles_beside_names(sentence: str, speaker: str, role: str | None, body: str | None) -> None:
    assert spoken(LEAD + sentence) == (speaker, role, body)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee, the chief executive of Northway Rail, came at noon. “We ran,” she said.", "Ann Lee"),
        ("Ann Lee, the chief executive of Northway Rail, came at noon.\n\nThe board met. “We hid,” Lee added.", "Lee"),
    ],
)
def test_an_earlier_introduction_holds(text: str, speaker: str) -> None:
    assert spoken(LEAD + text) == (speaker, "chief executive of Northway Rail", "Northway Rail")


def test_of_two_of_a_family_neither_has_the_role() -> None:
    text = LEAD + "Ann Lee, the chief executive of Northway Rail, met Tom Lee. “We hid,” Lee added."
    assert spoken(text)[1:] == (None, None)


@pytest.mark.parametrize(
    ("language", "sentence", "role", "body"),
    [
        ("de", "„Wir rannten weg“, sagte Innenministerin Anna Holm.", "Innenministerin", None),
        ("de", "„Wir rannten weg“, sagte Anna Holm, Sprecherin der Küstenwache.", "Sprecherin der Küstenwache", "Küstenwache"),
        ("de", "„Wir rannten weg“, sagte ein Sprecher der Küstenwache.", "Sprecher der Küstenwache", "Küstenwache"),
        ("de", "Anna Holm, Vorsitzende der Küstenliste, kam am Mittag. „Wir rannten weg“, sagte Holm.", "Vorsitzende der Küstenliste", "Küstenliste"),
        ("fr", "«Nous avons couru», a déclaré Anne Roy, porte-parole de la Compagnie du Nord.", "porte-parole de la Compagnie du Nord", "Compagnie du Nord"),
        ("es", "«Corrimos toda la noche», dijo Ana Roy, directora de Puertos del Norte.", "directora de Puertos del Norte", "Puertos del Norte"),
    ],
)
def test_roles_in_other_languages(language: str, sentence: str, role: str, body: str | None) -> None:
    assert spoken(sentence, language)[1:] == (role, body)


@given(st.lists(st.sampled_from(["“We ran,” ", "said ", "Ann Lee", ", ", "a spokeswoman ", "for ", "the ", "Coastal Authority", "chief executive ", ". ", "she "]), max_size=25).map("".join))
def test_a_role_is_words_of_the_text(text: str) -> None:
    for q in analyse(make_document(text or ".")).quotations:
        assert q.role is None or q.role in " ".join(text.split())
        assert q.organisation is None or q.organisation in text
