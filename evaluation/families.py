"""Story families as the product reads them, with sentence vectors: what weights are fitted on."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Analysis, Rejected, Span
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.reuse import find_reuse
from firsthand.reuse.compare import is_translated
from firsthand.reuse.meaning import vectors
from firsthand.run.models import load_encoder
from firsthand.text.analyse import analyse

_NEARLY_ALL = 0.9
"""Share of a copy's words that came from one exemplar, from which every sentence has a partner."""


class Held(NamedTuple):
    """A document of a family with its vectors."""

    analysis: Analysis
    vectors: NDArray[np.float32]


class Family(NamedTuple):
    """Documents, which of them draw on one text, which are nearly whole copies, which to pair."""

    name: str
    documents: dict[str, Held]
    related: frozenset[tuple[str, str]]
    whole: frozenset[tuple[str, str]]
    pairs: tuple[tuple[str, str], ...]


def read_families(folder: Path) -> list[Family]:
    """Return all story families of a folder, with vectors."""
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("fitting needs the extra: pip install 'firsthand[meaning]'")
    families = []
    for truth_file in sorted(folder.glob("*/truth.json")):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        paths = [str(truth_file.parent / name) for name in sorted(truth["documents"])]
        documents = {}
        for document in read(gather(paths)):
            if isinstance(document, Rejected):
                raise SystemExit(f"{document.path}: {document.detail}")
            analysis = analyse(document)
            sentences = [document.text[s.span.start : s.span.end] for s in analysis.sentences]
            documents[Path(document.path).name] = Held(analysis, vectors(sentences, encoder))
        related, whole = _relatives(truth["relations"], documents)
        pairs = tuple(itertools.combinations(sorted(documents), 2))
        families.append(Family(truth_file.parent.name, documents, related, whole, pairs))
    return families


def strangers(families: list[Family]) -> list[Family]:
    """Return each family's documents beside the next family's that are in another language.

    Within a family nearly every foreign document is a translation of something; without these
    the judges of translations would learn that all foreign texts are.
    """
    result = []
    for one, two in zip(families, [*families[1:], *families[:1]], strict=True):
        documents = {
            f"{family.name}/{name}": held
            for family in (one, two)
            for name, held in family.documents.items()
        }
        pairs = tuple(
            (a, b)
            for a, b in itertools.combinations(sorted(documents), 2)
            if a.split("/")[0] != b.split("/")[0]
            and is_translated(documents[a].analysis, documents[b].analysis)
        )
        name = f"{one.name} beside {two.name}"
        result.append(Family(name, documents, frozenset(), frozenset(), pairs))
    return result


def _relatives(
    relations: list[dict[str, Any]], documents: Mapping[str, Held]
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    ancestors: dict[str, set[str]] = {}
    parents: dict[str, set[str]] = {}
    for relation in relations:
        parents.setdefault(relation["copy"], set()).add(relation["exemplar"])
    for name in documents:
        found, open_ = {name}, [name]
        while open_:
            for parent in sorted(parents.get(open_.pop(), ())):
                if parent not in found:
                    found.add(parent)
                    open_.append(parent)
        ancestors[name] = found
    related = frozenset(
        (a, b)
        for a, b in itertools.combinations(sorted(documents), 2)
        if ancestors[a] & ancestors[b]
    )
    whole = frozenset(
        (r["copy"], r["exemplar"]) for r in relations if r["share_of_copy"] >= _NEARLY_ALL
    )
    return related, whole


@cache
def lexical(left: str, right: str) -> tuple[tuple[Span, Span], ...]:
    """Return the word-for-word passages that two texts share."""
    return tuple(
        (Span(row[2], row[3]), Span(row[4], row[5])) for row in find_reuse([left, right]).tolist()
    )


def digest(folder: Path) -> str:
    """Return the SHA-256 of all files of a folder, by relative path and content."""
    sha = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        sha.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()
