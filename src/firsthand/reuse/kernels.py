"""Compiled passes of the lexical engine: words, grams, seeds, passages.

What runs once a character, a word or a posting is here, in one file because all of it shares the
layout of the records below and is compiled and cached together; walks along two texts are in
`walk`, sums over terms in `products`. All of it releases the interpreter lock and returns what it makes, so ranges of texts and of hashes run on as many
threads as there are, with the same result. The compiled code is cached on disk, and only the first
run on a machine pays for compiling (some ten seconds).

A record is two unsigned words of 64 bits. A posting is `gram, text << 32 | place`: the gram's hash,
the text's number, the place of the gram's first word among the text's words. A seed is
`a << 32 | b, common << 63 | i << 32 | j`: two texts that share a gram, and its places in them.
"""

from __future__ import annotations

import numpy as np
from numba import get_num_threads, njit, types
from numba.core import cgutils
from numba.extending import intrinsic

SEPARATOR, LETTER, IGNORED, ALONE, DIGIT = 0, 1, 2, 3, 4  # kinds of characters
NAMED = np.uint32(1)  # the bit of a word's hash that says it is more than a number
NONE, ALL, CHAIN = 0, 1, 2  # what a group of postings may seed

_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_BASIS = np.uint64(0xCBF29CE484222325)
LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
COMMON = np.uint64(1 << 63)
PLACE = np.uint64(0x7FFFFFFF)
_DIGIT = 11  # bits a sorting pass takes
_SLACK = 9  # bits sorted beyond the logarithm of the number: few different grams stay together

# One byte repeated: tests of eight bytes at once.
_HIGHS, _LATER = np.uint64(0x8080808080808080), np.uint64(0x8080808080808000)
_SMALL = np.uint64(0x2020202020202020)
_FROM_A, _PAST_Z = np.uint64(0x1F1F1F1F1F1F1F1F), np.uint64(0x0505050505050505)
_FROM_0, _PAST_9 = np.uint64(0x5050505050505050), np.uint64(0x4646464646464646)


def threads() -> int:
    """Return how many threads compiled code may use."""
    return int(get_num_threads())


@intrinsic
def _load8(_typing, data, at):
    """Return eight bytes from `at` on as one number, lowest byte first."""

    def build(context, builder, signature, arguments):
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        place = builder.gep(array.data, [arguments[1]])
        wide = context.get_value_type(types.uint64)
        number = builder.load(builder.bitcast(place, wide.as_pointer()))
        number.align = 1
        return number

    return types.uint64(data, at), build


@intrinsic
def _zeros(_typing, number):  # noqa: ARG001 - its type alone is asked for
    """Return how many bits below the lowest set bit of a number are zero (64 if none is set)."""

    def build(_context, builder, _signature, arguments):
        return builder.cttz(arguments[0], cgutils.false_bit)

    return types.uint64(types.uint64), build


@njit(cache=True, nogil=True)
def _mixed(x):
    x = (x ^ (x >> np.uint64(31))) * _MIX
    return x ^ (x >> np.uint64(29))


@njit(cache=True, nogil=True, inline="always")
def _absorbed(state, block):
    state = (state ^ block) * _PRIME
    return state ^ (state >> np.uint64(32))


@njit(cache=True, nogil=True, inline="always")
def _word(state, lettered):
    return np.uint32((state * _MIX) >> HALF) & ~NAMED | (NAMED if lettered else np.uint32(0))


@njit(cache=True, nogil=True, inline="always")
def _looked_at(data, at):
    """Return eight bytes, and of their high bits those of other than ASCII, of A-Z, of words."""
    block = _load8(data, at)
    high = block & _HIGHS
    plain = block & ~_HIGHS
    small = plain | _SMALL
    alpha = (small + _FROM_A) & ~(small + _PAST_Z) & _HIGHS & ~high
    digit = (plain + _FROM_0) & ~(plain + _PAST_9) & _HIGHS & ~high
    return block, high, alpha, alpha | digit


@njit(cache=True, nogil=True)
def _code_point(data, at):
    """Return the code point at a place of UTF-8, and its bytes."""
    code = np.int64(data[at])
    if code < 0xC0:
        return code, 1
    if code < 0xE0:
        return (code & 0x1F) << 6 | np.int64(data[at + 1] & 0x3F), 2
    rest = np.int64(data[at + 1] & 0x3F) << 6 | np.int64(data[at + 2] & 0x3F)
    if code < 0xF0:
        return (code & 0x0F) << 12 | rest, 3
    return (code & 0x07) << 18 | rest << 6 | np.int64(data[at + 3] & 0x3F), 4


