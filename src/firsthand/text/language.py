"""Which language a text is in."""

from __future__ import annotations

import re

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
    from py3langid.langid import classify

    return str(classify(head)[0])
