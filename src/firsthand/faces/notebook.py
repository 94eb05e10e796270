"""A result that shows itself in a notebook."""

from __future__ import annotations

from markupsafe import escape

from firsthand.faces.report import to_html
from firsthand.model import Trace

# Pixels of a notebook that a report takes; the rest is scrolled.
HEIGHT = 640


class Shown(Trace, frozen=True, kw_only=True):
    """A result with a picture of itself; in all else a `Trace`."""

    def _repr_html_(self) -> str:
        """Return the report in a frame of its own, in which nothing can run."""
        return (
            f'<iframe sandbox srcdoc="{escape(to_html(self))}" title="firsthand report" width="100%"'
            f' height="{HEIGHT}" style="border:0"></iframe>'
        )


def shown(trace: Trace) -> Shown:
    """Return the same result as one that shows itself."""
    return Shown(**{name: getattr(trace, name) for name in trace.__struct_fields__})
