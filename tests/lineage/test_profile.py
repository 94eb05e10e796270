import math

from firsthand.lineage.profile import profile, skeleton_of_name
from firsthand.model import Document, Locator
from firsthand.text.analyse import analyse

TEXT = (
    "Ferry Solveig aground off Skarholm\n\n"
    "The ferry Solveig ran aground off Skarholm on Friday with 214 passengers aboard.\n\n"
    "Harbour master Jonas Brekke said that nobody was hurt.\n\n"
    "Divers will look at the hull.\n\nA crane is on its way.\n\nThe reef is well charted.\n\n"
    "In 2019 a trawler with 9 sailors and 40 passengers struck the lighthouse pier."
)


def told(text):
    document = Document(
        id="a", path="", sha256="a", locator=Locator(""), text=text, language="en", words=len(text.split())
    )
    return profile(analyse(document), dated=False)


def test_weights_of_lead_and_headline_sum_to_one_and_those_of_texts_and_names_have_unit_length():
    found = told(TEXT)
    for shares in (found.lead, found.headline, found.lead_names):
        assert math.isclose(sum(shares.values()), 1)
    for vector in (found.stems, found.names):
        assert math.isclose(sum(w * w for w in vector.values()), 1)


def test_the_lead_keeps_its_counts_apart_from_those_of_the_rest():
    found = told(TEXT)
    assert set().union(*found.counts.values()) >= {214, 40}
    assert set().union(*found.lead_counts.values()) == {214}


def test_the_headline_is_part_of_the_text_and_the_rest_is_not_part_of_it():
    found = told(TEXT)
    assert found.headline.keys() <= found.stems.keys()
    assert not {"lighthous", "lighthouse", "trawler"} & found.headline.keys()
    assert found.words <= found.stems.keys()


def test_nothing_is_told_by_an_empty_text():
    found = told("")
    assert not found.stems
    assert not found.headline
    assert found.length == 0


def test_names_are_alike_across_spellings():
    assert skeleton_of_name("Qasrawi") == skeleton_of_name("Kasrawy")
