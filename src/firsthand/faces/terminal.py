"""The summary on a terminal: one tree a story, one line a witness, then what stands out."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from firsthand.faces.escape import terminal
from firsthand.model import Document, Interval, Relation, Story, Trace, Value

_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
# Confidence below which a line says so.
SURE = 0.9
_WIDE = 100
# A copy with more than this share of another's text carries it.
MUCH = 0.5


class Labels(Value):
    """The sigla of a story: Greek letters for lost exemplars, Latin ones for documents."""

    of: dict[str, str]


def show(trace: Trace, console: Console) -> None:
    """Write the summary of a result to a console."""
    told = [s for s in trace.stories if len(s.documents) > 1]
    alone = [s for s in trace.stories if len(s.documents) == 1]
    documents = {d.id: d for d in trace.documents}
    console.print(_headline(trace))
    for story in told:
        console.print()
        for line in _story(story, documents, console.width):
            console.print(line, no_wrap=False, soft_wrap=False)
    if alone:
        console.print()
        names = [_name(documents[s.documents[0]]) for s in alone]
        console.print(Text(f"{_many(len(alone), 'article')} standing alone: " + "; ".join(names)))
    for line in _notes(trace):
        console.print(line)


def _headline(trace: Trace) -> Text:
    lines = [s.independent for s in trace.stories]
    low, best, high = (sum(getattr(i, k) for i in lines) for k in ("low", "best", "high"))
    count = _count(Interval(low, best, high), "independent line", "of reporting")
    return Text.assemble(
        (f"{_many(len(trace.stories), 'story')} · {_many(len(trace.documents), 'article')} · ", "bold"),
        (count, "bold green"),
    )


def _count(i: Interval, noun: str, tail: str) -> str:
    span = f"sure: {i.best}" if i.low == i.high else f"{i.low} to {i.high} possible"
    return f"{_many(i.best, noun)} {tail} ({span})"


def _many(n: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{n} {noun if n == 1 else plural}"


def sigla(story: Story, documents: dict[str, Document]) -> Labels:
    """Return the sigla of a story's nodes, documents in the order in which the tree shows them."""
    found = {h.id: _GREEK[n % len(_GREEK)] for n, h in enumerate(story.hyparchetypes)}
    order = [node for node, _, _ in _walk(story, documents) if node in documents]
    for n, node in enumerate(dict.fromkeys(order)):
        found[node] = _latin(n)
    return Labels(found)


