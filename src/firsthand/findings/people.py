"""Names of a story linked across spellings, scripts and documents.

Three kinds of reason link two spellings, the surest first: their form (the same parts, or parts that
look and sound alike), their document (a short form or an acronym after the full form), and their
place (the same slot of an aligned sentence: the only way from "al-Sharaa" to "Arshala"). Links are
taken in that order, and none may put two full names into one group that one document keeps apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from firsthand.findings.bearers import BearerWeights
from firsthand.findings.carried import Carried, rendered
from firsthand.findings.links import (
    Link,
    by_alignment,
    by_bearer,
    by_body,
    by_document,
    by_form,
    by_place,
    printed_under,
    told,
)
from firsthand.findings.mentions import (
    Spelling,
    by_family_name,
    heard,
    inner,
    titled,
    unarticled,
    without_head,
)
from firsthand.findings.naming import NEAR, likeness, tokens
from firsthand.findings.renamed import renamed
from firsthand.lineage.family import Lineage
from firsthand.model import (
    Analysis,
    Name,
    NameKind,
    NameVariant,
)
from firsthand.reuse.meaning import Encoder


def people(lineage: Lineage, rows: Sequence[Carried], encoder: Encoder | None = None, bearers: BearerWeights | None = None) -> tuple[Name, ...]:
    """Return the names of a story, each with all its spellings, the most mentioned first.

    Without an encoder, names that a translator put into other words are not told; without `bearers`,
    two forms of a name are one only where their parts are alike.
    """
    analyses = lineage.witnesses.analyses
    known = _spellings(analyses)
    foreign = tuple(heard(known, analyses))
    known |= {h.spelling.text: h.spelling for h in foreign if h.spelling.text not in known}
    titles = (*titled(known, analyses), *inner(known))
    known |= {t.spelling.text: t.spelling for t in titles if t.spelling.text not in known}
    shorter = (*by_family_name(known, analyses), *unarticled(known, analyses), *without_head(known, analyses))
    known |= {t.spelling.text: t.spelling for t in shorter if t.spelling.text not in known}
    other = renamed(lineage, rows, known, encoder)
    known |= {t.spelling.text: t.spelling for t in other if t.spelling.text not in known}
    links = sorted(
        {
            *(Link(h.of, h.spelling.text, h.basis, h.confidence) for h in (*foreign, *titles, *shorter, *other)),
            *by_form(known),
            *(by_bearer(known, bearers) if bearers is not None else ()),
            *(link for a in analyses for link in by_document(a, known)),
            *by_body(known),
            # A passage may be a headline, whose names are not told.
            *(x for x in by_alignment(lineage, rows) if x.one in known and x.other in known),
            *by_place(lineage, rows, known),
        },
        key=lambda x: (-x.confidence, x.basis, x.one, x.other),
    )
    held = frozenset(range(len(analyses))) - rendered(lineage)
    groups, reasons = _grouped(known, links, held)
    made = [_name(lineage, [known[t] for t in group], reasons, held) for group in groups]
    weight = {id(n): sum(known[v.text].count for v in n.variants) for n in made}
    kept = [n for n in made if weight[id(n)] > 1]
    return tuple(sorted(kept, key=lambda n: (-weight[id(n)], n.name)))


def _spellings(analyses: Sequence[Analysis]) -> dict[str, Spelling]:
    counts: Counter[str] = Counter()
    where: dict[str, set[int]] = {}
    kinds: dict[str, Counter[NameKind]] = {}
    for w, analysis in enumerate(analyses):
        for mention in told(analysis):
            counts[mention.text] += 1
            where.setdefault(mention.text, set()).add(w)
            if mention.kind != "other":
                kinds.setdefault(mention.text, Counter())[mention.kind] += 1
        for text, kind in printed_under(analysis):
            counts[text] += 1
            where.setdefault(text, set()).add(w)
            kinds.setdefault(text, Counter())[kind] += 1
    return {
        text: Spelling(text, tuple(sorted(where[text])), n, _voted(kinds.get(text, Counter())))
        for text, n in sorted(counts.items())
    }


def _voted(votes: Counter[NameKind]) -> NameKind:
    return min(votes, key=lambda k: (-votes[k], k)) if votes else "other"


def _grouped(
    known: Mapping[str, Spelling], links: Sequence[Link], held: frozenset[int]
) -> tuple[list[list[str]], dict[str, Link]]:
    """Return the groups and for each spelling the surest link that brought it in."""
    home = {name: name for name in known}
    members = {name: [name] for name in known}
    reasons: dict[str, Link] = {}
    for link in links:
        one, other = home[link.one], home[link.other]
        for name in (link.one, link.other):
            reasons.setdefault(name, link)
        if one == other or _apart(known, members[one], members[other], held):
            continue
        members[one] += members.pop(other)
        for name in members[one]:
            home[name] = one
    return [sorted(group) for group in members.values()], reasons


def _apart(
    known: Mapping[str, Spelling], ours: Sequence[str], theirs: Sequence[str], held: frozenset[int]
) -> bool:
    """Return whether a document has full names of both groups that are plainly two.

    Only documents that no machine or translator worded count: those spell one name in several ways.
    """
    for one in ours:
        for other in theirs:
            a, b = tokens(one), tokens(other)
            if not known[one].count or not known[other].count:
                continue  # a title before it makes no other name
            if len(a) < 2 or len(b) < 2 or set(a) <= set(b) or set(b) <= set(a):
                continue
            together = set(known[one].witnesses) & set(known[other].witnesses) & held
            if together and likeness(one, other) < NEAR:
                return True
    return False


def _name(
    lineage: Lineage, group: Sequence[Spelling], reasons: Mapping[str, Link], held: frozenset[int]
) -> Name:
    # The form a reader knows: full, in a text that no machine or translator worded, and used most.
    head = max(
        group,
        key=lambda s: (
            bool(held & set(s.witnesses)),
            len(tokens(s.text)) > 1,
            len(s.witnesses),
            s.count,
            s.text,
        ),
    )
    votes: Counter[NameKind] = Counter()
    for s in group:
        if s.kind != "other":
            votes[s.kind] += s.count
    variants = []
    for s in sorted(group, key=lambda s: (s.text != head.text, -s.count, s.text)):
        link = reasons.get(s.text)
        variants.append(
            NameVariant(
                text=s.text,
                documents=tuple(sorted(lineage.nodes[w] for w in s.witnesses)),
                basis="form" if link is None or s.text == head.text else link.basis,
                confidence=1.0 if link is None or s.text == head.text else link.confidence,
            )
        )
    return Name(name=head.text, kind=_voted(votes), variants=tuple(variants))