@njit(cache=True, nogil=True)
def hash_words(data, bounds, kinds, folds, hashes, starts, ends):
    """Write the hash and the span of every word; return where each text's words begin.

    The lowest bit of a hash is set if the word is more than a number. `data` is UTF-8 with at least
    eight bytes beyond the last text and a separator after each; text i is
    `data[bounds[i]:bounds[i + 1] - 1]`. `kinds` and `folds` give the kind and the folded form of a
    code point (those beyond the table are letters). Spans count code points in the text, and are
    left out where `starts` and `ends` are empty.
    """
    with_spans = len(starts) > 0
    first = np.zeros(len(bounds), np.int64)
    count = 0
    table = len(kinds)
    for text in range(len(bounds) - 1):
        first[text] = count
        at = bounds[text]
        stop = bounds[text + 1] - 1
        base = at  # what to take from a byte's place to get the code point's
        while at < stop:
            # The usual case, eight bytes at a time: a word of ASCII letters, gaps of ASCII.
            block, high, alpha, letters = _looked_at(data, at)
            size = _zeros(letters ^ _HIGHS) >> np.uint64(3)
            if size == 0 and high & np.uint64(0x80) == 0:
                at += np.int64(_zeros(letters | high) >> np.uint64(3))
                continue
            begun = at
            state = _BASIS
            named = np.uint64(0)  # whether it is more than a number
            while size == 8:
                state = _absorbed(state, block | (alpha >> np.uint64(2)))
                named |= alpha
                at += 8
                block, high, alpha, letters = _looked_at(data, at)
                size = _zeros(letters ^ _HIGHS) >> np.uint64(3)
            bits = size << np.uint64(3)
            after = (block >> bits) & np.uint64(0xFF)
            if after < 0x80 and kinds[after] == SEPARATOR:
                if size:
                    inside = (np.uint64(1) << bits) - np.uint64(1)
                    state = _absorbed(state, (block | (alpha >> np.uint64(2))) & inside)
                    named |= alpha & inside
                hashes[count] = _word(state, named != 0)
                if with_spans:
                    starts[count] = begun - base
                    ends[count] = at + np.int64(size) - base
                count += 1
                # The next word begins where a letter follows none; found without waiting for `size`.
                some = letters | high
                at += np.int64(_zeros(some & ~(some << np.uint64(8)) & _LATER) >> np.uint64(3))
                continue
            # Anything else, from the word's beginning, one code point at a time.
            at = begun
            state, part, filled, lettered = _BASIS, np.uint64(0), np.uint64(0), False
            start, end = np.int64(-1), np.int64(-1)
            while at < stop:
                code, width = _code_point(data, at)
                kind = kinds[code] if code < table else LETTER
                if start >= 0 and kind in (SEPARATOR, ALONE):
                    break
                here = at - base
                at += width
                base += width - 1
                if kind == IGNORED:
                    continue
                if kind == SEPARATOR:
                    break
                if start < 0:
                    start = here
                end = here + 1
                lettered |= kind != DIGIT
                letter = np.int64(folds[code]) if code < table else code
                beyond = np.int64(0x80) if letter > 0x7F else np.int64(0)
                while True:  # a byte for a letter of ASCII, bytes of seven bits for others
                    part |= np.uint64(letter & 0x7F | beyond) << filled
                    filled += np.uint64(8)
                    letter >>= 7
                    if filled == 64:
                        state = _absorbed(state, part)
                        part, filled = np.uint64(0), np.uint64(0)
                    if letter == 0:
                        break
                if kind == ALONE:
                    break
            if start >= 0:
                if filled:
                    state = _absorbed(state, part)
                hashes[count] = _word(state, lettered)
                if with_spans:
                    starts[count] = start
                    ends[count] = end
                count += 1
    first[len(bounds) - 1] = count
    return first


