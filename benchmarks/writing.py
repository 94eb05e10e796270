"""Articles and copies of them, word by word: the compiled half of the corpus generator.

An article is a function of the seed and its number alone, so a copy writes its source again
instead of keeping it, and a corpus of any size is written in the memory of one batch. Tokens are as
`benchmarks.printing` takes them.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from benchmarks.printing import CLASS_AT, MARK_AT, QUOTE_AT, ends, printed
from benchmarks.prose import CLASSES, NAME

OWN, NEAR, WIRE, CARRIER = 0, 1, 2, 3  # kinds of documents
LONGEST = 8_192  # tokens of a document, more than a plan can ask for
LONGEST_SENTENCE = 60
# Chance that the chain looks back at one symbol only, and so leaves the sentence it is following.
LETS_GO = 0.35
# Chance that a word of a class stays as the sources have it (names never do), and that it is one
# that this article has used before: what an article is about comes back.
KEPT = 0.12
COMES_BACK = 0.3
REMEMBERED = 24  # words of a class
# An article on an event draws its words from what the event is about with this chance: its names, other
# classes. An event has so many words of a class, the first few of them those of its topic, of which there
# are so many: fitted so that as many pairs of articles are near (`lineage.nearness`) as in real news
# (`benchmarks.corpus`).
OF_EVENT_NAME, OF_EVENT = 0.9, 0.3
SCENE, OF_TOPIC, TOPICS = 12, 4, 30
# Stock phrases of news ("was not immediately available for comment"): chance that a sentence opens
# with one, how many there are, how unequally they are used (the use of rank r falls as r to the
# power of 1 / UNEQUAL - 1), words at least, chance of each word more, words at most. Fitted so that
# unrelated articles share as many runs of words as in real news (`benchmarks.corpus`).
STOCK, PHRASES, UNEQUAL = 0.048, 20_000, 3
SHORTEST_PHRASE, ONE_MORE, LONGEST_PHRASE = 6, 0.65, 24
QUOTED = 0.15  # share of sentences in quotation marks
# The planted passage: so many sentences, at least so many words.
SENTENCES = 3
PASSAGE = 35
# A near duplicate: chance of another first sentence, of a lost tail, and the most that it loses.
OTHER_LEDE, TAIL_LOST, TAIL_SHARE = 0.5, 0.3, 0.1
# A wire copy keeps at least this share from the top, drops one in so many sentences, adds a tail.
KEEPS, DROPS, ADDS = 0.5, 0.05, 0.3
# An edit: shares of words that are replaced, left out, and (the rest) joined by another.
REPLACED, LEFT_OUT = 0.6, 0.2
_ARTICLE, _COPY, _FOOTER, _PHRASE, _EVENT, _TOPIC = 1, 2, 3, 4, 5, 6  # what a stream of chance is for


@njit(cache=True)
def _stream(seed, purpose, number):
    """Return the state of the stream of chance for one purpose."""
    state = np.empty(1, np.uint64)
    state[0] = np.uint64(seed) * np.uint64(0xD1342543DE82EF95) + np.uint64(purpose)
    _next(state)
    state[0] ^= np.uint64(number) * np.uint64(0x9E3779B97F4A7C15)
    _next(state)
    return state


@njit(cache=True)
def _next(state):
    """Return 64 random bits (splitmix64, Steele et al. 2014)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    x = state[0]
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@njit(cache=True)
def _share(state):
    """Return a number in [0, 1)."""
    return (_next(state) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@njit(cache=True)
def _below(state, n):
    return np.int64(_share(state) * n)


@njit(cache=True)
def _drawn(state, kind, lang):
    """Return a word of a class by its frequency."""
    low, high = lang.class_at[kind], lang.class_at[kind + 1] - 1
    x = _share(state)
    while low < high:
        middle = (low + high) >> 1
        if lang.chance[middle] <= x:
            low = middle + 1
        else:
            high = middle
    return lang.drawn[low]


@njit(cache=True)
def _memory(seed, event, lang):
    """Return the words that an article has used, by class, and behind them those of its event, if any.

    Names of an event are drawn alike, not by their fame: the invented ones all count as rare words, and one
    that half of all articles had would make them look like one story.
    """
    memory = np.zeros((CLASSES, REMEMBERED + SCENE), np.int64)
    if event >= 0:
        own, topic = _stream(seed, _EVENT, event), _stream(seed, _TOPIC, event % TOPICS)
        for kind in range(CLASSES):
            for slot in range(REMEMBERED, REMEMBERED + SCENE):
                state = topic if slot < REMEMBERED + OF_TOPIC else own
                if kind == NAME:
                    low, high = lang.class_at[kind], lang.class_at[kind + 1]
                    memory[kind, slot] = lang.drawn[low + _below(state, high - low)]
                else:
                    memory[kind, slot] = _drawn(state, kind, lang)
    return memory


@njit(cache=True)
def _token(word, kind, mark):
    return np.uint32(word | (kind << CLASS_AT) | (mark << MARK_AT))


@njit(cache=True)
def _sentence(state, memory, out, at, lang):
    """Write one sentence and its end at `at`; return where it ends."""
    start = at
    quoted = np.uint32(1 << QUOTE_AT) if _share(state) < QUOTED else np.uint32(0)
    here = _beginning(state, lang)
    if _share(state) < STOCK:
        at, here = _phrase(state, out, at, lang)
    while True:
        while lang.symbols[here] and at - start < LONGEST_SENTENCE:
            out[at] = _filled(state, memory, here, lang)
            here = _following(state, here, at == start, lang)
            at += 1
        if at - start >= 4:
            break
        at, here = start, _beginning(state, lang)
    out[start] |= quoted
    out[at] = quoted
    return at + 1


@njit(cache=True)
def _phrase(state, out, at, lang):
    """Write a stock phrase; return where it ends, and where the chain goes on."""
    rank = np.int64(PHRASES * _share(state) ** UNEQUAL)
    own = _stream(0, _PHRASE, rank)
    memory = _memory(0, -1, lang)
    size = SHORTEST_PHRASE
    while size < LONGEST_PHRASE and _share(own) < ONE_MORE:
        size += 1
    start, here = at, _beginning(own, lang)
    while at - start < size:
        if lang.symbols[here] == 0:
            at, here = start, _beginning(own, lang)
            continue
        out[at] = _filled(own, memory, here, lang)
        here = _following(own, here, at == start, lang)
        at += 1
    return at, here


@njit(cache=True)
def _beginning(state, lang):
    """Return a place where a sentence of the sources begins."""
    end = lang.order1[_below(state, lang.high1[0])]  # symbol 0 sorts first
    return end + 1 if end + 1 < len(lang.symbols) else 1


@njit(cache=True)
def _following(state, here, first, lang):
    """Return a place that follows one like this: with the same last symbol, or the last two."""
    if first or _share(state) < LETS_GO:
        low, high = lang.low1[here], lang.high1[here]
        here = lang.order1[low + _below(state, high - low)]
    else:
        low, high = lang.low2[here], lang.high2[here]
        here = lang.order2[low + _below(state, high - low)]
    return here + 1 if here + 1 < len(lang.symbols) else 0


@njit(cache=True)
def _filled(state, memory, here, lang):
    """Return the token for a place: the sources' word, one used before, or a new one."""
    kind, word, mark = np.int64(lang.classes[here]), np.int64(lang.words[here]), lang.marks[here]
    x = _share(state)
    if kind < CLASSES and (x >= KEPT or kind == NAME):
        slot = _below(state, REMEMBERED)
        if x >= KEPT + COMES_BACK or memory[kind, slot] == 0:
            share = OF_EVENT_NAME if kind == NAME else OF_EVENT
            if memory[kind, REMEMBERED] and _share(state) < share:
                memory[kind, slot] = memory[kind, REMEMBERED + _below(state, SCENE)]
            else:
                memory[kind, slot] = _drawn(state, kind, lang)
        word = memory[kind, slot]
    return _token(word, kind, np.int64(mark))


@njit(cache=True)
def _article(seed, number, plan, out, lang):
    """Write the own article of a document, at least as many tokens as planned; return where it ends."""
    state = _stream(seed, _ARTICLE, number)
    memory = _memory(seed, plan.event[number], lang)
    at = 0
    while at < plan.words[number]:
        at = _sentence(state, memory, out, at, lang)
    return at


@njit(cache=True)
def _edited(state, source, start, end, rate, out, at, lang):
    """Copy tokens with edits at a rate; sentences keep their ends."""
    for i in range(start, end):
        token = source[i]
        if not ends(token) and _share(state) < rate:
            kind = np.int64(token >> np.uint32(CLASS_AT)) & 15
            other = _token(np.int64(_drawn(state, kind, lang)), kind, 0)
            x = _share(state)
            if x < REPLACED:
                token = other
            elif x < REPLACED + LEFT_OUT:
                continue
            else:
                out[at] = other
                at += 1
        out[at] = token
        at += 1
    return at


@njit(cache=True)
def _after(tokens, at, end):
    """Return where the sentence that `at` stands in ends."""
    while at < end and not ends(tokens[at]):
        at += 1
    return min(at + 1, end)


@njit(cache=True)
def _copied(state, kind, rate, source, length, out, memory, lang):
    """Write a near duplicate or a wire copy of a source; return where it ends."""
    at, start, end = 0, 0, length
    if _share(state) < OTHER_LEDE:
        at = _sentence(state, memory, out, at, lang)
        if kind == NEAR:
            start = _after(source, 0, length)
    if kind == WIRE:
        end = _after(source, np.int64(length * (KEEPS + (1 - KEEPS) * _share(state))), length)
    elif _share(state) < TAIL_LOST:
        end = _after(source, length - np.int64(length * TAIL_SHARE * _share(state)), length)
    while start < end:
        stop = _after(source, start, end)
        if kind == NEAR or _share(state) >= DROPS:
            at = _edited(state, source, start, stop, rate, out, at, lang)
        start = stop
    if kind == WIRE:
        full = at + np.int64(at * ADDS * _share(state))
        while at < full:
            at = _sentence(state, memory, out, at, lang)
    return at


@njit(cache=True)
def _carried(state, rate, source, length, out, at, lang):
    """Put a passage of the source into the article that ends at `at`.

    Return where the document ends, and the passage's tokens in the source and in the document.
    """
    low, high = 0, 0
    for _ in range(200):
        low = _below(state, length)
        while low > 0 and not ends(source[low - 1]):
            low -= 1
        high = low
        for _ in range(SENTENCES):
            high = _after(source, high, length)
        if high - low >= PASSAGE + SENTENCES:
            break
    here = _after(out, _below(state, at), at)
    rest = out[here:at].copy()
    there = _edited(state, source, low, high, rate, out, here, lang)
    out[there : there + len(rest)] = rest
    return there + len(rest), low, high, here, there


@njit(cache=True)
def write_batch(seed, first, last, plan, lang):
    """Return the texts of documents `first:last` as UTF-8, their bounds, and the carried passages.

    A passage is four code point offsets, in its source and in its document; -1 where there is none.
    """
    longest = 0
    for word in range(len(lang.word_at) - 1):
        longest = max(longest, lang.word_at[word + 1] - lang.word_at[word])
    room = LONGEST * (3 * longest + 8)
    text = np.empty(room + (last - first) * 3_000, np.uint8)
    scratch = np.empty(room, np.uint8)
    bounds = np.zeros(last - first + 1, np.int64)
    passages = np.full((last - first, 4), -1, np.int64)
    out = np.empty(LONGEST, np.uint32)
    source = np.empty(LONGEST, np.uint32)
    at = 0
    for number in range(first, last):
        kind, of, rate = plan.kind[number], plan.source[number], plan.edit[number]
        state = _stream(seed, _COPY, number)
        length, end = 0, 0
        low, high, here, there = -1, -1, -1, -1
        if kind != OWN:
            length = _article(seed, of, plan, source, lang)
        if kind in (OWN, CARRIER):
            end = _article(seed, number, plan, out, lang)
        else:
            memory = _memory(seed, plan.event[number], lang)
            end = _copied(state, kind, rate, source, length, out, memory, lang)
        if kind == CARRIER:
            end, low, high, here, there = _carried(state, rate, source, length, out, end, lang)
            _, passages[number - first, 0], passages[number - first, 1] = printed(
                source, length, plan.outlet[of], scratch, 0, lang, low, high
            )
        if plan.outlet[number] < plan.footers:
            chance = _stream(seed, _FOOTER, plan.outlet[number])
            memory = _memory(seed, -1, lang)
            end = _sentence(chance, memory, out, end, lang)
            end = _sentence(chance, memory, out, end, lang)
        if len(text) - at < room:
            text = np.concatenate((text[:at], np.empty(len(text) + room, np.uint8)))
        at, passages[number - first, 2], passages[number - first, 3] = printed(
            out, end, plan.outlet[number], text, at, lang, here, there
        )
        bounds[number - first + 1] = at
    return text[:at], bounds, passages
