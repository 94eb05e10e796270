import gc

import pytest

from firsthand.run.crew import Crew, collect_seldom

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def usual():
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_workers_look_for_circles_seldom_and_the_caller_as_it_did():
    with Crew(2) as crew:
        (found,) = crew.each(gc.get_threshold, [()])
    assert found[0] > 10 * USUAL[0]
    assert gc.get_threshold() == USUAL


def test_a_process_of_our_own_does_so_when_asked():
    collect_seldom()
    assert gc.get_threshold()[0] > 10 * USUAL[0]
