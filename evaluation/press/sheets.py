"""What a desk works on: sentences that know what they state, where they came from, what was altered."""

from __future__ import annotations

from evaluation.press.style import Style
from firsthand.model import Value

SELF = "self"
GARBLED = -2
"""Form of a sentence that a machine has rewritten; -1 is one that no phrase book lists."""


class Slip(Value):
    """A change of fact that a copy made: the kind, the new words, the old ones."""

    kind: str
    text: str
    was: str


class Sentence(Value):
    """One sentence in marked text (see `rendering`).

    `key` is shared by all descendants of one sentence of one reporter, `fact` by all sentences that
    state one thing. `source` is the node of the exemplar the sentence was taken from, or `SELF`.
    """

    key: str
    fact: str
    form: int
    text: str
    source: str = SELF
    slips: tuple[Slip, ...] = ()
    opens: bool = False
    """Begins a paragraph."""


class Person(Value):
    """Somebody who is named: `role` follows the name, `title` goes before it (or is empty)."""

    first: str
    last: str
    female: bool
    title: str
    role: str
    age: int | None = None


class Node(Value):
    """One text of a story, held or not: what it is, what it was made from, what it says."""

    id: str
    kind: str
    outlet: str
    agency: bool
    body: tuple[Sentence, ...]
    head: str
    style: Style
    day: int
    """Days after the event."""
    names: tuple[str, ...] = ()
    """Agencies and newspapers that it names as where its text comes from."""
    own: bool = False
    """Has reporting of its own."""
    exemplars: tuple[str, ...] = ()
    manner: str = "verbatim"
    machine: bool | None = False
    same_outlet: bool = False
    note: str = ""
