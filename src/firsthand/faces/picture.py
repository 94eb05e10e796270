"""The stemma as a picture: time from left to right, a line for every witness, SVG without style of its own.

Rows stand in the order of the tree and a node lies at the day it states, a little to the right of
what it draws on. What states no day stands in a column of its own. How an edge is drawn says how
the words travelled; the same is written beside the node, since nothing may hang on a stroke alone.
Elements are built as a tree, so that no text can become markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from firsthand.faces.collation import Stretch
from firsthand.faces.escape import page
from firsthand.faces.outline import SURE, Documents, Fact, Outline, Row, day, facts, how, many, name
from firsthand.model import Document, Relation, Story, Value

# Pixels: of a line, of the room above it, of a node.
LINE, AIR, NODE = 18, 16, 12
TOP = 34
# Width of a letter of the labels, rather too much than too little: nothing may run out of the picture.
LETTER = 7.6
# An edge at least this long has its confidence written on it.
ROOM = 40
# A stretch of a bar with at least this share of it, in per cent, has its siglum written in it.
LABELLED = 3.5
# The axis shows about this many days by name.
TICKS = 5


class Canvas(Value):
    """How wide a picture is, where its axis and labels lie, and how far a copy lies from its exemplar."""

    width: int
    axis: tuple[int, int]
    undated: int
    labels: int
    step: int


WIDE = Canvas(width=1000, axis=(24, 400), undated=470, labels=520, step=44)
NARROW = Canvas(width=360, axis=(16, 78), undated=102, labels=128, step=13)


class Spot(Value):
    """Where a node lies, with the lines of text beside it."""

    x: float
    y: float
    texts: tuple[tuple[str, str], ...]


def stemma(story: Story, documents: Documents, told: Outline, canvas: Canvas) -> str:
    """Return the stemma of a story as SVG markup; its table twin is the list of witnesses."""
    scale = _Scale.of([documents[d] for d in story.documents], canvas)
    spots = _spots(story, documents, told, canvas, scale)
    height = max(s.y + LINE * len(s.texts) for s in spots.values()) + AIR
    title = f"Stemma of {page(story.title)}"
    root = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {canvas.width} {height:.0f}",
            "role": "img",
            "aria-label": title,
            "class": "stemma " + ("wide" if canvas is WIDE else "narrow"),
        },
    )
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "desc").text = page(_described(story, documents, told))
    _axis(root, scale, canvas, height, undated=any(s.x == canvas.undated for s in spots.values()))
    by_node = {row.node: row for row in told.rows}
    for row in told.rows:
        for r in (row.above, *row.more):
            if r is not None and r.exemplar in spots:
                _edge(root, r, spots, told.sigla, main=r is row.above)
    origins = {o.node: n for n, o in enumerate(story.origins)}
    for node, spot in spots.items():
        _node(root, by_node[node], spot, told, canvas, line=origins.get(node), lost=node not in documents)
    return ET.tostring(root, encoding="unicode")


class _Scale(Value):
    """The days that a story spans, and the pixels they lie at."""

    first: date | None
    last: date | None
    start: int
    end: int

    @classmethod
    def of(cls, documents: Sequence[Document], canvas: Canvas) -> _Scale:
        found = sorted(d for document in documents if (d := _date(document)) is not None)
        return cls(found[0] if found else None, found[-1] if found else None, *canvas.axis)

    def at(self, when: date) -> float:
        assert self.first is not None
        assert self.last is not None
        whole = (self.last - self.first).days
        return self.start + (self.end - self.start) * ((when - self.first).days / whole if whole else 0.0)


def _date(document: Document) -> date | None:
    if document.published is None:
        return None
    try:
        return date.fromisoformat((document.published.value + "-01")[:10])
    except ValueError:
        return None


def _spots(
    story: Story, documents: Documents, told: Outline, canvas: Canvas, scale: _Scale
) -> dict[str, Spot]:
    """Return where each node lies: rows from top to bottom, days from left to right."""
    lines_ = {o.node for o in story.origins}
    lost = {h.id: h for h in story.hyparchetypes}
    room = int((canvas.width - canvas.labels) / LETTER)
    spots: dict[str, Spot] = {}
    y = float(TOP)
    for row in told.rows:
        y += AIR
        said = _texts(row, documents, told, {k: h.name or "an unnamed text" for k, h in lost.items()})
        more = [Fact("a line of reporting", "good")] if row.node in lines_ else []
        texts = ((said[0], "label"), *((t, "facts") for t in _packed([*said[1], *more], room)))
        document = documents.get(row.node)
        when = _date(document) if document is not None else _before(row.node, story, documents)
        above = [spots[r.exemplar].x for r in (row.above, *row.more) if r is not None and r.exemplar in spots]
        if when is None:
            x = float(canvas.undated)
        else:
            held = [a for a in above if a != canvas.undated]
            x = min(max([scale.at(when), *(a + canvas.step for a in held)]), float(scale.end))
        spots[row.node] = Spot(x, y + LINE / 2, texts)
        y += LINE * len(texts)
    return spots


def _before(node: str, story: Story, documents: Documents) -> date | None:
    """Return the day of the earliest copy of a lost exemplar, before which it lies."""
    found = [
        d
        for r in story.relations
        if r.exemplar == node and r.copy in documents and (d := _date(documents[r.copy])) is not None
    ]
    return min(found, default=None)


def _texts(
    row: Row, documents: Documents, told: Outline, lost: Mapping[str, str]
) -> tuple[str, list[Fact]]:
    if row.folded:
        found = [Fact(told.sigla[r.copy], "faint") for r in row.folded]
        return f"and {many(len(row.folded), 'copy')} alike", found
    if row.node in lost:
        return lost[row.node], [Fact("in none of the files", "faint")]
    document = documents[row.node]
    return name(document), [Fact(day(document)), *facts(row, told.sigla)]


def _packed(said: Sequence[Fact], room: int) -> list[str]:
    """Return facts as lines of text that fit."""
    made: list[str] = []
    for fact in said:
        text = page(fact.text)
        if made and len(made[-1]) + len(text) + 3 <= room:
            made[-1] += f" · {text}"
        else:
            made.append(text)
    return made


def _axis(root: ET.Element, scale: _Scale, canvas: Canvas, height: float, *, undated: bool) -> None:
    group = ET.SubElement(root, "g", {"class": "axis", "aria-hidden": "true"})
    if scale.first is not None and scale.last is not None:
        whole = (scale.last - scale.first).days
        step = max(1, -(-whole // (TICKS if canvas is WIDE else 2)))
        days = [scale.first + timedelta(d) for d in range(0, whole + 1, step)]
        for n, when in enumerate(days):
            x = scale.at(when)
            _line(group, x - NODE, TOP - 8, x - NODE, height, "tick")
            if n == 0 or x - scale.at(days[n - 1]) > (11 if n == 1 else 8) * LETTER or canvas is WIDE:  # the first has its year
                _text(group, x - NODE + 3, TOP - 14, when.strftime("%d.%m.") if n else when.isoformat(), "small")
    if undated:
        ET.SubElement(
            group,
            "rect",
            {"x": f"{canvas.undated - NODE - 4}", "y": f"{TOP - 8}", "width": f"{2 * NODE + 8}", "height": f"{height - TOP + 4:.0f}", "class": "undated"},
        )
        _text(group, canvas.undated, TOP - 14, "no date", "small middle")


def _edge(
    root: ET.Element, relation: Relation, spots: Mapping[str, Spot], sigla: Mapping[str, str], *, main: bool
) -> None:
    one, other = spots[relation.exemplar], spots[relation.copy]
    path = f"M {one.x:.1f} {one.y:.1f} V {other.y:.1f} H {other.x:.1f}"
    if not main:
        # A second exemplar: a curve, so that it is not taken for a branch of the tree.
        bend = min(one.x, other.x) - NODE
        path = f"M {one.x:.1f} {one.y:.1f} C {bend:.1f} {one.y:.1f} {bend:.1f} {other.y:.1f} {other.x:.1f} {other.y:.1f}"
    kind = f"edge {relation.manner}" + ("" if main else " second")
    if other.x - one.x >= ROOM:
        _text(root, other.x - NODE - 3, other.y - 4, f"{relation.confidence:.2f}".lstrip("0"), "small end")
    if min(relation.confidence, relation.direction_confidence) < SURE:
        kind += " unsure"
    drawn = ET.SubElement(root, "path", {"d": path, "class": kind, "fill": "none"})
    ET.SubElement(drawn, "title").text = (
        f"{sigla[relation.exemplar]} → {sigla[relation.copy]}: {how(relation, sigla)},"
        f" confidence {relation.confidence:.2f}, order {relation.direction_confidence:.2f}"
    )


def _node(
    root: ET.Element, row: Row, spot: Spot, told: Outline, canvas: Canvas, *, line: int | None, lost: bool
) -> None:
    group = ET.SubElement(root, "g")
    kind = "node" + (" lost" if lost else "") + (f" o{line % 8}" if line is not None else "")
    if row.folded:
        ET.SubElement(group, "rect", {"x": f"{spot.x - NODE:.1f}", "y": f"{spot.y - NODE:.1f}", "width": f"{2 * NODE}", "height": f"{2 * NODE}", "rx": "4", "class": kind})
    else:
        ET.SubElement(group, "circle", {"cx": f"{spot.x:.1f}", "cy": f"{spot.y:.1f}", "r": f"{NODE}", "class": kind})
    siglum = "+" if row.folded else told.sigla[row.node]
    _text(group, spot.x, spot.y + 4.5, siglum, "siglum middle")
    for n, (text, cls) in enumerate(spot.texts):
        fits = int((canvas.width - canvas.labels) / LETTER)
        shown = page(text) if len(page(text)) <= fits else page(text)[: fits - 1] + "…"
        _text(group, canvas.labels, spot.y + 5 + n * LINE, shown, cls)


def _line(parent: ET.Element, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
    ET.SubElement(
        parent, "line", {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}", "class": kind}
    )


def _text(parent: ET.Element, x: float, y: float, text: str, kind: str) -> None:
    ET.SubElement(parent, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "class": kind}).text = text


def bar(
    text: Sequence[Sequence[Stretch]], sigla: Mapping[str, str], colours: Mapping[str, int]
) -> str:
    """Return an article as a bar, each stretch as long as its words, by the node it came from."""
    runs: list[tuple[str, int]] = []
    for stretch in (s for paragraph in text for s in paragraph):
        if runs and runs[-1][0] == stretch.origin:
            runs[-1] = (stretch.origin, runs[-1][1] + stretch.words)
        else:
            runs.append((stretch.origin, stretch.words))
    whole = sum(n for _, n in runs) or 1
    shares: dict[str, float] = {}
    for node, n in runs:
        shares[node] = shares.get(node, 0.0) + n / whole
    said = ", ".join(f"{share:.0%} from {sigla[node]}" for node, share in sorted(shares.items(), key=lambda x: -x[1]))
    root = ET.Element("svg", {"class": "bar", "width": "100%", "height": "20", "role": "img", "aria-label": said})
    at = 0.0
    for node, n in runs:
        width = 100 * n / whole
        piece = ET.SubElement(
            root, "rect", {"x": f"{at:.2f}%", "y": "1", "width": f"{width:.2f}%", "height": "18", "class": f"o{colours[node]}"}
        )
        ET.SubElement(piece, "title").text = f"{sigla[node]}, {many(n, 'word')}"
        if width >= LABELLED:
            ET.SubElement(root, "text", {"x": f"{at + width / 2:.2f}%", "y": "14"}).text = sigla[node]
        at += width
    return ET.tostring(root, encoding="unicode")


def _described(story: Story, documents: Documents, told: Outline) -> str:
    """Return the picture in words, for those who do not see it."""
    lost = {h.id: h.name or "an unnamed text" for h in story.hyparchetypes}

    def called(node: str) -> str:
        what = lost.get(node) or name(documents[node])
        return f"{told.sigla[node]} {what}"

    said = [
        f"{called(r.copy)} draws on {called(r.exemplar)}, {r.manner}, {r.share_of_copy:.0%}"
        for r in story.relations
    ]
    return "; ".join(said) if said else "No text draws on another."
