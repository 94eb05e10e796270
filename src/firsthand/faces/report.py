"""One self-contained HTML file: everything a result says, for somebody who was not there.

No script, no request, no style but the one whose hash the page's own policy allows. What is shown
comes from the result alone; texts of articles pass through `escape.page` and the template's
escaping, whichever way they take.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from firsthand.faces import outline as words
from firsthand.faces.collation import Collation, Stretch, collate, paragraphs
from firsthand.faces.escape import page
from firsthand.faces.outline import Outline
from firsthand.faces.picture import NARROW, WIDE, bar, stemma
from firsthand.model import Claim, Document, Relation, Story, Trace, Value

# A page shows this many stories whole, and of one story so many claims and names; it says the rest.
STORIES, CLAIMS, NAMES = 40, 40, 40


class Column(Value):
    """A line of reporting as a column of the claims' table: its node, siglum and name."""

    node: str
    siglum: str
    name: str


class Backing(Value):
    """A claim with, for each line of reporting, the sigla of the witnesses that have it from there."""

    claim: Claim
    cells: tuple[str, ...]
    elsewhere: str


class Chapter(Value):
    """A story made ready to be shown."""

    story: Story
    told: Outline
    wide: str
    narrow: str
    columns: tuple[Column, ...]
    claims: tuple[Backing, ...]
    claims_folded: int
    texts: dict[str, tuple[tuple[Stretch, ...], ...]]
    mixed: str
    collations: tuple[tuple[Relation, Collation], ...]
    colours: dict[str, int]


def to_html(trace: Trace) -> str:
    """Return the report of a result as one HTML page."""
    documents = {d.id: d for d in trace.documents}
    several = [s for s in trace.stories if len(s.documents) > 1]
    alone = [s for s in trace.stories if len(s.documents) == 1]
    return render(
        "report.html.j2",
        trace=trace,
        documents=documents,
        chapters=[chapter(s, documents) for s in several[:STORIES]],
        folded=several[STORIES:],
        alone=[documents[s.documents[0]] for s in alone],
        independent=sum(s.independent.best for s in trace.stories),
        names_shown=NAMES,
        w=words,
    )


def chapter(story: Story, documents: Mapping[str, Document]) -> Chapter:
    """Return a story with all that its part of the page shows."""
    told = words.outline(story, documents, fold=True)
    whole = words.outline(story, documents)
    shown = Outline(told.rows, whole.sigla)
    texts = {d: paragraphs(documents[d], story) for d in story.documents}
    columns = tuple(Column(o.node, whole.sigla[o.node], o.name) for o in story.origins)
    backed = [c for c in story.claims if len({a.document for a in c.attestations}) > 1]
    return Chapter(
        story=story,
        told=whole,
        wide=stemma(story, documents, shown, WIDE),
        narrow=stemma(story, documents, shown, NARROW),
        columns=columns,
        claims=tuple(_backing(c, columns, whole) for c in backed[:CLAIMS]),
        claims_folded=len(story.claims) - min(len(backed), CLAIMS),
        texts=texts,
        mixed=_most_mixed(texts),
        collations=tuple(
            (r, collate(r, story, documents))
            for r in sorted(story.relations, key=lambda r: (whole.sigla[r.copy], -r.share_of_copy))
            if r.copy in documents
        ),
        colours=_colours(story),
    )


def _colours(story: Story) -> dict[str, int]:
    """Return a number of the palette for each node that passages come from, lines first."""
    counts = Counter(t.origin for t in story.mosaic)
    first = [o.node for o in story.origins]
    rest = sorted((n for n in counts if n not in first), key=lambda n: (-counts[n], n))
    return {node: n % 8 for n, node in enumerate([*first, *rest])}


def _most_mixed(texts: Mapping[str, tuple[tuple[Stretch, ...], ...]]) -> str:
    """Return the document with the most words beside those of its main origin: the one to show first."""
    def beside(document: str) -> tuple[int, str]:
        counts: Counter[str] = Counter()
        for paragraph in texts[document]:
            for stretch in paragraph:
                counts[stretch.origin] += stretch.words
        return sum(counts.values()) - max(counts.values(), default=0), document

    return max(texts, key=beside)


def _backing(claim: Claim, columns: tuple[Column, ...], told: Outline) -> Backing:
    by_line: dict[str, set[str]] = {}
    known = {c.node for c in columns}
    for a in claim.attestations:
        by_line.setdefault(a.origin if a.origin in known else "", set()).add(told.sigla[a.document])
    return Backing(
        claim,
        tuple(" ".join(sorted(by_line.get(c.node, ()))) for c in columns),
        " ".join(sorted(by_line.get("", ()))),
    )


def render(template: str, **values: object) -> str:
    """Return a template as a page with the style of all pages, which its policy allows by its hash, and nothing else."""
    css = _file("report.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    made: str = _environment().get_template(template).render(
        css=Markup(css),  # noqa: S704 - the package's own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        **values,
    )
    return made


@cache
def _file(name: str) -> str:
    return (resources.files("firsthand.faces") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Return the templates of the pages: everything they print is escaped and stripped of what is hidden."""
    made = Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_clean,
    )  # fmt: skip
    made.filters["percent"] = lambda x: f"{x:.0%}"
    # Both build their markup as a tree: nothing in it is text that was pasted in.
    made.filters["pictured"] = Markup
    made.filters["bar"] = lambda node, c: Markup(  # noqa: S704
        bar(c.texts[node], c.told.sigla, c.colours)
    )
    made.filters["two"] = lambda x: f"{x:.2f}"
    return made


def _clean(value: object) -> object:
    """Return what an expression of the template prints: text without what is hidden or reorders."""
    if isinstance(value, Markup):
        return value
    return page(value) if isinstance(value, str) else value
