"""Parsing untrusted pages in a process of its own: limited, watched, replaced when it dies.

One page is in flight at a time. A child that hangs, dies or eats memory costs that page, which is
quarantined with the cause, and nothing else. (A stock process pool loses its whole queue when a
worker dies, or hangs.) Messages are a four-byte length and msgpack.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from types import TracebackType
from typing import IO, BinaryIO

import msgspec

from firsthand.model import Value
from firsthand.reading.limits import (
    CHILD_ANSWER,
    CHILD_CPU_SECONDS,
    CHILD_MEMORY,
    CHILD_SECONDS,
)
from firsthand.reading.page import Page

_HEADER = struct.Struct(">I")


class Failure(Value):
    """Why a page could not be parsed: a code for programs, a sentence for people."""

    code: str
    detail: str


class Answer(Value):
    """What the child sends back: a page or a failure."""

    page: Page | None = None
    failure: Failure | None = None


class Child:
    """A parser process, started at the first page and replaced after a crash."""

    def __init__(self, seconds: float = CHILD_SECONDS, module: str = "firsthand.reading.child") -> None:
        self._seconds = seconds
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def parse(self, data: bytes) -> Page | Failure:
        """Return the page in some bytes of HTML, or why there is none."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(_HEADER.pack(len(data)) + data)
            process.stdin.flush()
            answer = msgspec.msgpack.decode(self._receive(process.stdout), type=Answer)
        except TimeoutError:
            self.close()
            return Failure("timeout", f"parsing took longer than {self._seconds:g} seconds")
        except (OSError, EOFError, msgspec.DecodeError):
            code = process.poll() if process.poll() is not None else process.wait(1)
            self.close()
            cause = f"signal {-code}" if code and code < 0 else f"exit code {code}"
            return Failure("parser_died", f"the parser process ended with {cause}")
        return answer.page or answer.failure or Failure("no_answer", "the parser gave no answer")

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # an unsent page is no loss: its failure is already known
                    continue
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        return self._process

    def _receive(self, pipe: IO[bytes]) -> bytes:
        deadline = time.monotonic() + self._seconds
        (length,) = _HEADER.unpack(_exactly(pipe, _HEADER.size, deadline))
        if length > CHILD_ANSWER:
            raise EOFError
        return _exactly(pipe, length, deadline)


def _exactly(pipe: IO[bytes], size: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    while size:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise TimeoutError
        part = os.read(pipe.fileno(), min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until the source ends; runs inside the child."""
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from firsthand.reading.html import TooRich, parse

    pages = 0
    while header := source.read(_HEADER.size):
        # CPU time is limited page by page, so a long run is not cut short.
        pages += 1
        spent = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(spent.ru_utime + spent.ru_stime) + CHILD_CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
        data = source.read(_HEADER.unpack(header)[0])
        try:
            answer = Answer(page=parse(data))
        except TooRich as error:
            answer = Answer(failure=Failure("html_limits", str(error)))
        except MemoryError:
            answer = Answer(failure=Failure("memory", "parsing needs more memory than allowed"))
        except Exception as error:  # noqa: BLE001 - any fault of a parser is a fault of this page
            name = type(error).__name__
            answer = Answer(failure=Failure("html_broken", f"the parser failed: {name}"))
        packed = msgspec.msgpack.encode(answer)
        sink.write(_HEADER.pack(len(packed)) + packed)
        sink.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
