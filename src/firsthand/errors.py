"""Errors named after the user's situation; `faces.cli` alone turns them into exit codes."""

from __future__ import annotations


class FirsthandError(Exception):
    """The root: something the user can act on. `remedy` is the next thing to do."""

    exit_code = 1

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        super().__init__(message)
        self.remedy = remedy


class OptionError(FirsthandError):
    """An option or argument that cannot be used as given."""

    exit_code = 2


class InputError(FirsthandError):
    """An input named by the user that cannot be read: which file, which line, why."""

    exit_code = 3


class StoreError(FirsthandError):
    """A place to write to that is full, read-only or not permitted."""

    exit_code = 5


class MissingExtra(FirsthandError):
    """A feature whose optional packages are not installed; the remedy is the install line."""

    exit_code = 2


class BusyError(FirsthandError):
    """An archive that another process is writing to."""

    exit_code = 4


class CorruptError(FirsthandError):
    """An archive whose file is damaged, or is no archive at all."""

    exit_code = 6


class VerificationError(FirsthandError):
    """Something stored that is not what was stored: which item, and what of it differs."""

    exit_code = 7