@njit(cache=True, nogil=True)
def hash_grams(words, first, text, shape, keep_one_in):
    """Return the postings of every kept run of words, texts numbered from `text` on.

    `shape` is how many words a run has, and how many of them must be more than numbers. A gram is kept by its own hash alone (context-free), so one passage gives the same grams in
    every text that has it. The hash is a polynomial in the words, rolled, then mixed.
    """
    size, least = shape
    limit = np.uint64(0xFFFFFFFFFFFFFFFF) // np.uint64(keep_one_in)
    leaving = np.uint64(1)
    for _ in range(size - 1):
        leaving = leaving * _PRIME
    out = np.empty((len(words) + 1, 2), np.uint64)
    count = 0
    for n in range(len(first) - 1):
        begin, end = first[n], first[n + 1]
        if end - begin < size:
            continue
        value = np.uint64(0)
        named = 0
        for at in range(begin, begin + size - 1):
            value = value * _PRIME + np.uint64(words[at])
            named += np.int64(words[at] & NAMED)
        where = np.uint64(text + n) << HALF
        for at in range(begin, end - size + 1):
            value = value * _PRIME + np.uint64(words[at + size - 1])
            named += np.int64(words[at + size - 1] & NAMED)
            gram = _mixed(value)
            out[count, 0] = gram
            out[count, 1] = where | np.uint64(at - begin)
            count += 1 if (gram <= limit) & (named >= least) else 0
            named -= np.int64(words[at] & NAMED)
            value -= np.uint64(words[at]) * leaving
    return out[:count]


@njit(cache=True, nogil=True)
def parted(records, shift, parts):
    """Return records grouped by some bits of their first number, order kept, and the groups' bounds.

    The bits are those from `shift` on, as many as number `parts`, a power of two.
    """
    mask = np.uint64(parts - 1)
    by = np.uint64(shift)
    bounds = np.zeros(parts + 1, np.int64)
    for n in range(len(records)):
        bounds[((records[n, 0] >> by) & mask) + np.uint64(1)] += 1
    for n in range(parts):
        bounds[n + 1] += bounds[n]
    at = bounds[:-1].copy()
    out = np.empty_like(records)
    for n in range(len(records)):
        part = (records[n, 0] >> by) & mask
        to = at[part]
        out[to, 0] = records[n, 0]
        out[to, 1] = records[n, 1]
        at[part] = to + 1
    return out, bounds


@njit(cache=True, nogil=True)
def _pass(source, target, column, shift, counts):
    """Sort records by one digit of one of their numbers, order kept otherwise."""
    counts[:] = 0
    mask = np.uint64(len(counts) - 1)
    by = np.uint64(shift)
    for n in range(len(source)):
        counts[(source[n, column] >> by) & mask] += 1
    total = 0
    for n in range(len(counts)):
        here = counts[n]
        counts[n] = total
        total += here
    for n in range(len(source)):
        digit = (source[n, column] >> by) & mask
        to = counts[digit]
        target[to, 0] = source[n, 0]
        target[to, 1] = source[n, 1]
        counts[digit] = to + 1


@njit(cache=True, nogil=True)
def shared_grams(postings, skip):
    """Return the postings whose gram has another one, equal grams together, in the order given.

    The lowest `skip` bits of the grams are taken to be the same in all. Postings alone in a small
    table of counts go first (most do); the rest are sorted by as many bits as keep nearly all
    grams apart, and what still lies mixed is put in order in place.
    """
    n = len(postings)
    size = 64
    while size < 8 * n:
        size *= 2
    seen = np.zeros(size, np.uint8)
    mask = np.uint64(size - 1)
    by = np.uint64(skip)
    for k in range(n):
        slot = (postings[k, 0] >> by) & mask
        seen[slot] = min(seen[slot] + 1, 2)
    kept = np.empty((n, 2), np.uint64)
    count = 0
    for k in range(n):
        kept[count, 0] = postings[k, 0]
        kept[count, 1] = postings[k, 1]
        count += 1 if seen[(postings[k, 0] >> by) & mask] == 2 else 0
    kept = kept[:count]
    other = np.empty((count, 2), np.uint64)
    counts = np.empty(1 << _DIGIT, np.int64)
    done, bits = 0, _SLACK
    while (1 << (bits - _SLACK)) < count:
        bits += 1
    while done < bits and skip + done < 64:
        _pass(kept, other, 0, skip + done, counts)
        kept, other = other, kept
        done += _DIGIT
    _tidy(kept, skip, done)
    return kept


