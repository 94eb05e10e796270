"""What an outlet should look at again: one page an outlet, the places of its articles that matter most.

Made from the result alone. A page lists what differs from the text that an article was made from,
what is told otherwise elsewhere, and whose words are used without a word of credit; whether that
calls for a correction is for the desk to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from anyascii import anyascii

from firsthand.faces.outline import (
    MUCH,
    changed,
    changes_and_quotations,
    how,
    many,
    name,
    outline,
    speaker,
)
from firsthand.faces.report import render
from firsthand.model import (
    Attestation,
    Claim,
    Document,
    Reading,
    Story,
    Trace,
    Value,
    Variant,
)

# A page holds this many places of one article, and of what is told otherwise; it says how many more there are.
PLACES, DISPUTES = 12, 4
# Letters of its text that are shown on either side of a place.
AROUND = 150


class Shown(Value):
    """A place in its text: what stands before it, the place, what stands after; who has it, and in which paragraph."""

    before: str
    text: str
    after: str
    whose: str
    paragraph: int | None


class Place(Value):
    """One place of an article beside what its exemplar has there."""

    kind: str
    here: Shown
    there: Shown
    detail: str
    confidence: float
    speaker: str | None = None


class Dispute(Value):
    """A statement of an article that others give otherwise, with a line of reporting for each side."""

    here: Shown
    others: tuple[Shown, ...]
    lines: int


class Article(Value):
    """An article with all that its outlet should look at, and what it may leave unread."""

    document: Document
    places: tuple[Place, ...]
    more: int
    minor: int
    disputes: tuple[Dispute, ...]
    uncredited: tuple[str, ...]


class Sheet(Value):
    """All articles of one outlet that have something to look at."""

    outlet: str
    articles: tuple[Article, ...]


def sheets(trace: Trace) -> tuple[Sheet, ...]:
    """Return one sheet for each outlet that has something to look at, by the outlet's name.

    An article that names no outlet is a sheet of its own, under its headline or file name.
    """
    documents = {d.id: d for d in trace.documents}
    found: dict[str, list[Article]] = {}
    for story in trace.stories:
        for document in story.documents:
            article = _article(story, documents[document], documents)
            if article.places or article.disputes or article.uncredited:
                found.setdefault(name(documents[document]), []).append(article)
    return tuple(
        Sheet(outlet, tuple(sorted(articles, key=lambda a: (a.document.path, a.document.id))))
        for outlet, articles in sorted(found.items())
    )


def pages(trace: Trace) -> dict[str, str]:
    """Return the pages of a result by the file names they go under, each one self-contained HTML file."""
    made: dict[str, str] = {}
    for sheet in sheets(trace):
        made[_file_name(sheet.outlet, made)] = render("correction.html.j2", sheet=sheet, many=many, tool=trace.tool)
    return made


def _file_name(outlet: str, taken: Mapping[str, str]) -> str:
    """Return a file name that no outlet can choose: letters, digits and hyphens only."""
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(outlet).casefold()).strip("-")[:60] or "outlet"
    n = 1
    while (file := f"{slug}{'' if n == 1 else f'-{n}'}.html") in taken:
        n += 1
    return file


def _article(story: Story, document: Document, documents: Mapping[str, Document]) -> Article:
    mine = [v for v in changes_and_quotations(story) if v.copy.document == document.id]
    minor = sum(v.copy.document == document.id for v in changed(story, severity="minor"))
    below = _below(story, document.id)
    disputes = [d for c in story.claims if (d := _dispute(c, document, documents, below)) is not None]
    return Article(
        document=document,
        places=tuple(_place(story, v, documents) for v in mine[:PLACES]),
        more=max(0, len(mine) - PLACES),
        minor=minor,
        disputes=tuple(disputes[:DISPUTES]),
        uncredited=tuple(_uncredited(story, document, documents)),
    )


def _place(story: Story, variant: Variant, documents: Mapping[str, Document]) -> Place:
    return Place(
        variant.kind, _shown(variant.copy, documents, story), _shown(variant.exemplar, documents, story),
        variant.detail, variant.confidence, speaker(story, variant) if variant.kind == "quote" else None,
    )  # fmt: skip


def _below(story: Story, node: str) -> set[str]:
    """Return the documents that draw on one, by way of others too, and itself."""
    below = {node}
    while more := {r.copy for r in story.relations if r.exemplar in below} - below:
        below |= more
    return below


def _dispute(claim: Claim, document: Document, documents: Mapping[str, Document], below: set[str]) -> Dispute | None:
    """Return where others give a statement otherwise: what copies of the article made of it is on their pages."""
    here = [a for a in claim.attestations if a.document == document.id]
    others = {a.document: a for a in claim.against if a.document not in below}
    if not here or not others:
        return None
    return Dispute(
        _shown(here[0], documents),
        tuple(_shown(others[d], documents) for d in sorted(others)),
        claim.independent.best,
    )


def _uncredited(story: Story, document: Document, documents: Mapping[str, Document]) -> Iterator[str]:
    sigla = outline(story, documents).sigla
    for r in sorted(story.relations, key=lambda r: (-r.share_of_copy, r.exemplar)):
        if r.copy == document.id and not r.credited and not r.same_outlet and r.share_of_copy >= MUCH:
            yield f"{_named(r.exemplar, documents, story)}: {how(r, sigla)} of this text, without a word of credit"


def _named(node: str, documents: Mapping[str, Document], story: Story | None) -> str:
    if node in documents:
        return name(documents[node])
    lost = next((h.name for h in (story.hyparchetypes if story else ()) if h.id == node), None)
    return f"{lost or 'an unnamed text'} (in none of the files, as another copy has it)"


def _shown(at: Reading | Attestation, documents: Mapping[str, Document], story: Story | None = None) -> Shown:
    """Return a place with the text around it; of a lost exemplar only the words that a copy kept."""
    document = documents.get(at.document)
    if document is None:
        return Shown("", at.text, "", _named(at.document, documents, story), None)
    text = document.text
    start, end = max(0, at.span.start - AROUND), min(len(text), at.span.end + AROUND)
    before, after = text[start : at.span.start], text[at.span.end : end]
    paragraph = 1 + len(re.findall(r"\n\s*\n", text[: at.span.start]))
    if start and "\n" not in before:
        before = re.sub(r"^\S*\s", "… ", before)
    if end < len(text) and "\n" not in after:
        after = re.sub(r"\s\S*$", " …", after)
    before, after = before[before.rfind("\n") + 1 :], after.split("\n", 1)[0]
    return Shown(before, text[at.span.start : at.span.end], after, name(document), paragraph)
