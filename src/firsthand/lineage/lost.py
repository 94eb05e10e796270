"""Lost exemplars: agencies and outlets that witnesses credit and that no held document is by.

The credit is the strongest witness to a text nobody holds (architecture: a hyparchetype is added
when siblings share what neither could have from the other, or when a credit names a body that is
not in the pile). What the lost text said is read off the siblings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.lineage.bodies import means, same_body, tokens
from firsthand.model import Credit, CreditKind, Document, Span, Value
from firsthand.text.agencies import is_agency
from firsthand.text.credit_lines import credit_lines
from firsthand.text.release import release
from firsthand.text.reporters import Reporter, reporters

# An agency credit that stands this near the head or the foot of the text (in code points) names
# where the text comes from; one in mid-prose names where a statement comes from.
HEAD = 700
FOOT = 300
# Lines of a page's head, and words of one that is no headline or prose.
HEAD_LINES = 10
ITEM_WORDS = 14
_ITEM = re.compile(r"[^,;|•·/\n()–—]+")
BEFORE = 24
_TOLD = re.compile(
    r"\b(?:told|tell|spoke\s+to|check\s+by|reviewed\s+by|seen\s+by|obtained\s+by|contacted\s+by|request\s+by|calls?\s+from"
    r"|dijo\s+a|sagte|a\s+déclaré\s+à)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LEARNED = re.compile(r"\s+(?:has\s+learn(?:ed|t)|obtained|counted|reviewed|was\s+able\s+to|has\s+seen)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"^\W*(?:by|from|and|source:)\s+|\s*\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$|\s+\d.*$|\W+$", re.IGNORECASE
)
_WIRE = re.compile(
    r"\b(?:with|from|and|by)\s+(?:news\s+)?(?:agency|agencies|wire|wires|newswire)(?:\s+(?:reports?|copy|services?|material))?\b"
    r"|^\W{0,2}agencies\W{0,2}$|\bwire\s+(?:reports|services)\b|\b(?:mit|von)\s+Agentur|\bavec\s+(?:les\s+)?agences"
    r"|\b(?:con|de)\s+(?:información\s+de\s+)?agencias\b|^\W{0,2}(?:agencias|agences|агентства|وكالات)\W{0,2}$|\b(?:source|quelle|fuente|источник|المصدر)\s*:\s*(?:\w+\s)?(?:agenc\w+|agentur\w*|агентства|وكالات)",
    re.IGNORECASE | re.MULTILINE,
)


class Lost(Value):
    """A text that is not held: its body's fullest name and who credits it, and where.

    `whole` are the witnesses whose byline, dateline or credit line gives it the whole text;
    `mentions` those that name it in their prose. `released` says that it is a press release, which went to
    everybody who has words of it.
    """

    name: str | None
    whole: tuple[int, ...]
    mentions: tuple[int, ...]
    released: bool = False


# A lost exemplar that nobody credits: only what its copies share speaks for it.
UNCREDITED_LOST = Lost(None, (), ())


def lost_bodies(documents: Sequence[Document]) -> tuple[Lost, ...]:
    """Return the lost exemplars that the documents of one story credit, by name."""
    groups: list[list[tuple[int, Credit]]] = []
    for n, document in enumerate(documents):
        for credit in document.credits:
            if credit.kind == "contributor" or _held(credit.name, documents):
                continue
            if _own_voice(credit.name, documents):
                continue
            for group in groups:
                if any(same_body(credit.name, other.name) for _, other in group):
                    group.append((n, credit))
                    break
            else:
                groups.append([(n, credit)])
    found = []
    for group in groups:
        whole = {n for n, c in group if credits_whole(documents[n], c) or _wrote(documents[n], c.name)}
        mentions = {n for n, _ in group} - whole
        agency = any(c.kind == "agency" for _, c in group)
        name = _fullest(group)
        for n, document in enumerate(documents):
            if n in whole | mentions:
                continue
            # What one page calls its agency is an agency in the head of another, too.
            signed = any(same_body(b, name) for b in document.byline)
            if agency and (signed or any(_in_head(document, name))):
                whole.add(n)
            elif agency and wire_mark(document):
                mentions.add(n)
        # A body named once in passing is background, unless it is an agency.
        if whole or (agency and mentions) or len(mentions) > 1:
            found.append(
                Lost(
                    name,
                    tuple(sorted(whole)),
                    tuple(sorted(mentions)),
                )
            )
    return tuple(sorted(_with_releases(found, documents), key=lambda lost: lost.name or ""))


def _with_releases(found: Sequence[Lost], documents: Sequence[Document]) -> Iterator[Lost]:
    """Yield the lost exemplars with the press releases that are pasted and not held.

    A page that pastes a release has its whole text from it; the page of the body that issued it, or
    of nobody, holds it.
    """
    issued: list[tuple[str, list[int]]] = []
    held: list[str] = []
    for n, document in enumerate(documents):
        pasted = release(document.text)
        if pasted is None:
            continue
        outlet = document.outlet
        if outlet is None or pasted.issuer is None or means(pasted.issuer, outlet):
            held += [x for x in (pasted.issuer, outlet) if x]
            continue
        for name, copies in issued:
            if same_body(name, pasted.issuer):
                copies.append(n)
                break
        else:
            issued.append((pasted.issuer, [n]))
    bodies = [lost for lost in found if not any(same_body(lost.name, name) for name in held)]
    for name, copies in issued:
        if any(same_body(name, other) for other in held):
            continue
        same = [lost for lost in bodies if same_body(lost.name, name)]
        bodies = [lost for lost in bodies if lost not in same]
        whole = {*copies, *(w for lost in same for w in lost.whole)}
        mentions = {m for lost in same for m in lost.mentions} - whole
        bodies.append(Lost(name, tuple(sorted(whole)), tuple(sorted(mentions)), released=True))
    yield from bodies


def _fullest(group: Sequence[tuple[int, Credit]]) -> str:
    return min((c.name for _, c in group), key=lambda x: (-len(tokens(x)), -len(x), x))


def credits_whole(document: Document, credit: Credit) -> bool:
    """Return whether a credit gives the whole text to its body, as a byline or a dateline does.

    So does what only the agency's own reporter can have written: "told Castell Wire", "a check by
    Castell Wire shows". An outlet has the whole where a line of credit or the page's metadata says
    that the text is its own ("This article first appeared in …").
    """
    if credit.kind != "agency":
        declared = not credit.text
        return declared or any(c.whole and c.span == credit.span for c in credit_lines(document.text))
    start, end = credit.span.start, credit.span.end
    around = document.text[max(0, start - BEFORE) : start], document.text[end : end + BEFORE]
    told = _TOLD.search(around[0]) or _LEARNED.match(around[1])
    return bool(told) or start <= HEAD or end >= len(document.text) - FOOT


def _wrote(document: Document, name: str) -> bool:
    """Return whether a body's reporter speaks in a text more than once, and more than its own outlet's."""
    if document.outlet is None:
        return False  # the reporter may be the page's own
    own = reporter_marks(document, document.outlet)
    heard = [r for r in reporter_marks(document, name) if r.heard]
    return len(heard) > max(1, sum(r.heard for r in own))


def credited(document: Document, name: str | None) -> tuple[Credit, ...]:
    """Return the places where a document credits a body: credits, items of its head, its name in prose.

    Only the pile tells that a word in the head ("PPA, Port Merrow · 14 June") is an agency, or that
    a name in the prose is another witness's masthead.
    """
    if name is None:
        return ()
    read = tuple(c for c in document.credits if c.kind != "contributor" and means(c.name, name))
    if same_body(name, document.outlet):
        return read
    return read or tuple(_in_head(document, name)) or tuple(_in_prose(document, name))


def _in_head(document: Document, name: str) -> Iterator[Credit]:
    """Yield the item of a byline or date line that is the body's name and nothing else."""
    at = 0
    for line in document.text.splitlines(keepends=True)[:HEAD_LINES]:
        if len(line.split()) <= ITEM_WORDS and line.strip() != (document.title or ""):
            for m in _ITEM.finditer(line):
                item = _AROUND.sub("", m.group().strip())
                if len(item) > 1 and same_body(item, name):
                    start = at + m.start() + m.group().find(item)
                    kind: CreditKind = "agency" if is_agency(name) or item.isupper() else "outlet"
                    yield Credit(item, kind, Span(start, start + len(item)), item)
                    return
        at += len(line)


