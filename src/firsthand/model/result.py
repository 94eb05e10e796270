"""The result: stories with their relations, where each sentence came from, and what was found in them."""

from __future__ import annotations

from typing import Literal

from firsthand.model.documents import Document, Rejected, Span, Value
from firsthand.model.exchange import Manner, NameKind

SCHEMA = "firsthand.trace/1"
RelationKind = Literal["copy", "update", "capture", "quotation"]
VariantKind = Literal[
    "quote", "number", "date", "name", "negation", "attribution", "modality", "meaning",
    "wording", "omission", "addition",
]  # fmt: skip
Severity = Literal["minor", "major"]
Fidelity = Literal["exact", "trimmed", "altered", "translated"]
NameBasis = Literal["form", "document", "alignment"]


class Pointer(Value):
    """A span with its text, as evidence shows it."""

    span: Span
    text: str


class Evidence(Value, kw_only=True):
    """What one rule found: a log-likelihood ratio for the stated relation, and a sentence to read."""

    rule: str
    score: float
    detail: str
    exemplar: Pointer | None = None
    copy: Pointer | None = None


class Interval(Value):
    """A count with the lowest and highest value that the uncertainty allows (90 %)."""

    low: int
    best: int
    high: int


class Origin(Value):
    """A line of reporting: a root of the stemma, or the own reporting inside a mixed witness."""

    node: str
    name: str
    passages: int


class Via(Value):
    """The held sibling that shows what a lost exemplar said."""

    document: str
    span: Span


class Restored(Value):
    """One passage of a lost text as its copies show it: `span` lies in `Hyparchetype.text`.

    `shown_by` are the places in the copies, the one whose wording was taken first; `support` is the
    probability that the lost text said this.
    """

    span: Span
    shown_by: tuple[Via, ...]
    support: float


class Hyparchetype(Value, kw_only=True):
    """An inferred text that is in no file, with why it is inferred and what can be read of it."""

    id: str
    name: str | None
    confidence: float
    evidence: tuple[Evidence, ...]
    text: str
    restored: tuple[Restored, ...] = ()


class Hand(Value, kw_only=True):
    """By whose hand a passage was made from its exemplar: three probabilities that sum to one.

    `machine`: sentence by sentence by a machine (round-trip translation, a synonym spinner);
    `retold`: rewritten fluently, by a person or a language model; `edited`: by an editor who left
    most words alone, or none touched. `evidence` is what speaks for a machine, where that is likely.
    """

    machine: float
    retold: float
    edited: float
    evidence: tuple[Evidence, ...] = ()


class RelationPassage(Value, kw_only=True):
    """One passage of a copy and the place in its exemplar (or in a held sibling) it came from.

    `hand` is None for a translation, and for a lost exemplar unless its other copies show a machine.
    """

    exemplar: Span | None
    via: Via | None
    copy: Span
    manner: Manner
    similarity: float
    hand: Hand | None = None


class Relation(Value, kw_only=True):
    """A copy and its nearest exemplar, how the words travelled, and how sure that is."""

    exemplar: str
    copy: str
    kind: RelationKind
    manner: Manner
    machine: bool
    machine_confidence: float
    credited: bool
    same_outlet: bool
    share_of_copy: float
    share_of_exemplar: float | None
    confidence: float
    direction_confidence: float
    evidence: tuple[Evidence, ...]
    passages: tuple[RelationPassage, ...]


class Kin(Value, kw_only=True):
    """How two held witnesses hang together: four probabilities that sum to one.

    `forward`: the second draws on the first, near or far; `backward`: the first on the second;
    `common`: neither, but both on one text; `independent`: no tie.
    """

    documents: tuple[str, str]
    forward: float
    backward: float
    common: float
    independent: float


class Alternative(Value):
    """Another stemma that explains the story: its (exemplar, copy) edges and its probability."""

    probability: float
    edges: tuple[tuple[str, str], ...]


class Undecided(Value):
    """Two documents of which nobody could tell whether one drew on the other, and why."""

    documents: tuple[str, str]
    reason: str
    passages: int


class Doubtful(Value):
    """A document that may tell of another event, with the probability that it tells this story."""

    document: str
    probability: float


class Tile(Value):
    """A sentence of a document and the node where its passage entered the story."""

    document: str
    span: Span
    origin: str


class Reading(Value):
    """What one witness has at a place."""

    document: str
    span: Span
    text: str


class Variant(Value, kw_only=True):
    """One place where a copy differs from its exemplar."""

    kind: VariantKind
    severity: Severity
    exemplar: Reading
    copy: Reading
    confidence: float
    detail: str


class QuoteOccurrence(Value, kw_only=True):
    """One appearance of a quotation, with how faithful it is to the fullest form.

    `role` and `organisation` are what its document says of the speaker; null where it does not.
    """

    document: str
    span: Span
    text: str
    speaker: str | None
    fidelity: Fidelity
    role: str | None = None
    organisation: str | None = None


class Quote(Value, kw_only=True):
    """A quotation family: the fullest form, its speaker with role and organisation, its cue, and every occurrence."""

    text: str
    speaker: str | None
    cue: str | None
    occurrences: tuple[QuoteOccurrence, ...]
    role: str | None = None
    organisation: str | None = None


class NameVariant(Value, kw_only=True):
    """One spelling of a name and why it is taken for the same bearer."""

    text: str
    documents: tuple[str, ...]
    basis: NameBasis
    confidence: float


class Name(Value, kw_only=True):
    """A person, place or body with all its spellings."""

    name: str
    kind: NameKind
    variants: tuple[NameVariant, ...]


class Attestation(Value):
    """A passage that states a claim, and the line of reporting it came from."""

    document: str
    span: Span
    text: str
    origin: str


class Claim(Value, kw_only=True):
    """One statement with all passages that state it and the lines of reporting behind it.

    `against` are the passages that give another number or deny it, `doubted` those of `attestations` that
    state it as less certain than the claim's own words do.
    """

    text: str
    attestations: tuple[Attestation, ...]
    independent: Interval
    disputed: bool
    against: tuple[Attestation, ...] = ()
    doubted: tuple[Attestation, ...] = ()


class Story(Value, kw_only=True):
    """Everything about one story: its witnesses, their stemma, and what follows from it."""

    id: str
    title: str
    documents: tuple[str, ...]
    independent: Interval
    origins: tuple[Origin, ...] = ()
    hyparchetypes: tuple[Hyparchetype, ...] = ()
    relations: tuple[Relation, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    kinship: tuple[Kin, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    mosaic: tuple[Tile, ...] = ()
    variants: tuple[Variant, ...] = ()
    quotes: tuple[Quote, ...] = ()
    names: tuple[Name, ...] = ()
    claims: tuple[Claim, ...] = ()


class Tool(Value):
    """Which program made a result, and with which options."""

    name: str
    version: str
    options: dict[str, str | int | bool | None]


class Trace(Value, kw_only=True):
    """The result of the main job: documents, stories and what could not be read."""

    schema: str
    tool: Tool
    documents: tuple[Document, ...]
    stories: tuple[Story, ...]
    rejected: tuple[Rejected, ...] = ()
