"""The engine against a slow, obviously right twin, and against what must not matter."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.reuse import find_reuse
from firsthand.reuse.fingerprint import GRAM
from firsthand.reuse.match import LEAST

WORDS = [f"{a}{b}" for a in ("bar", "cel", "dom", "fen", "gul", "hav", "jor", "kel") for b in ("an", "eth", "im", "os", "ur")]


def prose(rng, n):
    return [rng.choice(WORDS) + str(rng.randrange(60)) for _ in range(n)]


def twin(a, b):
    """All maximal equal runs of at least LEAST words, by comparing every pair of places."""
    x, y = a.split(), b.split()
    runs = set()
    for i in range(len(x)):
        for j in range(len(y)):
            if x[i] == y[j] and (i == 0 or j == 0 or x[i - 1] != y[j - 1]):
                n = 0
                while i + n < len(x) and j + n < len(y) and x[i + n] == y[j + n]:
                    n += 1
                if n >= max(LEAST, GRAM):
                    runs.add((i, i + n, j, j + n))
    return runs


def word_range(text, start, end):
    return len(text[:start].split()), len(text[:end].split())


@given(st.integers(0, 10_000), st.integers(8, 40), st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_finds_the_runs_that_the_twin_finds(seed, shared, around):
    rng = random.Random(seed)
    run = prose(rng, shared)
    a = " ".join([*prose(rng, around), *run, *prose(rng, around)])
    b = " ".join([*prose(rng, around + 3), *run, *prose(rng, around // 2)])
    rows = find_reuse([a, b])
    covered = set()
    for _, _, a0, a1, b0, b1 in rows.tolist():
        i0, i1 = word_range(a, a0, a1)
        j0, j1 = word_range(b, b0, b1)
        covered |= {("a", i) for i in range(i0, i1)} | {("b", j) for j in range(j0, j1)}
    for i0, i1, j0, j1 in twin(a, b):
        assert all(("a", i) in covered for i in range(i0, i1))
        assert all(("b", j) in covered for j in range(j0, j1))


@given(st.integers(0, 10_000), st.permutations(range(5)))
@settings(max_examples=30, deadline=None)
def test_order_of_texts_only_renames_them(seed, order):
    rng = random.Random(seed)
    run = prose(rng, 20)
    texts = [" ".join([*prose(rng, 10 + n), *run[: 12 + n], *prose(rng, 5)]) for n in range(5)]
    plain = {tuple(r) for r in find_reuse(texts).tolist()}
    turned = set()
    for a, b, a0, a1, b0, b1 in find_reuse([texts[n] for n in order]).tolist():
        x, y = order[a], order[b]
        turned.add((x, y, a0, a1, b0, b1) if x < y else (y, x, b0, b1, a0, a1))
    assert turned == plain


RUN = "The harbour board said the ferry’s ramp had been inspected twice since the spring and found sound"


@pytest.mark.parametrize(
    "twin_text",
    [
        RUN.upper(),
        RUN.replace("’", "'"),
        RUN.replace(" ", "\n"),
        RUN.replace("a", "a\u200b"),
        RUN.replace("o", "\u043e"),
        RUN.replace("e", "\uff45"),
        RUN.replace("i", "i\u00ad"),
    ],
    ids=["case", "apostrophe", "lines", "zero width", "homoglyph", "full width", "soft hyphen"],
)
def test_disguise_does_not_hide_a_passage(twin_text):
    rows = find_reuse([f"First. {RUN}", f"{twin_text} and that is all"])
    assert len(rows) == 1
    _, _, a0, a1, b0, b1 = rows[0].tolist()
    assert f"First. {RUN}"[a0:a1] == RUN
    assert (b0, b1) == (0, len(twin_text))


def test_scripts_with_and_without_spaces():
    chinese = "消防部门表示火灾发生在周二晚上并已经得到控制没有人员伤亡"
    russian = "Пожарная служба сообщила что огонь был потушен во вторник вечером и никто не пострадал"
    arabic = "قالت إدارة الإطفاء إن الحريق اندلع مساء الثلاثاء وتمت السيطرة عليه دون وقوع إصابات بين السكان"
    for text in (chinese, russian, arabic):
        rows = find_reuse([f"abc {text}", f"{text} xyz"])
        assert len(rows) == 1
        assert rows[0, 2:4].tolist() == [4, 4 + len(text)]


def test_nothing_in_nothing():
    for texts in ([], [""], ["", ""], ["one two", "one two"]):
        assert find_reuse(texts).shape == (0, 6)
    same = " ".join(prose(random.Random(1), 30))
    assert find_reuse([same, same])[:, 2:].tolist() == [[0, len(same), 0, len(same)]]


def test_a_long_document():
    rng = random.Random(2)
    long = prose(rng, 70_000)
    text = " ".join(long)
    piece = " ".join(long[66_000:66_020])
    (row,) = find_reuse([text, f"before {piece} after"]).tolist()
    assert text[row[2] : row[3]] == piece


def test_furniture_of_one_outlet_is_no_reuse_and_a_common_passage_is_still_found():
    rng = random.Random(3)
    footer = "This newspaper is a member of the press council and follows its code in all that it prints"
    texts = [" ".join(prose(rng, 40)) + " " + footer for _ in range(12)]
    assert len(find_reuse(texts, outlets=["Brook Herald"] * 12)) == 0
    everywhere = [f"{' '.join(prose(rng, 20))} {RUN}" for _ in range(70)]
    found = find_reuse(everywhere, outlets=[f"outlet {n}" for n in range(70)])
    assert {x for row in found[:, :2].tolist() for x in row} == set(range(70))


def test_outlets_must_be_one_a_text():
    with pytest.raises(ValueError, match="1 outlets for 2 texts"):
        find_reuse(["a", "b"], outlets=["x"])


def test_result_is_sorted_int64():
    rng = random.Random(4)
    run = " ".join(prose(rng, 15))
    rows = find_reuse([f"{' '.join(prose(rng, 9))} {run}" for _ in range(6)])
    assert rows.dtype == np.int64
    assert rows.tolist() == sorted(rows.tolist())
    assert (rows[:, 0] < rows[:, 1]).all()
