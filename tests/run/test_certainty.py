"""How sure a match is: more of rarer words is surer, in more documents it is less sure."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Span
from firsthand.run.certainty import bits, certainty, most_telling

WORDS, DOCUMENTS = st.integers(1, 10**5), st.integers(1, 10**8)


@given(st.floats(0, 5000), WORDS, DOCUMENTS)
def test_it_is_a_probability(said, words, documents):
    assert 0 <= certainty(said, words, documents) <= 1


@given(st.floats(1, 1000), st.floats(0, 1000), WORDS, DOCUMENTS)
def test_rarer_words_fewer_documents_and_shorter_questions_are_surer(said, more, words, documents):
    sure = certainty(said, words, documents)
    assert certainty(said + more, words, documents) >= sure
    assert certainty(said, words, 10 * documents) <= sure
    assert certainty(said, 10 * words, documents) <= sure


def test_a_stock_phrase_is_less_sure_than_a_sentence_and_rare_words_say_more():
    phrase = "in the first half of the 20th century"
    sentence = "Divers replaced forty rotten piles under the wooden pier at Nordmole, its engineer said."
    assert bits(phrase, "en") < bits(sentence, "en")
    sure = [certainty(bits(t, "en"), 60, 100_000) for t in (phrase, sentence)]
    assert sure[0] < 0.5
    assert sure[1] > 0.99


def test_the_most_telling_run_counts():
    text = "at the end of the day the quaestor of Castelmar dissents"
    one, two = Span(0, 21), Span(26, len(text))
    assert most_telling(text, [one, two], "en") == bits(text[26:], "en")
    assert most_telling(text, [], "en") == certainty(0.0, 10, 10) == 0.0
