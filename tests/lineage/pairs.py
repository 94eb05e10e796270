"""Two texts on paper, joined sentence by sentence where they share most of their words."""

from firsthand.lineage.evidence import View
from firsthand.model import Alignment, Comparison, Passage
from firsthand.reuse.turn import turn
from firsthand.text.analyse import analyse
from firsthand.text.words import fold, words
from tests.conftest import make_document


def view(exemplar: str, copy: str, *, least: float = 0.5, language: str = "en", other: str | None = None) -> View:
    """Return the second text as the copy of the first; sentences sharing `least` of their words are joined."""
    texts = (
        analyse(make_document(exemplar, id="exemplar", outlet="Alder Post", language=language)),
        analyse(make_document(copy, id="copy", outlet="Birch Times", language=other or language)),
    )
    beads = []
    for n, sentence in enumerate(texts[1].sentences):
        here = _words(copy, sentence.span)
        near = [len(here & _words(exemplar, s.span)) / max(1, len(here | _words(exemplar, s.span))) for s in texts[0].sentences]
        best = max(range(len(near)), key=lambda m: near[m])
        if near[best] >= least:
            span = texts[0].sentences[best].span
            beads.append(
                Alignment(
                    left=Passage("exemplar", span, exemplar[span.start : span.end]),
                    right=Passage("copy", sentence.span, copy[sentence.span.start : sentence.span.end]),
                    left_sentences=(best,), right_sentences=(n,),
                    manner="edited", similarity=near[best], confidence=0.9,
                )
            )  # fmt: skip
    return View(*texts, Comparison("exemplar", "copy", tuple(beads)), "ignore")


def turned(seen: View) -> View:
    """Return the same two texts the other way round."""
    return View(seen.copy, seen.exemplar, turn(seen.comparison), "ignore")


def _words(text, span):
    return {fold(text[span.start + w.start : span.start + w.end]) for w in words(text[span.start : span.end])}
