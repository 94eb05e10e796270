"""Bytes to text: which encoding, and repaired where an earlier program had it wrong."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# UTF-8 read as cp1252 shows as these pairs (â€œ, Ã©, Ä, Ð¿ …); a lone Ã is a letter.
_MOJIBAKE = re.compile(r"â€|Ã[\x80-\xbf©¡-¿]|Ä[\x80-\xbf‡Œ™Œ]|Â[ \u00a0«»°·©®]|[ÐÑ][\x80-\xbf°µ¸¾]")
# A closing quotation mark whose last byte (0x9D, which cp1252 lacks) was lost on the way.
_LOST_CLOSE = re.compile(r"â€(?=\s|$|[.,;:!?)])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of some bytes and the codes of what had to be repaired.

    A byte order mark decides, then UTF-8, then resiliparse's guess. Mojibake is repaired by ftfy
    with quotation marks left as they are; NUL and other control characters are dropped.
    """
    warnings: list[str] = []
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode("utf-8", "replace") if name == "utf-8" else data.decode(name, "replace")
            break
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            from resiliparse.parse.encoding import detect_encoding

            name = detect_encoding(data) or "windows-1252"
            text = data.decode(name, "replace")
            warnings.append("encoding_guess")
    if "\ufffd" in text:
        warnings.append("invalid_bytes")
    if _MOJIBAKE.search(text):
        import ftfy

        repaired = ftfy.fix_encoding(_LOST_CLOSE.sub("â€\x9d", text))
        if repaired != text:
            text = repaired
            warnings.append("mojibake_repaired")
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
        warnings.append("control_characters")
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(warnings)
