"""Lost exemplars: agencies and outlets that witnesses credit and that no held document is by.

The credit is the strongest witness to a text nobody holds (architecture: a hyparchetype is added
when siblings share what neither could have from the other, or when a credit names a body that is
not in the pile). What the lost text said is read off the siblings.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.lineage.bodies import means, same_body, tokens
from firsthand.model import Credit, Document, Value

# An agency credit that stands this near the head or the foot of the text (in code points) names
# where the text comes from; one in mid-prose names where a statement comes from.
HEAD = 700
FOOT = 300


class Lost(Value):
    """A body that is credited but not held: its fullest name and who credits it, and where.

    `whole` are the witnesses whose byline, dateline or credit line gives it the whole text;
    `mentions` those that name it in their prose.
    """

    name: str
    whole: tuple[int, ...]
    mentions: tuple[int, ...]


def lost_bodies(documents: Sequence[Document]) -> tuple[Lost, ...]:
    """Return the lost exemplars that the documents of one story credit, by name."""
    groups: list[list[tuple[int, Credit]]] = []
    for n, document in enumerate(documents):
        for credit in document.credits:
            if credit.kind == "contributor" or _held(credit.name, documents):
                continue
            for group in groups:
                if any(same_body(credit.name, other.name) for _, other in group):
                    group.append((n, credit))
                    break
            else:
                groups.append([(n, credit)])
    found = []
    for group in groups:
        whole = {n for n, c in group if credits_whole(documents[n], c)}
        mentions = {n for n, _ in group} - whole
        agency = any(c.kind == "agency" for _, c in group)
        # A body named once in passing is background, unless it is an agency.
        if whole or (agency and mentions) or len(mentions) > 1:
            found.append(
                Lost(
                    min((c.name for _, c in group), key=lambda x: (-len(tokens(x)), -len(x), x)),
                    tuple(sorted(whole)),
                    tuple(sorted(mentions)),
                )
            )
    return tuple(sorted(found, key=lambda lost: lost.name))


def credits_whole(document: Document, credit: Credit) -> bool:
    """Return whether a credit gives the whole text to its body, as a byline or a dateline does."""
    if credit.kind != "agency":
        return False
    start, end = credit.span.start, credit.span.end
    return start <= HEAD or end >= len(document.text) - FOOT


def credited(document: Document, name: str | None) -> tuple[Credit, ...]:
    """Return the credits of a document that name a body."""
    return tuple(
        c for c in document.credits if c.kind != "contributor" and means(c.name, name)
    )


def _held(name: str, documents: Sequence[Document]) -> bool:
    return any(means(name, d.outlet) for d in documents)
