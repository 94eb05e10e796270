"""Names of a story linked across spellings, scripts and documents.

Three kinds of reason link two spellings, the surest first: their form (the same parts, or parts that
look and sound alike), their document (a short form or an acronym after the full form), and their
place (the same slot of an aligned sentence: the only way from "al-Sharaa" to "Arshala"). Links are
taken in that order, and none may put two full names into one group that one document keeps apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from firsthand.findings.carried import Carried, pair, rendered
from firsthand.findings.mentions import Spelling, heard, inner, titled
from firsthand.findings.naming import NEAR, derived, likeness, respelt, tokens
from firsthand.lineage.bodies import acronym
from firsthand.lineage.family import Lineage
from firsthand.model import Analysis, Name, NameBasis, NameKind, NameMention, NameVariant, Value
from firsthand.reuse.gist import skeleton

# Names of as many parts, each like the other's: one bearer.
SAME_FORM = 0.88
# A short form is at least this long; from this length one letter is a slip, and a word its own name.
SHORTEST = 4
LONG_NAME = 6


class Link(Value):
    """Two spellings, why they are taken for one bearer, and how surely."""

    one: str
    other: str
    basis: NameBasis
    confidence: float


def people(lineage: Lineage, rows: Sequence[Carried]) -> tuple[Name, ...]:
    """Return the names of a story, each with all its spellings, the most mentioned first."""
    analyses = lineage.witnesses.analyses
    known = _spellings(analyses)
    foreign = tuple(heard(known, analyses))
    known |= {h.spelling.text: h.spelling for h in foreign if h.spelling.text not in known}
    titles = (*titled(known, analyses), *inner(known))
    known |= {t.spelling.text: t.spelling for t in titles if t.spelling.text not in known}
    links = sorted(
        {
            *(Link(h.of, h.spelling.text, "form", h.confidence) for h in (*foreign, *titles)),
            *_by_form(known),
            *(link for a in analyses for link in _by_document(a)),
            # A passage may be a headline, whose names are not told.
            *(x for x in _by_alignment(lineage, rows) if x.one in known and x.other in known),
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
        for mention in _mentions(analysis):
            counts[mention.text] += 1
            where.setdefault(mention.text, set()).add(w)
            if mention.kind != "other":
                kinds.setdefault(mention.text, Counter())[mention.kind] += 1
    return {
        text: Spelling(text, tuple(sorted(where[text])), n, _voted(kinds.get(text, Counter())))
        for text, n in sorted(counts.items())
    }


def _mentions(analysis: Analysis) -> list[NameMention]:
    """Return the names of a text; in headlines, where all words have capitals, none can be told."""
    titles = [s.span for s in analysis.sentences if s.part == "title"]
    return [n for n in analysis.names if not any(t.start <= n.span.start < t.end for t in titles)]


def _voted(votes: Counter[NameKind]) -> NameKind:
    return min(votes, key=lambda k: (-votes[k], k)) if votes else "other"


def _by_form(known: Mapping[str, Spelling]) -> Iterator[Link]:
    names = sorted(known)
    parts = {n: tokens(n) for n in names}
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            a, b = parts[one], parts[other]
            if a == b:
                yield Link(one, other, "form", 1.0)
            elif len(a) == len(b) == 1 and _slip(a[0], b[0]) and not set(known[one].witnesses) & set(known[other].witnesses):
                yield Link(one, other, "form", 0.85)
            elif len(a) == len(b) > 1 and set(known[one].witnesses) != set(known[other].witnesses):
                near = likeness(one, other)
                if near >= SAME_FORM and not derived(one, other):
                    yield Link(one, other, "form", round(near, 3))


def _ends(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Return whether one name is the other with titles or more given names before or after it."""
    return long[-len(short) :] == short or long[: len(short)] == short


def _slip(one: str, other: str) -> bool:
    """Return whether two long words of the same consonants differ by one letter and no ending."""
    return (
        min(len(one), len(other)) >= LONG_NAME
        and DamerauLevenshtein.distance(one, other) == 1
        and skeleton(one) == skeleton(other)
        and not derived(one, other)
    )


def _by_document(analysis: Analysis) -> Iterator[Link]:
    """Yield short forms with the full form that one document introduces before them."""
    first: dict[str, int] = {}
    kinds: dict[str, NameKind] = {}
    for mention in _mentions(analysis):
        first.setdefault(mention.text, mention.span.start)
        kinds.setdefault(mention.text, mention.kind)
    full = [n for n in first if len(tokens(n)) > 1]
    for short in first:
        parts = tokens(short)
        if len(parts) != 1 or len(short) < 2:
            continue
        if short.isupper() and len(short) > 1:
            for name in full:
                if acronym(name).casefold() == short.casefold():
                    yield Link(name, short, "document", 0.95)
        if len(parts[0]) < SHORTEST:
            continue
        by_family = [n for n in full if tokens(n)[-1] == parts[0] and kinds[n] != "place"]
        by_head = [n for n in full if tokens(n)[0] == parts[0] and kinds[n] in {"organisation", "other"}]
        options = sorted(by_family or by_head, key=lambda n: (len(tokens(n)), first[n]))
        if options and all(_ends(tokens(n), tokens(options[0])) for n in options):
            introduced = first[options[0]] < first[short]
            sure = (0.9 if by_family else 0.8) if introduced else 0.65
            if introduced or len(parts[0]) >= LONG_NAME:
                yield Link(options[0], short, "document", sure)


def _by_alignment(lineage: Lineage, rows: Sequence[Carried]) -> Iterator[Link]:
    known = {mention.text for a in lineage.witnesses.analyses for mention in _mentions(a)}
    for row in rows:
        for found in respelt(pair(lineage, row)):
            if not {found.exemplar.text, found.copy.text} <= known:
                continue  # a headline's
            sure = 0.6 + 0.35 * (found.likeness - 0.5) / 0.5
            one, other = found.exemplar.text, found.copy.text
            yield Link(one, other, "alignment", round(min(sure, 0.95) * row.alignment.confidence, 3))


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
