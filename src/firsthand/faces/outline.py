"""A story in the order in which every face tells it: the tree, its sigla, what stands out.

Faces differ in how they draw, not in what they say: the words of a line come from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from firsthand.model import Document, Interval, Reading, Relation, Story, Value, Variant

# Another stemma is told from this probability on.
NEARLY_AS_WELL = 0.15
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
# Confidence below which a line says so.
SURE = 0.9
# A copy with more than this share of another's text carries it.
MUCH = 0.5
# From this probability a passage is called a machine's, and from this share of them a whole copy.
LIKELY = 0.5
NEARLY_ALL = 0.75
# Stories with more witnesses than this are folded: of so many leaves alike, so many are shown.
LARGE, ALIKE, SHOWN = 24, 5, 3
_MANNERS = {"verbatim": "word for word", "edited": "edited", "reworded": "reworded", "translated": "translated"}
_RANK = {k: n for n, k in enumerate(("negation", "number", "date", "attribution", "omission", "modality", "meaning", "name"))}

Tone = Literal["plain", "bad", "good", "unsure", "faint"]
Documents = Mapping[str, Document]


class Fact(Value):
    """One thing to say of a witness, and how it is meant."""

    text: str
    tone: Tone = "plain"


class Row(Value):
    """A line of the tree: a node, the relation it hangs on, and which levels end with it.

    `folded` are further leaves that hang on the same exemplar in the same manner.
    """

    node: str
    above: Relation | None
    last: tuple[bool, ...]
    more: tuple[Relation, ...] = ()
    folded: tuple[Relation, ...] = ()


class Outline(Value):
    """A story's rows with the sigla of its nodes: Greek for lost exemplars, Latin for documents."""

    rows: tuple[Row, ...]
    sigla: dict[str, str]


