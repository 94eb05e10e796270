"""Who is said to say, think or want what: source, cue and content in the grammar of English news.

Four shapes cover most: `S said (that) C`, `C, S said`, `"C," said S`, `according to S, C`. A cue is a
verb of speech, of thought or of will outside quotation marks; what follows it to the end of its
clause is the content, unless the content stands before it. A quotation without a cue of its own
belongs to whoever spoke last. (Pareti 2015 and Newell et al. 2018 name the three parts; they learn
them, these rules do not.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.model import Analysis, Quotation, Span, Value
from firsthand.text.alternatives import one_of
from firsthand.text.quotes import inside_marks
from firsthand.text.words import words

_REGULAR = (
    "acknowledge add admit advise affirm agree allege announce answer argue ask assert assume assure believe boast claim comment complain concede conclude"
    " confess confirm consider contend continue declare demand deny describe discover dismiss dispute doubt emphasize emphasise estimate expect explain express"
    " fear guess hope imply indicate inform insist intend joke lament maintain mention muse note object observe opine order plan pledge point predict proclaim promise"
    " propose question realize realise reason recall recommend refuse reiterate remark remember repeat reply report request respond reveal signal speculate stress"
    " suggest suppose surmise suspect testify threaten tweet underscore urge vow want warn wonder accuse cite criticize criticise denounce endorse praise reject"
    " decline blame charge urge call refer echo concur decide prefer oppose support tout defend disclose document recount caution demand advocate attribute brand label"
)
_IRREGULAR = (
    "say says said saying tell tells told telling think thinks thought thinking know knows knew known knowing write writes wrote written writing find finds found finding"
    " show shows showed shown showing feel feels felt feeling hear heard hears see sees saw seen mean means meant read reads learn learned learns swear swore sworn"
    " understand understood foresee forget forgot teach taught hold holds held seek seeks sought"
)


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    double = verb[-1] if verb in {"admit", "plan", "refer", "concur", "prefer"} else ""
    return verb, verb + ("es" if verb.endswith(("s", "ch")) else "s"), verb + double + "ed", verb + double + "ing"


_CUES = {f for v in _REGULAR.split() for f in _forms(v)} | set(_IRREGULAR.split())
_BEFORE = "has have had also would will could did is was are were be been being later then previously repeatedly not never"
_CUE = re.compile(
    rf"(?<![\w-])(?:{one_of(_BEFORE.split())}\s+){{0,3}}{one_of(_CUES)}(?![\w-])",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b[Aa]ccording\s+to\s+", re.IGNORECASE)
_LATER = re.compile(r"^\s*(?:$|[,.;:—–-]|in\b|on\b|at\b|to\b|during\b|of\b|as\b|when\b|while\b|after\b|before\b|last\b|this\b|yesterday\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|with\b|from\b|by\b|through\b|via\b|about\b|later\b|earlier\b|again\b)")
# What may follow a verb of speech when the speaker does: a name or a body, and no more than says who it is.
_SPEAKER = re.compile(r"^(?!\s+(?:[\w'’.-]+\s+){1,7}(?:had|has|have|is|are|was|were|will|would|could|did|does|do|may|might|must|should|can)\b)\s+(?:(?:the|a|an|one|another|his|her|their)\s+(?:[\w'’-]+\s+){0,5}[\w'’-]+|(?:[\w'’.-]+\s+){0,4}[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]*){0,4})\s*(?:$|[,.(])")
_TELLS = re.compile(r"\b(?:told|tells?|telling|asked|asks|asking|urged?s?|urging|reminded|assured|informed|warned|advised|persuaded|convinced)$", re.IGNORECASE)
_ADDRESSEE = re.compile(r"\s+(?:[\w'’.&-]+\s+){0,9}?[\w'’.&-]+,?\s+(?=that\s|to\s|if\s|whether\s|about\s|how\s|why\s|what\s|[\"“‘']|(?:he|she|they|it|I|we|there)\s)")
_BREAK = re.compile(r"[,;:—–]|\s-\s|\b(?:but|and|that|which|who|where|while|although|because|if|when)\s", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:[\w'’.&%$-]+\s+){0,12}[\w'’.&%$)-]+$")
# A name of two words or more somewhere in a source.
_NAMED = re.compile(r"[A-Z][\w'’.-]+\s+(?:[\w'’.-]+\s+)?[A-Z]\w")
# Where what is said ends before its sentence does: the writer goes on, or the same speaker with another verb.
_ENDS_CLAUSE = re.compile(
    r"(?P<joins>,\s+(?:but|while|although|though|even\s+though)\b)|;\s"
    r"|,\s+(?:saying|adding|noting|citing|calling|arguing|telling|referring|according\s+to)\b|\s+and\s+(?:said|says|added|called|told|accused|warned|argued|vowed|promised|suggested|noted|asked|urged|predicted|insisted|praised|criticized)\b"
)
# A comma after a word, outside the marks of a quotation.
_OPEN_COMMA = re.compile(r"[\w%$)],")
_NEXT = re.compile(r",|;|\s[–—-]\s")
_OPENS = re.compile(r"\s*[,:]?\s+[“\"‘]|\s*[,:]\s+''")
# The same speaker goes on: "X and said C".
_JOINED = re.compile(r"(?:and|but|or|then)(?:\s+(?:also|then|later))?$")
# A clause of its own between a comma and the verb, a phrase of time or place that opens the sentence, and the end of both.
_CLAUSE_BEGINS = re.compile(r"(?:and|but|or|who|whose|after|when|if|since|because|although|though|while|where|in\s+wh\w+)\s", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"\W*(?:(?:and|but|so|yet)\s+)?(?:in|on|at|after|before|during|despite|as|when|while|instead|by|absent|under|over|for|with|without|since|until|amid|if|although|though|because|even|meanwhile|earlier|later|last|most|to|from|given|unlike|like|among|throughout|once)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(r"\s*(?:$|[,.;:—–-])")
_CLAUSE = re.compile(r"\s+(?:that|he|she|it|they|we|there|the|his|her|their|its|if|whether|no|most|many)\s+\w")
# What says when, where or in what somebody spoke, between the verb and what was said.
_CIRCUMSTANCE = re.compile(
    r",?\s+(?:(?:in|on|at|during|after|before|of|to|among|through|via|with|by|as|when|while|though|however|too|last|this|earlier|later|again|recently|only|early|late|also|\w+ly|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)(?:,?\s+(?!that\b)[\w'’.-]+){0,9}?,?(?:\s+(?=that\s)|:\s+(?=[“\"']))"
)
# Verbs whose object follows a small word that is no part of what is said.
_PARTICLE = re.compile(
    r"(?:(?<=call)|(?<=calls)|(?<=called)|(?<=calling))\s+(?:on|out)\s+|(?:(?<=call)|(?<=calls)|(?<=called)|(?<=calling)|(?<=support)|(?<=request)|(?<=ask)|(?<=asked)|(?<=asking))\s+for\s+"
    r"|(?:(?<=refer)|(?<=refers)|(?<=referred)|(?<=referring)|(?<=respond)|(?<=responded)|(?<=responding)|(?<=point)|(?<=points)|(?<=pointed)|(?<=pointing))\s+to\s+"
    r"|(?:(?<=point)|(?<=points)|(?<=pointed)|(?<=pointing))\s+out\s+|(?:(?<=asked)|(?<=asks)|(?<=asking)|(?<=questions)|(?<=question))\s+about\s+"
)
# What stands before a second verb of one subject: "left and later said", "rose to say".
_NO_SOURCE = re.compile(r"(?:and|but|or|then|also|later|subsequently|recently|repeatedly|\w+ly)(?:\s+(?:also|then|later|\w+ly))*|.*\s(?:and|but|to)", re.IGNORECASE | re.DOTALL)
# A pronoun that a sentence begins with.
_NOBODY = re.compile(r"\W*(?P<who>(?:he|she|they|we|I|it)\b)", re.IGNORECASE)
# Small words that lead from a verb to its object and are no part of what is said.
_LED = re.compile(r"(?:for|about|of|on|as|against|with)\s+(?!course\b|now\b)", re.IGNORECASE)
# Forms that are nouns as often as verbs.
_NOUNLIKE = re.compile(
    r"(?:(?:report|plan|question|comment|point|call|order|remark|answer|request|demand|claim|hope|fear|doubt|guess|tweet|hold|reason|note|label|brand|charge|show|promise|pledge|vow|document|reply|repeat|signal|attribute|threat|forecast|estimate|urge|boast|joke|complaint|dispute|quip)s?"
    r"|support|praise|blame|means?|held|sees?|saw|seen|finds?|found|known?|hears?|heard|thought|left|feeling|meaning|showing|reading|writing|finding|planning|understanding|thinking|considered|expected|decided|continue[sd]?)$",
    re.IGNORECASE,
)
_OF_NOUN = re.compile(r"(?:\b(?:the|an?|this|that|these|those|his|her|its|their|our|your|my|no|any|some|many|of|in|with|for|by|from|[a-z]+(?:al|ive|ic|ous|ful))|['’]s?|\d)\s+$", re.IGNORECASE)
# Verbs of nothing but speech.
_SAYS = re.compile(r"\b(?:said|says?|saying|told|tells?|wrote|writes|added|adds|calling|argu(?:es|ed|ing)|tweeted)$", re.IGNORECASE)
_MARKS = re.compile(r"[“”\"«»]|''")
# Verbs of speech only before "that", and participles and nouns that go with the noun behind them.
_RARELY = re.compile(r"\b(?:plan|planned|points|reporting|advocates|comments|showing|refused|has repeatedly pledged|holds?|held|tweet|means?|meant|teach|read|reads|order|orders|charges?|hears?|forgot|forget|continues?|label|brand)$", re.IGNORECASE)
_THAT = re.compile(r"\s+(?:[\w'’]+\s+)?(?:that|how|whether)\b")
_NOUNS_AFTER = re.compile(r"(?:pledged\s+(?:\w+\s+)?delegates?|(?:super|known\s+as|support\s+(?:among|from|in|of|at)|question\s+(?:is|was|of)|show\s+(?:host|on)|report\s+(?:is|was|on|from|by)|find\s+(?:out|a|an)|point\s+(?:in|of|is|was)|points?\s+(?:in|of|ahead|behind|on))\b)", re.IGNORECASE)
# Code points between two quotations of one speaker, and what stands there: one sentence that ends.
TAG = 120
_TAGGED = re.compile(r"[^.!?\n“”\"]*(?:[.!?]|\b[A-Z]\.[^.!?\n]*\.)\s+|\s+")
LEAST = 2
# Words of a name with what is said of it between commas.
APPOSITION = 12
# Words of a name with a role.
ROLE = 9


class Attribution(Value):
    """One statement that a text gives to somebody: who, by which words, and what."""

    source: Span | None
    cue: Span | None
    content: Span


def attributions(analysis: Analysis) -> tuple[Attribution, ...]:
    """Return the attributions of the article text in order of their content."""
    found: list[Attribution] = []
    last: Span | None = None
    for sentence in analysis.sentences:
        if sentence.part == "line":
            continue
        here = [_with_source(analysis, sentence.span, a) for a in _in_sentence(analysis, sentence.span)]
        quoted = [q for q in analysis.quotations if sentence.span.start <= q.outer.start < sentence.span.end]
        for q in quoted:
            if not any(a.content.meets(q.outer) for a in here):
                here.append(Attribution(q.speaker_span or last, None, q.outer))
        here = _outer(analysis.document.text, [_whole(a, analysis.quotations) for a in here])
        for a in here:
            last = a.source or last
        found += here
    return tuple(sorted(found, key=lambda a: (a.content, a.cue or a.content)))


def _with_source(analysis: Analysis, whole: Span, attribution: Attribution) -> Attribution:
    """Return an attribution with whom its sentence begins with, where nobody stands beside the verb: "Lee left, saying C"."""
    text, source = analysis.document.text, attribution.source
    if attribution.cue is None or (source is not None and not _NO_SOURCE.fullmatch(text, source.start, source.end)):
        return attribution
    first = _NOBODY.match(text, whole.start, attribution.cue.start)
    named = [n.span for n in analysis.names if whole.start <= n.span.start < attribution.cue.start and not inside_marks(analysis.quotations, n.span.start)]
    options = [*([Span(*first.span("who"))] if first else []), *named]
    return Attribution(min(options, default=None), attribution.cue, attribution.content)


def _whole(attribution: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """Return an attribution whose content takes in the quotations that it begins or ends in."""
    start, end = attribution.content.start, attribution.content.end
    for q in quotations:
        if q.outer.start < start < q.outer.end and attribution.cue is None:
            start = q.outer.start
        if q.outer.start < end < q.outer.end:
            end = q.outer.end
    return Attribution(attribution.source, attribution.cue, Span(start, end))


def _outer(text: str, here: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of a sentence without what somebody else is said to think, want or do in them.

    "She said they want a vote" is one statement; "she said he told her so" is two.
    """
    return [
        a
        for a in here
        if a.cue is None
        or _SAYS.search(text, a.cue.start, a.cue.end)
        or _MARKS.search(text, a.content.start, a.content.end)
        or not any(_within(text, a.content, b) for b in here if b is not a)
    ]


