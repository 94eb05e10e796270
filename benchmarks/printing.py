"""Tokens to bytes: how an outlet prints the words of an article, compiled.

A token is a word, its class, the mark behind it and whether a quotation opens before it, packed in
32 bits; word 0 ends a sentence (and its quotation). Whoever changes this file clears `__pycache__`:
the compiled writer holds what is here, and numba looks only at the age of the writer's own file.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from benchmarks.prose import COMMA, DASH

CLASS_AT, MARK_AT, QUOTE_AT = 20, 24, 26  # bits of a token


@njit(cache=True)
def ends(token):
    return token & np.uint32((1 << CLASS_AT) - 1) == 0


@njit(cache=True)
def _letters(text, at, first, last, capital, curly, lang):
    """Write the letters of a word; return where they end."""
    for k in range(first, last):
        letter = lang.letters[k]
        if letter == 39 and curly:  # an apostrophe, as U+2019
            text[at], text[at + 1], text[at + 2] = 0xE2, 0x80, 0x99
            at += 3
            continue
        if capital and k == first and 97 <= letter <= 122:
            letter -= 32
        text[at] = letter
        at += 1
    return at


@njit(cache=True)
def _quote(text, at, curly, closes):
    if curly:
        text[at], text[at + 1], text[at + 2] = 0xE2, 0x80, 0x9D if closes else 0x9C
        return at + 3
    text[at] = 34
    return at + 1


@njit(cache=True)
def printed(tokens, end, outlet, text, at, lang, low, high):
    """Print tokens as the outlet does; return where the bytes end, and two places in code points.

    The places are where token `low` begins and where the sentence that ends before `high` ends.
    Every third outlet prints typographic quotes; a paragraph has one to three sentences.
    """
    curly, paragraph = outlet % 3 == 0, 1 + outlet // 3 % 3
    begin, counted, chars, finished = at, at, 0, 0
    first_char, last_char = -1, -1
    fresh = True
    for i in range(end):
        token = tokens[i]
        if i in (low, high):
            for k in range(counted, at):
                chars += 1 if text[k] & 0xC0 != 0x80 else 0
            counted = at
            if i == low:
                first_char = chars
            else:
                last_char = chars - (2 if finished % paragraph == 0 else 1)
        quoted = (token >> np.uint32(QUOTE_AT)) & np.uint32(1)
        if ends(token):
            at -= 1  # the space behind the last word
            text[at] = 46
            at += 1
            if quoted:
                at = _quote(text, at, curly, True)
            finished += 1
            text[at] = 32
            at += 1
            if finished % paragraph == 0:
                text[at - 1], text[at] = 10, 10
                at += 1
            fresh = True
            continue
        if quoted:
            at = _quote(text, at, curly, False)
        word = np.int64(token & np.uint32((1 << CLASS_AT) - 1))
        at = _letters(text, at, lang.word_at[word], lang.word_at[word + 1], fresh, curly, lang)
        fresh = False
        mark = (token >> np.uint32(MARK_AT)) & np.uint32(3)
        if ends(tokens[i + 1]):
            mark = np.uint32(0)
        if mark == COMMA:
            text[at] = 44
            at += 1
        elif mark == DASH:
            text[at], text[at + 1], text[at + 2] = 32, 45, 45
            at += 3
        text[at] = 32
        at += 1
    while at > begin and text[at - 1] <= 32:
        at -= 1
    if high == end:
        for k in range(counted, at):
            chars += 1 if text[k] & 0xC0 != 0x80 else 0
        last_char = chars
    return at, first_char, last_char