def _latin(n: int) -> str:
    return chr(65 + n) if n < 26 else chr(64 + n // 26) + chr(65 + n % 26)


def _walk(
    story: Story, documents: dict[str, Document]
) -> Iterator[tuple[str, Relation | None, tuple[bool, ...]]]:
    """Yield the nodes of the tree with the relation above them and which levels are last ones."""
    main: dict[str, Relation] = {}
    for r in story.relations:
        held = main.get(r.copy)
        if held is None or (r.share_of_copy, r.exemplar) > (held.share_of_copy, held.exemplar):
            main[r.copy] = r
    nodes = [h.id for h in story.hyparchetypes] + list(story.documents)
    below: dict[str, list[Relation]] = {}
    for r in main.values():
        below.setdefault(r.exemplar, []).append(r)

    def key(node: str) -> tuple[int, str, str, str]:
        document = documents.get(node)
        day = document.published.value if document and document.published else "9999"
        return (0 if document is None else 1, day, document.sha256 if document else "", node)

    def visit(node: str, above: Relation | None, last: tuple[bool, ...]) -> Iterator[tuple[str, Relation | None, tuple[bool, ...]]]:
        yield node, above, last
        children = sorted(below.get(node, []), key=lambda r: key(r.copy))
        for n, r in enumerate(children):
            yield from visit(r.copy, r, (*last, n == len(children) - 1))

    for root in sorted((n for n in nodes if n not in main), key=key):
        yield from visit(root, None, ())


def _story(story: Story, documents: dict[str, Document], width: int) -> Iterator[Text]:
    labels = sigla(story, documents)
    days = sorted(d.published.value[:10] for i in story.documents if (d := documents[i]).published)
    span = "" if not days else f" · {days[0]}" if days[0] == days[-1] else f" · {days[0]} to {days[-1]}"
    yield Text.assemble((terminal(story.title), "bold"), (span, "dim"))
    count = _count(story.independent, "independent line", "of reporting")
    yield Text(f"{_many(len(story.documents), 'article')}, {count}", style="green")
    others: dict[str, list[Relation]] = {}
    for r in story.relations:
        others.setdefault(r.copy, []).append(r)
    lost = {h.id: h for h in story.hyparchetypes}
    lines = {o.node for o in story.origins}
    for node, above, last in _walk(story, documents):
        lead = "  " + "".join("   " if x else "│  " for x in last[:-1])
        branch = lead + ("" if not last else "└─ " if last[-1] else "├─ ")
        hang = lead + ("" if not last else "   " if last[-1] else "│  ") + "   "
        if node in lost:
            h = lost[node]
            facts = [("in none of your files; inferred from credits and shared passages", "dim"), (f"{h.confidence:.2f}", "cyan")]
            head = Text.assemble((f"{labels.of[node]}  ", "bold magenta"), (terminal(h.name or "an unnamed text"), "bold"))
        else:
            document = documents[node]
            head = Text.assemble((f"{labels.of[node]}  ", "bold yellow"), (_name(document), "bold"), ("  " + _day(document), "dim"))
            facts = _facts(above, [r for r in others.get(node, []) if r is not above], labels)
        if node in lines:
            facts.append(("← a line of reporting", "green"))
        yield from _folded(branch, hang, head, facts, width)
    yield from _standing_out(story, documents, labels)
    yield from _undecided(story, labels)


def _folded(
    branch: str, hang: str, head: Text, facts: list[tuple[str, str]], width: int
) -> Iterator[Text]:
    """Yield a witness as one line, or as several where the terminal is narrow."""
    line = Text.assemble((branch, "dim"), head)
    for n, (fact, style) in enumerate(facts):
        piece = Text.assemble("   " if n == 0 else (" · ", "dim"), (fact, style))
        if line.cell_len + piece.cell_len > width:
            yield line
            line = Text.assemble((hang, "dim"), (fact, style))
        else:
            line.append_text(piece)
    yield line


def _facts(above: Relation | None, more: list[Relation], labels: Labels) -> list[tuple[str, str]]:
    if above is None:
        return []
    how = {"verbatim": "word for word", "edited": "edited", "reworded": "reworded", "translated": "translated"}[above.manner]
    if above.machine:
        how = "reworded by machine"
    if above.kind in {"update", "capture"}:
        how = f"{'later version' if above.kind == 'update' else 'capture'}, {how}"
    if above.kind == "quotation":
        how = f"quotes {labels.of.get(above.exemplar, '?')}"
    facts = [(f"{how}, {above.share_of_copy:.0%}", "")]
    if not above.same_outlet:
        facts.append(("credited", "") if above.credited else ("not credited", "red"))
    for r in sorted(more, key=lambda r: (-r.share_of_copy, r.exemplar)):
        facts.append((f"also from {labels.of.get(r.exemplar, '?')}, {r.share_of_copy:.0%}", "yellow"))
    facts.append((f"{above.confidence:.2f}", "cyan"))
    if above.direction_confidence < SURE:
        facts.append((f"order {above.direction_confidence:.2f}", "magenta"))
    return facts


def _standing_out(
    story: Story, documents: dict[str, Document], labels: Labels
) -> Iterator[Text]:
    """Yield what a reader should see first: copies without credit, machines, dates that cannot be."""
    silent = [r for r in story.relations if not r.credited and not r.same_outlet and r.share_of_copy >= MUCH]
    if silent:
        names = ", ".join(sorted({labels.of.get(r.copy, "?") for r in silent}))
        yield Text(f"  without credit for more than half of the text: {names}", style="red")
    for r in story.relations:
        one, other = documents.get(r.exemplar), documents.get(r.copy)
        if one is None or other is None or one.published is None or other.published is None:
            continue
        early, late = other.published.value[:10], one.published.value[:10]
        if early < late and r.direction_confidence >= SURE:
            yield Text(
                f"  dates: {labels.of[r.copy]} says {early} and draws on {labels.of[r.exemplar]}, which says {late};"
                " one of them cannot be right",
                style="yellow",
            )


def _undecided(story: Story, labels: Labels) -> Iterator[Text]:
    for u in story.undecided:
        one, other = (labels.of.get(d, "?") for d in u.documents)
        yield Text(f"  cannot tell: {one} and {other} — {u.reason}", style="dim")


def _notes(trace: Trace) -> Iterator[Text]:
    for document in trace.documents:
        if document.warnings:
            codes = ", ".join(w.replace("_", " ") for w in document.warnings)
            yield Text(f"note: {terminal(document.path)}: {codes}", style="dim")
    if trace.rejected:
        yield Text(f"{_many(len(trace.rejected), 'input')} could not be used:", style="red")
        for r in trace.rejected:
            yield Text(f"  {terminal(r.path)}: {terminal(r.detail)} ({r.code})", style="red")


def _name(document: Document) -> str:
    """Return what a reader finds the document by: its outlet, else its headline, else its file."""
    name = document.outlet or (f"“{document.title}”" if document.title else document.path)
    clean = terminal(name)
    return clean if len(clean) <= 44 else clean[:43] + "…"


def _day(document: Document) -> str:
    return document.published.value[:10] if document.published else "undated"


def show_evidence(trace: Trace, console: Console) -> None:
    """Write the evidence behind every relation to a console."""
    documents = {d.id: d for d in trace.documents}
    for story in trace.stories:
        if not story.relations:
            continue
        labels = sigla(story, documents)
        console.print()
        console.print(Text(f"Evidence · {terminal(story.title)}", style="bold"))
        for node in story.documents:
            console.print(Text(f"  {labels.of[node]}  {terminal(documents[node].path)}", style="dim"))
        for r in story.relations:
            pair = f"{labels.of.get(r.exemplar, '?')} → {labels.of.get(r.copy, '?')}"
            console.print(Text(f"  {pair}", style="bold"))
            for e in r.evidence:
                console.print(Text(f"    {e.score:+.1f}  {terminal(e.detail)}"))
                for side, pointer in (("from", e.exemplar), ("to", e.copy)):
                    if pointer is not None:
                        console.print(Text(f"          {side}: {_short(pointer.text)}", style="dim"))


def _short(text: str) -> str:
    clean = terminal(text)
    return clean if len(clean) <= _WIDE else clean[: _WIDE - 1] + "…"
