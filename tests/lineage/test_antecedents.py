import pytest

from firsthand.lineage.antecedents import MOST, antecedent_lost, lost
from tests.lineage.pairs import turned, view

HEAD = "Storm tears roof from Wexmoor market hall\n\n"
LEAD = "A storm tore the roof from the market hall of Wexmoor on Tuesday night and closed the town centre.\n\n"
END = "The council meets again on Friday to settle who will pay for the works."

FULL = (
    HEAD
    + LEAD
    + "Ottilie Brandvold, who runs the hall, was inside when the beams gave way.\n\n"
    + "Brandvold said the rain had come in for weeks before anybody looked at the gutters.\n\n"
    + END
)
CUT = HEAD + LEAD + "Brandvold said the rain had come in for weeks before anybody looked at the gutters.\n\n" + END


def kinds(seen):
    return {n.kind for n in lost(seen)}


def test_a_surname_whose_bearer_was_cut_marks_the_copy():
    seen = view(FULL, CUT)
    (found,) = antecedent_lost(seen)
    assert (found.exemplar.text, found.copy.text) == ("Ottilie Brandvold", "Brandvold")
    assert CUT[found.copy.span.start : found.copy.span.end] == "Brandvold"
    assert not list(antecedent_lost(turned(seen)))


def test_an_abbreviation_never_spelt_out_marks_the_copy():
    body = "The WHC warned in March that the beams of the hall were rotten at both ends.\n\n"
    full = HEAD + LEAD + "Inspectors of the Wexmoor Housing Corporation had climbed up twice.\n\n" + body + END
    seen = view(full, HEAD + LEAD + body + END)
    assert kinds(seen) == {"abbreviation"}
    assert not kinds(turned(seen))


def test_a_description_brought_in_by_a_cut_sentence_marks_the_copy():
    body = "The inspector was below the rafters for two hours and left by the side door.\n\n"
    full = HEAD + LEAD + "On Monday the town sent an inspector.\n\n" + body + END
    seen = view(full, HEAD + LEAD + body + END)
    assert kinds(seen) == {"description"}
    assert not kinds(turned(seen))


def test_a_second_without_its_first_marks_the_copy():
    body = "A second wall, on the river side, was held up with timber by midnight.\n\n"
    full = HEAD + LEAD + "One wall came down before the firemen arrived.\n\n" + body + END
    seen = view(full, HEAD + LEAD + body + END)
    assert kinds(seen) == {"second"}
    assert not kinds(turned(seen))


@pytest.mark.parametrize(
    ("language", "gone", "left"),
    [
        ("de", "Am Montag kam ein Gutachter aus Wexmoor.", "Der Gutachter blieb zwei Stunden unter dem Gebälk und ging durch die Seitentür."),
        ("fr", "Lundi, la ville avait dépêché un inspecteur.", "Pendant deux heures, cet inspecteur est resté sous les combles."),
        ("es", "El lunes llegó un inspector.", "Durante dos horas, ese inspector estuvo bajo las vigas."),
    ],
)
def test_other_languages_bring_in_what_they_speak_of_too(language, gone, left):
    lead = {
        "de": "Der Sturm riss am Dienstag das Dach der Markthalle herunter.\n\n",
        "fr": "La tempête a arraché mardi le toit des halles.\n\n",
        "es": "La tormenta arrancó el martes el techo del mercado.\n\n",
    }[language]
    seen = view(f"{lead}{gone}\n\n{left}", f"{lead}{left}", language=language)
    assert kinds(seen) == {"description"}
    assert not kinds(turned(seen))


def test_a_title_introduces_and_so_does_a_name_that_all_know():
    titled = CUT.replace("Brandvold said", "Manager Brandvold said")
    assert not list(antecedent_lost(view(FULL, titled)))
    known = HEAD + "Brandvold closed the market hall of Wexmoor.\n\n" + CUT[len(HEAD) + len(LEAD) :]
    assert not list(antecedent_lost(view(FULL, known)))


def test_texts_that_merely_differ_show_nothing():
    own = (
        HEAD
        + LEAD
        + "Ottilie Brandvold, the manager, said the rain had come in for weeks before anybody looked at the gutters.\n\n"
        + "A baker across the road lost his windows and slept in his shop.\n\n"
        + END
    )
    for seen in (view(FULL, own), turned(view(FULL, own)), view(FULL, FULL), view(own, own)):
        assert not list(antecedent_lost(seen))


def test_what_is_put_in_before_does_not_make_a_copy_of_the_text_it_is_put_into():
    grown = FULL.replace("Ottilie Brandvold, who", "Two men slept in a van outside.\n\nOttilie Brandvold, who")
    assert not list(antecedent_lost(view(grown, FULL)))


def test_texts_in_two_languages_are_not_asked():
    assert not list(antecedent_lost(view(FULL, CUT, other="de")))


def test_all_that_is_lost_counts_and_is_bounded():
    gone = (
        "Ottilie Brandvold runs the hall. Inspectors of the Wexmoor Housing Corporation had climbed up."
        " One wall came down early.\n\n"
    )
    body = (
        "Brandvold said the rain had come in for weeks before anybody looked.\n\n"
        "The WHC warned in March that the beams were rotten at both ends.\n\n"
        "A second wall, on the river side, was held up with timber by midnight.\n\n"
    )
    (found,) = antecedent_lost(view(HEAD + LEAD + gone + body + END, HEAD + LEAD + body + END))
    assert found.score == MOST
