"""Bodies that a translator or a machine calls by other words, told by their place and their meaning.

"Coastal List" is "Küstenliste" in a German copy, and "Salt Road Museum" comes back from a machine as
"Museum of the Way of the Salt": no letter tells that. In an aligned passage of such a copy, a full
name of the exemplar that the whole copy lacks is set beside the capitalised phrases that the exemplar
lacks; two that are each other's nearest by their vectors, and near, are one bearer. In German every
noun has a capital, so that a single word is a phrase there. Without an encoder none is told. Linear
in the passages, square in the phrases of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from firsthand.findings.carried import Carried, pair
from firsthand.findings.changes import Pair
from firsthand.findings.mentions import Found, Spelling
from firsthand.findings.naming import NEAR, likeness, names_of, tokens
from firsthand.lineage.family import Lineage
from firsthand.reuse.meaning import Encoder, vectors
from firsthand.text.names import HONORIFICS, NO_NAME
from firsthand.text.words import content, fold

# Cosine from which two phrases at one place are one name: pairs that mean the same had 0.6 to 0.98 in
# the story families, other words of the same sentences at most 0.58.
SAME = 0.6
# Letters of a German noun that may be a body's name.
LONG = 5
_WORD = r"[A-ZÀ-ÖØ-ÞŠŽČĆĐŁŚŹŻА-ЯЁ][\w'’-]+"
_JOINT = r"(?:\s(?:of|of\sthe|de|du|des|del|de\sla|della|von|für|and|et|y|&))?"
_PHRASE = re.compile(rf"(?<![\w-]){_WORD}(?:\.?{_JOINT}\s{_WORD})*")
_NOUN = re.compile(r"(?<![\w-])[A-ZÄÖÜ][a-zäöüß-]+(?![\w-])")
_SPACED = re.compile(r"\s+")


def renamed(lineage: Lineage, rows: Sequence[Carried], known: Mapping[str, Spelling], encoder: Encoder | None) -> tuple[Found, ...]:
    """Return the phrases of copies that stand for full names of their exemplars, one each."""
    if encoder is None:
        return ()
    wanted = []
    for row in rows:
        if row.machine or row.manner == "translated":
            both = pair(lineage, row)
            lost, new = _lost(both, known), _new(both)
            if lost and new:
                wanted.append((row, lost, new))
    texts = sorted({text for _, lost, new in wanted for text in (*lost, *new)})
    table = dict(zip(texts, vectors(texts, encoder), strict=True)) if texts else {}
    found: dict[tuple[str, str], Found] = {}
    for row, lost, new in wanted:
        near = {(a, b): float(table[a] @ table[b]) for a in lost for b in new}
        for (a, b), sure in sorted(near.items()):
            best = max(v for (x, y), v in near.items() if x == a or y == b)
            if sure >= SAME and sure == best:
                text = lineage.witnesses.analyses[row.copy].document.text
                spelling = Spelling(b, (row.copy,), len(re.findall(rf"(?<!\w){re.escape(b)}(?!\w)", text)), known[a].kind)
                found.setdefault((a, b), Found(a, spelling, round(sure * row.alignment.confidence, 3), "alignment"))
    return tuple(found[k] for k in sorted(found))


def _lost(both: Pair, known: Mapping[str, Spelling]) -> list[str]:
    """Return the full names of the exemplar's passage that the copy does not have in any spelling."""
    there = [n.text for n in both.right.analysis.names if len(tokens(n.text)) > 1]
    text = both.right.analysis.document.text
    return sorted(
        {
            n.text
            for n in names_of(both.left)
            if n.text in known and len(tokens(n.text)) > 1 and n.text not in text and not any(likeness(n.text, t) >= NEAR for t in there)
        }
    )


def _new(both: Pair) -> list[str]:
    """Return the capitalised phrases of the copy's passage that the exemplar's text does not have."""
    document = both.right.analysis.document
    area = document.text[both.right.span.start : both.right.span.end]
    found = {_cut(m.group()) for m in _PHRASE.finditer(area)}
    if document.language == "de":
        found |= {m.group() for m in _NOUN.finditer(area) if len(m.group()) >= LONG}
    else:
        found = {f for f in found if " " in f}
    exemplar = both.left.analysis.document.text
    return sorted(f for f in found if f and f not in exemplar and content(fold(f.split()[0]), document.language))


def _cut(phrase: str) -> str:
    """Return a phrase without days, titles and articles at its ends."""
    words = _SPACED.split(phrase)
    while words and (fold(words[0].rstrip(".")) in HONORIFICS | NO_NAME or words[0] in {"The", "Le", "La", "Les", "El", "Los", "Las"}):
        words.pop(0)
    while words and fold(words[-1]) in NO_NAME:
        words.pop()
    return " ".join(words)
