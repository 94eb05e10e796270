"""What is lost in the prose, where the language of the copy lets it be seen."""

import msgspec

from firsthand.lineage.prose_evidence import attribution_lost, detail_lost, reported_first_hand
from tests.lineage.pairs import view

OWN = "The ferry sank at noon in calm water off the quay, the master told our reporter on Tuesday."
BARE = "The ferry sank at noon in calm water off the quay, the master told on Tuesday."


def reworded(seen):
    beads = tuple(msgspec.structs.replace(a, manner="reworded") for a in seen.comparison.alignments)
    return msgspec.structs.replace(seen, comparison=msgspec.structs.replace(seen.comparison, alignments=beads))


def test_own_reporting_lost_on_the_way():
    assert [e.rule for e in attribution_lost(view(OWN, BARE))] == ["attribution-lost"]
    assert [e.rule for e in reported_first_hand(view(OWN, BARE))] == ["first-hand"]


def test_nobody_knows_what_a_text_says_of_itself_in_a_language_that_is_not_read():
    unread = view(OWN, BARE, other="fi")
    assert list(attribution_lost(unread)) == list(reported_first_hand(unread)) == []
    assert list(attribution_lost(view(OWN, BARE, language="fi"))) != []


def test_names_are_not_counted_against_a_script_without_capitals():
    fuller = "Ada Quill, Jan Rud and Liv Moe saw the Lunden ferry sink off Holm in calm water at noon."
    poorer = "three people saw the ferry sink off the quay in calm water at noon."
    (lost,) = detail_lost(reworded(view(fuller, poorer, least=0.2)))
    assert "names, numbers" in lost.detail
    assert list(detail_lost(reworded(view(fuller, poorer, least=0.2, other="ar")))) == []