def _within(text: str, content: Span, other: Attribution) -> bool:
    """Return whether a content stands in another's, or begins in what is said there and goes on."""
    whole = other.content
    if whole.start <= content.start and content.end <= whole.end:
        return content != whole
    said = other.cue is not None and _SAYS.search(text, other.cue.start, other.cue.end)
    return bool(said) and whole.start <= content.start < whole.end


def _in_sentence(analysis: Analysis, whole: Span) -> Iterator[Attribution]:
    text = analysis.document.text
    end = whole.end - 1 if text[whole.end - 1 : whole.end] in {".", "?", "!"} else whole.end
    inside = [q for q in analysis.quotations if q.outer.meets(whole)]
    for m in _ACCORDING.finditer(text, whole.start, end):
        if inside_marks(inside, m.start()):
            continue
        stop = _next(text, m.end(), end)
        source, cue = Span(m.end(), stop), Span(m.start(), m.end())
        before, after = Span(whole.start, m.start()), Span(min(stop + 1, end), end)
        content = before if len(words(text[before.start : before.end])) > LEAST else after
        yield from _made(text, source, cue, content)
    for m in _CUE.finditer(text, whole.start, end):
        if inside_marks(inside, m.start()):
            continue
        if _NOUNLIKE.match(m.group()) and _OF_NOUN.search(text, whole.start, m.start()) and not text.startswith((" that ", " to "), m.end()):
            continue  # "the report", "his plan"
        if _RARELY.search(m.group()) and not _THAT.match(text, m.end()) and not re.match(r"(?:would|will|could)\b", m.group()):
            continue
        if _NOUNS_AFTER.match(text, m.start()):
            continue
        cue = Span(m.start(), m.end())
        yield from _around(text, whole, end, cue, inside)


