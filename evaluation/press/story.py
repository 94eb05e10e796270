"""One simulated story, written to a folder."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from evaluation.press import holding
from evaluation.press.events import Event
from evaluation.press.grammar import beat_names, chosen, read_beat
from evaluation.press.pages import Press
from evaluation.press.plan import Plan
from evaluation.press.prose import Prose
from evaluation.press.rendering import Renderer
from evaluation.press.sheets import Node, Person
from evaluation.press.style import house
from evaluation.press.tree import Newsroom
from evaluation.press.truth import Key


def write_story(folder: Path, plan: Plan, seed: str) -> None:
    """Write the articles, `truth.json`, `witnesses.jsonl` and `stemma.json` of one story."""
    rng = Random(seed)
    event = Event(read_beat(rng.choice(beat_names())), rng)
    prose = Prose(event, rng)
    lines = rng.randint(*plan.lines)
    low, high = (max(lines, n) for n in plan.witnesses)
    witnesses = rng.randint(low, high)
    away = rng.randint(*plan.lost)
    room = Newsroom(prose, plan, rng)
    grown = room.grow(lines, max(0, witnesses + away - lines))
    lost = holding.taken_away(grown, away, rng)
    while len(grown) - len(lost) > witnesses:
        leaves = [
            n
            for n in sorted(grown)
            if n not in lost
            and grown[n].exemplars
            and not any(n in c.exemplars for c in grown.values())
        ]
        if not leaves:
            break
        del grown[rng.choice(leaves)]
    tree, lost = holding.contracted(grown, lost & set(grown))
    _write(folder, (tree, lost), prose, plan, rng)


def _write(
    folder: Path,
    pile: tuple[dict[str, Node], frozenset[str]],
    prose: Prose,
    plan: Plan,
    rng: Random,
) -> None:
    tree, lost = pile
    event = prose.event
    folder.mkdir(parents=True, exist_ok=True)
    event_group = event.pools.place()
    press = Press(rng, plan, event_group)
    bare = {k: Person(p.first, p.last, p.female, "", "") for k, p in event.people.items()}
    reporters = {}
    printed, heads, pages = {}, {}, {}
    for node in sorted(tree):
        text = tree[node]
        renderer = Renderer(text.style, event.people, event.day)
        heads[node] = Renderer(text.style, bare, event.day).text(text.head)
        printed[node] = renderer.sentences(text.body)
        if (
            text.kind in ("capture", "pickup", "update")
            and text.exemplars
            and text.exemplars[0] in reporters
            and (text.same_outlet or rng.random() < 0.5)
        ):
            reporters[node] = reporters[text.exemplars[0]]
        else:
            person = event.pools.person("", "")
            reporters[node] = f"{person.first} {person.last}"
        if node not in lost:
            town = event.values.get("town", "")
            pages[node] = press.printed(
                text,
                heads[node],
                paragraphs(text, printed[node]),
                (event.day, town, reporters[node]),
            )
    order = sorted(pages)
    rng.shuffle(order)
    files = {
        n: f"{chr(97 + k // 26 - 1) if k >= 26 else ''}{chr(97 + k % 26)}{pages[n].suffix}"
        for k, n in enumerate(order)
    }
    for node, name in files.items():
        (folder / name).write_text(pages[node].text, encoding="utf-8")
    key = Key(tree, lost, printed, files)
    altered, intact = key.quotations()
    truth = {
        "title": f"{event.beat.name}: {prose.headline(0) if not tree else heads[min(tree)]}",
        "documents": {
            key.name[n]: {
                "outlet": None if tree[n].kind == "capture" else tree[n].outlet,
                "published": pages[n].published, "credits": list(key.cited[n]), "language": "en",
            }
            for n in key.held
        },
        "lost": {key.name[n]: {"name": tree[n].outlet if any(tree[n].outlet in key.cited[c] for c in key.held) else None} for n in sorted(lost)},
        "relations": key.relations(),
        "origins": key.origins(),
        "mosaic": key.mosaic(),
        "altered_quotes": altered,
        "intact_quotes": intact,
        "changes": key.changes(),
        "same_names": key.names(event.people.values()),
        "different_names": [],
        "claims": key.claims(event.beat.facts, lambda fact: _plain(event, fact.forms[0])),
        "statement": [key.name[n] for n in key.held if any(s.key.endswith("/statement") for s in tree[n].body)],
        "furniture_groups": [key.name[n] for n in key.held if any(event_group in f for f in pages[n].furniture)],
        "boilerplate": [{"in": key.name[n], "text": f} for n in key.held for f in pages[n].furniture],
    }  # fmt: skip
    _dump(folder / "truth.json", truth)
    _dump(folder / "stemma.json", key.stemma())
    rows = [
        {"id": key.name[n], "text": "\n\n".join([heads[n], *paragraphs(tree[n], printed[n])])}
        for n in key.held
    ]
    (folder / "witnesses.jsonl").write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
    )


def paragraphs(node: Node, sentences: list[str]) -> list[str]:
    """Return the rendered sentences in paragraphs."""
    result: list[list[str]] = []
    for sentence, text in zip(node.body, sentences, strict=True):
        if sentence.opens or not result:
            result.append([])
        result[-1].append(text)
    return [" ".join(p) for p in result]


def _plain(event: Event, form: str) -> str:
    style_free = event.marked(chosen(form, Random(0)), 0)
    return Renderer(house(Random(0)), event.people, event.day).text(style_free)


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