def _in_prose(document: Document, name: str) -> Iterator[Credit]:
    """Yield the first place of the article where the body's full name stands, or its short one as a reporter's."""
    words = name.split()
    if words[0].casefold() in {"the", "le", "la", "el", "die", "der", "das"}:
        words = words[1:]
    if not words:
        return
    if len(words) > 1 or words[0].isupper():
        whole = r"\s+".join(map(re.escape, words))
        pattern = re.compile(rf"(?<!\w){whole}(?!\w)", re.IGNORECASE)
        for m in pattern.finditer(document.text):
            if m.group()[0].isupper() and not _in_furniture(document, m.start()):
                yield Credit(name, "outlet", Span(m.start(), m.end()), m.group())
                return
    # "the Packet" alone may be anybody's, "told the Packet" is a newspaper.
    for mark in reporter_marks(document, name)[:1]:
        yield Credit(name, "outlet", mark.span, mark.name)


def reporter_marks(document: Document, name: str) -> tuple[Reporter, ...]:
    """Return where a document speaks of a body's own reporters, be it by the last word of its name."""
    short, own = tokens(name)[-1:], tokens(document.outlet or "")[-1:]
    return tuple(
        r
        for r in reporters(document.text)
        if (same_body(r.name, name) or (r.article and tokens(r.name) == short != own))
        and not _in_furniture(document, r.span.start)
    )