@njit(cache=True, nogil=True)
def _tidy(records, skip, done):
    """Put records that agree in the sorted bits in order of their whole first number."""
    if skip + done >= 64:
        return
    mask = (np.uint64(1) << np.uint64(done)) - np.uint64(1)
    by = np.uint64(skip)
    for k in range(1, len(records)):
        gram, where = records[k, 0], records[k, 1]
        at = k
        while (
            at > 0
            and records[at - 1, 0] > gram
            and (records[at - 1, 0] >> by) & mask == (gram >> by) & mask
        ):
            records[at, 0] = records[at - 1, 0]
            records[at, 1] = records[at - 1, 1]
            at -= 1
        records[at, 0], records[at, 1] = gram, where


@njit(cache=True, nogil=True)
def judged(postings, sizes, outlets, rules):
    """Return for each posting what its gram may seed: NONE, ALL pairs of its texts, or a CHAIN.

    Postings of a gram lie together, texts ascending; nothing but the group itself is looked at.
    `sizes` are words a text, `outlets` a number a text or
    none at all; `rules` see `firsthand.reuse.boilerplate`.
    """
    n = len(postings)
    out = np.zeros(n, np.int8)
    given = len(outlets) > 0
    last = np.full(outlets.max() + 1 if given else 0, -1, np.int64)
    foot, recurring, mostly, furniture, common = rules
    start = 0
    while start < n:
        end = start
        of_texts, of_outlets, low = 0, 0, 0
        before = -1
        while end < n and postings[end, 0] == postings[start, 0]:
            text = np.int64(postings[end, 1] >> HALF)
            if text != before:
                before = text
                of_texts += 1
                if given and last[outlets[text]] != start:
                    last[outlets[text]] = start
                    of_outlets += 1
                size = sizes[text]
                left = size - np.int64(postings[end, 1] & LOW)
                low += 1 if left <= min(size // 3, foot) else 0
            end += 1
        mode = NONE
        if of_texts > 1:
            mode = ALL if (of_outlets if given else of_texts) <= common else CHAIN
            if of_texts >= recurring and low >= mostly * of_texts:
                mode = NONE
            if given and of_texts > furniture * of_outlets:
                mode = NONE
        out[start:end] = mode
        start = end
    return out


@njit(cache=True, nogil=True)
def seeds(postings, modes):
    """Return the seeds of judged postings: every two texts of a gram, or each with its next.

    The first place of a gram in each text is enough to seed.
    """
    n = len(postings)
    out = np.empty((0, 2), np.uint64)
    for phase in range(2):  # counted first, written second: no buffer to overflow
        count = 0
        start = 0
        while start < n:
            end = start + 1
            while end < n and postings[end, 0] == postings[start, 0]:
                end += 1
            mode = modes[start]
            if mode != NONE:
                flag = COMMON if mode == CHAIN else np.uint64(0)
                for i in range(start, end):
                    a = postings[i, 1] >> HALF
                    if i > start and a == postings[i - 1, 1] >> HALF:
                        continue
                    previous = a
                    for j in range(i + 1, end):
                        b = postings[j, 1] >> HALF
                        if b == previous:
                            continue
                        previous = b
                        if phase == 1:
                            out[count, 0] = a << HALF | b
                            out[count, 1] = flag | postings[i, 1] << HALF | (postings[j, 1] & LOW)
                        count += 1
                        if mode == CHAIN:
                            break
            start = end
        if phase == 0:
            out = np.empty((count, 2), np.uint64)
    return out


@njit(cache=True, nogil=True)
def sorted_seeds(found):
    """Return seeds in order of text a, text b, rare grams before common ones, place in a."""
    n = len(found)
    differ = np.zeros(2, np.uint64)
    for k in range(n):
        differ[0] |= found[k, 0] ^ found[0, 0]
        differ[1] |= found[k, 1] ^ found[0, 1]
    here, other = found.copy(), np.empty_like(found)
    digit = _DIGIT if n > 4096 else 8
    counts = np.empty(1 << digit, np.int64)
    for column, lowest in ((1, 32), (0, 0)):
        low = lowest
        while low < 64:
            left = differ[column] >> np.uint64(low)
            if left == 0:
                break
            if left & np.uint64(len(counts) - 1):
                _pass(here, other, column, low, counts)
                here, other = other, here
            low += digit
    return here
