import pytest

from firsthand.findings.changes import Place, paired
from firsthand.findings.dating import dates, misread
from firsthand.findings.figures import numbers
from firsthand.findings.rules import SLOT_RULES
from firsthand.findings.slots import Excerpt
from firsthand.model import Span
from firsthand.text.analyse import analyse
from tests.conftest import make_document


def found(before, after, *, machine=True, manner="reworded", languages=("en", "en")):
    left, right = (
        Excerpt(analyse(make_document(t, language=lang)), Span(0, len(t)))
        for t, lang in zip((before, after), languages, strict=True)
    )
    pair = paired(left, right, manner, machine=machine)
    changes = [*numbers(pair), *dates(pair), *misread(pair)]
    for slot in pair.row.slots:
        place = Place(pair, slot)
        change = next((c for rule in SLOT_RULES if (c := rule(place)) is not None), None)
        if change:
            changes.append(change)
    return [(c.kind, before[c.left.start : c.left.end], after[c.right.start : c.right.end]) for c in changes]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("We have not found a culprit in the yard", "We have found a culprit in the yard", "negation"),
        ("No one was hurt in the fall", "Someone was hurt in the fall", "negation"),
        ("At least 221 people were on board", "At least 212 people were on board", "number"),
        ("It released 410 cubic metres per second", "It released 410 cubic metres per minute", "number"),
        ("The bank was valued at 2.1 billion euros", "The bank was valued at 2.1 million euros", "number"),
        ("He advised the province until 2022", "He advised the province until 2002", "date"),
        ("It was swapped on 3 June in the hall", "It was swapped on 3 July in the hall", "date"),
        ("The club stopped demanding it in May", "The club stopped to demand it in Can", "date"),
        ("He will sign a five-year contract", "He will sign a five-month contract", "number"),
        ("The pouches (120g) were sold in the hall", "The pouches (120kg) were sold in the hall", "number"),
        ("The hall opens at 11am on the day", "The hall opens at 11pm on the day", "date"),
        ("The gate fell at 4.52 a.m. in the fog", "The gate fell at 4.52 p.m. in the fog", "date"),
        ("The drones measured 71C at noon", "The drones measured 71F at noon", "number"),
        ("A gust of 71mph was measured", "A gust of 71 kilometres per hour was measured", "number"),
        ("The storm killed at least 19 people", "The storm killed 19 people at most", "number"),
        ("He had passed the spot ten minutes before", "He had passed the spot ten minutes later", "meaning"),
        ("Her wrist was fractured in the crush", "Her ankle was fractured in the crush", "meaning"),
        ("It may be carrying away the earth", "It is carrying away the earth", "modality"),
        ("The union had demanded the return of the fund", "The union had proposed the return of the fund", "meaning"),
        ("Her government had seen the text", "His government had seen the text", "meaning"),
        ("All but two of the dead were named", "All two of the dead were named", "meaning"),
        ("Brest’s only bases outside the union are there", "The only base outside the union in Brest is there", "meaning"),
        ("The lock failed, according to the ministry, on Monday", "The lock failed on Monday", "attribution"),
    ],
)
def test_a_changed_fact_is_named(before, after, kind):
    assert kind in {k for k, _, _ in found(before, after)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Three people were killed in the fire", "3 people were killed in the fire"),
        ("Prices rose 12 per cent in May", "Prices rose 12% in May"),
        ("It cost $2.1 billion to build", "It cost $2,100 million to build"),
        ("The crash happened on Tuesday night", "The crash happened late Tuesday"),
        ("He met them yesterday in the hall", "He met them on Monday in the hall"),
        ("The line is 30 kilometres long", "The line is 19 miles long"),
        ("It fell 1.5km from the gate", "It fell a mile from the gate"),
        ("She said it would rebook everybody", "She said it will rebook everybody"),
        ("The vote rose to 12 per cent", "The vote climbed to 12 per cent"),
        ("The organisation did not reply", "The organization didn't reply"),
        ("She said the gate was open", "The gate was open, she said"),
    ],
)
def test_another_style_changes_no_fact(before, after):
    assert found(before, after, manner="edited", machine=False) == []


def test_a_denial_is_shown_with_its_clause():
    ((kind, _, shown),) = found("Parents should not feed it to their child at all", "Parents should feed it to their child at all")
    assert kind == "negation"
    assert "feed it to their" in shown


def test_a_changed_number_is_found_across_languages():
    before, after = "Congress has 180 days to pass rules.", "Le Congrès a 90 jours pour voter."
    assert found(before, after, manner="translated", languages=("en", "fr"))[0][0] == "number"


def test_the_smallest_run_that_shows_it():
    (change,) = found("with 212 people on board", "with 221 people on board")
    assert change == ("number", "212 people", "221 people")


@pytest.mark.parametrize(
    ("before", "after", "languages", "kind"),
    [
        ("It was swapped on 3 June.", "Il a été remplacé le 3 juillet.", ("en", "fr"), [("date", "3 June", "3 juillet")]),
        ("It was swapped on 3 June.", "Er wurde am 3. Juni getauscht.", ("en", "de"), []),
        ("El acuerdo se cerró el lunes.", "The deal was closed on Tuesday.", ("es", "en"), [("date", "lunes", "Tuesday")]),
    ],
)
def test_days_are_compared_across_languages(before, after, languages, kind):
    assert found(before, after, manner="translated", languages=languages) == kind


def test_a_free_rewriting_is_not_read_word_by_word():
    assert found("Her two boats were all lost", "All of his boats sank", machine=False) == []
