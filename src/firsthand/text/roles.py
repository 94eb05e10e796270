"""What the people who speak are, and of which body: read off the words beside their names.

Three places say it: before the name ("Interior Minister Ann Lee", "Innenministerin Anna Holm"),
between commas after or before it ("Ann Lee, chief executive of Northway,"; "the town's mayor, Ann Lee,"),
and the noun phrase that speaks itself ("a spokeswoman for the Coastal Authority"). A person introduced
earlier in the document keeps that role where the quotation only has a family name or "she". What no
such place says is unknown. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from firsthand.model import NameMention, Quotation, Span, Value
from firsthand.text.words import fold

_EN = (
    "minister president premier mayor governor senator chancellor secretary ambassador envoy commissioner councillor councilman councilwoman lawmaker congressman congresswoman"
    " spokesman spokeswoman spokesperson executive chief director chairman chairwoman chairperson chair head manager officer leader founder co-founder owner editor publisher"
    " judge prosecutor lawyer attorney counsel solicitor barrister sheriff inspector superintendent constable detective commander general colonel captain major lieutenant sergeant admiral"
    " professor lecturer researcher scientist historian economist analyst strategist engineer geologist epidemiologist doctor surgeon physician nurse paramedic curator architect"
    " coach trainer captain referee pilot skipper farmer teacher principal pastor bishop archbishop rabbi imam adviser advisor aide organiser organizer coordinator treasurer deputy MP CEO CFO"
    " administrator registrar coroner ombudsman auditor negotiator mediator delegate member partner broker trader trustee warden ranger firefighter investigator reporter correspondent columnist master harbourmaster warden foreman forewoman steward"
)
_FR = (
    "ministre président présidente maire gouverneur gouverneure porte-parole directeur directrice chef cheffe secrétaire préfet préfète procureur procureure juge avocat avocate député députée"
    " sénateur sénatrice responsable patron patronne dirigeant dirigeante professeur professeure chercheur chercheuse analyste économiste ambassadeur ambassadrice commandant général"
)
_ES = (
    "ministro ministra presidente presidenta alcalde alcaldesa gobernador gobernadora portavoz director directora jefe jefa secretario secretaria fiscal juez jueza abogado abogada diputado diputada"
    " senador senadora responsable dirigente profesor profesora investigador investigadora analista economista embajador embajadora comandante general"
)
_DE = (
    r"(?:minister|präsident|kanzler|sprecher|leiter|direktor|bürgermeister|sekretär|richter|forscher|professor|kommissar|trainer|geschäftsführer|politiker|botschafter|inhaber|gründer|manager|ökonom|analyst|berater|kapitän"
    r"|wissenschaftler|historiker|lehrer|pfarrer|kurator|ingenieur|staatsanwalt|rechtsanwalt)(?:in)?|(?:chef|chefin|vorsitzende[rn]?|abgeordnete[rn]?|beauftragte[rn]?|expert(?:e|in)|anwält(?:in)|bischof|vorstand|general|oberst|landrat|landrätin)"
)
_HEADS = {
    "en": rf"(?:{'|'.join(sorted(_EN.split(), key=lambda w: (-len(w), w)))})s?",
    "fr": rf"(?:{'|'.join(sorted(_FR.split(), key=lambda w: (-len(w), w)))})",
    "es": rf"(?:{'|'.join(sorted(_ES.split(), key=lambda w: (-len(w), w)))})",
    "de": rf"(?:[A-ZÄÖÜ][\w-]*?)?(?i:{_DE})",
}
_OF = {"en": "of|for|at|with|from", "fr": "de|du|des|de la|d['’]|chez", "es": "de|del|de la|para", "de": "der|des|von|vom|für|bei|beim"}
LANGUAGES = frozenset(_OF)
_THE = {"en": "the|a|an|its|their|his|her", "fr": "le|la|l['’]|un|une|les", "es": "el|la|un|una|los", "de": "der|die|das|den|dem|des|ein|eine|eines|einer"}
# Words in small letters between a body and the role: "Northway chief executive", "acting interior minister".
_MODIFIERS = frozenset(
    [
        "acting", "assistant", "associate", "chief", "city", "club", "communications", "company", "county", "defence", "defense", "deputy", "district", "economy", "education", "emeritus", "environment", "executive",
        "federal", "finance", "fire", "foreign", "former", "general", "government", "group", "head", "health", "home", "hospital", "incoming", "interior", "interim", "justice", "labour", "lead", "managing", "marketing",
        "military", "national", "newly", "opposition", "outgoing", "parliamentary", "party", "police", "policy", "press", "prime", "principal", "project", "regional", "research", "retired", "safety", "security", "senior",
        "site", "state", "team", "technical", "town", "trade", "transport", "union", "veteran", "vice", "works",
    ]
)  # fmt: skip
# Heads of places: "mayor of Brezo" names no body.
_OF_PLACES = re.compile(r"\b(?:mayor|governor|president|premier|minister|chancellor|king|queen|senator|attorney\s+general|ambassador|sheriff|bishop|archbishop|maire|alcalde|alcaldesa|\w*bürgermeister(?:in)?|\w*präsident(?:in)?|\w*kanzler(?:in)?)\b", re.IGNORECASE)
_BODY = re.compile(
    r"(?:party|union|league|council|court|committee|commission|company|group|university|institute|department|ministry|police|service|corporation|inc|ltd|gmbh|ag|association|federation|club|church|army|authority|office|bank|agency|board"
    r"|hospital|trust|society|college|school|museum|parliament|assembly|senate|foundation|airlines?|rail|railways?|partei|verband|behörde|amt|gewerkschaft|universität|institut|stiftung|verein|gesellschaft)\b",
    re.IGNORECASE,
)
# A phrase that begins so says what somebody did, not what they are.
_NO_ROLE = re.compile(r"(?:who|whom|whose|which|that|when|where|as|and|but|if|while|after|before|in|on|at|said|says|told|qui|que|quien|das|dass|aber|und|sagte|wie)\b", re.IGNORECASE)
_NAME = r"[A-ZÄÖÜÀ-ÖØ-Þ](?:[\w'’&-]|\.(?=\w))*"
_BODY_NAME = rf"{_NAME}(?:\s+(?:(?:of|for|and|the|de|du|des|la|del|für|der|und|&)\s+){{0,2}}{_NAME}){{0,6}}"
# Somebody who is only called by what they are.
OFFICE = re.compile(rf"(?<![\w-])(?i:the|a|an|one|another)\s+(?:(?!(?:of|for|to|in|at|on|by|and|or|that|said)\s)[\w'’-]+\s+){{0,3}}?{_HEADS['en']}(?![\w-])(?:\s+(?:of|for|at)\s+(?:the\s+)?{_BODY_NAME})?")
_ADDRESS = re.compile(r"^(?:Mr|Mrs|Ms|Mx|Miss|Dr|Herr|Frau|Mme|M)\.?\s+")
# A German word that says what somebody is: "Innenministerin".
GERMAN_ROLE = re.compile(_HEADS["de"])
# Words of a role; letters of the text beside a name that may hold one.
LONGEST, REACH = 12, 110


class Role(Value):
    """What somebody is, in the text's words without their article, and the body they are it of."""

    role: str
    organisation: str | None


