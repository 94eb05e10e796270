"""Why two spellings are taken for one bearer's name: their form, their document, their place in aligned text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from firsthand.findings.bearers import BearerWeights, one_bearer, parts
from firsthand.findings.carried import Carried, pair
from firsthand.findings.mentions import Spelling
from firsthand.findings.naming import NEAR, derived, likeness, names_of, respelt, tokens, unlike
from firsthand.findings.slots import position
from firsthand.lineage.bodies import acronym, marks, means, same_body
from firsthand.lineage.family import Lineage
from firsthand.model import Analysis, NameBasis, NameKind, NameMention, Value
from firsthand.reuse.gist import skeleton

# Names of as many parts, each like the other's: one bearer.
SAME_FORM = 0.88
# Probability from which two names without their texts are one bearer's: with it the names of name-bench
# that are linked have F1 0.76 (out of fold) instead of 0.60, and no two persons of a story family are one.
ONE_BEARER = 0.9
# A short form is at least this long; from this length one letter is a slip, and a word its own name.
SHORTEST = 4
LONG_NAME = 6
# How far apart, in parts of their sentences, two names may stand that are one in other words.
SKEW = 0.4
# What a body is, in the last word of its full name: its short name goes without.
KINDS_OF_BODY = frozenset(
    ["trust", "group", "company", "corporation", "holdings", "foundation", "services", "service", "authority", "association", "board", "council", "agency", "bank", "partners", "industries", "limited", "plc", "newsroom", "news", "line", "lines", "team", "department", "office"]
)
# Bodies that are named after the town they are of.
OF_A_TOWN = frozenset(
    ["council", "court", "police", "university", "hospital", "museum", "port", "airport", "station", "city", "county", "courant", "chronicle", "herald", "times", "post", "gazette", "echo", "news", "tribune", "advertiser", "courier", "fire", "north", "south", "east", "west"]
)


class Link(Value):
    """Two spellings, why they are taken for one bearer, and how surely."""

    one: str
    other: str
    basis: NameBasis
    confidence: float


def told(analysis: Analysis) -> list[NameMention]:
    """Return the names of a text; in headlines, where all words have capitals, none can be told."""
    titles = [s.span for s in analysis.sentences if s.part == "title"]
    return [n for n in analysis.names if not any(t.start <= n.span.start < t.end for t in titles)]


def printed_under(analysis: Analysis) -> Iterator[tuple[str, NameKind]]:
    """Yield the names that a page is printed under: its outlet's and its authors'."""
    document = analysis.document
    if document.outlet:
        yield document.outlet, "organisation"
    for author in document.byline:
        yield author, "person"


def by_form(known: Mapping[str, Spelling]) -> Iterator[Link]:
    """Yield names of the same parts, or of parts that look and sound alike."""
    names = sorted(known)
    parts = {n: tokens(n) for n in names}
    as_long: dict[int, list[str]] = {}
    for one in reversed(names):
        a = parts[one]
        later = as_long.setdefault(len(a), [])
        for other in later:
            b = parts[other]
            if a == b:
                yield Link(one, other, "form", 1.0)
            elif len(a) == 1 and _slip(a[0], b[0], min(len(one), len(other))) and not set(known[one].witnesses) & set(known[other].witnesses):
                yield Link(one, other, "form", 0.85)
            elif len(a) > 1 and set(known[one].witnesses) != set(known[other].witnesses) and not unlike(one, other):
                near = likeness(one, other)
                if near >= SAME_FORM and not derived(one, other):
                    yield Link(one, other, "form", round(near, 3))
        later.append(one)


def by_bearer(known: Mapping[str, Spelling], weights: BearerWeights) -> Iterator[Link]:
    """Yield full names of different texts that mean one bearer by the fitted model of names: legal forms, other scripts, what is left out.

    Only names with a part of the same sound are asked about.
    """
    heard: dict[str, list[str]] = {}
    for name in sorted(known):
        if len(tokens(name)) > 1:
            for sound in {skeleton(p) or p for p in parts(name)}:
                heard.setdefault(sound, []).append(name)
    pairs = {pair for names in heard.values() for pair in itertools.combinations(names, 2)}
    for one, other in sorted(pairs):
        if set(known[one].witnesses) & set(known[other].witnesses) or derived(one, other):
            continue
        body = "person" not in (known[one].kind, known[other].kind)
        sure = one_bearer(one, other, weights, body=body)
        if sure >= ONE_BEARER:
            yield Link(one, other, "form", round(sure, 3))


def _slip(one: str, other: str, letters: int) -> bool:
    """Return whether two long names of the same consonants differ by one letter and no ending; articles count."""
    return (
        letters >= LONG_NAME and min(len(one), len(other)) > SHORTEST
        and DamerauLevenshtein.distance(one, other) == 1
        and skeleton(one) == skeleton(other)
        and not derived(one, other)
    )


def by_document(analysis: Analysis, known: Mapping[str, Spelling]) -> Iterator[Link]:
    """Yield short forms with the full form that one document introduces before them."""
    first: dict[str, int] = {}
    kinds: dict[str, NameKind] = {}
    for mention in told(analysis):
        first.setdefault(mention.text, mention.span.start)
        kinds.setdefault(mention.text, mention.kind)
    full = [n for n in first if len(tokens(n)) > 1]
    printed = {a for a, _ in printed_under(analysis)}
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
        # A town is no short form of the newspaper or the council that is named after it.
        town = short in known and known[short].kind == "place"
        by_head = [
            n for n in full
            if tokens(n)[0] == parts[0] and kinds[n] != "person" and not (town and (n in printed or tokens(n)[-1] in OF_A_TOWN))
        ]  # fmt: skip
        options = sorted(by_family or by_head, key=lambda n: (len(tokens(n)), first[n]))
        if options and all(_ends(tokens(n), tokens(options[0])) for n in options):
            introduced = first[options[0]] < first[short]
            sure = (0.9 if by_family else 0.8) if introduced else 0.65
            if introduced or len(parts[0]) >= LONG_NAME:
                yield Link(options[0], short, "document", sure)


def _ends(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Return whether one name is the other with titles or more given names before or after it."""
    return long[-len(short) :] == short or long[: len(short)] == short


