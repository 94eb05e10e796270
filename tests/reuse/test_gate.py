"""Which sentences are worth a vector."""

from __future__ import annotations

from firsthand.reuse.gate import worth_a_vector
from firsthand.text.analyse import analyse, bare

ONE = "The footbridge over the river Arle collapsed on Tuesday. A baker in Lunden sold rolls to children."
TWO = "On Wednesday engineers examined the collapsed footbridge. Nobody in the valley had slept well."


def test_only_sentences_with_rare_words_in_common_are_worth_it() -> None:
    assert worth_a_vector([analyse(bare(ONE)), analyse(bare(TWO))]) == [(0,), (0,)]


def test_nothing_in_a_text_that_stands_alone_is() -> None:
    assert worth_a_vector([analyse(bare(ONE))]) == [()]
    assert worth_a_vector([]) == []


def test_words_of_one_text_alone_do_not_count() -> None:
    twice = f"{ONE} {ONE}"
    assert worth_a_vector([analyse(bare(twice)), analyse(bare("Snow fell on distant mountains all through that week."))]) == [(), ()]


def test_between_two_languages_every_sentence_is() -> None:
    german = "Die Fußgängerbrücke über die Arle stürzte am Dienstag ein. Ein Bäcker in Lunden verkaufte den Kindern Brötchen."
    analyses = [analyse(bare(ONE)), analyse(bare(german)), analyse(bare(TWO))]
    assert worth_a_vector(analyses) == [tuple(range(len(a.sentences))) for a in analyses]


def test_the_order_of_documents_changes_nothing() -> None:
    analyses = [analyse(bare(text)) for text in (ONE, TWO, f"{TWO} {ONE}")]
    assert worth_a_vector(analyses) == worth_a_vector(analyses[::-1])[::-1]
