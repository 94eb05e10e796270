"""From texts to Alignments: shared passages, word by word and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from firsthand.reuse.match import Keep

__all__ = ["find_reuse"]


def find_reuse(
    texts: Sequence[str], *, outlets: Sequence[str] | None = None, keep: Keep | None = None
) -> NDArray[np.int64]:
    """Return the passages that texts share: rows `a, b, a_start, a_end, b_start, b_end`, sorted.

    `a < b` are indices into `texts`; offsets are half-open and count code points. See
    `firsthand.reuse.match`; `firsthand.run.spill` has a `keep` for little memory. The compiled
    engine is loaded at the first call.
    """
    from firsthand.reuse.match import find_reuse as engine

    return engine(texts, outlets=outlets, keep=keep)
