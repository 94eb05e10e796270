import numpy as np
import pytest

from firsthand.lineage.reporting import commentary, own_reporting, states_own
from firsthand.model import Analysis, Document, Locator, Quotation, Sentence, Span
from firsthand.run.fitted import load_reporting


def analysis(*sentences, outlet="Brook Herald", quotations=()):
    text = " ".join(sentences)
    spans, at = [], 0
    for s in sentences:
        spans.append(Sentence(Span(at, at + len(s)), len(s.split())))
        at += len(s) + 1
    marks = []
    for q in quotations:
        start = text.index(q)
        marks.append(Quotation(Span(start, start + len(q)), Span(start - 1, start + len(q) + 1)))
    document = Document(
        id="d", path="d.txt", sha256="0", locator=Locator("d.txt"), text=text, outlet=outlet
    )
    return Analysis(document=document, sentences=tuple(spans), quotations=tuple(marks))


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry was late, the captain told this newspaper.",
        "Three dockers told the Herald that the ramp was cracked.",
        "I met the ferryman on the quay that night.",
        "Our correspondent in Lunden says the port is shut.",
        "El capitán dijo a este diario que la rampa estaba rota.",
    ],
)
def test_a_sentence_that_says_the_outlet_learned_it_itself(sentence):
    a = analysis(sentence)
    assert states_own(a, a.sentences[0])


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry was late, the captain told reporters.",
        "The minister told parliament that the ramp was cracked.",
        "It is the second accident this year, the port authority said.",
    ],
)
def test_a_sentence_that_any_desk_could_carry(sentence):
    a = analysis(sentence)
    assert not states_own(a, a.sentences[0])


def test_own_reporting_counts_only_sentences_that_nobody_else_has():
    a = analysis(
        "The ferry sank at noon.",
        'A docker told the Herald: "I saw the ramp break in two pieces."',
        quotations=("I saw the ramp break in two pieces.",),
    )
    nothing = own_reporting(a, np.array([False, False]), ())
    something = own_reporting(a, np.array([False, True]), ())
    weights = load_reporting()
    assert nothing.probability(weights) < 0.2
    assert something.probability(weights) > 0.5
    assert something.sentences == (1,)


def test_commentary_is_no_reporting():
    a = analysis("One wonders how long this can last.", "It is a sad day for the coast.")
    assert own_reporting(a, np.array([True, True]), ()).probability(load_reporting()) < 0.3


def test_who_speaks_of_himself_about_what_others_reported_comments():
    opinion = analysis(
        "I have never liked ferries, and my neighbours know it.",
        "What I read in the papers about the ramp made me laugh.",
    )
    report = analysis(
        "The ferry sank at noon on Friday, two hundred metres from the pier where it was to land.",
        "The port authority has closed the eastern basin and called in divers from three counties.",
        'I met a docker who told the Herald: "I saw the ramp break in two pieces."',
        quotations=("I saw the ramp break in two pieces.",),
    )
    assert commentary(opinion) > 0.8
    assert commentary(report) < 0.2
