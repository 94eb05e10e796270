"""The engine's steps against slow, obviously right twins: words, grams, groups, seeds, passages."""

import random
import unicodedata
from collections import defaultdict
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse import find_reuse, kernels, match
from firsthand.reuse.boilerplate import COMMON, FOOT, FURNITURE, MOSTLY, RECURRING, judged
from firsthand.reuse.fingerprint import GRAM, fingerprint, spans
from firsthand.reuse.match import LEAST, passages

ALPHABET = "abZ9 .,'\n’éßжЯ中文ก\u0301\u200b\ud800𝔸😀－"
TEXTS = st.lists(st.text(ALPHABET, max_size=60), min_size=1, max_size=5)


def kind(char):
    """What a character is to matching, from its category alone."""
    code, category = ord(char), unicodedata.category(char)
    if code > 0xFFFF:
        return "letter"
    if "\u4e00" <= char <= "\u9fff" or "\u0e00" <= char <= "\u0eff":
        return "alone" if category[0] in "LN" else ("ignored" if category in {"Cf", "Mn"} else "gap")
    if category[0] in "LN":
        return "letter"
    return "ignored" if category in {"Cf", "Mn"} or char in "'’`´ʼ" else "gap"


def slow_words(text):
    """Words as (start, end, characters that count), one character at a time."""
    found, word = [], []
    for at, char in enumerate([*text, " "]):
        what = kind(char)
        if what == "ignored":
            continue
        if what == "letter":
            word.append((at, char))
            continue
        if word:
            found.append((word[0][0], word[-1][0] + 1, "".join(c for _, c in word)))
            word = []
        if what == "alone":
            found.append((at, at + 1, char))
    return found


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_words_are_where_the_twin_has_them(texts):
    there = spans(texts)
    for n, text in enumerate(texts):
        mine = slice(there.first[n], there.first[n + 1])
        rows = list(zip(there.starts[mine].tolist(), there.ends[mine].tolist(), strict=True))
        assert rows == [(a, b) for a, b, _ in slow_words(text)]


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=40), st.integers(0, 40))
@settings(max_examples=200, deadline=None)
def test_a_word_has_one_hash_however_it_is_read(word, at):
    """Eight bytes at a time, or a character at a time where something disguises it."""
    at %= len(word)
    hidden = word[:at] + "\u200b" + word[at:]
    plain, upper, disguised = fingerprint([word, word.upper(), hidden], 1).words.tolist()
    assert plain == upper == disguised
    assert plain & 1 == (not word.isdigit())
    assert fingerprint([word + "x"], 1).words[0] != plain


@given(TEXTS, TEXTS, st.sampled_from([1, 4]))
@settings(max_examples=60, deadline=None)
def test_a_text_is_fingerprinted_alike_in_any_company(some, others, one_in):
    alone, together = fingerprint(some, one_in), fingerprint([*others, *some], one_in, number=0)
    n = len(others)
    begin = together.first[n]
    assert np.array_equal(together.words[begin:], alone.words)
    mine = together.postings[together.postings[:, 1] >> np.uint64(32) >= n].copy()
    mine[:, 1] -= np.uint64(n << 32)
    assert np.array_equal(mine, alone.postings)


@given(st.integers(0, 10_000), st.sampled_from([1, 2, 4]))
@settings(max_examples=40, deadline=None)
def test_grams_are_equal_where_six_words_are(seed, one_in):
    rng = random.Random(seed)
    words = [rng.choice(["aa", "bb", "cc"]) for _ in range(120)]
    prints = fingerprint([" ".join(words)], one_in)
    by_gram = defaultdict(set)
    for gram, where in prints.postings.tolist():
        by_gram[gram].add(tuple(words[where : where + GRAM]))
        assert gram <= (2**64 - 1) // one_in
    assert all(len(same) == 1 for same in by_gram.values())
    if one_in == 1:
        assert len(prints.postings) == len(words) - GRAM + 1
        assert len(by_gram) == len({tuple(words[n : n + GRAM]) for n in range(len(words) - GRAM + 1)})


POSTINGS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 400)), max_size=120, unique=True
)