def _around(text: str, whole: Span, end: int, cue: Span, quoted: Sequence[Quotation]) -> Iterator[Attribution]:
    """Yield the attribution of one cue: its content stands before it, or after it."""
    before = text[whole.start : cue.start].rstrip()
    close = max((q.outer.end for q in quoted if q.outer.end <= cue.start), default=-1)
    comma = text.rfind(",", whole.start, cue.start)
    cut = max(comma, close - 1)
    rest = text[cue.end : end]
    if cut >= whole.start and not text.endswith("ing", cue.start, cue.end) and len(words(text[whole.start : cut])) >= LEAST:
        between = text[cut + 1 : cue.start].strip()
        inverted = (close > 0 and close >= comma) or bool(_SPEAKER.match(rest))
        named = text[close:comma].strip() if 0 < close < comma and not between else ""
        if named and len(words(named)) <= APPOSITION and not named.startswith(","):
            # "“Q,” Ann Lee, who runs the ferry, told the board."
            at = text.index(named, close)
            yield from _made(text, Span(at, at + len(named)), cue, Span(_start(text, whole.start, close - 1, quoted), close))
            return
        if not between and not inverted:
            # "Ann Lee, who runs the ferry, said C": the comma closes what is said of the speaker.
            stop = _clause_end(text, cue.end, end, quoted)
            yield from _made(text, Span(whole.start, cut), cue, Span(cue.end, stop))
            return
        spoken_first = close >= cut  # a quotation ends there
        plain = _LATER.match(rest) and not _OPENS.match(rest) and not _NOUNLIKE.search(text[cue.start : cue.end])
        joined = _JOINED.match(between) or (not spoken_first and (_CLAUSE_BEGINS.match(between) or (_ADVERBIAL.match(text, whole.start) and not _STOPS.match(rest))))
        if (not between and (spoken_first or inverted)) or (between and len(words(between)) <= 12 and not joined and (plain or (spoken_first and not _CLAUSE.match(rest)))):
            # "C, said S" or "C, S said".
            content = Span(_start(text, whole.start, cut, quoted), max(comma, close))
            if not between:
                source = _noun_after(text, cue.end, end)
            else:
                at = text.index(between, cut + 1)
                source = Span(at, at + len(between))
            yield from _made(text, source, cue, content)
            opening = next((q for q in quoted if q.outer.start >= cue.end), None)
            if opening is not None and between:
                yield from _made(text, source, cue, Span(opening.outer.start, min(opening.outer.end, whole.end)))
            return
    stop = _clause_end(text, cue.end, end, quoted)
    after = cue.end
    if _TELLS.search(text[cue.start : cue.end]):
        # "told the council that C": whoever was told is no part of C.
        told = _ADDRESSEE.match(text[cue.end : stop])
        after += told.end() if told else 0
    passed = _CIRCUMSTANCE.match(text, after, stop) or _PARTICLE.match(text, after, stop)
    after = passed.end() if passed else after
    m = _SUBJECT.search(before[max((b.end() for b in _BREAK.finditer(before)), default=0) :])
    source = Span(cue.start - len(text[whole.start : cue.start]) + len(before) - len(m.group()), whole.start + len(before)) if m else None
    yield from _made(text, source, cue, Span(after, stop))


