"""The answer key of one story, as the scorer of the hand-written families reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from evaluation.press.pools import short_name
from evaluation.press.rendering import american, spelled
from evaluation.press.sheets import SELF, Node, Person

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'["“]([^"“”]+)["”]')
_FIRST_WORDS = 9
_MOSAIC = 6
_CLAIMS = 5
_SHORT_QUOTE = 4
"""Words a quotation must have to be listed."""


class Key:
    """Knows the tree as the pile shows it, and how every sentence was printed."""

    def __init__(
        self,
        tree: Mapping[str, Node],
        lost: frozenset[str],
        printed: Mapping[str, list[str]],
        files: Mapping[str, str],
    ) -> None:
        """`printed` has the sentences of every text (lost ones as they would have been), `files` the held ones' names."""
        self.tree, self.lost, self.printed = tree, lost, printed
        held = [n for n in sorted(tree) if n not in lost]
        self.name = {n: files[n] for n in held} | {
            n: f"lost{k + 1}" for k, n in enumerate(sorted(lost))
        }
        self.held = sorted(held, key=self.name.__getitem__)
        self.cited = {n: self._cited(n) for n in tree}

    def relations(self) -> list[dict[str, Any]]:
        """Return one entry for each exemplar of each text."""
        result = []
        for node in sorted(self.tree, key=self.name.__getitem__):
            copy = self.tree[node]
            sizes = [len(_WORD.findall(t)) for t in self.printed[node]]
            for exemplar in copy.exemplars:
                share = sum(
                    n for n, s in zip(sizes, copy.body, strict=True) if s.source == exemplar
                ) / max(1, sum(sizes))
                credited = bool(
                    {self.tree[a].outlet for a in self._above(exemplar)} & set(self.cited[node])
                )
                if copy.kind == "update":
                    credited = False
                signs = copy.machine or copy.kind in ("update", "quotation", "mixed") or credited
                result.append({
                    "exemplar": self.name[exemplar], "copy": self.name[node], "manner": copy.manner, "machine": copy.machine,
                    "credited": credited, "same_outlet": copy.outlet == self.tree[exemplar].outlet,
                    "share_of_copy": round(share, 3),
                    "direction_sure": bool(signs or exemplar in self.lost or self._shorter(exemplar, node)),
                })  # fmt: skip
        return result

    def _shorter(self, exemplar: str, copy: str) -> bool:
        """Whether the copy has lost enough of the exemplar, or the exemplar's own reporting, for a reader to see."""
        kept = {s.key for s in self.tree[copy].body}
        return sum(s.key not in kept for s in self.tree[exemplar].body) > 2

    def _cited(self, node: str) -> tuple[str, ...]:
        """Return whom a page credits, and those whose "told the Herald" stands in it as copied."""
        copy, text = self.tree[node], " ".join(self.printed[node])
        above = {self.tree[a].outlet for a in self._above(node)} - {copy.outlet}
        left = sorted(
            o
            for o in above
            if o not in copy.names and re.search(rf"\b{re.escape(short_name(o))}\b", text)
        )
        return (*copy.names, *left)

    def _above(self, node: str) -> set[str]:
        found = {node}
        for exemplar in self.tree[node].exemplars:
            found |= self._above(exemplar)
        return found

    def origins(self) -> list[str]:
        """Return the lines: roots, and texts that copy and have reporting of their own; one per outlet."""
        result, outlets = [], set()
        for node in sorted(self.tree):
            text = self.tree[node]
            if text.kind == "quotation" or text.outlet in outlets:
                continue
            if not text.exemplars or (text.own and any(s.source == SELF for s in text.body)):
                result.append(self.name[node])
                outlets.add(text.outlet)
        return sorted(result)

    def entry(self, node: str, key: str) -> str:
        """Return the text through which a sentence entered the story."""
        sentence = next((s for s in self.tree[node].body if s.key == key), None)
        if sentence is None or sentence.source == SELF:
            return node
        return self.entry(sentence.source, key)

    def mosaic(self) -> dict[str, list[dict[str, str]]]:
        """Return some passages of every text with more than one source."""
        result = {}
        for node in self.held:
            body = self.tree[node].body
            if len({s.source for s in body}) < 2 or self.tree[node].kind == "quotation":
                continue
            entries, last = [], None
            for text, sentence in zip(self.printed[node], body, strict=True):
                origin = self.entry(node, sentence.key)
                if sentence.source != last and len(text.split()) > _FIRST_WORDS:
                    entries.append(
                        {
                            "text": " ".join(text.split()[:_FIRST_WORDS]),
                            "from": "self" if origin == node else self.name[origin],
                        }
                    )
                    last = sentence.source
            result[self.name[node]] = entries[:_MOSAIC]
        return result

    def quotations(self) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
        """Return the altered and the intact quotations of all copies."""
        altered, intact = [], []
        for node in self.held:
            copy = self.tree[node]
            if copy.kind == "quotation":
                continue
            for text, sentence in zip(self.printed[node], copy.body, strict=True):
                if sentence.source == SELF or not sentence.fact.startswith("quote"):
                    continue
                before = next(
                    (
                        t
                        for t, s in zip(
                            self.printed[sentence.source],
                            self.tree[sentence.source].body,
                            strict=True,
                        )
                        if s.key == sentence.key
                    ),
                    "",
                )
                whole = _plain(" ".join(_QUOTED.findall(before)))
                olds = _QUOTED.findall(before)
                for n, quote in enumerate(_QUOTED.findall(text)):
                    if len(quote.split()) < _SHORT_QUOTE:
                        continue
                    if _plain(quote) in whole:
                        intact.append({"in": self.name[node], "text": quote})
                    elif n < len(olds):
                        altered.append(
                            {
                                "in": self.name[node],
                                "text": quote,
                                "against": self.name[sentence.source],
                                "was": olds[n],
                            }
                        )
        return altered, intact

    def changes(self) -> list[dict[str, str]]:
        """Return the changes of fact, in the words that stand in the two texts."""
        result, seen = [], set()
        for node in self.held:
            for text, sentence in zip(self.printed[node], self.tree[node].body, strict=True):
                for slip in sentence.slips if sentence.source != SELF else ():
                    new, old = _printed(slip.text, text), _printed(slip.was, "")
                    if new and (node, slip.kind, new) not in seen:
                        seen.add((node, slip.kind, new))
                        result.append(
                            {
                                "in": self.name[node],
                                "against": self.name[sentence.source],
                                "kind": slip.kind,
                                "text": new,
                                "was": old,
                                "severity": "major",
                            }
                        )
        return result

    def names(self, people: Iterable[Person]) -> list[list[str]]:
        """Return the spellings of one name that stand in held texts, in full where the text has it so."""
        groups: dict[str, set[str]] = {}
        texts = {n: " ".join(self.printed[n]) for n in self.held}
        firsts = {p.last: p.first for p in people}
        for node in self.held:
            for sentence in self.tree[node].body:
                for slip in sentence.slips:
                    if slip.kind != "name":
                        continue
                    first = firsts.get(slip.was, "")
                    full = f"{first} {slip.text}" in texts[node]
                    new, was = (f"{first} {x}" if full else x for x in (slip.text, slip.was))
                    if new in texts[node]:
                        groups.setdefault(was, set()).add(new)
        found = sorted(groups.items())
        return [[was, *sorted(new)] for was, new in found if any(was in t for t in texts.values())]

    def claims(self, facts: Mapping[str, Any], state: Any) -> list[dict[str, Any]]:
        """Return some plain statements with the texts that make them and the lines behind them."""
        result = []
        for name in sorted(facts):
            if "lead" in facts[name].tags:
                continue
            where, lines = set(), set()
            for node in self.held:
                for sentence in self.tree[node].body:
                    if sentence.fact == name and self.tree[node].kind != "quotation":
                        where.add(self.name[node])
                        lines.add(self.tree[self.entry(node, sentence.key)].outlet)
            if len(where) > 1:
                result.append(
                    {"text": state(facts[name]), "in": sorted(where), "independent": len(lines)}
                )
        return result[:_CLAIMS]

    def stemma(self) -> dict[str, Any]:
        """Return the tree for the task `stemma`."""
        edges = [[self.name[e], self.name[n]] for n in self.tree for e in self.tree[n].exemplars]
        return {
            "edges_parent_child": sorted(edges),
            "hypothetical": sorted(self.name[n] for n in self.lost),
            "witnesses": sorted(self.name[n] for n in self.held),
        }


def _printed(words: str, text: str) -> str:
    """Return words, or a marked number, as they stand in a text; nothing where they do not."""
    mark = re.fullmatch(r"<n:[^=]*=(\d+)>", words)
    number = int(mark[1]) if mark else 0
    forms = [str(number), f"{number:,}"] if mark else [words]
    if mark and number < 100:
        forms += [spelled(number), spelled(number).capitalize()]
    if not text:
        return forms[0]
    return next((f for f in forms if re.search(rf"\b{re.escape(f)}\b", text)), "")


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(american(text).casefold().replace("’", "'")))
