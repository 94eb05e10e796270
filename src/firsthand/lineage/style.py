"""What one text shows of how far it has been worked on: the measures that versions are compared by.

Texts that many hands revise drift: they grow, are cut into paragraphs and sections, lose the first
person, slang and misspelt words, and change house style; van Zaanen & Kanters (2010) and Adler &
de Alfaro (2007) use such signs to judge revisions. Nothing here knows the other text; what a
measure says for the order of two versions is fitted (`revision`).
"""

from __future__ import annotations

import math
import re

from firsthand.text.rarity import UNKNOWN_BITS, rarity

_LANGUAGE = "en"  # one table for all: both versions are measured by the same
_EVEN = 20  # words added to the divisor of a rate, so that short texts do not jump

# group -> measure -> pattern; each is counted twice, as log(1 + n) and as a rate per word
PATTERNS: dict[str, dict[str, str]] = {
    "markup": {
        "thumb": r"\bthumb\b|\dpx",
        "image": r"image:",
        "file": r"file:",
        "brackets": r"\[\[|\]\]",
        "pipe": r"\|",
        "tag": r"<[a-z/!]",
        "entity": r"&\w+;",
        "interlanguage": r"(?m)^\W?[a-z]{2,3} ?:",
        "category": r"category|categories",
        "empty-brackets": r"\(\s*[,;:)]",
        "redirect": r"redirect",
        "footnote": r"\[\s?\d+\s?\]",
        "rule": r"-{4,}|_{4,}",
    },
    "sources": {
        "url": r"http|www\.",
        "isbn": r"isbn",
        "retrieved": r"retrieved|accessed",
        "external-link": r"external links?",
        "see-also": r"see also",
        "main-article": r"main article|this article|this page|for other uses",
        "quotation": r"[\"“”]",
    },
    "structure": {
        "line-break": r"(?<!\n)\n(?!\n)",
        "paragraph": r"\n\n",
        "broken-line": r"(?m)[a-z,]\n(?=[a-z])",
        "bullet": r"(?m)^[*#:-]",
        "heading": r"(?m)^[^.\n]{2,40}$",
        "colon": r":",
        "semicolon": r";",
        "parenthesis": r"\(",
    },
    "punctuation": {
        "two-hyphens": r"--",
        "en-dash": r"–",
        "em-dash": r"—",
        "two-spaces": r"[^\s]  +[^\s]",
        "space-before": r" [,.;:)]",
        "no-space-after": r"[a-z][,.][a-z]",
        "comma": r",",
        "hyphen": r"\w-\w",
        "apostrophe": r"'",
        "non-ascii": r"[^\x00-\x7f]",
        "ampersand": r"&",
    },
    "voice": {
        "exclamation": r"!",
        "question": r"\?",
        "first-person": r"\b(?:i|i'm|my|me)\b",
        "we": r"\b(?:we|our|us)\b",
        "you": r"\byour?\b",
        "contraction": r"n't\b|'re\b|'ve\b|'ll\b",
        "doubled-word": r"\b(\w+) \1\b",
        "repeated-letter": r"([a-z])\1\1",
        "slang": r"\b(?:hi|hello|lol|haha|gay|fuck\w*|shit\w*|penis|stupid|dumb|poop|sucks?|cool|"
        r"awesome|bitch|ass|cunt|dick)\b",
        "advertisement": r"\b(?:click|free|best|our services|company)\b",
        "et-cetera": r"\betc\b",
    },
    "wording": {
        "however": r"however|although|though",
        "some": r"\b(?:some|many|often|usually)\b",
        "also": r"\balso\b",
        "may-refer": r"(?:may|can) refer to|refers to",
        "disambiguation": r"\(disambiguation\)",
        "he-she": r"\b(?:he|she|his|her)\b",
        "of-the": r"\bof the\b",
        "said": r"\b(?:said|says)\b",
        "will": r"\bwill\b",
        "past": r"\b(?:was|were)\b",
        "present": r"\b(?:is|are)\b",
        "now": r"\b(?:currently|now|recent(?:ly)?)\b",
        "may": r"\b(?:may|might)\b",
    },
    "dates": {
        "month": r"\b(?:january|february|march|april|may|june|july|august|september|october"
        r"|november|december)\b",
        "number": r"\d+",
    },
}
_COMPILED = {
    (group, name): re.compile(pattern)
    for group, patterns in PATTERNS.items()
    for name, pattern in patterns.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20[0-3]\d)\b")
_SENTENCE_END = re.compile(r"[.!?]\s")
_LINES = re.compile(r"\n+")


def measure(text: str) -> dict[tuple[str, str], float]:
    """Return the measures of a text, by group and name, the same names for every text; O(length)."""
    lower = text.lower()
    words = _WORD.findall(lower)
    count = max(1, len(words))
    found: dict[tuple[str, str], float] = {}
    for (group, name), pattern in _COMPILED.items():
        hits = sum(1 for _ in pattern.finditer(lower))
        found[group, name] = math.log1p(hits)
        found[group, f"{name}-rate"] = hits / (count + _EVEN)
    found.update(_length(text, count))
    found.update(_vocabulary(words, count))
    found.update(_years(text))
    found.update(_lines(text, count))
    return found


def _length(text: str, count: int) -> dict[tuple[str, str], float]:
    sentences = len(_SENTENCE_END.split(text))
    return {
        ("length", "characters"): math.log1p(len(text)),
        ("length", "words"): math.log(count),
        ("length", "sentences"): math.log(sentences),
        ("length", "sentence-words"): count / sentences,
    }


def _vocabulary(words: list[str], count: int) -> dict[tuple[str, str], float]:
    bits = [rarity(w, _LANGUAGE) for w in words] or [UNKNOWN_BITS / 2]
    unknown = sum(b == UNKNOWN_BITS for b in bits)
    kinds = {w for w, b in zip(words, bits, strict=False) if b == UNKNOWN_BITS}
    return {
        ("spelling", "unknown"): math.log1p(unknown),
        ("spelling", "unknown-rate"): unknown / (count + _EVEN),
        ("spelling", "unknown-kinds"): math.log1p(len(kinds)),
        ("wording", "bits"): math.fsum(bits) / len(bits),
        ("wording", "word-length"): sum(map(len, words)) / count,
        ("wording", "kinds"): len(set(words)) / count**0.8,
    }


def _years(text: str) -> dict[tuple[str, str], float]:
    years = [int(y) for y in _YEAR.findall(text)]
    return {
        ("dates", "latest"): float(max(years)) if years else math.nan,
        ("dates", "since-2001"): math.log1p(sum(y > 2000 for y in years)),
        ("dates", "years"): math.log1p(len(years)),
        ("dates", "year-kinds"): math.log1p(len(set(years))),
    }


def _lines(text: str, count: int) -> dict[tuple[str, str], float]:
    lines = [line for line in _LINES.split(text) if line.strip()] or [""]
    open_marks = abs(text.count("(") - text.count(")")) + abs(text.count("[") - text.count("]"))
    return {
        ("structure", "lines"): math.log1p(len(lines)),
        ("structure", "line-words"): math.log(count / len(lines)),
        ("structure", "longest-line"): math.log1p(max(map(len, lines))),
        ("structure", "first-line"): math.log1p(len(lines[0])),
        ("punctuation", "unbalanced"): open_marks + text.count('"') % 2,
        ("punctuation", "ends-in-stop"): float(text.rstrip()[-1:] in {".", "!", "?", '"'}),
        ("markup", "starts-with-interlanguage"): float(
            _COMPILED["markup", "interlanguage"].match(text.lstrip()) is not None
        ),
    }
