from firsthand.lineage.hands import made
from firsthand.lineage.unseen import LEAST_PASSAGES, made_unseen
from tests.lineage.test_hands import EDITED, EXEMPLAR, SPUN, WEIGHTS, joined

LIGHTLY = tuple(s.replace("Tuesday", "Tuesday morning") for s in EXEMPLAR)


def told(copy, *siblings, passages=len(EXEMPLAR)):
    """Return what siblings tell of a copy of a text that is not held."""
    pairs = [joined(sibling, copy) for sibling in siblings]
    shown = {w: beads[:passages] for w, (_, beads) in enumerate(pairs)}
    return made_unseen(shown, lambda w, beads: made(pairs[w][0], beads, WEIGHTS))


def test_a_copy_by_machine_shows_against_every_sibling():
    _, found = told(SPUN, EDITED, LIGHTLY)
    assert found.machine > 0.9
    assert found.evidence


def test_a_copy_by_hand_is_cleared_by_one_sibling_that_kept_the_words():
    least, found = told(LIGHTLY, SPUN, EDITED)
    assert least == 1
    assert found.machine < 0.3


def test_one_sibling_cannot_tell_which_of_two_is_the_machines():
    assert told(SPUN, EDITED) is None
    assert told(EDITED, SPUN) is None


def test_a_few_passages_tell_nothing():
    assert told(SPUN, EDITED, LIGHTLY, passages=LEAST_PASSAGES - 1) is None


def test_texts_that_are_alike_show_no_machine():
    _, found = told(EXEMPLAR, EDITED, LIGHTLY)
    assert found.machine < 0.1
    assert not found.evidence
