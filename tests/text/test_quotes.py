import pytest

from firsthand.text.names import names
from firsthand.text.quotes import quotations
from firsthand.text.segment import sentences


def quotes(text, language="en"):
    found = sentences(text, (), None)
    named = names(text, found, language)
    return [(text[q.span.start : q.span.end], q.speaker) for q in quotations(text, found, named)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We ran,” said Liv Moe.", ("We ran,", "Liv Moe")),
        ('"We ran," Liv Moe said on Monday.', ("We ran,", "Liv Moe")),
        ('Liv Moe said: "We ran and did not look back."', ("We ran and did not look back.", "Liv Moe")),
        ("The ministry said in a statement that it was “deeply sorry” for the delay.", ("deeply sorry", "The ministry")),
        ("«Nous avons couru», a déclaré Liv Moe.", ("Nous avons couru", "Liv Moe")),
        ("„Wir sind gerannt“, sagte Liv Moe.", ("Wir sind gerannt", "Liv Moe")),
        ("‘We ran,’ said Liv Moe.", ("We ran,", "Liv Moe")),
    ],
)
def test_quotation_and_speaker(text, wanted):
    assert quotes(text)[0] == wanted


def test_apostrophes_are_no_quotations():
    assert quotes("The ferry's crew couldn't see the boys' boat in the '90s fog.") == []


def test_partial_quotation_and_an_unclosed_one():
    assert [q for q, _ in quotes('He accepted a "pause" of 30 days.')] == ["pause"]
    found = quotes("“We ran and never looked back, Liv Moe said.\n\nThe board met on Tuesday.")
    assert len(found) == 1
    assert "board" not in found[0][0]


def test_a_pronoun_stands_for_the_last_person():
    text = "Inspector Ada Quill came at noon. “It was locked,” she said."
    assert quotes(text)[0] == ("It was locked,", "Ada Quill")


def test_nobody_is_named_rather_than_somebody_guessed():
    assert quotes("A sign at the door read “closed until spring comes” in red paint.")[0][1] in {None, "A sign"}
