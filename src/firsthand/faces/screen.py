"""The terminal that results are shown on: articles' words are printed as they are, and a reader may leave."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console


class Screen(Console):
    """A console that takes no word of a text for markup, and raises `BrokenPipeError` where its reader has left."""

    def __init__(self) -> None:
        super().__init__(highlight=False, emoji=False, markup=False)

    def on_broken_pipe(self) -> NoReturn:
        """Leave it to the command, which is quiet about it; rich itself would call it a failure."""
        raise BrokenPipeError
