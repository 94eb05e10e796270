"""The summary on a terminal: one tree a story, one line a witness, then what stands out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text

from firsthand.faces.escape import terminal
from firsthand.faces.outline import (
    Fact,
    altered,
    changed,
    day,
    days,
    facts,
    lines,
    many,
    name,
    notices,
    outline,
    speaker,
)
from firsthand.model import Document, Interval, Story, Trace, Variant

_WIDE = 100
# Findings of a kind that are shown, and the letters of either side of a change.
_QUOTATIONS, _CHANGES, _DISPUTES = 5, 8, 3
_HALF, _LONG = 60, 160
_STYLE = {"plain": "", "bad": "red", "good": "green", "unsure": "yellow", "faint": "cyan"}


def show(trace: Trace, console: Console, *, whole: bool = False) -> None:
    """Write the summary of a result to a console; `whole` shows every finding, not the first ones."""
    told = [s for s in trace.stories if len(s.documents) > 1]
    alone = [s for s in trace.stories if len(s.documents) == 1]
    documents = {d.id: d for d in trace.documents}
    console.print(_headline(trace))
    for story in told:
        console.print()
        for line in _story(story, documents, console, whole=whole):
            console.print(line, no_wrap=False, soft_wrap=False)
    if alone:
        console.print()
        names = [_name(documents[s.documents[0]]) for s in alone]
        console.print(Text(f"{many(len(alone), 'article')} standing alone: " + "; ".join(names)))
    for line in _notes(trace):
        console.print(line)


def _headline(trace: Trace) -> Text:
    found = [s.independent for s in trace.stories]
    low, best, high = (sum(getattr(i, k) for i in found) for k in ("low", "best", "high"))
    return Text.assemble(
        (f"{many(len(trace.stories), 'story')} · {many(len(trace.documents), 'article')} · ", "bold"),
        (lines(Interval(low, best, high)), "bold green"),
    )


def _story(story: Story, documents: dict[str, Document], console: Console, *, whole: bool) -> Iterator[Text]:
    told = outline(story, documents)
    span = days(story, documents)
    yield Text.assemble((terminal(story.title), "bold"), (f" · {span}" if span else "", "dim"))
    yield Text(f"{many(len(story.documents), 'article')}, {lines(story.independent)}", style="green")
    lost = {h.id: h for h in story.hyparchetypes}
    reporting = {o.node for o in story.origins}
    for row in told.rows:
        last, siglum = row.last, told.sigla[row.node]
        lead = "  " + "".join("   " if x else "│  " for x in last[:-1])
        branch = lead + ("" if not last else "└─ " if last[-1] else "├─ ")
        hang = lead + ("" if not last else "   " if last[-1] else "│  ") + "   "
        if row.node in lost:
            h = lost[row.node]
            said = [Fact("in none of your files; inferred from credits and shared passages", "faint"), Fact(f"{h.confidence:.2f}", "faint")]
            head = Text.assemble((f"{siglum}  ", "bold magenta"), (terminal(h.name or "an unnamed text"), "bold"))
        else:
            document = documents[row.node]
            head = Text.assemble((f"{siglum}  ", "bold yellow"), (_name(document), "bold"), ("  " + day(document), "dim"))
            said = facts(row, told.sigla)
        if row.node in reporting:
            said.append(Fact("← a line of reporting", "good"))
        yield from _wrapped(branch, hang, head, said, console.width)
    for notice in notices(story, documents, told.sigla):
        yield Text(f"  {terminal(notice.text)}", style=_STYLE[notice.tone])
    yield from _found(story, told.sigla, console, whole=whole)


def _wrapped(
    branch: str, hang: str, head: Text, said: list[Fact], width: int
) -> Iterator[Text]:
    """Yield a witness as one line, or as several where the terminal is narrow."""
    line = Text.assemble((branch, "dim"), head)
    for n, fact in enumerate(said):
        piece = Text.assemble("   " if n == 0 else (" · ", "dim"), (fact.text, _STYLE[fact.tone]))
        if line.cell_len + piece.cell_len > width:
            yield line
            line = Text.assemble((hang, "dim"), (fact.text, _STYLE[fact.tone]))
        else:
            line.append_text(piece)
    yield line


def _found(story: Story, sigla: Mapping[str, str], console: Console, *, whole: bool) -> Iterator[Text]:
    """Yield the altered quotations, the changes of fact, what is told differently, and a count of claims."""
    quoted, facts_changed = altered(story), changed(story)
    smaller = changed(story, severity="minor")
    if quoted:
        yield Text(f"Altered quotations ({len(quoted)})", style="bold")
        most = len(quoted) if whole else _QUOTATIONS
        for v in quoted[:most]:
            said_by = speaker(story, v)
            tail = f"  {_short(said_by, _HALF)}" if said_by else ""
            copy, exemplar = (_short(f"“{r.text.strip(' ,.;')}”", _LONG) for r in (v.copy, v.exemplar))
            yield from _hung(sigla.get(v.copy.document, "?"), Text(copy), console)
            body = Text.assemble((exemplar, "dim"), (tail, "magenta"))
            yield from _hung(sigla.get(v.exemplar.document, "?"), body, console)
        yield from _rest(len(quoted) - most, "quotation")
    for found, heading in ((facts_changed, "Changed on the way"), (smaller if whole else [], "Smaller changes")):
        if found:
            yield Text(f"{heading} ({len(found)})", style="bold")
            most = len(found) if whole else _CHANGES
            for v in found[:most]:
                yield from _hung(sigla.get(v.copy.document, "?"), _change(v, sigla), console)
            yield from _rest(len(found) - most, "change")
    yield from _claims(story, sigla, console)


def _change(v: Variant, sigla: Mapping[str, str]) -> Text:
    return Text.assemble(
        f"“{_short(v.copy.text, _HALF)}”",
        (f"  ← {sigla.get(v.exemplar.document, '?')}  “{_short(v.exemplar.text, _HALF)}”", "dim"),
        (f"  {v.kind}", "magenta"),
    )


def _claims(story: Story, sigla: Mapping[str, str], console: Console) -> Iterator[Text]:
    """Yield a count of the claims that several articles have, and both sides of those told differently."""
    shared = [c for c in story.claims if len({a.document for a in c.attestations}) > 1]
    disputed = sorted((c for c in story.claims if c.against), key=lambda c: (-len(c.attestations), c.text))
    if shared:
        more = sum(c.independent.best > 1 for c in shared)
        yield Text.assemble(
            (f"Claims in more than one article ({len(shared)})", "bold"),
            f": several lines {more} · one line {len(shared) - more}",
            f" · told differently {len(disputed)}" if disputed else "",
        )
    for c in disputed[:_DISPUTES]:
        # The first of the tree on either side: the order of a result hangs on where the files lay.
        for side, style in ((c.attestations, ""), (c.against, "dim")):
            first = min(side, key=lambda a: (len(sigla.get(a.document, "?")), sigla.get(a.document, "?"), a.span))
            yield from _hung(sigla.get(first.document, "?"), Text(f"“{_short(first.text, _LONG)}”", style), console)


def _hung(siglum: str, body: Text, console: Console) -> Iterator[Text]:
    """Yield a finding under its siglum, further lines hanging from the first."""
    for n, line in enumerate(body.wrap(console, max(20, console.width - 6))):
        lead = f"  {siglum:<3}" if n == 0 else " " * 5
        yield Text.assemble((lead, "yellow"), line)


def _rest(n: int, noun: str) -> Iterator[Text]:
    if n > 0:
        yield Text(f"     … and {many(n, noun)} more: -o report.html shows all", style="dim")


def _notes(trace: Trace) -> Iterator[Text]:
    for document in trace.documents:
        if document.warnings:
            codes = ", ".join(w.replace("_", " ") for w in document.warnings)
            yield Text(f"note: {terminal(document.path)}: {codes}", style="dim")
    if trace.rejected:
        yield Text(f"{many(len(trace.rejected), 'input')} could not be used:", style="red")
        for r in trace.rejected:
            yield Text(f"  {terminal(r.path)}: {terminal(r.detail)} ({r.code})", style="red")


def _name(document: Document) -> str:
    return _short(name(document), 44)


def show_evidence(trace: Trace, console: Console) -> None:
    """Write the evidence behind every relation to a console."""
    documents = {d.id: d for d in trace.documents}
    for story in trace.stories:
        if not story.relations:
            continue
        sigla = outline(story, documents).sigla
        console.print()
        console.print(Text(f"Evidence · {terminal(story.title)}", style="bold"))
        for node in story.documents:
            console.print(Text(f"  {sigla[node]}  {terminal(documents[node].path)}", style="dim"))
        for r in story.relations:
            pair = f"{sigla.get(r.exemplar, '?')} → {sigla.get(r.copy, '?')}"
            console.print(Text(f"  {pair}", style="bold"))
            for e in r.evidence:
                console.print(Text(f"    {e.score:+.1f}  {terminal(e.detail)}"))
                for side, pointer in (("from", e.exemplar), ("to", e.copy)):
                    if pointer is not None:
                        console.print(Text(f"          {side}: {_short(pointer.text)}", style="dim"))


def _short(text: str, most: int = _WIDE) -> str:
    clean = terminal(text)
    return clean if len(clean) <= most else clean[: most - 1] + "…"
