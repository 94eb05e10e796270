"""Who copies whom: a story's newspapers, agencies and machines, before any text is taken away."""

from __future__ import annotations

from random import Random

import msgspec

from evaluation.press import desks
from evaluation.press.plan import KINDS, Plan
from evaluation.press.pools import short_name
from evaluation.press.prose import Prose
from evaluation.press.rendering import Renderer
from evaluation.press.sheets import Node, Sentence
from evaluation.press.spinner import Spinner
from evaluation.press.style import house, restyled

_CREDITED = 0.75
"""Share of copies that print the credits of their exemplar."""
_DROPS_CUES = 0.8
"""Share of pickups of a newspaper's own report in which "told the Herald" becomes "said"."""
_WORTH_TELLING = 7
"""Sentences from which on a text is rewritten; what is shorter is taken over."""
_GLOSSED = 0.4
"""Share of fluent rewritings that end on a sentence about what it all means."""


class Newsroom:
    """Grows one story."""

    def __init__(self, prose: Prose, plan: Plan, rng: Random) -> None:
        """Nothing is written yet."""
        self._prose, self._plan, self._rng = prose, plan, rng
        self.nodes: dict[str, Node] = {}
        self._town = prose.event.values["town"]

    def grow(self, lines: int, copies: int) -> dict[str, Node]:
        """Return `lines` independent lines of reporting and `copies` texts that draw on them."""
        rng = self._rng
        mixed = min(copies, sum(rng.random() < self._plan.mixed for _ in range(lines - 1)))
        for n in range(lines - mixed):
            self._report(
                agency=rng.random() < (self._plan.agency if n == 0 else self._plan.agency / 3)
            )
        kinds = ["mixed"] * mixed + [""] * (copies - mixed)
        rng.shuffle(kinds)
        for kind in kinds:
            self._copy(kind)
        return self.nodes

    def _report(self, *, agency: bool) -> None:
        rng, prose = self._rng, self._prose
        node = f"n{len(self.nodes):02}"
        outlet = prose.event.pools.agency() if agency else prose.event.pools.paper(self._town)
        day = rng.choice([0, 0, 0, 1, 1, 2, 3])
        size = (
            rng.choice([7, 10, 13, 16, 20, 24, 30, 36])
            if not agency
            else rng.choice([8, 11, 14, 17, 21])
        )
        body = prose.report(node, short_name(outlet), day, size)
        self.nodes[node] = Node(
            id=node, kind="report", outlet=outlet, agency=agency, body=body, head=prose.headline(day, body),
            style=house(rng), day=day, names=(outlet,) if agency else (), own=True,
        )  # fmt: skip

    def _copy(self, forced: str) -> None:
        rng = self._rng
        options = sorted(self.nodes)
        weights = [_weight(self.nodes[o]) for o in options]
        exemplar = self.nodes[rng.choices(options, weights)[0]]
        table = KINDS[
            "agency" if exemplar.agency else "paper" if exemplar.kind == "report" else "copy"
        ]
        kind = forced or rng.choices(list(table), list(table.values()))[0]
        node = f"n{len(self.nodes):02}"
        others = [
            o
            for o in options
            if o != exemplar.id
            and weights[options.index(o)] > 0
            and exemplar.id not in self._above(o)
            and o not in self._above(exemplar.id)
        ]
        if kind == "merge" and not others:
            kind = "retold"
        if kind in ("abridged", "retold") and len(exemplar.body) < _WORTH_TELLING:
            kind = "pickup"
        if kind == "merge":
            made = self._merge(node, exemplar, self.nodes[rng.choice(others)])
        else:
            made = getattr(self, f"_{kind}")(node, exemplar)
        self.nodes[node] = made

    def _above(self, node: str) -> set[str]:
        found = {node}
        for exemplar in self.nodes[node].exemplars:
            found |= self._above(exemplar)
        return found

    # --- what is done with a text ----------------------------------------------------------------

    def _child(self, node: str, exemplar: Node, kind: str) -> Node:
        """Return a copy word for word in a new outlet, a while later."""
        rng = self._rng
        outlet = self._prose.event.pools.paper(self._town)
        names = tuple(n for n in exemplar.names) if rng.random() < _CREDITED else ()
        return msgspec.structs.replace(
            exemplar, id=node, kind=kind, exemplars=(exemplar.id,), outlet=outlet, agency=False, names=names, own=False,
            body=desks.taken(exemplar.body, exemplar.id), machine=False, manner="verbatim", same_outlet=False,
            style=restyled(exemplar.style, rng, house(rng), 0.3), day=exemplar.day + rng.choice([0, 0, 0, 1, 1, 2]),
            head=exemplar.head if rng.random() < 0.3 else self._prose.headline(exemplar.day, exemplar.body), note="",
        )  # fmt: skip

    def _pickup(self, node: str, exemplar: Node) -> Node:
        rng = self._rng
        child = self._child(node, exemplar, "pickup")
        body = child.body
        if rng.random() < 0.6:
            body = desks.cut_end(body, rng)
        manner = "verbatim"
        if rng.random() < 0.55:
            body = desks.edited(body, rng, rng.uniform(0.2, 0.9))
            body = desks.thinned(body, rng, rng.uniform(0.0, 0.35))
            manner = "edited"
        if not exemplar.agency and rng.random() < _DROPS_CUES:
            body = desks.cues_dropped(body, rng, rng.uniform(0.5, 1.0))
        if rng.random() < 0.3:
            body = desks.trimmed(body, rng, 0.4)
        before = {s.text for s in child.body}
        if any(s.text not in before for s in body):
            manner = "edited"
        return msgspec.structs.replace(child, body=body, manner=manner)

    def _mixed(self, node: str, exemplar: Node) -> Node:
        rng = self._rng
        child = self._pickup(node, exemplar)
        own = self._prose.own_reporting(
            node, short_name(child.outlet), child.day, rng.randint(2, 4)
        )
        return msgspec.structs.replace(
            child,
            kind="mixed",
            body=desks.interleaved(child.body, own, rng),
            manner="edited",
            own=True,
        )

    def _abridged(self, node: str, exemplar: Node) -> Node:
        rng = self._rng
        child = self._child(node, exemplar, "abridged")
        credit = short_name(exemplar.outlet) if rng.random() < 0.8 else ""
        body = desks.abridged(child.body, self._prose, rng, credit)
        names = (exemplar.outlet,) if credit and any(credit in s.text for s in body) else ()
        return msgspec.structs.replace(
            child,
            body=body,
            manner="reworded",
            names=names,
            style=house(rng),
            head=self._prose.headline(exemplar.day, child.body),
        )

    def _retold(self, node: str, exemplar: Node) -> Node:
        rng = self._rng
        child = self._child(node, exemplar, "retold")
        body = desks.retold(child.body, self._prose, rng, rng.uniform(0.7, 1.0))
        if rng.random() < _GLOSSED:
            body = (*body, self._prose.gloss(node))
        site = rng.random() < 0.5
        return msgspec.structs.replace(
            child, body=body, manner="reworded", machine=None, names=(), style=house(rng), head=self._prose.headline(exemplar.day, child.body),
            outlet=self._prose.event.pools.site() if site else child.outlet,
        )  # fmt: skip

    def _merge(self, node: str, one: Node, two: Node) -> Node:
        rng = self._rng
        child = self._child(node, one, "merge")
        parts = [desks.taken(n.body, n.id) for n in (one, two)]
        parts = [desks.cut_end(desks.thinned(p, rng, rng.uniform(0.0, 0.3)), rng) for p in parts]
        if rng.random() < 0.5:
            parts = [desks.edited(desks.cues_dropped(p, rng, 0.7), rng, 0.25) for p in parts]
        names = tuple(n for n in (*one.names, *two.names) if rng.random() < 0.6)
        body = desks.joined(parts[0], parts[1], rng)
        used = {s.source for s in body}
        exemplars = tuple(n.id for n in (one, two) if n.id in used)
        return msgspec.structs.replace(
            child,
            body=body,
            manner="edited",
            exemplars=exemplars,
            names=tuple(sorted(set(names))),
            day=max(one.day, two.day) + rng.choice([0, 0, 1]),
        )

    def _spun(self, node: str, exemplar: Node) -> Node:
        rng = self._rng
        child = self._child(node, exemplar, "spun")
        people = self._prose.event.people
        texts = Renderer(exemplar.style, people, self._prose.event.day).sentences(exemplar.body)
        spinner = Spinner(rng, people)
        body = tuple(
            spinner.spun(s, t.replace("“", '"').replace("”", '"').replace("’", "'"))
            for s, t in zip(child.body, texts, strict=True)
        )
        head = spinner.spun(
            child.body[0],
            Renderer(exemplar.style, people, self._prose.event.day).text(exemplar.head),
        ).text
        if rng.random() < 0.4:
            body = desks.cut_end(body, rng)
        return msgspec.structs.replace(
            child,
            body=body,
            manner="reworded",
            machine=True,
            names=(),
            outlet=self._prose.event.pools.site(),
            head=head,
        )

    def _update(self, node: str, exemplar: Node) -> Node:
        rng = self._rng
        child = self._child(node, exemplar, "update")
        day = exemplar.day + rng.choice([1, 1, 2])
        body, changed = desks.updated(child.body, self._prose, rng, day)
        written = {s.fact for s in body}
        facts = [f for f in self._prose.event.beat.tagged("detail") if f.name not in written]
        own = [s for s in (self._prose.stated(node, f, day) for f in facts[:2]) if s]
        body = desks.interleaved(body, own, rng)
        note = (
            rng.choice(
                ["(Updates with new details)", "(Recasts with latest figures)", "UPDATE", ""]
            )
            if changed or own
            else ""
        )
        return msgspec.structs.replace(
            child, body=body, outlet=exemplar.outlet, agency=exemplar.agency, names=exemplar.names, same_outlet=True,
            style=exemplar.style, day=day, manner="edited", head=self._prose.headline(day, body), note=note,
        )  # fmt: skip

    def _capture(self, node: str, exemplar: Node) -> Node:
        child = self._child(node, exemplar, "capture")
        return msgspec.structs.replace(
            child, outlet=exemplar.outlet, agency=exemplar.agency, names=exemplar.names, same_outlet=True,
            style=exemplar.style, day=exemplar.day, head=exemplar.head if self._rng.random() < 0.5 else "",
        )  # fmt: skip

    def _quotation(self, node: str, exemplar: Node) -> Node:
        rng = self._rng
        child = self._child(node, exemplar, "quotation")
        spots = [
            s for s in child.body if "<w:" not in s.text.split('"')[0][:3] or '"' not in s.text
        ]
        quoted = rng.sample(spots, min(len(spots), rng.choice([1, 2])))
        opinion = self._prose.opinion(node)
        result: list[Sentence] = [opinion[0]]
        for sentence in quoted:
            plain = Renderer(exemplar.style, self._prose.event.people, self._prose.event.day).text(
                sentence.text
            )
            plain = plain.replace("“", "'").replace("”", "'").replace('"', "'").replace("’", "'")
            frame = rng.choice(
                [
                    '{P} wrote: "{x}"',
                    '"{x}" That is from {p}.',
                    'As {p} reported: "{x}"',
                    'I read in {p} this week: "{x}"',
                ]
            )
            paper = short_name(exemplar.outlet)
            text = (
                frame.replace("{x}", plain)
                .replace("{P}", paper[:1].upper() + paper[1:])
                .replace("{p}", paper)
            )
            result.append(msgspec.structs.replace(sentence, text=text, form=-1, opens=True))
        result.extend(opinion[1:])
        return msgspec.structs.replace(
            child, body=tuple(result), manner="verbatim", names=(exemplar.outlet,), day=exemplar.day + rng.randint(1, 5),
            head=rng.choice(["What we do not talk about", "A column about looking away", "Notes from the week", "The view from here", "Reading the papers"]),
        )  # fmt: skip


def _weight(node: Node) -> float:
    if node.kind in ("quotation", "capture"):
        return 0.0
    return (
        5.0
        if node.agency
        else 2.0
        if node.kind == "report"
        else 0.5
        if node.kind == "spun"
        else 1.0
    )