def by_body(known: Mapping[str, Spelling]) -> Iterator[Link]:
    """Yield outlets with the short forms of their names, and bodies with and without the last word that says what they are."""
    whole: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(known):
        parts = tokens(name)
        if len(parts) > 2 and parts[-1] in KINDS_OF_BODY:
            whole.setdefault(parts[:-1], []).append(name)
    for short in sorted(known):
        if len(names := whole.get(tokens(short), [])) == 1:
            yield Link(names[0], short, "form", 0.75)
    bodies = [n for n in sorted(known) if known[n].kind != "person"]
    having: dict[str, list[str]] = {}
    for name in bodies:
        for mark in marks(name):
            having.setdefault(mark, []).append(name)
    near = {name: sorted({n for mark in marks(name) for n in having[mark]}) for name in bodies}
    for outlet in (n for n in bodies if known[n].kind == "organisation"):
        for short in near[outlet]:
            town = known[short].kind == "place" and " " not in short
            if short == outlet or town or not means(short, outlet):
                continue
            if not any(means(short, n) for n in near[short] if n != short and not same_body(n, outlet)):
                yield Link(outlet, short, "form", 0.75)


def by_alignment(lineage: Lineage, rows: Sequence[Carried]) -> Iterator[Link]:
    """Yield names that stand for each other in aligned passages."""
    known = {mention.text for a in lineage.witnesses.analyses for mention in told(a)}
    for row in rows:
        for found in respelt(pair(lineage, row)):
            if not {found.exemplar.text, found.copy.text} <= known:
                continue  # a headline's
            sure = 0.6 + 0.35 * (found.likeness - 0.5) / 0.5
            one, other = found.exemplar.text, found.copy.text
            yield Link(one, other, "alignment", round(min(sure, 0.95) * row.alignment.confidence, 3))


def by_place(lineage: Lineage, rows: Sequence[Carried], known: Mapping[str, Spelling]) -> Iterator[Link]:
    """Yield the names of bodies and places that a machine or a translator put into other words.

    Of two sentences where all other names agree, the one name left on either side is one bearer's.
    """
    for row in rows:
        if not (row.machine or row.manner == "translated"):
            continue
        both = pair(lineage, row)
        ours, theirs = names_of(both.left), names_of(both.right)
        lost = [n for n in ours if not any(likeness(n.text, m.text) >= NEAR for m in theirs)]
        new = [m for m in theirs if not any(likeness(n.text, m.text) >= NEAR for n in ours)]
        if len(lost) != 1 or len(new) != 1 or lost[0].text not in known or new[0].text not in known:
            continue
        one, other = lost[0], new[0]
        skew = abs(position(one.span, both.left.span) - position(other.span, both.right.span))
        persons = "person" in (known[one.text].kind, known[other.text].kind)
        elsewhere = set(known[one.text].witnesses) & set(known[other.text].witnesses)
        if skew <= SKEW and not persons and not elsewhere:
            yield Link(one.text, other.text, "alignment", round(0.6 * row.alignment.confidence, 3))