def _made(text: str, source: Span | None, cue: Span, content: Span) -> Iterator[Attribution]:
    start, end = content.start, content.end
    while start < end and (text[start].isspace() or text[start] in ",:;"):
        start += 1
    led = _LED.match(text, start, end)
    start = led.end() if led else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";:" or _OPEN_COMMA.match(text, end - 2)):
        end -= 1
    if len(words(text[start:end])) >= LEAST:
        yield Attribution(source, cue, Span(start, end))


def _start(text: str, start: int, cut: int, quoted: Sequence[Quotation]) -> int:
    """Return where a content that ends at a cut begins: with its quotation, if it ends with one."""
    for q in quoted:
        if q.outer.start >= start and cut in {q.outer.end - 1, q.outer.end} and len(words(text[start : q.outer.start])) == 0:
            return q.outer.start
    return start


def _next(text: str, start: int, end: int) -> int:
    m = _NEXT.search(text, start, end)
    return m.start() if m else end


def _clause_end(text: str, start: int, end: int, quoted: Sequence[Quotation]) -> int:
    """Return where the clause after a cue ends: before a joining word after a comma, outside quotations."""
    for m in _ENDS_CLAUSE.finditer(text, start, end):
        least = 3 * LEAST if m["joins"] else LEAST
        if not inside_marks(quoted, m.start()) and len(words(text[start : m.start()])) > least:
            return m.start()
    return end


