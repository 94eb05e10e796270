"""Two strangers that meet in one text: which of the three was put together."""

import numpy as np

from firsthand.lineage.composition import MOST, joined

WORDS = np.full(10, 20.0)


def near(**shown: list[int]) -> dict[tuple[int, int], np.ndarray]:
    """Return closeness arrays: `a_c=[0, 1]` means that a explains sentences 0 and 1 of c."""
    nodes = {"a": 0, "b": 1, "c": 2}
    made = {}
    for key, sentences in shown.items():
        p, c = key.split("_")
        made[nodes[p], nodes[c]] = np.array([float(s in sentences) for s in range(10)])
    return made


def test_a_text_of_two_strangers_was_joined_from_both() -> None:
    ties = near(a_c=[0, 1, 2, 3, 4], b_c=[5, 6, 7, 8, 9], c_a=[0, 1, 2, 3, 4], c_b=[0, 1, 2, 3, 4])
    assert joined(ties, (0, 2), range(3), WORDS) > 1.0
    # Seen from a stranger, nothing was joined: the other stranger explains none of it.
    assert joined(ties, (2, 0), range(3), WORDS) == 0.0


def test_passages_from_all_over_are_no_sign() -> None:
    ties = near(a_c=[0, 2, 4, 6, 8], b_c=[4, 5, 6, 7, 8])
    assert joined(ties, (0, 2), range(3), WORDS) == 0.0


def test_more_passages_say_more_up_to_a_cap() -> None:
    few = joined(near(a_c=[0], b_c=[5, 6, 7]), (0, 2), range(3), WORDS)
    many = joined(near(a_c=[0, 1, 2, 3], b_c=[5, 6, 7]), (0, 2), range(3), WORDS)
    most = joined(near(a_c=[0, 1, 2, 3], b_c=[4, 5, 6, 7, 8, 9]), (0, 2), range(3), WORDS)
    assert 0 < few < many <= most <= MOST
