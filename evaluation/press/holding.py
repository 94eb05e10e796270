"""What the pile shows of a tree: texts are taken away, and what nobody could tell is contracted.

Rules, applied until none fits (definitions: an exemplar in no file is a lost node when texts of the pile
show that it was there):

1. A lost text without copies is removed.
2. A lost root with one copy is removed and its sentences count as that copy's own, unless the copy
   prints the lost newspaper's or agency's name, be it in a "told the Herald": then it stays.
3. A lost text that is itself a copy and has one copy is spliced out: its copy draws on its exemplars.
4. A lost text that is itself a copy and has several copies stays only if a reading of its own survives
   in two of them (a sentence that its exemplar has otherwise or not at all); else it is spliced out.
5. A relation whose passages have all gone is removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import msgspec

from evaluation.press.pools import short_name
from evaluation.press.sheets import SELF, Node, Sentence

_MANNERS = ("verbatim", "edited", "reworded")


def taken_away(nodes: Mapping[str, Node], count: int, rng: Random) -> frozenset[str]:
    """Return up to `count` texts with copies to take out of the pile, agencies and roots first."""
    options = sorted({e for n in nodes.values() for e in n.exemplars if n.kind != "capture"})
    gone: list[str] = []
    while options and len(gone) < count:
        weights = [
            4.0 if nodes[o].agency else 2.0 if not nodes[o].exemplars else 1.0 for o in options
        ]
        pick = rng.choices(options, weights)[0]
        options.remove(pick)
        gone.append(pick)
    return frozenset(gone)


def contracted(
    nodes: Mapping[str, Node], lost: frozenset[str]
) -> tuple[dict[str, Node], frozenset[str]]:
    """Return the tree as the pile shows it, and the lost texts that stay in it."""
    tree, gone = dict(nodes), set(lost)
    tree = {n: _settled(node) for n, node in tree.items()}
    while True:
        for name in sorted(gone):
            copies = [n for n in sorted(tree) if name in tree[n].exemplars]
            if _stays(tree, name, copies):
                continue
            for copy in copies:
                tree[copy] = _settled(_spliced(tree[copy], tree[name]))
            del tree[name]
            gone.remove(name)
            break
        else:
            return tree, frozenset(gone)


def _stays(tree: Mapping[str, Node], name: str, copies: list[str]) -> bool:
    if not copies:
        return False
    node = tree[name]
    if not node.exemplars:
        return len(copies) > 1 or _names(tree[copies[0]], node.outlet)
    if len(copies) == 1:
        return False
    before = {s.key: s.text for e in node.exemplars for s in tree[e].body}
    readings = {s.key: s.text for s in node.body if before.get(s.key) != s.text}
    survivors = [
        sum(s.source == name and readings.get(s.key) == s.text for s in tree[c].body)
        for c in copies
    ]
    return sum(n > 0 for n in survivors) > 1


def _names(copy: Node, outlet: str) -> bool:
    """Whether a copy prints a newspaper's name: in its credits, or in a "told the Herald" that was left in."""
    if outlet in copy.names:
        return True
    short = short_name(outlet)
    return short != short_name(copy.outlet) and any(short in s.text for s in copy.body)


def _spliced(copy: Node, lost: Node) -> Node:
    """Return a copy as drawn from the exemplars of a lost text, or as its own where there are none."""
    there = {s.key: s for s in lost.body}

    def resourced(sentence: Sentence) -> Sentence:
        if sentence.source != lost.id:
            return sentence
        middle = there.get(sentence.key)
        if middle is None:
            return msgspec.structs.replace(sentence, source=SELF)
        kept = tuple(s for s in middle.slips if s.text in sentence.text)
        return msgspec.structs.replace(
            sentence,
            source=middle.source,
            slips=sentence.slips + kept if middle.source != SELF else (),
        )

    body = tuple(resourced(s) for s in copy.body)
    exemplars = tuple(
        dict.fromkeys(e for x in copy.exemplars for e in (lost.exemplars if x == lost.id else (x,)))
    )
    if not lost.exemplars:
        rest = bool(exemplars)
        manner, machine = (copy.manner, copy.machine) if rest else ("verbatim", False)
        return msgspec.structs.replace(
            copy, body=body, exemplars=exemplars, manner=manner, machine=machine, own=copy.kind != "quotation",
            same_outlet=copy.same_outlet and rest,
        )  # fmt: skip
    manner = max(copy.manner, lost.manner, key=_MANNERS.index)
    machine = (
        True
        if True in (copy.machine, lost.machine)
        else None
        if None in (copy.machine, lost.machine)
        else False
    )
    return msgspec.structs.replace(
        copy, body=body, exemplars=exemplars, manner=manner, machine=machine, own=copy.own or (lost.own and any(s.source == SELF for s in body)),
        same_outlet=copy.same_outlet and lost.same_outlet,
    )  # fmt: skip


def _settled(node: Node) -> Node:
    """Drop the exemplars no sentence is from."""
    used = {s.source for s in node.body}
    return msgspec.structs.replace(node, exemplars=tuple(e for e in node.exemplars if e in used))
