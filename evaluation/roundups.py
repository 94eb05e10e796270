"""Round-ups: whether a text that tells several stories in a paragraph each is seen as a copy of one.

`python -m evaluation roundups DIR` (DIR: story families with truth.json) composes them itself. From
every copy in English that took nearly all its words from one held exemplar and is not word for word
it takes the opening sentences, sets them among openings of three other families, and traces the
copy's family with the round-up in the copy's place. So the truth is known: the round-up draws on the
copy's ancestors and their other copies, and on no independent report of the event. Intervals are
Wilson's; a family gives several round-ups, so they are a little too narrow.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.fit_lineage import ancestors
from evaluation.sentence_pairs import wilson
from firsthand.model import Rejected
from firsthand.reading.documents import read
from firsthand.reading.files import gather
from firsthand.run.local import trace
from firsthand.text.analyse import analyse

SEED = 7
SENTENCES = (4, 6)
STORIES = 4
NEARLY_ALL = 0.9
FEWEST_WORDS = 6
NAME = "roundup.txt"


class Section(NamedTuple):
    """The opening of one copy, and which texts of its family it draws on or shares a source with."""

    folder: Path
    copy: str
    manner: str
    text: str
    kin: frozenset[str]


def run(directory: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Return by manner how many round-ups are linked to kin, and how many to independents."""
    if predictions is not None:
        raise SystemExit("evaluation: round-ups are composed here and take no predictions")
    rng = random.Random(SEED)
    sections = [s for p in sorted(directory.glob("*/truth.json")) for s in _sections(p, rng)]
    figures: dict[str, Any] = {"roundups": len(sections)}
    found = [(section, *_traced(section, sections, rng)) for section in sections]
    for manner in sorted({section.manner for section in sections}):
        rows = [row for row in found if row[0].manner == manner]
        linked = [row[1] for row in rows]
        figures[manner] = {
            "count": len(rows),
            "linked": round(sum(linked) / len(rows), 4),
            "interval": wilson(sum(linked), len(rows)),
        }
    errors = [row[2] for row in found if row[1]]
    figures["share_error"] = round(sum(errors) / len(errors), 4) if errors else 1.0
    apart = sum(row[4] for row in found)
    figures["independent_pairs"] = apart
    figures["false_links_error"] = round(sum(row[3] for row in found) / max(1, apart), 4)
    return figures


def _sections(path: Path, rng: random.Random) -> list[Section]:
    truth = json.loads(path.read_text(encoding="utf-8"))
    above = ancestors(truth)
    held = truth["documents"]
    found = []
    for relation in truth["relations"]:
        copy, exemplar = relation["copy"], relation["exemplar"]
        if (
            {copy, exemplar} <= held.keys()
            and held[copy]["language"] == held[exemplar]["language"] == "en"
            and relation["share_of_copy"] >= NEARLY_ALL
            and relation["manner"] in {"reworded", "edited"}
        ):
            text = _opening(path.parent / copy, rng.randint(*SENTENCES))
            kin = frozenset(name for name in held if above[name] & above[copy]) - {copy}
            found.append(Section(path.parent, copy, relation["manner"], text, kin))
    return found


def _opening(path: Path, count: int) -> str:
    (document,) = read(gather([str(path)]))
    if isinstance(document, Rejected):
        raise SystemExit(f"{path}: {document.detail}")
    spans = [
        s.span
        for s in analyse(document).sentences
        if s.part == "body" and s.words >= FEWEST_WORDS
    ]
    return " ".join(document.text[s.start : s.end] for s in spans[:count])


def _traced(
    section: Section, sections: Sequence[Section], rng: random.Random
) -> tuple[bool, float, int, int]:
    """Return whether it is linked to kin, the error of its share, links to independents, and those."""
    parts = {section.folder: section.text}
    others = [s for s in sections if s.folder != section.folder]
    for other in rng.sample(others, len(others)):
        if len(parts) < STORIES:
            parts.setdefault(other.folder, other.text)
    texts = rng.sample(sorted(parts.values()), len(parts))
    with tempfile.TemporaryDirectory() as place:
        for file in sorted(section.folder.iterdir()):
            if file.suffix in {".txt", ".html"} and file.name != section.copy:
                shutil.copyfile(file, Path(place) / file.name)
        (Path(place) / NAME).write_text("The week in brief\n\n" + "\n\n".join(texts) + "\n", encoding="utf-8")
        result = trace([place])
    names = {d.id: Path(d.path).name for d in result.documents}
    links = [
        (names.get(r.exemplar), names.get(r.copy), r.share_of_copy)
        for story in result.stories
        for r in story.relations
    ]
    mine = [link for link in links if NAME in link]
    # A lost exemplar of both is as good as the held one where the exemplar's copies stand for it.
    linked = any(copy == NAME and (exemplar is None or exemplar in section.kin) for exemplar, copy, _ in mine)
    said = sum(share for _, copy, share in mine if copy == NAME)
    truth = len(section.text.split()) / sum(len(text.split()) for text in texts)
    independent = set(names.values()) - section.kin - {NAME}
    false = sum(bool({one, other} & independent) for one, other, _ in mine)
    return linked, abs(said - truth), false, len(independent)
