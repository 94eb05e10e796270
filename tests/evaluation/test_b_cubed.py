import pytest

from evaluation.b_cubed import b_cubed, mean


def test_right_groups_score_one_whatever_they_are_called():
    truth = {"a": "x", "b": "x", "c": "y"}
    assert mean(b_cubed(truth, {"a": "1", "b": "1", "c": "2"}).values()) == (1.0, 1.0, 1.0)


def test_one_group_of_all_has_full_recall_and_half_precision():
    truth = {"a": "x", "b": "x", "c": "y", "d": "y"}
    precision, recall, f1 = mean(b_cubed(truth, dict.fromkeys(truth, "1")).values())
    assert (precision, recall) == (0.5, 1.0)
    assert f1 == pytest.approx(2 / 3)


def test_an_item_without_a_group_stands_alone():
    truth = {"a": "x", "b": "x"}
    assert mean(b_cubed(truth, {}).values())[:2] == (1.0, 0.5)
