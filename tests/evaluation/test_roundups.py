from evaluation.newsroom import write
from evaluation.press.plan import Plan
from evaluation.roundups import run


def test_round_ups_are_composed_and_scored_the_same_twice(tmp_path):
    write(tmp_path, 4, 5, Plan())
    figures = run(tmp_path)
    assert figures["roundups"] > 0
    assert figures["independent_pairs"] > 0
    assert 0 <= figures["false_links_error"] <= 0.1
    assert run(tmp_path) == figures
