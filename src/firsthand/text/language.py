"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit

# Fewer letters than this tell nothing reliably.
_SHORTEST = 20
_ENOUGH = 4000
_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
)
_LETTER = re.compile(r"[^\W\d_]")


def identify(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, or "und" where it is too short to tell.

    Scripts used by one language decide at once; else py3langid (Lui & Baldwin 2012), whose model
    is shipped with the package. It is deterministic.
    """
    head = text[:_ENOUGH]
    letters = len(_LETTER.findall(head))
    for script, language in _SCRIPTS:
        if len(script.findall(head)) > max(4, 0.2 * letters):
            return language
    if letters < _SHORTEST:
        return "und"
    return str(_identifier().classify(head)[0])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Return the identifier of py3langid, its walk over the bytes of a text compiled."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    class Compiled(LanguageIdentifier):
        """Counts features in the order in which it meets them, as its base does: scores are the same bit by bit."""

        __slots__ = ("tables",)

        def _raw_score(self, text: bytes) -> Any:
            moves, rows, out = self.tables
            met = _features(moves, rows, out, np.frombuffer(text, np.uint8))
            if not len(met):
                return super()._raw_score(text)
            found, first, counts = np.unique(met, return_index=True, return_counts=True)
            order = np.argsort(first)
            return self._sparse_score(dict(zip(found[order].tolist(), counts[order].tolist(), strict=True)), self.nb_ptc)

    made = Compiled.from_model_file(MODEL_FILE)
    made.tables = tuple(np.asarray(table) for table in (made.tk_nextmove, made._rowbase, made.tk_output))
    return made


@njit(cache=True)
def _features(moves, rows, out, text):  # type: ignore[no-untyped-def]
    """Return the features met on the walk of an automaton over the bytes of a text."""
    met = np.empty(len(text), np.int64)
    count, state = 0, 0
    for letter in text:
        state = moves[rows[state] + letter]
        if out[state] >= 0:
            met[count] = out[state]
            count += 1
    return met[:count]
