"""False alarms on agency items that were sent again unchanged, as they are and in another house style.

The pairs of `slug_pairs.jsonl[.gz]` with `identical: true` hold nothing that was changed, so every major
variant is a false alarm. The second figure sets each item beside itself in another house's style:
spelling, quotation marks, per cent, number words, months and titles as another desk writes them.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.order import rows
from firsthand.run.local import Options, trace

# Spelling, abbreviations and numbers that desks write in two ways; no statement changes.
_STYLE = (
    (r"\b(\w{3,})our\b(?<!hour)(?<!four)(?<!tour)(?<!your)(?<!pour)(?<!sour)", r"\1or"),
    (r"\b(\w{3,})is(e|ed|es|ing|ation)\b(?<!rise)(?<!raise)(?<!raised)(?<!rises)(?<!raises)", r"\1iz\2"),
    (r"\b(\d[\d.,]*)\s?(?:pct|per\s?cent|percent)\b", r"\1%"),
    (r"\b(?:Mr|Mrs|Ms|Dr)\.?\s(?=[A-Z])", ""),
    (r"\b(\d[\d.,]*)\s?mln\b", r"\1 million"),
    (r"\b(\d[\d.,]*)\s?bln\b", r"\1 billion"),
    (r"\b(\d[\d.,]*)\s(million|billion)\s?dlrs\b", r"$\1 \2"), (r"\b(\d[\d.,]*)\s?dlrs\b", r"$\1"),
    (r"\bJan\b\.?", "January"), (r"\bFeb\b\.?", "February"), (r"\bAug\b\.?", "August"), (r"\bSept\b\.?", "September"),
    (r"\bOct\b\.?", "October"), (r"\bNov\b\.?", "November"), (r"\bDec\b\.?", "December"),
    (r"\btwo\b(?!-)", "2"), (r"\bthree\b(?!-)", "3"), (r"\bfour\b(?!-)", "4"), (r"\bfive\b(?!-)", "5"), (r"\bsix\b(?!-)", "6"), (r"\bten\b(?!-)", "10"),
    (r"(?<!\S)\"(\S[^\"]*?\S)\"(?=[\s.,;:])", "“\\1”"),
)  # fmt: skip


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return major variants per hundred documents, of items sent again and of items in another style."""
    if predictions is not None:
        raise SystemExit("evaluation: resends takes no predictions")
    texts = {r["id"]: str(r["text"]) for r in rows(directory, "articles")}
    pairs = [(r["older"], r["newer"]) for r in rows(directory, "slug_pairs") if r["identical"]]
    again: Counter[str] = Counter()
    styled: Counter[str] = Counter()
    for older, newer in pairs:
        again.update(alarms(texts[older], texts[newer]))
        styled.update(alarms(texts[older], restyled(texts[older])))
    return {
        "pairs": len(pairs),
        "again_per_100": round(100 * again.total() / max(1, len(pairs)), 2),
        "restyled_per_100": round(100 * styled.total() / max(1, len(pairs)), 2),
        "restyled_kinds": dict(sorted(styled.items())),
    }


def restyled(text: str) -> str:
    """Return a text in another house's style.

    >>> restyled("Mr Roe sold two mln shares at 5 pct.")
    'Roe sold 2 mln shares at 5%.'
    """
    for pattern, form in _STYLE:
        text = re.sub(pattern, form, text)
    return text


def alarms(one: str, other: str) -> Iterator[str]:
    """Yield the kinds of the major variants between two texts."""
    with tempfile.TemporaryDirectory() as place:
        for name, text in (("a.txt", one), ("b.txt", other)):
            (Path(place) / name).write_text(text, encoding="utf-8")
        result = trace([place], Options(dates="ignore"))
    for story in result.stories:
        yield from (v.kind for v in story.variants if v.severity == "major")