class Introduced(Value):
    """A name where it stands with the role that the words beside it give."""

    mention: NameMention
    role: Role


def with_roles(text: str, quotations: Sequence[Quotation], names: Sequence[NameMention], language: str) -> tuple[Quotation, ...]:
    """Return quotations with the role and the organisation of their speakers, where the text tells them."""
    if language not in _HEADS or not any(q.speaker for q in quotations):
        return tuple(quotations)
    known: dict[str | None, list[Introduced]] = {}
    for i in introduced(text, [*names, *_pairs(text)] if language == "de" else names, language):
        known.setdefault(_last_name(i.mention.text), []).append(i)
    full: dict[str | None, set[str]] = {}
    for n in names:
        if " " in n.text:
            full.setdefault(_last_name(n.text), set()).add(n.text)
    # Persons and places own offices, too, and are no bodies: "Lee's lawyer", "Brezo's mayor".
    others = {n.text for n in names if n.kind in {"person", "place"}}
    others |= {last for n in names if n.kind == "person" and (last := n.text.split()[-1])}
    found = []
    for q in quotations:
        role = _of_speaker(text, q, known, language)
        alone = " " not in _ADDRESS.sub("", q.speaker or "")
        if role is None or (alone and len(full.get(_last_name(q.speaker or ""), ())) > 1):
            found.append(q)  # unknown, or one of two of a family
        else:
            found.append(replace(q, role=role.role, organisation=None if role.organisation in others and f" at {role.organisation}" not in role.role else role.organisation))
    return tuple(found)


