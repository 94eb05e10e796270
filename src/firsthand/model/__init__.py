"""Every noun of firsthand as a frozen value; imports nothing else of the package.

Three groups, in the order an article travels: what was read (`Document`), what passes from room to
room (`Analysis`, `Alignment`, `Comparison`), and the result (`Trace`), whose JSON form is the
schema `firsthand.trace/1`. Offsets are half-open and count Unicode code points of `Document.text`;
the offsets of an `Edit` count from the start of its passage.
"""

from firsthand.model.documents import (
    Credit,
    CreditKind,
    DateBasis,
    DateClaim,
    Document,
    Furniture,
    FurnitureKind,
    Locator,
    Outcome,
    RawItem,
    Rejected,
    Resolution,
    Span,
    Value,
)
from firsthand.model.exchange import (
    Alignment,
    Analysis,
    Comparison,
    Edit,
    Judgement,
    Manner,
    NameKind,
    NameMention,
    Passage,
    Quantity,
    Quotation,
    Sentence,
)
from firsthand.model.result import (
    SCHEMA,
    Alternative,
    Attestation,
    Claim,
    Doubtful,
    Evidence,
    Fidelity,
    Hand,
    Hyparchetype,
    Interval,
    Kin,
    Name,
    NameBasis,
    NameVariant,
    Origin,
    Pointer,
    Quote,
    QuoteOccurrence,
    Reading,
    Relation,
    RelationKind,
    RelationPassage,
    Restored,
    Severity,
    Story,
    Tile,
    Tool,
    Trace,
    Undecided,
    Variant,
    VariantKind,
    Via,
)

__all__ = ["Alignment", "Alternative", "Analysis", "Attestation", "Claim", "Comparison", "Credit", "CreditKind", "DateBasis", "DateClaim", "Document", "Doubtful", "Edit", "Evidence", "Fidelity", "Furniture", "FurnitureKind", "Hand", "Hyparchetype", "Interval", "Judgement", "Kin", "Locator", "Manner", "Name", "NameBasis", "NameKind", "NameMention", "NameVariant", "Origin", "Outcome", "Passage", "Pointer", "Quantity", "Quotation", "Quote", "QuoteOccurrence", "RawItem", "Reading", "Rejected", "Relation", "RelationKind", "RelationPassage", "Resolution", "Restored", "SCHEMA", "Sentence", "Severity", "Span", "Story", "Tile", "Tool", "Trace", "Undecided", "Value", "Variant", "VariantKind", "Via"]
