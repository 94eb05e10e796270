from firsthand.lineage.stories import belonging


def test_who_stands_alone_on_weak_ties_may_tell_of_another_event():
    odds = {(0, 1): 6.0, (0, 2): -1.0, (1, 2): 0.0, (0, 3): 4.0, (1, 3): 5.0, (2, 3): 0.5}
    chances = belonging(odds, (0, 1, 2, 3), {(0, 1)})
    assert chances[0] == chances[1] == 1.0  # they share a passage
    assert chances[2] < chances[3] < 1.0
    assert belonging({}, (0,), ()) == (1.0,)
