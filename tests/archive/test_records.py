"""Values come back from rows, or are said to be damaged."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.archive.records import packed, unpacked
from firsthand.errors import CorruptError

VALUE = packed({"b": 1, "a": ["x", "y"]})


def test_the_same_value_is_the_same_bytes():
    assert packed({"a": ["x", "y"], "b": 1}) == VALUE
    assert unpacked(VALUE, dict, "it") == {"a": ["x", "y"], "b": 1}


@given(st.integers(0, len(VALUE) * 8 - 1))
def test_a_flipped_bit_is_said(at):
    damaged = bytearray(VALUE)
    damaged[at // 8] ^= 1 << at % 8
    # What zlib's header says of how hard it tried changes nothing.
    with contextlib.suppress(CorruptError):
        assert unpacked(bytes(damaged), dict, "the row") == {"a": ["x", "y"], "b": 1}


def test_another_kind_of_value_is_said():
    with pytest.raises(CorruptError):
        unpacked(VALUE, list[int], "it")
