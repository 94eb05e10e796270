import json

import pytest

from evaluation.mrpc_details import details, run


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("Three men were held on Monday.", "Four men were held on Monday.", {"number"}),
        ("The court sat on Monday in Brest.", "The court sat on Friday in Brest.", {"date"}),
        ("The gate was not open at noon.", "The gate was open at noon.", {"negation"}),
        ("The gate was open at noon.", "At noon, the gate was open.", set()),
    ],
)
def test_details_that_differ(one, other, kinds):
    assert details(one, other) == kinds


def test_shares_by_label(tmp_path):
    pairs = [
        {"a": "Three men were held.", "b": "Four men were held.", "label": 0},
        {"a": "The gate was open.", "b": "The gate stood open.", "label": 1},
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, pairs)))
    found = run(tmp_path)
    assert (found["named_of_other"], found["named_of_same"], found["other_of_named"]) == (1.0, 0.0, 1.0)
