"""firsthand: who wrote it first, who copied whom, and what each copy changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.model import Trace
    from firsthand.run.archive import Archive

__all__ = ["Archive", "__version__", "trace"]
__version__ = "0.1.0"


def trace(paths: Sequence[str], **options: Any) -> Trace:
    """Return what `firsthand trace PATHS --json` prints, as frozen values that a notebook can show.

    Options are the fields of `firsthand.run.local.Options`: `dates`, `metadata`, `workers`, `seed`,
    `strict`. Raises `firsthand.errors.FirsthandError` for what the caller can mend.
    """
    from firsthand.faces.notebook import shown
    from firsthand.run.local import Options
    from firsthand.run.local import trace as run

    return shown(run(paths, Options(**options)))


def __getattr__(name: str) -> Any:
    if name == "Archive":
        from firsthand.run.archive import Archive

        return Archive
    raise AttributeError(name)
