import gc

from firsthand.run.crew import Crew, collect_seldom


def _threshold():
    return gc.get_threshold()


def test_workers_look_for_circles_seldom_and_the_caller_as_it_did():
    before = gc.get_threshold()
    with Crew(2) as crew:
        (found,) = crew.each(_threshold, [()])
    assert found[0] > 10 * 700
    assert gc.get_threshold() == before


def test_a_process_of_our_own_does_so_when_asked():
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold()[0] > before[0]
    finally:
        gc.set_threshold(*before)
