"""A parser that does what the page tells it to: the child's supervisor must survive it all."""

import os
import sys
import time

from firsthand.reading import html
from firsthand.reading.child import serve
from firsthand.reading.page import Page


def parse(data: bytes) -> Page:
    word = data.decode()
    if word == "throw":
        raise RuntimeError("as told")
    if word == "hang":
        time.sleep(60)
    if word == "exit":
        os._exit(3)
    if word == "segv":
        os.kill(os.getpid(), 11)
    if word == "memory":
        return Page(blocks=("x" * (1 << 33),))
    return Page(blocks=(word,))


if __name__ == "__main__":
    html.parse = parse
    serve(sys.stdin.buffer, sys.stdout.buffer)