def records(rows):
    out = np.zeros((len(rows), 2), np.uint64)
    for n, (gram, text, place) in enumerate(rows):
        out[n] = gram * 2**40 + gram, text << 32 | place
    return out


@given(POSTINGS, st.booleans())
@settings(max_examples=200, deadline=None)
def test_shared_grams_are_all_there_and_together(rows, turned):
    given_rows = records(rows)
    found = kernels.shared_grams(given_rows, 0).tolist()
    number = defaultdict(list)
    for gram, where in given_rows.tolist():
        number[gram].append(where)
    by_gram = defaultdict(list)
    for gram, where in found:
        by_gram[gram].append(where)
    for gram, places in number.items():
        if len(places) > 1 or gram in by_gram:
            assert by_gram[gram] == places
    assert len(list(groupby(gram for gram, _ in found))) == len(by_gram)


def slow_mode(group, sizes, outlets):
    """What a group may seed, from the docstring of `firsthand.reuse.boilerplate`."""
    first = {}
    for text, place in group:
        first.setdefault(text, place)
    if len(first) < 2:
        return kernels.NONE
    foot = sum(sizes[t] - p <= min(sizes[t] // 3, FOOT) for t, p in first.items())
    named = len({outlets[t] if outlets else t for t in first})
    if len(first) >= RECURRING and foot >= MOSTLY * len(first):
        return kernels.NONE
    if outlets and len(first) > FURNITURE * named:
        return kernels.NONE
    return kernels.ALL if named <= COMMON else kernels.CHAIN


@given(st.integers(0, 10_000), st.booleans())
@settings(max_examples=60, deadline=None)
def test_groups_are_judged_and_seed_as_the_twin_says(seed, with_outlets):
    rng = random.Random(seed)
    texts = 140
    sizes = np.array([rng.randrange(30, 600) for _ in range(texts)], np.int64)
    outlets = [rng.randrange(rng.choice([3, 120])) for _ in range(texts)] if with_outlets else None
    rows = []
    for gram in range(12):
        low = rng.random() < 0.4
        for text in sorted(rng.sample(range(texts), rng.choice([1, 2, 4, 6, 30, 120]))):
            for _ in range(rng.choice([1, 1, 2])):
                rows.append((gram, text, int(sizes[text]) - rng.randrange(1, 12) if low else rng.randrange(int(sizes[text]))))
    rows = sorted(set(rows))
    modes = judged(records(rows), sizes, None if outlets is None else np.array(outlets))
    expected = []
    for gram in range(12):
        group = [(t, p) for g, t, p in rows if g == gram]
        mode = slow_mode(group, sizes.tolist(), outlets)
        assert {int(m) for m, r in zip(modes, rows, strict=True) if r[0] == gram} <= {mode}
        first = {}
        for text, place in group:
            first.setdefault(text, place)
        order = sorted(first)
        for n, a in enumerate(order):
            partners = {kernels.NONE: [], kernels.ALL: order[n + 1 :], kernels.CHAIN: order[n + 1 : n + 2]}[mode]
            expected += [(a, b, mode == kernels.CHAIN, first[a], first[b]) for b in partners]
    found = kernels.seeds(records(rows), modes)
    as_rows = [(p >> 32, p & 0xFFFFFFFF, bool(w >> 63), w >> 32 & 0x7FFFFFFF, w & 0xFFFFFFFF) for p, w in found.tolist()]
    assert sorted(as_rows) == sorted(expected)
    in_order = kernels.sorted_seeds(found).tolist()
    assert sorted(in_order) == sorted(found.tolist())
    assert [(p, w >> 32) for p, w in in_order] == sorted((p, w >> 32) for p, w in found.tolist())


def pile(seed, n):
    """Texts of which some carry runs of one another, edited here and there, none at its foot."""
    rng = random.Random(seed)
    runs = [[f"w{rng.randrange(2000)}x" for _ in range(rng.randrange(10, 60))] for _ in range(n // 3)]
    texts = []
    for _ in range(n):
        words = []
        for run in rng.sample(runs, 2):
            words += [f"v{rng.randrange(5000)}x" for _ in range(rng.randrange(25))]
            words += [w if rng.random() > 0.05 else f"u{rng.randrange(99)}x" for w in run]
        texts.append(" ".join([*words, *(f"z{rng.randrange(9**9)}x" for _ in range(100))]))
    return texts


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_a_pair_has_the_same_passages_in_a_pile_as_alone(seed):
    """No text's passages may hang on another: what an archive needs to add texts in any batches."""
    texts = pile(seed, 24)
    rows = find_reuse(texts)
    expected = [
        [a, b, *row[2:]]
        for a in range(len(texts))
        for b in range(a + 1, len(texts))
        for row in find_reuse([texts[a], texts[b]]).tolist()
    ]
    assert rows.tolist() == expected


def test_seeds_in_any_order_give_the_same_passages():
    texts = pile(3, 24)
    prints = fingerprint(texts, 1)
    sizes = np.diff(prints.first)
    shared = kernels.shared_grams(prints.postings, 0)
    found = kernels.seeds(shared, judged(shared, sizes, None))
    assert len(found) > 200
    rng = np.random.default_rng(1)
    rows = passages(found, prints.words, prints.first[:-1], sizes, LEAST)
    again = passages(found[rng.permutation(len(found))], prints.words, prints.first[:-1], sizes, LEAST)
    assert np.array_equal(rows, again)


def test_a_copy_is_found_though_a_sentence_of_it_was_published_250_times():
    rng = random.Random(9)
    own = [" ".join(f"w{rng.randrange(9**6)}x" for _ in range(30)) for _ in range(400)]
    famous = "it was the largest fire that the old harbour had seen since the year of the great storm"
    texts = [f"{own[n]} {famous} {own[n + 1]}" for n in range(250)]
    copy = f"before that {famous} {own[1]} {own[390]}"
    rows = find_reuse([*texts, copy])
    assert [0, 250] in rows[:, :2].tolist()
    assert {n for row in rows[:, :2].tolist() for n in row} == set(range(251))


def test_a_notice_at_the_foot_is_no_reuse_at_any_size():
    rng = random.Random(4)
    notice = "all rights are reserved and nothing here may be sent on without the leave of the house"
    for n in (match.LEAST, 60, 300):
        texts = [" ".join(f"w{rng.randrange(9**6)}x" for _ in range(80)) + " " + notice for _ in range(n)]
        assert len(find_reuse(texts)) == 0


def test_numbers_are_no_words_of_a_passage():
    table = "net 12 500 against 11 200 shares 4 500 against 3 900 sales 88 100 against 71 000"
    assert len(find_reuse([f"one {table} here", f"another {table} there"])) == 0
    prose = "the fire of 1907 burnt down 14 of the mills on the river bank"
    assert len(find_reuse([f"one {prose} here", f"another {prose} there"])) == 1


def test_surrogates_and_astral_letters_do_not_move_offsets():
    run = "the harbour board said the ferry had been inspected twice since the spring"
    left, right = f"\ud800😀𝔸 é “{run}”", f"{run} \udfff"
    (row,) = find_reuse([left, right]).tolist()
    assert (left[row[2] : row[3]], right[row[4] : row[5]]) == (run, run)


@pytest.mark.parametrize("spaces", [1, 300])
def test_gaps_of_any_length(spaces):
    run = (" " * spaces).join(f"harbour{n}" for n in range(12))
    (row,) = find_reuse([f"x {run}", f"{run} y"]).tolist()
    assert row[2:] == [2, 2 + len(run), 0, len(run)]


def test_paragraphs_that_changed_places_are_all_found():
    rng = random.Random(11)
    paragraphs = [" ".join(f"w{rng.randrange(9**6)}x" for _ in range(25)) for _ in range(5)]
    left, right = "\n\n".join(paragraphs), "\n\n".join(paragraphs[n] for n in (3, 0, 4, 2, 1))
    rows = find_reuse([left, right])
    assert sorted(left[r[2] : r[3]] for r in rows) == sorted(paragraphs)
    assert all(left[r[2] : r[3]] == right[r[4] : r[5]] for r in rows)
