"""Stretches on texts with a planted one, and what holds for any two texts."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Document, Locator
from firsthand.reuse.gist import Gist, gists
from firsthand.reuse.stretches import stretches
from firsthand.text.analyse import analyse

PLANTED = (
    "The harbour master closed the northern lock after divers found a crack in its lower gate.",
    "Nineteen barges with gravel waited overnight beside the sugar refinery.",
    "Engineers from the canal trust brought a spare hinge by road on Thursday.",
    "Traffic resumed once the sluices had been tested twice without a leak.",
)
REWORDED = (
    "A crack found by divers in the lower gate made the harbour master close the northern lock.",
    "Overnight nineteen gravel barges lay waiting near the sugar refinery.",
    "On Thursday engineers of the canal trust drove a spare hinge to the place.",
    "After the sluices were tested twice and no leak appeared, traffic resumed.",
)
OF_ONE = (
    "Our choir meets on Tuesdays in the old brewery.",
    "Newcomers bring a cup and a pencil.",
    "Rehearsals for the Christmas oratorio begin in September.",
    "Basses are wanted more than tenors.",
    "The conductor studied in Ghent and plays the viola.",
)
OF_TWO = (
    "Ferry timetables change at the end of May.",
    "Dogs travel free when they sit under a bench.",
    "Tickets cost four crowns and are sold aboard.",
    "Groups of ten should telephone a day ahead.",
    "Bicycles must be chained to the rail.",
)


def said(name: str, *sentences: str) -> tuple[Gist, ...]:
    text = " ".join(sentences)
    document = Document(
        id=name, path=name, sha256="", locator=Locator(name), text=text, language="en"
    )
    return gists(analyse(document))


def test_a_reworded_stretch_is_found_from_edge_to_edge() -> None:
    left = said("l", *OF_ONE[:2], *PLANTED, *OF_ONE[2:])
    right = said("r", *OF_TWO[:3], *REWORDED, *OF_TWO[3:])
    (found,) = stretches(left, right)
    assert (found.left.start, found.left.end) == (2, 6)
    assert (found.right.start, found.right.end) == (3, 7)
    assert found.left_span.start == left[2].span.start
    assert found.right_span.end == right[6].span.end


def test_order_inside_a_stretch_is_free() -> None:
    left = said("l", *OF_ONE[:2], *PLANTED, *OF_ONE[2:])
    shuffled = [REWORDED[at] for at in (2, 0, 3, 1)]
    (found,) = stretches(left, said("r", *OF_TWO[:3], *shuffled, *OF_TWO[3:]))
    assert (found.left.start, found.left.end, found.right.start, found.right.end) == (2, 6, 3, 7)


def test_a_sentence_put_in_between_does_not_cut_a_stretch() -> None:
    left = said("l", *OF_ONE[:2], *PLANTED, *OF_ONE[2:])
    right = said("r", *OF_TWO[:2], *REWORDED[:2], OF_TWO[2], *REWORDED[2:], *OF_TWO[3:])
    (found,) = stretches(left, right)
    assert (found.right.start, found.right.end) == (2, 7)


def test_texts_on_other_matters_share_none() -> None:
    assert stretches(said("l", *OF_ONE), said("r", *OF_TWO)) == ()
    assert stretches((), said("r", *OF_TWO)) == ()


SENTENCES = st.lists(st.sampled_from((*PLANTED, *REWORDED, *OF_ONE, *OF_TWO)), max_size=14)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES)
def test_no_right_sentence_stands_in_two_stretches(one: list[str], two: list[str]) -> None:
    left, right = said("l", *one), said("r", *two)
    taken: set[int] = set()
    for found in stretches(left, right):
        inside = set(range(found.right.start, found.right.end))
        assert inside
        assert 0 <= found.left.start < found.left.end <= len(left)
        assert found.right.end <= len(right)
        assert found.gain > 0
        assert not inside & taken
        taken |= inside


def test_the_same_texts_give_the_same_stretches() -> None:
    pool = [*PLANTED, *REWORDED, *OF_ONE, *OF_TWO]
    draw = random.Random(7)
    for _ in range(5):
        left = said("l", *draw.sample(pool, 9))
        right = said("r", *draw.sample(pool, 9))
        assert stretches(left, right) == stretches(left, right)
