import pytest

from firsthand.reuse.threads import Threads


@pytest.mark.parametrize("count", [1, 3])
def test_results_come_in_the_order_of_the_jobs(count):
    with Threads(count) as crew:
        assert crew.map(lambda n: n * n, range(20)) == [n * n for n in range(20)]
