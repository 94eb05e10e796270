"""Exemplars that nobody holds: whose name the witnesses print."""

import msgspec

from firsthand.lineage.lost import crediting, lost_bodies
from firsthand.text.credits import credits

HEARD = (
    "A tug sank off Ravel Point on Monday.\n\nThe mate, Ida Holm, told the Tidings that the pumps had failed. "
    "The log, seen by the Tidings, ends at noon.\n\nNobody was hurt."
)


def page(document, text: str, outlet: str | None, name: str):
    made = document(text, outlet=outlet)
    return msgspec.structs.replace(made, id=name, path=f"{name}.txt", credits=credits(text, outlet))


def test_a_newspaper_whose_reporter_speaks_in_a_text_wrote_it(document) -> None:
    (lost,) = lost_bodies([page(document, HEARD, "Harbour Examiner", "a"), page(document, "Rain.", "The Sun", "b")])
    assert (lost.name, lost.whole) == ("Tidings", (0,))


def test_one_saying_told_to_a_newspaper_is_only_a_mention(document) -> None:
    text = "The mate, Ida Holm, told the Tidings that the pumps had failed."
    assert lost_bodies([page(document, text, "Harbour Examiner", "a")]) == ()


def test_a_page_without_an_outlet_may_be_the_newspaper_itself(document) -> None:
    assert all(not lost.whole for lost in lost_bodies([page(document, HEARD, None, "a")]))


def test_where_no_text_says_whose_it_is_a_speaking_newspaper_may_be_held(document) -> None:
    copy = HEARD.replace("Nobody was hurt.", "The owner had no comment.")
    bare = [page(document, HEARD, None, "a"), page(document, copy, None, "b")]
    assert lost_bodies(bare) == ()
    named = [bare[0], page(document, copy, "Harbour Examiner", "b")]
    assert [lost.name for lost in lost_bodies(named)] == ["Tidings"]


def test_a_held_newspaper_is_not_lost_and_is_credited_by_its_short_name(document) -> None:
    copy, exemplar = page(document, HEARD, "Harbour Examiner", "a"), page(document, "A tug sank.", "Marsh Tidings", "b")
    assert lost_bodies([copy, exemplar]) == ()
    assert crediting([copy, exemplar])[0, 1][0].text == "Tidings"


def test_two_newspapers_of_one_short_name_are_kept_apart(document) -> None:
    mine, theirs = page(document, HEARD, "Lake Tidings", "a"), page(document, "A tug sank.", "Marsh Tidings", "b")
    assert crediting([mine, theirs]) == {}
