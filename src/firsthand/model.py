"""Every noun of firsthand as a frozen value; imports nothing else of the package.

Three groups, in the order an article travels: what was read (`Document`), what passes from room to
room (`Analysis`, `Alignment`, `Comparison`), and the result (`Trace`), whose JSON form is the
schema `firsthand.trace/1`. Offsets are half-open and count Unicode code points of `Document.text`;
the offsets of an `Edit` count from the start of its passage. It is one long page so that the whole
shape of the result is read in one place.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA = "firsthand.trace/1"

Manner = Literal["verbatim", "edited", "reworded", "translated"]
RelationKind = Literal["copy", "update", "capture", "quotation"]
Resolution = Literal["second", "minute", "day", "month"]
DateBasis = Literal["text", "meta", "jsonld", "feed", "url", "header", "inferred"]
CreditKind = Literal["agency", "outlet", "contributor"]
FurnitureKind = Literal["nav", "bio", "links", "notice", "tags", "address"]
NameKind = Literal["person", "place", "organisation", "other"]
Outcome = Literal["ok", "warn"]
VariantKind = Literal[
    "quote", "number", "date", "name", "negation", "attribution", "modality", "meaning",
    "wording", "omission", "addition",
]  # fmt: skip
Severity = Literal["minor", "major"]
Fidelity = Literal["exact", "trimmed", "altered", "translated"]
NameBasis = Literal["form", "document", "alignment"]


class Value(msgspec.Struct, frozen=True):
    """The root of every value: immutable, comparable by content."""


# ---------------------------------------------------------------- what was read


class Span(Value, order=True):
    """A half-open range of code points, `start` included and `end` not."""

    start: int
    end: int


class Locator(Value):
    """Where an input lies: a path, a member of a container, a row of a table."""

    path: str
    member: str | None = None
    row: int | None = None


class RawItem(Value):
    """The bytes of one input as they were found, before anything is parsed."""

    data: bytes
    locator: Locator


class Rejected(Value):
    """An input that gave no document, with the reason; it is counted and shown, never dropped."""

    path: str
    outcome: Literal["quarantined", "refused"]
    code: str
    detail: str


class Furniture(Value):
    """A stretch of page that is no article text: navigation, a biography, related links."""

    span: Span
    kind: FurnitureKind


class Credit(Value):
    """Whom the text says it draws on: an agency, another outlet, a contributor."""

    name: str
    kind: CreditKind
    span: Span
    text: str


class DateClaim(Value):
    """A date that the page states, with where it stands and how exact it is; a claim, no proof."""

    value: str
    resolution: Resolution
    basis: DateBasis
    text: str


class Document(Value, kw_only=True):
    """One version of one article as one outlet published it; `text` is the coordinate system."""

    id: str
    path: str
    sha256: str
    locator: Locator
    text: str
    furniture: tuple[Furniture, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    published: DateClaim | None = None
    dates: tuple[DateClaim, ...] = ()
    language: str = "und"
    words: int = 0
    outcome: Outcome = "ok"
    warnings: tuple[str, ...] = ()


# ---------------------------------------------------------------- what passes between the rooms


class Sentence(Value):
    """One sentence of article text (furniture has none); `words` counts its words.

    `part` is "title" for the headline, "line" for a byline, dateline-only line, date line or
    credit line that is article text but says nothing about the story, "body" for the rest.
    """

    span: Span
    words: int
    part: Literal["title", "line", "body"] = "body"


class Quotation(Value):
    """Words inside quotation marks: `span` between the marks, `outer` with them."""

    span: Span
    outer: Span
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None


class NameMention(Value):
    """A proper name where it stands, without possessive endings."""

    span: Span
    text: str
    kind: NameKind = "other"


class Quantity(Value):
    """A number where it stands, in digits or words, with its unit where one follows."""

    span: Span
    text: str
    value: float
    unit: str | None = None


class Analysis(Value, kw_only=True):
    """A document with what its text says: sentences, quotations, names and quantities in order."""

    document: Document
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    names: tuple[NameMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class Passage(Value):
    """A span of a document with its text."""

    document: str
    span: Span
    text: str


class Edit(Value):
    """One step from the left passage to the right one; spans count from the passages' starts.

    `text` is what the right passage has at this place (empty for a deletion).
    """

    op: Literal["equal", "replace", "insert", "delete"]
    left: Span
    right: Span
    text: str


class Alignment(Value, kw_only=True):
    """Two passages that say the same, the edits between them and how sure the pairing is.

    `left_sentences` and `right_sentences` are indices into `Analysis.sentences` of either side.
    `similarity` in [0, 1] is closeness of wording; `confidence` is the calibrated probability that
    the two passages say the same thing. `quoted` is the share of words inside quotation marks, of
    the passage with more of them.
    """

    left: Passage
    right: Passage
    left_sentences: tuple[int, ...]
    right_sentences: tuple[int, ...]
    manner: Manner
    similarity: float
    confidence: float
    quoted: float = 0.0
    edits: tuple[Edit, ...] = ()

    def apply(self) -> str:
        """Return the right passage rebuilt from the left one and the edits, byte for byte."""
        return "".join(
            self.left.text[e.left.start : e.left.end] if e.op == "equal" else e.text
            for e in self.edits
        )


class Comparison(Value):
    """All alignments between two documents, in the order of the right document."""

    left: str
    right: str
    alignments: tuple[Alignment, ...]


class Judgement(Value):
    """What a person said of two documents: that one is a copy of the other, or that it is not."""

    exemplar: str
    copy: str
    confirmed: bool


# ---------------------------------------------------------------- the result


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
    """One appearance of a quotation, with how faithful it is to the fullest form."""

    document: str
    span: Span
    text: str
    speaker: str | None
    fidelity: Fidelity


class Quote(Value, kw_only=True):
    """A quotation family: the fullest form, its speaker and cue, and every occurrence."""

    text: str
    speaker: str | None
    cue: str | None
    occurrences: tuple[QuoteOccurrence, ...]


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
    """One statement with all passages that state it and the lines of reporting behind it."""

    text: str
    attestations: tuple[Attestation, ...]
    independent: Interval
    disputed: bool


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
