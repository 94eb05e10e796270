from evaluation.floors import NOISE, data_hash, judge, pinned


def test_below_by_more_than_noise_fails():
    assert judge("f1", 0.80, 0.80) == "ok"
    assert judge("f1", 0.80 - NOISE / 2, 0.80) == "ok"
    assert judge("f1", 0.80 - 2 * NOISE, 0.80) == "BELOW"


def test_update_raises_and_lowers_only_when_allowed():
    pin = {"data": "x", "floors": {"f": 0.8, "g": 0.5}}
    figures = {"f": 0.7, "g": 0.6}
    assert pinned(pin, figures, "x", allow=False)["floors"] == {"f": 0.8, "g": 0.6}
    assert pinned(pin, figures, "x", allow=True)["floors"] == {"f": 0.7, "g": 0.6}
    assert pinned(pin, figures, "y", allow=False) == {"data": "y", "floors": figures}


def test_hash_follows_names_and_bytes(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    one = data_hash(tmp_path)
    (tmp_path / "a").write_bytes(b"2")
    two = data_hash(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({one, two, data_hash(tmp_path)}) == 3


def test_alarms_are_better_when_they_are_few():
    assert judge("alarms_of_x_alarms", 0.5, 0.3) == "BELOW"
    assert judge("alarms_of_x_alarms", 0.1, 0.3) == "ok"
    pin = {"data": "x", "floors": {"a_count": 3}}
    assert pinned(pin, {"a_count": 2}, "x", allow=False)["floors"] == {"a_count": 2}
    assert pinned(pin, {"a_count": 4}, "x", allow=False)["floors"] == {"a_count": 3}
