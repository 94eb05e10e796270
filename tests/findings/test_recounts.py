"""Numbers told anew in sentences of their own."""

from __future__ import annotations

from firsthand.findings.recounts import recounts
from firsthand.findings.strength import Strength, strength
from firsthand.text.analyse import analyse


def found(document, before: str, after: str) -> list[tuple[str, str]]:
    changes = recounts(analyse(document(before)), analyse(document(after)), ())
    return [(before[c.left.start : c.left.end], after[c.right.start : c.right.end]) for c in changes]


def test_a_toll_that_rose_is_set_beside_the_old_one(document) -> None:
    (pair,) = found(
        document,
        "Nine people were killed when the ferry sank off the mole. The pumps had failed.",
        "The death toll of the ferry rose to 14 on Friday. Divers found more of the victims in the hold.",
    )
    assert "Nine" in pair[0]
    assert "14" in pair[1]


def test_what_both_texts_say_is_no_change(document) -> None:
    text = "Nine people were killed when the ferry sank off the mole."
    assert found(document, text, text + " A crane with 30 tonnes of lift is on its way.") == []


def test_other_things_are_not_compared(document) -> None:
    before = "Nine people were killed when the ferry sank off the mole."
    after = "The harbour office will buy 14 lamps for the breakwater next year."
    assert found(document, before, after) == []


def test_the_steps_of_a_causal_claim() -> None:
    steps = ["The study had 400 readers.", "Reading late is linked to poor sleep.", "Reading late may harm sleep.", "Reading late harms sleep."]
    assert [strength(s) for s in steps] == [Strength.NONE, Strength.CORRELATION, Strength.POSSIBLE, Strength.CAUSE]
    assert strength("Reading late is associated with a reduced need for sleep.") is Strength.CORRELATION
