"""What a page says of itself: that it was corrected, that it is a translation."""

import msgspec
import pytest

from firsthand.lineage.page_evidence import captured_later, marked_as_update, says_translated
from tests.lineage.pairs import turned, view

BODY = "The ferry sank at noon in calm water off the northern quay, the harbour board said on Tuesday.\n\nIts ramp was built in 1978.\n"


def of_one_outlet(seen):
    document = msgspec.structs.replace(seen.copy.document, outlet=seen.exemplar.document.outlet)
    return msgspec.structs.replace(seen, copy=msgspec.structs.replace(seen.copy, document=document))


@pytest.mark.parametrize(
    "mark",
    [
        "4 March 2025 (revised 9 March)",
        "Correction, 9 March: the year of the ramp was wrong in what we printed first.",
        "This article was amended on 9 March to give the right year.",
        "An earlier version of this story had the wrong year.",
        "Amended 9 March. The ramp was given a wrong year.",
        "(Story corrects the year of the ramp after the board put it right)",
        "FE DE ERRATAS. El año de la rampa era otro.",
        "Berichtigung: Das Baujahr der Rampe war falsch.",
        "Une version antérieure de cet article donnait une autre année.",
        "Исправление: год постройки был указан неверно.",
    ],
)
def test_a_text_marked_as_corrected_is_the_later_one(mark):
    seen = of_one_outlet(view(BODY.replace("1978", "1987"), f"{mark}\n\n{BODY}"))
    (found,) = marked_as_update(seen)
    assert found.score > 0
    assert found.copy.text in seen.copy.document.text
    assert list(marked_as_update(of_one_outlet(turned(seen)))) == []


@pytest.mark.parametrize(
    "line",
    ["The court has revised its view of the ramp.", "Updating the ramp was dear.", "The correction of the ramp began on 9 March."],
)
def test_prose_about_corrections_is_no_mark(line):
    assert list(marked_as_update(of_one_outlet(view(BODY.replace("1978", "1987"), f"{BODY}\n{line}")))) == []


def test_of_two_captures_the_one_with_the_mark_is_no_later():
    long = "\n\n".join(f"Boat number {n} was towed to the {n}th berth of the inner port by two tugs that night." for n in range(9))
    later = of_one_outlet(view(f"{BODY.replace('1978', '1987')}\n{long}", f"Correction, 9 March: the year.\n\n{BODY}\n{long}"))
    lost = msgspec.structs.replace(later.exemplar.document, warnings=("mojibake_repaired",))
    seen = msgspec.structs.replace(later, exemplar=msgspec.structs.replace(later.exemplar, document=lost))
    assert seen.one_version
    assert list(captured_later(turned(seen))) != []
    assert list(marked_as_update(seen)) == []


@pytest.mark.parametrize(
    ("line", "exemplar", "found"),
    [
        ("Translated from the French by Liv Moe", "fr", True),
        ("Translated from the Arabic by Liv Moe", "fr", False),
        ("Translation: Liv Moe", "fr", True),
        ("Aus dem Französischen von Liv Moe", "fr", True),
        ("Traduit de l’anglais par Liv Moe", "en", True),
        ("Traducción de Liv Moe", "en", True),
        ("Перевод с английского Лив Мо", "en", True),
        ("He had it translated by a friend.", "fr", False),
    ],
)
def test_a_text_that_says_it_is_translated(line, exemplar, found):
    seen = view(BODY, f"{line}\n\n{BODY}", language=exemplar, other="xx")
    assert bool(list(says_translated(seen))) == found
    assert list(says_translated(turned(seen))) == []


def test_a_translation_is_none_of_a_text_in_its_own_language():
    assert list(says_translated(view(BODY, f"Translated by Liv Moe\n\n{BODY}"))) == []
