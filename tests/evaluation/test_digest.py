"""A paragraph that sums up a report, beside one that copies a piece of it and one on the matter."""

from __future__ import annotations

from evaluation.digest import digests
from firsthand.model import Span
from firsthand.reuse.stretches import stretches
from tests.reuse.test_stretches import OF_TWO, said

REPORT = (
    "Divers found a crack in the lower gate, and the harbour master of Ostrand closed the lock.",
    "Nobody had noticed it during the yearly inspection in March, when the basin was drained.",
    "Nineteen barges loaded with gravel waited overnight beside the sugar refinery.",
    "Their crews were given soup by the seamen's mission and slept aboard.",
    "One skipper, who has sailed the canal for thirty years, called the delay a disgrace.",
    "Engineers from the canal trust brought a spare hinge by road from the foundry at Kell.",
    "It weighs two tonnes and was cast in 1931, the last of six.",
    "Lifting it into place took a floating crane and most of Wednesday afternoon.",
    "The sluices were then tested twice without a leak, and traffic resumed at dusk.",
    "Repairs will cost about ninety thousand crowns, the trust said in a letter to shippers.",
    "Half of that sum is covered by an insurance policy taken out after the flood.",
    "Fees for the coming season will rise by three per cent to pay for the rest.",
    "The town council wants the gates replaced within five years and asked the ministry for help.",
    "A spokeswoman for the ministry said that no decision would be made before the autumn budget.",
    "Shippers have formed a committee that will meet every month in the custom house.",
    "Its first chairman is a retired pilot whose brother once kept the lock.",
    "Older residents remember the winter of 1956, when ice broke both upper gates.",
    "That time the canal stayed shut for eleven weeks and coal was rationed.",
)
SUMMARY = (
    "The lock at Ostrand was closed after divers found a crack in the lower gate.",
    "Nineteen barges loaded with gravel waited overnight, and one skipper called it a disgrace.",
    "Traffic resumed at dusk when the canal trust had brought a spare hinge cast in 1931.",
    "The sluices were tested twice; repairs cost about ninety thousand crowns.",
    "Half of that sum is covered by an insurance policy, and fees will rise by three per cent.",
    "The town council wants the gates replaced within five years.",
)
ON_SOMETHING_ELSE = (*OF_TWO, "A kiosk at the pier sells waffles, coffee and postcards of the bay.")


def found(*paragraphs: tuple[str, ...]) -> tuple[Span, ...]:
    left = said("l", *REPORT)
    right = said("r", *(sentence for part in paragraphs for sentence in part))
    ranges, at = [], 0
    for part in paragraphs:
        ranges.append(Span(at, at + len(part)))
        at += len(part)
    assert at == len(right)
    return digests(left, right, paragraphs=ranges, found=stretches(left, right))


def test_a_summary_among_other_matter_is_found() -> None:
    assert found(ON_SOMETHING_ELSE, SUMMARY, OF_TWO) == (Span(6, 12),)


def test_a_copied_piece_sums_up_nothing() -> None:
    assert found(ON_SOMETHING_ELSE, REPORT[5:10], OF_TWO) == ()


def test_a_paragraph_on_another_matter_sums_up_nothing() -> None:
    assert found(ON_SOMETHING_ELSE, OF_TWO) == ()


def test_an_abridgement_of_half_the_length_is_no_digest() -> None:
    assert found(ON_SOMETHING_ELSE, REPORT[::2], OF_TWO) == ()
