"""The compiled engine: whether this machine has it yet, or the first run will make it."""

from __future__ import annotations

import os
from pathlib import Path

import firsthand.reuse


def compiled() -> bool:
    """Return whether compiled passes lie where numba keeps them for this package."""
    beside = Path(firsthand.reuse.__file__).parent / "__pycache__"
    named = os.environ.get("NUMBA_CACHE_DIR")
    return any(any(Path(place).rglob("kernels.*.nbi")) for place in (beside, named) if place)
