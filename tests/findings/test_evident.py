"""Which changes are evident enough to be major ones, and which stay in the list as minor ones."""

from __future__ import annotations

import pytest

from firsthand.findings.carried import Carried
from firsthand.findings.changes import paired
from firsthand.findings.evident import evident
from firsthand.findings.figures import rounded
from firsthand.findings.slots import Excerpt
from firsthand.findings.variants import typed
from firsthand.model import Quantity, Span
from firsthand.text.analyse import analyse
from tests.conftest import make_document


def major(before: str, after: str, *, machine: bool = False, same_outlet: bool = False, share: float = 0.6) -> set[str]:
    """Return the kinds of the changes of two sentences that are evident, where so much of the texts was carried."""
    left, right = (analyse(make_document(text, language="en")) for text in (before, after))
    both = paired(Excerpt(left, Span(0, len(before))), Excerpt(right, Span(0, len(after))), "edited", machine=machine)
    row = Carried(0, 1, 0, None, "edited", machine, same_outlet=same_outlet, share=share)  # type: ignore[arg-type]
    return {c.kind for c in typed(both)[0] if c.severity == "major" and evident(both, c, row)}


def test_one_figure_of_one_sentence_is_evident() -> None:
    before = "The ferry carried 146 people from Orra to the outer islands when it struck the quay."
    assert major(before, before.replace("146", "164")) == {"number"}


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2])
def test_nothing_is_where_hardly_anything_was_carried(share: float) -> None:
    before = "The ferry carried 146 people from Orra to the outer islands when it struck the quay."
    assert not major(before, before.replace("146", "164"), share=share)


def test_two_articles_of_one_outlet_need_the_same_sentence() -> None:
    before = "The harbour office counted 146 lorries on the bridge to the old town on one morning."
    after = "The harbour office counted 164 lorries on the road to the new market over a whole morning."
    assert major(before, before.replace("146", "164"), same_outlet=True, share=0.3) == {"number"}
    assert not major(before, after, same_outlet=True, share=0.3)


def test_figures_of_another_occasion_are_no_changes() -> None:
    before = "The office bought bills comprising 345 million crowns in band one and 75 million crowns in band two."
    after = "The office bought bills comprising 12 million crowns in band one and 8 million crowns in band two."
    assert not major(before, after)


def test_an_update_moves_its_figures_by_little() -> None:
    before = "More than 900,000 people have fallen ill and over 45,000 have died, according to a count kept by the harbour hospital."
    after = before.replace("900,000", "870,000").replace("45,000", "43,000")
    assert major(before, after) == {"number"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The companies deny that they conspired to promote the harbour bonds.", "The companies denied the charge, saying they never conspired to promote the harbour bonds."),
        ("The details of the new quay are still to be finalised by the harbour board.", "The details of the new quay are yet to be finalised by the harbour board."),
        ("The board would not comment until the second survey had been read.", "The board would comment only after the second survey had been read."),
    ],
)
def test_one_denial_in_another_form_is_no_change(before: str, after: str) -> None:
    assert "negation" not in major(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He was found at the foot of the cliff after falling about 200ft from the ridge.", "He was found at the foot of the cliff after falling about 60m from the ridge."),
        ("Thieves took gems worth £88 million from the hall of the harbour hotel in July.", "Thieves took gems worth €103 million from the hall of the harbour hotel in July."),
    ],
)
def test_measures_and_money_may_be_exchanged(before: str, after: str) -> None:
    assert "number" not in major(before, after)


def test_a_number_of_many_digits_is_rounded_like_others() -> None:
    one, other = (Quantity(Span(0, 1), str(v), float(v), None) for v in (7588556485950, 7588556485951))
    assert rounded(one, other)
