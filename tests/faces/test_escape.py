import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.faces import escape


@given(st.text())
def test_a_terminal_gets_one_line_without_controls(text):
    shown = escape.terminal(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200f")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\uff1d1", " =1", "\n=cmd()"])
def test_a_spreadsheet_runs_nothing(text):
    assert escape.csv_cell(text)[0] not in "=+-@\t\r\uff1d"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_cells_survive_a_csv_round_trip(cells):
    out = io.StringIO()
    made = [escape.csv_cell(c) for c in cells]
    csv.writer(out).writerow(made)
    assert next(csv.reader(io.StringIO(out.getvalue()))) == made or made == [""]


def test_markdown_has_no_markup_left():
    assert escape.markdown_cell("[x](javascript:1) | <b>") == "\\[x\\](javascript:1) \\| \\<b\\>"
