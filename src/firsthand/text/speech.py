"""Whether words in quotation marks are speech, or a name, a title, a word held at arm's length.

Told by what stands inside (how many words, whether a sentence ends there) and around them (a verb of
speech, a colon, a noun that names what follows, a hyphen that makes a compound). Weights by hand from
these meanings.
"""

from __future__ import annotations

import re

from firsthand.model import Quotation
from firsthand.text.cues import ACCORDING, CUE, SUBJUNCTIVE
from firsthand.text.words import content, fold, words

# Characters around the marks that are looked at.
AROUND = 70
# Of a German sentence, where the verb may stand at the very end.
SENTENCE = 240
LONG, SHORT = 6, 3
_COLON = re.compile(r":\s*\W?$")
_ENDS = re.compile(r"[.!?…,]\W*$")
_NAMING = re.compile(
    r"\b(?:so\s?-?(?:called|genannt\w*)|called|named|nicknamed|dubbed|titled|entitled|known\s+as|title|headline|film|movie|book|novel|song|album|series|show|magazine|newspaper"
    r"|journal|ship|vessel|operation|project|programme|program|group|party|network|slogan|brand|codenamed|label(?:l?ed)?|namens|genannt|benannt|heißt|heißen|name[ns]?|titel[ns]?|überschrift"
    r"|motto|buch(?:es)?|roman|lied|serie|sendung|magazin|zeitung|zeitschrift|sender|radiosender|nachrichtenmagazin|projekt|verein|partei|schiff|frachter|musical|programm|unternehmen|kurz|gruppe|organisation"
    r"|übersetzt|auf\s+deutsch|etwa|zeitschriften|blatt|magazins?|operation|aktion|begriff|stichwort|bezeichnet|titre|appelée?s?|nommée?s?|soi-disant|prétendue?s?|dite?s?|livre|roman|chanson|journal|navire|título|llamad[oa]|denominad[oa]|película|libro|revista|periódico|buque|под\s+названием|газет\w+|фильм\w*|книг\w+)\W*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
# Verbs by which somebody gives a thing a name of his own.
_JUDGED = re.compile(r"\b(?:nannten?|nennt|nennen|spricht\s+von|sprach(?:en)?\s+von)\b[^„“]*$")
# An address on the net, a name with a capital inside a word.
_ADDRESS = re.compile(r"^\W*(?:[\w-]+\.)+[a-z]{2,4}\W*$|^[a-z]+[A-Z]")
# A comma and the verb of speech, or "so" with a name, right behind the marks.
_TAGGED = re.compile(rf"^\W?,\s+(?:{CUE.pattern}|so\s+(?:d(?:er|ie|as)\s|[A-ZÄÖÜ]))")
# Behind the marks: what the words in them are a name for.
_NAMED = re.compile(r"^\W*(?:genannt|bekannt|getauft|betitelt|heißt)")
_AS = re.compile(r"\b(?:as|als|comme|como|как)\s+(?:an?\s+|eine?n?\s+)?\W*$", re.IGNORECASE)


def is_speech(text: str, quotation: Quotation, language: str) -> bool:
    """Return whether somebody is quoted with the words between the marks."""
    inner = text[quotation.span.start : quotation.span.end]
    before = text[max(0, quotation.outer.start - AROUND) : quotation.outer.start].rsplit("\n", 1)[-1]
    after = text[quotation.outer.end : quotation.outer.end + AROUND].split("\n", 1)[0]
    found = words(inner)
    n = len(found)
    if language == "de":
        return _german(text, quotation, len(found))
    score = 2.0 if n >= LONG else 0.8 if n > SHORT else -0.7 if n == SHORT else -1.6
    score += 1.2 * bool(_ENDS.search(inner))
    score += 1.5 * bool(_COLON.search(before))
    score += 1.0 * bool(CUE.search(before) or CUE.search(after) or ACCORDING.search(before) or ACCORDING.search(after))
    score -= 2.2 * bool(_NAMING.search(before))
    score -= 1.2 * bool(_AS.search(before))
    score -= 2.5 * after.startswith(("-", "‑", "–"))
    capitals = sum(inner[w.start].isupper() for w in found)
    score -= 1.0 * (0 < n <= LONG and capitals >= n - n // 3)
    # Names and titles join capitals by small words; a sentence has verbs and adjectives in small letters.
    small = sum(not inner[w.start].isupper() and content(fold(inner[w.start : w.end]), language) for w in found)
    score += 0.9 * min(2, small) - 1.8 * (small == 0 and n > 1)
    return score > 0.0


def _german(text: str, quotation: Quotation, n: int) -> bool:
    """Return whether German words in marks are speech.

    Names and titles begin with a capital and hold few small words; what is quoted out of a sentence
    goes on in small letters, near a verb of speech or in indirect speech.
    """
    inner = text[quotation.span.start : quotation.span.end]
    before, after = _sentence(text, quotation, AROUND)
    small = sum(not inner[w.start].isupper() and not inner[w.start].isdigit() for w in words(inner))
    tagged = bool(_TAGGED.search(after))
    told = tagged or any(p.search(part) for p in (CUE, ACCORDING, SUBJUNCTIVE) for part in _sentence(text, quotation, SENTENCE))
    score = 2.0 if n > LONG else -1.3 if n > SHORT else -2.1 if n > 1 else -2.6
    score += 1.5 * told + 2.3 * inner[:1].islower() + 1.5 * tagged
    judged = told and bool(_AS.search(before) or _JUDGED.search(before))
    score += 1.5 * judged - 3.0 * bool(_ADDRESS.search(inner))
    score += 1.5 * bool(_COLON.search(before)) + 1.2 * bool(_ENDS.search(inner))
    score += 1.0 * (n > SHORT and not before.strip())
    score -= 3.0 * bool(_NAMING.search(before) or _NAMED.search(after)) + 2.5 * after.startswith(("-", "‑", "–"))
    titled = small < SHORT and n > SHORT and inner[:1].isupper() and not _COLON.search(before)
    score -= 2.0 * (small == 0 and not judged) + 1.0 * titled + 1.5 * (small < SHORT and n > LONG)
    return score > 0.0


def _sentence(text: str, quotation: Quotation, reach: int) -> tuple[str, str]:
    """Return what stands before and after a quotation in its sentence, up to so many characters."""
    start, end = quotation.outer.start, quotation.outer.end
    before, after = text[max(0, start - reach) : start].rsplit("\n", 1)[-1], text[end : end + reach].split("\n", 1)[0]
    return _SENTENCE.split(before)[-1], _SENTENCE.split(after)[0]

