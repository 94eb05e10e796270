from evaluation.floors import NOISE, data_hash, judge, pinned


def test_below_by_more_than_noise_fails():
    assert judge(0.80, 0.80) == "ok"
    assert judge(0.80 - NOISE / 2, 0.80) == "ok"
    assert judge(0.80 - 2 * NOISE, 0.80) == "BELOW"


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