def _noun_after(text: str, start: int, end: int) -> Span | None:
    stop = _next(text, start, end)
    area = text[start:stop]
    return Span(start + len(area) - len(area.lstrip()), start + len(area.rstrip())) if area.strip() else None


def spoken(analysis: Analysis) -> tuple[Quotation, ...]:
    """Return the quotations of a text with the speakers that only the grammar of their sentence tells.

    Nobody is named where the source is a pronoun, or longer than a name with its role.
    """
    if analysis.document.language == "de" or all(q.speaker for q in analysis.quotations):
        return analysis.quotations
    if analysis.document.language != "en":
        return tuple(_continued(analysis, analysis.quotations))
    text = analysis.document.text
    given = [a for a in attributions(analysis) if a.source is not None and a.cue is not None]
    found = []
    for q in analysis.quotations:
        source = next((a.source for a in given if a.content.start <= q.outer.start and q.outer.end <= a.content.end), None)
        named = text[source.start : source.end] if source else ""
        if q.speaker is None and source is not None and len(words(named)) <= ROLE and _NAMED.search(named):
            found.append(Quotation(q.span, q.outer, named, source, q.cue))
        else:
            found.append(q)
    return tuple(_continued(analysis, found))


def _continued(analysis: Analysis, found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yield the quotations, those without a cue as going on from the one that was tagged right before."""
    text, before = analysis.document.text, None
    for quotation in found:
        q = quotation
        if q.speaker is None and q.cue is None and before is not None and before.speaker is not None:
            between = text[before.outer.end : q.outer.start]
            if len(between) <= TAG and _TAGGED.fullmatch(between) and not text[q.outer.end : q.outer.end + TAG].split("\n")[0].lstrip(" ,").startswith(("said", "says", "added")):
                q = Quotation(q.span, q.outer, before.speaker, before.speaker_span, None)
        before = q
        yield q