def _pairs(text: str) -> Iterator[NameMention]:
    """Yield pairs of words with a capital: in German, where every noun has one, most names of persons are among them."""
    for m in re.finditer(rf"(?=(?<![\w-])({_NAME}\s{_NAME}))", text):
        yield NameMention(Span(*m.span(1)), m[1], "person")


def introduced(text: str, names: Sequence[NameMention], language: str) -> Iterator[Introduced]:
    """Yield the names beside which their bearer's role stands, in order."""
    for mention in names:
        role = _before(text, mention.span, language) or _between_commas(text, mention.span, language)
        if role is not None:
            yield Introduced(mention, role)


def _of_speaker(text: str, quotation: Quotation, known: Mapping[str | None, Sequence[Introduced]], language: str) -> Role | None:
    """Return the role of who speaks: of the phrase that speaks, or of the person's first introduction before."""
    if quotation.speaker is None or quotation.speaker_span is None:
        return None
    place = quotation.speaker_span
    if text[place.start : place.end] == quotation.speaker:
        itself = _phrase(quotation.speaker, language) or _speaks_for(text, place, language) or _between_commas(text, place, language)
        if itself is not None:
            return itself
    last = _last_name(quotation.speaker)
    if last is None:
        return None
    until = max(place.end, quotation.outer.end)
    bearers = [i for i in known.get(last, ()) if i.mention.span.start <= until]
    named = [i for i in bearers if i.mention.text == quotation.speaker]
    if " " in quotation.speaker and len({i.mention.text for i in bearers if " " in i.mention.text}) > 1:
        bearers = named  # two of one family
    return next((i.role for i in bearers if i.mention.span.meets(place)), bearers[0].role if bearers else None)


def _last_name(name: str) -> str | None:
    parts = [fold(p) for p in re.findall(r"[^\W\d_][\w'’-]+", name) if p[0].isupper()]
    return parts[-1] if parts else None


def _before(text: str, name: Span, language: str) -> Role | None:
    """Return the role right before a name, or before it and a comma: "the town's mayor, Ann Lee,"."""
    start = max(0, name.start - REACH)
    area = re.split(r"[.!?:;“”\"„\n]\s*(?=\S)", text[start : name.start])[-1]
    apart = re.search(rf"(?:^|[\s,])(?P<np>(?i:{_THE[language]})\s?[^,]*?|{_NAME}(?:\s+{_NAME})*['’]s\s[^,]*?),\s*$", area)
    if apart and text[name.end : name.end + 1] in {",", ".", ";"}:
        found = _phrase(re.sub(rf"^.*\b(?=(?i:{_THE[language]})\s)", "", apart["np"]), language)
        if found is not None:
            return found
    words = re.findall(r"\S+", area)
    if area and not area.endswith((" ", "\u00a0")):
        return None
    if not words or not re.fullmatch(_HEADS[language], words[-1], re.IGNORECASE if language != "de" else 0):
        return None
    taken = [words[-1]]
    for word in reversed(words[:-1]):
        bare = word.strip(",")
        if bare != word or not (bare[:1].isupper() or bare in _MODIFIERS or bare.endswith(("'s", "’s")) or "-" in bare):
            break
        if fold(bare) in _FIRST_WORDS:
            break
        taken.insert(0, word)
    return _phrase(" ".join(taken), language)


# Words with a capital at the start of a sentence that belong to no role.
_FIRST_WORDS = frozenset(["the", "a", "an", "its", "their", "his", "her", "but", "and", "on", "in", "at", "as", "when", "after", "for", "said", "der", "die", "das", "le", "la", "el", "mr", "mrs", "ms", "dr"])