def outline(story: Story, documents: Documents, *, fold: bool = False) -> Outline:
    """Return the rows of a story in the order of the tree, earliest first, and the sigla."""
    main: dict[str, Relation] = {}
    for r in story.relations:
        held = main.get(r.copy)
        if held is None or (r.share_of_copy, r.exemplar) > (held.share_of_copy, held.exemplar):
            main[r.copy] = r
    below: dict[str, list[Relation]] = {}
    for r in main.values():
        below.setdefault(r.exemplar, []).append(r)

    def key(node: str) -> tuple[int, str, str, str]:
        document = documents.get(node)
        day = document.published.value if document and document.published else "9999"
        return (0 if document is None else 1, day, document.sha256 if document else "", node)

    def visit(node: str, above: Relation | None, last: tuple[bool, ...]) -> Iterator[Row]:
        others = [r for r in story.relations if r.copy == node and r is not above]
        more = tuple(sorted(others, key=lambda r: (-r.share_of_copy, r.exemplar)))
        yield Row(node, above, last, more if above else ())
        children = sorted(below.get(node, []), key=lambda r: key(r.copy))
        for n, r in enumerate(children):
            yield from visit(r.copy, r, (*last, n == len(children) - 1))

    nodes = [h.id for h in story.hyparchetypes] + list(story.documents)
    rows = tuple(
        row for root in sorted((n for n in nodes if n not in main), key=key) for row in visit(root, None, ())
    )
    sigla = {h.id: GREEK[n % len(GREEK)] + "′" * (n // len(GREEK)) for n, h in enumerate(story.hyparchetypes)}
    held_nodes = [row.node for row in rows if row.node in documents]
    sigla |= {node: _latin(n) for n, node in enumerate(held_nodes)}
    return Outline(_folded(rows, below) if fold and len(story.documents) > LARGE else rows, sigla)


def _latin(n: int) -> str:
    return chr(65 + n) if n < 26 else chr(64 + n // 26) + chr(65 + n % 26)


def _folded(rows: tuple[Row, ...], below: Mapping[str, list[Relation]]) -> tuple[Row, ...]:
    """Return the rows with all but the first of many leaves alike taken into one row."""
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.above is not None and not row.more and row.node not in below:
            alike.setdefault((row.above.exemplar, row.above.manner), []).append(row)
    hidden = {
        row.node: group for group in alike.values() if len(group) >= ALIKE for row in group[SHOWN:]
    }
    made = []
    for row in rows:
        group = hidden.get(row.node)
        if group is None:
            made.append(row)
        elif row is group[-1]:
            folded = tuple(r.above for r in group[SHOWN:] if r.above is not None)
            made.append(Row(row.node, row.above, row.last, (), folded))
    return tuple(made)


def name(document: Document) -> str:
    """Return what a reader finds the document by: its outlet, else its headline, else its file."""
    return document.outlet or (f"“{document.title}”" if document.title else document.path.rsplit("/", 1)[-1])


def day(document: Document) -> str:
    """Return the day a document states, or that it states none."""
    return document.published.value[:10] if document.published else "undated"


def days(story: Story, documents: Documents) -> str:
    """Return the first and the last day that a story's documents state, or nothing."""
    found = sorted(d.published.value[:10] for i in story.documents if (d := documents[i]).published)
    if not found:
        return ""
    return found[0] if found[0] == found[-1] else f"{found[0]} to {found[-1]}"


def many(n: int, noun: str) -> str:
    """Return a count with its noun.

    >>> many(1, "story"), many(2, "story")
    ('1 story', '2 stories')
    """
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{n} {noun if n == 1 else plural}"


def lines(i: Interval) -> str:
    """Return a count of lines of reporting with what the uncertainty allows."""
    span = f"sure: {i.best}" if i.low == i.high else f"{i.low} to {i.high} possible"
    return f"{many(i.best, 'independent line')} of reporting ({span})"


def how(relation: Relation, sigla: Mapping[str, str]) -> str:
    """Return in what manner, and how much of it, a copy came from its exemplar."""
    manner = _MANNERS[relation.manner]
    if relation.machine:
        manner = f"{'' if by_machine(relation) >= NEARLY_ALL else 'partly '}reworded by machine"
    if relation.kind in {"update", "capture"}:
        manner = f"{'later version' if relation.kind == 'update' else 'capture'}, {manner}"
    if relation.kind == "quotation":
        manner = f"quotes {sigla.get(relation.exemplar, '?')}"
    return f"{manner}, {relation.share_of_copy:.0%}"


def by_machine(relation: Relation) -> float:
    """Return the share of a copy's passages, by length, that a machine has likely made."""
    sizes = [(p.copy.end - p.copy.start, p.hand) for p in relation.passages]
    total = sum(size for size, _ in sizes)
    made = sum(size for size, hand in sizes if hand is not None and hand.machine > LIKELY)
    return made / total if total else 1.0


def facts(row: Row, sigla: Mapping[str, str]) -> list[Fact]:
    """Return what to say of a witness beside its name: how it was made, credit, how sure."""
    above = row.above
    if above is None:
        return []
    found = [Fact(how(above, sigla))]
    if not above.same_outlet:
        found.append(Fact("credited") if above.credited else Fact("not credited", "bad"))
    found.extend(
        Fact(f"also from {sigla.get(r.exemplar, '?')}, {r.share_of_copy:.0%}", "unsure") for r in row.more
    )
    found.append(Fact(f"{above.confidence:.2f}", "faint"))
    if above.direction_confidence < SURE:
        found.append(Fact(f"order {above.direction_confidence:.2f}", "unsure"))
    return found


def altered(story: Story) -> list[Variant]:
    """Return the quotations that copies changed, in the order of the copies."""
    return [v for v in story.variants if v.kind == "quote"]


def speaker(story: Story, variant: Variant) -> str | None:
    """Return who is quoted, with their role, where the story's quotations name somebody."""
    for q in story.quotes:
        for o in q.occurrences:
            if o.document == variant.copy.document and o.span == variant.copy.span:
                return f"{q.speaker}, {q.role}" if q.speaker and q.role and q.role not in q.speaker else q.speaker
    return None


def changed(story: Story, *, severity: str = "major") -> list[Variant]:
    """Return the changes of fact of one severity, what misleads most first; of what was left out, what takes back what was kept.

    What was changed within an altered quotation is told with the quotation.
    """
    inside = [v.copy for v in altered(story)]
    found = [
        v
        for v in story.variants
        if v.kind in _RANK
        and v.severity == severity
        and not (v.kind == "omission" and severity == "minor")
        and not (v.kind not in {"attribution", "omission"} and any(_overlap(v.copy, q) for q in inside))
    ]
    return sorted(found, key=lambda v: (_RANK[v.kind], -v.confidence, v.copy.document, v.copy.span))


def changes_and_quotations(story: Story) -> list[Variant]:
    """Return what would mislead a reader, what misleads most first: altered quotations, then changed facts."""
    return [*sorted(altered(story), key=lambda v: (-v.confidence, v.copy.document, v.copy.span)), *changed(story)]


def _overlap(one: Reading, other: Reading) -> bool:
    return one.document == other.document and one.span.meets(other.span)


def notices(story: Story, documents: Documents, sigla: Mapping[str, str]) -> Iterator[Fact]:
    """Yield what a reader should see first: copies without credit, machines, dates that cannot be."""
    silent = [r for r in story.relations if not r.credited and not r.same_outlet and r.share_of_copy >= MUCH]
    if silent:
        found = ", ".join(sorted({sigla.get(r.copy, "?") for r in silent}))
        yield Fact(f"without credit for more than half of the text: {found}", "bad")
    for r in story.relations:
        one, other = documents.get(r.exemplar), documents.get(r.copy)
        if one is None or other is None or one.published is None or other.published is None:
            continue
        early, late = other.published.value[:10], one.published.value[:10]
        if early < late and r.direction_confidence >= SURE:
            yield Fact(
                f"dates: {sigla[r.copy]} says {early} and draws on {sigla[r.exemplar]}, which says {late};"
                " one of them cannot be right",
                "unsure",
            )
    for tree in story.alternatives:
        if tree.probability >= NEARLY_AS_WELL:
            made = {(r.exemplar, r.copy) for r in story.relations}
            found = "; ".join(
                f"{sigla.get(copy, '?')} from {sigla.get(exemplar, 'a text in none of your files')}"
                for exemplar, copy in tree.edges
                if (exemplar, copy) not in made
            )
            yield Fact(f"another family tree ({tree.probability:.2f}): {found or 'fewer ties'}", "unsure")
    for d in story.doubtful:
        yield Fact(f"{sigla.get(d.document, '?')} may tell of another event ({1 - d.probability:.2f})", "unsure")
    for u in story.undecided:
        one_s, other_s = (sigla.get(d, "?") for d in u.documents)
        yield Fact(f"cannot tell: {one_s} and {other_s} — {u.reason}", "faint")
