"""What is too common to seed: boilerplate told from reuse by a gram's own postings, nothing else.

A gram's group says how many texts and outlets have it and where in them it stands. It says the
same however the texts came in, and in whatever order; so an archive decides as one run would.

- A **notice** recurs at the foot: most of at least `RECURRING` texts have it among their last
  words. Copies of one story agree in more than their feet, and are found by the rest.
- **Furniture** is what many texts of few outlets have.
- A **common** gram is in many outlets: a stock phrase, or a passage that was published often. It
  links each text with the next that has it, so no passage is hidden by its success, and only a
  whole sentence counts (`SENTENCE`), which stock phrases are not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firsthand.reuse import kernels

# Outlets (texts, where outlets are not given) beyond which a gram is common.
COMMON = 50
# Texts an outlet beyond which a gram is the furniture of those outlets (one may quote another's foot).
FURNITURE = 8
# A text's foot: its last words, at most a third of it. The texts, and the share of them, that have
# a gram at the foot and make it a notice.
FOOT = 120
RECURRING = 5
MOSTLY = 0.8


def judged(
    postings: NDArray[np.uint64], sizes: NDArray[np.int64], outlets: NDArray[np.int64] | None
) -> NDArray[np.int8]:
    """Return for each posting what its gram may seed: `kernels.NONE`, `ALL` or `CHAIN`.

    `postings` have equal grams together and each gram's texts ascending, wherever they come from;
    `sizes` are words by text number, `outlets` numbers by text number.
    """
    of = np.empty(0, dtype=np.int64) if outlets is None else outlets
    rules = (FOOT, RECURRING, MOSTLY, FURNITURE, COMMON)
    found: NDArray[np.int8] = kernels.judged(postings, sizes, of, rules)
    return found
