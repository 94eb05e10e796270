import pytest

from firsthand.text.analyse import analyse
from firsthand.text.names import names
from firsthand.text.quotes import quotations
from firsthand.text.segment import sentences
from tests.conftest import make_document


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


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("“We saw no light that night,” said Ida Holm.", "en", "We saw no light that night,"),
        ("„Wir sahen in dieser Nacht kein Licht“, sagte Ida Holm.", "de", "Wir sahen in dieser Nacht kein Licht"),
        ("»Wir sahen in dieser Nacht kein Licht«, sagte Ida Holm.", "de", "Wir sahen in dieser Nacht kein Licht"),
        ("« Nous n’avons vu aucune lumière », a déclaré Ida Holm.", "fr", " Nous n’avons vu aucune lumière "),
        ("«No vimos ninguna luz esa noche», dijo Ida Holm.", "es", "No vimos ninguna luz esa noche"),
        ("«Мы не видели света той ночью», — сказала Ида Холм.", "ru", "Мы не видели света той ночью"),
        ("وقالت إيدا هولم: «لم نر أي ضوء في تلك الليلة».", "ar", "لم نر أي ضوء في تلك الليلة"),
    ],
)
def test_direct_speech_in_six_languages(text, language, wanted):
    found = sentences(text, (), None)
    (quotation,) = quotations(text, found, names(text, found, language), language)
    assert text[quotation.span.start : quotation.span.end] == wanted
    assert quotation.cue


def test_a_quotation_within_one_of_the_same_marks():
    assert quotes("„Das Lied „Morgenstern“ kennt jeder hier“, sagte Liv Moe.")[0][0] == "Das Lied „Morgenstern“ kennt jeder hier"


def test_nobody_is_said_to_speak_where_a_pronoun_has_no_name():
    text = "“It was locked,” she said."
    found = sentences(text, (), None)
    (quotation,) = quotations(text, found, names(text, found, "en"))
    assert quotation.speaker is None
    assert text[quotation.speaker_span.start : quotation.speaker_span.end] == "she"


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("en", "“We will rebuild,” Ann Lee, the mayor, told the Echo on Monday. “We have no choice.”", ["Ann Lee", "Ann Lee"]),
        ("en", "Tom Berg was told by Ann Lee: “We will rebuild.”", ["Ann Lee"]),
        ("en", "“We will rebuild, said Ann Lee, the mayor.\n\n“We need help,” said Tom Berg.", ["Ann Lee", "Tom Berg"]),
        ("en", "Northway, the operator, issued a statement on Monday. “Nobody may pass,” the statement said.", ["Northway"]),
        ("en", "The weather was foul. “Nobody may pass,” he said.", [None]),
        ("en", "Ann Lee met Tom Berg on the quay. “We will rebuild,” she said.", [None]),
        ("de", "Die Bürgermeisterin Anna Lehr kam am Mittag. „Wir bauen wieder auf“, sagte sie.", ["Anna Lehr"]),
        ("fr", "« Nous allons reconstruire, a déclaré Anne Legrand. Le pont est à nous. »", ["Anne Legrand"]),
        ("fr", "La maire, Anne Legrand, est venue à midi. « Nous allons reconstruire », a-t-elle déclaré.", ["Anne Legrand"]),
        ("es", "La alcaldesa, Ana Linares, llegó al mediodía. «Vamos a reconstruir», dijo.", ["Ana Linares"]),
        ("ru", "Мэр Анна Лебедева приехала в полдень. «Мы всё восстановим», — сказала она.", ["Анна Лебедева"]),
    ],
)
def test_who_speaks_where_the_grammar_tells(language: str, text: str, speakers: list[str | None]) -> None:
    lead = {"en": "The bridge was shut on Tuesday after divers found cracks.", "de": "Die Brücke wurde am Dienstag gesperrt.", "fr": "Le pont a été fermé mardi soir.", "es": "El puente fue cerrado el martes.", "ru": "Мост был закрыт во вторник."}
    found = analyse(make_document(f"{lead[language]}\n\n{text}", language=language)).quotations
    assert [q.speaker for q in found] == speakers
