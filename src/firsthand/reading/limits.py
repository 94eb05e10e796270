"""What is too much: limits on inputs, checked before anything is parsed."""

from __future__ import annotations

MEGABYTE = 1_000_000

# A file; a document's text; a line of JSON; entries of one folder walk.
FILE_BYTES = 50 * MEGABYTE
TEXT_CHARACTERS = 5 * MEGABYTE
LINE_BYTES = 20 * MEGABYTE

# The child that parses HTML: seconds of wall clock and of CPU, bytes of memory, bytes it may answer.
CHILD_SECONDS = 30
CHILD_CPU_SECONDS = 30
CHILD_MEMORY = 2_000 * MEGABYTE
CHILD_ANSWER = 64 * MEGABYTE

# Tags deeper or richer than this make HTML parsers lose text or take quadratic time.
TAG_DEPTH = 2_000
TAG_ATTRIBUTES = 500
