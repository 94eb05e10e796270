import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lineage.collation import MISSING, agreement, collate

TEXT = (
    "the miller kept his books in a drawer below the window and wrote down every sack that came "
    "across the bridge with the name of the farmer the weight of the grain and the weather of that "
    "day because he believed that rain made people honest"
)


def row(collation, witness):
    line = collation.table[collation.ids.index(witness)]
    return [collation.forms[f] for f in line.tolist() if f >= 0]


@given(st.lists(st.lists(st.sampled_from(["ka", "ko", "lum", "rest", "tali"]), max_size=12), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_every_word_of_every_witness_stands_in_the_table_once_and_in_order(lines):
    texts = {str(n): " ".join(line) for n, line in enumerate(lines)}
    collation = collate(texts)
    for witness, text in texts.items():
        assert row(collation, witness) == text.split()


def test_the_order_of_the_witnesses_decides_nothing():
    draw = random.Random(3)
    texts = {str(n): " ".join(w for w in TEXT.split() if draw.random() > 0.1) for n in range(6)}
    left, right = collate(texts), collate(dict(reversed(texts.items())))
    assert left.ids == right.ids
    assert np.array_equal(left.table, right.table)


def test_a_spelling_stays_in_its_column_and_an_omission_is_a_reading():
    collation = collate({"a": TEXT, "b": TEXT.replace("weather", "wether"), "c": TEXT.replace("every ", "")})
    assert collation.table.shape == (3, len(TEXT.split()))
    assert MISSING not in collation.table


def test_a_lost_leaf_is_no_reading():
    words = TEXT.split()
    collation = collate({"a": TEXT, "b": " ".join(words[:12] + words[30:]), "c": " ".join(words[8:])})
    assert (collation.table[1] == MISSING).sum() == 18
    assert (collation.table[2] == MISSING).sum() == 8


def test_witnesses_of_one_work_agree_and_other_texts_do_not():
    other = "seven boats left harbour before dawn although warnings had gone out twice from station north"
    assert agreement(collate({"a": TEXT, "b": TEXT.replace("sack", "sakk")})) > 0.9
    assert agreement(collate({"a": TEXT, "b": f"{other} {other} {other}"})) < 0.3
