from firsthand.lineage.cuts import CUT_INSIDE, cut_inside
from tests.lineage.pairs import turned, view

FIRST = "The ferry Astrid ran onto the Skarrow bank in thick fog at dawn on Monday."
HELP = "Two lifeboats took her passengers off within the hour."
DOG = "A spaniel called Miro swam ashore by himself and was given a sausage."
PULLED = "Tugs pulled her free at the next high water and towed her to Wexmoor."
INQUIRY = "The harbour board opened an inquiry on Tuesday and took the log from the bridge."
OWN = "Our reporter counted forty suitcases on the quay at noon, none of them claimed."

FULL = f"{FIRST}\n\n{HELP} {DOG} {PULLED}\n\n{INQUIRY}"
CLOSED_UP = f"{FIRST}\n\n{HELP} {PULLED}\n\n{INQUIRY}"


def test_a_sentence_taken_out_of_a_paragraph_marks_the_copy():
    seen = view(FULL, CLOSED_UP)
    (found,) = cut_inside(seen)
    assert found.score == CUT_INSIDE
    assert found.exemplar.text == DOG
    assert FULL[found.exemplar.span.start : found.exemplar.span.end] == DOG
    assert found.copy.text == f"{HELP} {PULLED}"
    assert not list(cut_inside(turned(seen)))


def test_a_paragraph_of_its_own_may_be_put_in_or_taken_out():
    other = f"{FIRST}\n\n{HELP}\n\n{OWN}\n\n{PULLED}\n\n{INQUIRY}"
    base = f"{FIRST}\n\n{HELP}\n\n{PULLED}\n\n{INQUIRY}"
    split = f"{FIRST}\n\n{HELP}\n\n{OWN}\n\n{PULLED}\n\n{INQUIRY}"
    for seen in (view(other, base), view(base, other), view(split, CLOSED_UP), view(CLOSED_UP, split)):
        assert not list(cut_inside(seen))


def test_texts_without_paragraphs_show_nothing():
    flat = FULL.replace("\n\n", " ")
    assert not list(cut_inside(view(flat, CLOSED_UP)))
    assert not list(cut_inside(view(FULL, CLOSED_UP.replace("\n\n", " "))))


def test_texts_that_merely_differ_show_nothing():
    own = f"{FIRST}\n\n{OWN}\n\n{INQUIRY}"
    retold = f"{FIRST}\n\n{HELP} {PULLED}\n\n{INQUIRY}\n\n{OWN}"
    for seen in (view(FULL, own), view(own, FULL), view(FULL, FULL), view(CLOSED_UP, retold)):
        assert not list(cut_inside(seen))
    assert not list(cut_inside(view(FULL, f"{FIRST}\n\n{PULLED} {HELP}\n\n{INQUIRY}")))  # told in another order
