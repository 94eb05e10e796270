"""Forked processes that say what they have done, and may be killed at any time."""

from __future__ import annotations

import contextlib
import os
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from firsthand.errors import FirsthandError

# Exit code of a child that ended with an exception that is not the user's to mend.
CRASHED = 70
# Seconds in which nothing of a killed group may be left.
ORPHANED = 2.0

Say = Callable[[str], None]


class Child:
    """A forked process in a group of its own that says a line for each thing it has done."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._said, to = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _work(work, to)
        with contextlib.suppress(OSError):
            os.setpgid(self.pid, self.pid)
        os.close(to)

    def kill(self) -> None:
        """Kill the group."""
        os.killpg(self.pid, signal.SIGKILL)

    def end(self) -> tuple[int, list[str]]:
        """Return the exit code, negative for a signal, and the lines said."""
        with os.fdopen(self._said, encoding="utf-8") as lines:
            said = [line.removesuffix("\n") for line in lines if line.endswith("\n")]
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), said

    def orphans(self) -> bool:
        """Return whether any process of the group is at work after a while; what has ended and waits to be seen off is none."""
        end = time.monotonic() + ORPHANED
        while time.monotonic() < end:
            try:
                os.killpg(self.pid, 0)
            except ProcessLookupError:
                return False
            time.sleep(0.01)
        return _at_work(self.pid)


def _work(work: Callable[[Say], None], to: int) -> None:
    """Do a child's work and end the process, whatever happens."""
    code = CRASHED
    try:
        os.setpgid(0, 0)
        work(lambda line: _ignored(os.write(to, f"{line}\n".encode())))
        code = 0
    except FirsthandError as error:
        code = error.exit_code
    except BaseException:  # noqa: BLE001 - a crash is a finding, and a fork must not return
        traceback.print_exc()
    finally:
        os._exit(code)


def _at_work(group: int) -> bool:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, of = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[:3]
            if int(of) == group and state not in {"Z", "X"}:
                return True
    return False


def _ignored(_: object) -> None:
    return None
