"""A told story with everything that was found in it."""

from __future__ import annotations

from msgspec.structs import replace

from firsthand.findings.bearers import BearerWeights
from firsthand.findings.carried import carried
from firsthand.findings.claims import claims
from firsthand.findings.misspelt import misspelt
from firsthand.findings.people import people
from firsthand.findings.quotations import altered, quotes
from firsthand.findings.variants import ordered, variants
from firsthand.lineage.family import Lineage
from firsthand.model import Story
from firsthand.reuse.meaning import Encoder


def describe(lineage: Lineage, encoder: Encoder | None, bearers: BearerWeights | None = None) -> Story:
    """Return the story with its variants, quotations, names and claims.

    Without an encoder, words put for other words are judged by their form alone.
    """
    rows = carried(lineage)
    changed = altered(lineage, rows)
    names = people(lineage, rows, encoder, bearers)
    found = variants(lineage, rows, changed, encoder)
    return replace(
        lineage.story,
        variants=ordered([*found, *misspelt(lineage, names, found)]),
        quotes=quotes(lineage, changed),
        names=names,
        claims=claims(lineage, encoder),
    )
