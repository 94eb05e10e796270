"""What a translation may not change: denial, numbers, days, names; in five languages."""

from __future__ import annotations

import pytest

from firsthand.findings.across import across
from firsthand.findings.changes import paired
from firsthand.findings.dating import dates
from firsthand.findings.denials import Polarity, polarity
from firsthand.findings.figures import numbers
from firsthand.findings.slots import Excerpt
from firsthand.model import Span
from firsthand.text.analyse import analyse

AFFIRMED = "Minister Ann Corbett said the old bridge was safe on 3 June for 2,300 cars."
DENIED = "Minister Ann Corbett said the old bridge was not safe on 3 June for 2,300 cars."
SAFE = {
    "de": "Ministerin Ann Corbett sagte, die alte Brücke sei am 3. Juni für 2300 Autos sicher gewesen.",
    "fr": "La ministre Ann Corbett a dit que le vieux pont était sûr le 3 juin pour 2 300 voitures.",
    "es": "La ministra Ann Corbett dijo que el viejo puente era seguro el 3 de junio para 2.300 coches.",
    "ru": "Министр Энн Корбетт сказала, что старый мост был безопасен 3 июня для 2300 машин.",
    "ar": "وقالت الوزيرة آن كوربيت إن الجسر القديم كان آمناً في 3 يونيو لنحو 2300 سيارة.",
}
UNSAFE = {
    "de": "Ministerin Ann Corbett sagte, die alte Brücke sei am 3. Juni für 2300 Autos nicht sicher gewesen.",
    "fr": "La ministre Ann Corbett a dit que le vieux pont n'était pas sûr le 3 juin pour 2 300 voitures.",
    "es": "La ministra Ann Corbett dijo que el viejo puente no era seguro el 3 de junio para 2.300 coches.",
    "ru": "Министр Энн Корбетт сказала, что старый мост не был безопасен 3 июня для 2300 машин.",
    "ar": "وقالت الوزيرة آن كوربيت إن الجسر القديم لم يكن آمناً في 3 يونيو لنحو 2300 سيارة.",
}
LANGUAGES = sorted(SAFE)


def found(document, one: str, other: str, language: str):
    left, right = analyse(document(one)), analyse(document(other, language=language))
    pair = paired(Excerpt(left, Span(0, len(one))), Excerpt(right, Span(0, len(other))), "translated", machine=False)
    return [c.kind for c in (*across(pair), *numbers(pair), *dates(pair))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_true_translation_changes_nothing(document, language: str) -> None:
    assert found(document, AFFIRMED, SAFE[language], language) == []
    assert found(document, DENIED, UNSAFE[language], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_denial_that_came_or_went(document, language: str) -> None:
    assert found(document, AFFIRMED, UNSAFE[language], language) == ["negation"]
    assert found(document, DENIED, SAFE[language], language) == ["negation"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_number_and_another_day(document, language: str) -> None:
    other = SAFE[language].replace("2300", "3200").replace("2 300", "3 200").replace("2.300", "3.200")
    assert found(document, AFFIRMED, other, language) == ["number"]
    other = SAFE[language].replace("3. Juni", "8. Juni").replace("3 juin", "8 juin").replace("3 de junio", "8 de junio").replace("3 июня", "8 июня").replace("3 يونيو", "8 يونيو")
    assert "date" in found(document, AFFIRMED, other, language)


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_a_person_by_another_name(document, language: str) -> None:
    assert found(document, AFFIRMED, SAFE[language].replace("Ann Corbett", "Ann Corbin"), language) == ["name"]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("She refused to comment.", "en", Polarity.UNDECIDED),
        ("It was not only the wind.", "en", Polarity.UNDECIDED),
        ("No more than ten people came.", "en", Polarity.UNDECIDED),
        ("Es gab keine Verletzten.", "de", Polarity.DENYING),
        ("Personne d'autre ne faisait ça.", "fr", Polarity.DENYING),
        ("Nadie resultó herido.", "es", Polarity.DENYING),
        ("Она молчит.", "xx", Polarity.UNDECIDED),
    ],
)
def test_polarity(text: str, language: str, wanted: Polarity) -> None:
    assert polarity(text, language) is wanted