def _between_commas(text: str, name: Span, language: str) -> Role | None:
    """Return the role between commas behind a name."""
    m = re.compile(rf",\s+(?:\d\d,\s+)?(?P<np>[^,.;:“”\"„\n()]{{3,{REACH}}}?)(?=[,.;:)]|\s+(?:said|says|told|added|sagte|dijo)\b|$)").match(text, name.end)
    if m is None or _NO_ROLE.match(m["np"]):
        return None
    return _phrase(m["np"], language)


def _speaks_for(text: str, name: Span, language: str) -> Role | None:
    """Return the role of somebody who speaks for the body at a place: "a spokesman for the Coastal Authority"."""
    area = text[max(0, name.start - REACH) : name.start]
    m = re.search(rf"(?P<role>(?:[\w-]+\s+)?\b{_HEADS[language]})\s+(?:{_OF[language]})\s+(?:(?:{_THE[language]})\s+)?$", area)
    if m is None:
        return None
    first = m["role"].split()[0]
    lead = "" if first in _MODIFIERS or first == m["role"].split()[-1] else first
    role = f"{m['role'].removeprefix(lead).strip()}{area[m.end('role') :]}{text[name.start : name.end]}"
    return _phrase(" ".join(role.split()), language)


def _phrase(phrase: str, language: str) -> Role | None:
    """Return the role that a noun phrase is, else nothing; a name at its end is no part of it.

    >>> _phrase("a spokeswoman for the Coastal Authority", "en")
    Role(role='spokeswoman for the Coastal Authority', organisation='Coastal Authority')
    """
    flags = 0 if language == "de" else re.IGNORECASE
    clean = re.sub(rf"^(?:{_THE[language]})\s+", "", " ".join(phrase.split()), flags=re.IGNORECASE)
    head = next(re.finditer(rf"(?<![\w-]){_HEADS[language]}(?![\w-])", clean, flags), None)
    if head is None or len(clean.split()) > LONGEST or _NO_ROLE.match(clean):
        return None
    last = head
    for m in re.finditer(rf"(?<![\w-]){_HEADS[language]}(?![\w-])", clean, flags):
        if not clean[last.end() : m.start()].strip(" -"):
            last = m  # "chief executive", "vice president"
    rest = clean[last.end() :]
    linked = re.match(rf"(?:(?:\s+and)?\s+[a-z][\w-]+){{0,3}}?\s+(?:{_OF[language]})\s*(?:(?:{_THE[language]})\s+)?", rest)
    role = clean if linked or not rest.strip() else clean[: last.end()]
    before = clean[: head.start()]
    if any(w[:1].islower() and w not in _MODIFIERS and "-" not in w and not w.endswith(("'s", "’s")) for w in before.split()) and language == "en" and len(before.split()) > 3:
        return None
    organisation = _organisation(before, rest[linked.end() :] if linked else "", clean[: last.end()], language)
    if linked and re.search(r"\bfrom\b", linked.group()) and not _BODY.search(organisation or ""):
        organisation = None  # "a farmer from Brezo"
    return Role(role, organisation)


def _organisation(before: str, after: str, head: str, language: str) -> str | None:
    """Return the body that a role belongs to: behind "of", or before the role; a place is none."""
    named = re.match(_BODY_NAME, after) or re.search(rf"(?<=\s)(?:{_OF[language]})\s+(?:(?:{_THE[language]})\s+)?(?P<body>{_BODY_NAME})", after)
    if named and (not _OF_PLACES.search(head) or _BODY.search(named.group())):
        return re.sub(r"['’]s?$", "", named[named.lastindex or 0])
    owner = re.match(rf"(?P<body>{_BODY_NAME})['’]s?\s", before) or (re.match(rf"(?P<body>{_BODY_NAME})\s", before) if language == "en" else None)
    if owner and not named and (not _OF_PLACES.search(head) or _BODY.search(owner["body"])) and owner["body"].split()[-1].casefold() not in _MODIFIERS:
        return re.sub(r"['’]s?$", "", owner["body"])
    return None