def _in_furniture(document: Document, at: int) -> bool:
    return any(f.span.start <= at < f.span.end for f in document.furniture)


def wire_mark(document: Document) -> bool:
    """Return whether a text says that it is agency copy without saying whose.

    >>> bool(_WIRE.search("By our news desk, with agency reports"))
    True
    """
    head, foot = document.text[:HEAD], document.text[-FOOT:]
    return bool(_WIRE.search(head) or _WIRE.search(foot))


def _held(name: str, documents: Sequence[Document]) -> bool:
    return any(means(name, own) for d in documents for own in own_names(d))


def _own_voice(name: str, documents: Sequence[Document]) -> bool:
    """Return whether a body's own text may be among texts of which none says whose it is.

    "told the Herald" is then first of all the Herald's own voice, and its copies'.
    """
    nameless = all(d.outlet is None for d in documents)
    return nameless and any(r.heard for d in documents for r in reporter_marks(d, name))


def own_names(document: Document) -> tuple[str, ...]:
    """Return the names a document's outlet goes by: its masthead, and an agency's dateline on its own page."""
    outlet = document.outlet
    if outlet is None:
        return ()
    short = [
        c.name for c in document.credits if c.kind == "agency" and c.span.start <= HEAD and _abbreviates(c.name, outlet)
    ]
    return tuple(dict.fromkeys([outlet, *short]))


def _abbreviates(short: str, name: str) -> bool:
    """Return whether capitals stand for a name: its first letter, then others in their order.

    >>> _abbreviates("TOD", "Transocean Dispatch"), _abbreviates("GNA", "Transocean Dispatch")
    (True, False)
    """
    letters = iter(name.casefold())
    return (
        2 <= len(short) <= 6
        and short.isupper()
        and short[0].casefold() == "".join(tokens(name))[:1]
        and all(letter in letters for letter in short.casefold())
    )


def crediting(documents: Sequence[Document]) -> dict[tuple[int, int], tuple[Credit, ...]]:
    """Return for (n, m) the places where document n credits the outlet of document m, by any of its names.

    Pairs without such a place are left out. One search of a page for every other outlet: O(n^2).
    """
    found: dict[tuple[int, int], tuple[Credit, ...]] = {}
    for m, exemplar in enumerate(documents):
        names = own_names(exemplar)
        for n, copy in enumerate(documents):
            if n == m or same_body(copy.outlet, exemplar.outlet):
                continue
            places = {c for name in names for c in credited(copy, name)}
            if places:
                found[n, m] = tuple(sorted(places, key=lambda c: (c.span, c.name)))
    return found
