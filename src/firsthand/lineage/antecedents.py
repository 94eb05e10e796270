"""What a text takes up without having brought it in: the traces of a cut before it.

A text introduces what it speaks of: a person by the whole name, a body before its abbreviation, "a
report" before "the report", the first before the second. A desk that cuts a sentence leaves behind
what leaned on it. So each kind of reference is looked for in the passages that two texts share;
where its introduction stands before it in one text and nowhere before it in the other, the other
was cut. That a mention points back to an earlier one is what coherence is made of (Halliday & Hasan
1976, Cohesion in English); entity grids score whole texts by it (Barzilay & Lapata 2008), here it is
asked of one place in two texts. Whom "he" means is not asked: cuts and insertions leave pronouns
alike.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from firsthand.lineage.evidence import View
from firsthand.model import Alignment, Analysis, Evidence, NameMention, Pointer, Span, Value
from firsthand.text.names import HONORIFICS
from firsthand.text.rarity import frequent, rarity
from firsthand.text.words import WORD, content, fold

# Nats of each kind, and the most of all together. Articles with paragraphs cut out at random, and with
# paragraphs of another put in: 27 surnames to none, 5 abbreviations to none, 5 seconds to 1, 5
# descriptions to 1 told the cut text; between copies and exemplars 15 to none, all kinds together.
# Families and simulated stories ask for more (twice 1.8, fitted on other stories); few fires, so bounded.
SCORES: Mapping[str, float] = {"abbreviation": 2.2, "surname": 2.2, "second": 1.5, "description": 0.8}
MOST = 3.0

_SAID = {
    "abbreviation": "The copy never spells out {bare}, the exemplar does: {introduced}.",
    "surname": "The copy has {bare} without saying who that is, the exemplar introduces {introduced}.",
    "second": "The copy has “{bare}”, and nothing before it that this goes on from.",
    "description": "The copy has “{bare}” without having brought it in, the exemplar has “{introduced}” before.",
}
# Words of a language so frequent that none of them says who somebody is.
_COMMON = 300
# So many most frequent words of a language have nearly all verbs that may follow a noun.
_VERBS = 1000
# Sentences before a description in which it is brought in.
_REACH = 4
# A word of fewer bits is too general to need an introduction: "the time", "the people".
_LEAST_BITS = 11.0
# Characters before a name in which a title or a role can stand.
_TITLE = 24
# Letters of a title that is cut short with a full stop: "Sen.", "Prof.".
_SHORTENED = 4

_INDEFINITE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:an?|another|two|three|four|five)\s", re.IGNORECASE),
    "de": re.compile(r"\b(?:eine[rnms]?|ein)\s", re.IGNORECASE),
    "fr": re.compile(r"\b(?:une?|des)\s", re.IGNORECASE),
    "es": re.compile(r"\b(?:un[ao]?s?)\s", re.IGNORECASE),
}
_DEFINITE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:the|this|that|these|those|both)\s", re.IGNORECASE),
    "de": re.compile(r"\b(?:der|die|das|dem|den|des|diese[rnms]?)\s", re.IGNORECASE),
    "fr": re.compile(r"\b(?:les?|la|cet(?:te)?|ces?)\s", re.IGNORECASE),
    "es": re.compile(r"\b(?:el|la|los|las|est[ae]s?|es[ae]s?)\s", re.IGNORECASE),
}
# What follows a noun whose article needs no earlier mention: "the head of", "the man who".
_EXPLAINED = re.compile(
    r"\s+(?:of|that|who|which|whose|where|for|between|in|at|on|from|to|de|du|des|que|qui|von|vom)\b"
)
_SPOKE = r"\b(?i:said|says?|told|tells?|according|announced|wrote|asked|called|warned|statement)\b"
# What goes on from something, and what it needs before it; by language.
_SECONDS: Mapping[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {
    language: tuple((re.compile(back), re.compile(needs)) for back, needs in rows)
    for language, rows in {
        "en": (
            (r"\b[Tt]he (?:latter|former)\b", r"\b(?:and|or)\b"),
            (r"\b(?:[Aa]|[Tt]he) second (?!of)\w+", r"\b(?i:first|one|two|both|another)\b"),
            (r"\b(?:[Aa]|[Tt]he) third (?!of)\w+", r"\b(?i:second|two|three|others?|another)\b"),
            (r"\b[Tt]he others?\b", r"\b(?i:one|two|three|four|five|six|both|first|some|several)\b"),
            (r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z]\w+) (?:added|also said|went on|continued)\b", _SPOKE),
            (r"^(?:However|But|Nevertheless|Moreover|Furthermore|Instead|In addition)\b", r"\w[.!?]['\"”’]?\s"),
        ),
        "de": (
            (r"\b[Dd](?:er|ie|as) (?:Letztere|Erstere)\b", r"\bund\b"),
            (r"\b(?:[Ee]ine?|[Dd](?:er|ie|as)) zweite[rs]? \w+", r"\b(?i:erste[rnms]?|eine?[rnms]?|zwei|beide)\b"),
        ),
        "fr": (
            (r"\b[Cc]e(?:tte)? derni(?:er|ère)\b", r"\bet\b"),
            (r"\b(?:[Uu]ne?|[Ll][ae]) (?:seconde?|deuxième) \w+", r"\b(?i:premi\w+|une?|deux)\b"),
        ),
        "es": (
            (r"\b[Ee]st[ea] últim[oa]\b", r"\by\b"),
            (r"\b(?:[Uu]na?|[Ee]l|[Ll]a) segund[oa] \w+", r"\b(?i:primer\w*|una?|dos)\b"),
        ),
    }.items()
}
_ABBREVIATION = re.compile(r"\b[A-Z]{3,6}\b")
_SMALL = r"(?:\s(?:of|for|the|and|de|des|du|la|le|der|die|für|und|y)){0,3}[\s-]"


class Lost(Value):
    """A reference that both texts have, and its introduction, which only the exemplar has."""

    kind: str
    introduced: Pointer
    bare: Pointer


class _Side(Value):
    """One text: where each word of its body stands first, each noun after "a", each whole name."""

    analysis: Analysis
    language: str
    body: int
    lead_end: int
    first: Mapping[str, int]
    introduced: Mapping[str, Span]
    full: Mapping[str, NameMention]

    @property
    def text(self) -> str:
        return self.analysis.document.text

    def sentence(self, at: int) -> int:
        """Return the sentence in which a place lies."""
        return max(0, bisect.bisect_right(self.analysis.sentences, at, key=lambda s: s.span.start) - 1)

    def pointer(self, start: int, end: int) -> Pointer:
        return Pointer(Span(start, end), self.text[start:end])


def antecedent_lost(view: View) -> Iterator[Evidence]:
    """The copy takes up what only the exemplar introduces: a surname, an abbreviation, a second."""
    found = {n.kind: n for n in reversed(tuple(lost(view)))}
    if found:
        kind = max(sorted(found), key=lambda k: SCORES[k])
        shown = found[kind]
        said = _SAID[kind].format(bare=shown.bare.text, introduced=shown.introduced.text)
        yield Evidence(
            rule="antecedent-lost",
            score=min(MOST, sum(SCORES[k] for k in sorted(found))),
            detail=" ".join(said.split()),
            exemplar=shown.introduced,
            copy=shown.bare,
        )


def lost(view: View) -> Iterator[Lost]:
    """Yield what the copy takes up without introduction and the exemplar introduces; O(words)."""
    exemplar, copy = _side(view.exemplar), _side(view.copy)
    if exemplar.language != copy.language:
        return
    kept = {s for a in view.comparison.alignments for s in a.left_sentences}
    for a in view.comparison.alignments:
        if a.right.span.start < copy.body:
            continue
        for find in _FINDERS:
            for found in find(exemplar, copy, a):
                # An introduction whose sentence the copy has, too, was reworded, not cut.
                cut = exemplar.sentence(found.introduced.span.start) not in kept
                if cut or found.kind == "abbreviation":
                    yield found


@lru_cache(maxsize=256)  # asked for every pair of a story, both ways round
def _side(analysis: Analysis) -> _Side:
    text = analysis.document.text
    language = analysis.document.language.split("-")[0]
    body = [s.span for s in analysis.sentences if s.part == "body"]
    lead = body[0] if body else Span(0, 0)
    first: dict[str, int] = {}
    introduced: dict[str, Span] = {}
    article = _INDEFINITE.get(language)
    for span in body:
        for m in WORD.finditer(text, span.start, span.end):
            first.setdefault(fold(m.group()), m.start())
        for m in article.finditer(text, span.start, span.end) if article else ():
            for end, word in _run(text, m.end(), span.end, language):
                introduced.setdefault(word, Span(m.start(), end))
    full: dict[str, NameMention] = {}
    for n in analysis.names:
        if n.kind in {"person", "other"} and " " in n.text.strip():
            full.setdefault(fold(n.text.split()[-1]), n)
    return _Side(analysis, language, lead.start, lead.end, first, introduced, full)


def _run(text: str, start: int, stop: int, language: str) -> Iterator[tuple[int, str]]:
    """Yield the words that follow an article up to a mark or a function word, with their ends."""
    end = start
    for w in WORD.finditer(text, start, stop):
        word = fold(w.group())
        if text[end : w.start()].strip() or not content(word, language):
            return
        end = w.end()
        yield end, word


def _surnames(exemplar: _Side, copy: _Side, a: Alignment) -> Iterator[Lost]:
    """Yield surnames alone whose bearer the copy did not name before, and the exemplar in full."""
    for n in copy.analysis.names:
        last = fold(n.text)
        whole = exemplar.full.get(last)
        if (
            whole is not None
            and n.kind == "person"
            and a.right.span.start <= n.span.start < a.right.span.end
            and whole.span.start <= exemplar.first.get(last, -1) < whole.span.end
            and whole.span.start < a.left.span.end
            and last in a.left.text.casefold()
            # A text that begins with a bare name has readers who know it.
            and n.span.start > copy.lead_end
            and copy.first.get(last, n.span.start) >= n.span.start
            and not _titled(copy, n.span.start)
        ):
            whole_name = Pointer(whole.span, whole.text)
            yield Lost("surname", whole_name, Pointer(n.span, n.text))


def _titled(side: _Side, at: int) -> bool:
    """Return whether the word before a name says who it is: "Dr", "coach"."""
    before = [m.group() for m in WORD.finditer(side.text, max(0, at - _TITLE), at)]
    if not before or side.text[at - 1] not in " \u00a0":
        return False
    word = fold(before[-1])
    if side.text[at - 2] == ".":
        return len(word) <= _SHORTENED
    return side.text[at - 2].isalnum() and (word in HONORIFICS or word not in frequent(side.language, _COMMON))


def _abbreviations(exemplar: _Side, copy: _Side, a: Alignment) -> Iterator[Lost]:
    """Yield abbreviations that the copy spells out nowhere."""
    for m in _ABBREVIATION.finditer(copy.text, a.right.span.start, a.right.span.end):
        short = m.group()
        if copy.first.get(fold(short)) != m.start():
            continue
        spelt = _spelt(exemplar, short, a.left.span.end)
        if spelt and not _spelt(copy, short, len(copy.text)):
            yield Lost("abbreviation", spelt, copy.pointer(m.start(), m.end()))


def _spelt(side: _Side, short: str, before: int) -> Pointer | None:
    """Return where capitalised words stand whose initials an abbreviation has."""
    m = re.compile(r"\b" + rf"\w+{_SMALL}".join(map(re.escape, short)) + r"\w+").search(side.text, 0, before)
    return side.pointer(m.start(), m.end()) if m else None


def _descriptions(exemplar: _Side, copy: _Side, a: Alignment) -> Iterator[Lost]:
    """Yield nouns with "the" that the exemplar brings in with "a" shortly before, the copy nowhere."""
    article = _DEFINITE.get(copy.language)
    if article is None or a.right.span.start <= copy.lead_end or a.manner not in {"verbatim", "edited"}:
        return
    for m in article.finditer(copy.text, a.right.span.start, a.right.span.end):
        w = WORD.match(copy.text, m.end())
        named = w is not None and w.group()[0].isupper() and copy.language != "de"
        if not w or named or w.end() > a.right.span.end or _EXPLAINED.match(copy.text, w.end()):
            continue
        noun = fold(w.group())
        first = exemplar.introduced.get(noun)
        if (
            first is not None
            and 0 < a.left_sentences[0] - exemplar.sentence(first.start) <= _REACH
            and copy.first.get(noun) == w.start()
            and rarity(noun, copy.language) > _LEAST_BITS
            and not _goes_on(copy, w.end())
            and re.search(rf"{re.escape(m.group() + w.group())}\b", a.left.text)
        ):
            yield Lost("description", exemplar.pointer(first.start, first.end), copy.pointer(m.start(), w.end()))


def _goes_on(side: _Side, end: int) -> bool:
    """Return whether a word of matter follows straight, so that this one only describes it."""
    after = WORD.match(side.text, end + 1)
    return bool(
        after
        and side.text[end] == " "
        and fold(after.group()) not in frequent(side.language, _VERBS)
    )


def _seconds(exemplar: _Side, copy: _Side, a: Alignment) -> Iterator[Lost]:
    """Yield what goes on from something that the copy has not before it."""
    for back, needs in _SECONDS.get(copy.language, ()):
        here, there = back.search(a.right.text), back.search(a.left.text)
        if not here or not there:
            continue
        at = a.right.span.start + here.start()
        if needs.search(copy.text, copy.body, at):
            continue
        *_, before = [None, *needs.finditer(exemplar.text, exemplar.body, a.left.span.start + there.start())]
        if before is not None:
            bare = copy.pointer(at, at + len(here.group()))
            yield Lost("second", exemplar.pointer(before.start(), before.end()), bare)


_FINDERS: tuple[Callable[[_Side, _Side, Alignment], Iterator[Lost]], ...] = (
    _surnames,
    _abbreviations,
    _descriptions,
    _seconds,
)
